// What somebody is typing survives a closed tab: it lies in this browser until it was sent.
import { useCallback, useEffect, useRef, useState } from 'react';

const prefix = 'ante-draft:';
const lives_days = 30;

interface Kept<T> {
    at: number;
    value: T;
    version?: number;
}

function read<T>(name: string): Kept<T> | undefined {
    try {
        const text = localStorage.getItem(prefix + name);
        if (!text) return undefined;
        const kept = JSON.parse(text) as Kept<T>;
        if (Date.now() - kept.at > lives_days * 86_400_000) {
            localStorage.removeItem(prefix + name);
            return undefined;
        }
        return kept;
    } catch {
        return undefined; // No storage, or not ours.
    }
}

function write<T>(name: string, kept: Kept<T> | undefined): void {
    try {
        if (kept === undefined) localStorage.removeItem(prefix + name);
        else localStorage.setItem(prefix + name, JSON.stringify(kept));
    } catch {
        // Full or forbidden: the draft lives as long as the page.
    }
}

export interface Draft<T> {
    value: T;
    change: (next: T | ((before: T) => T)) => void;
    changed: boolean; // Does it differ from what the server has?
    // The version that was there when he began to type: send it with the write. The newest would
    // overwrite unseen what somebody else has saved since.
    version: number | undefined;
    forget: () => void; // After it was sent, or thrown away: back to `saved`.
}

// `name` says what it is a draft of ("plan:<meeting>"); `saved` is what the server has, and
// `version` the version of that.
export function useDraft<T>(name: string, saved: T, version?: number): Draft<T> {
    const [mine, set_mine] = useState<Kept<T> | undefined>(() => read<T>(name));
    const of = useRef(name);
    useEffect(() => {
        if (of.current === name) return;
        of.current = name;
        set_mine(read<T>(name));
    }, [name]);

    const base = useRef({ saved, version });
    base.current = { saved, version };
    const change = useCallback(
        (next: T | ((before: T) => T)) =>
            set_mine((before) => {
                const value =
                    typeof next === 'function'
                        ? (next as (before: T) => T)(before ? before.value : base.current.saved)
                        : next;
                const since = before ? before.version : base.current.version;
                const kept: Kept<T> = {
                    at: Date.now(),
                    value,
                    ...(since !== undefined && { version: since }),
                };
                write(name, kept);
                return kept;
            }),
        [name],
    );
    const forget = useCallback(() => {
        write<T>(name, undefined);
        set_mine(undefined);
    }, [name]);
    return {
        value: mine ? mine.value : saved,
        change,
        changed: mine !== undefined,
        version: mine ? mine.version : version,
        forget,
    };
}
