// The temperature check of one who decides: three open questions, in his words (METHOD 4).
import { Button, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import classes from './hold.module.css';
import type { Player } from './read';

type Interest = Schemas['Interest'];
const interests: Interest[] = ['yes', 'not_yet', 'no'];

interface Words {
    most_interesting: string;
    to_clarify: string;
    words: string;
}
const nothing: Words = { most_interesting: '', to_clarify: '', words: '' };

interface Props {
    meeting: string;
    player: Player;
    read: Schemas['Reading'] | undefined;
    take: (body: Schemas['TakeReading']) => void;
    kept?: ReactNode;
}
export function Temperature({ meeting, player, read, take, kept }: Props) {
    const draft = useDraft(`temperature:${meeting}:${player.person}`, nothing);
    const [step, set_step] = useState<Interest>();
    const id = useId();
    const set = (name: keyof Words) => (event: { currentTarget: { value: string } }) => {
        const to = event.currentTarget.value;
        draft.change((before) => ({ ...before, [name]: to }));
    };
    if (read)
        return (
            <article className={classes.card}>
                <Text fw={650} c="var(--buyer)">
                    {say.hold.read(player.name, say.method.interest[read.next_step])}
                </Text>
                {read.words && (
                    <Text className={classes.quote}>{say.meeting.said(read.words)}</Text>
                )}
                {kept}
            </article>
        );
    return (
        <article className={classes.card} aria-label={say.hold.temperature_of(player.name)}>
            <Text fw={600} mb={8}>
                {player.name}
            </Text>
            <Stack gap="sm">
                <Textarea
                    label={say.meeting.question_interest}
                    size="md"
                    autosize
                    minRows={1}
                    maxLength={1000}
                    value={draft.value.most_interesting}
                    onChange={set('most_interesting')}
                />
                <Textarea
                    label={say.meeting.question_clarify}
                    size="md"
                    autosize
                    minRows={1}
                    maxLength={1000}
                    value={draft.value.to_clarify}
                    onChange={set('to_clarify')}
                />
                <div>
                    <Text size="md" fw={500} mb={4} id={id}>
                        {say.meeting.question_step}
                    </Text>
                    <SegmentedControl
                        aria-labelledby={id}
                        size="lg"
                        fullWidth
                        value={step ?? ''}
                        onChange={(to) => set_step(interests.find((i) => i === to))}
                        data={interests.map((i) => ({ value: i, label: say.hold[i] }))}
                    />
                </div>
                <Textarea
                    label={say.hold.words}
                    size="md"
                    autosize
                    minRows={1}
                    maxLength={1000}
                    value={draft.value.words}
                    onChange={set('words')}
                />
                <Button
                    size="lg"
                    disabled={step === undefined}
                    onClick={() => {
                        if (!step) return;
                        take({ who: player.person, next_step: step, ...draft.value });
                        draft.forget();
                    }}
                >
                    {say.hold.take}
                </Button>
            </Stack>
        </article>
    );
}
