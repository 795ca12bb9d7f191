// What we have with an account: fit with its reasons, tier, who looks after it, when it is due.
import { Button, Popover, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, if_match, type Schemas, versioned } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { MemberPick } from '@/parts/member_pick';
import { FitBar } from '@/screens/relations/fit_bar';
import { TierMark } from '@/screens/relations/tier_mark';
import { say } from '@/words';
import { relating } from '@/words/en/relating';
import { ago, day, moment, money, near_day, percent } from '@/words/format';
import classes from './relation.module.css';

const words = relating;
type Relation = Schemas['RelationView'];

export function RelationCard({ relation }: { relation: Relation }) {
    const { fit } = relation;
    return (
        <>
            <dl className={classes.facts}>
                <dt>{words.fit}</dt>
                <dd>
                    <FitBar fit={fit.value} />
                    <span className={classes.quiet}>
                        {fit.value === undefined && words.fit_unknown}
                        {fit.from === 'given' && words.fit_given}
                    </span>
                    <WhyFit fit={fit} />
                </dd>
                <dt>{words.tier}</dt>
                <dd>
                    <TierMark tier={relation.tier} />
                    <span className={classes.quiet}>
                        {relation.tier_given ? words.fit_given : ''}
                        {relation.every_days !== undefined &&
                            ` ${words.every(relation.every_days)}`}
                    </span>
                </dd>
                <dt>{words.keeper}</dt>
                <dd>
                    <Keeper relation={relation} />
                </dd>
                {relation.value.minor > 0 && (
                    <>
                        <dt>{words.value}</dt>
                        <dd>{money(relation.value)}</dd>
                    </>
                )}
                <dt>{words.last}</dt>
                <dd title={relation.last_real && moment(relation.last_real)}>
                    {relation.last_real ? ago(relation.last_real) : words.never}
                </dd>
                <dt>{words.next}</dt>
                <dd>
                    <Next relation={relation} />
                </dd>
            </dl>
            {relation.parked_until && (
                <p className={classes.quiet}>{words.parked_until(day(relation.parked_until))}</p>
            )}
            <Signals relation={relation} />
            <Kinds relation={relation} />
        </>
    );
}

// Who looks after it: given to somebody here, or whoever carries its last deal.
function Keeper({ relation }: { relation: Relation }) {
    const path = { account: relation.account };
    const [open, set_open] = useState(false);
    const give = useCommand<string, unknown>({
        send: async (keeper, guard) => {
            const now = await versioned(api.GET('/accounts/{account}', { params: { path } }));
            const { id: _, merged_into: __, ...rest } = now.value;
            return answer(
                api.PUT('/accounts/{account}', {
                    params: { path, header: { ...guard, ...if_match(now.version) } },
                    body: { ...rest, keeper },
                }),
            );
        },
        done: () => {
            set_open(false);
            store.invalidateQueries({ queryKey: keys.account(relation.account) });
        },
        says: words.keeper_saved,
    });
    return (
        <Popover opened={open} onChange={set_open} width={260} shadow="md" trapFocus>
            <Popover.Target>
                <Button
                    variant="subtle"
                    size="compact-sm"
                    className={`${classes.why} ${classes.keeper}`}
                    title={relation.keeper_given ? undefined : words.keeper_by_deal}
                    aria-label={words.keeper_is(relation.keeper_name || words.nobody)}
                    onClick={() => set_open(!open)}
                >
                    {relation.keeper_name || words.nobody}
                </Button>
            </Popover.Target>
            <Popover.Dropdown>
                <MemberPick
                    label={words.keeper}
                    value={relation.keeper}
                    change={(member) => void give.run(member)}
                />
            </Popover.Dropdown>
        </Popover>
    );
}

function Next({ relation }: { relation: Relation }) {
    if (relation.in_play) return <span className={classes.quiet}>{words.in_play}</span>;
    if (!relation.due_from) return <span className={classes.quiet}>{words.no_interval}</span>;
    const due = Date.parse(relation.due_from) <= Date.now();
    return due ? (
        <strong className={classes.due}>{words.due}</strong>
    ) : (
        <span title={moment(relation.due_from)}>{near_day(relation.due_from)}</span>
    );
}

function WhyFit({ fit }: { fit: Schemas['Fit'] }) {
    return (
        <Popover width={320} position="bottom-end" shadow="md" trapFocus>
            <Popover.Target>
                <Button variant="subtle" size="compact-xs" className={classes.why}>
                    {words.why_fit}
                </Button>
            </Popover.Target>
            <Popover.Dropdown>
                {fit.reasons.length === 0 && (
                    <Text size="sm">
                        {words.no_criteria}{' '}
                        <Link to="/settings/$part" params={{ part: 'ideal' }}>
                            {words.criteria}
                        </Link>
                    </Text>
                )}
                <ul className={classes.reasons}>
                    {fit.reasons.map((reason) => (
                        <li key={`${reason.attribute} ${reason.weight}`}>
                            <span className={classes.points}>
                                {reason.points === undefined ? '?' : reason.points}
                            </span>
                            <span>{reason.says}</span>
                            <span className={classes.quiet}>× {reason.weight}</span>
                        </li>
                    ))}
                </ul>
                {fit.from === 'given' && fit.computed !== undefined && (
                    <Text size="sm" c="dimmed" mt={6}>
                        {words.fit_given}; {words.fit_would(fit.computed)}
                    </Text>
                )}
            </Popover.Dropdown>
        </Popover>
    );
}

function Signals({ relation }: { relation: Relation }) {
    const holding = relation.signals.filter((signal) => signal.holds);
    if (holding.length === 0) return null;
    return (
        <ul className={classes.signals}>
            {holding.map((signal) => (
                <li key={`${signal.rule} ${signal.subject}`} data-severity={signal.severity}>
                    <span>{signal.because}</span>
                    <Link
                        to="/method/$entry"
                        params={{ entry: signal.rule }}
                        className={classes.quiet}
                        aria-label={`${say.common.why} ${signal.says}`}
                    >
                        {say.common.why}
                    </Link>
                </li>
            ))}
        </ul>
    );
}

// The three that are most likely to be answered: one tap opens the note with that kind.
function Kinds({ relation }: { relation: Relation }) {
    return (
        <div className={classes.kinds}>
            <span className={classes.quiet}>{words.what_next}</span>
            {relation.kinds.slice(0, 3).map((kind) => (
                <Button
                    key={kind.kind}
                    variant="default"
                    size="xs"
                    title={kind.says}
                    className={classes.target}
                    onClick={() =>
                        open_act({ act: 'touch', account: relation.account, kind: kind.kind })
                    }
                >
                    {say.method.touch_kind[kind.kind]} {percent(100 * kind.chance)}
                </Button>
            ))}
        </div>
    );
}
