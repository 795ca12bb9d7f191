// What came of a promise, of either side: kept, moved, missed, released, withdrawn; of a proposed
// one: agreed or declined.
import { SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import type { Guard } from '@/api/command';
import { EffortMark } from '@/parts/effort';
import { Due } from '@/parts/marks';
import { Empty } from '@/parts/states';
import { say } from '@/words';
import { day_of } from '@/words/format';
import { Day, name_in, soon_days } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';
import { correct } from './keep';
import type { Fate } from './open';
import { Reminding } from './reminding';

type Commitment = Schemas['Commitment'];

interface Props {
    deal: string;
    promise: string;
    fate?: Fate;
    shown: Shown;
}
export default function PromiseFate({ deal, promise, fate, shown }: Props) {
    return (
        <DealAct title={say.acts.fate.title} deal={deal} shown={shown}>
            {(view) => {
                const known = view.deal.commitments.find((c) => c.id === promise);
                if (!known || !fates_of(known).length)
                    return <Empty title={say.acts.fate.settled} />;
                return <Form view={view} promise={known} wanted={fate} shown={shown} />;
            }}
        </DealAct>
    );
}

function fates_of(promise: Commitment): Fate[] {
    if (promise.state.type === 'proposed') return ['agreed', 'declined'];
    if (promise.state.type === 'agreed')
        return ['kept', 'moved', 'missed', 'released', 'withdrawn'];
    return [];
}

interface Input {
    promise: string;
    fate: Fate;
    on: string;
    words: string;
}
function send({ promise, fate, on, words }: Input, header: Guard): Promise<DealView> {
    const params = { path: { promise }, header };
    switch (fate) {
        case 'agreed':
            return answer(api.POST('/promises/{promise}/agree', { params }));
        case 'declined':
            return answer(api.POST('/promises/{promise}/decline', { params, body: { words } }));
        case 'kept':
            return answer(api.POST('/promises/{promise}/keep', { params, body: { on } }));
        case 'moved':
            return answer(api.POST('/promises/{promise}/move', { params, body: { to: on } }));
        case 'missed':
            return answer(api.POST('/promises/{promise}/miss', { params }));
        case 'released':
            return answer(
                api.POST('/promises/{promise}/release', { params, body: { why: words } }),
            );
        case 'withdrawn':
            return answer(
                api.POST('/promises/{promise}/withdraw', { params, body: { why: words } }),
            );
    }
}

const can_be_taken_back: readonly Fate[] = ['kept', 'missed', 'released', 'withdrawn'];

interface FormProps {
    view: DealView;
    promise: Commitment;
    wanted: Fate | undefined;
    shown: Shown;
}
function Form({ view, promise, wanted, shown }: FormProps) {
    const fates = fates_of(promise);
    const [fate, set_fate] = useState<Fate>(() =>
        wanted && fates.includes(wanted) ? wanted : (fates[0] ?? 'kept'),
    );
    const [to, set_to] = useState('');
    const [on, set_on] = useState(day_of());
    const [words, set_words] = useState('');
    const side = promise.owner.type;
    const act = useAct<Input>(view.deal.id, shown, {
        send,
        says: (_, input) => say.acts.fate.said[input.fate],
        ...(can_be_taken_back.includes(fate) && { undo: correct }),
        mine: (input) => (input.words ? [{ label: say.acts.fate.why, text: input.words }] : []),
    });
    const ready = fate === 'moved' ? to !== '' : fate === 'kept' ? on !== '' : true;
    return (
        <ActForm
            label={say.acts.fate.go[fate]}
            send={() =>
                act.run(
                    { promise: promise.id, fate, on: fate === 'moved' ? to : on, words },
                    view.version,
                )
            }
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['to', 'on', 'why', 'words']}
            ready={ready}
            close={shown.close}
        >
            <div>
                <Text fw={600}>{promise.what}</Text>
                <Text size="sm" c="dimmed" component="div">
                    {promise.owner.type === 'buyer'
                        ? name_in(view, promise.owner.person)
                        : say.common.we}{' '}
                    · <Due date={promise.due} /> ·{' '}
                    <EffortMark effort={promise.effort} side={side} />
                </Text>
            </div>
            <SegmentedControl
                aria-label={say.acts.fate.title}
                data={fates.map((f) => ({ value: f, label: say.acts.fate.name[f] }))}
                value={fate}
                onChange={(f) => set_fate(fates.find((known) => known === f) ?? fate)}
                fullWidth
                size="sm"
            />
            {fate === 'kept' && (
                <Day
                    label={say.acts.fate.kept_on}
                    value={on}
                    change={set_on}
                    most={day_of()}
                    error={act.refusal?.at('on')}
                />
            )}
            {fate === 'moved' && (
                <Stack gap="xs">
                    <Day
                        label={say.acts.fate.moved_to}
                        value={to}
                        change={set_to}
                        least={day_of()}
                        soon={soon_days()}
                        error={act.refusal?.at('to')}
                    />
                    {promise.moves.length > 0 && (
                        <Text size="sm" c="dimmed">
                            {say.acts.fate.moved_before(promise.moves.length)}
                        </Text>
                    )}
                </Stack>
            )}
            {fate === 'missed' && (
                <Text size="sm" c="dimmed">
                    {side === 'buyer' ? say.acts.fate.they_missed : say.acts.fate.we_missed}
                </Text>
            )}
            {(fate === 'released' || fate === 'withdrawn' || fate === 'declined') && (
                <Textarea
                    label={say.acts.fate.why}
                    description={say.common.optional}
                    value={words}
                    onChange={(e) => set_words(e.currentTarget.value)}
                    autosize
                    minRows={2}
                    error={act.refusal?.at('why') ?? act.refusal?.at('words')}
                />
            )}
            {side === 'buyer' && promise.state.type === 'agreed' && (
                <Reminding deal={view.deal.id} promise={promise.id} />
            )}
        </ActForm>
    );
}
