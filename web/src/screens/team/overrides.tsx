// Work that was accepted over an unanswered piece, and what came of it.
import { Badge, Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { DealLink } from '@/parts/marks';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { day, day_of, number } from '@/words/format';
import classes from './team.module.css';

export function Overrides({ scope }: { scope: Schemas['Scope'] }) {
    const overrides = useInfiniteQuery({
        queryKey: keys.list('override list', scope),
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            answer(
                api.GET('/review/overrides', {
                    params: { query: { scope, limit: 10, ...(pageParam && { after: pageParam }) } },
                }),
            ),
        getNextPageParam: (last: Schemas['OverridePage']) => last.next,
    });
    const items = overrides.data?.pages.flatMap((p) => p.items) ?? [];
    return (
        <section aria-labelledby="overrides" className={classes.panel}>
            <h2 id="overrides" className={classes.heading}>
                {say.team.overrides}
            </h2>
            <Text size="sm" c="dimmed">
                {say.team.overrides_about}
            </Text>
            {overrides.isError ? (
                <Failed error={overrides.error} again={() => overrides.refetch()} />
            ) : !overrides.data ? (
                <Waiting rows={2} height={64} />
            ) : items.length === 0 ? (
                <Text size="sm">{say.team.overrides_none}</Text>
            ) : (
                <ul className={classes.deals}>
                    {items.map((one) => (
                        <Row key={one.request} one={one} />
                    ))}
                </ul>
            )}
            {overrides.hasNextPage && (
                <Button
                    variant="default"
                    loading={overrides.isFetchingNextPage}
                    onClick={() => overrides.fetchNextPage()}
                >
                    {say.common.more}
                </Button>
            )}
        </section>
    );
}

function Row({ one }: { one: Schemas['Override'] }) {
    return (
        <li className={classes.deal}>
            <div style={{ minWidth: 0 }}>
                <DealLink id={one.deal} name={one.deal_name} />
                <Text size="sm" c="dimmed">
                    {one.owner_name} · {say.method.request_kind[one.kind]}
                    {one.what && `, ${one.what}`} · {day(day_of(one.accepted_at))}
                </Text>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    “{one.reason}”
                </Text>
            </div>
            <div className={`${classes.deed} ${classes.outcome}`}>
                <Badge variant="outline" color="gray" tt="none">
                    {say.method.request_state[one.state]}
                </Badge>
                <Text size="sm" c="var(--us)" className="numbers">
                    {say.team.cost(number(one.cost, 1))}
                </Text>
                <Text size="sm" c="var(--buyer)" className="numbers">
                    {say.team.came_back(number(one.received_since, 1))}
                </Text>
            </div>
        </li>
    );
}
