// A deal that was over or parked goes on, and why.
import { Textarea } from '@mantine/core';
import { answer, api } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    shown: Shown;
}
export default function Reopen({ deal, shown }: Props) {
    return (
        <DealAct title={say.acts.reopen.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} shown={shown} />}
        </DealAct>
    );
}

function Form({ view, shown }: { view: DealView; shown: Shown }) {
    const draft = useDraft(`reopen:${view.deal.id}`, '');
    const act = useAct<string>(view.deal.id, shown, {
        send: (why, header) =>
            answer(
                api.POST('/deals/{deal}/reopen', {
                    params: { path: { deal: view.deal.id }, header },
                    body: { why },
                }),
            ),
        says: say.acts.reopen.said,
        done: draft.forget,
    });
    return (
        <ActForm
            label={say.acts.reopen.go}
            send={() => act.run(draft.value.trim(), view.version)}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['why']}
            close={shown.close}
        >
            <Textarea
                label={say.acts.reopen.why}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                autosize
                minRows={2}
                data-autofocus
                required
                withAsterisk={false}
                error={act.refusal?.at('why')}
            />
        </ActForm>
    );
}
