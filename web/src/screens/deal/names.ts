// What people are called on this deal's page: the buyer's from the deal, ours from the members.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { say } from '@/words';

export interface Names {
    person: (id: string | undefined) => string;
    member: (id: string | undefined) => string;
    of: (act: Schemas['Act']) => string;
    owner: (promise: Schemas['Commitment']) => string;
}

export function useMembers() {
    return useQuery({
        queryKey: ['member', 'all'],
        staleTime: 300_000,
        queryFn: () => answer(api.GET('/members', { params: { query: { limit: 200 } } })),
    });
}

export function useNames(deal: Schemas['Deal'] | undefined): Names {
    const members = useMembers().data?.items;
    return useMemo(() => {
        const persons = new Map(deal?.players.map((p) => [p.person, p.name]));
        const ours = new Map(members?.map((m) => [m.id, m.name]));
        const person = (id: string | undefined) => (id && persons.get(id)) || say.common.they;
        const member = (id: string | undefined) => (id && ours.get(id)) || say.common.we;
        return {
            person,
            member,
            of: (act) => (act.side === 'buyer' ? person(act.person) : member(act.member)),
            owner: ({ owner }) =>
                owner.type === 'buyer' ? person(owner.person) : member(owner.member),
        };
    }, [deal?.players, members]);
}
