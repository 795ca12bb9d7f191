// A new deal: with whom, and what the buyer would call it.
import { NumberInput, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { useMe } from '@/api/me';
import { say } from '@/words';
import { minor_units } from '@/words/format';
import { ActDialog, ActForm, type Shown } from './frame';
import { AccountPick } from './pick';

const kinds = ['new', 'expansion', 'renewal'] as const;

export default function NewDeal({ account: first, shown }: { account?: string; shown: Shown }) {
    const go = useNavigate();
    const me = useMe();
    const currency = me.data?.workspace.currency ?? 'EUR';
    const [account, set_account] = useState(first);
    const [name, set_name] = useState('');
    const [kind, set_kind] = useState<Schemas['DealKind']>('new');
    const [amount, set_amount] = useState<number | ''>('');
    const [close_on, set_close_on] = useState('');
    const act = useCommand<Schemas['OpenDeal'], Schemas['DealView']>({
        send: (body, header) =>
            answer(
                api.POST('/deals', {
                    params: { header: { 'Idempotency-Key': header['Idempotency-Key'] } },
                    body,
                }),
            ),
        quiet: true,
        done: (view) => {
            shown.close();
            shown.done?.(view);
            void go({ to: `/deals/${view.deal.id}` });
        },
        says: say.acts.new_deal.said,
    });
    const send = () => {
        if (!account) return;
        const body: Schemas['OpenDeal'] = { account, name: name.trim(), kind };
        if (amount !== '') body.amount = { minor: minor_units(Number(amount), currency), currency };
        if (close_on) body.expected_close = close_on;
        void act.run(body);
    };
    return (
        <ActDialog title={say.acts.new_deal.title} shown={shown}>
            <ActForm
                label={say.acts.new_deal.go}
                send={send}
                busy={act.busy}
                refusal={act.refusal}
                at_fields={['account', 'name', 'amount', 'expected_close']}
                ready={account !== undefined && name.trim() !== ''}
                close={shown.close}
            >
                <AccountPick
                    value={account}
                    change={set_account}
                    error={act.refusal?.at('account')}
                />
                <TextInput
                    label={say.acts.new_deal.name}
                    placeholder={say.acts.new_deal.name_hint}
                    value={name}
                    onChange={(e) => set_name(e.currentTarget.value)}
                    required
                    withAsterisk={false}
                    error={act.refusal?.at('name')}
                />
                <SegmentedControl
                    aria-label={say.acts.new_deal.kind}
                    data={kinds.map((k) => ({ value: k, label: say.method.kind[k] }))}
                    value={kind}
                    onChange={(to) => set_kind(kinds.find((k) => k === to) ?? kind)}
                />
                <SimpleGrid cols={2}>
                    <NumberInput
                        label={say.acts.win.amount(currency)}
                        description={say.common.optional}
                        value={amount}
                        onChange={(to) => set_amount(to === '' ? '' : Number(to))}
                        min={0}
                        thousandSeparator=" "
                        hideControls
                        error={act.refusal?.at('amount')}
                    />
                    <TextInput
                        type="date"
                        label={say.acts.new_deal.close}
                        description={say.common.optional}
                        value={close_on}
                        onChange={(e) => set_close_on(e.currentTarget.value)}
                        error={act.refusal?.at('expected_close')}
                    />
                </SimpleGrid>
            </ActForm>
        </ActDialog>
    );
}
