// Under a minute, three taps: who was there, what came of each ask, the next date. The verdict is
// computed from what was agreed, and shows as it comes to be.
import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { useMe } from '@/api/me';
import { keys, store } from '@/api/store';
import { type Act, send_taps, show_meeting, tap, useTaps } from '@/api/taps';
import { useDraft } from '@/parts/draft';
import { VerdictMark } from '@/parts/marks';
import { Scale } from '@/parts/scale';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { percent } from '@/words/format';
import { type Answer, AnswerAsk, Kept } from './answer_ask';
import { DateFields, People } from './date_fields';
import { debrief_of, new_debrief } from './debrief_draft';
import { Promises, Requests } from './debrief_lines';
import { tap_about, with_taps } from './held';
import classes from './meeting.module.css';
import { address_of, Head, LookOnly, Over, Part, Signals, when_of } from './parts';
import {
    type Ask,
    in_order,
    type MeetingView,
    title_of,
    useDeal,
    useMeeting,
    usePlays,
} from './read';
import { Recap } from './recap';
import { Refused } from './refused';
import { Temperature } from './temperature';

export default function Debrief() {
    const id = useParams({ strict: false, select: (p) => p.meeting }) ?? '';
    const meeting = useMeeting(id);
    const deal = useDeal(meeting.data?.deal);
    const failed = [meeting, deal].find((q) => q.isError);
    const above = {
        label: meeting.data ? title_of(meeting.data.meeting) : say.shell.meetings,
        href: address_of(id),
    };
    return (
        <Page title={say.debrief.title} above={above}>
            {failed ? (
                <Failed error={failed.error} again={() => failed.refetch()} />
            ) : !meeting.data || !deal.data ? (
                <Waiting rows={4} height={140} />
            ) : (
                <>
                    <Head view={meeting.data} />
                    <What view={meeting.data} deal={deal.data} />
                </>
            )}
        </Page>
    );
}

interface WhatProps {
    view: MeetingView;
    deal: Schemas['DealView'];
}
function What({ view, deal }: WhatProps) {
    const { meeting } = view;
    if (meeting.debrief) return <Told view={view} deal={deal} />;
    if (meeting.cancelled_at) return <Over meeting={meeting} />;
    if (!deal.may_change) return <LookOnly />;
    if (meeting.starts > new Date().toISOString())
        return (
            <Empty
                title={say.debrief.not_begun(when_of(meeting))}
                action={
                    <Button component={Link} to={address_of(meeting.id, 'plan')}>
                        {say.meeting.plan}
                    </Button>
                }
            />
        );
    return <Telling key={meeting.id} view={view} deal={deal} />;
}

// Afterwards: the verdict, the scale as it stands now, the recap to send.
function Told({ view, deal }: WhatProps) {
    return (
        <Stack gap="md">
            <Part title={say.debrief.done}>
                <Group gap="lg">
                    {view.verdict && <VerdictMark verdict={view.verdict} />}
                    <Scale
                        skin={deal.numbers.skin}
                        buyer={deal.numbers.buyer_stake}
                        seller={deal.numbers.seller_stake}
                        size={64}
                        figures
                    />
                </Group>
            </Part>
            <Group>
                <Button component={Link} variant="default" to={address_of(view.meeting.id)}>
                    {say.meeting.to_meeting}
                </Button>
                <Button component={Link} variant="default" to={`/deals/${view.deal}`}>
                    {view.deal_name}
                </Button>
            </Group>
            <Recap
                meeting={view.meeting.id}
                deal={view.deal}
                version={deal.version}
                may={deal.may_change}
            />
        </Stack>
    );
}

const typing = 300; // ms without a change before the verdict is asked for

function useCheck(view: MeetingView, body: Schemas['DebriefMeeting']) {
    const [asked] = useDebouncedValue(JSON.stringify(body), typing);
    return useQuery({
        queryKey: [...keys.meeting(view.meeting.id), 'debrief', 'check', view.version, asked],
        placeholderData: keepPreviousData,
        retry: false,
        queryFn: () =>
            answer(
                api.POST('/meetings/{meeting}/debrief/check', {
                    params: { path: { meeting: view.meeting.id } },
                    body: JSON.parse(asked) as Schemas['DebriefMeeting'],
                }),
            ),
    });
}

function Telling({ view, deal }: WhatProps) {
    const { meeting } = view;
    const me = useMe().data?.member.id ?? '';
    const taps = useTaps(me, meeting.id);
    const shown = with_taps(view, taps);
    const draft = useDraft(`debrief:${meeting.id}`, new_debrief(view));
    const { value, change } = draft;
    const body = debrief_of(value);
    const check = useCheck(view, body);
    const plays = usePlays().data?.items ?? [];
    const there = view.players.filter((p) => !p.left_at);
    const owners = there.map((p) => ({ id: p.person, name: p.name }));
    const [late, set_late] = useState<string>();
    const booked = deal.deal.meetings.find((m) => m.booked_in === meeting.id && !m.cancelled_at);
    const unread = there.filter(
        (p) =>
            p.role === 'decision_maker' &&
            value.attended.includes(p.person) &&
            !view.meeting.readings.some((r) => r.who === p.person),
    );

    const save = useCommand({
        quiet: true,
        deal: view.deal,
        mine: (what: Schemas['DebriefMeeting']) => [
            ...(what.promises ?? []).map((p) => ({ label: say.debrief.promises, text: p.what })),
            ...(what.notes ? [{ label: say.debrief.notes, text: what.notes }] : []),
        ],
        send: (what: Schemas['DebriefMeeting'], guard) =>
            answer(
                api.POST('/meetings/{meeting}/debrief', {
                    params: {
                        path: { meeting: meeting.id },
                        header: guard,
                    },
                    body: what,
                }),
            ),
        done: (after) => {
            draft.forget();
            show_meeting(meeting.id, after);
        },
    });
    // What was tapped in the call first: the verdict follows from it.
    const tell = async () => {
        set_late(undefined);
        if (!(await send_taps(me, 'now'))) return set_late(say.debrief.still_offline);
        const newest = store.getQueryData<Schemas['DealView']>(keys.deal(view.deal)) ?? deal;
        await save.run(body, newest.version);
    };
    const done = (act: Act) => tap(me, view.deal, meeting.id, act);
    const correct_it = (ask: Ask) => done({ kind: 'correct', ask: ask.id });
    const answer_it: Answer = (ask, what) => done({ kind: 'answer', ask: ask.id, body: what });

    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                void tell();
            }}
        >
            <Text c="dimmed" mb="sm">
                {say.debrief.lead}
            </Text>
            <div className={classes.two}>
                <div className={classes.column}>
                    <Part title={say.debrief.who}>
                        <People
                            label={
                                value.attended.length === 0 ? say.debrief.nobody : say.debrief.tap
                            }
                            players={there}
                            value={value.attended}
                            change={(attended) => change((before) => ({ ...before, attended }))}
                        />
                    </Part>
                    <Part title={say.debrief.asks}>
                        <Refused taps={taps} member={me} view={view} />
                        <Stack gap="sm">
                            {!shown.meeting.plan?.asks.length && (
                                <Text c="dimmed">{say.debrief.none_asked}</Text>
                            )}
                            {in_order(shown.meeting.plan?.asks ?? []).map((ask) => (
                                <AnswerAsk
                                    key={ask.id}
                                    ask={ask}
                                    view={shown}
                                    play={plays.find((p) => p.id === ask.play)}
                                    tap={tap_about(taps, ask)}
                                    member={me}
                                    owners={owners}
                                    answer={answer_it}
                                    correct={correct_it}
                                />
                            ))}
                        </Stack>
                    </Part>
                    <Part title={say.debrief.next}>
                        {booked ? (
                            <Text fw={600}>{say.debrief.next_is(when_of(booked))}</Text>
                        ) : (
                            <Stack gap="sm">
                                <SegmentedControl
                                    aria-label={say.debrief.next}
                                    size="md"
                                    value={value.next ?? ''}
                                    onChange={(to) =>
                                        change((before) => ({
                                            ...before,
                                            next: to === 'booked' ? 'booked' : 'not_booked',
                                        }))
                                    }
                                    data={[
                                        { value: 'booked', label: say.debrief.book },
                                        { value: 'not_booked', label: say.debrief.not_booked },
                                    ]}
                                />
                                {value.next === 'booked' && (
                                    <DateFields
                                        value={value.when}
                                        change={(when) => change((b) => ({ ...b, when }))}
                                        players={there}
                                        ask_who_accepted
                                    />
                                )}
                                {value.next === 'not_booked' && (
                                    <TextInput
                                        label={say.debrief.because}
                                        maxLength={500}
                                        value={value.because}
                                        onChange={(e) => {
                                            const because = e.currentTarget.value;
                                            change((before) => ({ ...before, because }));
                                        }}
                                    />
                                )}
                            </Stack>
                        )}
                    </Part>
                    <Part title={say.debrief.promises}>
                        <Promises
                            promises={value.promises}
                            checks={check.data?.promises ?? []}
                            players={owners}
                            me={me}
                            change={(promises) => change((before) => ({ ...before, promises }))}
                        />
                    </Part>
                    <Part title={say.debrief.requests}>
                        <Requests
                            requests={value.requests}
                            players={owners}
                            change={(requests) => change((before) => ({ ...before, requests }))}
                        />
                    </Part>
                    {unread.length > 0 && (
                        <Part title={say.debrief.temperature}>
                            <Stack gap="sm">
                                {unread.map((p) => {
                                    const kept = taps.find(
                                        (t) =>
                                            t.act.kind === 'reading' &&
                                            t.refused === undefined &&
                                            t.act.body.who === p.person,
                                    );
                                    return (
                                        <Temperature
                                            key={p.person}
                                            meeting={meeting.id}
                                            player={p}
                                            read={shown.meeting.readings.findLast(
                                                (r) => r.who === p.person,
                                            )}
                                            take={(reading) =>
                                                done({ kind: 'reading', body: reading })
                                            }
                                            kept={kept && <Kept tap={kept} member={me} />}
                                        />
                                    );
                                })}
                            </Stack>
                        </Part>
                    )}
                    <Part title={say.debrief.notes}>
                        <Textarea
                            aria-label={say.debrief.notes}
                            placeholder={say.debrief.add_notes}
                            autosize
                            minRows={2}
                            maxLength={10000}
                            value={value.notes}
                            onChange={(e) => {
                                const notes = e.currentTarget.value;
                                change((before) => ({ ...before, notes }));
                            }}
                        />
                    </Part>
                </div>
                <aside className={`${classes.column} ${classes.sticky}`}>
                    <Verdict check={check.data} deal={deal} />
                </aside>
            </div>
            <div className={classes.save}>
                <div role="status" style={{ flex: 1, minWidth: 0 }}>
                    <Text size="sm" c={late || save.refusal ? undefined : 'dimmed'}>
                        {late ?? save.refusal?.message ?? (draft.changed && say.debrief.draft_kept)}
                    </Text>
                </div>
                <Button type="submit" size="md" loading={save.busy}>
                    {say.debrief.save}
                </Button>
            </div>
        </form>
    );
}

// As the method has it, with what is written so far.
function Verdict({
    check,
    deal,
}: {
    check: Schemas['DebriefCheck'] | undefined;
    deal: Schemas['DealView'];
}) {
    const { numbers } = deal;
    const as_words = (skin: number | undefined) => (skin === undefined ? '–' : percent(skin));
    return (
        <Part title={say.debrief.verdict}>
            <Stack gap="sm" className={classes.checks}>
                <div role="status">
                    {check?.verdict ? (
                        <VerdictMark verdict={check.verdict} />
                    ) : (
                        <Text c="dimmed">{say.debrief.verdict_unknown}</Text>
                    )}
                </div>
                <Text size="sm" c="dimmed">
                    {say.debrief.verdict_more}
                </Text>
                <Group gap="sm">
                    <Scale
                        skin={check?.verdict ? check.skin : numbers.skin}
                        buyer={numbers.buyer_stake}
                        seller={numbers.seller_stake}
                        size={72}
                    />
                    {check?.verdict && (
                        <Text size="sm" className="numbers">
                            {say.debrief.skin_from_to(as_words(numbers.skin), as_words(check.skin))}
                        </Text>
                    )}
                </Group>
                {check?.refused && <Text size="sm">{check.refused.says}</Text>}
                <Signals signals={check?.signals.filter((s) => s.holds) ?? []} />
            </Stack>
        </Part>
    );
}
