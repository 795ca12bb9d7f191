// A line of time: from day to pixel, and the days that are worth a tick.
import { day, day_of } from '@/words/format';

export const a_day = 86_400_000;

export interface Span {
    from: number; // ms
    to: number;
}

export function scale_of(span: Span, width: number, pad: number): (at: number) => number {
    const wide = Math.max(1, span.to - span.from);
    return (at) => pad + ((at - span.from) / wide) * (width - 2 * pad);
}

// `days` back from now (all: from the first thing that happened), and ahead as far as anything is
// promised, at least two weeks, at most the same again as what is shown of the past.
export function span_of(now: number, first: number, last: number, days: number | undefined): Span {
    const from = days === undefined ? Math.min(first, now - 14 * a_day) : now - days * a_day;
    const ahead = Math.min(
        Math.max(last, now + 21 * a_day),
        now + Math.max(45 * a_day, now - from),
    );
    return { from: from - a_day, to: ahead + 3 * a_day };
}

export interface Tick {
    at: number;
    label: string;
}

// Weeks, two weeks, months or quarters, whatever leaves room for the words.
export function ticks_of(span: Span, width: number): Tick[] {
    const room = Math.max(2, Math.floor(width / 84));
    const days = (span.to - span.from) / a_day;
    const step = [7, 14, 28].find((d) => days / d <= room);
    const ticks: Tick[] = [];
    const add = (at: number) => ticks.push({ at, label: day(day_of(new Date(at))) });
    if (step) {
        const monday = Math.ceil((span.from / a_day + 3) / 7) * 7 - 3; // 1970 began on a Thursday.
        for (let at = monday; at * a_day < span.to; at += step) add((at + 0.5) * a_day);
        return ticks;
    }
    const months = Math.ceil(days / 30.4 / room);
    const start = new Date(span.from);
    for (let month = start.getUTCMonth() + 1; ; month += months) {
        const at = Date.UTC(start.getUTCFullYear(), month, 1, 12);
        if (at > span.to) return ticks;
        add(at);
    }
}
