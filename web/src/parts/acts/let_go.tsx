// To let go: park with a date and keep the friendship, or lost, and to whom.
import { SegmentedControl, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { add_days, day_of } from '@/words/format';
import { Day, later_days } from './fields';
import { ActForm, DealAct, type DealView, guard_after, type Shown, useAct } from './frame';

const lost_to = ['no_decision', 'competitor', 'not_a_fit', 'other'] as const;
type How = 'park' | 'lose';

interface Props {
    deal: string;
    how?: How;
    shown: Shown;
}
export default function LetGo({ deal, how = 'park', shown }: Props) {
    return (
        <DealAct title={say.acts.let_go.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} first={how} shown={shown} />}
        </DealAct>
    );
}

interface Input {
    how: How;
    until: string;
    to: Schemas['LostTo'];
    why: string;
}

function Form({ view, first, shown }: { view: DealView; first: How; shown: Shown }) {
    const [how, set_how] = useState(first);
    const [until, set_until] = useState(() => add_days(day_of(), 91));
    const [to, set_to] = useState<Schemas['LostTo']>('no_decision');
    const draft = useDraft(`let_go:${view.deal.id}`, '');
    const path = { deal: view.deal.id };
    const act = useAct<Input>(view.deal.id, shown, {
        send: (input, header) =>
            input.how === 'park'
                ? answer(
                      api.POST('/deals/{deal}/park', {
                          params: { path, header },
                          body: { until: input.until, why: input.why },
                      }),
                  )
                : answer(
                      api.POST('/deals/{deal}/lose', {
                          params: { path, header },
                          body: { to: input.to, why: input.why },
                      }),
                  ),
        says: (_, input) => (input.how === 'park' ? say.acts.let_go.parked : say.acts.let_go.lost),
        undo: (after) =>
            answer(
                api.POST('/deals/{deal}/reopen', {
                    params: { path, header: guard_after(after) },
                    body: { why: say.acts.let_go.undo_why },
                }),
            ),
        done: draft.forget,
        mine: (input) => (input.why ? [{ label: say.acts.let_go.why, text: input.why }] : []),
    });
    return (
        <ActForm
            label={how === 'park' ? say.acts.let_go.park_go : say.acts.let_go.lose_go}
            send={() => act.run({ how, until, to, why: draft.value.trim() }, view.version)}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['until', 'to', 'why']}
            ready={how === 'lose' || until !== ''}
            close={shown.close}
        >
            <SegmentedControl
                aria-label={say.acts.let_go.title}
                data={[
                    { value: 'park', label: say.acts.let_go.park },
                    { value: 'lose', label: say.acts.let_go.lose },
                ]}
                value={how}
                onChange={(next) => set_how(next === 'lose' ? 'lose' : 'park')}
            />
            {how === 'park' ? (
                <Day
                    label={say.acts.let_go.until}
                    description={say.acts.let_go.until_more}
                    value={until}
                    change={set_until}
                    least={add_days(day_of(), 1)}
                    soon={later_days()}
                    error={act.refusal?.at('until')}
                />
            ) : (
                <Select
                    label={say.acts.let_go.to}
                    data={lost_to.map((l) => ({ value: l, label: say.method.lost_to[l] }))}
                    value={to}
                    onChange={(next) => set_to(lost_to.find((l) => l === next) ?? to)}
                    allowDeselect={false}
                    error={act.refusal?.at('to')}
                />
            )}
            <Textarea
                label={say.acts.let_go.why}
                description={say.common.optional}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                autosize
                minRows={2}
                error={act.refusal?.at('why')}
            />
        </ActForm>
    );
}
