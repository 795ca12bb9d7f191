// The cooling curve: each act of the buyer lifts it, time halves it, nothing of ours moves it.
import { useId } from 'react';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { day, day_of, number } from '@/words/format';
import { a_day, type Span, scale_of, type Tick } from './axis';
import classes from './pictures.module.css';
import { pad } from './timeline';

type Curve = Schemas['MomentumCurve'];

export const momentum_height = 150;
const head = 22; // px above the highest point
const foot = 10;

interface Props {
    curve: Curve;
    // The promise that is imagined kept.
    kept: Schemas['PromiseAhead'] | undefined;
    span: Span;
    ticks: Tick[];
    now: number;
    width: number;
}

interface Point {
    at: number;
    value: number;
}

// From one moment to another as it cools, a point a day or so.
function cooling(from: Point, to: number, half_life_days: number): Point[] {
    const steps = Math.max(1, Math.min(80, Math.ceil((to - from.at) / a_day)));
    return Array.from({ length: steps + 1 }, (_, i) => {
        const at = from.at + ((to - from.at) * i) / steps;
        return { at, value: from.value * 2 ** (-(at - from.at) / a_day / half_life_days) };
    });
}

function past_of(curve: Curve, now: number): Point[] {
    const jumps = curve.jumps.map((j) => ({
        at: Date.parse(j.at),
        before: j.before,
        after: j.after,
    }));
    return jumps.flatMap((jump, i) => [
        { at: jump.at, value: jump.before },
        ...cooling(
            { at: jump.at, value: jump.after },
            jumps[i + 1]?.at ?? now,
            curve.half_life_days,
        ),
    ]);
}

export function Momentum({ curve, kept, span, ticks, now, width }: Props) {
    const clip = useId();
    const x = scale_of(span, width, pad);
    const past = past_of(curve, now);
    const seen = past.filter((p) => p.at >= span.from);
    const most = Math.max(1, kept?.momentum ?? 0, ...seen.map((p) => p.value));
    const low = Math.min(0, ...seen.map((p) => p.value));
    const y = (value: number) =>
        head + ((most - value) / (most - low)) * (momentum_height - head - foot);
    const line = (points: Point[]) =>
        points.map((p) => `${x(p.at).toFixed(1)},${y(p.value).toFixed(1)}`).join(' ');
    const half_at = now + curve.half_life_days * a_day;
    const half = curve.momentum / 2;
    const shows_half = half_at < span.to && curve.momentum >= 0.05;
    const would = kept && kept.momentum > curve.momentum ? kept : undefined;
    return (
        <svg
            role="img"
            aria-label={say.deal.momentum_label(
                number(curve.momentum, 1),
                number(curve.half_life_days, 1),
            )}
            width={width}
            height={momentum_height}
            style={{ display: 'block' }}
        >
            <clipPath id={clip}>
                <rect x={0} y={0} width={width} height={momentum_height} />
            </clipPath>
            {ticks.map((t) => (
                <line
                    key={t.at}
                    x1={x(t.at)}
                    x2={x(t.at)}
                    y1={0}
                    y2={momentum_height}
                    className={classes.grid}
                />
            ))}
            <line x1={0} x2={width} y1={y(0)} y2={y(0)} className={classes.floor} />
            <g clipPath={`url(#${clip})`}>
                {past.length > 0 && (
                    <polygon
                        points={`${x(past[0]?.at ?? now)},${y(0)} ${line(past)} ${x(now)},${y(0)}`}
                        className={classes.area}
                    />
                )}
                <polyline points={line(past)} className={classes.curve} />
                <polyline
                    points={line(
                        cooling({ at: now, value: curve.momentum }, span.to, curve.half_life_days),
                    )}
                    className={classes.cooling}
                />
                {would && (
                    <polyline
                        points={line([
                            { at: now, value: curve.momentum },
                            ...cooling(
                                { at: now, value: would.momentum },
                                span.to,
                                curve.half_life_days,
                            ),
                        ])}
                        className={classes.would}
                    />
                )}
            </g>
            <line x1={x(now)} x2={x(now)} y1={0} y2={momentum_height} className={classes.now} />
            {shows_half && (
                <g>
                    <line
                        x1={x(half_at)}
                        x2={x(half_at)}
                        y1={y(half)}
                        y2={y(0)}
                        className={classes.half}
                    />
                    <circle cx={x(half_at)} cy={y(half)} r={4} className={classes.there} />
                    <text
                        x={x(half_at) - (x(half_at) > width - 50 ? 6 : 0)}
                        y={y(0) - y(half) > 26 ? y(half) + 18 : y(half) - 10}
                        textAnchor={x(half_at) > width - 50 ? 'end' : 'middle'}
                        className={classes.value}
                    >
                        {say.deal.half_by(day(day_of(new Date(half_at))))}
                    </text>
                </g>
            )}
            {would && (
                <>
                    <circle cx={x(now)} cy={y(would.momentum)} r={4} className={classes.there} />
                    <text x={x(now) + 8} y={y(would.momentum) - 4} className={classes.value}>
                        {say.deal.with_it(number(would.momentum, 1))}
                    </text>
                </>
            )}
            <circle cx={x(now)} cy={y(curve.momentum)} r={5} className={classes.here} />
            <text
                x={x(now) - 8}
                y={y(curve.momentum) - 8}
                textAnchor="end"
                className={classes.value}
            >
                {number(curve.momentum, 1)}
            </text>
        </svg>
    );
}
