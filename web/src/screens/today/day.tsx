// The day's meetings with their plan's state; on a day without, the next one ahead.
import { Badge, Button, Group, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { DealLink, VerdictMark } from '@/parts/marks';
import { say } from '@/words';
import { add_days, clock, day_of, instant_of, weekday } from '@/words/format';
import classes from './today.module.css';

type Line = Schemas['MeetingLine'];

const ahead_days = 14;

// `member`: whose, if not one's own.
function useMeetings(member: string | undefined) {
    const today = day_of();
    return useQuery({
        queryKey: keys.list('meetings', 'ahead', member ?? 'mine', today),
        placeholderData: keepPreviousData,
        queryFn: async () => {
            const found = await answer(
                api.GET('/meetings', {
                    params: {
                        query: {
                            scope: member ? 'workspace' : 'mine',
                            from: instant_of(today, '00:00'),
                            to: instant_of(add_days(today, ahead_days), '00:00'),
                            limit: 200,
                        },
                    },
                }),
            );
            return found.items.filter(
                (m) => m.state !== 'cancelled' && (!member || m.owner === member),
            );
        },
    });
}

export function Day({ member }: { member: string | undefined }) {
    const meetings = useMeetings(member);
    const today = day_of();
    const all = meetings.data ?? [];
    const now = all.filter((m) => day_of(m.starts) === today);
    const next = now.length > 0 ? undefined : all[0];
    if (!meetings.data) return <section className={classes.meetings} style={{ minHeight: 64 }} />;
    return (
        <section className={classes.meetings} aria-label={say.today.meetings}>
            {now.map((m) => (
                <MeetingRow key={m.id} meeting={m} when={clock(m.starts)} />
            ))}
            {now.length === 0 && (
                <Text size="sm" c="dimmed" py={10}>
                    {say.today.no_meetings}
                    {next && ` ${say.today.next_meeting}`}
                </Text>
            )}
            {next && (
                <MeetingRow
                    meeting={next}
                    when={`${weekday(day_of(next.starts))}, ${clock(next.starts)}`}
                    far
                />
            )}
        </section>
    );
}

function MeetingRow({ meeting, when, far }: { meeting: Line; when: string; far?: boolean }) {
    return (
        <div className={classes.meeting} data-far={far || undefined}>
            <span className={classes.time}>{when}</span>
            <div style={{ minWidth: 0 }}>
                <DealLink id={meeting.deal} name={meeting.deal_name} />
                <Text size="sm" c="dimmed">
                    {[say.method.meeting_kind[meeting.kind], meeting.account_name, meeting.title]
                        .filter(Boolean)
                        .join(' · ')}
                </Text>
            </div>
            <State meeting={meeting} />
            <Deeds meeting={meeting} />
        </div>
    );
}

function began(meeting: Line): boolean {
    return Date.parse(meeting.starts) <= Date.now();
}
function ended(meeting: Line): boolean {
    return Date.parse(meeting.starts) + meeting.minutes * 60_000 <= Date.now();
}
function known_verdict(meeting: Line): Schemas['Verdict'] | undefined {
    const all = Object.keys(say.method.verdict) as Schemas['Verdict'][];
    return all.find((v) => v === meeting.verdict);
}

function State({ meeting }: { meeting: Line }) {
    const verdict = known_verdict(meeting);
    if (verdict) return <VerdictMark verdict={verdict} />;
    if (meeting.state === 'held') return null;
    if (ended(meeting))
        return (
            <Badge variant="outline" color="gray" tt="none">
                {say.today.to_debrief}
            </Badge>
        );
    return meeting.has_plan ? (
        <Badge variant="light" color="us" tt="none">
            {began(meeting) ? say.today.running : say.today.planned}
        </Badge>
    ) : (
        <Badge variant="outline" color="gray" tt="none">
            {began(meeting) ? say.today.running : say.today.not_planned}
        </Badge>
    );
}

function Deeds({ meeting }: { meeting: Line }) {
    const to = (what: string) => `/meetings/${meeting.id}/${what}`;
    const done = meeting.state === 'held';
    const over = ended(meeting);
    if (done)
        return (
            <Button component={Link} to={`/meetings/${meeting.id}`} variant="default" size="sm">
                {say.today.see_plan}
            </Button>
        );
    return (
        <Group gap={6} wrap="nowrap">
            {!over && (
                <Button
                    component={Link}
                    to={to('plan')}
                    variant={meeting.has_plan ? 'default' : 'filled'}
                    size="sm"
                    className={classes.target}
                >
                    {say.today.do_plan}
                </Button>
            )}
            <Button
                component={Link}
                to={to('hold')}
                variant={began(meeting) && !over ? 'filled' : 'default'}
                size="sm"
                className={classes.target}
            >
                {say.today.hold}
            </Button>
            {began(meeting) && (
                <Button
                    component={Link}
                    to={to('debrief')}
                    variant={over ? 'filled' : 'default'}
                    size="sm"
                    className={classes.target}
                >
                    {say.today.debrief}
                </Button>
            )}
        </Group>
    );
}
