// Keeps a deal off Today until a day: which one is asked, always.
import { Text } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { say } from '@/words';
import { add_days, day_of, near_day } from '@/words/format';
import { Day, is_after_today, soon_days } from './fields';
import { ActForm, DealAct, type DealView, guard_after, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    shown: Shown;
}
export default function Snooze({ deal, shown }: Props) {
    return (
        <DealAct title={say.acts.snooze.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} shown={shown} />}
        </DealAct>
    );
}

// The day it had, if that one is still to come; or awake.
function as_before(until: string | undefined): { until?: string } {
    return until && is_after_today(until) ? { until } : {};
}

function Form({ view, shown }: { view: DealView; shown: Shown }) {
    const [until, set_until] = useState('');
    const act = useAct<string>(view.deal.id, shown, {
        send: (day, header) =>
            answer(
                api.POST('/deals/{deal}/snooze', {
                    params: { path: { deal: view.deal.id }, header },
                    body: { until: day },
                }),
            ),
        says: (_, day) => say.acts.snooze.said(near_day(day)),
        undo: (snoozed) =>
            answer(
                api.POST('/deals/{deal}/snooze', {
                    params: { path: { deal: view.deal.id }, header: guard_after(snoozed) },
                    body: as_before(view.deal.snoozed_until),
                }),
            ),
    });
    return (
        <ActForm
            label={say.acts.snooze.go}
            send={() => act.run(until, view.version)}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['until']}
            ready={is_after_today(until)}
            close={shown.close}
        >
            <Day
                label={say.acts.snooze.until}
                value={until}
                change={set_until}
                least={add_days(day_of(), 1)}
                soon={soon_days()}
                error={act.refusal?.at('until')}
            />
            <Text size="sm" c="dimmed">
                {say.acts.snooze.more}
            </Text>
        </ActForm>
    );
}
