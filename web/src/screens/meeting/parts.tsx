// What the meeting's screens have in common: its head, its people, a promise, a note of no rights.
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { EffortMark } from '@/parts/effort';
import { DealLink, Due } from '@/parts/marks';
import { say } from '@/words';
import { clock, day_of, near_day, weekday } from '@/words/format';
import classes from './meeting.module.css';
import { type Meeting, type MeetingView, name_in, type Player, title_of } from './read';

export function when_of(meeting: { starts: string }): string {
    const on = day_of(meeting.starts);
    return `${weekday(on)}, ${clock(meeting.starts)}`;
}

export function address_of(meeting: string, part = ''): string {
    return `/meetings/${meeting}${part ? `/${part}` : ''}`;
}

export function Head({ view }: { view: MeetingView }) {
    const { meeting } = view;
    return (
        <Text c="dimmed">
            <DealLink id={view.deal} name={view.deal_name} />
            {' · '}
            <span title={near_day(day_of(meeting.starts))}>{when_of(meeting)}</span>
            {' · '}
            {title_of(meeting) === say.meeting.titled(meeting.kind)
                ? ''
                : `${say.meeting.titled(meeting.kind)} · `}
            {say.meeting.minutes(meeting.minutes)}
        </Text>
    );
}

export function Part({
    title,
    aside,
    children,
}: {
    title: string;
    aside?: ReactNode;
    children: ReactNode;
}) {
    return (
        <section className={classes.part}>
            <Group justify="space-between" mb={8} wrap="nowrap" align="flex-start">
                <h2 className={classes.name}>{title}</h2>
                {aside}
            </Group>
            {children}
        </section>
    );
}

export function Players({ players }: { players: Player[] }) {
    return (
        <ul className={classes.plain}>
            {players.map((p) => (
                <li key={p.person}>
                    <Anchor component={Link} to={`/people/${p.person}`} c="inherit" fw={550}>
                        {p.name}
                    </Anchor>{' '}
                    <Text span size="sm" c="dimmed">
                        {say.method.role[p.role]}, {say.method.level[p.level]}
                    </Text>
                </li>
            ))}
        </ul>
    );
}

interface PromiseProps {
    promise: Schemas['Commitment'];
    players: Player[];
    member_name: (id: string) => string;
}
export function PromiseLine({ promise, players, member_name }: PromiseProps) {
    const theirs = promise.owner.type === 'buyer';
    const who =
        promise.owner.type === 'buyer'
            ? name_in(players, promise.owner.person)
            : member_name(promise.owner.member);
    return (
        <li className={classes.line}>
            <EffortMark effort={promise.effort} side={theirs ? 'buyer' : 'seller'} />
            <div style={{ flex: 1, minWidth: 0 }}>
                <div>{promise.what}</div>
                <Text size="sm" c="dimmed">
                    {who} · <Due date={promise.due} open={promise.state.type === 'agreed'} /> ·{' '}
                    {say.method.promise_state[promise.state.type]}
                </Text>
            </div>
        </li>
    );
}

export function LookOnly() {
    return (
        <Text role="note" c="dimmed" className={classes.note}>
            {say.meeting.look_only}
        </Text>
    );
}

// Instead of a form, where a meeting is over or called off.
export function Over({ meeting }: { meeting: Meeting }) {
    return (
        <Stack gap={4} className={classes.note} role="note">
            <Text>
                {meeting.cancelled_at
                    ? say.meeting.called_off_on(weekday(day_of(meeting.cancelled_at)))
                    : say.meeting.it_is_over}
            </Text>
            <Anchor component={Link} to={address_of(meeting.id)}>
                {say.meeting.to_meeting}
            </Anchor>
        </Stack>
    );
}

// The signals that hold for it now, each with its remedy.
export function Signals({ signals }: { signals: Schemas['SignalView'][] }) {
    if (signals.length === 0) return null;
    return (
        <ul className={classes.plain}>
            {signals.map((s) => (
                <li key={s.rule}>
                    <Text span>{s.because}</Text>{' '}
                    <Text span c="dimmed">
                        {s.remedy}
                    </Text>
                </li>
            ))}
        </ul>
    );
}
