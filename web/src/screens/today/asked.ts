// Deals that somebody else of us proposed to let go, where the answer is one's own: a rep's deals,
// a manager's team's.
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';

export type Asked = Schemas['DealToLetGo'];

const none: Asked[] = [];

export function useAsked(scope: Schemas['Scope'], mine: boolean): Asked[] {
    const found = useQuery({
        queryKey: keys.list('letting go', scope, 'proposed'),
        queryFn: () =>
            answer(
                api.GET('/review/letting-go', { params: { query: { scope, which: 'proposed' } } }),
            ),
        enabled: mine,
    });
    return found.data?.items.filter((deal) => deal.letting_go?.yours_to_answer) ?? none;
}
