// The day, time and length of a meeting, and who comes: where one is moved or booked.
import { Chip, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { add_days, day_of, instant_of, time_of } from '@/words/format';
import classes from './meeting.module.css';
import type { Meeting, Player } from './read';

export interface When {
    day: string;
    time: string;
    minutes: number;
    kind: Schemas['MeetingKind'];
    players: string[];
    accepted: string[];
}

const kinds: Schemas['MeetingKind'][] = ['call', 'video', 'visit'];

export function when_in(meeting: Meeting): When {
    return {
        day: day_of(meeting.starts),
        time: time_of(meeting.starts),
        minutes: meeting.minutes,
        kind: meeting.kind,
        players: meeting.players,
        accepted: [],
    };
}

// A week after this one at the same time, with the same people: a start, to be changed.
export function a_week_after(meeting: Meeting, today: string = day_of()): When {
    const from = [day_of(meeting.starts), today].sort().at(-1) ?? today;
    return { ...when_in(meeting), day: add_days(from, 7), accepted: meeting.players };
}

export function starts_of(when: When): string | undefined {
    return when.day && when.time ? instant_of(when.day, when.time) : undefined;
}

export function booking_of(when: When): Schemas['ScheduleMeeting'] | undefined {
    const starts = starts_of(when);
    if (!starts) return undefined;
    return {
        kind: when.kind,
        starts,
        minutes: when.minutes,
        players: when.players,
        accepted_by: when.accepted.filter((p) => when.players.includes(p)),
    };
}

interface Props {
    value: When;
    change: (next: When) => void;
    players: Player[];
    ask_who_accepted?: boolean;
}
export function DateFields({ value, change, players, ask_who_accepted = false }: Props) {
    const set = <K extends keyof When>(name: K, to: When[K]) => change({ ...value, [name]: to });
    return (
        <Stack gap="sm">
            <div className={classes.fields}>
                <TextInput
                    label={say.meeting.day}
                    type="date"
                    required
                    value={value.day}
                    onChange={(e) => set('day', e.currentTarget.value)}
                />
                <TextInput
                    label={say.meeting.time}
                    type="time"
                    required
                    value={value.time}
                    onChange={(e) => set('time', e.currentTarget.value)}
                />
                <NumberInput
                    label={say.meeting.lasts}
                    min={5}
                    max={1440}
                    step={5}
                    value={value.minutes}
                    onChange={(to) => set('minutes', Number(to) || 0)}
                />
                <NativeSelect
                    label={say.meeting.kind}
                    value={value.kind}
                    onChange={(e) =>
                        set('kind', kinds.find((k) => k === e.currentTarget.value) ?? 'call')
                    }
                    data={kinds.map((k) => ({ value: k, label: say.meeting.titled(k) }))}
                />
            </div>
            <People
                label={say.meeting.who_comes}
                players={players}
                value={value.players}
                change={(to) => set('players', to)}
            />
            {ask_who_accepted && value.players.length > 0 && (
                <People
                    label={say.meeting.who_accepted}
                    players={players.filter((p) => value.players.includes(p.person))}
                    value={value.accepted}
                    change={(to) => set('accepted', to)}
                />
            )}
        </Stack>
    );
}

interface PeopleProps {
    label: string;
    players: Player[];
    value: string[];
    change: (to: string[]) => void;
}
// One tap a person.
export function People({ label, players, value, change }: PeopleProps) {
    return (
        <fieldset className={classes.people}>
            <Text component="legend" size="sm" fw={500} mb={6}>
                {label}
            </Text>
            <Chip.Group multiple value={value} onChange={change}>
                <Group gap={8}>
                    {players.map((p) => (
                        <Chip key={p.person} value={p.person} size="md" variant="outline">
                            {p.name}
                            {p.role === 'decision_maker' ? ` · ${say.meeting.decider}` : ''}
                        </Chip>
                    ))}
                </Group>
            </Chip.Group>
        </fieldset>
    );
}
