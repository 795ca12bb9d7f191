// Rows of one height in a box that scrolls: which of them are drawn, and j and k from one to the
// next. A row says its number in data-row and has its link in data-row-link.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { say } from '@/words';
import { useFill } from './fill';
import { useShortcuts } from './keys';
import type { Rows } from './pages';
import { usePhone } from './phone';

interface Options {
    height: number; // of a row, px
    asked: unknown; // Another question begins at its top.
    head?: number; // px that stand above the rows in the box
}

const below = { desk: 28, phone: 72 }; // px below the box

export function useScrolled<T>(rows: Rows<T>, { height, asked, head = 0 }: Options) {
    const box = useRef<HTMLDivElement>(null);
    const phone = usePhone();
    useFill(box, phone ? below.phone : below.desk);
    const list = useVirtualizer({
        count: rows.count,
        getScrollElement: () => box.current,
        estimateSize: () => height,
        overscan: 5,
        scrollPaddingStart: head,
    });
    const items = list.getVirtualItems();
    const first = items[0]?.index ?? 0;
    const last = items.at(-1)?.index ?? 0;
    const { look, count } = rows;
    useEffect(() => look(first, last), [look, first, last]);

    const question = JSON.stringify(asked);
    const before = useRef(question);
    useEffect(() => {
        if (before.current === question) return;
        before.current = question;
        list.scrollToOffset(0);
    }, [question, list]);

    const at = useRef(-1);
    const go = useCallback(
        (by: number) => {
            const to = Math.max(0, Math.min(count - 1, at.current + by));
            at.current = to;
            list.scrollToIndex(to);
            focus_row(box.current, to, 10);
        },
        [count, list],
    );
    useShortcuts(
        useMemo(
            () => [
                { keys: 'j', does: say.common.next_row, run: () => go(1) },
                { keys: 'k', does: say.common.row_before, run: () => go(-1) },
            ],
            [go],
        ),
    );
    const focused = useCallback((row: number) => {
        at.current = row;
    }, []);
    return { box, list, items, focused };
}

// The row may be drawn a moment after it was scrolled to.
function focus_row(box: HTMLElement | null, row: number, tries: number): void {
    const link = box?.querySelector<HTMLElement>(`[data-row="${row}"] [data-row-link]`);
    if (link) link.focus({ preventScroll: true });
    else if (tries > 0) requestAnimationFrame(() => focus_row(box, row, tries - 1));
}
