// One meeting: what was planned, what came of it, and the way to hold and debrief it.
import { Button, Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Schemas } from '@/api/client';
import { EffortMark } from '@/parts/effort';
import { useShortcuts } from '@/parts/keys';
import { Due, VerdictMark } from '@/parts/marks';
import { useMemberNames } from '@/parts/members';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { calendar } from '@/words/en/calendar';
import { clock, day_of, near_day, weekday } from '@/words/format';
import classes from './meeting.module.css';
import { CallOff, Move } from './move';
import { address_of, Head, LookOnly, Part, Players, PromiseLine, Signals, when_of } from './parts';
import {
    type Ask,
    expected,
    in_order,
    is_over,
    type MeetingView,
    name_in,
    names_in,
    title_of,
    useDeal,
    useMeeting,
} from './read';
import { Recap } from './recap';

const Invitation = lazy(() => import('@/screens/calendar/invitation'));

export default function MeetingScreen() {
    const id = useParams({ strict: false, select: (p) => p.meeting }) ?? '';
    const meeting = useMeeting(id);
    const deal = useDeal(meeting.data?.deal);
    if (meeting.isError)
        return (
            <Page title={say.meeting.titled('call')} above={above}>
                <Failed error={meeting.error} again={() => meeting.refetch()} />
            </Page>
        );
    // With what one may do, so that nothing comes to stand above what is being read.
    if (!meeting.data || deal.isPending)
        return (
            <Page title="…" name={say.shell.meetings} above={above}>
                <Waiting rows={4} height={120} />
            </Page>
        );
    return <Whole view={meeting.data} deal={deal.data} />;
}

const above = { label: say.shell.meetings, href: '/meetings' };

function Whole({ view, deal }: { view: MeetingView; deal: Schemas['DealView'] | undefined }) {
    const { meeting } = view;
    const [open, set_open] = useState<'move' | 'cancel'>();
    const may = deal?.may_change ?? false;
    const over = is_over(meeting);
    const go = useNavigate();
    useShortcuts(
        useMemo(() => {
            const to = (part: string) => () => go({ to: address_of(meeting.id, part) });
            return [
                { keys: 'e', does: say.meeting.plan, run: to('plan') },
                { keys: 'h', does: say.meeting.hold, run: to('hold') },
                { keys: 'd', does: say.meeting.debrief, run: to('debrief') },
                { keys: 'p', does: say.meeting.sheet, run: to('sheet') },
            ];
        }, [go, meeting.id]),
    );
    return (
        <Page
            title={title_of(meeting)}
            above={above}
            actions={<Actions view={view} may={may} open={set_open} />}
        >
            <Group gap="sm">
                <Head view={view} />
                {view.verdict && <VerdictMark verdict={view.verdict} />}
                {meeting.cancelled_at && (
                    <Text fw={600}>
                        {say.meeting.called_off_on(weekday(day_of(meeting.cancelled_at)))}
                    </Text>
                )}
            </Group>
            {deal && !may && <LookOnly />}
            {view.signals.some((s) => s.holds) && (
                <div className={classes.signals}>
                    <Signals signals={view.signals.filter((s) => s.holds)} />
                </div>
            )}
            <div className={classes.two}>
                <div className={classes.column}>
                    <PlanPart view={view} may={may && !over} />
                    <Outcome view={view} />
                    {meeting.debrief && (
                        <Recap
                            meeting={meeting.id}
                            deal={view.deal}
                            version={view.version}
                            may={may}
                        />
                    )}
                </div>
                <aside className={classes.column}>
                    <Part title={say.meeting.players}>
                        <Players players={expected(view)} />
                    </Part>
                    {!over && (
                        <Part title={calendar.invitation}>
                            <Suspense fallback={<Waiting rows={1} height={80} />}>
                                <Invitation meeting={meeting.id} may={may} />
                            </Suspense>
                        </Part>
                    )}
                    {meeting.readings.length > 0 && <Readings view={view} />}
                    {meeting.hesitation && (
                        <Part title={say.meeting.whats_up}>
                            <Text className={classes.quote}>
                                {say.meeting.said(meeting.hesitation.words)}
                            </Text>
                        </Part>
                    )}
                    <Next view={view} deal={deal} />
                </aside>
            </div>
            <Move view={view} opened={open === 'move'} close={() => set_open(undefined)} />
            <CallOff view={view} opened={open === 'cancel'} close={() => set_open(undefined)} />
        </Page>
    );
}

interface ActionsProps {
    view: MeetingView;
    may: boolean;
    open: (what: 'move' | 'cancel') => void;
}
// The one that is due now stands out.
function Actions({ view, may, open }: ActionsProps) {
    const { meeting } = view;
    const begun = meeting.starts <= new Date().toISOString();
    const link = (part: string, label: string, main: boolean) => (
        <Button
            key={part}
            component={Link}
            to={address_of(meeting.id, part)}
            variant={main ? 'filled' : 'default'}
        >
            {label}
        </Button>
    );
    if (is_over(meeting)) return meeting.plan ? link('sheet', say.meeting.sheet, false) : null;
    return (
        <>
            {may && (
                <>
                    <Button variant="subtle" onClick={() => open('cancel')}>
                        {say.meeting.cancel}
                    </Button>
                    <Button variant="subtle" onClick={() => open('move')}>
                        {say.meeting.move}
                    </Button>
                </>
            )}
            {link('sheet', say.meeting.sheet, false)}
            {may &&
                link(
                    'plan',
                    meeting.plan ? say.meeting.edit_plan : say.meeting.write_plan,
                    !meeting.plan && !begun,
                )}
            {link('hold', say.meeting.hold, !begun && meeting.plan !== undefined)}
            {may && begun && link('debrief', say.meeting.debrief, true)}
        </>
    );
}

function PlanPart({ view, may }: { view: MeetingView; may: boolean }) {
    const { plan } = view.meeting;
    if (!plan)
        return (
            <Part title={say.meeting.plan}>
                <Empty
                    title={say.meeting.no_plan_yet}
                    action={
                        may && (
                            <Button component={Link} to={address_of(view.meeting.id, 'plan')}>
                                {say.meeting.write_plan}
                            </Button>
                        )
                    }
                >
                    {say.meeting.no_plan_more}
                </Empty>
            </Part>
        );
    return (
        <Part title={say.meeting.plan}>
            <Stack gap="md">
                <div>
                    <Text size="sm" c="dimmed">
                        {say.meeting.purpose}
                    </Text>
                    <Text fw={550}>{plan.purpose}</Text>
                </div>
                {in_order(plan.asks).map((ask) => (
                    <AskLine key={ask.id} ask={ask} view={view} />
                ))}
                {plan.whats_up && (
                    <div>
                        <Text size="sm" c="dimmed">
                            {say.meeting.whats_up}
                        </Text>
                        <Text className={classes.quote}>{say.meeting.said(plan.whats_up)}</Text>
                    </div>
                )}
                {plan.reserve_minutes > 0 && (
                    <Text size="sm" c="dimmed">
                        {say.meeting.keep_free(plan.reserve_minutes, clock(view.reserve_from))}
                    </Text>
                )}
            </Stack>
        </Part>
    );
}

function AskLine({ ask, view }: { ask: Ask; view: MeetingView }) {
    return (
        <div className={classes.ask} data-rank={ask.rank}>
            <Group gap="xs" mb={2}>
                <Text size="sm" c="dimmed">
                    {say.meeting.rank[ask.rank]}
                </Text>
                <EffortMark effort={ask.effort} side="buyer" named />
                {ask.outcome !== 'open' && (
                    <Text size="sm" fw={600}>
                        {say.meeting.outcome[ask.outcome]}
                    </Text>
                )}
            </Group>
            <Text>{ask.what}</Text>
            <Text size="sm" c="dimmed">
                {say.meeting.by(name_in(view.players, ask.owner))}{' '}
                <Due date={ask.due} open={ask.outcome === 'open' && !is_over(view.meeting)} />
                {ask.proof && ` · ${ask.proof}`}
            </Text>
            {ask.words && (
                <Text size="sm" className={classes.quote}>
                    {say.meeting.said(ask.words)}
                </Text>
            )}
        </div>
    );
}

function Outcome({ view }: { view: MeetingView }) {
    const owners = view.promises.map(({ owner }) => owner);
    const members = useMemberNames(owners.flatMap((o) => (o.type === 'seller' ? [o.member] : [])));
    const name = (id: string) => members.get(id) ?? say.common.we;
    if (!view.meeting.debrief && view.promises.length + view.requests.length === 0) return null;
    const { debrief } = view.meeting;
    return (
        <Part title={say.meeting.promises_made}>
            <Stack gap="md">
                {view.promises.length === 0 ? (
                    <Text c="dimmed">{say.meeting.no_promises}</Text>
                ) : (
                    <ul className={classes.plain}>
                        {view.promises.map((p) => (
                            <PromiseLine
                                key={p.id}
                                promise={p}
                                players={view.players}
                                member_name={name}
                            />
                        ))}
                    </ul>
                )}
                {view.requests.length > 0 && (
                    <div>
                        <Text size="sm" c="dimmed">
                            {say.meeting.requests_made}
                        </Text>
                        <ul className={classes.plain}>
                            {view.requests.map((r) => (
                                <li key={r.id}>
                                    {say.method.request_kind[r.kind]}
                                    {r.what && `: ${r.what}`}{' '}
                                    <Text span size="sm" c="dimmed">
                                        {name_in(view.players, r.by)} ·{' '}
                                        {say.method.request_state[r.state]}
                                    </Text>
                                </li>
                            ))}
                        </ul>
                    </div>
                )}
                {debrief && (
                    <div>
                        <Text size="sm" c="dimmed">
                            {say.meeting.who_was_there}
                        </Text>
                        <Text>
                            {names_in(view.players, debrief.attended) || say.meeting.nobody_came}
                        </Text>
                    </div>
                )}
                {debrief?.notes && (
                    <div>
                        <Text size="sm" c="dimmed">
                            {say.meeting.notes}
                        </Text>
                        <Text style={{ whiteSpace: 'pre-wrap' }}>{debrief.notes}</Text>
                    </div>
                )}
            </Stack>
        </Part>
    );
}

function Readings({ view }: { view: MeetingView }) {
    return (
        <Part title={say.meeting.readings}>
            <ul className={classes.plain}>
                {view.meeting.readings.map((r) => (
                    <li key={r.who + r.at}>
                        <Text fw={600}>
                            {say.hold.read(
                                name_in(view.players, r.who),
                                say.method.interest[r.next_step],
                            )}
                        </Text>
                        {r.words && (
                            <Text size="sm" className={classes.quote}>
                                {say.meeting.said(r.words)}
                            </Text>
                        )}
                        {r.most_interesting && (
                            <Text size="sm" c="dimmed">
                                {say.meeting.interested_in}: {r.most_interesting}
                            </Text>
                        )}
                        {r.to_clarify && (
                            <Text size="sm" c="dimmed">
                                {say.meeting.to_clarify}: {r.to_clarify}
                            </Text>
                        )}
                    </li>
                ))}
            </ul>
        </Part>
    );
}

function Next({ view, deal }: { view: MeetingView; deal: Schemas['DealView'] | undefined }) {
    const { debrief } = view.meeting;
    const next = deal?.deal.meetings.find(
        (m) =>
            !m.cancelled_at && (m.id === debrief?.next_meeting || m.booked_in === view.meeting.id),
    );
    if (!debrief && !next) return null;
    return (
        <Part title={say.meeting.next}>
            {next ? (
                <Link to={address_of(next.id)}>
                    {when_of(next)} ({near_day(day_of(next.starts))})
                </Link>
            ) : (
                <Text c="dimmed">
                    {say.meeting.no_next}
                    {debrief?.no_next_because && `: ${debrief.no_next_because}`}
                </Text>
            )}
        </Part>
    );
}
