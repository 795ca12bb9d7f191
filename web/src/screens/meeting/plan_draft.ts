// A plan as it is being written: everything may still be missing.
import type { Schemas } from '@/api/client';
import { newKey } from '@/api/client';
import { add_days } from '@/words/format';
import type { Ask, Meeting, Play } from './read';

export interface AskDraft {
    key: string; // For the screen only.
    rank: Schemas['AskRank'];
    play: string;
    what: string;
    effort: Schemas['Effort'];
    owner: string; // '' while nobody is chosen
    due: string;
    proof: string;
}

export interface PlanDraft {
    purpose: string;
    whats_up: string;
    reserve_minutes: number | undefined; // undefined: as the workspace does it
    asks: AskDraft[];
    // What stood there when it was begun: whoever wrote since is not written over unasked.
    written_at: string;
    version: number;
}

export function empty_ask(rank: Schemas['AskRank']): AskDraft {
    return {
        key: newKey(),
        rank,
        play: '',
        what: '',
        effort: 'work',
        owner: '',
        due: '',
        proof: '',
    };
}

export function draft_of(meeting: Meeting, version: number): PlanDraft {
    const open = meeting.plan?.asks.filter((ask) => ask.outcome === 'open') ?? [];
    const answered = meeting.plan?.asks.filter((ask) => ask.outcome !== 'open') ?? [];
    const asks = open.map((ask) => ({ ...of_ask(ask), key: ask.id }));
    for (const rank of ['minimum', 'best'] as const)
        if (![...asks, ...answered].some((ask) => ask.rank === rank))
            asks.unshift({ ...empty_ask(rank), key: rank });
    return {
        purpose: meeting.plan?.purpose ?? '',
        whats_up: meeting.plan?.whats_up ?? '',
        reserve_minutes: meeting.plan?.reserve_minutes,
        asks: sorted(asks),
        written_at: meeting.plan?.written_at ?? '',
        version,
    };
}

function of_ask(ask: Ask): Omit<AskDraft, 'key'> {
    const { rank, play, what, effort, owner, due, proof } = ask;
    return { rank, play, what, effort, owner, due, proof };
}

const order: Schemas['AskRank'][] = ['best', 'minimum', 'alternative'];
function sorted(asks: AskDraft[]): AskDraft[] {
    return [...asks].sort((a, b) => order.indexOf(a.rank) - order.indexOf(b.rank));
}

export function is_blank(ask: AskDraft): boolean {
    return ask.what.trim() === '' && ask.owner === '' && ask.due === '';
}

// Those that something was written into, as the server takes them.
export function written(asks: AskDraft[]): Schemas['AskDraft'][] {
    return asks
        .filter((ask) => !is_blank(ask))
        .map(({ key: _, owner, due, ...rest }) => ({
            ...rest,
            ...(owner && { owner }),
            ...(due && { due }),
        }));
}

export function plan_of(draft: PlanDraft): Schemas['WritePlan'] {
    return {
        purpose: draft.purpose,
        whats_up: draft.whats_up,
        ...(draft.reserve_minutes !== undefined && { reserve_minutes: draft.reserve_minutes }),
        asks: written(draft.asks),
    };
}

// The words of a play, for this player; its day is counted in working days from the meeting.
export function from_play(ask: AskDraft, play: Play, owner: string, meeting_day: string): AskDraft {
    return {
        ...ask,
        play: play.id,
        what: play.what,
        effort: play.effort,
        owner: owner || ask.owner,
        due: working_days_after(meeting_day, play.working_days),
        proof: play.proof,
    };
}

export function working_days_after(day: string, count: number): string {
    let at = day;
    for (let left = count; left > 0; ) {
        at = add_days(at, 1);
        const weekday = new Date(`${at}T12:00:00Z`).getUTCDay();
        if (weekday !== 0 && weekday !== 6) left -= 1;
    }
    return at;
}
