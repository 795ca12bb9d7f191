// What others do shows by itself: the server's feed makes stale what it touches.
import { useEffect } from 'react';
import type { Schemas } from './client';
import { keys, store } from './store';

interface Logged {
    number: number;
    subject_kind: 'workspace' | 'member' | 'account' | 'person' | 'touch' | 'deal';
    subject_id: string;
    version: number;
    type: string;
}

const together = 700; // ms: many events at once make lists stale once

let _lists: ReturnType<typeof setTimeout> | undefined;
function lists_are_stale(): void {
    _lists ??= setTimeout(() => {
        _lists = undefined;
        store.invalidateQueries({ queryKey: ['list'] });
        store.invalidateQueries({ queryKey: ['meeting'] });
    }, together);
}

export function heard(event: Logged): void {
    if (event.subject_kind === 'deal') {
        const known = store.getQueryData<Schemas['DealView']>(keys.deal(event.subject_id));
        if (!known || known.version < event.version)
            store.invalidateQueries({ queryKey: keys.deal(event.subject_id) });
    } else if (event.subject_kind === 'account' || event.subject_kind === 'person') {
        store.invalidateQueries({ queryKey: [event.subject_kind, event.subject_id] });
    } else if (event.subject_kind === 'workspace') {
        store.invalidateQueries({ queryKey: keys.settings });
        store.invalidateQueries({ queryKey: ['words'] });
    } else if (event.subject_kind === 'member') {
        store.invalidateQueries({ queryKey: keys.me });
    }
    lists_are_stale();
}

// Listens while the page is open; the browser comes back by itself, and the server goes on where
// it stopped (Last-Event-ID).
export function useLive(): void {
    useEffect(() => {
        const source = new EventSource('/api/v1/events');
        const hear = (message: MessageEvent<string>) => heard(JSON.parse(message.data) as Logged);
        source.addEventListener('message', hear);
        return () => source.close();
    }, []);
}
