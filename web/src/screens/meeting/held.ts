// The meeting as it will be once every tap has arrived: what the hold page shows.
import type { Tap } from '@/api/taps';
import type { Ask, Meeting, MeetingView } from './read';

export interface Shown extends MeetingView {
    waiting: Set<string>; // Ids of asks, and keys of what else is kept and not sent yet.
    next: Meeting['starts'] | undefined; // Of the meeting that was booked in this one.
    parked_until: string | undefined;
}

export function with_taps(view: MeetingView, taps: Tap[]): Shown {
    const shown: Shown = {
        ...view,
        meeting: { ...view.meeting },
        waiting: new Set(),
        next: undefined,
        parked_until: undefined,
    };
    for (const tap of taps) if (tap.refused === undefined) add(shown, tap);
    return shown;
}

function add(shown: Shown, tap: Tap): void {
    const { act } = tap;
    const at = new Date(tap.at).toISOString();
    const { meeting } = shown;
    switch (act.kind) {
        case 'answer':
            change_ask(shown, act.ask, (ask) =>
                ask.outcome === 'open'
                    ? { ...ask, outcome: act.body.answer, words: act.body.words ?? '' }
                    : ask,
            );
            return;
        case 'place': {
            if (!meeting.plan) return;
            const { ask, answer, words } = act.body;
            const placed: Ask = {
                id: tap.key, // Until the server names it.
                rank: 'alternative',
                play: ask.play ?? '',
                what: ask.what,
                effort: ask.effort,
                owner: ask.owner ?? '',
                due: ask.due ?? '',
                proof: ask.proof ?? '',
                outcome: answer ?? 'open',
                words: words ?? '',
            };
            meeting.plan = { ...meeting.plan, asks: [...meeting.plan.asks, placed] };
            shown.waiting.add(tap.key);
            return;
        }
        case 'correct':
            change_ask(shown, act.ask, ({ answered_at: _, commitment: __, ...ask }) => ({
                ...ask,
                outcome: 'open',
                words: '',
            }));
            return;
        case 'reading': {
            const { who, next_step, most_interesting, to_clarify, words } = act.body;
            const reading = {
                who,
                at,
                next_step,
                most_interesting: most_interesting ?? '',
                to_clarify: to_clarify ?? '',
                words: words ?? '',
            };
            meeting.readings = [...meeting.readings, reading];
            shown.waiting.add(who);
            return;
        }
        case 'hesitation':
            meeting.hesitation = { at, words: act.body.words, choice: act.body.choice ?? 'keep' };
            shown.waiting.add('hesitation');
            return;
        case 'next':
            shown.next = act.body.starts;
            shown.waiting.add('next');
            return;
        case 'park':
            shown.parked_until = act.body.until;
            shown.waiting.add('park');
            return;
        case 'offered':
            shown.waiting.add(tap.key); // Shown from the tap itself.
            return;
    }
}

// The last about it that is not sent yet.
export function tap_about(taps: Tap[], ask: Ask): Tap | undefined {
    return taps.findLast(
        ({ key, act, refused }) =>
            refused === undefined &&
            (act.kind === 'answer' || act.kind === 'correct'
                ? act.ask === ask.id
                : act.kind === 'place' && key === ask.id),
    );
}

function change_ask({ meeting, waiting }: Shown, id: string, how: (ask: Ask) => Ask): void {
    if (!meeting.plan) return;
    const asks = meeting.plan.asks.map((ask) => (ask.id === id ? how(ask) : ask));
    meeting.plan = { ...meeting.plan, asks };
    waiting.add(id);
}

// Where the ladder stands: what to ask next. It leads; nothing is locked.
export type Rung = 'best' | 'minimum' | 'whats_up' | 'got_best' | 'got_minimum' | 'free';

export function rung_of(meeting: Meeting): Rung {
    const asks = meeting.plan?.asks ?? [];
    const outcome = (rank: Ask['rank']) => asks.find((a) => a.rank === rank)?.outcome;
    const got = (rank: Ask['rank']) => outcome(rank) === 'accepted' || outcome(rank) === 'changed';
    if (got('best')) return 'got_best';
    if (got('minimum')) return outcome('best') === 'open' ? 'best' : 'got_minimum';
    if (outcome('best') === 'open') return 'best';
    if (outcome('minimum') === 'open') return 'minimum';
    if (outcome('minimum') === 'declined') return 'whats_up';
    return 'free';
}
