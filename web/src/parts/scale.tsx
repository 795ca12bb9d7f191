// The emblem: two pans, theirs and ours. It tips to the side that put in more.
import { say } from '@/words';
import { number } from '@/words/format';
import classes from './scale.module.css';

interface Props {
    skin?: number | undefined; // Per cent; absent before anything was exchanged.
    buyer: number; // Stake.
    seller: number;
    size?: number; // Width in pixels.
    figures?: boolean; // Say the figure below it.
}

const steepest = 16; // degrees

export function Scale({ skin, buyer, seller, size = 44, figures = false }: Props) {
    // Level at half and half; all the way down where one side put in everything.
    const tilt = skin === undefined ? 0 : ((50 - skin) / 50) * steepest;
    const fill = (stake: number) => Math.max(0, Math.min(1, stake / 20));
    const label = say.method.scale(skin, number(Math.max(0, buyer), 1), number(seller, 1));
    return (
        <span className={classes.root} title={label}>
            <svg
                role="img"
                aria-label={label}
                width={size}
                height={size * 0.72}
                viewBox="0 0 100 72"
                className={skin === undefined ? classes.unknown : undefined}
            >
                <path d="M50 10v52M36 64h28" className={classes.post} />
                <g className={classes.beam} style={{ transform: `rotate(${tilt}deg)` }}>
                    <path d="M14 16h72" className={classes.post} />
                    <Pan x={14} tilt={tilt} side="buyer" full={fill(buyer)} />
                    <Pan x={86} tilt={tilt} side="us" full={fill(seller)} />
                </g>
            </svg>
            {figures && (
                <span className={classes.figure}>{skin === undefined ? '–' : `${skin} %`}</span>
            )}
        </span>
    );
}

interface PanProps {
    x: number;
    tilt: number;
    side: 'us' | 'buyer';
    full: number; // 0…1
}

// Hangs straight down, whatever the beam does.
function Pan({ x, tilt, side, full }: PanProps) {
    return (
        <g style={{ transform: `rotate(${-tilt}deg)`, transformOrigin: `${x}px 16px` }}>
            <path d={`M${x} 16 l-11 22 M${x} 16 l11 22`} className={classes.cord} />
            <path
                d={`M${x - 13} 38 a13 11 0 0 0 26 0 z`}
                className={side === 'us' ? classes.us : classes.buyer}
            />
            {full > 0 && (
                <rect
                    x={x - 9}
                    y={37 - 13 * full}
                    width={18}
                    height={13 * full}
                    rx={2}
                    className={side === 'us' ? classes.us : classes.buyer}
                />
            )}
        </g>
    );
}
