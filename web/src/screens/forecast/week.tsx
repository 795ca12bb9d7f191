// What has changed since last week: from the sum then to the sum now, and the deals behind it.
import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { day, day_of } from '@/words/format';
import { chance, signed, sum_in } from './figures';
import { Part } from './forecast';
import classes from './forecast.module.css';

const words = say.forecast;

interface Props {
    of: Schemas['Waterfall'];
    currency: string;
}
export function Week({ of, currency }: Props) {
    return (
        <Part id="week" title={words.week} wide>
            <Steps of={of} currency={currency} />
            {of.deals.length === 0 ? (
                <Text c="dimmed" size="sm">
                    {words.no_change}
                </Text>
            ) : (
                <ul className={classes.changed} aria-label={words.which_deals}>
                    {of.deals.map((deal) => (
                        <Changed key={deal.deal} of={deal} currency={currency} />
                    ))}
                </ul>
            )}
        </Part>
    );
}

interface Step {
    name: string;
    from: number;
    to: number;
    look: string | undefined;
    figure: string;
}

function steps_of(of: Schemas['Waterfall'], currency: string): Step[] {
    const sum = sum_in(currency);
    const whole = (name: string, value: number): Step => ({
        name,
        from: 0,
        to: value,
        look: classes.step_whole,
        figure: sum(value),
    });
    let at = of.before;
    const parts = of.parts.map((part) => {
        const from = at;
        at += part.sum;
        return {
            name: words.changes[part.change],
            from,
            to: at,
            look: part.sum >= 0 ? classes.step_up : classes.step_down,
            figure: signed(sum(part.sum), part.sum),
        };
    });
    return [whole(words.was, of.before), ...parts, whole(words.is, of.after)];
}

const least_step = 60; // px: what is narrower is a list
const height = 176;
const head = 20;
const foot = 22;

function Steps({ of, currency }: Props) {
    const { ref, width } = useElementSize();
    const steps = steps_of(of, currency);
    const sum = sum_in(currency);
    const ends = steps.flatMap((s) => [s.from, s.to]);
    // The parts are what is looked at: where they are small beside the whole, the floor is raised.
    const changes = steps.slice(1, -1).flatMap((s) => [s.from, s.to]);
    const least = Math.min(...changes, of.before, of.after);
    const most = Math.max(...ends);
    const floor = least > most * 0.5 ? least - (most - least) * 0.8 : 0;
    const y = (value: number) =>
        head +
        ((most - Math.max(floor, value)) / Math.max(1, most - floor)) * (height - head - foot);
    const wide = width / steps.length;
    const as_list = width > 0 && wide < least_step;
    const bar = Math.min(72, wide * 0.62);
    return (
        <div ref={ref} className={classes.picture} style={{ minHeight: height }}>
            {as_list && (
                <ul className={classes.list}>
                    {steps.map((step) => (
                        <li key={step.name}>
                            <span>{step.name}</span>
                            <span className={classes.by}>{step.figure}</span>
                        </li>
                    ))}
                </ul>
            )}
            {width > 0 && !as_list && (
                <svg
                    role="img"
                    aria-label={words.week_label(sum(of.before), sum(of.after))}
                    width={width}
                    height={height}
                >
                    {steps.map((step, i) => {
                        const middle = wide * (i + 0.5);
                        const top = y(Math.max(step.from, step.to));
                        const low = y(Math.min(step.from, step.to));
                        return (
                            <g key={step.name}>
                                <rect
                                    x={middle - bar / 2}
                                    y={top}
                                    width={bar}
                                    height={Math.max(2, low - top)}
                                    rx={2}
                                    className={step.look}
                                />
                                {i + 1 < steps.length && (
                                    <line
                                        x1={middle + bar / 2}
                                        x2={middle + wide - bar / 2}
                                        y1={y(step.to)}
                                        y2={y(step.to)}
                                        className={classes.joint}
                                    />
                                )}
                                <text
                                    x={middle}
                                    y={top - 6}
                                    textAnchor="middle"
                                    className={classes.value}
                                >
                                    {step.figure}
                                </text>
                                <text
                                    x={middle}
                                    y={height - 6}
                                    textAnchor="middle"
                                    className={classes.tick}
                                >
                                    {step.name}
                                </text>
                            </g>
                        );
                    })}
                </svg>
            )}
        </div>
    );
}

function Changed({ of, currency }: { of: Schemas['ChangedDeal']; currency: string }) {
    const none = '–';
    return (
        <li>
            <Text size="sm" c="dimmed">
                {words.changes[of.change]}
            </Text>
            <div style={{ minWidth: 0 }}>
                <Link to="/deals/$deal" params={{ deal: of.deal }}>
                    {of.name}
                </Link>
                <Text size="sm" c="dimmed">
                    {of.owner_name} · {of.because}
                    {of.act?.what && ` ${of.act.what} (${day(day_of(of.act.at))}).`}
                </Text>
            </div>
            <div>
                <div className={classes.by}>{signed(sum_in(currency)(of.sum), of.sum)}</div>
                <div className={classes.small} style={{ textAlign: 'right' }}>
                    {words.from_chance(
                        of.before === undefined ? none : chance(of.before),
                        of.after === undefined ? none : chance(of.after),
                    )}
                </div>
            </div>
        </li>
    );
}
