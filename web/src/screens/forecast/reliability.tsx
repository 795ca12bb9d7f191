// Chance given against part won: a dot for each tenth, as large as its deals are many, with the
// range that chance alone may carry it to.
import { useElementSize } from '@mantine/hooks';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { chance } from './figures';
import classes from './forecast.module.css';

const words = say.forecast;
const left = 38;
const foot = 34;
const edge = 10;
const most_wide = 340;

export function Reliability({ bins }: { bins: Schemas['Bin'][] }) {
    const { ref, width: room } = useElementSize();
    const width = Math.min(most_wide, room);
    const size = width - left - edge;
    const height = size + foot + edge;
    const x = (value: number) => left + value * size;
    const y = (value: number) => edge + (1 - value) * size;
    const shown = bins.filter((b) => b.deals > 0);
    const all = shown.reduce((sum, b) => sum + b.deals, 0);
    return (
        <div ref={ref} className={classes.picture} style={{ minHeight: 300 }}>
            {width > left + edge && (
                <svg role="img" aria-label={label_of(shown)} width={width} height={height}>
                    {[0, 0.25, 0.5, 0.75, 1].map((t) => (
                        <g key={t}>
                            <line
                                x1={x(t)}
                                x2={x(t)}
                                y1={y(0)}
                                y2={y(1)}
                                className={classes.axis}
                            />
                            <line
                                x1={x(0)}
                                x2={x(1)}
                                y1={y(t)}
                                y2={y(t)}
                                className={classes.axis}
                            />
                            <text
                                x={left - 6}
                                y={y(t) + 4}
                                textAnchor="end"
                                className={classes.tick}
                            >
                                {t * 100}
                            </text>
                            <text
                                x={x(t)}
                                y={y(0) + 15}
                                textAnchor="middle"
                                className={classes.tick}
                            >
                                {t * 100}
                            </text>
                        </g>
                    ))}
                    <text x={x(0.5)} y={height - 4} textAnchor="middle" className={classes.tick}>
                        {words.given}, %
                    </text>
                    <text
                        transform={`translate(11 ${y(0.5)}) rotate(-90)`}
                        textAnchor="middle"
                        className={classes.tick}
                    >
                        {words.came}, %
                    </text>
                    <line x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} className={classes.straight} />
                    {shown.map((bin) => (
                        <g key={bin.given}>
                            <line
                                x1={x(bin.given)}
                                x2={x(bin.given)}
                                y1={y(bin.came_95.low)}
                                y2={y(bin.came_95.high)}
                                className={classes.whisker}
                            />
                            <circle
                                cx={x(bin.given)}
                                cy={y(bin.came)}
                                r={4 + 10 * Math.sqrt(bin.deals / all)}
                                className={classes.dot}
                            />
                        </g>
                    ))}
                </svg>
            )}
        </div>
    );
}

function label_of(bins: Schemas['Bin'][]): string {
    const dots = bins.map((b) => words.dot(chance(b.given), chance(b.came), b.deals));
    return `${words.reliability_label}: ${dots.join('; ')}`;
}
