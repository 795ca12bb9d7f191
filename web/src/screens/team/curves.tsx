// Two curves that only fall, as steps.
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { number, percent } from '@/words/format';
import classes from './team.module.css';

const width = 640;
const height = 260;
const left = 74;
const bottom = 46;
const right = 12;
const top = 10;

type Curve = Schemas['PenaltySide']['curve'];

export function Curves({ data }: { data: Schemas['Penalty'] }) {
    const days = [...data.with.curve, ...data.without.curve].map((step) => step.day);
    const last = Math.max(30, data.marks.at(-1) ?? 30, ...days);
    const x = (day: number) => left + (Math.min(day, last) / last) * (width - left - right);
    const y = (share: number) => top + (1 - share) * (height - top - bottom);
    const path = (curve: Curve) => {
        let line = `M${x(0)} ${y(1)}`;
        for (const step of curve) line += ` H${x(step.day)} V${y(step.waiting)}`;
        return `${line} H${x(last)}`;
    };
    const told = (label: string, curve: Curve) =>
        say.team.curve(
            label,
            data.marks
                .map((mark) => `${mark}: ${percent(Math.round(100 * share_at(curve, mark)))}`)
                .join(', '),
        );
    const label = `${told(say.team.with_advance, data.with.curve)}. ${told(say.team.without_advance, data.without.curve)}.`;
    return (
        <div className={classes.curves}>
            <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`}>
                {[0, 0.25, 0.5, 0.75, 1].map((share) => (
                    <g key={share}>
                        <path
                            d={`M${left} ${y(share)}H${width - right}`}
                            className={classes.grid}
                        />
                        <text x={left - 6} y={y(share) + 4} textAnchor="end">
                            {percent(100 * share)}
                        </text>
                    </g>
                ))}
                {data.marks.map((mark) => (
                    <text key={mark} x={x(mark)} y={height - bottom + 18} textAnchor="middle">
                        {number(mark)}
                    </text>
                ))}
                <text x={(left + width - right) / 2} y={height - 3} textAnchor="middle">
                    {say.team.days_after}
                </text>
                <path d={path(data.without.curve)} className={classes.without} />
                <path d={path(data.with.curve)} className={classes.with} />
            </svg>
            <div className={classes.legend} aria-hidden>
                <span data-of="with">{say.team.with_advance}</span>
                <span data-of="without">{say.team.without_advance}</span>
                <em>{say.team.not_won_yet}</em>
            </div>
        </div>
    );
}

function share_at(curve: Curve, day: number): number {
    let share = 1;
    for (const step of curve) {
        if (step.day > day) break;
        share = step.waiting;
    }
    return share;
}
