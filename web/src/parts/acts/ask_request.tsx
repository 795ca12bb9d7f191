// The buyer wants something from us: what, and who asked.
import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { players_of, Who } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

export const request_kinds = [
    'demo',
    'sample',
    'proposal',
    'references',
    'document',
    'trial',
    'call',
    'time',
    'other',
] as const;

interface Props {
    deal: string;
    meeting?: string;
    person?: string;
    shown: Shown;
}
export default function AskRequest({ deal, meeting, person, shown }: Props) {
    return (
        <DealAct title={say.acts.ask.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} meeting={meeting} person={person} shown={shown} />}
        </DealAct>
    );
}

interface FormProps {
    view: DealView;
    meeting: string | undefined;
    person: string | undefined;
    shown: Shown;
}
function Form({ view, meeting, person, shown }: FormProps) {
    const [kind, set_kind] = useState<Schemas['RequestKind']>('demo');
    const [by, set_by] = useState(person ?? players_of(view)[0]?.person);
    const draft = useDraft(`ask_request:${view.deal.id}`, '');
    const act = useAct<Schemas['AskRequest']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(
                api.POST('/deals/{deal}/requests', {
                    params: { path: { deal: view.deal.id }, header },
                    body,
                }),
            ),
        says: say.acts.ask.said,
        done: draft.forget,
    });
    const send = () => {
        if (!by) return;
        const body: Schemas['AskRequest'] = { request: { kind, what: draft.value.trim(), by } };
        if (meeting) body.meeting = meeting;
        void act.run(body, view.version);
    };
    return (
        <ActForm
            label={say.acts.ask.go}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['request/what', 'request/by']}
            ready={by !== undefined}
            close={shown.close}
        >
            <Select
                label={say.acts.ask.kind}
                data={request_kinds.map((k) => ({ value: k, label: say.method.request_kind[k] }))}
                value={kind}
                onChange={(to) => set_kind(request_kinds.find((k) => k === to) ?? kind)}
                allowDeselect={false}
            />
            <Textarea
                label={say.acts.ask.what}
                placeholder={say.acts.ask.what_hint}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                autosize
                error={act.refusal?.at('request/what')}
            />
            <Who
                view={view}
                label={say.acts.ask.by}
                value={by}
                change={set_by}
                error={act.refusal?.at('request/by')}
            />
        </ActForm>
    );
}
