// The three months' penalty: how long deals wait for their order, with an advance in the first two
// meetings and without, as Kaplan and Meier draw it.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { number } from '@/words/format';
import { Curves } from './curves';
import classes from './team.module.css';

type Data = Schemas['Penalty'];

export function Penalty() {
    const penalty = useQuery({
        queryKey: keys.list('penalty'),
        queryFn: () => answer(api.GET('/review/penalty')),
    });
    return (
        <section aria-labelledby="penalty" className={classes.panel}>
            <h2 id="penalty" className={classes.heading}>
                {say.team.penalty}
            </h2>
            <Text size="sm" c="dimmed">
                {say.team.penalty_about}
            </Text>
            {penalty.isError ? (
                <Failed error={penalty.error} again={() => penalty.refetch()} />
            ) : !penalty.data ? (
                <Waiting rows={1} height={260} />
            ) : penalty.data.missing_with + penalty.data.missing_without > 0 ? (
                <Missing data={penalty.data} />
            ) : (
                <Told data={penalty.data} />
            )}
        </section>
    );
}

function Missing({ data }: { data: Data }) {
    return (
        <>
            <Text>{say.team.penalty_missing(data.needed)}</Text>
            <ul className={classes.missing}>
                {data.missing_with > 0 && <li>{say.team.missing_with(data.missing_with)}</li>}
                {data.missing_without > 0 && (
                    <li>{say.team.missing_without(data.missing_without)}</li>
                )}
            </ul>
        </>
    );
}

function Told({ data }: { data: Data }) {
    const p = data.p ?? 1;
    return (
        <>
            <Curves data={data} />
            <table className={classes.risk}>
                <caption>{say.team.at_risk}</caption>
                <thead>
                    <tr>
                        <td />
                        {data.marks.map((mark) => (
                            <th key={mark} scope="col">
                                {mark}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    <Risk label={say.team.with_advance} at={data.with.at_risk} of="buyer" />
                    <Risk label={say.team.without_advance} at={data.without.at_risk} of="us" />
                </tbody>
            </table>
            <Side label={say.team.with_advance} side={data.with} />
            <Side label={say.team.without_advance} side={data.without} />
            {data.chi2 !== undefined && (
                <Text size="sm">
                    {say.team.log_rank(
                        number(data.chi2, 2),
                        p < 0.001 ? '< 0.001' : `= ${number(p, 3)}`,
                    )}{' '}
                    {p < 0.05 ? say.team.differs : say.team.may_be_chance}
                </Text>
            )}
            <Text size="xs" c="dimmed">
                {say.team.lost_leave}
            </Text>
        </>
    );
}

function Risk({ label, at, of }: { label: string; at: number[]; of: 'us' | 'buyer' }) {
    return (
        <tr>
            <th scope="row" style={{ color: `var(--${of})` }}>
                {label}
            </th>
            {at.map((n, i) => {
                const key = `mark ${i}`;
                return (
                    <td key={key} className="numbers">
                        {n}
                    </td>
                );
            })}
        </tr>
    );
}

function Side({ label, side }: { label: string; side: Schemas['PenaltySide'] }) {
    return (
        <Text size="sm">
            <b>{label}:</b> {say.team.won_of(side.won, side.closed)};{' '}
            {side.median_days === undefined
                ? say.team.no_median
                : say.team.median(number(side.median_days))}
            .
        </Text>
    );
}
