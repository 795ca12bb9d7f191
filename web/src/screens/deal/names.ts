// What people are called on this deal's page: the buyer's from the deal, ours from the members.
import { useMemo } from 'react';
import type { Schemas } from '@/api/client';
import { useMemberNames } from '@/parts/members';
import { say } from '@/words';

export interface Names {
    person: (id: string | undefined) => string;
    member: (id: string | undefined) => string;
    of: (act: Schemas['Act']) => string;
    owner: (promise: Schemas['Commitment']) => string;
}

// Each of us who did something on this deal.
function ours_in(deal: Schemas['Deal'] | undefined): string[] {
    if (!deal) return [];
    const owners = deal.commitments.map(({ owner }) => owner);
    return [
        deal.owner,
        ...owners.flatMap((owner) => (owner.type === 'seller' ? [owner.member] : [])),
        ...deal.touches.map((touch) => touch.by),
        ...deal.notes.map((note) => note.by),
        ...(deal.letting_go ? [deal.letting_go.by] : []),
    ];
}

export function useNames(deal: Schemas['Deal'] | undefined): Names {
    const ours = useMemberNames(useMemo(() => ours_in(deal), [deal]));
    const known = ours.size; // It is one map that grows.
    return useMemo(() => {
        const persons = new Map(deal?.players.map((p) => [p.person, p.name]));
        const person = (id: string | undefined) => (id && persons.get(id)) || say.common.they;
        const member = (id: string | undefined) =>
            (known > 0 && id && ours.get(id)) || say.common.we;
        return {
            person,
            member,
            of: (act) => (act.side === 'buyer' ? person(act.person) : member(act.member)),
            owner: ({ owner }) =>
                owner.type === 'buyer' ? person(owner.person) : member(owner.member),
        };
    }, [deal?.players, ours, known]);
}
