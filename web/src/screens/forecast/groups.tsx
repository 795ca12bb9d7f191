// The same sum by month, by rep and by team: a row each, on one scale.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { month, number } from '@/words/format';
import { sum_in } from './figures';
import { Part } from './forecast';
import classes from './forecast.module.css';
import { RangeBar } from './range_bar';

const words = say.forecast;

type Sums = Schemas['CurrencyForecast'];

function most_of(spreads: Schemas['Spread'][]): number {
    return Math.max(0, ...spreads.map((s) => Math.max(s.high, s.expected)));
}

interface RowProps {
    name: ReactNode;
    deals?: number;
    open?: number;
    of: Schemas['Spread'];
    most: number;
    currency: string;
}
function Row({ name, deals, open, of, most, currency }: RowProps) {
    const sum = sum_in(currency);
    return (
        <tr>
            <th scope="row" style={{ fontSize: '0.875rem', color: 'inherit', fontWeight: 550 }}>
                {name}
                {deals !== undefined && (
                    <div className={classes.small}>{words.deals(deals, number(deals))}</div>
                )}
            </th>
            {open !== undefined && (
                <td data-right data-open>
                    {sum(open)}
                </td>
            )}
            <td className={classes.wide_cell}>
                <RangeBar of={of} most={most} />
            </td>
            <td data-right>
                <b>{sum(of.expected)}</b>
                <div className={classes.small}>{words.from_to(sum(of.low), sum(of.high))}</div>
            </td>
        </tr>
    );
}

function Heads({ first, open }: { first: string; open?: boolean }) {
    return (
        <thead>
            <tr>
                <th scope="col">{first}</th>
                {open && (
                    <th scope="col" data-right data-open>
                        {words.open}
                    </th>
                )}
                <th scope="col">{words.range}</th>
                <th scope="col" data-right>
                    {words.expect}
                </th>
            </tr>
        </thead>
    );
}

export function Months({ of }: { of: Sums }) {
    const most = most_of(of.months.map((m) => m.sum));
    return (
        <Part id="months" title={words.by_month}>
            <table className={classes.rows}>
                <Heads first={words.by_month} />
                <tbody>
                    {of.months.map((m) => (
                        <Row
                            key={m.from ?? 'later'}
                            name={m.from ? month(m.from) : words.later}
                            of={m.sum}
                            most={most}
                            currency={of.currency}
                        />
                    ))}
                </tbody>
            </table>
        </Part>
    );
}

export function Reps({ of }: { of: Sums }) {
    const most = most_of(of.reps.map((r) => r.sum));
    if (of.reps.length < 2) return null;
    return (
        <Part id="reps" title={words.by_rep}>
            <table className={classes.rows}>
                <Heads first={words.rep} open />
                <tbody>
                    {of.reps.map((rep) => (
                        <Row
                            key={rep.member}
                            name={rep.name}
                            deals={rep.deals}
                            open={rep.open}
                            of={rep.sum}
                            most={most}
                            currency={of.currency}
                        />
                    ))}
                </tbody>
            </table>
        </Part>
    );
}

export function Teams({ of }: { of: Sums }) {
    const most = most_of(of.teams.map((t) => t.sum));
    if (of.teams.length < 2) return null;
    return (
        <Part id="teams" title={words.by_team}>
            <table className={classes.rows}>
                <Heads first={words.team} open />
                <tbody>
                    {of.teams.map((team) => (
                        <Row
                            key={team.team}
                            name={team.team || words.no_team}
                            deals={team.deals}
                            open={team.open}
                            of={team.sum}
                            most={most}
                            currency={of.currency}
                        />
                    ))}
                </tbody>
            </table>
        </Part>
    );
}
