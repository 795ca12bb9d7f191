// A figure bucket by bucket: bars so small that one sees only where it goes.
import { say } from '@/words';
import type { Figure, Report } from './read';
import { shown } from './read';

const width = 132;
const height = 26;

export function Spark({ figure, report }: { figure: Figure; report: Report }) {
    const series = report.series.map((bucket) => bucket.value);
    const most = Math.max(...series.map((v) => v ?? 0), figure.unit === 'share' ? 1 : 0.0001);
    const step = width / Math.max(1, series.length);
    const label = say.team.series(figure.name, series.map((v) => shown(v, figure.unit)).join(', '));
    return (
        <svg role="img" aria-label={label} width={width} height={height}>
            <title>{label}</title>
            {series.map((value, i) => {
                const tall = value ? Math.max(1.5, (Math.max(0, value) / most) * (height - 3)) : 0;
                const key = `bucket ${i}`;
                return value === undefined ? (
                    <circle
                        key={key}
                        cx={i * step + step / 2}
                        cy={height - 2}
                        r={1}
                        fill="var(--line)"
                    />
                ) : (
                    <rect
                        key={key}
                        x={i * step + 1}
                        y={height - 1 - tall}
                        width={step - 2}
                        height={tall + 1}
                        rx={1}
                        fill="var(--us)"
                        opacity={i === series.length - 1 ? 1 : 0.55}
                    />
                );
            })}
        </svg>
    );
}
