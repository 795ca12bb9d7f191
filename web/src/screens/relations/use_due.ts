// Whom a member owes a word: the first two hundred, and taking one off at once.
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys, store } from '@/api/store';

type Page = Schemas['DueThingPage'];
export type Due = Schemas['DueThing'];

export function due_key(member: string | undefined) {
    return keys.list('relations', 'due', member ?? 'mine');
}

export function useDue(member: string | undefined) {
    return useQuery({
        queryKey: due_key(member),
        queryFn: () =>
            answer(
                api.GET('/relations/due', {
                    params: { query: { limit: 100, ...(member && { member }) } },
                }),
            ),
    });
}

export function due_off(member: string | undefined, account: string): () => void {
    const key = due_key(member);
    const before = store.getQueryData<Page>(key);
    store.setQueryData<Page>(
        key,
        (now) => now && { ...now, items: now.items.filter((d) => d.account.id !== account) },
    );
    return () => {
        if (before) store.setQueryData(key, before);
    };
}
