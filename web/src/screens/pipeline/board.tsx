// The board: what is in the pipeline, stage by stage; and before its door, the prospects.
import { SegmentedControl, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useFill } from '@/parts/fill';
import { IconDoorEnter } from '@/parts/icons';
import { useShortcuts } from '@/parts/keys';
import { usePhone } from '@/parts/phone';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { short_money } from '@/words/format';
import type { Query } from './asked';
import classes from './board.module.css';
import { Card } from './card';
import { board_query, type Column, key_of_column, type Line, useBoard, useCards } from './lines';
import { useMove } from './move';

const words = say.pipeline;
const card_height = 168; // with the gap below it; as in board.module.css

interface Props {
    query: Query;
    empty: React.ReactNode; // Shown if there is nothing at all.
    stage?: string | undefined; // On the phone: the column shown.
    choose: (stage: string) => void;
}

export function Board({ query, empty, stage, choose }: Props) {
    const board = useBoard(board_query(query));
    const { move, dialog } = useMove();
    const [dragged, set_dragged] = useState<Line>();
    const phone = usePhone();
    const root = useRef<HTMLDivElement>(null);
    useBoardKeys(root);
    useFill(root, phone ? 72 : 20);
    if (board.isError) return <Failed error={board.error} again={() => board.refetch()} />;
    if (!board.data) return <Waiting rows={3} height={card_height} />;
    const { columns } = board.data;
    if (columns.every((c) => c.deals === 0)) return <>{empty}</>;

    const here = columns.find((c) => key_of_column(c) === stage) ?? fullest(columns);
    const shown = phone && here ? [here] : columns;
    return (
        <>
            {phone && here && (
                <div className={classes.switch}>
                    <SegmentedControl
                        aria-label={words.stage_switch}
                        value={key_of_column(here)}
                        onChange={choose}
                        data={columns.map((c) => ({
                            value: key_of_column(c),
                            label: `${name_of(c)} ${c.deals}`,
                        }))}
                    />
                </div>
            )}
            <div
                ref={root}
                className={classes.board}
                data-stale={board.isPlaceholderData || undefined}
                data-phone={phone || undefined}
            >
                {shown.map((column) => (
                    <BoardColumn
                        key={key_of_column(column)}
                        column={column}
                        columns={columns}
                        query={query}
                        dragged={dragged}
                        drag={set_dragged}
                        move={move}
                        may_drag={!phone}
                        from={columns.find((c) => dragged && stands_in(dragged, c))}
                    />
                ))}
            </div>
            {dialog}
        </>
    );
}

function name_of(column: Column): string {
    if (column.state === 'prospect') return words.prospects;
    return column.stage ? column.name : words.no_stage;
}
function stands_in(line: Line, column: Column): boolean {
    if (line.state !== column.state) return false;
    return column.state === 'prospect' || column.stage === line.stage;
}
// On the phone one begins where most is to be seen.
function fullest(columns: Column[]): Column | undefined {
    return columns.find((c) => c.state === 'pipeline' && c.deals > 0) ?? columns[0];
}

interface ColumnProps {
    column: Column;
    columns: Column[];
    query: Query;
    dragged: Line | undefined;
    from: Column | undefined;
    drag: (line: Line | undefined) => void;
    move: (line: Line, from: Column, to: Column) => void;
    may_drag: boolean;
}

function BoardColumn({ column, columns, query, dragged, from, drag, move, may_drag }: ColumnProps) {
    const cards = useCards(query, column);
    const box = useRef<HTMLDivElement>(null);
    const rows = useVirtualizer({
        count: cards.count,
        getScrollElement: () => box.current,
        estimateSize: () => card_height,
        overscan: 3,
    });
    const items = rows.getVirtualItems();
    const first = items[0]?.index ?? 0;
    const last = items.at(-1)?.index ?? 0;
    const { look } = cards;
    useEffect(() => look(first, last), [look, first, last]);

    const [over, set_over] = useState(false);
    const takes =
        dragged !== undefined &&
        column.state === 'pipeline' &&
        column.stage !== '' &&
        column.settled &&
        !stands_in(dragged, column);
    const hover = (event: DragEvent) => {
        if (!takes) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        set_over(true);
    };
    const drop = (event: DragEvent) => {
        event.preventDefault();
        set_over(false);
        if (takes && from) move(dragged, from, column);
        drag(undefined);
    };
    const sums = column.sums.map(short_money).join(' + ');
    const prospects = column.state === 'prospect';
    return (
        <section
            className={classes.column}
            data-prospects={prospects || undefined}
            data-takes={takes || undefined}
            data-over={(over && takes) || undefined}
            data-column={key_of_column(column)}
            aria-label={words.column(name_of(column), words.deals(column.deals), sums)}
            onDragOver={hover}
            onDragLeave={() => set_over(false)}
            onDrop={drop}
        >
            <header className={classes.head}>
                <div className={classes.head_line}>
                    {prospects && <IconDoorEnter size={17} aria-hidden />}
                    <h2 className={classes.title}>{name_of(column)}</h2>
                    <span className={classes.count}>{column.deals.toLocaleString()}</span>
                    <span style={{ flex: 1 }} />
                    <span className={classes.sums} title={sums}>
                        {sums}
                    </span>
                </div>
                <Text
                    size="xs"
                    c="dimmed"
                    truncate
                    title={prospects ? words.before_the_door_more : undefined}
                >
                    {below_the_name(column)}
                </Text>
            </header>
            {cards.error ? (
                <Failed error={cards.error} again={cards.again} />
            ) : (
                <div ref={box} className={classes.cards}>
                    {column.deals === 0 && (
                        <Text size="sm" c="dimmed" p="xs">
                            {prospects ? words.nobody_waits : words.nothing_here}
                        </Text>
                    )}
                    <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
                        {items.map((item) => {
                            const line = cards.at(item.index);
                            return (
                                <div
                                    key={item.key}
                                    className={classes.slot}
                                    style={{ transform: `translateY(${item.start}px)` }}
                                >
                                    {line ? (
                                        <Card
                                            line={line}
                                            column={column}
                                            columns={columns}
                                            move={move}
                                            drag={drag}
                                            may_drag={may_drag}
                                        />
                                    ) : (
                                        <div className={classes.awaited} />
                                    )}
                                </div>
                            );
                        })}
                    </div>
                </div>
            )}
        </section>
    );
}

function below_the_name(column: Column): string {
    if (column.state === 'prospect') return words.before_the_door;
    if (!column.settled) return words.old_stage;
    return column.stage ? words.proof[column.proof] : '';
}

// j and k within a column, h and l between columns, m for the menu: focus moves from card to card.
function useBoardKeys(root: React.RefObject<HTMLDivElement | null>): void {
    useShortcuts(
        useMemo(() => {
            const go = (where: (at: Place) => Element | null | undefined) => () => {
                const board = root.current;
                if (!board) return;
                const at = place_in(board);
                const card = at ? where(at) : board.querySelector('[data-deal]');
                focus_on(card);
            };
            return [
                { keys: 'j', does: words.j, run: go(({ slot }) => slot.nextElementSibling) },
                { keys: 'k', does: words.k, run: go(({ slot }) => slot.previousElementSibling) },
                { keys: 'l', does: words.l, run: go(({ column }) => beside(column, 'next')) },
                { keys: 'h', does: words.h, run: go(({ column }) => beside(column, 'before')) },
                {
                    keys: 'm',
                    does: words.m,
                    run: () => {
                        const card = document.activeElement?.closest('[data-deal]');
                        card?.querySelector<HTMLElement>('[data-mover]')?.click();
                    },
                },
            ];
        }, [root]),
    );
}

interface Place {
    slot: Element;
    column: Element;
}
function place_in(board: HTMLElement): Place | undefined {
    const card = document.activeElement?.closest('[data-deal]');
    const column = card?.closest('[data-column]');
    if (!card?.parentElement || !column || !board.contains(card)) return undefined;
    return { slot: card.parentElement, column };
}
// The next column with a card in it, on that side.
function beside(column: Element, side: 'next' | 'before'): Element | undefined {
    const step = (of: Element) =>
        side === 'next' ? of.nextElementSibling : of.previousElementSibling;
    for (let at = step(column); at; at = step(at)) {
        const card = at.querySelector('[data-deal]');
        if (card) return card;
    }
    return undefined;
}
function focus_on(card: Element | null | undefined): void {
    const link = card?.querySelector<HTMLElement>('[data-card-link]');
    link?.focus();
    link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
