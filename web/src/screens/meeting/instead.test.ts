import { expect, test } from 'vitest';
import { instead_after } from './instead';
import type { Ask } from './read';

const ask = (id: string, play: string, outcome: Ask['outcome']) => ({ id, play, outcome });
const advice = (id: string, ...plays: string[]) => ({
    ask: id,
    instead: plays.map((play) => ({ play: { id: play } })),
});
const plays = (found: ReturnType<typeof instead_after>) =>
    found && [found.ask, ...found.proposals.map((p) => p.play.id)];

const known = [advice('best', 'joint_plan', 'next_meeting'), advice('least', 'next_meeting')];

test('after the last no, and only after a no', () => {
    const best = ask('best', 'bring_the_cfo', 'declined');
    expect(plays(instead_after([ask('best', '', 'open')], known))).toBeUndefined();
    expect(plays(instead_after([best, ask('least', '', 'open')], known))).toEqual([
        'best',
        'joint_plan',
        'next_meeting',
    ]);
    expect(plays(instead_after([best, ask('least', '', 'declined')], known))).toEqual([
        'least',
        'next_meeting',
    ]);
});

test('what was asked meanwhile is not proposed again, and then the no before speaks', () => {
    const asks = [
        ask('best', 'bring_the_cfo', 'declined'),
        ask('least', '', 'declined'),
        ask('more', 'next_meeting', 'declined'),
    ];
    expect(plays(instead_after(asks, known))).toEqual(['best', 'joint_plan']);
});
