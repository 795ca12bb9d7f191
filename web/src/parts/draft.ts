// What somebody is typing survives a closed tab: it lies in this browser until it was sent.
import { useCallback, useEffect, useRef, useState } from 'react';

const prefix = 'ante-draft:';
const lives_days = 30;

interface Kept<T> {
    at: number;
    value: T;
}

function read<T>(name: string): T | undefined {
    try {
        const text = localStorage.getItem(prefix + name);
        if (!text) return undefined;
        const kept = JSON.parse(text) as Kept<T>;
        if (Date.now() - kept.at > lives_days * 86_400_000) {
            localStorage.removeItem(prefix + name);
            return undefined;
        }
        return kept.value;
    } catch {
        return undefined; // No storage, or not ours.
    }
}

function write<T>(name: string, value: T | undefined): void {
    try {
        if (value === undefined) localStorage.removeItem(prefix + name);
        else localStorage.setItem(prefix + name, JSON.stringify({ at: Date.now(), value }));
    } catch {
        // Full or forbidden: the draft lives as long as the page.
    }
}

export interface Draft<T> {
    value: T;
    change: (next: T | ((before: T) => T)) => void;
    changed: boolean; // Does it differ from what the server has?
    forget: () => void; // After it was sent, or thrown away: back to `saved`.
}

// `name` says what it is a draft of ("plan:<meeting>"); `saved` is what the server has.
export function useDraft<T>(name: string, saved: T): Draft<T> {
    const [mine, set_mine] = useState<T | undefined>(() => read<T>(name));
    const of = useRef(name);
    useEffect(() => {
        if (of.current === name) return;
        of.current = name;
        set_mine(read<T>(name));
    }, [name]);

    const base = useRef(saved);
    base.current = saved;
    const change = useCallback(
        (next: T | ((before: T) => T)) =>
            set_mine((before) => {
                const value =
                    typeof next === 'function'
                        ? (next as (before: T) => T)(before ?? base.current)
                        : next;
                write(name, value);
                return value;
            }),
        [name],
    );
    const forget = useCallback(() => {
        write(name, undefined);
        set_mine(undefined);
    }, [name]);
    return { value: mine ?? saved, change, changed: mine !== undefined, forget };
}
