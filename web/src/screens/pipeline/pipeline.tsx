// The pipeline, as a board or as a table. What is asked for stands in the address.
import { Button, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { type Me, manages, useMe } from '@/api/me';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { IconDownload, IconPlus } from '@/parts/icons';
import { useShortcuts } from '@/parts/keys';
import { usePhone } from '@/parts/phone';
import { Empty, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import {
    type Address,
    changed,
    direction_of,
    filters_in,
    look_of,
    query_of,
    query_text,
    sort_of,
    without_filters,
} from './asked';
import { Board } from './board';
import { Filters } from './filters';
import classes from './filters.module.css';
import { useCounted } from './lines';
import { Table } from './table';
import { Views } from './views';

const words = say.pipeline;

export default function Screen() {
    const me = useMe();
    if (!me.data)
        return (
            <Page title={words.title}>
                <Waiting />
            </Page>
        );
    return <Pipeline me={me.data} />;
}

function new_deal(): void {
    open_act({ act: 'new_deal' });
}

function useStages(): Map<string, string> {
    const settings = useQuery({
        queryKey: [...keys.settings, 'stages'],
        queryFn: () => answer(api.GET('/settings')),
        staleTime: 300_000,
    });
    return useMemo(
        () => new Map(settings.data?.stages.map((stage) => [stage.id, stage.name])),
        [settings.data],
    );
}

function Pipeline({ me }: { me: Me }) {
    const address: Address = useSearch({ strict: false });
    const navigate = useNavigate();
    const stages = useStages();
    const scope: Schemas['Scope'] = manages(me) ? 'team' : 'mine';
    const query = useMemo(() => query_of(address, scope), [address, scope]);
    const look = look_of(address);
    const total = useCounted(query, look === 'table');
    const phone = usePhone();

    const go = useCallback(
        (search: Address, how?: { replace: boolean }) =>
            navigate({ to: '/pipeline', search, replace: how?.replace ?? false }),
        [navigate],
    );
    const change = useCallback(
        (by: Record<string, string | undefined>) => go(changed(address, by), { replace: true }),
        [go, address],
    );
    const toggle = useCallback(
        () => go(changed(address, { look: look === 'board' ? 'table' : 'board' })),
        [go, address, look],
    );
    const sort = (by: Schemas['DealSort']) => {
        const up = sort_of(address) === by && direction_of(address) === 'down';
        const first = by === 'name' || by === 'due' || by === 'expected' ? 'up' : 'down';
        const again = sort_of(address) === by;
        change({ sort: by, direction: again ? (up ? 'up' : 'down') : first });
    };
    useShortcuts(
        useMemo(
            () => [
                { keys: 'v', does: words.v, run: toggle },
                { keys: 'n', does: words.open_deal, run: new_deal },
            ],
            [toggle],
        ),
    );
    const empty = (
        <Nothing
            filtered={filters_in(address).length > 0}
            clear={() => go(without_filters(address))}
        />
    );
    return (
        <Page
            title={words.title}
            actions={
                <>
                    <SegmentedControl
                        aria-label={words.look}
                        value={look}
                        onChange={(value) => go(changed(address, { look: value }))}
                        data={[
                            { value: 'board', label: words.board },
                            { value: 'table', label: words.table },
                        ]}
                    />
                    <Views address={address} scope={scope} me={me.member.id} go={go} />
                    <Button
                        variant="default"
                        component="a"
                        href={`/api/v1/export/deals.csv?${query_text(query)}`}
                        download
                        title={words.export_title}
                        aria-label={words.export}
                    >
                        <IconDownload size={16} aria-hidden />
                        {!phone && <span className={classes.label}>{words.export}</span>}
                    </Button>
                    <Button onClick={new_deal} aria-label={words.open_deal}>
                        <IconPlus size={16} aria-hidden />
                        {!phone && <span className={classes.label}>{words.open_deal}</span>}
                    </Button>
                </>
            }
        >
            <Filters
                address={address}
                change={change}
                clear={() => go(without_filters(changed(address, { in_play: undefined })))}
                scope={scope}
                stages={stages}
                count={look === 'table' && <Count of={total} />}
            />
            {look === 'board' ? (
                <Board
                    query={query}
                    empty={empty}
                    stage={address.column}
                    choose={(column) => change({ column })}
                />
            ) : (
                <Table query={query} stages={stages} sort={sort} empty={empty} total={total} />
            )}
        </Page>
    );
}

// The table says how many there are, if the server counts them: it does for open ones.
function Count({ of }: { of: number | undefined }) {
    return (
        <Text size="sm" c="dimmed" className="numbers" role="status" style={{ flex: 'none' }}>
            {of === undefined ? '' : words.deals(of)}
        </Text>
    );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
    if (filtered)
        return (
            <Empty
                title={words.empty_filter}
                action={
                    <Button variant="default" onClick={clear}>
                        {words.clear}
                    </Button>
                }
            >
                {words.empty_filter_more}
            </Empty>
        );
    return (
        <Empty
            title={words.empty}
            action={
                <Button variant="default" component={Link} to="/import">
                    {words.bring_in}
                </Button>
            }
        >
            {words.empty_more}
        </Empty>
    );
}
