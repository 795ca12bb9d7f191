// It was delivered: from now on one question is open.
import { Text } from '@mantine/core';
import { answer, api } from '@/api/client';
import { Empty } from '@/parts/states';
import { say } from '@/words';
import { name_in } from './fields';
import { ActForm, DealAct, type DealView, guard_after, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    request: string;
    shown: Shown;
}
export default function DeliverRequest({ deal, request, shown }: Props) {
    return (
        <DealAct title={say.acts.deliver.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} id={request} shown={shown} />}
        </DealAct>
    );
}

function Form({ view, id, shown }: { view: DealView; id: string; shown: Shown }) {
    const request = view.deal.requests.find((r) => r.id === id);
    const act = useAct<string>(view.deal.id, shown, {
        send: (which, header) =>
            answer(
                api.POST('/requests/{request}/deliver', {
                    params: { path: { request: which }, header },
                }),
            ),
        says: say.acts.deliver.said,
        undo: (delivered, which) =>
            answer(
                api.POST('/requests/{request}/correct', {
                    params: { path: { request: which }, header: guard_after(delivered) },
                }),
            ),
    });
    if (!request) return <Empty title={say.acts.accept.settled} />;
    const missing = request.state === 'unsatisfied' ? request.answers.at(-1)?.missing : undefined;
    return (
        <ActForm
            label={say.acts.deliver.go}
            send={() => act.run(request.id, view.version)}
            busy={act.busy}
            refusal={act.refusal}
            close={shown.close}
        >
            <Text>
                {say.acts.asked(
                    name_in(view, request.by),
                    say.method.request_kind[request.kind],
                    request.what,
                )}
            </Text>
            {missing && (
                <Text size="sm">
                    <Text span c="dimmed">
                        {say.acts.deliver.was_missing}{' '}
                    </Text>
                    “{missing}”
                </Text>
            )}
            <Text size="sm" c="dimmed">
                {say.acts.deliver.from_now}
            </Text>
        </ActForm>
    );
}
