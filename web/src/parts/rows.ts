// Lists by keyboard: j and k move, Enter opens, e does what the row asks for. Rows carry
// data-row={id} and tabIndex={-1}; the chosen one has the focus.
import { useState } from 'react';
import { say } from '@/words';
import { type Shortcut, useShortcuts } from './keys';

interface Rows {
    ids: readonly string[];
    open: (id: string) => void;
    doing?: (id: string) => void;
    more?: readonly Shortcut[];
}

export function useRows({ ids, open, doing, more = [] }: Rows) {
    const [chosen, set_chosen] = useState<string>();
    const at = chosen === undefined ? -1 : ids.indexOf(chosen);
    const choose = (to: number) => {
        const id = ids[to];
        if (!id) return;
        set_chosen(id);
        const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
        row?.focus();
        row?.scrollIntoView({ block: 'nearest' });
    };
    const with_chosen = (run: (id: string) => void) => () => {
        const id = ids[at];
        if (id) run(id);
        else choose(0);
    };
    const words = say.shell.rows;
    useShortcuts([
        { keys: 'j', does: words.next, run: () => choose(Math.min(ids.length - 1, at + 1)) },
        { keys: 'k', does: words.previous, run: () => choose(Math.max(0, at - 1)) },
        { keys: 'Enter', does: words.open, run: with_chosen(open) },
        ...(doing ? [{ keys: 'e', does: words.doing, run: with_chosen(doing) }] : []),
        ...more,
    ]);
    return {
        chosen,
        row: (id: string) => ({
            'data-row': id,
            'data-chosen': id === chosen || undefined,
            tabIndex: -1,
            onFocus: () => set_chosen(id),
        }),
    };
}
