// A reply of the buyer reached us: it ends silence.
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { players_of, Who } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    person?: string;
    shown: Shown;
}
export default function Reply({ deal, person, shown }: Props) {
    return (
        <DealAct title={say.acts.reply.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} person={person} shown={shown} />}
        </DealAct>
    );
}

interface FormProps {
    view: DealView;
    person: string | undefined;
    shown: Shown;
}
function Form({ view, person, shown }: FormProps) {
    const players = players_of(view);
    const only = players.length === 1 ? players[0]?.person : undefined;
    const [who, set_who] = useState(person ?? only);
    const draft = useDraft(`reply:${view.deal.id}`, '');
    const act = useAct<Schemas['RecordReply']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(
                api.POST('/deals/{deal}/replies', {
                    params: { path: { deal: view.deal.id }, header },
                    body,
                }),
            ),
        says: say.acts.reply.said,
        done: draft.forget,
        mine: (input) => [{ label: say.acts.reply.words, text: input.words ?? '' }],
    });
    const send = () => {
        const body: Schemas['RecordReply'] = { words: draft.value.trim() };
        if (who) body.person = who;
        void act.run(body, view.version);
    };
    return (
        <ActForm
            label={say.acts.reply.go}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['words', 'person']}
            close={shown.close}
        >
            <Who
                view={view}
                label={say.acts.reply.who}
                value={who}
                change={set_who}
                error={act.refusal?.at('person')}
                clearable
            />
            <Textarea
                label={say.acts.reply.words}
                description={say.acts.reply.words_more}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                autosize
                minRows={3}
                data-autofocus
                error={act.refusal?.at('words')}
            />
        </ActForm>
    );
}
