// The temperature check of one decision maker: three open questions, in his words, never an
// assumptive close. What is typed is a draft until it is taken.
import { SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import type { Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';

type Interest = Schemas['Interest'];
const interests = ['yes', 'not_yet', 'no'] as const satisfies readonly Interest[];

interface Words {
    most_interesting: string;
    to_clarify: string;
    words: string;
}
const nothing: Words = { most_interesting: '', to_clarify: '', words: '' };

export interface Reading {
    words: Words;
    change: (part: Partial<Words>) => void;
    next_step: Interest | undefined;
    choose: (step: Interest | undefined) => void;
    // What is sent; nothing before the third question is answered.
    of: (who: string) => Schemas['TakeReading'] | undefined;
    forget: () => void;
}

// `name` says whose reading it is a draft of.
export function useReading(name: string): Reading {
    const draft = useDraft(`temperature:${name}`, nothing);
    const [next_step, choose] = useState<Interest>();
    const { most_interesting, to_clarify, words } = draft.value;
    return {
        words: draft.value,
        change: (part) => draft.change((before) => ({ ...before, ...part })),
        next_step,
        choose,
        of: (who) =>
            next_step && {
                who,
                next_step,
                most_interesting: most_interesting.trim(),
                to_clarify: to_clarify.trim(),
                words: words.trim(),
            },
        forget: draft.forget,
    };
}

interface Props {
    reading: Reading;
    large?: boolean; // For the thumb, in the call itself.
}
export function Questions({ reading, large = false }: Props) {
    const id = useId();
    const size = large ? 'md' : 'sm';
    const field = (name: keyof Words, label: string) => (
        <Textarea
            label={label}
            size={size}
            autosize
            minRows={1}
            maxLength={1000}
            value={reading.words[name]}
            onChange={(e) => reading.change({ [name]: e.currentTarget.value })}
        />
    );
    return (
        <Stack gap="sm">
            {field('most_interesting', say.meeting.question_interest)}
            {field('to_clarify', say.meeting.question_clarify)}
            <div>
                <Text size={size} fw={500} mb={4} id={id}>
                    {say.meeting.question_step}
                </Text>
                <SegmentedControl
                    aria-labelledby={id}
                    size={large ? 'lg' : 'sm'}
                    fullWidth
                    value={reading.next_step ?? ''}
                    onChange={(to) => reading.choose(interests.find((i) => i === to))}
                    data={interests.map((i) => ({ value: i, label: say.hold[i] }))}
                />
            </div>
            {field('words', say.hold.words)}
        </Stack>
    );
}
