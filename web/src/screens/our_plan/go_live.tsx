// The buyer's go-live moves: what would follow is shown first, and moves only where one says so.
import { Button, Checkbox, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { plan_templates as words } from '@/words/en/plan_templates';
import { add_days, day, day_of } from '@/words/format';
import classes from './our_plan.module.css';

export default function Screen() {
    const { deal } = useParams({ strict: false });
    const view = useQuery({
        queryKey: keys.deal(deal ?? ''),
        queryFn: () => answer(api.GET('/deals/{deal}', { params: { path: { deal: deal ?? '' } } })),
        enabled: deal !== undefined,
    });
    if (view.isError) return <Failed error={view.error} again={() => view.refetch()} />;
    if (!view.data) return <Waiting rows={5} height={56} />;
    return <GoLive view={view.data} />;
}

function GoLive({ view }: { view: Schemas['DealView'] }) {
    const { deal } = view;
    const go = useNavigate();
    // A plan may lag behind a date that was changed by itself: then that date is offered.
    const lags = deal.plans.some((plan) => plan.go_live !== deal.go_live);
    const [to, set_to] = useState(() =>
        deal.go_live && lags ? deal.go_live : add_days(deal.go_live ?? day_of(), 14),
    );
    const [by, set_by] = useState<Schemas['Side']>('buyer');
    const [left, set_left] = useState<string[]>([]); // those that do not move
    const moves = useQuery({
        queryKey: [...keys.deal(deal.id), 'go-live', view.version, to],
        queryFn: () =>
            answer(
                api.POST('/deals/{deal}/go-live/check', {
                    params: { path: { deal: deal.id } },
                    body: { to },
                }),
            ),
        placeholderData: keepPreviousData,
    });
    const items = moves.data?.items ?? [];
    const follow = items.filter((move) => !move.past && !left.includes(move.promise));
    const still = to === deal.go_live && !lags;
    const move = useCommand({
        send: (promises: string[], header) =>
            answer(
                api.POST('/deals/{deal}/go-live', {
                    params: { path: { deal: deal.id }, header },
                    body: { to, by, promises },
                }),
            ),
        deal: deal.id,
        mine: () => [{ label: words.move_to, text: day(to) }],
        says: words.moved,
        done: () => void go({ to: '/deals/$deal', params: { deal: deal.id } }),
    });
    return (
        <Page title={words.move_title} above={{ label: deal.name, href: `/deals/${deal.id}` }}>
            {view.may_change ? (
                <Stack gap="md" maw={720} className={classes.sheet}>
                    <Group align="flex-end" gap="lg">
                        <TextInput
                            type="date"
                            label={words.move_to}
                            {...(deal.go_live && {
                                description: words.go_live_on(day(deal.go_live)),
                            })}
                            value={to}
                            min={day_of()}
                            onChange={(e) => e.currentTarget.value && set_to(e.currentTarget.value)}
                        />
                        <Radio.Group
                            label={words.who_moved}
                            value={by}
                            onChange={(who) => set_by(who === 'seller' ? 'seller' : 'buyer')}
                        >
                            <Group mt={6}>
                                <Radio value="buyer" label={words.they_moved} />
                                <Radio value="seller" label={words.we_moved} />
                            </Group>
                        </Radio.Group>
                    </Group>
                    {moves.isError ? (
                        <Failed error={moves.error} again={() => moves.refetch()} />
                    ) : (
                        <Follow items={items} left={left} set_left={set_left} />
                    )}
                    <Text size="sm" c="dimmed">
                        {still ? words.same_day : words.moves_more}
                    </Text>
                    <Group justify="flex-end">
                        <Button
                            disabled={still || moves.isError || moves.isFetching}
                            loading={move.busy}
                            onClick={() =>
                                move.run(
                                    follow.map((m) => m.promise),
                                    view.version,
                                )
                            }
                        >
                            {words.move(follow.length)}
                        </Button>
                    </Group>
                </Stack>
            ) : (
                <Empty title={say.common.no_rights}>{say.common.no_rights_more}</Empty>
            )}
        </Page>
    );
}

interface FollowProps {
    items: Schemas['PlanMove'][];
    left: string[];
    set_left: (to: string[]) => void;
}
function Follow({ items, left, set_left }: FollowProps) {
    if (items.length === 0) return <Text>{words.nothing_follows}</Text>;
    return (
        <div>
            <Text fw={650} mb={6} role="status">
                {words.would_follow(items.filter((move) => !move.past).length)}
            </Text>
            <ul className={classes.moves}>
                {items.map((move) => (
                    <li key={move.promise} className={classes.move} data-side={move.side}>
                        <Checkbox
                            label={move.what}
                            description={told(move)}
                            checked={!move.past && !left.includes(move.promise)}
                            disabled={move.past}
                            onChange={(e) =>
                                set_left(
                                    e.currentTarget.checked
                                        ? left.filter((id) => id !== move.promise)
                                        : [...left, move.promise],
                                )
                            }
                        />
                    </li>
                ))}
            </ul>
        </div>
    );
}

function told(move: Schemas['PlanMove']): string {
    if (move.past) return words.cannot_follow(day(move.to));
    const days = words.from_to(day(move.from), day(move.to));
    return move.agreed ? days : `${days} · ${words.only_proposed}`;
}
