// What can be asked of a buyer here: the workspace's own plays, and which of the library's are
// proposed.
import { Anchor, Button, Group, Paper, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { EffortMark } from '@/parts/effort';
import { useStable } from '@/parts/stable';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import type { Settings, SettingsDraft } from './draft';
import { SettingsForm } from './form';
import { new_play, OwnPlay } from './own_play';

type Play = Schemas['Play'];
const words = say.settings.plays;
const most = 100; // src/method/settings.h

export function PlaysPart() {
    const plays = useQuery({
        queryKey: keys.words('plays'),
        queryFn: () => answer(api.GET('/plays')),
    });
    if (plays.isError) return <Failed error={plays.error} again={() => plays.refetch()} />;
    if (!plays.data) return <Waiting rows={8} height={84} />;
    const { items } = plays.data;
    return (
        <SettingsForm>
            {(draft) => {
                const own = new Set([...draft.value.plays, ...draft.saved.plays].map((p) => p.id));
                return (
                    <Stack gap="xl">
                        <Own {...draft} />
                        <Library {...draft} plays={items.filter((p) => !own.has(p.id))} />
                    </Stack>
                );
            }}
        </SettingsForm>
    );
}

function Own({ value, change, refusal, saved }: SettingsDraft) {
    const { plays } = value;
    const set = (to: Settings['plays']) => change((before) => ({ ...before, plays: to }));
    const known = new Set(saved.plays.map((p) => p.id));
    return (
        <section>
            <Title order={3}>{words.own}</Title>
            <Text c="dimmed" mb="sm">
                {words.own_about}
            </Text>
            <Stack gap="sm">
                {plays.map((play, i) => (
                    <OwnPlay
                        key={play.id}
                        play={play}
                        fresh={!known.has(play.id)}
                        change={(part) =>
                            set(plays.map((p) => (p.id === play.id ? { ...p, ...part } : p)))
                        }
                        remove={() => set(plays.filter((p) => p.id !== play.id))}
                        at={(field) => refusal?.at(`plays/${i}/${field}`)}
                    />
                ))}
                <div>
                    <Button
                        variant="default"
                        disabled={plays.length >= most}
                        onClick={() => set([...plays, new_play()])}
                    >
                        {words.add}
                    </Button>
                </div>
            </Stack>
        </section>
    );
}

function Library({ value, change, plays }: SettingsDraft & { plays: Play[] }) {
    const [wanted, set_wanted] = useState('');
    const shown = plays.filter((play) =>
        `${play.title} ${play.what} ${play.ask}`
            .toLowerCase()
            .includes(wanted.trim().toLowerCase()),
    );
    const grades = [...new Set(shown.map((play) => play.effort))];
    const off = new Set(value.plays_off);
    const put = useStable((id: string, on: boolean) =>
        change((before) => ({
            ...before,
            plays_off: [...before.plays_off.filter((p) => p !== id), ...(on ? [] : [id])].sort(),
        })),
    );
    return (
        <section>
            <Title order={3}>{words.library}</Title>
            <Text c="dimmed" mb="sm">
                {words.library_about}
            </Text>
            <TextInput
                aria-label={words.find}
                placeholder={words.find}
                value={wanted}
                onChange={(e) => set_wanted(e.currentTarget.value)}
            />
            {shown.length === 0 && (
                <Text c="dimmed" mt="sm">
                    {words.none}
                </Text>
            )}
            {grades.map((grade) => (
                <section key={grade}>
                    <Title order={4} mt="lg" mb="xs">
                        <EffortMark effort={grade} side="buyer" named />
                    </Title>
                    <Stack gap="xs">
                        {shown
                            .filter((play) => play.effort === grade)
                            .map((play) => (
                                <Row key={play.id} play={play} on={!off.has(play.id)} put={put} />
                            ))}
                    </Stack>
                </section>
            ))}
        </section>
    );
}

interface RowProps {
    play: Play;
    on: boolean;
    put: (id: string, on: boolean) => void;
}

const Row = memo(function Row({ play, on, put }: RowProps) {
    return (
        <Paper withBorder p="sm">
            <Group justify="space-between" align="flex-start" wrap="nowrap">
                <div style={{ minWidth: 0 }}>
                    <Text fw={600}>{play.title}</Text>
                    <Text size="sm" c="dimmed">
                        {play.what}.{' '}
                        <Anchor
                            component={Link}
                            to={`/method/${play.id}`}
                            size="sm"
                            underline="always"
                            aria-label={words.read_of(play.title)}
                        >
                            {words.read}
                        </Anchor>
                    </Text>
                </div>
                <Switch
                    checked={on}
                    aria-label={words.on(play.title)}
                    onChange={(event) => put(play.id, event.currentTarget.checked)}
                />
            </Group>
        </Paper>
    );
});
