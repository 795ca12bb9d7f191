// The ledger as marks on a line of time: what each side did, what is promised, the meetings.
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { day, day_of, number } from '@/words/format';
import type { Names } from './names';

type Act = Schemas['Act'];
type DealView = Schemas['DealView'];

export interface Mark {
    id: string;
    at: number; // ms
    side: Schemas['Side'] | 'both'; // 'both': a meeting, on the line itself
    kind: 'act' | 'promise' | 'meeting';
    points: number; // Its height: what it put in, or took out (`hollow`).
    hollow: boolean;
    soft: boolean; // Said, and not yet done.
    overdue: boolean;
    effort?: Schemas['Effort'];
    verdict?: Schemas['Verdict'];
    title: string; // "Dana Berg kept a promise"
    what: string;
    figure: string; // "+1.4", "0", "3.5 if kept"
    when: string;
    meeting?: string;
}

function signed(stake: number): string {
    return stake > 0 ? `+${number(stake, 2)}` : number(stake, 2).replace('-', '−');
}

function mark_of(act: Act, index: number, names: Names): Mark {
    return {
        id: `act-${index}`,
        at: Date.parse(act.at),
        side: act.side,
        kind: 'act',
        points: Math.abs(act.stake),
        hollow: act.stake < 0 || act.kind === 'missed' || act.kind === 'withdrawn',
        soft: act.kind === 'agreed' || act.kind === 'proposed',
        overdue: false,
        effort: act.stake === 0 ? undefined : act.effort,
        title: say.deal.did(names.of(act), say.deal.act[act.kind]),
        what: act.what,
        figure: signed(act.stake),
        when: day(day_of(act.at)),
        meeting: act.meeting,
    };
}

// What an open promise would add if it were kept: what the server says, in points.
export type Worth = (promise: Schemas['Commitment']) => number;

function promise_mark(promise: Schemas['Commitment'], names: Names, worth: number): Mark {
    const overdue = promise.due < day_of();
    return {
        id: promise.id,
        at: Date.parse(`${promise.due}T12:00:00Z`),
        side: promise.owner.type,
        kind: 'promise',
        points: worth,
        hollow: true,
        soft: false,
        overdue,
        effort: promise.effort,
        title: overdue
            ? say.deal.owes_since(names.owner(promise))
            : say.deal.owes(names.owner(promise)),
        what: promise.what,
        figure: say.deal.if_kept_adds(signed(worth)),
        when: day(promise.due),
    };
}

function meeting_mark(meeting: Schemas['Meeting'], view: DealView): Mark {
    const verdict = view.verdicts.find((v) => v.meeting === meeting.id)?.verdict;
    return {
        id: meeting.id,
        at: Date.parse(meeting.starts),
        side: 'both',
        kind: 'meeting',
        points: 0,
        hollow: !verdict,
        soft: false,
        overdue: false,
        verdict,
        title: say.deal.meeting_named(say.method.meeting_kind[meeting.kind], meeting.title),
        what: meeting.cancelled_at
            ? say.deal.called_off
            : verdict
              ? say.method.verdict[verdict]
              : say.deal.no_verdict_yet,
        figure: '',
        when: day(day_of(meeting.starts)),
        meeting: meeting.id,
    };
}

export function is_open(promise: Schemas['Commitment']): boolean {
    return promise.state.type === 'agreed';
}

// In order of time, so that the arrow keys go through them as they happened.
export function marks_of(view: DealView, acts: Act[], names: Names, worth: Worth): Mark[] {
    const marks = [
        ...acts.map((act, index) => mark_of(act, index, names)),
        ...view.deal.commitments
            .filter(is_open)
            .map((promise) => promise_mark(promise, names, worth(promise))),
        ...view.deal.meetings
            .filter((m) => !m.cancelled_at)
            .map((meeting) => meeting_mark(meeting, view)),
    ];
    return marks.sort((a, b) => a.at - b.at);
}

export function in_words(mark: Mark): string {
    return [
        mark.when,
        mark.title,
        mark.what,
        mark.effort && say.method.effort[mark.effort],
        mark.figure,
    ]
        .filter(Boolean)
        .join(' · ');
}

// ---- where they stand

export interface Placed {
    mark: Mark;
    x: number;
    from: number; // Points below it in its column.
}

// Marks of one side that would cover each other stand on top of each other. `least`: the points
// that a mark without any takes up, so that it can be seen.
export function stacked(marks: Mark[], x: (at: number) => number, width: number, least: number) {
    const columns: Record<string, { x: number; top: number } | undefined> = {};
    return marks.map((mark): Placed => {
        const at = x(mark.at);
        const key = `${mark.side}${mark.kind === 'promise' ? ' ahead' : ''}`;
        const column = columns[key];
        const height = Math.max(mark.points, least);
        if (column && at - column.x < width) {
            const from = column.top;
            column.top += height;
            return { mark, x: column.x, from };
        }
        columns[key] = { x: at, top: height };
        return { mark, x: at, from: 0 };
    });
}

export function tallest(placed: Placed[], least: number): number {
    return placed.reduce((most, p) => Math.max(most, p.from + Math.max(p.mark.points, least)), 0);
}
