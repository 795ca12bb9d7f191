// Open deals by the verdict of their last meeting.
import { say } from '@/words';
import { number } from '@/words/format';
import type { Review } from './read';
import classes from './team.module.css';

const known = Object.keys(say.method.verdict) as (keyof typeof say.method.verdict)[];

export function Verdicts({ counts }: { counts: Review['last_verdicts'] }) {
    const most = Math.max(1, ...counts.map((c) => c.deals));
    if (counts.length === 0) return null;
    const name = (verdict: string) => {
        const of = known.find((v) => v === verdict);
        return of ? say.method.verdict[of] : say.team.no_verdict;
    };
    const advance = (verdict: string) => verdict.startsWith('advance') || verdict === 'order';
    return (
        <section aria-labelledby="verdicts" className={classes.panel}>
            <h2 id="verdicts" className={classes.heading}>
                {say.team.verdicts}
            </h2>
            <ul className={classes.verdicts}>
                {counts.map(({ verdict, deals }) => (
                    <li key={verdict}>
                        <span>{name(verdict)}</span>
                        <span className={classes.track} aria-hidden>
                            <span
                                className={classes.bar}
                                data-buyer={advance(verdict)}
                                style={{ width: `${(deals / most) * 100}%` }}
                            />
                        </span>
                        <span className={`numbers ${classes.count}`}>{number(deals)}</span>
                    </li>
                ))}
            </ul>
        </section>
    );
}
