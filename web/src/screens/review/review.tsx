// The weekly meeting (METHOD 12): open deals in the order of what buyers did since last week, with
// what manager and rep want to say to each other beside each.
import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { manages, useMe } from '@/api/me';
import { keys } from '@/api/store';
import { MemberPick } from '@/parts/member_pick';
import { useRows } from '@/parts/rows';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { add_days, day_of } from '@/words/format';
import { DealCard } from './deal_card';
import classes from './review.module.css';

const words = say.team.review;
const all = { value: 'all', label: say.team.whole_team };
type Which = Schemas['ReviewOrder'];

export default function Review() {
    const search = useSearch({ strict: false }) as {
        member?: string;
        since?: string;
        show?: string;
    };
    const go = useNavigate();
    const me = useMe();
    const which: Which = search.show === 'silent' ? 'silent' : 'acted';
    const since = search.since ?? add_days(day_of(), -7);
    const leads = manages(me.data);
    const show = (next: Record<string, string | undefined>) => {
        const to = { ...search, ...next };
        const kept = Object.entries(to).filter((e): e is [string, string] => e[1] !== undefined);
        return go({ to: '/review', search: Object.fromEntries(kept), replace: true });
    };
    return (
        <Page
            title={words.title}
            actions={
                <Group gap={8} className="no-print" align="flex-end">
                    {leads && (
                        <MemberPick
                            name={say.team.whose}
                            first={all}
                            value={search.member ?? all.value}
                            change={(to) => show({ member: to === all.value ? undefined : to })}
                            width={200}
                        />
                    )}
                    <TextInput
                        type="date"
                        aria-label={words.since}
                        value={since}
                        max={day_of()}
                        onChange={(e) =>
                            e.currentTarget.value && show({ since: e.currentTarget.value })
                        }
                    />
                    <Button variant="default" onClick={() => window.print()}>
                        {words.print}
                    </Button>
                </Group>
            }
        >
            <Text c="dimmed" mt={-8}>
                {words.about}
            </Text>
            <SegmentedControl
                className="no-print"
                style={{ alignSelf: 'flex-start' }}
                aria-label={words.title}
                data={[
                    { value: 'acted', label: words.acted },
                    { value: 'silent', label: words.silent },
                ]}
                value={which}
                onChange={(to) => show({ show: to })}
            />
            {me.data && (
                <Deals
                    which={which}
                    since={since}
                    owner={search.member}
                    scope={leads ? 'workspace' : 'mine'}
                />
            )}
        </Page>
    );
}

interface DealsProps {
    which: Which;
    since: string;
    owner: string | undefined;
    scope: Schemas['Scope'];
}
function Deals({ which, since, owner, scope }: DealsProps) {
    const go = useNavigate();
    const deals = useInfiniteQuery({
        queryKey: keys.list('review deals', which, since, owner ?? '', scope),
        placeholderData: keepPreviousData,
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            answer(
                api.GET('/review/deals', {
                    params: {
                        query: {
                            which,
                            since,
                            scope,
                            limit: 20,
                            ...(owner && { owner }),
                            ...(pageParam && { after: pageParam }),
                        },
                    },
                }),
            ),
        getNextPageParam: (last: Schemas['ReviewedDealPage']) => last.next,
    });
    const items = deals.data?.pages.flatMap((p) => p.items) ?? [];
    const rows = useRows({
        ids: items.map((d) => d.deal.id),
        open: (deal) => void go({ to: '/deals/$deal', params: { deal } }),
    });
    if (deals.isError) return <Failed error={deals.error} again={() => deals.refetch()} />;
    if (!deals.data) return <Waiting rows={4} height={180} />;
    if (items.length === 0)
        return <Empty title={which === 'acted' ? words.empty_acted : words.empty_silent} />;
    return (
        <div className={classes.list}>
            {items.map((item) => (
                <DealCard key={item.deal.id} item={item} row={rows.row(item.deal.id)} />
            ))}
            {deals.hasNextPage && (
                <Button
                    variant="default"
                    className="no-print"
                    loading={deals.isFetchingNextPage}
                    onClick={() => deals.fetchNextPage()}
                    style={{ alignSelf: 'center' }}
                >
                    {say.common.more}
                </Button>
            )}
        </div>
    );
}
