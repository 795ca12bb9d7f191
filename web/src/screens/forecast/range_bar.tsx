// Eight of ten draws as a band, what is expected as a tick, on a scale that the rows share.
import type { Schemas } from '@/api/client';
import classes from './forecast.module.css';

interface Props {
    of: Schemas['Spread'];
    most: number;
}
export function RangeBar({ of, most }: Props) {
    const at = (value: number) => `${most > 0 ? Math.min(100, (value / most) * 100) : 0}%`;
    return (
        <div className={classes.track} aria-hidden>
            <div
                className={classes.band}
                style={{ left: at(of.low), right: `calc(100% - ${at(of.high)})` }}
            />
            <div className={classes.expected} style={{ left: at(of.expected) }} />
        </div>
    );
}
