// The members' names, by id: those who were found now, and all who were found before.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { keys } from '@/api/store';

const met = new Map<string, string>();

// `q`: any part of a name or an address; '': the first ones.
export function useMembers(q = ''): ReadonlyMap<string, string> {
    useFirst(q);
    return met;
}

// Whoever is not among the first is asked for by himself.
export function useMemberNames(ids: readonly string[]): ReadonlyMap<string, string> {
    const first = useFirst('');
    const missing = first.isSuccess ? [...new Set(ids)].filter((id) => !met.has(id)) : [];
    useQueries({
        queries: missing.map((member) => ({
            queryKey: keys.words('member', member),
            staleTime: 300_000,
            queryFn: async () => {
                const it = await answer(
                    api.GET('/members/{member}', { params: { path: { member } } }),
                );
                met.set(it.id, it.name);
                return it.name;
            },
        })),
    });
    return met;
}

function useFirst(q: string) {
    const query = q ? { q, limit: 50 } : { limit: 200 };
    const found = useQuery({
        queryKey: keys.words('members', q),
        queryFn: () => answer(api.GET('/members', { params: { query } })),
        placeholderData: keepPreviousData,
        staleTime: 300_000,
    });
    for (const member of found.data?.items ?? []) met.set(member.id, member.name);
    return found;
}
