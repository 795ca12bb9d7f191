// The forecast on a deal's page: how it may end and when, the curve with the acts on it, what moved
// it, and what one kept promise would do.
import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { Failed } from '@/parts/states';
import { say } from '@/words';
import { day, day_of, number } from '@/words/format';
import type { Names } from '../deal/names';
import { Panel } from '../deal/panel';
import { act_key, act_words } from './act_words';
import { ChanceCurve } from './chance_curve';
import { chance, signed } from './figures';
import classes from './forecast.module.css';

const words = say.forecast;

interface Props {
    view: Schemas['DealView'];
    names: Names;
    on: string | undefined;
}
export default function DealForecast({ view, names, on }: Props) {
    const deal = view.deal.id;
    const forecast = useQuery({
        queryKey: [...keys.deal(deal), 'forecast', on ?? ''],
        queryFn: () =>
            answer(
                api.GET('/deals/{deal}/forecast', {
                    params: { path: { deal }, query: on === undefined ? {} : { on } },
                }),
            ),
    });
    return (
        <Panel
            id="forecast"
            title={words.on_deal}
            aside={
                <Link to="/forecast" hash="grade" style={{ fontSize: '0.8125rem' }}>
                    {words.how_it_grades}
                </Link>
            }
        >
            {forecast.isError ? (
                <Failed error={forecast.error} again={() => forecast.refetch()} />
            ) : forecast.data ? (
                <Told of={forecast.data} names={names} />
            ) : (
                <Skeleton height={360} />
            )}
        </Panel>
    );
}

function Told({ of, names }: { of: Schemas['DealForecast']; names: Names }) {
    const { chances } = of;
    return (
        <>
            {chances ? <Chances of={chances} /> : <Text c="dimmed">{of.says}</Text>}
            {chances && of.voice.speaks === 'base_rate' && <Text size="sm">{of.says}</Text>}
            {of.curve.length > 1 && of.acts.length > 0 && <ChanceCurve of={of} names={names} />}
            {chances && of.voice.speaks !== 'base_rate' && (
                <div className={classes.two}>
                    <Moved of={of} names={names} />
                    <IfKept of={of} now={chances.win} names={names} />
                </div>
            )}
            {of.stand !== 'before_the_door' && (
                <Text size="xs" c="dimmed" mt="sm">
                    {words.speaks[of.voice.speaks]}. {of.voice.says}
                </Text>
            )}
        </>
    );
}

function Chances({ of }: { of: Schemas['Chances'] }) {
    const ends = [
        { key: 'win', part: of.win, look: classes.win, name: words.to_win },
        { key: 'lose', part: of.lose, look: classes.lose, name: words.to_lose },
        { key: 'fade', part: of.fade, look: classes.fade, name: words.to_fade },
    ] as const;
    return (
        <div>
            <div className={classes.headline} style={{ marginBottom: 8 }}>
                <span className={classes.figure}>{chance(of.win)}</span>
                <Text span c="dimmed">
                    {words.to_win}
                </Text>
                {of.expected && of.early && of.late && (
                    <Text span size="sm" className="numbers">
                        {words.if_won(day(of.expected), day(of.early), day(of.late))}
                    </Text>
                )}
            </div>
            <div
                className={classes.ends}
                role="img"
                aria-label={words.chances_label(chance(of.win), chance(of.lose), chance(of.fade))}
            >
                {ends.map((end) => (
                    <div key={end.key} className={end.look} style={{ flexGrow: end.part }} />
                ))}
            </div>
            <div className={classes.ends_words} aria-hidden>
                {ends.map((end) => (
                    <span key={end.key}>
                        <span className={`${classes.key} ${end.look}`} />
                        <b className="numbers">{chance(end.part)}</b> {end.name}
                    </span>
                ))}
            </div>
        </div>
    );
}

function Moved({ of, names }: { of: Schemas['DealForecast']; names: Names }) {
    return (
        <div>
            <Text fw={600} mb={4}>
                {words.moved}
            </Text>
            {of.moved.length === 0 ? (
                <Text size="sm" c="dimmed">
                    {words.moved_none}
                </Text>
            ) : (
                <ul className={classes.list}>
                    {of.moved.map((moved) => (
                        <li key={act_key(moved.act)}>
                            <span style={{ minWidth: 0 }}>
                                {act_words(moved.act, names)}
                                <span className={classes.small}> {day(day_of(moved.act.at))}</span>
                            </span>
                            <span className={classes.by}>
                                {signed(words.points(number(moved.points * 100, 1)), moved.points)}
                            </span>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}

interface IfKeptProps {
    of: Schemas['DealForecast'];
    now: number;
    names: Names;
}
function IfKept({ of, now, names }: IfKeptProps) {
    return (
        <div>
            <Text fw={600} mb={4}>
                {words.one_promise}
            </Text>
            <ul className={classes.list}>
                {of.if_kept.map((kept) => (
                    <li key={kept.promise ?? kept.effort}>
                        <span style={{ minWidth: 0 }}>
                            {kept.promise
                                ? words.if_kept(names.person(kept.person), kept.what)
                                : words.any_promise(say.method.effort[kept.effort])}
                        </span>
                        <span className={classes.by}>
                            {words.would_be(chance(now), chance(kept.win))}
                        </span>
                    </li>
                ))}
            </ul>
        </div>
    );
}
