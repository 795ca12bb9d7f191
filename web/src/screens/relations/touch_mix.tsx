// What each kind of touch brought.
import { Group, SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { Empty, Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { relating } from '@/words/en/relating';
import { money, percent } from '@/words/format';
import classes from './relations.module.css';

const words = relating;
const heads = words.mix_columns;
const scopes = ['mine', 'team', 'workspace'] as const;
type Scope = (typeof scopes)[number];
const levels = Object.keys(say.method.level) as Schemas['Level'][];

export function TouchMix() {
    const [scope, set_scope] = useState<Scope>('team');
    const [level, set_level] = useState<Schemas['Level']>();
    const query = { scope, ...(level && { level }) };
    const mix = useQuery({
        queryKey: keys.list('touch mix', query),
        placeholderData: keepPreviousData,
        queryFn: () => answer(api.GET('/relations/touch-mix', { params: { query } })),
    });
    return (
        <>
            <p className={classes.about}>{words.mix_about}</p>
            <Group mb="sm" align="flex-end">
                <SegmentedControl
                    aria-label={words.scope}
                    value={scope}
                    onChange={(to) => set_scope(scopes.find((s) => s === to) ?? 'mine')}
                    data={scopes.map((s) => ({ value: s, label: words.scopes[s] }))}
                />
                <Select
                    aria-label={words.level}
                    placeholder={words.any_level}
                    data={levels.map((l) => ({ value: l, label: say.method.level[l] }))}
                    value={level ?? null}
                    onChange={(to) => set_level(levels.find((l) => l === to))}
                    clearable
                    w={180}
                />
            </Group>
            {mix.isError && <Failed error={mix.error} again={() => mix.refetch()} />}
            {mix.isPending && <Waiting rows={6} />}
            {mix.data?.kinds.length === 0 && (
                <Empty title={words.no_mix}>{words.no_mix_more}</Empty>
            )}
            {mix.data && mix.data.kinds.length > 0 && <Kinds kinds={mix.data.kinds} />}
        </>
    );
}

function sums(of: Schemas['Money'][]): string {
    return of.map((one) => money(one)).join(' + ') || '–';
}

function time(minutes: number): string {
    return minutes < 120 ? words.minutes(minutes) : words.hours(Math.round(minutes / 60));
}

function Kinds({ kinds }: { kinds: Schemas['KindReport'][] }) {
    return (
        <div className={classes.box}>
            <table className={classes.table}>
                <thead>
                    <tr>
                        <th scope="col">{heads.kind}</th>
                        <th scope="col" className={classes.figure} data-wide>
                            {heads.touches}
                        </th>
                        <th scope="col">{heads.answers}</th>
                        <th scope="col" className={classes.figure} data-wide>
                            {heads.minutes}
                        </th>
                        <th scope="col" className={classes.figure} data-wide>
                            {heads.cost}
                        </th>
                        <th scope="col" className={classes.figure} data-wide>
                            {heads.per_answer}
                        </th>
                        <th scope="col" className={classes.figure}>
                            {heads.advances}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {kinds.map((one) => (
                        <tr key={one.kind}>
                            <th scope="row" className={classes.kind}>
                                {say.method.touch_kind[one.kind]}
                            </th>
                            <td className={classes.figure} data-wide>
                                {one.touches}
                            </td>
                            <td>
                                <span
                                    className={classes.bar}
                                    title={words.of(one.answers, one.touches)}
                                >
                                    <span>{percent(100 * one.answer_rate)}</span>
                                    <span
                                        className={`${classes.track} ${classes.answered}`}
                                        aria-hidden
                                    >
                                        <span
                                            className={classes.fill}
                                            style={{
                                                display: 'block',
                                                width: `${100 * one.answer_rate}%`,
                                            }}
                                        />
                                    </span>
                                </span>
                            </td>
                            <td className={classes.figure} data-wide>
                                {time(one.minutes)}
                            </td>
                            <td className={classes.figure} data-wide>
                                {sums(one.cost)}
                            </td>
                            <td className={classes.figure} data-wide>
                                {sums(one.cost_per_answer)}
                            </td>
                            <td className={classes.figure}>
                                {words.of(one.advances, one.touches)}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
