// An ask as it is put to the buyer: how to say it, and one tap for what came of it.
import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Tap, take_back } from '@/api/taps';
import { EffortMark } from '@/parts/effort';
import { Due } from '@/parts/marks';
import { say } from '@/words';
import classes from './hold.module.css';
import { type Owner, PromiseForm, promise_of } from './promise_form';
import { type Ask, type MeetingView, name_in, type Play } from './read';

export type Answer = (
    ask: Ask,
    body: { answer: 'accepted' | 'declined' } | { answer: 'changed'; changed_to: Promised },
) => void;
type Promised = ReturnType<typeof promise_of>;

interface Props {
    ask: Ask;
    view: MeetingView;
    play?: Play | undefined;
    lead?: string | undefined; // Said above it, if it is the next rung.
    tap?: Tap | undefined; // The last about it, while it is not sent.
    member: string;
    owners: Owner[];
    answer: Answer | undefined; // undefined: one may only look
    correct: ((ask: Ask) => void) | undefined; // undefined: it stands, the debrief has told it
    instead?: ReactNode; // What to try after a no.
}
export function AnswerAsk(props: Props) {
    const { ask, view, play, lead, tap, member, owners, answer, correct, instead } = props;
    const [changing, set_changing] = useState(false);
    const open = ask.outcome === 'open';
    return (
        <article className={classes.card} data-lead={lead !== undefined || undefined}>
            {lead && <div className={classes.lead}>{lead}</div>}
            <Group gap="xs" mb={4}>
                <Text size="sm" c="dimmed">
                    {say.meeting.rank[ask.rank]}
                </Text>
                <EffortMark effort={ask.effort} side="buyer" named />
            </Group>
            <Text fw={600} size="lg" lh={1.3}>
                {ask.what}
            </Text>
            <Text size="sm" c="dimmed">
                {say.meeting.by(name_in(view.players, ask.owner))}{' '}
                <Due date={ask.due} open={open} />
            </Text>
            {open && play && (
                <details open={lead !== undefined} className={classes.words}>
                    <summary>{say.meeting.say_it}</summary>
                    <Text className={classes.quote}>{say.meeting.said(play.ask)}</Text>
                </details>
            )}
            {ask.outcome === 'declined' && play?.if_declined && (
                <Text size="sm" mt={6}>
                    {play.if_declined}
                </Text>
            )}
            {open && answer && !changing && (
                <div className={classes.answers}>
                    <Button
                        size="lg"
                        color="buyer.7"
                        onClick={() => answer(ask, { answer: 'accepted' })}
                        aria-label={say.hold.accept(ask.what)}
                    >
                        {say.hold.accepted}
                    </Button>
                    <Button
                        size="lg"
                        variant="default"
                        onClick={() => answer(ask, { answer: 'declined' })}
                        aria-label={say.hold.decline(ask.what)}
                    >
                        {say.hold.declined}
                    </Button>
                    <Button
                        size="lg"
                        variant="default"
                        onClick={() => set_changing(true)}
                        aria-label={say.hold.change(ask.what)}
                    >
                        {say.hold.changed}
                    </Button>
                </div>
            )}
            {changing && open && (
                <Stack mt="sm" gap="xs">
                    <Text fw={600}>{say.hold.changed_title}</Text>
                    <PromiseForm
                        label={say.hold.changed_title}
                        start={{ owner: ask.owner, due: ask.due, effort: ask.effort }}
                        owners={owners}
                        submit={say.hold.accepted}
                        leave={() => set_changing(false)}
                        done={(made) => {
                            set_changing(false);
                            answer?.(ask, {
                                answer: 'changed',
                                changed_to: promise_of(made, 'asked'),
                            });
                        }}
                    />
                </Stack>
            )}
            {!open && (
                <Group justify="space-between" mt="sm" gap="xs">
                    <Text fw={650} c={ask.outcome === 'declined' ? undefined : 'var(--buyer)'}>
                        {say.meeting.outcome[ask.outcome]}
                    </Text>
                    {tap && <Kept tap={tap} member={member} />}
                    {!tap && correct && (
                        <Button
                            variant="subtle"
                            size="md"
                            onClick={() => correct(ask)}
                            aria-label={say.hold.correct_it(ask.what)}
                        >
                            {say.hold.correct}
                        </Button>
                    )}
                </Group>
            )}
            {instead}
            {open && tap && (
                <Group justify="flex-end" mt="xs">
                    <Kept tap={tap} member={member} />
                </Group>
            )}
        </article>
    );
}

// Beside what was tapped, until the server has it.
export function Kept({ tap, member }: { tap: Tap; member: string }) {
    return (
        <Group gap="sm" wrap="nowrap">
            <Text size="sm" c="dimmed">
                {say.hold.kept}
            </Text>
            <Button
                variant="subtle"
                size="md"
                onClick={() => take_back(member, tap.key)}
                aria-label={say.hold.undo}
            >
                {say.hold.undo}
            </Button>
        </Group>
    );
}
