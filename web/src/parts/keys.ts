// Keyboard first: single letters while nobody types, listed under "?".
import { useEffect, useRef } from 'react';

export interface Shortcut {
    keys: string; // "j", "g t" (one after the other), "?"
    does: string;
    run: () => void;
}

const shown = new Map<symbol, Shortcut[]>();
export function shortcuts_now(): Shortcut[] {
    return [...shown.values()].flat();
}

const between = 900; // ms between the keys of a sequence
let before = '';
let at = 0;

function is_typing(target: EventTarget | null): boolean {
    return (
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    );
}

// Enter presses a button or follows a link, whatever else it may mean.
function presses(target: EventTarget | null): boolean {
    return target instanceof Element && target.closest('a, button, summary') !== null;
}

function listen(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (is_typing(event.target) || document.querySelector('[role="dialog"]')) return;
    if (event.key === 'Enter' && presses(event.target)) return;
    const now = Date.now();
    const sequence = now - at < between && before ? `${before} ${event.key}` : '';
    before = event.key;
    at = now;
    const all = shortcuts_now();
    const hit = all.find((s) => s.keys === sequence) ?? all.find((s) => s.keys === event.key);
    if (!hit) return;
    event.preventDefault();
    before = '';
    hit.run();
}

let listening = 0;
export function useShortcuts(shortcuts: Shortcut[]): void {
    const id = useRef(Symbol('shortcuts'));
    useEffect(() => {
        shown.set(id.current, shortcuts);
    });
    useEffect(() => {
        const own = id.current;
        if (listening++ === 0) document.addEventListener('keydown', listen);
        return () => {
            shown.delete(own);
            if (--listening === 0) document.removeEventListener('keydown', listen);
        };
    }, []);
}
