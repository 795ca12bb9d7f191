// Today's list in the cache: pages of fifty, and taking a row off at once.
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys, store } from '@/api/store';

export type Thing = Schemas['TodayThing'];
type Page = Schemas['TodayThingPage'];

const at_once = 50;

export function today_key(member: string | undefined) {
    return keys.list('today', member ?? 'mine');
}

export function useToday(member: string | undefined) {
    return useInfiniteQuery({
        queryKey: today_key(member),
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            answer(
                api.GET('/today', {
                    params: {
                        query: {
                            limit: at_once,
                            ...(member && { member }),
                            ...(pageParam && { after: pageParam }),
                        },
                    },
                }),
            ),
        getNextPageParam: (last: Page) => last.next,
    });
}

// The deal's row leaves at once; what this returns brings it back.
export function take_off(member: string | undefined, deal: string): () => void {
    const key = today_key(member);
    const before = store.getQueryData<InfiniteData<Page>>(key);
    store.setQueryData<InfiniteData<Page>>(
        key,
        (now) =>
            now && {
                ...now,
                pages: now.pages.map((page) => ({
                    ...page,
                    items: page.items.filter((t) => t.deal.id !== deal),
                })),
            },
    );
    return () => {
        if (before) store.setQueryData(key, before);
    };
}
