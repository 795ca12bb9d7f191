// Today: where the next hour goes (METHOD 9). One row a deal, first thing first.
import { Button, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
    lazy,
    Suspense,
    useCallback,
    useEffect,
    useLayoutEffect,
    useMemo,
    useRef,
    useState,
} from 'react';
import type { Schemas } from '@/api/client';
import { manages, useMe } from '@/api/me';
import { open_act } from '@/parts/acts/open';
import { useShortcuts } from '@/parts/keys';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { DueRow } from '@/screens/relations/due_row';
import { type Due, due_off, useDue } from '@/screens/relations/use_due';
import { say } from '@/words';
import { useAsked } from './asked';
import { Day } from './day';
import { type Thing, take_off, useToday } from './list';
import { deeds_for } from './remedies';
import { ThingRow } from './thing';
import classes from './today.module.css';
import { useDeeds } from './use_deeds';

// What is not needed for the first look comes when it is asked for.
const WhyDrawer = lazy(() => import('./why_drawer'));
const WhosePicker = lazy(() => import('./whose_picker'));
const LetGo = lazy(() => import('./let_go'));
const Suggestions = lazy(() => import('@/screens/calendar/suggestions'));

type Signal = Schemas['SignalView'];

export default function Today() {
    const { member } = useSearch({ strict: false }) as { member?: string };
    const me = useMe();
    const whose = member && member !== me.data?.member.id ? member : undefined;
    const today = useToday(whose);
    const things = useMemo(() => today.data?.pages.flatMap((p) => p.items) ?? [], [today.data]);
    const due = useDue(whose);
    const owed = due.data?.items ?? [];
    const asked = useAsked(manages(me.data) ? 'team' : 'mine', !whose && !!me.data);
    return (
        <Page
            title={say.today.title}
            actions={
                manages(me.data) && (
                    <Suspense fallback={<div style={{ width: 220, height: 36 }} />}>
                        <WhosePicker me={me.data?.member.id} whose={whose} />
                    </Suspense>
                )
            }
        >
            <Day member={whose} />
            {today.isError ? (
                <Failed error={today.error} again={() => today.refetch()} />
            ) : !today.data ? (
                <Waiting rows={6} height={96} />
            ) : things.length === 0 && owed.length === 0 && asked.length === 0 ? (
                <Nothing />
            ) : (
                <Things
                    things={things}
                    owed={owed}
                    whose={whose}
                    whole={!today.hasNextPage}
                    more={today.hasNextPage && !today.isFetchingNextPage}
                    fetch_more={today.fetchNextPage}
                />
            )}
            {asked.length > 0 && (
                <Suspense fallback={null}>
                    <LetGo asked={asked} />
                </Suspense>
            )}
            {!whose && today.data && (
                <Suspense>
                    <Suggestions />
                </Suspense>
            )}
        </Page>
    );
}

function Nothing() {
    return (
        <Empty
            title={say.today.empty}
            action={
                <Button component={Link} to="/pipeline" variant="default">
                    {say.today.empty_go}
                </Button>
            }
        >
            {say.today.empty_more}
        </Empty>
    );
}

type Item = { group: Schemas['TodayGroup'] } | { thing: Thing } | { due: Due };

// Whom we owe a word stands where METHOD 9 wants relations: before the deals to let go. Until these
// are reached there may be more deals above.
function with_headings(things: Thing[], owed: Due[], whole: boolean): Item[] {
    const items: Item[] = [];
    let group: Schemas['TodayGroup'] | undefined;
    let told = owed.length === 0;
    const tell = () => {
        if (told) return;
        told = true;
        if (group !== 'relations') items.push({ group: 'relations' });
        for (const due of owed) items.push({ due });
    };
    for (const thing of things) {
        if (thing.group === 'let_go') tell();
        if (thing.group !== group) items.push({ group: thing.group });
        group = thing.group;
        items.push({ thing });
    }
    if (whole) tell();
    return items;
}
function key_of(item: Item): string {
    if ('due' in item) return item.due.account.id;
    return 'thing' in item ? item.thing.deal.id : item.group;
}

interface ThingsProps {
    things: Thing[];
    owed: Due[];
    whose: string | undefined;
    whole: boolean; // No more pages follow.
    more: boolean;
    fetch_more: () => void;
}
function Things({ things, owed, whose, whole, more, fetch_more }: ThingsProps) {
    const items = useMemo(() => with_headings(things, owed, whole), [things, owed, whole]);
    const [chosen, set_chosen] = useState<string>();
    const [unfolded, set_unfolded] = useState<ReadonlySet<string>>(new Set());
    const [why, set_why] = useState<{ deal: string; signal: Signal }>();
    const toggle = (deal: string) =>
        set_unfolded((now) => {
            const next = new Set(now);
            if (!next.delete(deal)) next.add(deal);
            return next;
        });

    const list = useRef<HTMLUListElement>(null);
    const [above, set_above] = useState(0);
    useLayoutEffect(() => {
        set_above(list.current?.offsetTop ?? 0);
    }, []);
    const rows = useWindowVirtualizer({
        count: items.length,
        estimateSize: (i) => (items[i] && 'group' in items[i] ? 44 : 116),
        getItemKey: (i) => {
            const item = items[i];
            return item ? key_of(item) : i;
        },
        overscan: 6,
        scrollMargin: above,
    });
    const shown = rows.getVirtualItems();
    const last = shown.at(-1)?.index ?? 0;
    useEffect(() => {
        if (more && last >= items.length - 10) fetch_more();
    }, [more, last, items.length, fetch_more]);

    const chosen_at = things.findIndex((t) => t.deal.id === chosen);
    useKeys({
        things,
        at: chosen_at,
        choose: (to) => {
            const deal = things[to]?.deal.id;
            if (!deal) return;
            set_chosen(deal);
            rows.scrollToIndex(
                items.findIndex((i) => key_of(i) === deal),
                { align: 'auto' },
            );
            focus_row(deal);
        },
        toggle,
        why: (thing) => {
            const signal = thing.signals[0];
            if (signal) set_why({ deal: thing.deal.id, signal });
        },
        leaves: (deal) => () => take_off(whose, deal),
    });

    return (
        <section aria-label={say.today.list}>
            <ul ref={list} className={classes.list} style={{ height: rows.getTotalSize() }}>
                {shown.map((row) => {
                    const item = items[row.index];
                    if (!item) return null;
                    return (
                        <li
                            key={row.key}
                            ref={rows.measureElement}
                            data-index={row.index}
                            className={classes.item}
                            style={{ transform: `translateY(${row.start - above}px)` }}
                        >
                            {'thing' in item ? (
                                <ThingRow
                                    thing={item.thing}
                                    chosen={item.thing.deal.id === chosen}
                                    unfolded={unfolded.has(item.thing.deal.id)}
                                    unfold={() => toggle(item.thing.deal.id)}
                                    choose={() => set_chosen(item.thing.deal.id)}
                                    why={(signal) => set_why({ deal: item.thing.deal.id, signal })}
                                    leaves={() => take_off(whose, item.thing.deal.id)}
                                />
                            ) : 'due' in item ? (
                                <div className={classes.owed}>
                                    <DueRow
                                        due={item.due}
                                        leaves={() => due_off(whose, item.due.account.id)}
                                    />
                                </div>
                            ) : (
                                <h2 className={classes.group}>
                                    {say.method.today_group[item.group]}
                                </h2>
                            )}
                        </li>
                    );
                })}
            </ul>
            <Text size="sm" c="dimmed" ta="center" py="md">
                {more ? say.today.more : say.today.all}
            </Text>
            <Suspense fallback={null}>
                <WhyDrawer
                    deal={why?.deal ?? ''}
                    signal={why?.signal}
                    close={() => set_why(undefined)}
                />
            </Suspense>
        </section>
    );
}

// Once it is there: rows out of sight are made when they come into it.
function focus_row(deal: string): void {
    const find = (tries: number) => {
        const row = document.querySelector<HTMLElement>(`[data-thing="${deal}"]`);
        if (row) row.focus({ preventScroll: true });
        else if (tries > 0) requestAnimationFrame(() => find(tries - 1));
    };
    find(20);
}

interface KeysProps {
    things: Thing[];
    at: number; // -1: none is chosen.
    choose: (to: number) => void;
    toggle: (deal: string) => void;
    why: (thing: Thing) => void;
    leaves: (deal: string) => () => () => void;
}
function useKeys({ things, at, choose, toggle, why, leaves }: KeysProps): void {
    const go = useNavigate();
    const thing = things[at];
    const no_row = useCallback(() => () => undefined, []);
    const { carry_out } = useDeeds(thing?.deal ?? none, thing ? leaves(thing.deal.id) : no_row);
    const words = say.today.keys;
    const with_chosen = (run: (chosen: Thing) => void) => () => {
        if (thing) run(thing);
        else choose(0);
    };
    useShortcuts([
        { keys: 'j', does: words.next, run: () => choose(Math.min(things.length - 1, at + 1)) },
        { keys: 'k', does: words.previous, run: () => choose(Math.max(0, at - 1)) },
        {
            keys: 'Enter',
            does: words.open,
            run: with_chosen((t) => go({ to: `/deals/${t.deal.id}` })),
        },
        {
            keys: 'e',
            does: words.doing,
            run: with_chosen((t) => {
                const deed = t.signals[0] && deeds_for(t.signals[0], t.deal.id)[0];
                if (deed) carry_out(deed);
            }),
        },
        { keys: 'w', does: words.why, run: with_chosen(why) },
        {
            keys: 's',
            does: words.snooze,
            run: with_chosen((t) =>
                open_act({ act: 'snooze', deal: t.deal.id }, { leaves: leaves(t.deal.id) }),
            ),
        },
        { keys: 'o', does: words.unfold, run: with_chosen((t) => toggle(t.deal.id)) },
    ]);
}

// Stands in while no row is chosen: hooks are called all the same, and nothing is done with it.
const none = { id: '', version: 0 };
