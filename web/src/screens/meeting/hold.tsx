// To have open during the call, on a phone: the asks in order, one tap each. It goes on without a
// connection: every tap is kept and sent when it is back.
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { keep_meeting, keep_screens } from '@/api/kept';
import { type Act, type Tap, tap, useTaps, useWay } from '@/api/taps';
import { useDraft } from '@/parts/draft';
import { EffortMark } from '@/parts/effort';
import { DealLink } from '@/parts/marks';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { add_days, ago, day, day_of } from '@/words/format';
import { type Answer, AnswerAsk, Kept } from './answer_ask';
import { a_week_after, booking_of, DateFields } from './date_fields';
import { rung_of, type Shown, tap_about, with_taps } from './held';
import classes from './hold.module.css';
import { Clock } from './hold_clock';
import { Instead, instead_after } from './instead';
import { address_of, LookOnly, Over, when_of } from './parts';
import { PromiseForm, promise_of } from './promise_form';
import {
    type Ask,
    expected,
    type Held,
    in_order,
    is_over,
    name_in,
    title_of,
    useDeal,
    useHeld,
} from './read';
import { Refused } from './refused';
import { Temperature } from './temperature';

export default function Hold() {
    const id = useParams({ strict: false, select: (p) => p.meeting }) ?? '';
    const held = useHeld(id);
    useReadyWithoutConnection();
    const above = { label: say.shell.meetings, href: address_of(id) };
    if (held.isError)
        return (
            <Page title={say.hold.title} above={above}>
                <Failed error={held.error} again={() => held.refetch()} />
            </Page>
        );
    if (!held.data)
        return (
            <Page title={say.hold.title} above={above}>
                <Waiting rows={3} height={180} />
            </Page>
        );
    return <Holding held={held.data} member={held.member} again={() => held.refetch()} />;
}

// What comes after it is fetched already, and all of it kept.
function useReadyWithoutConnection(): void {
    useEffect(() => {
        import('./debrief').then(keep_screens, () => {
            // Not reached just now: the debrief then waits for the connection.
        });
    }, []);
}

interface Props {
    held: Held;
    member: string;
    again: () => void;
}
function Holding({ held, member, again }: Props) {
    const taps = useTaps(member, held.view.meeting.id);
    const way = useWay();
    const view = with_taps(held.view, taps);
    const { meeting } = view;
    const waiting = taps.filter((t) => t.refused === undefined);
    const done = (act: Act) => tap(member, view.deal, meeting.id, act);
    useEffect(() => {
        const { view: newest, plays, may_change } = held;
        if (!held.from_before)
            keep_meeting(member, { at: Date.now(), view: newest, plays, may_change });
    }, [held, member]);
    useEffect(() => {
        if (held.from_before) window.addEventListener('online', again);
        return () => window.removeEventListener('online', again);
    }, [held.from_before, again]);

    return (
        <Page
            name={`${say.hold.title}: ${title_of(meeting)}`}
            title={title_of(meeting)}
            above={{ label: view.deal_name, href: address_of(meeting.id) }}
        >
            <div className={classes.page}>
                <div className={classes.bar}>
                    {meeting.cancelled_at ? <span /> : <Clock view={view} />}
                    <div className={classes.way} role="status">
                        {waiting.length > 0 && say.hold.waiting(waiting.length)}
                        {way === 'lost' && ` · ${say.hold.offline}`}
                        {way === 'signed_out' && ` · ${say.hold.signed_out}`}
                        {waiting.length === 0 && way === 'sent' && taps.length === 0 && (
                            <Saved held={held} />
                        )}
                    </div>
                </div>
                {meeting.plan?.purpose && <Text fw={550}>{meeting.plan.purpose}</Text>}
                {!held.may_change && <LookOnly />}
                {is_over(held.view.meeting) && <Over meeting={held.view.meeting} />}
                <Refused taps={taps} member={member} view={held.view} />
                <Asks held={held} view={view} taps={taps} member={member} done={done} />
                {held.may_change && !meeting.cancelled_at && (
                    <>
                        <WhatsUp view={view} taps={taps} member={member} done={done} />
                        <Offered view={view} taps={taps} member={member} done={done} />
                        <Temperatures view={view} taps={taps} member={member} done={done} />
                        <Next view={view} taps={taps} member={member} done={done} />
                        {!meeting.debrief && (
                            <Button
                                size="lg"
                                component={Link}
                                to={address_of(meeting.id, 'debrief')}
                                variant="default"
                            >
                                {say.hold.to_debrief}
                            </Button>
                        )}
                    </>
                )}
            </div>
        </Page>
    );
}

function Saved({ held }: { held: Held }) {
    if (held.from_before) return <>{say.hold.as_kept(ago(new Date(held.at).toISOString()))}</>;
    return <>{say.hold.all_sent}</>;
}

interface PartProps {
    view: Shown;
    taps: Tap[];
    member: string;
    done: (act: Act) => void;
}

function Asks({ held, view, taps, member, done }: PartProps & { held: Held }) {
    const { meeting } = view;
    const rung = rung_of(meeting);
    const owners = expected(view).map((p) => ({ id: p.person, name: p.name }));
    const answer: Answer = (ask, body) => done({ kind: 'answer', ask: ask.id, body });
    const correct = (ask: Ask) => done({ kind: 'correct', ask: ask.id });
    const may = held.may_change && !is_over(meeting);
    // The ladder goes first: what the plan has yet, and then what's up.
    const next =
        rung === 'best' || rung === 'minimum' || (rung === 'whats_up' && !meeting.hesitation);
    const instead = instead_after(in_order(meeting.plan?.asks ?? []), held.advice ?? []);
    const lead = { best: say.hold.now_best, minimum: say.hold.now_minimum } as const;
    if (!meeting.plan)
        return (
            <Empty
                title={say.meeting.no_plan_yet}
                action={
                    held.may_change && (
                        <Button
                            component={Link}
                            variant="default"
                            to={address_of(meeting.id, 'plan')}
                        >
                            {say.hold.plan_first}
                        </Button>
                    )
                }
            >
                {say.hold.no_plan}
            </Empty>
        );
    return (
        <section className={classes.section} aria-label={say.meeting.asks_in_order}>
            {rung === 'got_best' && <Lead>{say.hold.got_best}</Lead>}
            {rung === 'got_minimum' && <Lead>{say.hold.got_minimum}</Lead>}
            {in_order(meeting.plan.asks).map((ask) => (
                <AnswerAsk
                    key={ask.id}
                    ask={ask}
                    view={view}
                    play={held.plays.find((p) => p.id === ask.play)}
                    lead={
                        (rung === 'best' || rung === 'minimum') && rung === ask.rank
                            ? lead[rung]
                            : undefined
                    }
                    tap={tap_about(taps, ask)}
                    member={member}
                    owners={owners}
                    answer={held.may_change && !meeting.cancelled_at ? answer : undefined}
                    correct={may ? correct : undefined}
                    instead={
                        may &&
                        instead?.ask === ask.id && (
                            <Instead
                                ask={ask}
                                view={view}
                                proposals={instead.proposals}
                                open={!next}
                                place={(body) => done({ kind: 'place', body })}
                            />
                        )
                    }
                />
            ))}
        </section>
    );
}

function Lead({ children }: { children: string }) {
    return (
        <Text role="status" className={classes.lead}>
            {children}
        </Text>
    );
}

const of_kind = (taps: Tap[], kind: Act['kind']) =>
    taps.filter((t) => t.refused === undefined && t.act.kind === kind);

function WhatsUp({ view, taps, member, done }: PartProps) {
    const { meeting } = view;
    const draft = useDraft(`hesitation:${meeting.id}`, '');
    const [parking, set_parking] = useState(false);
    const [until, set_until] = useState(() => add_days(day_of(), 60));
    const due = rung_of(meeting) === 'whats_up';
    if (!due && !meeting.hesitation) return null;
    const kept = of_kind(taps, 'hesitation')[0];
    if (meeting.hesitation)
        return (
            <article className={classes.card}>
                <Text size="sm" c="dimmed">
                    {say.hold.hesitation_kept}
                </Text>
                <Text className={classes.quote}>{say.meeting.said(meeting.hesitation.words)}</Text>
                {view.parked_until && <Text>{say.hold.parked(day(view.parked_until))}</Text>}
                {kept && <Kept tap={kept} member={member} />}
            </article>
        );
    const words = draft.value.trim();
    const keep = (choice: 'keep' | 'park') => {
        done({ kind: 'hesitation', body: { words, choice } });
        if (choice === 'park')
            done({ kind: 'park', body: { until, why: words, meeting: meeting.id } });
        draft.forget();
    };
    return (
        <article className={classes.card} data-lead>
            <div className={classes.lead}>{say.hold.whats_up_lead}</div>
            <Text fw={600} size="lg">
                {say.meeting.said(meeting.plan?.whats_up || say.meeting.whats_up_default)}
            </Text>
            <Stack gap="sm" mt="sm">
                <Textarea
                    label={say.hold.whats_up_words}
                    size="md"
                    autosize
                    minRows={2}
                    maxLength={2000}
                    value={draft.value}
                    onChange={(e) => draft.change(e.currentTarget.value)}
                />
                {parking && (
                    <TextInput
                        type="date"
                        size="md"
                        label={say.hold.park_until}
                        value={until}
                        min={add_days(day_of(), 1)}
                        onChange={(e) => set_until(e.currentTarget.value)}
                    />
                )}
                <Group grow>
                    <Button size="lg" disabled={!words} onClick={() => keep('keep')}>
                        {say.hold.keep}
                    </Button>
                    <Button
                        size="lg"
                        variant="default"
                        disabled={!words || (parking && !until)}
                        onClick={() => (parking ? keep('park') : set_parking(true))}
                    >
                        {say.hold.park}
                    </Button>
                </Group>
            </Stack>
        </article>
    );
}

function Offered({ view, taps, member, done }: PartProps) {
    const [open, set_open] = useState(false);
    const owners = expected(view).map((p) => ({ id: p.person, name: p.name }));
    const offered = view.promises.filter((p) => p.initiative === 'unasked');
    return (
        <section className={classes.section}>
            {offered.map((p) => (
                <article key={p.id} className={classes.card}>
                    <Group gap="xs">
                        <Text size="sm" c="dimmed">
                            {say.hold.offered}
                        </Text>
                        <EffortMark effort={p.effort} side="buyer" named />
                    </Group>
                    <Text fw={600}>{p.what}</Text>
                </article>
            ))}
            {of_kind(taps, 'offered').map((t) => (
                <article key={t.key} className={classes.card}>
                    <Text size="sm" c="dimmed">
                        {say.hold.offered}
                    </Text>
                    <Text fw={600}>{t.act.kind === 'offered' && t.act.body.promise.what}</Text>
                    <Kept tap={t} member={member} />
                </article>
            ))}
            {open ? (
                <article className={classes.card}>
                    <Text size="sm" c="dimmed" mb={8}>
                        {say.hold.they_offered_more}
                    </Text>
                    <PromiseForm
                        label={say.hold.they_offered}
                        start={{}}
                        owners={owners}
                        submit={say.hold.offered}
                        leave={() => set_open(false)}
                        done={(made) => {
                            set_open(false);
                            done({
                                kind: 'offered',
                                body: {
                                    promise: promise_of(made, 'unasked'),
                                    standing: 'agreed',
                                    meeting: view.meeting.id,
                                },
                            });
                        }}
                    />
                </article>
            ) : (
                <Button size="lg" variant="light" color="buyer" onClick={() => set_open(true)}>
                    {say.hold.they_offered}
                </Button>
            )}
        </section>
    );
}

function Temperatures({ view, taps, member, done }: PartProps) {
    const { meeting } = view;
    const deciders = expected(view).filter((p) => p.role === 'decision_maker');
    const kept_for = (person: string) =>
        of_kind(taps, 'reading').find((t) => t.act.kind === 'reading' && t.act.body.who === person);
    return (
        <section className={classes.section}>
            <h2>{say.hold.temperature}</h2>
            {deciders.length === 0 && <Text c="dimmed">{say.hold.no_decider}</Text>}
            {deciders.map((p) => {
                const kept = kept_for(p.person);
                return (
                    <Temperature
                        key={p.person}
                        meeting={meeting.id}
                        player={p}
                        read={meeting.readings.findLast((r) => r.who === p.person)}
                        take={(body) => done({ kind: 'reading', body })}
                        kept={kept && <Kept tap={kept} member={member} />}
                    />
                );
            })}
        </section>
    );
}

function Next({ view, taps, member, done }: PartProps) {
    const { meeting } = view;
    const deal = useDeal(view.deal);
    const draft = useDraft(`next:${meeting.id}`, a_week_after(meeting));
    const booked = deal.data?.deal.meetings.find(
        (m) => m.booked_in === meeting.id && !m.cancelled_at,
    );
    const kept = of_kind(taps, 'next')[0];
    const starts = view.next ?? booked?.starts;
    const booking = booking_of(draft.value);
    return (
        <section className={classes.section}>
            <h2>{say.hold.next_title}</h2>
            <article className={classes.card}>
                {starts ? (
                    <>
                        <Text fw={650} c="var(--buyer)">
                            {say.hold.next_booked(when_of({ starts }))}
                        </Text>
                        {kept && <Kept tap={kept} member={member} />}
                    </>
                ) : (
                    <Stack gap="sm">
                        <Text size="sm" c="dimmed">
                            {say.hold.next_more}
                        </Text>
                        <DateFields
                            value={draft.value}
                            change={draft.change}
                            players={view.players.filter((p) => !p.left_at)}
                            ask_who_accepted
                        />
                        <Button
                            size="lg"
                            disabled={!booking}
                            onClick={() => {
                                if (!booking) return;
                                done({
                                    kind: 'next',
                                    body: { ...booking, booked_in: meeting.id },
                                });
                                draft.forget();
                            }}
                        >
                            {say.hold.book_now}
                        </Button>
                    </Stack>
                )}
            </article>
            <Text size="sm">
                <DealLink id={view.deal} name={view.deal_name} /> ·{' '}
                {view.meeting.players.map((p) => name_in(view.players, p)).join(', ')}
            </Text>
        </section>
    );
}
