// Somebody else comes into the deal: a person of the account, in a role, and who named him.
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { say } from '@/words';
import { players_of, Who } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';
import { open_act } from './open';

export const roles = [
    'decision_maker',
    'approver',
    'coach',
    'influencer',
    'gatekeeper',
    'user',
] as const;

interface Props {
    deal: string;
    shown: Shown;
}
export default function Player({ deal, shown }: Props) {
    return (
        <DealAct title={say.acts.player.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} shown={shown} />}
        </DealAct>
    );
}

function Form({ view, shown }: { view: DealView; shown: Shown }) {
    const { account } = view.deal;
    const [person, set_person] = useState<string>();
    const [role, set_role] = useState<Schemas['Role']>();
    const [named_by, set_named_by] = useState<string>();
    const people = useQuery({
        queryKey: keys.list('people', account),
        queryFn: () => answer(api.GET('/people', { params: { query: { account, limit: 200 } } })),
    });
    const here = players_of(view).map((p) => p.person);
    const others = (people.data?.items ?? []).filter((p) => !here.includes(p.id));
    const act = useAct<Schemas['AddPlayer']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(
                api.POST('/deals/{deal}/players', {
                    params: { path: { deal: view.deal.id }, header },
                    body,
                }),
            ),
        says: say.acts.player.said,
    });
    const send = () => {
        if (!person || !role) return;
        const body: Schemas['AddPlayer'] = { person, role };
        if (named_by) body.named_by = named_by;
        void act.run(body, view.version);
    };
    return (
        <ActForm
            label={say.common.add}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['person', 'role', 'named_by']}
            ready={Boolean(person && role)}
            close={shown.close}
            beside={
                <Button variant="subtle" onClick={() => open_act({ act: 'new_person', account })}>
                    {say.acts.player.new_person}
                </Button>
            }
        >
            <Select
                label={say.acts.player.who}
                data={others.map((p) => ({
                    value: p.id,
                    label: p.title ? `${p.name} · ${p.title}` : p.name,
                }))}
                value={person ?? null}
                onChange={(to) => set_person(to ?? undefined)}
                placeholder={say.acts.choose}
                nothingFoundMessage={say.acts.player.nobody}
                searchable
                data-autofocus
                error={act.refusal?.at('person')}
            />
            <Select
                label={say.acts.player.role}
                data={roles.map((r) => ({ value: r, label: say.method.role[r] }))}
                value={role ?? null}
                onChange={(to) => set_role(roles.find((r) => r === to))}
                placeholder={say.acts.choose}
                allowDeselect={false}
                error={act.refusal?.at('role')}
            />
            <Who
                view={view}
                label={say.acts.player.named_by}
                value={named_by}
                change={set_named_by}
                error={act.refusal?.at('named_by')}
                clearable
            />
        </ActForm>
    );
}
