// A debrief as it is being told.
import { newKey, type Schemas } from '@/api/client';
import { a_week_after, booking_of, type When } from './date_fields';
import { in_a_week } from './promise_form';
import { expected, type MeetingView } from './read';

export interface PromiseDraft {
    key: string;
    side: Schemas['Side'];
    owner: string;
    what: string;
    due: string;
    effort: Schemas['Effort'];
    offered: boolean;
}
export interface RequestDraft {
    key: string;
    kind: Schemas['RequestKind'];
    what: string;
    by: string;
}
export interface DebriefDraft {
    attended: string[];
    promises: PromiseDraft[];
    requests: RequestDraft[];
    next: 'booked' | 'not_booked' | undefined;
    when: When;
    because: string;
    notes: string;
}

export function new_debrief(view: MeetingView): DebriefDraft {
    return {
        attended: expected(view).map((p) => p.person),
        promises: [],
        requests: [],
        next: undefined,
        when: a_week_after(view.meeting),
        because: '',
        notes: '',
    };
}

export function new_promise(side: Schemas['Side'], owner: string): PromiseDraft {
    return {
        key: newKey(),
        side,
        owner,
        what: '',
        due: in_a_week(),
        effort: 'work',
        offered: false,
    };
}

export function new_request(by: string): RequestDraft {
    return { key: newKey(), kind: 'proposal', what: '', by };
}

// Blank lines are no promises.
export function written(promises: PromiseDraft[]): PromiseDraft[] {
    return promises.filter((p) => p.what.trim() !== '');
}

function promise_of(p: PromiseDraft): Schemas['PromiseDraft'] {
    const theirs = p.side === 'buyer';
    return {
        side: p.side,
        ...(p.owner && (theirs ? { person: p.owner } : { member: p.owner })),
        what: p.what,
        ...(p.due && { due: p.due }),
        effort: p.effort,
        initiative: theirs && p.offered ? 'unasked' : 'asked',
    };
}

export function debrief_of(draft: DebriefDraft): Schemas['DebriefMeeting'] {
    const booking = draft.next === 'booked' ? booking_of(draft.when) : undefined;
    return {
        attended: draft.attended,
        promises: written(draft.promises).map(promise_of),
        requests: draft.requests
            .filter((r) => r.by !== '')
            .map(({ kind, what, by }) => ({ kind, what, by })),
        ...(booking && { next_meeting: booking }),
        no_next_because: draft.next === 'not_booked' ? draft.because : '',
        notes: draft.notes,
    };
}
