// What a seller makes of a template before he proposes it: his changes by line, over what the
// server works back. Another go-live date gives every line its day anew and leaves the rest.
import type { Schemas } from '@/api/client';

type Promise = Schemas['PromiseDraft'];
type Line = Schemas['DraftLine'];

export interface Mine {
    template: string;
    go_live: string;
    changes: Record<string, Partial<Promise>>;
    out: string[];
    own: { id: string; promise: Promise }[];
}

export interface Shown extends Omit<Line, 'promise'> {
    promise: Promise;
    id: string; // the template's key, or that of a line of one's own
    own: boolean;
}

export function begin(template: string, go_live: string): Mine {
    return { template, go_live, changes: {}, out: [], own: [] };
}

export function is_changed(mine: Mine): boolean {
    return mine.out.length > 0 || mine.own.length > 0 || Object.keys(mine.changes).length > 0;
}

// The lines as they would be proposed, without what was taken out, the first due first among
// one's own and the template's alike.
export function lines_of(base: Schemas['PlanDraft'], mine: Mine): Shown[] {
    const kept = base.lines
        .filter((line) => !mine.out.includes(line.key))
        .map((line): Shown => {
            const promise = { ...line.promise, ...mine.changes[line.key] };
            return { ...line, promise, id: line.key, own: false };
        });
    const own = mine.own.map(({ id, promise }): Shown => {
        return { key: '', id, own: true, promise, why: '', misfits: [] };
    });
    return in_order([...kept, ...own]);
}

// Lines of one's own go where their day is; the template's keep their order.
function in_order(lines: Shown[]): Shown[] {
    const ordered = lines.filter((line) => !line.own);
    for (const line of lines.filter((l) => l.own)) {
        const due = line.promise.due ?? '';
        const at = ordered.findIndex((other) => (other.promise.due ?? '') > due);
        ordered.splice(at < 0 ? ordered.length : at, 0, line);
    }
    return ordered;
}

export function out_of(base: Schemas['PlanDraft'], mine: Mine): Line[] {
    return base.lines.filter((line) => mine.out.includes(line.key));
}

// What the server says of each, put back to the lines as they are shown.
export function judged(lines: Shown[], said: Schemas['PlanDraft'] | undefined): Shown[] {
    if (!said || said.lines.length !== lines.length) return lines;
    return lines.map((line, i) => {
        const told = said.lines[i];
        if (!told || told.key !== line.key) return line;
        const { earliest, ...rest } = line;
        return {
            ...rest,
            misfits: told.misfits,
            ...(told.earliest !== undefined && { earliest: told.earliest }),
        };
    });
}

export function chosen(lines: Shown[]): Schemas['ChosenLine'][] {
    return lines.map((line) => ({ key: line.key, promise: line.promise }));
}

export function change_line(mine: Mine, line: Shown, part: Partial<Promise>): Mine {
    if (line.own)
        return {
            ...mine,
            own: mine.own.map((o) =>
                o.id === line.id ? { ...o, promise: { ...o.promise, ...part } } : o,
            ),
        };
    return {
        ...mine,
        changes: { ...mine.changes, [line.id]: { ...mine.changes[line.id], ...part } },
    };
}

export function take_out(mine: Mine, line: Shown): Mine {
    if (line.own) return { ...mine, own: mine.own.filter((o) => o.id !== line.id) };
    return { ...mine, out: [...mine.out, line.id] };
}

export function put_back(mine: Mine, key: string): Mine {
    return { ...mine, out: mine.out.filter((o) => o !== key) };
}

// Every line of the template has its day by the new date; what was worded and who does it stays.
export function to_go_live(mine: Mine, go_live: string): Mine {
    const changes = Object.fromEntries(
        Object.entries(mine.changes).flatMap(([key, { due: _, ...rest }]) =>
            Object.keys(rest).length > 0 ? [[key, rest]] : [],
        ),
    );
    return { ...mine, go_live, changes };
}

// Everything that is past gets its first possible day.
export function all_earliest(mine: Mine, lines: Shown[]): Mine {
    return lines.reduce(
        (all, line) => (line.earliest ? change_line(all, line, { due: line.earliest }) : all),
        mine,
    );
}
