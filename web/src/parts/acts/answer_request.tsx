// "Did you get what you were looking for?" Yes closes it and asks for the next step to the decision;
// no keeps it open with what is missing.
import { Button, Chip, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { Empty } from '@/parts/states';
import { say } from '@/words';
import { name_in, Who } from './fields';
import { ActDialog, ActForm, DealAct, type DealView, type Shown, useAct } from './frame';
import { open_act } from './open';

const channels = ['phone', 'mail', 'in_person', 'page'] as const;

interface Props {
    deal: string;
    request: string;
    satisfied?: boolean;
    shown: Shown;
}
export default function AnswerRequest({ deal, request, satisfied, shown }: Props) {
    const [closed, set_closed] = useState(false);
    if (closed) return <NextStep deal={deal} shown={shown} />;
    return (
        <DealAct title={say.acts.answer.title} deal={deal} shown={shown}>
            {(view) => {
                const known = view.deal.requests.find((r) => r.id === request);
                if (known?.state !== 'delivered') return <Empty title={say.acts.accept.settled} />;
                return (
                    <Form
                        view={view}
                        request={known}
                        first={satisfied}
                        shown={shown}
                        closed={() => set_closed(true)}
                    />
                );
            }}
        </DealAct>
    );
}

interface FormProps {
    view: DealView;
    request: Schemas['Request'];
    first: boolean | undefined;
    shown: Shown;
    closed: () => void;
}
function Form({ view, request, first, shown, closed }: FormProps) {
    const [satisfied, set_satisfied] = useState(first);
    const [by, set_by] = useState<string | undefined>(request.by);
    const [channel, set_channel] = useState<Schemas['Channel']>('phone');
    const draft = useDraft(`missing:${request.id}`, '');
    const stays: Shown = { ...shown, close: () => undefined };
    const act = useAct<Schemas['AnswerRequest']>(view.deal.id, stays, {
        send: (body, header) =>
            answer(
                api.POST('/requests/{request}/answer', {
                    params: { path: { request: request.id }, header },
                    body,
                }),
            ),
        done: (_, input) => {
            draft.forget();
            if (input.satisfied) {
                closed();
                return;
            }
            shown.close();
            notifications.show({ message: say.acts.answer.said_no, role: 'status' });
        },
        mine: (input) =>
            input.missing ? [{ label: say.acts.answer.missing, text: input.missing }] : [],
    });
    const send = () => {
        if (satisfied === undefined) return;
        const body: Schemas['AnswerRequest'] = { satisfied, channel };
        if (!satisfied) body.missing = draft.value.trim();
        if (by) body.by = by;
        void act.run(body, view.version);
    };
    return (
        <ActForm
            label={say.common.save}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['missing', 'by']}
            ready={satisfied !== undefined}
            close={shown.close}
        >
            <Text>
                {say.acts.asked(
                    name_in(view, request.by),
                    say.method.request_kind[request.kind],
                    request.what,
                )}{' '}
                {request.acceptance?.purpose && say.acts.answer.purpose(request.acceptance.purpose)}
            </Text>
            <Chip.Group
                value={satisfied === undefined ? '' : satisfied ? 'yes' : 'no'}
                onChange={(to) => set_satisfied(to === 'yes')}
            >
                <Group gap="xs" role="group" aria-label={say.acts.answer.title}>
                    <Chip value="yes" size="md">
                        {say.acts.answer.yes}
                    </Chip>
                    <Chip value="no" size="md">
                        {say.acts.answer.no}
                    </Chip>
                </Group>
            </Chip.Group>
            {satisfied === false && (
                <Textarea
                    label={say.acts.answer.missing}
                    description={say.acts.answer.missing_more}
                    value={draft.value}
                    onChange={(e) => draft.change(e.currentTarget.value)}
                    autosize
                    minRows={2}
                    required
                    withAsterisk={false}
                    error={act.refusal?.at('missing')}
                />
            )}
            <Group grow align="flex-start">
                <Who
                    view={view}
                    label={say.acts.answer.by}
                    value={by}
                    change={set_by}
                    error={act.refusal?.at('by')}
                />
                <Select
                    label={say.acts.answer.channel}
                    data={channels.map((c) => ({ value: c, label: say.acts.answer.by_way[c] }))}
                    value={channel}
                    onChange={(to) => set_channel(channels.find((c) => c === to) ?? channel)}
                    allowDeselect={false}
                />
            </Group>
        </ActForm>
    );
}

// It served its purpose: what is the next step to the decision?
function NextStep({ deal, shown }: { deal: string; shown: Shown }) {
    const around = shown.done ? { done: shown.done } : {};
    return (
        <ActDialog title={say.acts.answer.said_yes} shown={shown}>
            <Stack>
                <Text>{say.acts.answer.next}</Text>
                <Group>
                    <Button
                        data-autofocus
                        onClick={() => open_act({ act: 'promise', deal, side: 'buyer' }, around)}
                    >
                        {say.acts.answer.next_promise}
                    </Button>
                    <Button
                        variant="default"
                        onClick={() => open_act({ act: 'book_meeting', deal }, around)}
                    >
                        {say.acts.answer.next_meeting}
                    </Button>
                    <Button variant="subtle" onClick={shown.close}>
                        {say.acts.answer.next_later}
                    </Button>
                </Group>
            </Stack>
        </ActDialog>
    );
}
