// Somebody we owe a word: why, what is most likely to be answered, and the button that notes it.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { open_act } from '@/parts/acts/open';
import { say } from '@/words';
import { ago, moment, percent } from '@/words/format';
import classes from './relations.module.css';
import { TierMark } from './tier_mark';
import type { Due } from './use_due';

const words = say.relations;

interface Props {
    due: Due;
    leaves: () => () => void; // Takes the row off; what it returns brings it back.
}
export function DueRow({ due, leaves }: Props) {
    const { account, signals, kinds, person, person_name } = due;
    const [first, ...others] = signals;
    const best = kinds[0];
    if (!first) return null;
    const note = () =>
        open_act(
            {
                act: 'touch',
                account: account.id,
                ...(person && { person }),
                ...(best && { kind: best.kind }),
            },
            { leaves },
        );
    return (
        <article className={classes.due} aria-label={account.name}>
            <TierMark tier={account.tier} />
            <div style={{ minWidth: 0 }}>
                <div className={classes.head}>
                    <Link
                        to="/accounts/$account"
                        params={{ account: account.id }}
                        className={classes.name}
                    >
                        {account.name}
                    </Link>
                    {person && (
                        <Link to="/people/$person" params={{ person }} className={classes.quiet}>
                            {person_name}
                        </Link>
                    )}
                    <span
                        className={classes.quiet}
                        title={account.last_real && moment(account.last_real)}
                    >
                        {account.last_real ? words.last_real(ago(account.last_real)) : words.never}
                    </span>
                </div>
                <p className={classes.because}>{first.because}</p>
                <p className={classes.remedy}>
                    {best
                        ? words.suggestion(
                              say.method.touch_kind[best.kind],
                              percent(100 * best.chance),
                          )
                        : first.remedy}
                </p>
                {others.map((other) => (
                    <p key={`${other.rule} ${other.subject}`} className={classes.remedy}>
                        {other.because}
                    </p>
                ))}
            </div>
            <div className={classes.deeds}>
                <Button
                    variant="light"
                    size="sm"
                    onClick={note}
                    aria-label={words.note_touch_with(person_name || account.name)}
                >
                    {words.note_touch}
                </Button>
            </div>
        </article>
    );
}
