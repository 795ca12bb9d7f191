// What is kept in this browser so that a meeting can be held without a connection: who is signed
// in, and the meetings whose hold page was opened. Never more, and not for long.
import type { Schemas } from './client';

const who = 'ante-me';
const prefix = 'ante-hold:';
const lives_days = 14;

export interface KeptMeeting {
    at: number; // ms since 1970
    view: Schemas['MeetingView'];
    plays: Schemas['Play'][]; // Those that the plan's asks came from.
    may_change: boolean;
    advice?: Schemas['AskAdvice'][]; // What to try when an ask is declined.
}

function read<T>(name: string): T | undefined {
    try {
        const text = localStorage.getItem(name);
        return text ? (JSON.parse(text) as T) : undefined;
    } catch {
        return undefined;
    }
}
function write(name: string, value: unknown): void {
    try {
        localStorage.setItem(name, JSON.stringify(value));
    } catch {
        // Full or forbidden: then there is nothing without a connection.
    }
}
function forget(which: (name: string) => boolean): void {
    try {
        for (const name of Object.keys(localStorage))
            if (which(name)) localStorage.removeItem(name);
    } catch {
        // Nothing could be kept either.
    }
}

export function keep_me(me: Schemas['Me']): void {
    write(who, me);
    // What another member opened here is none of this one's business.
    forget((name) => name.startsWith(prefix) && !name.startsWith(`${prefix}${me.member.id}:`));
}
export function kept_me(): Schemas['Me'] | undefined {
    return read(who);
}

export function keep_meeting(member: string, kept: KeptMeeting): void {
    forget((name) => name.startsWith(prefix) && is_old(name));
    write(`${prefix}${member}:${kept.view.meeting.id}`, kept);
}
export function kept_meeting(member: string, meeting: string): KeptMeeting | undefined {
    return read(`${prefix}${member}:${meeting}`);
}
function is_old(name: string): boolean {
    const kept = read<KeptMeeting>(name);
    return !kept || Date.now() - kept.at > lives_days * 86_400_000;
}

// On signing out. Taps that were not sent yet stay for when the same member comes back.
export function forget_kept(): void {
    forget((name) => name === who || name.startsWith(prefix));
}

// The screens themselves lie with the service worker (public/sw.js): what this page was made of so
// far.
export function keep_screens(): void {
    const files = performance
        .getEntriesByType('resource')
        .map((entry) => new URL(entry.name))
        .filter((url) => url.origin === location.origin && !url.pathname.startsWith('/api/'))
        .map((url) => url.pathname);
    navigator.serviceWorker?.ready.then((here) =>
        here.active?.postMessage({ keep: [...new Set(files)] }),
    );
}
