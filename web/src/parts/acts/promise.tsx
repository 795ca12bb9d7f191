// A new promise of either side, agreed already or proposed.
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { blank_promise, draft_of, PromiseFields, players_of } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    side?: Schemas['Side'];
    meeting?: string;
    person?: string;
    shown: Shown;
}
export default function NewPromise({ deal, side, meeting, person, shown }: Props) {
    return (
        <DealAct title={say.acts.promise.title} deal={deal} shown={shown} wide>
            {(view) => (
                <Form
                    view={view}
                    first_side={side ?? 'buyer'}
                    meeting={meeting}
                    person={person}
                    shown={shown}
                />
            )}
        </DealAct>
    );
}

interface FormProps {
    view: DealView;
    first_side: Schemas['Side'];
    meeting: string | undefined;
    person: string | undefined;
    shown: Shown;
}
function Form({ view, first_side, meeting, person, shown }: FormProps) {
    const players = players_of(view);
    const [side, set_side] = useState(first_side);
    const [standing, set_standing] = useState<Schemas['Standing']>('agreed');
    const only = players.length === 1 ? players[0]?.person : undefined;
    const draft = useDraft(`promise:${view.deal.id}`, blank_promise(person ?? only));
    const act = useAct<Schemas['ProposePromise']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(
                api.POST('/deals/{deal}/promises', {
                    params: { path: { deal: view.deal.id }, header },
                    body,
                }),
            ),
        says: say.acts.promise.said,
        done: draft.forget,
        mine: (input) => [{ label: say.acts.promise.title, text: input.promise.what }],
    });
    const send = () => {
        const body: Schemas['ProposePromise'] = {
            promise: draft_of(draft.value, side),
            standing,
        };
        if (meeting) body.meeting = meeting;
        void act.run(body, view.version);
    };
    return (
        <ActForm
            label={say.acts.promise.go}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['promise/what', 'promise/person', 'promise/due', 'promise/proof']}
            close={shown.close}
        >
            <SegmentedControl
                aria-label={say.acts.promise.whose}
                data={[
                    { value: 'buyer', label: say.acts.promise.theirs },
                    { value: 'seller', label: say.acts.promise.ours },
                ]}
                value={side}
                onChange={(to) => set_side(to === 'seller' ? 'seller' : 'buyer')}
            />
            <PromiseFields
                view={view}
                side={side}
                value={draft.value}
                change={draft.change}
                refusal={act.refusal}
                below="promise"
            />
            <SegmentedControl
                aria-label={say.acts.promise.standing}
                data={[
                    { value: 'agreed', label: say.acts.promise.agreed },
                    { value: 'proposed', label: say.acts.promise.proposed },
                ]}
                value={standing}
                onChange={(to) => set_standing(to === 'proposed' ? 'proposed' : 'agreed')}
            />
        </ActForm>
    );
}
