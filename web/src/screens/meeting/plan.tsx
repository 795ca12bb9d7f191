// The plan: where we want to be, the most this buyer can give now, the least that still moves the
// deal, and the question for when both are declined.
import { Button, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { useDraft } from '@/parts/draft';
import { EffortMark } from '@/parts/effort';
import { Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { clock, day_of } from '@/words/format';
import classes from './meeting.module.css';
import { address_of, Head, LookOnly, Over, Part, Players, Signals } from './parts';
import { Advisor } from './plan_advisor';
import { AskEditor } from './plan_ask';
import { type AskDraft, draft_of, empty_ask, from_play, is_blank, plan_of } from './plan_draft';
import { Plays } from './plan_plays';
import {
    expected,
    is_over,
    type MeetingView,
    type Play,
    title_of,
    useAdvice,
    useDeal,
    useMeeting,
    usePlays,
} from './read';

const typing = 350; // ms without a key before it is checked

export default function Plan() {
    const id = useParams({ strict: false, select: (p) => p.meeting }) ?? '';
    const meeting = useMeeting(id);
    const deal = useDeal(meeting.data?.deal);
    const advice = useAdvice(id); // Stands above what one writes: nothing jumps when it comes.
    const above = {
        label: meeting.data ? title_of(meeting.data.meeting) : say.shell.meetings,
        href: address_of(id),
    };
    const failed = [meeting, deal].find((q) => q.isError);
    return (
        <Page title={say.meeting.plan} above={above}>
            {failed ? (
                <Failed error={failed.error} again={() => failed.refetch()} />
            ) : !meeting.data || !deal.data || advice.isPending ? (
                <Waiting rows={4} height={140} />
            ) : (
                <>
                    <Head view={meeting.data} />
                    {is_over(meeting.data.meeting) ? (
                        <Over meeting={meeting.data.meeting} />
                    ) : deal.data.may_change ? (
                        <Writing key={id} view={meeting.data} />
                    ) : (
                        <LookOnly />
                    )}
                </>
            )}
        </Page>
    );
}

function usePlanCheck(meeting: string, plan: Schemas['WritePlan']) {
    const [asked] = useDebouncedValue(plan, typing);
    return useQuery({
        queryKey: [...keys.meeting(meeting), 'plan', 'check', JSON.stringify(asked)],
        placeholderData: keepPreviousData,
        retry: false,
        queryFn: () =>
            answer(
                api.POST('/meetings/{meeting}/plan/check', {
                    params: { path: { meeting } },
                    body: asked,
                }),
            ),
    });
}

function Writing({ view }: { view: MeetingView }) {
    const { meeting } = view;
    const go = useNavigate();
    const draft = useDraft(`plan:${meeting.id}`, draft_of(meeting, view.version));
    const { value, change } = draft;
    const plan = plan_of(value);
    const check = usePlanCheck(meeting.id, plan);
    const plays = usePlays().data?.items ?? [];
    const [choosing, set_choosing] = useState<AskDraft>();
    const players = expected(view);
    const elsewhere = draft.changed && value.written_at !== (meeting.plan?.written_at ?? '');
    const end = useRef<HTMLButtonElement>(null);

    const save = useCommand({
        deal: view.deal,
        mine: (body: Schemas['WritePlan']) => [
            { label: say.meeting.purpose, text: body.purpose },
            ...body.asks.map((a) => ({ label: say.meeting.rank[a.rank], text: a.what })),
            ...(body.whats_up ? [{ label: say.meeting.whats_up, text: body.whats_up }] : []),
        ],
        send: (body, guard) =>
            answer(
                api.PUT('/meetings/{meeting}/plan', {
                    params: { path: { meeting: meeting.id }, header: guard },
                    body,
                }),
            ),
        done: () => {
            draft.forget();
            void go({ to: address_of(meeting.id) });
        },
        says: say.meeting.plan_saved,
    });

    const put = (next: AskDraft) =>
        change((before) => ({
            ...before,
            asks: before.asks.map((a) => (a.key === next.key ? next : a)),
        }));
    const remove = (key: string) =>
        change((before) => ({ ...before, asks: before.asks.filter((a) => a.key !== key) }));
    const add = () =>
        change((before) => ({ ...before, asks: [...before.asks, empty_ask('alternative')] }));
    const take = (play: Play, owner: string) => {
        if (choosing) put(from_play(choosing, play, owner, day_of(meeting.starts)));
        set_choosing(undefined);
    };
    // Best and minimum as the advisor proposes them; what was answered already stays.
    const take_both = ({ person, advice }: Schemas['PlayerAdvice']) =>
        change((before) => ({
            ...before,
            asks: before.asks.map((ask) => {
                const proposal = ask.rank === 'alternative' ? undefined : advice[ask.rank];
                if (!proposal) return ask;
                return from_play(ask, proposal.play, person, day_of(meeting.starts));
            }),
        }));
    const check_of = (ask: AskDraft) => {
        const at = value.asks.filter((a) => !is_blank(a)).findIndex((a) => a.key === ask.key);
        return at < 0 ? undefined : check.data?.asks.find((c) => c.index === at);
    };

    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                // Whoever changed the deal elsewhere did not touch this plan: no reason to ask.
                void save.run(plan, elsewhere ? value.version : view.version);
            }}
        >
            <div className={classes.two}>
                <div className={classes.column}>
                    <Part title={say.meeting.purpose}>
                        <Textarea
                            aria-label={say.meeting.purpose}
                            placeholder={say.meeting.purpose_more}
                            autosize
                            minRows={1}
                            maxLength={1000}
                            value={value.purpose}
                            onChange={(e) => {
                                const purpose = e.currentTarget.value;
                                change((before) => ({ ...before, purpose }));
                            }}
                        />
                    </Part>
                    <Advisor
                        meeting={meeting.id}
                        begun={value.asks.some((ask) => !is_blank(ask))}
                        take={take_both}
                    />
                    <Answered view={view} />
                    {value.asks.map((ask) => (
                        <AskEditor
                            key={ask.key}
                            ask={ask}
                            check={check_of(ask)}
                            play={plays.find((p) => p.id === ask.play)}
                            players={view.players.filter((p) => !p.left_at)}
                            change={put}
                            choose={() => set_choosing(ask)}
                            {...(ask.rank === 'alternative' && { remove: () => remove(ask.key) })}
                        />
                    ))}
                    <Group>
                        <Button variant="default" onClick={add} ref={end}>
                            {say.meeting.add_alternative}
                        </Button>
                    </Group>
                    <Part title={say.meeting.whats_up}>
                        <Stack gap="sm">
                            <Textarea
                                aria-label={say.meeting.whats_up}
                                description={say.meeting.whats_up_more}
                                placeholder={say.meeting.whats_up_hint}
                                autosize
                                minRows={1}
                                maxLength={500}
                                value={value.whats_up}
                                onChange={(e) => {
                                    const whats_up = e.currentTarget.value;
                                    change((before) => ({ ...before, whats_up }));
                                }}
                            />
                            <NumberInput
                                label={say.meeting.reserve}
                                description={
                                    check.data &&
                                    say.meeting.reserve_from(clock(check.data.reserve_from))
                                }
                                placeholder={
                                    check.data ? String(check.data.reserve_minutes) : undefined
                                }
                                min={0}
                                max={meeting.minutes}
                                maw={280}
                                value={value.reserve_minutes ?? ''}
                                onChange={(to) => {
                                    const reserve_minutes = to === '' ? undefined : Number(to);
                                    change((before) => ({ ...before, reserve_minutes }));
                                }}
                            />
                        </Stack>
                    </Part>
                </div>
                <aside className={`${classes.column} ${classes.sticky}`}>
                    <Checks check={check.data} failed={check.isError} />
                    <Part title={say.meeting.players}>
                        <Players players={players} />
                    </Part>
                </aside>
            </div>
            <div className={classes.save}>
                <Text size="sm" c="dimmed" role="status">
                    {save.refusal
                        ? ''
                        : elsewhere
                          ? say.meeting.drafted_elsewhere
                          : draft.changed && say.meeting.draft_kept}
                </Text>
                {save.refusal && <Text size="sm">{save.refusal.message}</Text>}
                <Group gap="sm">
                    {draft.changed && (
                        <Button variant="subtle" onClick={draft.forget}>
                            {say.meeting.throw_away}
                        </Button>
                    )}
                    <Button component={Link} to={address_of(meeting.id, 'sheet')} variant="default">
                        {say.meeting.sheet}
                    </Button>
                    <Button type="submit" loading={save.busy}>
                        {say.meeting.save_plan}
                    </Button>
                </Group>
            </div>
            <Plays
                meeting={meeting.id}
                rank={choosing?.rank}
                close={() => set_choosing(undefined)}
                take={take}
            />
        </form>
    );
}

// Asks that were answered already stay in the plan as they are.
function Answered({ view }: { view: MeetingView }) {
    const answered = view.meeting.plan?.asks.filter((a) => a.outcome !== 'open') ?? [];
    if (answered.length === 0) return null;
    return (
        <Part title={say.meeting.answered_stays}>
            <ul className={classes.plain}>
                {answered.map((a) => (
                    <li key={a.id} className={classes.line}>
                        <EffortMark effort={a.effort} side="buyer" />
                        <Text>
                            {a.what}{' '}
                            <Text span c="dimmed" size="sm">
                                {say.meeting.outcome[a.outcome]}
                            </Text>
                        </Text>
                    </li>
                ))}
            </ul>
        </Part>
    );
}

function Checks({ check, failed }: { check: Schemas['PlanCheck'] | undefined; failed: boolean }) {
    const refused = check?.refused;
    return (
        <Part title={say.meeting.checks}>
            <div role="status" className={classes.checks}>
                {failed ? (
                    <Text c="dimmed">{say.meeting.checks_lost}</Text>
                ) : !check ? (
                    <Text c="dimmed">{say.meeting.checks_waiting}</Text>
                ) : (
                    <Stack gap="xs">
                        {refused && <Text>{refused.says}</Text>}
                        <Signals signals={check.signals} />
                        {!refused && check.signals.length === 0 && (
                            <Text c="var(--buyer)" fw={600}>
                                {say.meeting.checks_good}
                            </Text>
                        )}
                    </Stack>
                )}
            </div>
        </Part>
    );
}
