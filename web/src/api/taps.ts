// Taps of a meeting that is being held: each is kept in this browser with a key of its own until
// the server has it, and sent in order. The key goes with it however often it is sent, so it counts
// once: after a lost answer, in two tabs, and when the tab was closed and opened again.
import { useSyncExternalStore } from 'react';
import { say } from '@/words';
import { answer, api, if_match, newKey, Refusal, type Schemas } from './client';
import { keys, store, take } from './store';

export type Act =
    | { kind: 'answer'; ask: string; body: Schemas['AnswerAsk'] }
    | { kind: 'place'; body: Schemas['PlaceAsk'] } // an ask that the plan did not have
    | { kind: 'correct'; ask: string } // what was said of it was a slip: it is open again
    | { kind: 'reading'; body: Schemas['TakeReading'] }
    | { kind: 'hesitation'; body: Schemas['RecordHesitation'] }
    | { kind: 'offered'; body: Schemas['ProposePromise'] }
    | { kind: 'next'; body: Schemas['ScheduleMeeting'] }
    | { kind: 'park'; body: Schemas['ParkDeal'] };

export interface Tap {
    key: string;
    at: number; // ms since 1970
    deal: string;
    meeting: string;
    act: Act;
    // Why the server won't have it; it waits no longer, and is shown until it was read.
    refused?: string;
    // A colleague wrote something down in the same place: it is not written over unasked.
    over?: number; // the version that was looked at, once it was decided to send it all the same
}

export const grace = 4000; // ms in which a tap can be taken back before it is sent
const again_after = 5000; // ms before the next try after an unreached server

const address = (member: string) => `ante-taps:${member}`;

// ---- what is kept

const none: Tap[] = [];
const read_before = new Map<string, { text: string | null; taps: Tap[] }>();
const listeners = new Set<() => void>();

export function taps_of(member: string): Tap[] {
    const text = stored(member);
    const before = read_before.get(member);
    if (before && before.text === text) return before.taps;
    const taps = text ? parsed(text) : none;
    read_before.set(member, { text, taps });
    return taps;
}

// Without storage taps live as long as the page.
const in_memory = new Map<string, string>();
function stored(member: string): string | null {
    try {
        return localStorage.getItem(address(member)) ?? in_memory.get(member) ?? null;
    } catch {
        return in_memory.get(member) ?? null;
    }
}
function parsed(text: string): Tap[] {
    try {
        const taps: unknown = JSON.parse(text);
        return Array.isArray(taps) ? (taps as Tap[]) : none;
    } catch {
        return none;
    }
}

function change(member: string, how: (taps: Tap[]) => Tap[]): void {
    const text = JSON.stringify(how(taps_of(member)));
    try {
        localStorage.setItem(address(member), text);
        in_memory.delete(member);
    } catch {
        in_memory.set(member, text);
    }
    for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
    listeners.add(listener);
    window.addEventListener('storage', listener);
    return () => {
        listeners.delete(listener);
        window.removeEventListener('storage', listener);
    };
}

export function useTaps(member: string, meeting: string): Tap[] {
    const all = useSyncExternalStore(listen, () => taps_of(member));
    return all.filter((tap) => tap.meeting === meeting);
}

// ---- tapping

export function tap(member: string, deal: string, meeting: string, act: Act): void {
    const one: Tap = { key: newKey(), at: Date.now(), deal, meeting, act };
    change(member, (taps) => [...taps, one]);
    send_later(member, grace);
}
// Before it was sent, or after it was refused.
export function take_back(member: string, key: string): void {
    change(member, (taps) => taps.filter((t) => t.key !== key));
}
// A refused one once more, now that what stands there was looked at.
export function send_all_the_same(member: string, key: string, version: number): void {
    change(member, (taps) =>
        taps.map((t) => {
            if (t.key !== key) return t;
            const { refused: _, ...rest } = t;
            return { ...rest, key: newKey(), over: version };
        }),
    );
    void send_taps(member, 'now');
}

// ---- sending

type Came = 'sent' | 'refused' | 'lost' | 'signed_out';
let way: Came = 'sent';
export function useWay(): Came {
    return useSyncExternalStore(listen, () => way);
}
function came(how: Came): void {
    if (way === how) return;
    way = how;
    for (const listener of listeners) listener();
}

let timer: ReturnType<typeof setTimeout> | undefined;
function send_later(member: string, ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void send_taps(member), ms);
}

// Sends what is ready, in order, one after the other; `now` leaves no time to take it back. True if
// nothing is left waiting.
export async function send_taps(member: string, when: 'ready' | 'now' = 'ready'): Promise<boolean> {
    const locks: Navigator['locks'] | undefined = navigator.locks; // Not by plain http.
    if (!locks) return send_in_order(member, when);
    return locks.request(address(member), () => send_in_order(member, when));
}

async function send_in_order(member: string, when: 'ready' | 'now'): Promise<boolean> {
    for (;;) {
        const next = taps_of(member).find((t) => t.refused === undefined);
        if (!next) return true;
        const ready_in = next.at + grace - Date.now();
        if (when === 'ready' && ready_in > 0) {
            send_later(member, ready_in + 20);
            return false;
        }
        const how = await send_one(member, next);
        came(how === 'refused' ? 'sent' : how);
        if (how === 'lost') send_later(member, again_after);
        if (how === 'lost' || how === 'signed_out') return false;
    }
}

async function send_one(member: string, one: Tap): Promise<Came> {
    try {
        const known = newest.get(one.deal) ?? (await read_deal(one.deal));
        if (would_write_over(one, known)) return refuse(member, one, say.hold.hesitation_there);
        const deal = await send(one, one.over ?? known.version);
        newest.set(one.deal, deal);
        show_meeting(one.meeting, deal);
        change(member, (taps) => taps.filter((t) => t.key !== one.key));
        take(deal);
        return 'sent';
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.status === 401) return 'signed_out';
        if (error.status === 0 || error.status === 429 || error.status >= 500) return 'lost';
        newest.delete(one.deal);
        if (error.status === 412) return again_on_top(member, one);
        void store.invalidateQueries({ queryKey: keys.meeting(one.meeting) });
        return refuse(member, one, error.message);
    }
}

function refuse(member: string, one: Tap, why: string): Came {
    change(member, (taps) => taps.map((t) => (t.key === one.key ? { ...t, refused: why } : t)));
    return 'refused';
}

// Each write is guarded by the version that the one before it was answered with.
const newest = new Map<string, Schemas['DealView']>();
async function read_deal(deal: string): Promise<Schemas['DealView']> {
    const path = { deal };
    const view = await answer(api.GET('/deals/{deal}', { params: { path } }));
    newest.set(deal, view);
    return view;
}

// Answers, readings and promises are added to what is there, whoever was faster: the next round
// sends them on top of it. The answer was a definite no, so it may have a new key.
function again_on_top(member: string, one: Tap): Came {
    change(member, (taps) =>
        taps.map((t) => {
            if (t.key !== one.key) return t;
            const { over: _, ...rest } = t;
            return { ...rest, key: newKey() };
        }),
    );
    return 'sent';
}

// The one thing that replaces what somebody wrote: the hesitation.
function would_write_over(one: Tap, deal: Schemas['DealView']): boolean {
    if (one.act.kind !== 'hesitation' || one.over !== undefined) return false;
    const there = deal.deal.meetings.find((m) => m.id === one.meeting)?.hesitation;
    return there !== undefined && there.words !== one.act.body.words;
}

function send(one: Tap, version: number): Promise<Schemas['DealView']> {
    const { act, deal, meeting } = one;
    const header = { ...if_match(version), 'Idempotency-Key': one.key };
    const here = { header, path: { meeting } };
    const there = { header, path: { deal } };
    switch (act.kind) {
        case 'answer': {
            const path = { meeting, ask: act.ask };
            return answer(
                api.POST('/meetings/{meeting}/asks/{ask}/answer', {
                    params: { header, path },
                    body: act.body,
                }),
            );
        }
        case 'place':
            return answer(api.POST('/meetings/{meeting}/asks', { params: here, body: act.body }));
        case 'correct': {
            const path = { meeting, ask: act.ask };
            return answer(
                api.POST('/meetings/{meeting}/asks/{ask}/correct', { params: { header, path } }),
            );
        }
        case 'reading':
            return answer(
                api.POST('/meetings/{meeting}/readings', { params: here, body: act.body }),
            );
        case 'hesitation':
            return answer(
                api.POST('/meetings/{meeting}/hesitation', { params: here, body: act.body }),
            );
        case 'offered':
            return answer(api.POST('/deals/{deal}/promises', { params: there, body: act.body }));
        case 'next':
            return answer(api.POST('/deals/{deal}/meetings', { params: there, body: act.body }));
        case 'park':
            return answer(api.POST('/deals/{deal}/park', { params: there, body: act.body }));
    }
}

// The meeting's page shows what the answer says at once, without reading it anew.
export function show_meeting(meeting: string, deal: Schemas['DealView']): void {
    store.setQueryData<Schemas['MeetingView']>(keys.meeting(meeting), (before) => {
        const now = deal.deal.meetings.find((m) => m.id === meeting);
        if (!before || !now) return before;
        return {
            ...before,
            version: deal.version,
            meeting: now,
            players: deal.deal.players,
            promises: deal.deal.commitments.filter(
                (p) => p.meeting === meeting || p.attends === meeting,
            ),
            requests: deal.deal.requests.filter((r) => r.meeting === meeting),
        };
    });
}
