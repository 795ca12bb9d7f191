// It is not wanted any more; a trial that ends.
import { Text, Textarea } from '@mantine/core';
import { answer, api } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { Empty } from '@/parts/states';
import { say } from '@/words';
import { name_in } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    request: string;
    shown: Shown;
}
export default function WithdrawRequest({ deal, request, shown }: Props) {
    return (
        <DealAct title={say.acts.withdraw.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} id={request} shown={shown} />}
        </DealAct>
    );
}

function Form({ view, id, shown }: { view: DealView; id: string; shown: Shown }) {
    const request = view.deal.requests.find((r) => r.id === id);
    const draft = useDraft(`withdraw:${id}`, '');
    const act = useAct<string>(view.deal.id, shown, {
        send: (why, header) =>
            answer(
                api.POST('/requests/{request}/withdraw', {
                    params: { path: { request: id }, header },
                    body: { why },
                }),
            ),
        says: say.acts.withdraw.said,
        done: draft.forget,
    });
    if (!request) return <Empty title={say.acts.accept.settled} />;
    return (
        <ActForm
            label={say.acts.withdraw.go}
            send={() => act.run(draft.value.trim(), view.version)}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['why']}
            close={shown.close}
        >
            <Text>
                {say.acts.asked(
                    name_in(view, request.by),
                    say.method.request_kind[request.kind],
                    request.what,
                )}
            </Text>
            <Textarea
                label={say.acts.withdraw.why}
                description={say.common.optional}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                autosize
                minRows={2}
                data-autofocus
                error={act.refusal?.at('why')}
            />
        </ActForm>
    );
}
