// Moving a deal to a stage: at once where the buyer's act proves it; with a reason where it
// doesn't; and a prospect not at all, but with what is missing.
import { Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { answer, api, if_match, newKey, Refusal, type Schemas } from '@/api/client';
import { type Command, useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { type Column, key_of_column, type Line, show_moved } from './lines';

const words = say.pipeline;

interface Asked {
    line: Line;
    from: Column;
    to: Column;
}
type Open =
    | { why: 'reason'; asked: Asked; wants: string }
    | { why: 'door'; asked: Asked; door: Schemas['DoorCheck'] };

export interface Move {
    move: (line: Line, from: Column, to: Column) => void;
    dialog: ReactNode;
}

interface Entering extends Asked {
    reason: string;
}

function checks_of(deal: string): Promise<Schemas['StageChecks']> {
    return store.fetchQuery({
        queryKey: [...keys.deal(deal), 'stage-check'],
        queryFn: () => answer(api.GET('/deals/{deal}/stage-check', { params: { path: { deal } } })),
        staleTime: 0,
    });
}

export function useMove(): Move {
    const [open, set_open] = useState<Open>();
    const last = useRef<Asked>(undefined);
    const entering: Command<Entering, Schemas['DealView']> = {
        quiet: true,
        send: ({ line, to, reason }, guard) =>
            answer(
                api.POST('/deals/{deal}/stage', {
                    params: { path: { deal: line.id }, header: guard },
                    body: reason ? { stage: to.stage, reason } : { stage: to.stage },
                }),
            ),
        mine: ({ line, to }) => [{ label: line.name, text: to.name }],
        optimistic: ({ line, from, to }) => show_moved(line, from, to),
        says: (_, { line, to }) => words.moved(line.name, to.name),
    };
    // There is no way back to where no stage was entered yet.
    const first = useCommand(entering);
    const next = useCommand({
        ...entering,
        undo: (view, { line, from }) =>
            answer(
                api.POST('/deals/{deal}/stage', {
                    params: {
                        path: { deal: line.id },
                        header: { ...if_match(view.version), 'Idempotency-Key': newKey() },
                    },
                    body: { stage: from.stage, reason: words.taken_back },
                }),
            ),
    });
    const { run: run_first } = first;
    const { run: run_next } = next;
    const enter = useCallback(
        (asked: Asked, reason: string) => {
            last.current = asked;
            const run = asked.from.stage ? run_next : run_first;
            run({ ...asked, reason }, asked.line.version);
        },
        [run_first, run_next],
    );

    // The server decides whether the proof is there; it says no where a reason is needed.
    const refusal = first.refusal ?? next.refusal;
    useEffect(() => {
        const asked = last.current;
        if (!refusal || !asked) return;
        if (refusal.code !== 'stage_proof_missing') {
            tell(refusal);
            return;
        }
        checks_of(asked.line.id).then((checks) => {
            const wants = checks.stages.find((s) => s.stage === asked.to.stage)?.wants;
            set_open({ why: 'reason', asked, wants: wants ?? refusal.message });
        }, tell);
    }, [refusal]);

    const move = useCallback(
        (line: Line, from: Column, to: Column) => {
            if (key_of_column(from) === key_of_column(to)) return;
            const asked = { line, from, to };
            if (line.state !== 'prospect') {
                enter(asked, '');
                return;
            }
            checks_of(line.id).then(({ door }) => set_open({ why: 'door', asked, door }), tell);
        },
        [enter],
    );
    const close = () => set_open(undefined);
    return {
        move,
        dialog: (
            <>
                {open?.why === 'reason' && (
                    <Reason {...open} close={close} send={(reason) => enter(open.asked, reason)} />
                )}
                {open?.why === 'door' && <Door {...open} close={close} />}
            </>
        ),
    };
}

function tell(error: unknown): void {
    if (!(error instanceof Refusal)) throw error;
    notifications.show({ message: error.message, color: 'red', role: 'alert' });
}

interface ReasonProps {
    asked: Asked;
    wants: string;
    close: () => void;
    send: (reason: string) => void;
}

function Reason({ asked: { line, to }, wants, close, send }: ReasonProps) {
    const draft = useDraft(`stage:${line.id}:${to.stage}`, '');
    const reason = draft.value.trim();
    const enter = () => {
        if (!reason) return;
        draft.forget();
        close();
        send(reason);
    };
    return (
        <Modal opened onClose={close} title={words.reason_title(line.name, to.name)}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    enter();
                }}
            >
                <Stack>
                    <div>
                        <Text>{words.reason_why(to.name)}</Text>
                        <Text fw={600} c="var(--buyer)">
                            {wants}
                        </Text>
                    </div>
                    <Textarea
                        label={words.reason}
                        description={words.reason_hint}
                        value={draft.value}
                        onChange={(event) => draft.change(event.currentTarget.value)}
                        maxLength={500}
                        autosize
                        minRows={2}
                        data-autofocus
                    />
                    <Group justify="space-between">
                        <Button component={Link} to={`/deals/${line.id}`} variant="default">
                            {words.rather}
                        </Button>
                        <Button type="submit" disabled={!reason}>
                            {words.reason_send}
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}

interface DoorProps {
    asked: Asked;
    door: Schemas['DoorCheck'];
    close: () => void;
}

function Door({ asked: { line }, door, close }: DoorProps) {
    return (
        <Modal opened onClose={close} title={words.door_title(line.name)}>
            <Stack>
                <Text>{door.says}</Text>
                {door.proposed.length > 0 && (
                    <div>
                        <Text size="sm" c="dimmed">
                            {words.door_proposed}
                        </Text>
                        <List>
                            {door.proposed.map((promise) => (
                                <List.Item key={promise.id}>{promise.what}</List.Item>
                            ))}
                        </List>
                    </div>
                )}
                <Group justify="space-between">
                    <Button variant="default" onClick={close}>
                        {words.door_stay}
                    </Button>
                    <Button component={Link} to={`/deals/${line.id}`} data-autofocus>
                        {words.door_ask}
                    </Button>
                </Group>
            </Stack>
        </Modal>
    );
}
