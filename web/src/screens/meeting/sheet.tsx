// The plan on one page, to print: what to say, in order, and room to write.
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Schemas } from '@/api/client';
import { useShortcuts } from '@/parts/keys';
import { Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { clock, day_of, weekday } from '@/words/format';
import { address_of, when_of } from './parts';
import {
    type Ask,
    expected,
    in_order,
    type MeetingView,
    name_in,
    type Play,
    title_of,
    useDeal,
    useMeeting,
    usePlays,
} from './read';
import classes from './sheet.module.css';

export default function Sheet() {
    const id = useParams({ strict: false, select: (p) => p.meeting }) ?? '';
    const meeting = useMeeting(id);
    const deal = useDeal(meeting.data?.deal);
    const plays = usePlays();
    useShortcuts(
        useMemo(() => [{ keys: 'p', does: say.meeting.print, run: () => window.print() }], []),
    );
    const failed = [meeting, deal, plays].find((q) => q.isError);
    if (failed)
        return (
            <Page title={say.meeting.sheet}>
                <Failed error={failed.error} again={() => failed.refetch()} />
            </Page>
        );
    if (!meeting.data || !deal.data || !plays.data)
        return (
            <Page title={say.meeting.sheet}>
                <Waiting rows={1} height={640} />
            </Page>
        );
    return (
        <div className={classes.screen}>
            <div className={`${classes.bar} no-print`}>
                <a href={address_of(id)}>‹ {title_of(meeting.data.meeting)}</a>
                <Button onClick={() => window.print()}>{say.meeting.print}</Button>
            </div>
            <Paper view={meeting.data} deal={deal.data} plays={plays.data.items} />
        </div>
    );
}

interface PaperProps {
    view: MeetingView;
    deal: Schemas['DealView'];
    plays: Play[];
}
function Paper({ view, deal, plays }: PaperProps) {
    const { meeting } = view;
    const { plan } = meeting;
    const people = expected(view);
    return (
        <article className={classes.paper}>
            <header>
                <h1>{view.deal_name}</h1>
                <p>
                    {deal.account_name} · {title_of(meeting)} · {when_of(meeting)} ·{' '}
                    {say.meeting.minutes(meeting.minutes)}
                </p>
                {meeting.cancelled_at && (
                    <p>
                        <strong>
                            {say.meeting.called_off_on(weekday(day_of(meeting.cancelled_at)))}
                        </strong>
                    </p>
                )}
                <p>{people.map((p) => `${p.name} (${say.method.role[p.role]})`).join(', ')}</p>
            </header>
            <Field name={say.meeting.purpose} text={plan?.purpose} strong />
            <Homework homework={deal.deal.homework} players={view.players} />
            <section>
                <h2>{say.meeting.asks_in_order}</h2>
                {plan ? (
                    <ol className={classes.asks}>
                        {in_order(plan.asks).map((ask) => (
                            <Asked
                                key={ask.id}
                                ask={ask}
                                who={name_in(view.players, ask.owner)}
                                play={plays.find((p) => p.id === ask.play)}
                            />
                        ))}
                    </ol>
                ) : (
                    <p className={classes.lines}>{say.meeting.no_plan_yet}</p>
                )}
                {plan?.whats_up && <Field name={say.meeting.whats_up} text={plan.whats_up} />}
            </section>
            <section>
                <h2>{say.meeting.temperature_questions}</h2>
                <ol className={classes.questions}>
                    <li>{say.meeting.question_interest}</li>
                    <li>{say.meeting.question_clarify}</li>
                    <li>{say.meeting.question_step}</li>
                </ol>
            </section>
            {plan && plan.reserve_minutes > 0 && (
                <p className={classes.free}>
                    {say.meeting.keep_free(plan.reserve_minutes, clock(view.reserve_from))}
                </p>
            )}
            <div className={classes.write}>
                <Lines name={say.meeting.promised_by_them} />
                <Lines name={say.meeting.promised_by_us} />
            </div>
            <p className={classes.next}>{say.meeting.next_date}:</p>
        </article>
    );
}

function Field({
    name,
    text,
    strong = false,
}: {
    name: string;
    text?: string | undefined;
    strong?: boolean;
}) {
    if (!text) return null;
    return (
        <p className={strong ? classes.strong : undefined}>
            <b>{name.endsWith('?') ? name : `${name}:`} </b>
            {text}
        </p>
    );
}

function Homework({
    homework,
    players,
}: {
    homework: Schemas['Homework'];
    players: Schemas['Player'][];
}) {
    const fields = [
        [say.meeting.issue, homework.issue],
        [say.meeting.reality, homework.reality],
        [say.meeting.desired_result, homework.desired_result],
        [say.meeting.gap, homework.gap],
        [say.meeting.why_us, homework.why_us],
        [
            say.method.role.decision_maker,
            homework.decision_maker ? name_in(players, homework.decision_maker) : '',
        ],
    ].filter(([, text]) => text);
    if (fields.length === 0) return null;
    return (
        <section>
            <h2>{say.meeting.homework}</h2>
            <dl className={classes.homework}>
                {fields.map(([name, text]) => (
                    <div key={name}>
                        <dt>{name}</dt>
                        <dd>{text}</dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}

// In words: how to say it, and what is agreed if they say yes.
function Asked({ ask, who, play }: { ask: Ask; who: string; play: Play | undefined }) {
    return (
        <li>
            <b>
                {say.meeting.rank[ask.rank]}: {ask.what}
            </b>{' '}
            ({who}, {weekday(ask.due)}
            {ask.proof && `; ${ask.proof}`})
            {play && <p className={classes.said}>{say.meeting.said(play.ask)}</p>}
        </li>
    );
}

function Lines({ name }: { name: string }) {
    return (
        <section>
            <h2>{name}</h2>
            <div className={classes.ruled} />
        </section>
    );
}
