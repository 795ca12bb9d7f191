// The deal is won: for how much.
import { NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useMe } from '@/api/me';
import { say } from '@/words';
import { major_units, minor_units } from '@/words/format';
import { ActForm, DealAct, type DealView, guard_after, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    meeting?: string;
    shown: Shown;
}
export default function Win({ deal, meeting, shown }: Props) {
    return (
        <DealAct title={say.acts.win.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} meeting={meeting} shown={shown} />}
        </DealAct>
    );
}

interface FormProps {
    view: DealView;
    meeting: string | undefined;
    shown: Shown;
}
function Form({ view, meeting, shown }: FormProps) {
    const me = useMe();
    const known = view.deal.amount;
    const currency = known?.currency ?? me.data?.workspace.currency ?? 'EUR';
    const [amount, set_amount] = useState<number | ''>(known ? major_units(known) : '');
    const path = { deal: view.deal.id };
    const act = useAct<Schemas['WinDeal']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(api.POST('/deals/{deal}/win', { params: { path, header }, body })),
        says: say.acts.win.said,
        undo: (after) =>
            answer(
                api.POST('/deals/{deal}/reopen', {
                    params: { path, header: guard_after(after) },
                    body: { why: say.acts.let_go.undo_why },
                }),
            ),
    });
    const send = () => {
        const body: Schemas['WinDeal'] = {};
        if (meeting) body.meeting = meeting;
        if (amount !== '') body.amount = { minor: minor_units(Number(amount), currency), currency };
        void act.run(body, view.version);
    };
    return (
        <ActForm
            label={say.acts.win.go}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['amount']}
            close={shown.close}
        >
            <Text>{say.acts.win.what}</Text>
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
        </ActForm>
    );
}
