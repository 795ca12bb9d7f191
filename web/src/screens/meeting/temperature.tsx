// The temperature check of one who decides, within the call (METHOD 4).
import { Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { Questions, useReading } from '@/parts/reading';
import { say } from '@/words';
import classes from './hold.module.css';
import type { Player } from './read';

interface Props {
    meeting: string;
    player: Player;
    read: Schemas['Reading'] | undefined;
    take: (body: Schemas['TakeReading']) => void;
    kept?: ReactNode;
}
export function Temperature({ meeting, player, read, take, kept }: Props) {
    const reading = useReading(`${meeting}:${player.person}`);
    const body = reading.of(player.person);
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
                <Questions reading={reading} large />
                <Button
                    size="lg"
                    disabled={!body}
                    onClick={() => {
                        if (!body) return;
                        take(body);
                        reading.forget();
                    }}
                >
                    {say.hold.take}
                </Button>
            </Stack>
        </article>
    );
}
