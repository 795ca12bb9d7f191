// The two-sided timeline: the buyer's acts above the line, ours below, height = what it cost.
import type { KeyboardEvent, PointerEvent } from 'react';
import { useMemo } from 'react';
import { say } from '@/words';
import { type Span, scale_of, type Tick } from './axis';
import { in_words, type Mark, type Placed, stacked, tallest } from './marks';
import classes from './pictures.module.css';

export const pad = 16;
const half = 112; // px of each side
const band = 22; // px of the line between them, on which the meetings stand
const labels = 20;
export const timeline_height = 2 * half + band + labels;
const wide = 12; // px of a bar
const least = 7; // px of a mark that put in nothing
const largest_unit = 30; // px a point

interface Props {
    id: string;
    marks: Mark[];
    span: Span;
    ticks: Tick[];
    now: number;
    width: number;
    active: string | undefined;
    onActive: (id: string | undefined, by: 'keys' | 'pointer') => void;
    onOpen: (mark: Mark) => void;
}

export interface Spot extends Placed {
    top: number;
    height: number;
}

// Where each mark stands. One scale for both sides: they are to be compared.
export function spots_of(marks: Mark[], span: Span, width: number): Spot[] {
    const x = scale_of(span, width, pad);
    const shown = marks.filter((m) => m.at >= span.from && m.at <= span.to);
    const of = (side: Mark['side']) => shown.filter((m) => m.side === side);
    // How tall a point may be depends on the tallest column, and that on how much the empty ones take.
    const place = (unit: number) =>
        (['buyer', 'seller'] as const).map((side) => stacked(of(side), x, wide + 1, least / unit));
    const first = place(largest_unit);
    const most = Math.max(...first.map((placed) => tallest(placed, least / largest_unit)));
    const unit = Math.min(largest_unit, (half - 8) / Math.max(most, 0.1));
    const gap = 1;
    const sides = place(unit).flatMap((placed, index) =>
        placed.map((p): Spot => {
            const height = Math.max(least, p.mark.points * unit);
            const from = p.from * unit;
            const top = index === 0 ? half - from - height : half + band + from;
            return { ...p, top, height: height - gap };
        }),
    );
    const meetings = of('both').map((mark): Spot => {
        return { mark, x: x(mark.at), from: 0, top: half, height: band };
    });
    return [...sides, ...meetings].sort((a, b) => a.mark.at - b.mark.at);
}

function nearest(spots: Spot[], x: number, y: number): Spot | undefined {
    let best: Spot | undefined;
    let how_far = 26;
    for (const spot of spots) {
        const across = Math.abs(spot.x - x);
        const up = y < spot.top ? spot.top - y : Math.max(0, y - spot.top - spot.height);
        const far = Math.hypot(across, up * 0.6);
        if (far < how_far) {
            how_far = far;
            best = spot;
        }
    }
    return best;
}

// Left and right go through all of them; up and down change sides.
function after_key(spots: Spot[], active: string | undefined, key: string): Spot | undefined {
    const at = spots.findIndex((s) => s.mark.id === active);
    if (key === 'Home') return spots[0];
    if (key === 'End') return spots.at(-1);
    if (key === 'ArrowRight') return spots[Math.min(spots.length - 1, at + 1)];
    if (key === 'ArrowLeft') return spots[at < 0 ? spots.length - 1 : Math.max(0, at - 1)];
    const side = key === 'ArrowUp' ? 'buyer' : key === 'ArrowDown' ? 'seller' : undefined;
    if (!side) return undefined;
    const here = spots[at]?.x ?? 0;
    return spots
        .filter((s) => s.mark.side === side)
        .sort((a, b) => Math.abs(a.x - here) - Math.abs(b.x - here))[0];
}

export function Timeline(props: Props) {
    const { id, marks, span, ticks, now, width, active, onActive, onOpen } = props;
    const spots = useMemo(() => spots_of(marks, span, width), [marks, span, width]);
    const x = scale_of(span, width, pad);

    const keys = (event: KeyboardEvent) => {
        if (event.key === 'Escape') return onActive(undefined, 'keys');
        const here = spots.find((s) => s.mark.id === active);
        if (event.key === 'Enter' && here) return onOpen(here.mark);
        const next = after_key(spots, active, event.key);
        if (!next) return;
        event.preventDefault();
        onActive(next.mark.id, 'keys');
    };
    const point = (event: PointerEvent<HTMLElement>) => {
        const box = event.currentTarget.getBoundingClientRect();
        const found = nearest(spots, event.clientX - box.left, event.clientY - box.top);
        onActive(found?.mark.id, 'pointer');
    };
    return (
        <div
            role="listbox"
            aria-label={say.deal.timeline_label(spots.length)}
            aria-activedescendant={active && `${id}-${active}`}
            tabIndex={0}
            className={classes.timeline}
            style={{ width, height: timeline_height }}
            onKeyDown={keys}
            onFocus={() => active === undefined && onActive(latest(spots, now), 'keys')}
            onBlur={() => onActive(undefined, 'keys')}
            onPointerMove={point}
            onPointerDown={point}
            onPointerLeave={(e) => e.pointerType === 'mouse' && onActive(undefined, 'pointer')}
        >
            <svg
                role="presentation"
                width={width}
                height={timeline_height}
                style={{ display: 'block' }}
            >
                <g aria-hidden>
                    {ticks.map((tick) => (
                        <g key={tick.at}>
                            <line
                                x1={x(tick.at)}
                                x2={x(tick.at)}
                                y1={0}
                                y2={timeline_height - labels}
                                className={classes.grid}
                            />
                            <text x={x(tick.at)} y={timeline_height - 5} className={classes.tick}>
                                {tick.label}
                            </text>
                        </g>
                    ))}
                    <rect x={0} y={half} width={width} height={band} className={classes.band} />
                    <Today x={x(now)} height={timeline_height - labels} />
                </g>
                {spots.map((spot) => (
                    <g
                        key={spot.mark.id}
                        id={`${id}-${spot.mark.id}`}
                        role="option"
                        tabIndex={-1}
                        aria-selected={spot.mark.id === active}
                        aria-label={in_words(spot.mark)}
                        className={classes.mark}
                    >
                        <Drawn spot={spot} />
                    </g>
                ))}
            </svg>
        </div>
    );
}

function latest(spots: Spot[], now: number): string | undefined {
    return (spots.findLast((s) => s.mark.at <= now) ?? spots[0])?.mark.id;
}

export function Today({ x, height }: { x: number; height: number }) {
    return (
        <g className={classes.today}>
            <line x1={x} x2={x} y1={0} y2={height} />
            <text x={x + 5} y={11}>
                {say.common.today}
            </text>
        </g>
    );
}

function Drawn({ spot }: { spot: Spot }) {
    const { mark, x, top, height } = spot;
    if (mark.kind === 'meeting') return <Meeting spot={spot} />;
    const side = mark.side === 'buyer' ? classes.buyer : classes.us;
    if (mark.points === 0 && mark.kind === 'act')
        return (
            <circle cx={x} cy={top + height / 2} r={2.5} className={`${side} ${classes.nothing}`} />
        );
    const look =
        mark.kind === 'promise'
            ? mark.overdue
                ? classes.overdue
                : classes.ahead
            : mark.hollow
              ? classes.hollow
              : mark.soft
                ? classes.soft
                : classes.solid;
    return (
        <rect
            x={x - wide / 2}
            y={top}
            width={wide}
            height={height}
            rx={2}
            className={`${side} ${look}`}
        />
    );
}

function Meeting({ spot: { mark, x } }: { spot: Spot }) {
    const y = half + band / 2;
    const advance = mark.verdict?.startsWith('advance') || mark.verdict === 'order';
    const look = advance ? classes.advance : mark.verdict ? classes.no_advance : classes.to_come;
    return (
        <path d={`M${x} ${y - 7} l7 7 l-7 7 l-7 -7 z`} className={`${classes.meeting} ${look}`} />
    );
}
