import { expect, test } from 'vitest';
import { add_days, day_of, days_between, minor_units, money, use_zone } from './format';

test('a day is the workspace’s, not the browser’s', () => {
    use_zone('Pacific/Auckland');
    expect(day_of('2026-05-04T20:00:00Z')).toBe('2026-05-05');
    use_zone('America/Los_Angeles');
    expect(day_of('2026-05-04T02:00:00Z')).toBe('2026-05-03');
});

test('days are counted across a change of the clock', () => {
    expect(add_days('2026-03-28', 2)).toBe('2026-03-30');
    expect(days_between('2026-03-28', '2026-03-30')).toBe(2);
    expect(days_between('2026-03-30', '2026-03-28')).toBe(-2);
});

test('money is in the minor units of its currency', () => {
    expect(minor_units(12.5, 'EUR')).toBe(1250);
    expect(minor_units(1200, 'JPY')).toBe(1200);
    expect(money({ minor: 120_000, currency: 'JPY' })).toContain('120,000');
    expect(money({ minor: 120_050, currency: 'EUR' })).toContain('1,200.5');
});
