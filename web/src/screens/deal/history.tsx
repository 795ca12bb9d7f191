// What happened, in words, newest first; and the deal as it was on a day of the past.
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { clock, day_of, weekday } from '@/words/format';
import classes from './deal.module.css';
import { Panel } from './panel';

interface Props {
    view: Schemas['DealView'];
    on: string | undefined;
    onDay: (day: string | undefined) => void;
}

const at_first = 12;

export function History({ view, on, onDay }: Props) {
    const deal = view.deal.id;
    const [all, set_all] = useState(false);
    const history = useInfiniteQuery({
        queryKey: [...keys.deal(deal), 'history'],
        queryFn: ({ pageParam }) =>
            answer(
                api.GET('/deals/{deal}/history', {
                    params: { path: { deal }, query: { limit: 200, after: pageParam } },
                }),
            ),
        initialPageParam: 0,
        getNextPageParam: (page) => page.next,
    });
    // It is told from its beginning, and read from its end.
    const { hasNextPage, isFetching, fetchNextPage } = history;
    useEffect(() => {
        if (hasNextPage && !isFetching) void fetchNextPage();
    }, [hasNextPage, isFetching, fetchNextPage]);
    const items = (history.data?.pages ?? [])
        .flatMap((p) => p.items)
        .filter((h) => on === undefined || h.at <= view.as_of)
        .reverse();
    const shown = all ? items : items.slice(0, at_first);
    return (
        <Panel
            id="history"
            title={say.deal.history}
            count={items.length}
            aside={<AsItWas view={view} on={on} onDay={onDay} />}
        >
            {history.isError && <Failed error={history.error} again={() => history.refetch()} />}
            {history.isPending && <Waiting rows={at_first} height={26} />}
            <ol className={classes.history}>
                {shown.map((h, index) => {
                    const day = day_of(h.at);
                    const before = shown[index - 1];
                    const new_day = !before || day_of(before.at) !== day;
                    return (
                        <li
                            key={h.version}
                            className={classes.happening}
                            data-day={new_day || undefined}
                        >
                            <Text size="xs" c="dimmed" className="numbers">
                                {new_day && weekday(day)}
                            </Text>
                            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                                {h.sentence}
                                <Text span size="xs" c="dimmed" ml={6}>
                                    {h.by && h.by !== before?.by && `${h.by}, `}
                                    {clock(h.at)}
                                </Text>
                            </Text>
                        </li>
                    );
                })}
            </ol>
            {items.length > at_first && (
                <Button variant="subtle" size="compact-sm" onClick={() => set_all(!all)}>
                    {all ? say.deal.fewer : say.deal.all_history(items.length)}
                </Button>
            )}
        </Panel>
    );
}

function AsItWas({ view, on, onDay }: Props) {
    const [asked, set_asked] = useState(on ?? '');
    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                if (asked) onDay(asked);
            }}
        >
            <Group gap={6} wrap="nowrap" align="center">
                <TextInput
                    type="date"
                    size="xs"
                    aria-label={say.deal.as_it_was}
                    value={asked}
                    min={day_of(view.deal.opened_at)}
                    max={day_of()}
                    onChange={(e) => set_asked(e.currentTarget.value)}
                />
                <Button type="submit" size="xs" variant="default" disabled={!asked}>
                    {say.deal.as_it_was_short}
                </Button>
            </Group>
        </form>
    );
}
