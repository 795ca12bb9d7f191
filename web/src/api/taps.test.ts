// The queue of the hold page: kept before anything is sent, sent in order, counted once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as Client from './client';
import type { Act } from './taps';

interface Sent {
    path: string;
    key: string;
    match: string;
    body: unknown;
}
type Reply = 'ok' | 'lost answer' | number;

// A server that has each key's effect once, and answers as it is told; then it takes everything.
const server = {
    version: 7,
    hesitation: undefined as { words: string } | undefined,
    replies: [] as Reply[],
    tries: [] as Sent[],
    had: new Set<string>(),
    effects: [] as Sent[],
};

function deal() {
    return {
        version: server.version,
        deal: {
            id: 'd',
            players: [],
            commitments: [],
            requests: [],
            meetings: [{ id: 'm', hesitation: server.hesitation }],
        },
    };
}

interface Params {
    header: Record<string, string>;
}
vi.mock('./client', async (load) => {
    const client = await load<typeof Client>();
    const refused = (status: number) => ({
        error: { ...client.unreachable().problem, status, code: 'no', detail: `No: ${status}` },
        response: new Response(null, { status }),
    });
    const done = () => ({ data: deal(), response: new Response('{}', { status: 200 }) });
    return {
        ...client,
        api: {
            GET: async () => done(),
            POST: async (path: string, { params, body }: { params: Params; body: unknown }) => {
                const { header } = params;
                const one = {
                    path,
                    key: header['Idempotency-Key'] ?? '',
                    match: header['If-Match'] ?? '',
                    body,
                };
                server.tries.push(one);
                const reply = server.replies.shift() ?? 'ok';
                if (typeof reply === 'number' && reply !== 0) return refused(reply);
                if (reply === 0) throw client.unreachable();
                if (!server.had.has(one.key)) {
                    server.had.add(one.key);
                    server.effects.push(one);
                    server.version += 1;
                }
                if (reply === 'lost answer') throw client.unreachable();
                return done();
            },
        },
    };
});

const accepted = (ask: string): Act => ({ kind: 'answer', ask, body: { answer: 'accepted' } });
const hesitates = (words: string): Act => ({ kind: 'hesitation', body: { words } });

// As a tab that has just been opened.
async function open_tab() {
    vi.resetModules();
    const taps = await import('./taps');
    return {
        ...taps,
        add: (act: Act) => taps.tap('me', 'd', 'm', act),
        waiting: () => taps.taps_of('me'),
    };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    Object.assign(server, {
        version: 7,
        hesitation: undefined,
        replies: [],
        tries: [],
        effects: [],
    });
    server.had = new Set();
});
afterEach(() => {
    vi.useRealTimers();
});

test('a tap can be taken back for a moment, then it is sent, once', async () => {
    const tab = await open_tab();
    tab.add(accepted('first'));
    tab.add(accepted('second'));
    await pass(tab.grace - 100);
    expect(server.tries).toEqual([]);
    tab.take_back('me', tab.waiting()[0]?.key ?? '');
    await pass(60_000);
    expect(server.effects.map((e) => e.path)).toEqual(['/meetings/{meeting}/asks/{ask}/answer']);
    expect(tab.waiting()).toEqual([]);
});

test('in order, each guarded by the version that the one before it was answered with', async () => {
    const tab = await open_tab();
    for (const ask of ['first', 'second', 'third']) tab.add(accepted(ask));
    expect(await tab.send_taps('me', 'now')).toBe(true);
    expect(server.tries.map((t) => t.match)).toEqual(['"7"', '"8"', '"9"']);
    expect(new Set(server.tries.map((t) => t.key)).size).toBe(3);
});

test('a lost answer, or no way there: tried again with the same key, and counted once', async () => {
    const tab = await open_tab();
    server.replies = ['lost answer', 0, 503];
    tab.add(accepted('first'));
    tab.add(accepted('second'));
    expect(await tab.send_taps('me', 'now')).toBe(false);
    expect(tab.waiting()).toHaveLength(2);
    await pass(60_000);
    expect(tab.waiting()).toEqual([]);
    expect(new Set(server.tries.slice(0, 4).map((t) => t.key)).size).toBe(1);
    expect(server.effects).toHaveLength(2);
});

test('a closed tab loses nothing: the next one sends it with the key it had', async () => {
    const first = await open_tab();
    server.replies = ['lost answer'];
    first.add(accepted('first'));
    expect(await first.send_taps('me', 'now')).toBe(false);
    const key = first.waiting()[0]?.key;
    vi.clearAllTimers();

    const second = await open_tab();
    expect(second.waiting().map((t) => t.key)).toEqual([key]);
    expect(await second.send_taps('me', 'now')).toBe(true);
    expect(server.tries.map((t) => t.key)).toEqual([key, key]);
    expect(server.effects).toHaveLength(1);
});

test('what the server refuses is shown with its reason, and holds nothing up', async () => {
    const tab = await open_tab();
    server.replies = [422];
    tab.add(accepted('first'));
    tab.add(accepted('second'));
    expect(await tab.send_taps('me', 'now')).toBe(true);
    expect(server.effects).toHaveLength(1);
    expect(tab.waiting().map((t) => t.refused)).toEqual(['No: 422']);
});

test('somebody was faster: it is sent on top of his change', async () => {
    const tab = await open_tab();
    tab.add(accepted('first'));
    await tab.send_taps('me', 'now');
    server.version = 20;
    server.replies = [412];
    tab.add(accepted('second'));
    expect(await tab.send_taps('me', 'now')).toBe(true);
    const [, stale, fresh] = server.tries;
    expect([stale?.match, fresh?.match]).toEqual(['"8"', '"20"']);
    expect(fresh?.key).not.toBe(stale?.key);
    expect(server.effects).toHaveLength(2);
});

test('nobody’s hesitation is written over unasked', async () => {
    const tab = await open_tab();
    server.hesitation = { words: 'The board meets in May' };
    tab.add(hesitates('It is the price'));
    await tab.send_taps('me', 'now');
    expect(server.tries).toEqual([]);
    const [held] = tab.waiting();
    expect(held?.refused).toBeTruthy();
    tab.send_all_the_same('me', held?.key ?? '', server.version);
    await pass(100);
    expect(server.effects.map((e) => e.body)).toEqual([{ words: 'It is the price' }]);
    expect(tab.waiting()).toEqual([]);
});

test('signed out: everything waits, with its keys, for whoever signs in again', async () => {
    const tab = await open_tab();
    server.replies = [401, 401];
    tab.add(accepted('first'));
    expect(await tab.send_taps('me', 'now')).toBe(false);
    await pass(60_000); // The moment to take it back passes, too; nobody asks again and again.
    expect(server.tries).toHaveLength(2);
    expect(tab.waiting()).toHaveLength(1);
    expect(await tab.send_taps('me', 'now')).toBe(true);
    expect(new Set(server.tries.map((t) => t.key)).size).toBe(1);
});

test('each member has a queue of his own, and a spoilt one is an empty one', async () => {
    const tab = await open_tab();
    tab.add(accepted('first'));
    expect(tab.taps_of('another')).toEqual([]);
    localStorage.setItem('ante-taps:another', '{"not": ');
    expect(tab.taps_of('another')).toEqual([]);
});
