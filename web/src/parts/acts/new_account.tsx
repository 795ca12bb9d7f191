// A new account: a company we sell to, or would like to.
import { SimpleGrid, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { store } from '@/api/store';
import { say } from '@/words';
import { ActDialog, ActForm, type Shown } from './frame';

const more = ['domain', 'industry', 'region', 'size'] as const;

export default function NewAccount({ name: first, shown }: { name?: string; shown: Shown }) {
    const go = useNavigate();
    const [input, set_input] = useState<Schemas['AccountInput']>({ name: first ?? '' });
    const act = useCommand<Schemas['AccountInput'], Schemas['Account']>({
        send: (body, header) =>
            answer(
                api.POST('/accounts', {
                    params: { header: { 'Idempotency-Key': header['Idempotency-Key'] } },
                    body,
                }),
            ),
        quiet: true,
        done: (account) => {
            shown.close();
            store.invalidateQueries({ queryKey: ['list'] });
            void go({ to: `/accounts/${account.id}` });
        },
        says: say.acts.new_account.said,
    });
    return (
        <ActDialog title={say.acts.new_account.title} shown={shown}>
            <ActForm
                label={say.common.add}
                send={() => act.run({ ...input, name: input.name.trim() })}
                busy={act.busy}
                refusal={act.refusal}
                at_fields={['name', ...more]}
                ready={input.name.trim() !== ''}
                close={shown.close}
            >
                <TextInput
                    label={say.acts.new_account.name}
                    value={input.name}
                    onChange={(e) => set_input({ ...input, name: e.currentTarget.value })}
                    required
                    withAsterisk={false}
                    data-autofocus
                    error={act.refusal?.at('name')}
                />
                <SimpleGrid cols={{ base: 1, xs: 2 }}>
                    {more.map((field) => (
                        <TextInput
                            key={field}
                            label={say.acts.new_account[field]}
                            description={say.common.optional}
                            value={input[field] ?? ''}
                            onChange={(e) =>
                                set_input({ ...input, [field]: e.currentTarget.value })
                            }
                            error={act.refusal?.at(field)}
                        />
                    ))}
                </SimpleGrid>
            </ActForm>
        </ActDialog>
    );
}
