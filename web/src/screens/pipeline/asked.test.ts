import { expect, test } from 'vitest';
import {
    address_of,
    changed,
    filters_in,
    query_of,
    query_text,
    view_text,
    without_filters,
} from './asked';

test('the address is read into the question that the server knows', () => {
    const address = {
        look: 'table',
        sort: 'amount',
        verdict: 'refused,continuation',
        stage: 'commit',
        skin_from: '35',
        momentum_to: '1.5',
        q: ' fleet ',
    };
    expect(query_of(address, 'team')).toEqual({
        scope: 'team',
        in_play: 'open',
        sort: 'amount',
        direction: 'down',
        verdict: ['continuation', 'refused'],
        stage: ['commit'],
        skin_from: 35,
        momentum_to: 1.5,
        q: 'fleet',
    });
});

test('words that nobody knows are left out, not sent', () => {
    const address = { sort: 'luck', kind: 'new,old', skin_from: 'much', scope: 'everybody' };
    expect(query_of(address, 'mine')).toEqual({
        scope: 'mine',
        in_play: 'open',
        sort: 'momentum',
        direction: 'down',
        kind: ['new'],
    });
});

test('a list is given to the server one by one', () => {
    const text = query_text(query_of({ signal: 'quiet,chasing', sort: 'name' }, 'mine'));
    expect(text).toBe('scope=mine&in_play=open&signal=quiet&signal=chasing');
});

test('filters are told apart from how it looks', () => {
    const address = { look: 'table', sort: 'name', q: 'x', age_from: '30', view: 'v' };
    expect(filters_in(address)).toEqual(['age_from', 'q']);
    expect(without_filters(address)).toEqual({ look: 'table', sort: 'name', view: 'v' });
    expect(changed(address, { q: '' })).not.toHaveProperty('q');
});

test('a view says whose deals it meant, whoever opens it', () => {
    const text = view_text({ look: 'table', stage: 'commit,prove', view: 'old' }, 'team');
    expect(address_of(text, 'v1')).toEqual({
        look: 'table',
        stage: 'commit,prove',
        scope: 'team',
        view: 'v1',
    });
});
