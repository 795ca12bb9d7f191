// The emblem, large: what each side put in lies in its pan, a weight for each promise, meeting and
// request. Each half opens its acts, so that the figure answers "why?".
import { Text, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { number } from '@/words/format';
import classes from './pictures.module.css';

type Act = Schemas['Act'];
type Side = Schemas['Side'];

const pivot = { x: 230, y: 44 };
const arm = 148;
const hang = 96;
const steepest = 11; // degrees
const row_height = 11;
const row_width = 104;
const rows = 6;

interface Props {
    numbers: Schemas['DealNumbers'];
    acts: Act[];
    open: Side | undefined;
    onOpen: (side: Side | undefined) => void;
}

// What each promise, meeting and request is worth by now, heaviest first.
export function weights_of(acts: Act[], side: Side): number[] {
    const sums = new Map<string, number>();
    for (const [index, act] of acts.entries()) {
        if (act.side !== side || act.stake === 0) continue;
        const of = act.commitment ?? act.request ?? act.meeting ?? `act ${index}`;
        sums.set(of, (sums.get(of) ?? 0) + act.stake);
    }
    return [...sums.values()].filter((w) => w > 0.001).sort((a, b) => b - a);
}

interface Block {
    x: number;
    row: number;
    width: number;
}

// Lays weights side by side, row upon row; the middle of each row hangs in the middle.
export function piled(weights: number[], px_a_point: number): Block[] {
    const pile: { width: number; blocks: number[] }[] = [];
    for (const weight of weights) {
        const width = Math.min(row_width, Math.max(5, weight * px_a_point));
        const row = pile.find((r) => r.width + width <= row_width);
        if (row) {
            row.width += width;
            row.blocks.push(width);
        } else {
            pile.push({ width, blocks: [width] });
        }
    }
    return pile.flatMap((row, index) => {
        let x = -row.width / 2;
        return row.blocks.map((width) => {
            const block = { x, row: index, width };
            x += width;
            return block;
        });
    });
}

export function BigScale({ numbers, acts, open, onOpen }: Props) {
    const { skin, buyer_stake, seller_stake } = numbers;
    const piles = useMemo(() => {
        const theirs = weights_of(acts, 'buyer');
        const ours = weights_of(acts, 'seller');
        const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
        const px = Math.min(22, (row_width * (rows - 1.5)) / Math.max(sum(theirs), sum(ours), 1));
        return { buyer: piled(theirs, px), seller: piled(ours, px) };
    }, [acts]);
    const tilt = skin === undefined ? 0 : ((50 - skin) / 50) * steepest;
    const label = say.method.scale(
        skin,
        number(Math.max(0, buyer_stake), 1),
        number(seller_stake, 1),
    );
    const toggle = (side: Side) => onOpen(open === side ? undefined : side);
    return (
        <div className={classes.hero}>
            <svg role="img" aria-label={label} viewBox="0 0 460 222">
                <path
                    d={`M${pivot.x} 26 V206 M${pivot.x - 58} 212 h116`}
                    strokeWidth={5}
                    className={classes.post}
                />
                <g
                    className={classes.beam}
                    style={{
                        transform: `rotate(${tilt}deg)`,
                        transformOrigin: `${pivot.x}px ${pivot.y}px`,
                    }}
                >
                    <path
                        d={`M${pivot.x - arm} ${pivot.y} H${pivot.x + arm}`}
                        strokeWidth={5}
                        className={classes.post}
                    />
                    <Pan x={pivot.x - arm} tilt={tilt} side="buyer" blocks={piles.buyer} />
                    <Pan x={pivot.x + arm} tilt={tilt} side="us" blocks={piles.seller} />
                </g>
                <circle cx={pivot.x} cy={pivot.y} r={6} fill="var(--quiet)" />
            </svg>
            <div className={classes.sides_of_it}>
                <PanButton
                    side="buyer"
                    stake={buyer_stake}
                    open={open === 'buyer'}
                    onClick={() => toggle('buyer')}
                />
                <div className={classes.skin}>
                    <div className={classes.skin_figure}>
                        {skin === undefined ? '–' : `${skin} %`}
                    </div>
                    <Text size="xs" c="dimmed">
                        {say.method.skin}
                    </Text>
                </div>
                <PanButton
                    side="seller"
                    stake={seller_stake}
                    open={open === 'seller'}
                    onClick={() => toggle('seller')}
                />
            </div>
        </div>
    );
}

interface PanProps {
    x: number;
    tilt: number;
    side: 'us' | 'buyer';
    blocks: Block[];
}

// Hangs straight down, whatever the beam does.
function Pan({ x, tilt, side, blocks }: PanProps) {
    const rim = pivot.y + hang;
    return (
        <g
            className={`${classes.pan} ${side === 'us' ? classes.us : classes.buyer}`}
            style={{
                transform: `rotate(${-tilt}deg)`,
                transformOrigin: `${x}px ${pivot.y}px`,
            }}
        >
            <path
                d={`M${x} ${pivot.y} L${x - 64} ${rim} M${x} ${pivot.y} L${x + 64} ${rim}`}
                className={classes.cord}
            />
            {blocks.map((block) => (
                <rect
                    key={`${block.row} ${block.x}`}
                    x={x + block.x}
                    y={rim - (block.row + 1) * row_height}
                    width={block.width}
                    height={row_height}
                    rx={2.5}
                    className={classes.weight}
                />
            ))}
            <path d={`M${x - 70} ${rim} a70 30 0 0 0 140 0 z`} className={classes.bowl} />
        </g>
    );
}

interface PanButtonProps {
    side: Side;
    stake: number;
    open: boolean;
    onClick: () => void;
}

function PanButton({ side, stake, open, onClick }: PanButtonProps) {
    return (
        <UnstyledButton
            className={`${classes.pan_button} ${side === 'buyer' ? classes.buyer : classes.us}`}
            aria-expanded={open}
            aria-controls="pan-acts"
            onClick={onClick}
        >
            <span className={classes.put_in}>{number(stake, 1).replace('-', '−')}</span>
            <Text span size="sm">
                {side === 'buyer' ? say.deal.they_put_in : say.deal.we_put_in}
            </Text>
        </UnstyledButton>
    );
}
