// Who is signed in, and where.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { use_zone } from '@/words/format';
import { answer, api, Refusal, type Schemas } from './client';
import { keep_me, kept_me } from './kept';
import { keys, store } from './store';

export type Me = Schemas['Me'];

const asked = queryOptions({
    queryKey: keys.me,
    staleTime: 300_000,
    networkMode: 'always',
    queryFn: async () => {
        const me = await who_is_in();
        use_zone(me.workspace.time_zone);
        return me;
    },
});

export function useMe() {
    return useQuery(asked);
}

// Before the screens are there, unless nobody need be signed in where he is.
export function ask_early(): void {
    if (/^\/(sign-in|setup)/.test(location.pathname)) return;
    void store.prefetchQuery(asked);
}

// Without a connection: who was, so that a meeting can go on.
async function who_is_in(): Promise<Me> {
    try {
        const me = await answer(api.GET('/me'));
        keep_me(me);
        return me;
    } catch (error) {
        const kept = error instanceof Refusal && error.status === 0 ? kept_me() : undefined;
        if (!kept) throw error;
        return kept;
    }
}

export function manages(me: Me | undefined): boolean {
    return me?.member.role === 'manager' || me?.member.role === 'admin';
}
export function administers(me: Me | undefined): boolean {
    return me?.member.role === 'admin';
}
