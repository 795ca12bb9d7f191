// The pipeline as a table: rows as far as somebody scrolls, the order by its heads. On the phone
// the rows are cards.
import { Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { Cooling } from '@/parts/cooling';
import { IconArrowDown, IconArrowUp } from '@/parts/icons';
import { Due } from '@/parts/marks';
import type { Rows } from '@/parts/pages';
import { usePhone } from '@/parts/phone';
import { Scale } from '@/parts/scale';
import { useScrolled } from '@/parts/scrolled';
import { Failed } from '@/parts/states';
import { say } from '@/words';
import { day, day_of, days_between, money, number, short_money } from '@/words/format';
import { direction_of, type Query } from './asked';
import { LastVerdict, NextThing, Owner } from './card';
import { type Line, useRows } from './lines';
import classes from './table.module.css';

const words = say.pipeline;
const row_height = 52; // as in table.module.css
const card_height = 128;

type Sort = Schemas['DealSort'];
interface Shown {
    name: keyof typeof words.columns;
    sort?: Sort;
    cell: (line: Line, stages: Map<string, string>) => ReactNode;
}

function stage_of(line: Line, stages: Map<string, string>): string {
    if (line.state !== 'pipeline') return state_word(line.state);
    return stages.get(line.stage) ?? (line.stage || words.no_stage);
}
function state_word(state: string): string {
    const known: Record<string, string> = say.method.state;
    return known[state] ?? state;
}

function days_since(at: string): string {
    return words.days(days_between(day_of(at), day_of()));
}

const columns: Shown[] = [
    {
        name: 'name',
        sort: 'name',
        cell: (line) => (
            <>
                <Link
                    to="/deals/$deal"
                    params={{ deal: line.id }}
                    className={classes.link}
                    data-row-link
                >
                    {line.name}
                </Link>
                <span className={classes.below}>{line.account_name}</span>
            </>
        ),
    },
    {
        name: 'stage',
        cell: (line, stages) => (
            <>
                <span className={classes.line}>{stage_of(line, stages)}</span>
                <span className={classes.below}>{say.method.kind[line.kind]}</span>
            </>
        ),
    },
    {
        name: 'skin',
        sort: 'skin',
        cell: (line) => (
            <Scale
                skin={line.skin}
                buyer={line.buyer_stake}
                seller={line.seller_stake}
                size={34}
                figures
            />
        ),
    },
    {
        name: 'momentum',
        sort: 'momentum',
        cell: (line) => (
            <span className={classes.momentum}>
                <Cooling
                    momentum={line.momentum}
                    half_life_days={line.half_life_days}
                    width={52}
                    height={22}
                />
                {number(line.momentum, 1)}
            </span>
        ),
    },
    { name: 'next', cell: (line) => <NextThing line={line} /> },
    {
        name: 'due',
        sort: 'due',
        cell: (line) => (line.next_due ? <Due date={line.next_due} /> : words.never),
    },
    {
        name: 'amount',
        sort: 'amount',
        cell: (line) => (line.amount ? money(line.amount) : words.never),
    },
    { name: 'verdict', cell: (line) => <LastVerdict line={line} /> },
    {
        name: 'last_act',
        sort: 'last_act',
        cell: (line) => (line.last_buyer_act ? days_since(line.last_buyer_act) : words.never),
    },
    {
        name: 'expected',
        sort: 'expected',
        cell: (line) => (line.expected_close ? day(line.expected_close) : words.never),
    },
    {
        name: 'opened',
        sort: 'opened',
        cell: (line) => days_since(line.opened_at),
    },
    { name: 'owner', cell: (line) => <Owner name={line.owner_name} /> },
];

export interface TableProps {
    query: Query;
    stages: Map<string, string>; // id → name
    sort: (by: Sort) => void;
    empty: ReactNode;
    total?: number | undefined;
}

export function Table({ query, stages, sort, empty, total }: TableProps) {
    const rows = useRows(query);
    const phone = usePhone();
    if (rows.error) return <Failed error={rows.error} again={rows.again} />;
    if (rows.whole && rows.count === 0 && !rows.stale) return <>{empty}</>;
    return phone ? (
        <CardList rows={rows} stages={stages} query={query} />
    ) : (
        <Grid rows={rows} stages={stages} sort={sort} query={query} total={total} />
    );
}

interface ListProps {
    rows: Rows<Line>;
    stages: Map<string, string>;
    query: Query;
}

interface GridProps extends ListProps {
    sort: (by: Sort) => void;
    total: number | undefined;
}

function Grid({ rows, stages, sort, query, total }: GridProps) {
    const { box, list, items, focused } = useScrolled(rows, {
        height: row_height,
        asked: query,
        head: 40,
    });
    const counted = rows.whole ? rows.count : total;
    return (
        <div ref={box} className={classes.box} data-stale={rows.stale || undefined}>
            <table
                className={classes.table}
                aria-label={say.pipeline.title}
                aria-rowcount={counted === undefined ? -1 : counted + 1}
            >
                <thead className={classes.heads}>
                    <tr className={classes.row} aria-rowindex={1}>
                        {columns.map((column) => (
                            <Head key={column.name} column={column} query={query} sort={sort} />
                        ))}
                    </tr>
                </thead>
                <tbody className={classes.rows} style={{ height: list.getTotalSize() }}>
                    {items.map((item) => (
                        <tr
                            key={item.key}
                            aria-rowindex={item.index + 2}
                            className={`${classes.row} ${classes.floating}`}
                            style={{ transform: `translateY(${item.start}px)` }}
                            data-row={item.index}
                            onFocus={() => focused(item.index)}
                        >
                            <Cells line={rows.at(item.index)} stages={stages} />
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

interface CellsProps {
    line: Line | undefined;
    stages: Map<string, string>;
}
// A row stays as it is while others scroll past.
const Cells = memo(function Cells({ line, stages }: CellsProps) {
    return columns.map((column) => (
        <td key={column.name} className={classes.cell} data-column={column.name}>
            {line ? column.cell(line, stages) : <span className={classes.awaited} />}
        </td>
    ));
});

interface HeadProps {
    column: Shown;
    query: Query;
    sort: (by: Sort) => void;
}
function Head({ column, query, sort }: HeadProps) {
    const by = column.sort;
    const name = words.columns[column.name];
    if (!by)
        return (
            <th scope="col" className={classes.cell} data-column={column.name}>
                {column.name === 'owner' ? <VisuallyHidden>{name}</VisuallyHidden> : name}
            </th>
        );
    const chosen = query.sort === by;
    const up = direction_of({ direction: query.direction ?? '' }) === 'up';
    return (
        <th
            scope="col"
            className={classes.cell}
            data-column={column.name}
            aria-sort={chosen ? (up ? 'ascending' : 'descending') : undefined}
        >
            <button type="button" className={classes.sorter} onClick={() => sort(by)}>
                {name}
                {chosen &&
                    (up ? (
                        <IconArrowUp size={14} aria-hidden />
                    ) : (
                        <IconArrowDown size={14} aria-hidden />
                    ))}
            </button>
        </th>
    );
}

function CardList({ rows, stages, query }: ListProps) {
    const { box, list, items, focused } = useScrolled(rows, {
        height: card_height,
        asked: query,
    });
    return (
        <div ref={box} className={classes.cards} data-stale={rows.stale || undefined}>
            <ul
                aria-label={say.pipeline.title}
                className={classes.list}
                style={{ height: list.getTotalSize() }}
            >
                {items.map((item) => {
                    const line = rows.at(item.index);
                    return (
                        <li
                            key={item.key}
                            className={classes.slot}
                            style={{ transform: `translateY(${item.start}px)` }}
                            data-row={item.index}
                            onFocus={() => focused(item.index)}
                        >
                            {line ? (
                                <PhoneCard line={line} stages={stages} />
                            ) : (
                                <div className={classes.card} />
                            )}
                        </li>
                    );
                })}
            </ul>
        </div>
    );
}

function PhoneCard({ line, stages }: { line: Line; stages: Map<string, string> }) {
    return (
        <Link to="/deals/$deal" params={{ deal: line.id }} className={classes.card} data-row-link>
            <span className={classes.card_line}>
                <span className={classes.card_name}>{line.name}</span>
                <span className={classes.figure}>{line.amount && short_money(line.amount)}</span>
            </span>
            <Text size="xs" c="dimmed" truncate component="span">
                {line.account_name} · {stage_of(line, stages)}
            </Text>
            <NextThing line={line} lines={1} />
            <span className={classes.card_line}>
                <Scale
                    skin={line.skin}
                    buyer={line.buyer_stake}
                    seller={line.seller_stake}
                    size={34}
                    figures
                />
                <Cooling
                    momentum={line.momentum}
                    half_life_days={line.half_life_days}
                    width={56}
                    height={20}
                />
                <Owner name={line.owner_name} />
            </span>
        </Link>
    );
}
