// Deals that rest until a day; the buyer's act brings one back before.
import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { DealLink } from '@/parts/marks';
import { Empty, Failed, Waiting } from '@/parts/states';
import { relating } from '@/words/en/relating';
import { day, day_of, money } from '@/words/format';
import classes from './relations.module.css';

const words = relating;
const scopes = ['mine', 'team'] as const;
type Scope = (typeof scopes)[number];

export function ParkedList() {
    const [scope, set_scope] = useState<Scope>('mine');
    const parked = useQuery({
        queryKey: keys.list('relations', 'parked', scope),
        placeholderData: keepPreviousData,
        queryFn: () =>
            answer(api.GET('/relations/parked', { params: { query: { scope, limit: 200 } } })),
    });
    if (parked.isError) return <Failed error={parked.error} again={() => parked.refetch()} />;
    return (
        <>
            <p className={classes.about}>{words.parked_about}</p>
            <SegmentedControl
                mb="sm"
                aria-label={words.scope}
                value={scope}
                onChange={(to) => set_scope(scopes.find((s) => s === to) ?? 'mine')}
                data={scopes.map((s) => ({ value: s, label: words.scopes[s] }))}
            />
            {!parked.data && <Waiting rows={5} />}
            {parked.data?.items.length === 0 && (
                <Empty title={words.nothing_parked}>{words.nothing_parked_more}</Empty>
            )}
            {parked.data && parked.data.items.length > 0 && (
                <ul className={classes.rows} aria-label={words.looks.parked}>
                    {parked.data.items.map((line) => (
                        <li key={line.deal} className={classes.parked}>
                            <Parked line={line} />
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}

function Parked({ line }: { line: Schemas['ParkedLine'] }) {
    const past = line.until <= day_of();
    return (
        <>
            <div style={{ minWidth: 0 }}>
                <DealLink id={line.deal} name={line.name} />
                <div className={classes.quiet}>
                    <Link
                        to="/accounts/$account"
                        params={{ account: line.account }}
                        style={{ textDecoration: 'none' }}
                    >
                        {line.account_name}
                    </Link>{' '}
                    · {line.owner_name}
                    {line.why && ` · ${line.why}`}
                </div>
            </div>
            <span className={past ? classes.past : classes.quiet}>
                {past ? words.back_since(day(line.until)) : words.until(day(line.until))}
            </span>
            <span className={classes.amount}>{line.amount && money(line.amount)}</span>
            <div data-deed>
                <Button
                    variant={past ? 'light' : 'default'}
                    size="sm"
                    onClick={() => open_act({ act: 'reopen', deal: line.deal })}
                >
                    {words.reopen}
                </Button>
            </div>
        </>
    );
}
