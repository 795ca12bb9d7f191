// Who is signed in, and where.
import { useQuery } from '@tanstack/react-query';
import { use_zone } from '@/words/format';
import { answer, api, type Schemas } from './client';
import { keys } from './store';

export type Me = Schemas['Me'];

export function useMe() {
    return useQuery({
        queryKey: keys.me,
        staleTime: 300_000,
        queryFn: async () => {
            const me = await answer(api.GET('/me'));
            use_zone(me.workspace.time_zone);
            return me;
        },
    });
}

export function manages(me: Me | undefined): boolean {
    return me?.member.role === 'manager' || me?.member.role === 'admin';
}
export function administers(me: Me | undefined): boolean {
    return me?.member.role === 'admin';
}
