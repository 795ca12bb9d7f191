// The sum as a distribution: a thousand draws, eight of ten of them dark.
import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { number } from '@/words/format';
import { sum_in } from './figures';
import { Part } from './forecast';
import classes from './forecast.module.css';

const words = say.forecast;

interface Props {
    of: Schemas['CurrencyForecast'];
    wins: Schemas['Spread'];
    without_amount: number;
}
export function Sum({ of, wins, without_amount }: Props) {
    const sum = sum_in(of.currency);
    return (
        <Part id="sum" title={words.sum} wide>
            <div className={classes.sum}>
                <div>
                    <div className={classes.headline}>
                        <span className={classes.figure}>{sum(of.sum.expected)}</span>
                        <Text span c="dimmed">
                            {words.expected}{' '}
                            {words.open_worth(
                                sum(of.open),
                                words.deals(of.deals, number(of.deals)),
                            )}
                        </Text>
                    </div>
                    <Text fw={600} mt={4} className="numbers">
                        {words.eight_of_ten(sum(of.sum.low), sum(of.sum.high))}
                    </Text>
                    <Text size="sm" mt={4} className="numbers">
                        {words.wins(number(wins.expected), number(wins.low), number(wins.high))}
                    </Text>
                    {without_amount > 0 && (
                        <Text size="sm" c="dimmed">
                            {words.without_amount(number(without_amount))}
                        </Text>
                    )}
                    <Text size="xs" c="dimmed" mt={4}>
                        {words.alone}
                    </Text>
                </div>
                <Histogram of={of} />
            </div>
        </Part>
    );
}

const height = 150;
const foot = 22;
const head = 20;

function Histogram({ of }: { of: Schemas['CurrencyForecast'] }) {
    const { ref, width } = useElementSize();
    const sum = sum_in(of.currency);
    const first = of.bars[0];
    const last = of.bars.at(-1);
    const label = words.sum_label(sum(of.sum.expected), sum(of.sum.low), sum(of.sum.high));
    if (!first || !last) return null;
    const wide = Math.max(1, last.to - first.from);
    const most = Math.max(...of.bars.map((b) => b.part));
    const x = (value: number) => ((value - first.from) / wide) * width;
    const y = (part: number) => head + (1 - part / most) * (height - head - foot);
    const inside = (bar: Schemas['Bar']) => {
        const middle = (bar.from + bar.to) / 2;
        return middle >= of.sum.low && middle <= of.sum.high;
    };
    const expected = Math.min(width - 40, Math.max(40, x(of.sum.expected)));
    return (
        <div ref={ref} className={classes.picture} style={{ height }}>
            {width > 0 && (
                <svg role="img" aria-label={label} width={width} height={height}>
                    {of.bars.map((bar) => (
                        <rect
                            key={bar.from}
                            x={x(bar.from) + 1.5}
                            y={y(bar.part)}
                            width={Math.max(2, (width * (bar.to - bar.from)) / wide - 3)}
                            height={Math.max(0, height - foot - y(bar.part))}
                            rx={2}
                            className={inside(bar) ? classes.bar_in : classes.bar_out}
                        />
                    ))}
                    <line
                        x1={0}
                        x2={width}
                        y1={height - foot}
                        y2={height - foot}
                        className={classes.axis}
                    />
                    <line
                        x1={x(of.sum.expected)}
                        x2={x(of.sum.expected)}
                        y1={head - 4}
                        y2={height - foot}
                        className={classes.mark}
                    />
                    <text x={expected} y={12} textAnchor="middle" className={classes.value}>
                        {sum(of.sum.expected)}
                    </text>
                    <text x={0} y={height - 6} className={classes.tick}>
                        {sum(first.from)}
                    </text>
                    <text x={width} y={height - 6} textAnchor="end" className={classes.tick}>
                        {sum(last.to)}
                    </text>
                </svg>
            )}
        </div>
    );
}
