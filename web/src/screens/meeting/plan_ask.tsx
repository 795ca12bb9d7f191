// One ask being written: what, who, by when, how it is seen, and what it costs them.
import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { EffortMark, grades } from '@/parts/effort';
import { say } from '@/words';
import { number, percent } from '@/words/format';
import classes from './meeting.module.css';
import { Part } from './parts';
import type { AskDraft } from './plan_draft';
import type { Play, Player } from './read';

interface Props {
    ask: AskDraft;
    check: Schemas['AskCheck'] | undefined;
    play: Play | undefined;
    players: Player[];
    change: (next: AskDraft) => void;
    choose: () => void;
    remove?: () => void;
}
export function AskEditor({ ask, check, play, players, change, choose, remove }: Props) {
    const set = <K extends keyof AskDraft>(name: K, to: AskDraft[K]) =>
        change({ ...ask, [name]: to });
    const title = ask.rank === 'alternative' ? say.meeting.alternative : say.meeting[ask.rank];
    const hints = [
        ...(check?.refused ? [check.refused.says] : []),
        ...(check?.advised_against.map((a) => a.says) ?? []),
    ];
    return (
        <Part
            title={title}
            aside={
                <Group gap={8} wrap="nowrap">
                    {remove && (
                        <Button
                            variant="subtle"
                            size="sm"
                            onClick={remove}
                            aria-label={say.meeting.remove_ask(title)}
                        >
                            {say.common.remove}
                        </Button>
                    )}
                    <Button
                        variant={ask.what ? 'default' : 'light'}
                        size="sm"
                        onClick={choose}
                        aria-label={`${ask.what ? say.meeting.other_play : say.meeting.choose_play}: ${title}`}
                    >
                        {ask.what ? say.meeting.other_play : say.meeting.choose_play}
                    </Button>
                </Group>
            }
        >
            <Stack gap="sm">
                {ask.rank !== 'alternative' && (
                    <Text size="sm" c="dimmed" mt={-6}>
                        {ask.rank === 'best' ? say.meeting.best_more : say.meeting.minimum_more}
                    </Text>
                )}
                <Textarea
                    label={say.meeting.ask_what}
                    placeholder={say.meeting.ask_what_hint}
                    autosize
                    minRows={1}
                    maxLength={500}
                    value={ask.what}
                    onChange={(e) => set('what', e.currentTarget.value)}
                />
                <div className={classes.fields}>
                    <NativeSelect
                        label={say.meeting.ask_owner}
                        value={ask.owner}
                        onChange={(e) => set('owner', e.currentTarget.value)}
                        data={[
                            { value: '', label: say.meeting.somebody },
                            ...players.map((p) => ({
                                value: p.person,
                                label: `${p.name}, ${say.method.role[p.role]}`,
                            })),
                        ]}
                    />
                    <TextInput
                        label={say.meeting.ask_due}
                        type="date"
                        value={ask.due}
                        onChange={(e) => set('due', e.currentTarget.value)}
                    />
                    <TextInput
                        className={classes.wide}
                        label={say.meeting.ask_proof}
                        value={ask.proof}
                        onChange={(e) => set('proof', e.currentTarget.value)}
                    />
                </div>
                <Group gap="lg" align="flex-end">
                    <NativeSelect
                        label={say.meeting.ask_effort}
                        value={ask.effort}
                        onChange={(e) =>
                            set('effort', grades.find((g) => g === e.currentTarget.value) ?? 'work')
                        }
                        data={grades.map((g) => ({
                            value: g,
                            label: `${say.method.effort[g]}: ${say.method.effort_spends[g]}`,
                        }))}
                    />
                    <Group gap="xs" pb={8}>
                        <EffortMark effort={ask.effort} side="buyer" />
                        {check?.chance !== undefined && ask.what && (
                            <Text
                                size="sm"
                                c="dimmed"
                                title={check.numbers || say.meeting.chance_hint}
                            >
                                {say.meeting.chance(percent(Math.round(check.chance / 100)))}
                            </Text>
                        )}
                        {check && check.stake > 0 && ask.what && (
                            <Text size="sm" c="dimmed">
                                {say.meeting.worth(number(check.stake, 1))}
                            </Text>
                        )}
                    </Group>
                </Group>
                {play && ask.what && (
                    <details>
                        <summary>{say.meeting.say_it}</summary>
                        <Text className={classes.quote} mt={6}>
                            {say.meeting.said(play.ask)}
                        </Text>
                        {play.if_declined && (
                            <Text size="sm" mt={6}>
                                {say.meeting.if_declined}: {play.if_declined}
                            </Text>
                        )}
                    </details>
                )}
                {hints.length > 0 && (
                    <div role="note" className={classes.hint}>
                        {hints.map((hint) => (
                            <div key={hint}>{hint}</div>
                        ))}
                    </div>
                )}
            </Stack>
        </Part>
    );
}
