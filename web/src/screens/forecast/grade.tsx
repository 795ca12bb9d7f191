// "Is it any good?": on deals it had not seen, beside what it has to beat.
import { Button, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { manages, useMe } from '@/api/me';
import { keys, store } from '@/api/store';
import { Failed } from '@/parts/states';
import { say } from '@/words';
import { day, day_of, number } from '@/words/format';
import { Part, Voice } from './forecast';
import classes from './forecast.module.css';
import { Reliability } from './reliability';

const words = say.forecast;
const rivals = ['forecast', 'base', 'stage', 'age'] as const;

export function Grade() {
    const me = useMe();
    const grade = useQuery({
        queryKey: keys.list('forecast', 'grade'),
        queryFn: () => answer(api.GET('/forecast/grade')),
    });
    return (
        <Part
            id="grade"
            title={words.grade}
            wide
            aside={grade.data?.grade && manages(me.data) && <Refit />}
        >
            {grade.isError ? (
                <Failed error={grade.error} again={() => grade.refetch()} />
            ) : grade.data ? (
                <Graded of={grade.data} />
            ) : (
                <Skeleton height={360} />
            )}
        </Part>
    );
}

function Refit() {
    const refit = useCommand({
        send: (_: null) => answer(api.POST('/forecast/refit')),
        says: (made) => words.refitted(number(made.version)),
        done: () => store.invalidateQueries({ queryKey: keys.list('forecast') }),
    });
    return (
        <Button
            variant="default"
            size="compact-md"
            loading={refit.busy}
            onClick={() => refit.run(null)}
        >
            {words.refit}
        </Button>
    );
}

function Graded({ of }: { of: Schemas['ForecastGrade'] }) {
    const { grade } = of;
    if (!grade)
        return (
            <>
                <Voice of={of.voice} />
                <Text mt="sm">{words.not_graded(of.ended, number(of.next_after))}</Text>
            </>
        );
    const newest = of.models[0];
    return (
        <>
            <Text fw={650} size="lg">
                {words.skill[grade.skill]}
            </Text>
            <Text maw={760}>{of.voice.says}</Text>
            <Text size="sm" c="dimmed" maw={760} mt={4}>
                {words.graded_on(
                    number(grade.decided),
                    number(grade.won),
                    number(grade.learned_from),
                )}{' '}
                {grade.open > 0 && words.still_open(grade.open)}
            </Text>
            {grade.decided > 0 && (
                <div className={classes.graded} style={{ marginTop: 16 }}>
                    <div>
                        <Text fw={600}>{words.reliability}</Text>
                        <Reliability bins={grade.bins} />
                        <Text size="xs" c="dimmed">
                            {words.reliability_more}
                        </Text>
                    </div>
                    <Scores of={grade} />
                </div>
            )}
            {newest && (
                <Text size="xs" c="dimmed" mt="md">
                    {words.learned(
                        number(newest.version),
                        number(newest.decided),
                        day(day_of(newest.known_by)),
                    )}{' '}
                    {words.learns_after(number(of.next_after))}
                </Text>
            )}
        </>
    );
}

function Scores({ of }: { of: Schemas['Grade'] }) {
    const range = (r: Schemas['Range95'], decimals: number) =>
        words.from_to(number(r.low, decimals), number(r.high, decimals));
    return (
        <div style={{ minWidth: 0 }}>
            <Text fw={600} mb={6}>
                {words.scores}
            </Text>
            <table className={classes.rows}>
                <thead>
                    <tr>
                        <th scope="col" />
                        <th scope="col" data-right>
                            {words.brier}
                        </th>
                        <th scope="col" data-right>
                            {words.log}
                        </th>
                        <th scope="col" data-right>
                            {words.auc}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rivals.map((who) => (
                        <tr key={who} className={who === 'forecast' ? classes.best : undefined}>
                            <td>{words.who[who]}</td>
                            <td data-right>
                                {number(of[who].brier, 3)}
                                <div className={classes.small}>{range(of[who].brier_95, 3)}</div>
                            </td>
                            <td data-right>
                                {number(of[who].log, 3)}
                                <div className={classes.small}>{range(of[who].log_95, 3)}</div>
                            </td>
                            <td data-right>
                                {number(of[who].auc * 100)} %
                                <div className={classes.small}>
                                    {words.from_to(
                                        number(of[who].auc_95.low * 100),
                                        number(of[who].auc_95.high * 100),
                                    )}
                                </div>
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
            <dl className={classes.meanings}>
                {(['brier', 'log', 'auc'] as const).map((score) => (
                    <div key={score}>
                        <dt>{words[score]}</dt>
                        <dd>{words[`${score}_more`]}</dd>
                    </div>
                ))}
            </dl>
            <Text size="xs" c="dimmed">
                {words.range_95}
            </Text>
        </div>
    );
}
