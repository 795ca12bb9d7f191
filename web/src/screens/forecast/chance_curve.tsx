// The chance to win over the deal's weeks, with the acts on it. The arrow keys go from act to act.
import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { day, day_of } from '@/words/format';
import type { Names } from '../deal/names';
import { act_key, act_words } from './act_words';
import { chance } from './figures';
import classes from './forecast.module.css';

const words = say.forecast;
const height = 190;
const left = 34;
const edge = 10;
const foot = 22;
const reach = 24; // px from an act to the pointer

interface Props {
    of: Schemas['DealForecast'];
    names: Names;
}
interface Scales {
    x: (at: number) => number;
    y: (win: number) => number;
    most: number;
    first: number;
    last: number;
    width: number;
}

function scales_of(of: Schemas['DealForecast'], width: number): Scales {
    const first = Date.parse(of.curve[0]?.at ?? of.at);
    const last = Date.parse(of.curve.at(-1)?.at ?? of.at);
    const highest = Math.max(0.05, ...of.curve.map((p) => p.win));
    const most = Math.min(1, Math.ceil(highest * 4 + 0.2) / 4);
    return {
        first,
        last,
        most,
        width,
        x: (at) => left + ((at - first) / Math.max(1, last - first)) * (width - left - edge),
        y: (win) => edge + (1 - win / most) * (height - edge - foot),
    };
}

function next_act(acts: number, active: number | undefined, key: string): number | undefined {
    if (key === 'Home') return 0;
    if (key === 'End') return acts - 1;
    if (key === 'ArrowRight') return Math.min(acts - 1, (active ?? -1) + 1);
    if (key === 'ArrowLeft') return Math.max(0, (active ?? acts) - 1);
    return undefined;
}

export function ChanceCurve({ of, names }: Props) {
    const id = useId();
    const { ref, width } = useElementSize();
    const [active, set_active] = useState<number>();
    const scales = scales_of(of, width);
    const spots = of.acts.map((a) => ({
        x: scales.x(Math.max(scales.first, Date.parse(a.act.at))),
        y: scales.y(a.after),
    }));
    const keys = (event: KeyboardEvent<HTMLElement>) => {
        const next = next_act(of.acts.length, active, event.key);
        if (next === undefined) return;
        event.preventDefault();
        set_active(next);
    };
    const point = (event: PointerEvent<HTMLElement>) => {
        const box = event.currentTarget.getBoundingClientRect();
        const far = (spot: { x: number; y: number }) =>
            Math.hypot(spot.x - event.clientX + box.left, (spot.y - event.clientY + box.top) / 4);
        const nearest = spots.reduce(
            (best, spot, i) => (far(spot) < far(spots[best] ?? spot) ? i : best),
            0,
        );
        const spot = spots[nearest];
        set_active(spot && far(spot) <= reach ? nearest : undefined);
    };
    const chosen = active === undefined ? undefined : of.acts[active];
    return (
        <div style={{ marginTop: 14 }}>
            <div
                ref={ref}
                role="listbox"
                aria-label={words.curve_label(chance(of.curve.at(-1)?.win ?? 0))}
                aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
                tabIndex={0}
                className={classes.picture}
                style={{ height }}
                onKeyDown={keys}
                onFocus={() => active === undefined && set_active(of.acts.length - 1)}
                onBlur={() => set_active(undefined)}
                onPointerMove={point}
                onPointerDown={point}
            >
                {width > 0 && (
                    <svg role="presentation" width={width} height={height}>
                        <Frame of={of} scales={scales} />
                        {of.acts.map((a, i) => (
                            <circle
                                key={act_key(a.act)}
                                id={`${id}-${i}`}
                                role="option"
                                tabIndex={-1}
                                aria-selected={i === active}
                                aria-label={`${act_words(a.act, names)}, ${words.would_be(chance(a.before), chance(a.after))}`}
                                cx={spots[i]?.x}
                                cy={spots[i]?.y}
                                r={i === active ? 8 : a.act.side === 'buyer' ? 5 : 3.5}
                                className={
                                    a.act.side === 'buyer' ? classes.their_act : classes.our_act
                                }
                            />
                        ))}
                    </svg>
                )}
            </div>
            <Text size="sm" mih={44} pt={4}>
                {chosen ? (
                    <>
                        <span className={classes.small}>{day(day_of(chosen.act.at))}</span>{' '}
                        {act_words(chosen.act, names)}{' '}
                        <b className="numbers">
                            {words.would_be(chance(chosen.before), chance(chosen.after))}
                        </b>
                    </>
                ) : (
                    <Text span size="sm" c="dimmed">
                        {words.curve_more}
                    </Text>
                )}
            </Text>
        </div>
    );
}

function Frame({ of, scales }: { of: Schemas['DealForecast']; scales: Scales }) {
    const { x, y, most, first, last, width } = scales;
    const line = of.curve
        .map((p) => `${x(Date.parse(p.at)).toFixed(1)},${y(p.win).toFixed(1)}`)
        .join(' ');
    return (
        <g aria-hidden>
            {[0, most / 2, most].map((t) => (
                <g key={t}>
                    <line
                        x1={left}
                        x2={width - edge}
                        y1={y(t)}
                        y2={y(t)}
                        className={classes.axis}
                    />
                    <text x={left - 6} y={y(t) + 4} textAnchor="end" className={classes.tick}>
                        {Math.round(t * 100)}
                    </text>
                </g>
            ))}
            <text x={left} y={height - 5} className={classes.tick}>
                {day(day_of(new Date(first)))}
            </text>
            <text x={width - edge} y={height - 5} textAnchor="end" className={classes.tick}>
                {day(day_of(new Date(last)))}
            </text>
            <polyline points={line} className={classes.curve} />
        </g>
    );
}
