import { expect, test } from 'vitest';
import { read_scenarios } from './scenario';

const text = `
== a call without a plan is named a day before
a deal "Fleet_renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
-> plan_missing from 5 May 10:00
-> plan_missing because "no best and no minimum action"
on 5 May 09:59
-> plan_missing does not hold
Dana calls the meeting off: "ill"
-> no plan_missing

== two days ahead
threshold plan_missing.hours 48
rule plan_missing off
`;

test('lines become sentences, and what stands in quotes stays as it is', () => {
    const [first, second] = read_scenarios(text);
    expect(first?.title).toBe('A call without a plan is named a day before');
    expect(first?.lines.map(({ kind, text }) => ({ kind, text }))).toEqual([
        {
            kind: 'scene',
            text: 'A deal “Fleet_renewal” with Dana (decision maker) at Northwind.',
        },
        { kind: 'scene', text: 'A call with Dana on 6 May 10:00.' },
        { kind: 'outcome', text: 'It holds from 5 May 10:00.' },
        { kind: 'outcome', text: 'Its reason says: “no best and no minimum action”.' },
        { kind: 'day', text: '5 May 09:59' },
        { kind: 'outcome', text: 'It doesn’t hold yet.' },
        { kind: 'step', text: 'Dana calls the meeting off: “ill”.' },
        { kind: 'outcome', text: 'It doesn’t hold.' },
    ]);
    expect(second?.lines.map((l) => l.text)).toEqual([
        'Here the threshold “hours” is 48.',
        'Here the rule is switched off.',
    ]);
});
