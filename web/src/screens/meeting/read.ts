// What the meeting's screens read.
import { useQuery } from '@tanstack/react-query';
import { answer, api, Refusal, type Schemas } from '@/api/client';
import { type KeptMeeting, kept_meeting } from '@/api/kept';
import { useMe } from '@/api/me';
import { keys, store } from '@/api/store';
import { say } from '@/words';

export type MeetingView = Schemas['MeetingView'];
export type Meeting = Schemas['Meeting'];
export type Ask = Schemas['Ask'];
export type Player = Schemas['Player'];
export type Play = Schemas['Play'];

export function read_meeting(meeting: string): Promise<MeetingView> {
    return answer(api.GET('/meetings/{meeting}', { params: { path: { meeting } } }));
}

export function useMeeting(meeting: string) {
    return useQuery({ queryKey: keys.meeting(meeting), queryFn: () => read_meeting(meeting) });
}

function read_deal(deal: string): Promise<Schemas['DealView']> {
    return answer(api.GET('/deals/{deal}', { params: { path: { deal } } }));
}

export function useDeal(deal: string | undefined) {
    return useQuery({
        queryKey: keys.deal(deal ?? ''),
        enabled: deal !== undefined,
        queryFn: () => read_deal(deal ?? ''),
    });
}

const advice_query = (meeting: string) => ({
    queryKey: [...keys.meeting(meeting), 'advice'],
    queryFn: () => answer(api.GET('/meetings/{meeting}/advice', { params: { path: { meeting } } })),
});
export function useAdvice(meeting: string) {
    return useQuery(advice_query(meeting));
}

export function useRecap(meeting: string, enabled: boolean) {
    return useQuery({
        queryKey: [...keys.meeting(meeting), 'recap'],
        enabled,
        queryFn: () =>
            answer(api.GET('/meetings/{meeting}/recap', { params: { path: { meeting } } })),
    });
}

const plays_query = {
    queryKey: keys.words('plays'),
    staleTime: 3_600_000,
    queryFn: () => answer(api.GET('/plays')),
};
const proposed_query = {
    ...plays_query,
    queryKey: keys.words('plays', 'proposed'),
    queryFn: () => answer(api.GET('/plays', { params: { query: { proposed: true } } })),
};
// All of them: what was asked once keeps its words. `proposed`: without those switched off here.
export function usePlays(which: 'all' | 'proposed' = 'all') {
    return useQuery(which === 'all' ? plays_query : proposed_query);
}

export interface Held extends KeptMeeting {
    from_before: boolean; // There was no way to the server: it is as it was kept.
}

// A meeting as it is held: with what one says, and also without a connection if it was opened here
// before.
export function useHeld(meeting: string) {
    const member = useMe().data?.member.id;
    const held = useQuery({
        queryKey: [...keys.meeting(meeting), 'held'],
        enabled: member !== undefined,
        networkMode: 'always',
        retry: false,
        queryFn: () => read_held(member ?? '', meeting),
    });
    // The meeting itself, as writes and others change it.
    const now = useQuery({
        queryKey: keys.meeting(meeting),
        enabled: false,
        queryFn: () => read_meeting(meeting),
    });
    const data: Held | undefined = held.data && {
        ...held.data,
        view: now.data && now.data.version >= held.data.view.version ? now.data : held.data.view,
    };
    return { ...held, data, member: member ?? '' };
}

async function read_held(member: string, meeting: string): Promise<Held> {
    try {
        const view = await read_meeting(meeting);
        const [deal, all, advice] = await Promise.all([
            read_deal(view.deal),
            store.fetchQuery(plays_query),
            store.fetchQuery(advice_query(meeting)),
        ]);
        const used = new Set(view.meeting.plan?.asks.map((ask) => ask.play));
        const kept: KeptMeeting = {
            at: Date.now(),
            view,
            plays: all.items.filter((play) => used.has(play.id)),
            may_change: deal.may_change,
            advice: advice.asks,
        };
        store.setQueryData(keys.meeting(meeting), view);
        return { ...kept, from_before: false };
    } catch (error) {
        const unreached = error instanceof Refusal && error.status === 0;
        const kept = unreached ? kept_meeting(member, meeting) : undefined;
        if (!kept) throw error;
        return { ...kept, from_before: true };
    }
}

// ---- words about them

export function title_of(meeting: { title: string; kind: Schemas['MeetingKind'] }): string {
    return meeting.title || say.meeting.titled(meeting.kind);
}

export function name_in(players: Player[], person: string | undefined): string {
    return players.find((p) => p.person === person)?.name ?? '–';
}

export function names_in(players: Player[], people: string[]): string {
    return people.map((p) => name_in(players, p)).join(', ');
}

export function expected(view: MeetingView): Player[] {
    const there = view.players.filter((p) => !p.left_at);
    const named = there.filter((p) => view.meeting.players.includes(p.person));
    return named.length > 0 ? named : there;
}

const order: Record<Schemas['AskRank'], number> = { best: 0, minimum: 1, alternative: 2 };
export function in_order(asks: Ask[]): Ask[] {
    return [...asks].sort((a, b) => order[a.rank] - order[b.rank]);
}

export function is_over(meeting: Meeting): boolean {
    return meeting.debrief !== undefined || meeting.cancelled_at !== undefined;
}
