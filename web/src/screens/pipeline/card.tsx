// A deal on the board: who puts in what, how warm it is, what comes next.
import { ActionIcon, Menu, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type DragEvent, type MouseEvent, memo, useState } from 'react';
import type { Schemas } from '@/api/client';
import { Cooling } from '@/parts/cooling';
import { IconArrowRight } from '@/parts/icons';
import { VerdictMark } from '@/parts/marks';
import { Scale } from '@/parts/scale';
import { say } from '@/words';
import { day_of, near_day, short_money } from '@/words/format';
import classes from './board.module.css';
import { type Column, key_of_column, type Line } from './lines';

const words = say.pipeline;

export function initials(name: string): string {
    const parts = name.trim().split(/\s+/);
    const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
    return letters.map((part) => part?.[0]?.toUpperCase() ?? '').join('');
}

export function Owner({ name }: { name: string }) {
    return (
        <span
            className={classes.owner}
            role="img"
            aria-label={words.owner(name)}
            title={words.owner(name)}
        >
            {initials(name)}
        </span>
    );
}

function is_verdict(word: string): word is Schemas['Verdict'] {
    return word in say.method.verdict;
}
export function LastVerdict({ line }: { line: Line }) {
    if (!line.last_verdict || !is_verdict(line.last_verdict)) return null;
    return <VerdictMark verdict={line.last_verdict} short />;
}

// The first thing that holds for the deal: why, and on hover what to do about it.
export function NextThing({ line, lines = 2 }: { line: Line; lines?: number }) {
    const next = line.next_thing;
    return (
        <span
            className={classes.next}
            style={{ WebkitLineClamp: lines }}
            data-act={next?.severity === 'act' || undefined}
            data-none={next === undefined || undefined}
            title={next?.remedy}
        >
            {next?.because ?? words.nothing_to_do}
        </span>
    );
}

interface Props {
    line: Line;
    column: Column;
    columns: Column[];
    move: (line: Line, from: Column, to: Column) => void;
    drag: (line: Line | undefined) => void;
    may_drag: boolean;
}

// Stays as it is while others scroll past.
export const Card = memo(function Card({ line, column, columns, move, drag, may_drag }: Props) {
    const [lifted, set_lifted] = useState(false);
    const lift = (event: DragEvent) => {
        event.dataTransfer.setData('text/plain', line.name);
        event.dataTransfer.effectAllowed = 'move';
        set_lifted(true);
        drag(line);
    };
    const drop = () => {
        set_lifted(false);
        drag(undefined);
    };
    return (
        <article
            className={classes.card}
            draggable={may_drag}
            onDragStart={lift}
            onDragEnd={drop}
            data-deal={line.id}
            data-lifted={lifted || undefined}
            aria-label={line.name}
        >
            <div className={classes.card_top}>
                <div className={classes.card_name}>
                    <Link
                        to="/deals/$deal"
                        params={{ deal: line.id }}
                        className={classes.link}
                        draggable={false}
                        data-card-link
                    >
                        {line.name}
                    </Link>
                    <Text size="xs" c="dimmed" truncate>
                        {line.account_name}
                        {line.next_meeting &&
                            ` · ${words.meets(near_day(day_of(line.next_meeting)))}`}
                    </Text>
                </div>
                <MoveMenu line={line} column={column} columns={columns} move={move} />
            </div>
            <div className={classes.card_figures}>
                <Scale
                    skin={line.skin}
                    buyer={line.buyer_stake}
                    seller={line.seller_stake}
                    size={38}
                    figures
                />
                <Cooling
                    momentum={line.momentum}
                    half_life_days={line.half_life_days}
                    width={64}
                    height={22}
                />
            </div>
            <NextThing line={line} />
            <div className={classes.card_foot}>
                <span className={classes.amount}>
                    {line.amount ? short_money(line.amount) : words.no_amount}
                </span>
                <span className={classes.verdict}>
                    <LastVerdict line={line} />
                </span>
                <Owner name={line.owner_name} />
            </div>
        </article>
    );
});

type MenuProps = Pick<Props, 'line' | 'column' | 'columns' | 'move'>;

// The way without a mouse: also opened by "m".
function MoveMenu({ line, column, columns, move }: MenuProps) {
    const hold = (event: MouseEvent) => event.stopPropagation();
    return (
        <Menu position="bottom-end" withinPortal shadow="md">
            <Menu.Target>
                <ActionIcon
                    variant="subtle"
                    color="gray"
                    className={classes.mover}
                    title={words.move}
                    aria-label={words.move_deal(line.name)}
                    data-mover
                    onClick={hold}
                >
                    <IconArrowRight size={16} />
                </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Label>{words.move}</Menu.Label>
                {columns
                    .filter((c) => c.state === 'pipeline' && c.stage && c.settled)
                    .map((to) => {
                        const here = key_of_column(to) === key_of_column(column);
                        return (
                            <Menu.Item
                                key={to.stage}
                                disabled={here}
                                onClick={() => move(line, column, to)}
                                rightSection={
                                    <Text size="xs" c="dimmed">
                                        {here ? words.stage_now : words.proof[to.proof]}
                                    </Text>
                                }
                            >
                                {to.name}
                            </Menu.Item>
                        );
                    })}
            </Menu.Dropdown>
        </Menu>
    );
}
