// A long list, a page at a time: rows are asked for as they come on the screen, and only the pages
// on the screen are read again when something changes, however far somebody scrolled.
//
// Every page but the last has `size` rows, so that a row's page is known from its number. Pages
// hang together by the server's mark for the next one; a row beyond the known ones is awaited
// (`at` has nothing for it yet) and fetched once it is looked at.
import { useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { store } from '@/api/store';

export interface Paged<T> {
    items: T[];
    next?: string | undefined;
}

interface Options<T> {
    key: readonly unknown[];
    read: (after: string | undefined, signal: AbortSignal) => Promise<Paged<T>>;
    size: number;
    first?: Paged<T> | undefined; // The first page, if it came along with something else.
    total?: number | undefined; // How many there are in all, if that is known.
}

export interface Rows<T> {
    count: number; // With those that are awaited.
    whole: boolean; // The last page is known.
    waiting: boolean; // The first page isn't there yet.
    stale: boolean; // These are the rows of what was asked before; the new ones are coming.
    error: unknown;
    again: () => void;
    at: (row: number) => T | undefined;
    look: (from: number, to: number) => void; // Rows on the screen.
}

interface Trail {
    of: string;
    marks: string[]; // Of each page known so far; the first one's is ''.
    rows_of_last?: number; // Known once the last page was reached.
}

const start = (of: string): Trail => ({ of, marks: [''] });

// The trail with what a page says of the next one. The same object if nothing is new.
export function follow<T>(trail: Trail, page: number, found: Paged<T>): Trail {
    if (page >= trail.marks.length) return trail;
    if (found.next === undefined) {
        if (trail.rows_of_last === found.items.length && trail.marks.length === page + 1)
            return trail;
        const marks = trail.marks.slice(0, page + 1);
        return { of: trail.of, marks, rows_of_last: found.items.length };
    }
    if (trail.marks[page + 1] === found.next) return trail;
    const marks = [...trail.marks];
    marks[page + 1] = found.next;
    return page + 2 === marks.length || trail.rows_of_last === undefined
        ? { of: trail.of, marks }
        : { ...trail, marks };
}

export function usePages<T>({ key, read, size, first, total }: Options<T>): Rows<T> {
    const of = JSON.stringify(key);
    const [known, set_known] = useState<Trail>(() => start(of));
    const [seen, set_seen] = useState({ of, from: 0, to: 0 }); // pages
    let trail = known.of === of ? known : start(of);
    if (first) trail = follow(trail, 0, first);
    const on_screen = seen.of === of ? seen : { from: 0, to: 0 };

    const wanted: number[] = [];
    const last = Math.min(on_screen.to, trail.marks.length - 1);
    for (let page = on_screen.from; page <= last; page += 1)
        if (page > 0 || !first) wanted.push(page);
    const key_of = (page: number) => [...key, trail.marks[page] ?? ''];
    const answers = useQueries({
        queries: wanted.map((page) => ({
            queryKey: key_of(page),
            queryFn: ({ signal }: { signal: AbortSignal }) =>
                read(trail.marks[page] || undefined, signal),
        })),
    });

    useEffect(() => {
        let next = trail;
        for (const [i, page] of wanted.entries()) {
            const found = answers[i]?.data;
            if (found) next = follow(next, page, found);
        }
        if (next !== known) set_known(next);
    });

    const page_of = (page: number): Paged<T> | undefined => {
        if (page === 0 && first) return first;
        return store.getQueryData<Paged<T>>(key_of(page));
    };
    const known_rows =
        trail.rows_of_last === undefined
            ? trail.marks.length * size
            : (trail.marks.length - 1) * size + trail.rows_of_last;
    const whole = trail.rows_of_last !== undefined;
    const ready = page_of(0) !== undefined;

    const look = useCallback(
        (from: number, to: number) =>
            set_seen((before) => {
                const next = { of, from: Math.floor(from / size), to: Math.floor(to / size) };
                const same =
                    before.of === next.of && before.from === next.from && before.to === next.to;
                return same ? before : next;
            }),
        [of, size],
    );
    const failed = answers.find((a) => a.isError);
    const now: Rows<T> = {
        count: whole ? known_rows : Math.min(known_rows, total ?? known_rows),
        whole,
        waiting: !ready,
        stale: false,
        error: failed?.error,
        again: () => failed?.refetch(),
        at: (row) => page_of(Math.floor(row / size))?.items[row % size],
        look,
    };
    // Until the first page of what is asked now is there, the rows of before stand.
    const before = useRef<Rows<T>>(undefined);
    if (ready) {
        before.current = now;
        return now;
    }
    if (before.current && !failed) return { ...before.current, stale: true, look };
    return now;
}
