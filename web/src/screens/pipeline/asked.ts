// What somebody wants to see of the pipeline, as it stands in the address: plain words, lists with
// commas between them. A link shows the next one the same.
import type { Schemas } from '@/api/client';
import type { paths } from '@/api/schema';

export type Query = NonNullable<paths['/deals']['get']['parameters']['query']>;
export type BoardQuery = NonNullable<paths['/pipeline/board']['get']['parameters']['query']>;
export type Address = Record<string, string>;

export const looks = ['board', 'table'] as const;
export const scopes: readonly Schemas['Scope'][] = ['mine', 'team', 'workspace'];
export const plays: readonly Schemas['InPlay'][] = ['open', 'closed', 'any'];
export const sorts: readonly Schemas['DealSort'][] = [
    'momentum',
    'amount',
    'opened',
    'changed',
    'name',
    'skin',
    'expected',
    'due',
    'last_act',
];
export const states: readonly Schemas['DealStateWord'][] = [
    'prospect',
    'pipeline',
    'won',
    'lost',
    'parked',
];
export const kinds: readonly Schemas['DealKind'][] = ['new', 'expansion', 'renewal'];
export const verdicts: readonly Schemas['Verdict'][] = [
    'order',
    'advance_best',
    'advance_minimum',
    'advance_other',
    'continuation',
    'refused',
    'no_sale',
];

// Each has its place in the address under its own name, which is also the API's.
export const lists = ['signal', 'owner', 'verdict', 'stage', 'kind', 'state'] as const;
export const ranges = ['skin', 'momentum', 'age', 'amount'] as const;
export type List = (typeof lists)[number];
export type Range = (typeof ranges)[number];

const no_list: string[] = [];
export function list_in(address: Address, name: List): string[] {
    const text = address[name];
    return text ? text.split(',') : no_list;
}

function one_of<T extends string>(text: string | undefined, words: readonly T[]): T | undefined {
    return words.find((word) => word === text);
}
function those_of<T extends string>(texts: string[], words: readonly T[]): T[] {
    return words.filter((word) => texts.includes(word));
}
export function number_in(address: Address, name: string): number | undefined {
    const text = address[name];
    if (!text) return undefined;
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
}

export function look_of(address: Address): (typeof looks)[number] {
    return one_of(address.look, looks) ?? 'board';
}
export function scope_of(address: Address, otherwise: Schemas['Scope']): Schemas['Scope'] {
    return one_of(address.scope, scopes) ?? otherwise;
}
export function play_of(address: Address): Schemas['InPlay'] {
    return one_of(address.in_play, plays) ?? 'open';
}
export function sort_of(address: Address): Schemas['DealSort'] {
    return one_of(address.sort, sorts) ?? 'momentum';
}
export function direction_of(address: Address): Schemas['Direction'] {
    return address.direction === 'up' ? 'up' : 'down';
}

// Without what is not asked for: the same question has one spelling, and one place in the cache.
function without_gaps<T extends object>(query: T): T {
    return Object.fromEntries(
        Object.entries(query).filter(
            ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
        ),
    ) as T;
}

// `scope`: whose deals are meant where the address doesn't say.
export function query_of(address: Address, scope: Schemas['Scope']): Query {
    const whole = (name: string) => {
        const value = number_in(address, name);
        return value === undefined ? undefined : Math.round(value);
    };
    return without_gaps({
        scope: scope_of(address, scope),
        in_play: play_of(address),
        sort: sort_of(address),
        direction: direction_of(address),
        state: those_of(list_in(address, 'state'), states),
        stage: list_in(address, 'stage').slice(0, 20),
        kind: those_of(list_in(address, 'kind'), kinds),
        owner: list_in(address, 'owner').slice(0, 20),
        signal: list_in(address, 'signal').slice(0, 20),
        verdict: those_of(list_in(address, 'verdict'), verdicts),
        account: address.account,
        person: address.person,
        amount_from: whole('amount_from'),
        amount_to: whole('amount_to'),
        skin_from: whole('skin_from'),
        skin_to: whole('skin_to'),
        momentum_from: number_in(address, 'momentum_from'),
        momentum_to: number_in(address, 'momentum_to'),
        age_from: whole('age_from'),
        age_to: whole('age_to'),
        q: address.q?.trim() || undefined,
    });
}

// The same as text, for a download.
export function query_text(query: Query): string {
    const text = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        if (name === 'sort' || name === 'direction') continue;
        for (const one of Array.isArray(value) ? value : [value]) text.append(name, String(one));
    }
    return text.toString();
}

// The address with some of it changed; '' and undefined take a word out.
export function changed(address: Address, change: Record<string, string | undefined>): Address {
    const next: Address = {};
    for (const [name, value] of Object.entries({ ...address, ...change }))
        if (value) next[name] = value;
    return next;
}

export function filters_in(address: Address): string[] {
    const own = [
        ...lists,
        ...ranges.flatMap((r) => [`${r}_from`, `${r}_to`]),
        'q',
        'account',
        'person',
    ];
    return own.filter((name) => address[name]);
}
export function without_filters(address: Address): Address {
    const gone = Object.fromEntries(filters_in(address).map((name) => [name, undefined]));
    return changed(address, gone);
}

// What a saved view keeps: all but which view it is.
export function view_text(address: Address, scope: Schemas['Scope']): string {
    const { view: _, ...rest } = address;
    return new URLSearchParams({ ...rest, scope: scope_of(rest, scope) }).toString();
}
export function address_of(view_text: string, view: string): Address {
    return { ...Object.fromEntries(new URLSearchParams(view_text)), view };
}
