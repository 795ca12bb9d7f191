// The temperature check of one decision maker: three open questions, never an assumptive close.
import { SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { players_of, Who } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

const steps = ['yes', 'not_yet', 'no'] as const;

interface Props {
    deal: string;
    meeting: string;
    person?: string;
    shown: Shown;
}
export default function Temperature({ deal, meeting, person, shown }: Props) {
    return (
        <DealAct title={say.acts.temperature.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} meeting={meeting} person={person} shown={shown} />}
        </DealAct>
    );
}

// A decision maker who was there and was not asked yet.
function unread(view: DealView, meeting: string): string | undefined {
    const held = view.deal.meetings.find((m) => m.id === meeting);
    const there = held?.debrief?.attended ?? held?.players ?? [];
    const asked = (held?.readings ?? []).map((r) => r.who);
    const deciding = players_of(view).filter((p) => p.role === 'decision_maker');
    return deciding.find((p) => there.includes(p.person) && !asked.includes(p.person))?.person;
}

interface FormProps {
    view: DealView;
    meeting: string;
    person: string | undefined;
    shown: Shown;
}
function Form({ view, meeting, person, shown }: FormProps) {
    const [who, set_who] = useState(() => person ?? unread(view, meeting));
    const [next_step, set_next_step] = useState<Schemas['Interest']>();
    const draft = useDraft(`temperature:${meeting}`, { interesting: '', clarify: '', words: '' });
    const { value } = draft;
    const put = (part: Partial<typeof value>) => draft.change({ ...value, ...part });
    const act = useAct<Schemas['TakeReading']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(
                api.POST('/meetings/{meeting}/readings', {
                    params: { path: { meeting }, header },
                    body,
                }),
            ),
        says: say.acts.temperature.said,
        done: draft.forget,
    });
    const send = () => {
        if (!who || !next_step) return;
        void act.run(
            {
                who,
                most_interesting: value.interesting.trim(),
                to_clarify: value.clarify.trim(),
                next_step,
                words: value.words.trim(),
            },
            view.version,
        );
    };
    return (
        <ActForm
            label={say.common.save}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['who']}
            ready={Boolean(who && next_step)}
            close={shown.close}
        >
            <Who
                view={view}
                label={say.acts.temperature.who}
                value={who}
                change={set_who}
                error={act.refusal?.at('who')}
            />
            <Textarea
                label={say.acts.temperature.interesting}
                value={value.interesting}
                onChange={(e) => put({ interesting: e.currentTarget.value })}
                autosize
            />
            <Textarea
                label={say.acts.temperature.clarify}
                value={value.clarify}
                onChange={(e) => put({ clarify: e.currentTarget.value })}
                autosize
            />
            <Stack gap={6}>
                <Text size="sm" fw={500} id="next-step">
                    {say.acts.temperature.next_step}
                </Text>
                <SegmentedControl
                    aria-labelledby="next-step"
                    data={steps.map((s) => ({ value: s, label: say.method.interest[s] }))}
                    value={next_step ?? ''}
                    onChange={(to) => set_next_step(steps.find((s) => s === to))}
                />
            </Stack>
            <Textarea
                label={say.acts.temperature.words}
                value={value.words}
                onChange={(e) => put({ words: e.currentTarget.value })}
                autosize
            />
        </ActForm>
    );
}
