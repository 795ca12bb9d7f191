import { describe, expect, it } from 'vitest';
import type { Schemas } from '@/api/client';
import {
    all_earliest,
    begin,
    change_line,
    is_changed,
    judged,
    lines_of,
    out_of,
    put_back,
    take_out,
    to_go_live,
} from './draft';

const line = (key: string, due: string): Schemas['DraftLine'] => ({
    key,
    promise: {
        side: 'buyer',
        what: `Do ${key}`,
        due,
        proof: '',
        effort: 'work',
        initiative: 'asked',
        proves: '',
    },
    why: '',
    misfits: [],
});
const base: Schemas['PlanDraft'] = {
    from_template: 'trial',
    name: 'Trial',
    start: '2026-05-04',
    go_live: '2026-06-01',
    lines: [line('a', '2026-05-06'), line('b', '2026-05-13'), line('c', '2026-05-27')],
    late_by: 0,
    says: 'It fits.',
    valid: true,
};
const mine = begin('trial', '2026-06-01');
const find = (id: string, in_mine = mine) => {
    const found = lines_of(base, in_mine).find((l) => l.id === id);
    if (!found) throw new Error(`no line ${id}`);
    return found;
};

describe('a draft of our plan', () => {
    it('is the template until something is changed', () => {
        expect(lines_of(base, mine).map((l) => l.id)).toEqual(['a', 'b', 'c']);
        expect(is_changed(mine)).toBe(false);
    });
    it('takes out and puts back in its place', () => {
        const without = take_out(mine, find('b'));
        expect(lines_of(base, without).map((l) => l.id)).toEqual(['a', 'c']);
        expect(out_of(base, without).map((l) => l.key)).toEqual(['b']);
        expect(lines_of(base, put_back(without, 'b')).map((l) => l.id)).toEqual(['a', 'b', 'c']);
    });
    it('keeps the words and forgets the days when go-live moves', () => {
        let next = change_line(mine, find('a'), { due: '2026-05-08', what: 'Do it well' });
        next = change_line(next, find('b'), { due: '2026-05-20' });
        next = to_go_live(next, '2026-07-01');
        expect(next.changes).toEqual({ a: { what: 'Do it well' } });
        expect(next.go_live).toBe('2026-07-01');
    });
    it('puts lines of one’s own where their day is', () => {
        const promise = { ...line('x', '2026-05-10').promise, side: 'seller' as const };
        const with_own = { ...mine, own: [{ id: 'own-1', promise }] };
        expect(lines_of(base, with_own).map((l) => l.id)).toEqual(['a', 'own-1', 'b', 'c']);
        const changed = change_line(with_own, find('own-1', with_own), { due: '2026-06-09' });
        expect(lines_of(base, changed).map((l) => l.id)).toEqual(['a', 'b', 'c', 'own-1']);
        expect(take_out(changed, find('own-1', changed)).own).toEqual([]);
    });
    it('shows what the server says, and moves what is past', () => {
        const past = { code: 'past', says: 'It is past.', in_the_way: true };
        const said: Schemas['PlanDraft'] = {
            ...base,
            lines: base.lines.map((l) =>
                l.key === 'a' ? { ...l, misfits: [past], earliest: '2026-05-07' } : l,
            ),
        };
        const lines = judged(lines_of(base, mine), said);
        expect(lines[0]?.misfits).toEqual([past]);
        expect(all_earliest(mine, lines).changes).toEqual({ a: { due: '2026-05-07' } });
        // An answer to other lines is not shown at these.
        expect(judged(lines_of(base, mine).slice(1), said)[0]?.misfits).toEqual([]);
    });
});
