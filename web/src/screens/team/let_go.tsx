// Deals to let go: what was proposed first, then those for which a rule says so.
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { AnswerLettingGo, ProposeLettingGo } from '@/parts/letting_go';
import { DealLink } from '@/parts/marks';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import classes from './team.module.css';

type Item = Schemas['DealToLetGo'];

export function LetGo({ scope }: { scope: Schemas['Scope'] }) {
    const proposed = useQuery({
        queryKey: keys.list('letting go', scope, 'proposed'),
        queryFn: () =>
            answer(
                api.GET('/review/letting-go', { params: { query: { scope, which: 'proposed' } } }),
            ),
    });
    const due = useInfiniteQuery({
        queryKey: keys.list('letting go', scope, 'due'),
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            answer(
                api.GET('/review/letting-go', {
                    params: {
                        query: {
                            scope,
                            which: 'due',
                            limit: 10,
                            ...(pageParam && { after: pageParam }),
                        },
                    },
                }),
            ),
        getNextPageParam: (last: Schemas['DealToLetGoPage']) => last.next,
    });
    const failed = proposed.error ?? due.error;
    const again = () => {
        void proposed.refetch();
        void due.refetch();
    };
    const waiting = proposed.data?.items ?? [];
    const ripe = (due.data?.pages.flatMap((p) => p.items) ?? []).filter((d) => !d.letting_go);
    return (
        <section aria-labelledby="let-go" className={classes.panel}>
            <h2 id="let-go" className={classes.heading}>
                {say.team.let_go}
            </h2>
            <Text size="sm" c="dimmed">
                {say.team.let_go_about}
            </Text>
            {failed ? (
                <Failed error={failed} again={again} />
            ) : !proposed.data || !due.data ? (
                <Waiting rows={3} height={64} />
            ) : waiting.length + ripe.length === 0 ? (
                <Text size="sm">{say.team.let_go_none}</Text>
            ) : (
                <>
                    <List title={say.team.proposed_list} items={waiting} />
                    <List title={say.team.due_list} items={ripe} />
                </>
            )}
            {due.hasNextPage && (
                <Button
                    variant="default"
                    loading={due.isFetchingNextPage}
                    onClick={() => due.fetchNextPage()}
                >
                    {say.common.more}
                </Button>
            )}
        </section>
    );
}

function List({ title, items }: { title: string; items: Item[] }) {
    if (items.length === 0) return null;
    return (
        <>
            <h3 className={classes.small_heading}>{title}</h3>
            <ul className={classes.deals}>
                {items.map((item) => (
                    <Row key={item.deal.id} item={item} />
                ))}
            </ul>
        </>
    );
}

function Row({ item }: { item: Item }) {
    const { deal, why, letting_go: proposed } = item;
    return (
        <li className={classes.deal}>
            <div style={{ minWidth: 0 }}>
                <DealLink id={deal.id} name={deal.name} />
                <Text size="sm" c="dimmed">
                    {deal.account_name} · {deal.owner_name}
                </Text>
                {why.map((signal) => (
                    <Text key={signal.rule} size="sm">
                        {signal.because}
                    </Text>
                ))}
            </div>
            <div className={classes.deed}>
                {proposed ? (
                    <AnswerLettingGo
                        deal={deal.id}
                        version={deal.version}
                        proposal={proposed.proposal}
                        by={proposed.by_name}
                        yours={proposed.yours_to_answer}
                        may_change={item.may_change}
                    />
                ) : (
                    item.may_change && <ProposeLettingGo deal={deal.id} version={deal.version} />
                )}
            </div>
        </li>
    );
}
