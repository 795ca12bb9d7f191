import { expect, test } from 'vitest';
import type { Schemas } from '@/api/client';
import { a_day, scale_of, span_of, ticks_of } from './axis';
import { piled, weights_of } from './big_scale';
import { type Mark, stacked, tallest } from './marks';
import { spots_of } from './timeline';

const now = Date.parse('2026-05-20T10:00:00Z');

function mark(id: string, days_ago: number, side: Mark['side'], points: number): Mark {
    return {
        id,
        at: now - days_ago * a_day,
        side,
        kind: side === 'both' ? 'meeting' : 'act',
        points,
        hollow: false,
        soft: false,
        overdue: false,
        title: id,
        what: '',
        figure: '',
        when: '',
    };
}

function act(part: Partial<Schemas['Act']>): Schemas['Act'] {
    return {
        at: '2026-05-01T10:00:00Z',
        side: 'buyer',
        kind: 'kept',
        stake: 1,
        effort: 'work',
        what: '',
        ...part,
    };
}

test('what was agreed and then kept is one weight; what was missed weighs nothing', () => {
    const acts = [
        act({ commitment: 'a', stake: 0.6 }),
        act({ commitment: 'a', stake: 1.4 }),
        act({ commitment: 'b', stake: 0.6 }),
        act({ commitment: 'b', stake: -1.6 }),
        act({ meeting: 'm', stake: 1 }),
        act({ request: 'r', stake: 6, side: 'seller' }),
    ];
    expect(weights_of(acts, 'buyer')).toEqual([2, 1]);
    expect(weights_of(acts, 'seller')).toEqual([6]);
});

test('weights lie side by side, and on top of each other where a row is full', () => {
    const blocks = piled([3, 3, 2], 20);
    expect(blocks.map((b) => b.row)).toEqual([0, 0, 1]);
    expect(blocks.map((b) => b.width)).toEqual([60, 40, 60]);
    for (const block of blocks) expect(block.width).toBeLessThanOrEqual(104);
});

test('marks that would cover each other stand on top of each other, each side on its own', () => {
    const x = (at: number) => (at - now) / a_day; // one pixel a day
    const marks = [
        mark('a', 10, 'buyer', 2),
        mark('b', 9, 'buyer', 3),
        mark('c', 9, 'seller', 6),
        mark('d', 0, 'buyer', 1),
    ];
    const placed = stacked(marks, x, 5, 0.5);
    expect(placed.map((p) => p.from)).toEqual([0, 2, 0, 0]);
    expect(placed[1]?.x).toBe(placed[0]?.x);
    expect(tallest(placed, 0.5)).toBe(6);
});

test('both sides are drawn to one scale, and nothing leaves its half', () => {
    const span = span_of(now, now - 60 * a_day, now, undefined);
    const marks = [
        mark('theirs', 30, 'buyer', 2),
        mark('ours', 20, 'seller', 40),
        mark('talk', 30, 'both', 0),
    ];
    const spots = spots_of(marks, span, 800);
    const height = (id: string) => spots.find((s) => s.mark.id === id)?.height ?? 0;
    expect(height('ours')).toBeLessThanOrEqual(112);
    expect(height('ours') / height('theirs')).toBeGreaterThan(10);
    expect(spots.map((s) => s.mark.id)).toEqual(['theirs', 'talk', 'ours']);
});

test('ninety days show ninety days and what is promised', () => {
    const last = now + 40 * a_day;
    const span = span_of(now, now - 300 * a_day, last, 90);
    expect(span.from).toBe(now - 91 * a_day);
    expect(span.to).toBeGreaterThan(last);
    expect(span_of(now, now - 300 * a_day, last, undefined).from).toBe(now - 301 * a_day);
});

test('ticks never stand closer than their words are wide', () => {
    for (const days of [20, 90, 200, 700])
        for (const width of [390, 800, 1400]) {
            const span = { from: now - days * a_day, to: now };
            const x = scale_of(span, width, 16);
            const at = ticks_of(span, width).map((t) => x(t.at));
            const gaps = at.slice(1).map((here, i) => here - (at[i] ?? 0));
            expect(Math.min(...gaps, width), `${days} days on ${width}`).toBeGreaterThan(50);
        }
});
