// What was read stays here until something changes it: one cache, its keys, and what a write or
// another member's act makes stale.
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Refusal, type Schemas } from './client';

type DealView = Schemas['DealView'];
type MeetingView = Schemas['MeetingView'];

// Keys begin with what they are about, so that one call can make all of a kind stale.
export const keys = {
    me: ['me'] as const,
    deal: (deal: string) => ['deal', deal] as const, // …, 'acts' | 'history' | 'why' | …
    meeting: (meeting: string) => ['meeting', meeting] as const,
    list: (...what: unknown[]) => ['list', ...what] as const, // Anything with pages or counts.
    account: (account: string) => ['account', account] as const,
    person: (person: string) => ['person', person] as const,
    settings: ['settings'] as const,
    words: (...what: unknown[]) => ['words', ...what] as const, // Rules and plays: rarely change.
};

export const store = new QueryClient({
    queryCache: new QueryCache({
        onError(error) {
            if (error instanceof Refusal && error.status === 401) go_to_sign_in();
        },
    }),
    defaultOptions: {
        queries: {
            staleTime: 30_000,
            retry: (times, error) =>
                error instanceof Refusal &&
                (error.status === 0 || error.status >= 500) &&
                times < 2,
        },
    },
});

export function go_to_sign_in(): void {
    const here = location.pathname + location.search;
    const open = ['/sign-in', '/setup', '/new-password', '/unsubscribe'];
    if (open.some((place) => location.pathname.startsWith(place))) return;
    location.assign(`/sign-in?then=${encodeURIComponent(here)}`);
}

function is_deal_view(answer: unknown): answer is DealView {
    return typeof answer === 'object' && answer !== null && 'numbers' in answer && 'deal' in answer;
}
function is_meeting_view(answer: unknown): answer is MeetingView {
    return typeof answer === 'object' && answer !== null && 'meeting' in answer && 'deal' in answer;
}

// After a write: its answer is the newest there is; whatever else shows the deal is read again.
export function take(answer: unknown): void {
    let deal: string | undefined;
    if (is_deal_view(answer)) {
        deal = answer.deal.id;
        store.setQueryData(keys.deal(deal), answer);
        store.invalidateQueries({ queryKey: ['meeting'] });
    } else if (is_meeting_view(answer)) {
        deal = answer.deal;
        store.setQueryData(keys.meeting(answer.meeting.id), answer);
        store.invalidateQueries({ queryKey: keys.deal(deal), exact: true });
    }
    if (deal) {
        const whole = keys.deal(deal);
        store.invalidateQueries({
            predicate: (q) =>
                q.queryKey[0] === whole[0] && q.queryKey[1] === whole[1] && q.queryKey.length > 2,
        });
    }
    store.invalidateQueries({ queryKey: ['list'] });
}
