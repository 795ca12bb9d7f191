// The meetings: what is ahead and how well it is planned, what came of the others.
import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { open_act } from '@/parts/acts/open';
import { VerdictMark } from '@/parts/marks';
import { say } from '@/words';
import { clock, day_of, near_day, weekday } from '@/words/format';
import classes from './deal.module.css';
import type { Names } from './names';
import { Panel } from './panel';

type Meeting = Schemas['Meeting'];

interface Props {
    view: Schemas['DealView'];
    names: Names;
    readonly: boolean;
}

export function Meetings({ view, names, readonly }: Props) {
    const may = view.may_change && !readonly;
    const meetings = [...view.deal.meetings].sort((a, b) => b.starts.localeCompare(a.starts));
    return (
        <Panel
            id="meetings"
            title={say.deal.meetings}
            count={meetings.filter((m) => !m.cancelled_at).length}
            aside={
                may && (
                    <Button
                        variant="subtle"
                        size="compact-sm"
                        onClick={() => open_act({ act: 'book_meeting', deal: view.deal.id })}
                    >
                        {say.deal.book_meeting}
                    </Button>
                )
            }
        >
            {meetings.length === 0 && (
                <Text size="sm" c="dimmed">
                    {say.deal.no_meetings}
                </Text>
            )}
            <ul className={classes.rows}>
                {meetings.map((meeting) => (
                    <MeetingRow
                        key={meeting.id}
                        meeting={meeting}
                        view={view}
                        names={names}
                        may={may}
                    />
                ))}
            </ul>
        </Panel>
    );
}

interface RowProps {
    meeting: Meeting;
    view: Schemas['DealView'];
    names: Names;
    may: boolean;
}

function MeetingRow({ meeting, view, names, may }: RowProps) {
    const verdict = view.verdicts.find((v) => v.meeting === meeting.id)?.verdict;
    const there = meeting.debrief?.attended ?? meeting.players;
    const ended = Date.parse(meeting.starts) + meeting.minutes * 60_000 < Date.parse(view.as_of);
    return (
        <li className={classes.meeting}>
            <div className={classes.meeting_when}>
                <Text size="sm" fw={600} className="numbers">
                    {weekday(day_of(meeting.starts))}
                </Text>
                <Text size="xs" c="dimmed" className="numbers">
                    {clock(meeting.starts)} · {near_day(day_of(meeting.starts))}
                </Text>
            </div>
            <div className={classes.meeting_what}>
                <Anchor
                    component={Link}
                    to={`/meetings/${meeting.id}`}
                    size="sm"
                    fw={600}
                    c="inherit"
                >
                    {meeting.title || say.method.meeting_kind[meeting.kind]}
                </Anchor>
                <Text size="sm" c="dimmed">
                    {say.method.meeting_kind[meeting.kind]} ·{' '}
                    {there.length > 0 ? there.map(names.person).join(', ') : say.deal.nobody_came}
                </Text>
                {meeting.debrief?.no_next_because && (
                    <Text size="xs" c="dimmed">
                        {say.deal.no_next(meeting.debrief.no_next_because)}
                    </Text>
                )}
            </div>
            <Group gap={6} className={classes.meeting_state}>
                {meeting.cancelled_at ? (
                    <Badge variant="outline" color="gray" tt="none">
                        {say.deal.called_off}
                    </Badge>
                ) : verdict ? (
                    <VerdictMark verdict={verdict} />
                ) : (
                    <Ahead meeting={meeting} ended={ended} may={may} />
                )}
            </Group>
        </li>
    );
}

function Ahead({ meeting, ended, may }: { meeting: Meeting; ended: boolean; may: boolean }) {
    const planned = meeting.plan !== undefined;
    const to = `/meetings/${meeting.id}`;
    if (ended)
        return may ? (
            <Button component={Link} to={`${to}/debrief`} size="compact-sm" variant="light">
                {say.deal.debrief}
            </Button>
        ) : (
            <Badge variant="outline" color="gray" tt="none">
                {say.deal.no_verdict_yet}
            </Badge>
        );
    return (
        <>
            <Badge variant={planned ? 'light' : 'outline'} color="gray" tt="none">
                {planned ? say.deal.planned : say.deal.unplanned}
            </Badge>
            {may && (
                <>
                    <Button
                        component={Link}
                        to={`${to}/plan`}
                        size="compact-sm"
                        variant={planned ? 'subtle' : 'light'}
                    >
                        {planned ? say.deal.open_plan : say.deal.write_plan}
                    </Button>
                    <Button component={Link} to={`${to}/hold`} size="compact-sm" variant="subtle">
                        {say.deal.hold}
                    </Button>
                </>
            )}
        </>
    );
}
