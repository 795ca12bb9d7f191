// The members' names, by id: those who were found now, and all who were found before.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { keys } from '@/api/store';

const met = new Map<string, string>();

// `q`: any part of a name or an address; '': the first ones.
export function useMembers(q = ''): ReadonlyMap<string, string> {
    const query = q ? { q, limit: 50 } : { limit: 200 };
    const found = useQuery({
        queryKey: keys.words('members', q),
        queryFn: () => answer(api.GET('/members', { params: { query } })),
        placeholderData: keepPreviousData,
        staleTime: 300_000,
    });
    for (const member of found.data?.items ?? []) met.set(member.id, member.name);
    return met;
}
