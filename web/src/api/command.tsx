// A write, as screens give it: sent once whatever the network does, guarded by the version that was
// on the screen, and never at the cost of anybody's text.
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useRef, useState } from 'react';
import { say } from '@/words';
import { if_match, newKey, Refusal } from './client';
import { ask_about_conflict, deal_now, type Mine, type Now } from './conflict';
import { store, take } from './store';

export interface Guard {
    'If-Match': string;
    'Idempotency-Key': string;
}

export interface Command<Input, Answer> {
    // Sends it: `answer(api.POST(…, { params: { path, header: guard }, body }))`.
    send: (input: Input, guard: Guard) => Promise<Answer>;
    // Whose version guards it, if any: then `version` must come with each run.
    deal?: string;
    // The same for what is no deal: how it stands now, when somebody was faster.
    now?: () => Promise<Now>;
    // What stands to be lost on a conflict, in words: shown beside what happened meanwhile.
    mine?: (input: Input) => Mine[];
    // Changes the cache at once; what it returns takes the change back if the server says no.
    optimistic?: (input: Input) => (() => void) | undefined;
    done?: (answer: Answer, input: Input) => void;
    // Said in passing once it is done, with a way back.
    says?: string | ((answer: Answer, input: Input) => string | undefined);
    undo?: (answer: Answer, input: Input) => Promise<unknown>;
    // True: the caller shows refusals itself (forms, at their fields).
    quiet?: boolean;
}

export interface Running<Input, Answer> {
    // The answer, or undefined if it was refused (then `refusal` says why) or left on a conflict.
    run: (input: Input, version?: number) => Promise<Answer | undefined>;
    busy: boolean;
    refusal: Refusal | undefined;
    clear: () => void;
}

const waits = [400, 1500, 4000]; // ms before each try again after an unreached server

function wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}

export function useCommand<Input, Answer>(command: Command<Input, Answer>): Running<Input, Answer> {
    const [busy, set_busy] = useState(false);
    const [refusal, set_refusal] = useState<Refusal>();
    const latest = useRef(command);
    latest.current = command;

    const run = useCallback(async (input: Input, version?: number) => {
        const now = latest.current;
        set_busy(true);
        set_refusal(undefined);
        const back = now.optimistic?.(input);
        try {
            const answer = await send_for_sure(now, input, version);
            if (answer === left) {
                back?.();
                return undefined;
            }
            take(answer);
            now.done?.(answer, input);
            tell(now, answer, input);
            return answer;
        } catch (error) {
            back?.();
            if (!(error instanceof Refusal)) throw error;
            set_refusal(error);
            if (!now.quiet)
                notifications.show({ message: error.message, color: 'red', role: 'alert' });
            return undefined;
        } finally {
            set_busy(false);
        }
    }, []);

    return { run, busy, refusal, clear: useCallback(() => set_refusal(undefined), []) };
}

const left = Symbol('left on a conflict');

async function send_for_sure<Input, Answer>(
    command: Command<Input, Answer>,
    input: Input,
    version: number | undefined,
): Promise<Answer | typeof left> {
    let guard: Guard = { ...if_match(version ?? 0), 'Idempotency-Key': newKey() };
    for (let tries = 0; ; ) {
        try {
            return await command.send(input, guard);
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            const again = waits[tries];
            if ((error.status === 0 || error.status === 503) && again !== undefined) {
                tries += 1;
                await wait(again); // The same key: had it arrived, it counts once.
            } else if (error.status === 412 && version !== undefined) {
                const seen = version;
                const { deal, now = deal ? () => deal_now(deal, seen) : undefined } = command;
                if (!now) throw error;
                const choice = await ask_about_conflict({
                    mine: command.mine?.(input) ?? [],
                    now,
                });
                if (!choice.send) return left;
                version = choice.version;
                guard = { ...if_match(version), 'Idempotency-Key': newKey() };
            } else {
                throw error;
            }
        }
    }
}

function tell<Input, Answer>(command: Command<Input, Answer>, answer: Answer, input: Input): void {
    const words = typeof command.says === 'function' ? command.says(answer, input) : command.says;
    if (!words) return;
    const { undo } = command;
    const id = newKey();
    const take_back = async () => {
        notifications.hide(id);
        try {
            take(await undo?.(answer, input));
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            notifications.show({ message: error.message, color: 'red', role: 'alert' });
        }
        store.invalidateQueries();
    };
    notifications.show({
        id,
        role: 'status',
        autoClose: undo ? 8000 : 4000,
        message: (
            <Group justify="space-between" wrap="nowrap">
                {words}
                {undo && (
                    <Button variant="subtle" size="compact-sm" onClick={take_back}>
                        {say.common.undo}
                    </Button>
                )}
            </Group>
        ),
    });
}
