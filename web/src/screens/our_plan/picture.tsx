// The plan on a line of time: theirs above, ours below, as tall as they cost; today and go-live.
import { useElementSize } from '@mantine/hooks';
import type { Schemas } from '@/api/client';
import { grade_of } from '@/parts/effort';
import { plan_templates as words } from '@/words/en/plan_templates';
import { day } from '@/words/format';
import classes from './our_plan.module.css';

const half = 58; // px of each side
const foot = 18; // px for the words below
const pad = 26;
const wide = 9; // px of a bar

export interface Bar {
    id: string;
    side: Schemas['Side'];
    due: string;
    effort: Schemas['Effort'];
    what: string;
    late: boolean;
}

interface Props {
    name: string;
    bars: Bar[];
    today: string;
    go_live: string;
}
export function Picture({ name, bars, today, go_live }: Props) {
    const { ref, width } = useElementSize();
    const days = [today, go_live, ...bars.map((bar) => bar.due)].sort();
    const first = at_noon(days[0] ?? today);
    const last = at_noon(days.at(-1) ?? go_live);
    const room = Math.max(280, width);
    const x = (date: string) =>
        pad + ((at_noon(date) - first) / Math.max(1, last - first)) * (room - 2 * pad);
    const near = Math.abs(x(go_live) - x(today)) < 120;
    return (
        <div ref={ref}>
            <svg
                className={classes.picture}
                viewBox={`0 0 ${room} ${2 * half + 2 + 2 * foot}`}
                role="img"
                aria-label={words.picture(name)}
            >
                <title>{words.picture_more}</title>
                <line
                    className={classes.axis}
                    x1={pad / 2}
                    x2={room - pad / 2}
                    y1={foot + half}
                    y2={foot + half}
                />
                <Upright at={x(today)} label={words.today} kind={classes.today} top={near} />
                <Upright
                    at={x(go_live)}
                    label={`${words.go_live} ${day(go_live)}`}
                    kind={classes.live}
                    top={false}
                />
                {placed(bars, x).map(({ bar, left }) => {
                    const tall = 8 + grade_of(bar.effort) * 8;
                    return (
                        <rect
                            key={bar.id}
                            className={`${classes[bar.side]} ${bar.late ? classes.late : ''}`}
                            x={left - wide / 2}
                            y={bar.side === 'buyer' ? foot + half - tall - 2 : foot + half + 2}
                            width={wide}
                            height={tall}
                            rx={2}
                        />
                    );
                })}
            </svg>
        </div>
    );
}

function Upright(props: { at: number; label: string; kind: string | undefined; top: boolean }) {
    const { at, label, kind, top } = props;
    const below = foot + 2 * half + 14;
    return (
        <>
            <line className={kind} x1={at} x2={at} y1={foot} y2={foot + 2 * half} />
            <text
                x={at}
                y={top ? 12 : below}
                textAnchor={at < 90 ? 'start' : 'end'}
                dx={at < 90 ? -8 : 8}
            >
                {label}
            </text>
        </>
    );
}

// Two of one side on about the same day stand side by side.
function placed(bars: Bar[], x: (date: string) => number) {
    const free = { buyer: Number.NEGATIVE_INFINITY, seller: Number.NEGATIVE_INFINITY };
    return [...bars]
        .sort((a, b) => a.due.localeCompare(b.due))
        .map((bar) => {
            const left = Math.max(x(bar.due), free[bar.side]);
            free[bar.side] = left + wide + 2;
            return { bar, left };
        });
}

function at_noon(date: string): number {
    return Date.parse(`${date}T12:00:00Z`);
}
