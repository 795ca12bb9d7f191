// A new person at an account.
import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { store } from '@/api/store';
import { say } from '@/words';
import { ActDialog, ActForm, type Shown } from './frame';
import { AccountPick } from './pick';

const levels = ['individual', 'manager', 'director', 'executive', 'owner'] as const;
const more = ['title', 'department', 'email', 'phone'] as const;

interface Props {
    account?: string;
    name?: string;
    shown: Shown;
}
export default function NewPerson({ account: first, name: first_name, shown }: Props) {
    const [account, set_account] = useState(first);
    const [name, set_name] = useState(first_name ?? '');
    const [level, set_level] = useState<Schemas['Level']>('individual');
    const [rest, set_rest] = useState({ title: '', department: '', email: '', phone: '' });
    const act = useCommand<Schemas['PersonInput'], Schemas['Person']>({
        send: (body, header) =>
            answer(
                api.POST('/people', {
                    params: { header: { 'Idempotency-Key': header['Idempotency-Key'] } },
                    body,
                }),
            ),
        quiet: true,
        done: () => {
            shown.close();
            store.invalidateQueries({ queryKey: ['list'] });
        },
        says: (person) => say.acts.new_person.said(person.name),
    });
    const send = () => {
        if (account) void act.run({ account, name: name.trim(), level, ...rest });
    };
    return (
        <ActDialog title={say.acts.new_person.title} shown={shown}>
            <ActForm
                label={say.common.add}
                send={send}
                busy={act.busy}
                refusal={act.refusal}
                at_fields={['account', 'name', ...more]}
                ready={account !== undefined && name.trim() !== ''}
                close={shown.close}
            >
                <TextInput
                    label={say.acts.new_person.name}
                    value={name}
                    onChange={(e) => set_name(e.currentTarget.value)}
                    required
                    withAsterisk={false}
                    data-autofocus
                    error={act.refusal?.at('name')}
                />
                {!first && (
                    <AccountPick
                        value={account}
                        change={set_account}
                        error={act.refusal?.at('account')}
                    />
                )}
                <Select
                    label={say.acts.new_person.level}
                    data={levels.map((l) => ({ value: l, label: say.method.level[l] }))}
                    value={level}
                    onChange={(to) => set_level(levels.find((l) => l === to) ?? level)}
                    allowDeselect={false}
                />
                <SimpleGrid cols={{ base: 1, xs: 2 }}>
                    {more.map((field) => (
                        <TextInput
                            key={field}
                            type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
                            label={say.acts.new_person.fields[field]}
                            description={say.common.optional}
                            value={rest[field]}
                            onChange={(e) => set_rest({ ...rest, [field]: e.currentTarget.value })}
                            error={act.refusal?.at(field)}
                        />
                    ))}
                </SimpleGrid>
            </ActForm>
        </ActDialog>
    );
}
