// No is a first-class answer, with wording that keeps the door open.
import { Button, Stack, Text, Textarea } from '@mantine/core';
import { answer, api, type Schemas } from '@/api/client';
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
export default function DeclineRequest({ deal, request, shown }: Props) {
    return (
        <DealAct title={say.acts.decline.title} deal={deal} shown={shown}>
            {(view) => {
                const asked = view.deal.requests.find((r) => r.id === request);
                if (!asked) return <Empty title={say.acts.accept.settled} />;
                return <Form view={view} request={asked} shown={shown} />;
            }}
        </DealAct>
    );
}

interface FormProps {
    view: DealView;
    request: Schemas['Request'];
    shown: Shown;
}
function Form({ view, request, shown }: FormProps) {
    const draft = useDraft(`decline:${request.id}`, '');
    const what = say.method.request_kind[request.kind];
    const act = useAct<string>(view.deal.id, shown, {
        send: (words, header) =>
            answer(
                api.POST('/requests/{request}/decline', {
                    params: { path: { request: request.id }, header },
                    body: { words },
                }),
            ),
        says: say.acts.decline.said,
        done: draft.forget,
        mine: (words) => [{ label: say.acts.decline.words, text: words }],
    });
    return (
        <ActForm
            label={say.acts.decline.go}
            send={() => act.run(draft.value.trim(), view.version)}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['words']}
            close={shown.close}
        >
            <Text>{say.acts.asked(name_in(view, request.by), what, request.what)}</Text>
            <Stack gap={6}>
                <Text size="sm" c="dimmed">
                    {say.acts.decline.wordings}
                </Text>
                {say.acts.decline.open_door(what).map((words) => (
                    <Button
                        key={words}
                        variant="default"
                        onClick={() => draft.change(words)}
                        h="auto"
                        py={8}
                        fw={400}
                        justify="flex-start"
                        styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
                    >
                        {words}
                    </Button>
                ))}
            </Stack>
            <Textarea
                label={say.acts.decline.words}
                description={say.common.optional}
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
