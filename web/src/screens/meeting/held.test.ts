import { expect, test } from 'vitest';
import type { Act, Tap } from '@/api/taps';
import { rung_of, with_taps } from './held';
import type { Ask, MeetingView } from './read';

function ask(rank: Ask['rank'], outcome: Ask['outcome'] = 'open'): Ask {
    return {
        id: rank,
        rank,
        outcome,
        play: '',
        what: rank,
        effort: 'work',
        owner: 'dana',
        due: '2026-05-20',
        proof: '',
        words: '',
    };
}
function view_with(asks: Ask[]): MeetingView {
    return {
        deal: 'deal',
        version: 3,
        deal_name: 'Fleet renewal',
        meeting: {
            id: 'meeting',
            kind: 'call',
            title: '',
            starts: '2026-05-06T10:00:00.000Z',
            minutes: 30,
            players: ['dana'],
            scheduled_at: '2026-05-01T10:00:00.000Z',
            plan: {
                written_at: '2026-05-05T10:00:00.000Z',
                purpose: 'a test',
                whats_up: '',
                reserve_minutes: 10,
                asks,
            },
            readings: [],
        },
        reserve_from: '2026-05-06T10:20:00.000Z',
        players: [],
        promises: [],
        requests: [],
        signals: [],
    };
}
function tap(act: Act, refused?: string): Tap {
    const tapped = { key: act.kind, at: 0, deal: 'deal', meeting: 'meeting', act };
    return refused === undefined ? tapped : { ...tapped, refused };
}
const declined = (of: string): Act => ({ kind: 'answer', ask: of, body: { answer: 'declined' } });

test('the ladder leads from best to minimum to what’s up', () => {
    const view = view_with([ask('best'), ask('minimum')]);
    expect(rung_of(with_taps(view, []).meeting)).toBe('best');
    expect(rung_of(with_taps(view, [tap(declined('best'))]).meeting)).toBe('minimum');
    const both = [tap(declined('best')), tap(declined('minimum'))];
    expect(rung_of(with_taps(view, both).meeting)).toBe('whats_up');
});

test('what is agreed ends it, whatever else is open', () => {
    const got = view_with([ask('best', 'declined'), ask('minimum', 'changed')]);
    expect(rung_of(got.meeting)).toBe('got_minimum');
    expect(rung_of(view_with([ask('best', 'accepted'), ask('minimum')]).meeting)).toBe('got_best');
});

test('a tap shows at once, and the meeting itself is left alone', () => {
    const view = view_with([ask('best')]);
    const shown = with_taps(view, [tap(declined('best'))]);
    expect(shown.meeting.plan?.asks[0]?.outcome).toBe('declined');
    expect(shown.waiting.has('best')).toBe(true);
    expect(view.meeting.plan?.asks[0]?.outcome).toBe('open');
});

test('a mis-tapped answer is open again, and the next one stands', () => {
    const view = view_with([ask('best', 'declined'), ask('minimum')]);
    const correct: Act = { kind: 'correct', ask: 'best' };
    const open = with_taps(view, [tap(correct)]);
    expect(open.meeting.plan?.asks[0]?.outcome).toBe('open');
    expect(rung_of(open.meeting)).toBe('best');
    const accepted: Act = { kind: 'answer', ask: 'best', body: { answer: 'accepted' } };
    expect(rung_of(with_taps(view, [tap(correct), tap(accepted)]).meeting)).toBe('got_best');
});

test('what a colleague answered first stays, and a refused tap is not shown as done', () => {
    const answered = view_with([ask('best', 'accepted')]);
    const shown = with_taps(answered, [tap(declined('best'))]);
    expect(shown.meeting.plan?.asks[0]?.outcome).toBe('accepted');
    const open = view_with([ask('best')]);
    const refused = with_taps(open, [tap(declined('best'), 'It was accepted already.')]);
    expect(refused.meeting.plan?.asks[0]?.outcome).toBe('open');
});
