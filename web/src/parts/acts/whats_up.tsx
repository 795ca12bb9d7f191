// What's up: the hesitation in the buyer's words, and keep or park.
import { SegmentedControl, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    meeting: string;
    shown: Shown;
}
export default function WhatsUp({ deal, meeting, shown }: Props) {
    return (
        <DealAct title={say.acts.whats_up.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} meeting={meeting} shown={shown} />}
        </DealAct>
    );
}

function Form({ view, meeting, shown }: { view: DealView; meeting: string; shown: Shown }) {
    const known = view.deal.meetings.find((m) => m.id === meeting);
    const draft = useDraft(`whats_up:${meeting}`, known?.hesitation?.words ?? '');
    const [choice, set_choice] = useState<Schemas['KeepOrPark']>('keep');
    const act = useAct<Schemas['RecordHesitation']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(
                api.POST('/meetings/{meeting}/hesitation', {
                    params: { path: { meeting }, header },
                    body,
                }),
            ),
        says: say.acts.whats_up.said,
        done: draft.forget,
        mine: (input) => [{ label: say.acts.whats_up.words, text: input.words }],
    });
    return (
        <ActForm
            label={say.common.save}
            send={() => act.run({ words: draft.value.trim(), choice }, view.version)}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['words']}
            close={shown.close}
        >
            {known?.plan?.whats_up && (
                <Text size="sm">
                    <Text span c="dimmed">
                        {say.acts.whats_up.question}{' '}
                    </Text>
                    “{known.plan.whats_up}”
                </Text>
            )}
            <Textarea
                label={say.acts.whats_up.words}
                placeholder={say.acts.whats_up.hint}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                autosize
                minRows={3}
                data-autofocus
                required
                withAsterisk={false}
                error={act.refusal?.at('words')}
            />
            <SegmentedControl
                aria-label={say.acts.whats_up.choice}
                data={[
                    { value: 'keep', label: say.acts.whats_up.keep },
                    { value: 'park', label: say.acts.whats_up.park },
                ]}
                value={choice}
                onChange={(to) => set_choice(to === 'park' ? 'park' : 'keep')}
            />
        </ActForm>
    );
}
