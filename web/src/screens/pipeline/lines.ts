// Deals as the pipeline reads them: board columns with their first cards, and pages of rows.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys, store } from '@/api/store';
import { type Paged, usePages } from '@/parts/pages';
import type { BoardQuery, Query } from './asked';

export type Line = Schemas['DealLine'];
export type Column = Schemas['BoardColumn'];

export const cards_at_once = 30;
export const rows_at_once = 100;

export function board_query({ in_play: _, ...rest }: Query): BoardQuery {
    return { ...rest, cards: cards_at_once };
}
const boards = keys.list('board', 'cards');
const board_key = (query: BoardQuery) => [...boards, query];

export function useBoard(query: BoardQuery) {
    return useQuery({
        queryKey: board_key(query),
        queryFn: ({ signal }) => answer(api.GET('/pipeline/board', { params: { query }, signal })),
        placeholderData: keepPreviousData,
    });
}

// How many open deals fit; unknown for closed ones.
export function useCounted(query: Query, wanted: boolean): number | undefined {
    const open = wanted && query.in_play === 'open';
    const { sort: _, direction: __, in_play: ___, ...filter } = query;
    const counted: BoardQuery = { ...filter, cards: 0 };
    const board = useQuery({
        queryKey: keys.list('board', 'counts', counted),
        enabled: open,
        queryFn: ({ signal }) =>
            answer(api.GET('/pipeline/board', { params: { query: counted }, signal })),
        placeholderData: keepPreviousData,
    });
    if (!open || !board.data) return undefined;
    const all = board.data.columns.filter(
        (c) => !query.stage?.length || query.stage.includes(c.stage),
    );
    return all.reduce((sum, column) => sum + column.deals, 0);
}

function read(query: Query) {
    return (after: string | undefined, signal: AbortSignal): Promise<Paged<Line>> =>
        answer(
            api.GET('/deals', { params: { query: after ? { ...query, after } : query }, signal }),
        );
}

export function useCards(query: Query, column: Column) {
    const of_column: Query = {
        ...query,
        in_play: 'open',
        state: [column.state],
        limit: cards_at_once,
    };
    if (column.state === 'pipeline') of_column.stage = [column.stage];
    return usePages<Line>({
        key: keys.list('deals', of_column),
        read: read(of_column),
        size: cards_at_once,
        first: { items: column.cards, next: column.next },
        total: column.deals,
    });
}

export function useRows(query: Query) {
    const page: Query = { ...query, limit: rows_at_once };
    return usePages<Line>({
        key: keys.list('deals', page),
        read: read(page),
        size: rows_at_once,
    });
}

export const key_of_column = (column: Column) => `${column.state}/${column.stage}`;

function counted(column: Column, line: Line, by: 1 | -1): Column {
    const sums = column.sums.map((s) =>
        s.currency === line.amount?.currency
            ? { ...s, minor: s.minor + by * line.amount.minor }
            : s,
    );
    if (by === 1 && line.amount && !sums.some((s) => s.currency === line.amount?.currency))
        sums.push(line.amount);
    return { ...column, deals: column.deals + by, sums };
}

// Shows a deal in another column before the server has said so; answers with the way back.
export function show_moved(line: Line, from: Column, to: Column): () => void {
    const before = store.getQueriesData<Schemas['Board']>({ queryKey: boards });
    const moved: Line = { ...line, stage: to.stage };
    const change = (column: Column): Column => {
        if (key_of_column(column) === key_of_column(from))
            return {
                ...counted(column, line, -1),
                cards: column.cards.filter((c) => c.id !== line.id),
            };
        if (key_of_column(column) === key_of_column(to))
            return { ...counted(column, line, 1), cards: [moved, ...column.cards] };
        return column;
    };
    store.cancelQueries({ queryKey: boards });
    store.setQueriesData<Schemas['Board']>({ queryKey: boards }, (board) =>
        board ? { columns: board.columns.map(change) } : board,
    );
    return () => {
        for (const [key, board] of before) store.setQueryData(key, board);
    };
}
