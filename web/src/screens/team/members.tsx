// Each of a team beside his own past: the figures that a week's talk is about.
import { Button, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { Definition } from './definition';
import { type By, type Figure, type Review, shown } from './read';
import classes from './team.module.css';

const compared = [
    'meetings_held',
    'planned',
    'advance_rate',
    'next_booked',
    'recap_in_time',
    'temperature_coverage',
    'given_per_received',
];

export function Members({ by, figures }: { by: By; figures: Figure[] }) {
    const members = useInfiniteQuery({
        queryKey: keys.list('review members', by),
        placeholderData: keepPreviousData,
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            answer(
                api.GET('/review/members', {
                    params: { query: { by, ...(pageParam && { after: pageParam }) } },
                }),
            ),
        getNextPageParam: (last: Schemas['ReviewOfPage']) => last.next,
    });
    const columns = compared.flatMap((id) => figures.filter((f) => f.id === id));
    const rows = members.data?.pages.flatMap((p) => p.items) ?? [];
    return (
        <section aria-labelledby="members" className={classes.panel}>
            <h2 id="members" className={classes.heading}>
                {say.team.members}
            </h2>
            <Text size="sm" c="dimmed">
                {say.team.members_about}
            </Text>
            {members.isError ? (
                <Failed error={members.error} again={() => members.refetch()} />
            ) : !members.data ? (
                <Waiting rows={5} height={48} />
            ) : (
                <section className={classes.scroll} aria-labelledby="members">
                    <table className={classes.members}>
                        <thead>
                            <tr>
                                <th scope="col" className={classes.member}>
                                    {say.team.member}
                                </th>
                                {columns.map((figure) => (
                                    <th key={figure.id} scope="col" className={classes.cell}>
                                        <Definition figure={figure} />
                                    </th>
                                ))}
                            </tr>
                        </thead>
                        <tbody>
                            {rows.map((row) => (
                                <Row key={row.member} row={row} columns={columns} by={by} />
                            ))}
                        </tbody>
                    </table>
                </section>
            )}
            {members.hasNextPage && (
                <Button
                    variant="default"
                    loading={members.isFetchingNextPage}
                    onClick={() => members.fetchNextPage()}
                >
                    {say.common.more}
                </Button>
            )}
        </section>
    );
}

function Row({ row, columns, by }: { row: Review; columns: Figure[]; by: By }) {
    return (
        <tr className={classes.row}>
            <th scope="row" className={classes.member}>
                <Link to="/team" search={{ member: row.member ?? '', by }} className={classes.who}>
                    {row.name}
                </Link>
            </th>
            {columns.map((figure) => {
                const report = row.figures.find((r) => r.id === figure.id);
                return (
                    <td key={figure.id} className={classes.cell}>
                        <span className="numbers">{shown(report?.recent.value, figure.unit)}</span>
                        <Text span size="xs" c="dimmed" className="numbers" display="block">
                            {shown(report?.past.value, figure.unit)}
                        </Text>
                    </td>
                );
            })}
        </tr>
    );
}
