// Requests across deals (METHOD 5): what stands in the way of each, what it costs, what it led to.
import { Button, Chip, Group, SegmentedControl, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { manages, useMe } from '@/api/me';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { useRows } from '@/parts/rows';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { number } from '@/words/format';
import { deeds_of } from './deeds';
import { RequestCard } from './request_card';
import classes from './requests.module.css';

type State = Schemas['RequestState'];
type Scope = Schemas['Scope'];

const scopes = ['mine', 'team', 'workspace'] as const;
const open_states = ['asked', 'accepted', 'delivered', 'unsatisfied'] as const;
const closed_states = ['satisfied', 'declined', 'withdrawn'] as const;
const at_once = 100;

type Which = State | 'open' | 'closed' | 'overridden';
const all_which: readonly Which[] = ['open', ...open_states, 'closed', 'overridden'];

function query_of(which: Which): { state?: State[]; overridden?: boolean } {
    if (which === 'overridden') return { overridden: true };
    if (which === 'closed') return { state: [...closed_states] };
    return { state: [...open_states] }; // One of them is chosen from these: they are counted.
}

function useRequests(scope: Scope, which: Which) {
    const of = query_of(which);
    return useInfiniteQuery({
        queryKey: keys.list('requests', scope, of),
        placeholderData: keepPreviousData,
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            answer(
                api.GET('/requests', {
                    params: {
                        query: {
                            scope,
                            ...of,
                            limit: at_once,
                            ...(pageParam && { after: pageParam }),
                        },
                    },
                }),
            ),
        getNextPageParam: (last: Schemas['RequestViewPage']) => last.next,
    });
}

export default function Requests() {
    const search = useSearch({ strict: false }) as { scope?: string; show?: string };
    const go = useNavigate();
    const me = useMe();
    const scope = scopes.find((s) => s === search.scope) ?? 'mine';
    const which = all_which.find((w) => w === search.show) ?? 'open';
    const show = (next: { scope?: string; show?: string }) =>
        go({ to: '/requests', search: { ...search, ...next }, replace: true });
    return (
        <Page
            title={say.requests.title}
            actions={
                <SegmentedControl
                    aria-label={say.requests.scope}
                    data={scopes.map((s) => ({ value: s, label: say.requests.scopes[s] }))}
                    value={scope}
                    onChange={(to) => show({ scope: to })}
                />
            }
        >
            <Text c="dimmed" mt={-8}>
                {say.requests.what}
            </Text>
            {manages(me.data) && <Overrides scope={scope} />}
            <List scope={scope} which={which} choose={(to) => show({ show: to })} />
        </Page>
    );
}

interface ListProps {
    scope: Scope;
    which: Which;
    choose: (which: Which) => void;
}
function List({ scope, which, choose }: ListProps) {
    const go = useNavigate();
    const requests = useRequests(scope, which);
    const open = useRequests(scope, 'open');
    const loaded = requests.data?.pages.flatMap((p) => p.items) ?? [];
    const one_state = open_states.find((s) => s === which);
    const shown = one_state ? loaded.filter((r) => r.state === one_state) : loaded;
    const ordered = one_state ? shown : by_state(shown);
    const rows = useRows({
        ids: ordered.map((r) => r.id),
        open: (id) => {
            const found = ordered.find((r) => r.id === id);
            if (found) void go({ to: `/deals/${found.deal}` });
        },
        doing: (id) => {
            const found = ordered.find((r) => r.id === id);
            const deed = found && deeds_of(found)[0];
            if (deed) open_act(deed.act);
        },
    });
    return (
        <>
            <Filters
                which={which}
                choose={choose}
                open={open.data?.pages.flatMap((p) => p.items)}
                more={open.hasNextPage}
            />
            {requests.isError ? (
                <Failed error={requests.error} again={() => requests.refetch()} />
            ) : !requests.data ? (
                <Waiting rows={4} height={110} />
            ) : ordered.length === 0 ? (
                <Nothing which={which} />
            ) : (
                <Sections requests={ordered} headed={!one_state} row={rows.row} />
            )}
            {requests.hasNextPage && (
                <Button
                    variant="default"
                    loading={requests.isFetchingNextPage}
                    onClick={() => requests.fetchNextPage()}
                    style={{ alignSelf: 'center' }}
                >
                    {say.common.more}
                </Button>
            )}
        </>
    );
}

const order: readonly State[] = ['unsatisfied', 'delivered', 'asked', 'accepted', ...closed_states];

// What closes a gate comes first; within a state the oldest, as the server has it.
function by_state(all: Schemas['RequestView'][]): Schemas['RequestView'][] {
    return order.flatMap((state) => all.filter((r) => r.state === state));
}

interface SectionsProps {
    requests: Schemas['RequestView'][];
    headed: boolean;
    row: ReturnType<typeof useRows>['row'];
}
function Sections({ requests, headed, row }: SectionsProps) {
    const states = order.filter((s) => requests.some((r) => r.state === s));
    return states.map((state) => (
        <section key={state} className={classes.section}>
            {headed && <h2 className={classes.heading}>{say.requests.states[state]}</h2>}
            {requests
                .filter((r) => r.state === state)
                .map((r) => (
                    <RequestCard key={r.id} request={r} row={row(r.id)} />
                ))}
        </section>
    ));
}

interface FiltersProps {
    which: Which;
    choose: (which: Which) => void;
    open: Schemas['RequestView'][] | undefined;
    more: boolean; // There are more open ones than were counted.
}
function Filters({ which, choose, open, more }: FiltersProps) {
    const count = (state?: State) => {
        if (!open) return '';
        const n = state ? open.filter((r) => r.state === state).length : open.length;
        return ` ${number(n)}${more ? '+' : ''}`;
    };
    const label = (of: Which) => {
        if (of === 'open') return say.requests.open + count();
        if (of === 'closed') return say.requests.closed;
        if (of === 'overridden') return say.requests.overridden;
        return say.method.request_state[of] + count(of);
    };
    return (
        <Chip.Group
            value={which}
            onChange={(to) => choose(all_which.find((w) => w === to) ?? which)}
        >
            <Group gap={6} role="group" aria-label={say.requests.which}>
                {all_which.map((of) => (
                    <Chip key={of} value={of} variant="outline" className={classes.filter}>
                        {label(of)}
                    </Chip>
                ))}
            </Group>
        </Chip.Group>
    );
}

function Nothing({ which }: { which: Which }) {
    if (which !== 'open') return <Empty title={say.requests.empty_state} />;
    return <Empty title={say.requests.empty}>{say.requests.empty_more}</Empty>;
}

// For managers: whose deals, and how often.
function Overrides({ scope }: { scope: Scope }) {
    const counts = useQuery({
        queryKey: keys.list('overrides', scope),
        queryFn: () => answer(api.GET('/overrides', { params: { query: { scope } } })),
    });
    const items = counts.data?.items ?? [];
    if (items.length === 0) return null;
    return (
        <Group gap={6}>
            <Text size="sm" fw={600}>
                {say.requests.overrides}
            </Text>
            {items.map((o) => (
                <Text key={o.member} size="sm" c="dimmed">
                    {say.requests.overrides_of(o.name, o.requests)}
                </Text>
            ))}
        </Group>
    );
}
