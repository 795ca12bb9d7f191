// Who owes what by when, on both sides; what is settled is folded away.
import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { useKeep } from '@/parts/acts/keep';
import { open_act } from '@/parts/acts/open';
import { EffortMark } from '@/parts/effort';
import { Due } from '@/parts/marks';
import { say } from '@/words';
import { day } from '@/words/format';
import classes from './deal.module.css';
import { is_open } from './marks';
import type { Names } from './names';
import { OurPlan } from './our_plan';
import { Panel } from './panel';

type Commitment = Schemas['Commitment'];

interface Props {
    view: Schemas['DealView'];
    names: Names;
    readonly: boolean;
}

export function Promises({ view, names, readonly }: Props) {
    const may = view.may_change && !readonly;
    const [settled_too, set_settled_too] = useState(false);
    const all = view.deal.commitments;
    const open = all.filter((c) => is_open(c) || c.state.type === 'proposed');
    const settled = all.filter((c) => !open.includes(c));
    const of = (side: Schemas['Side']) =>
        open.filter((c) => c.owner.type === side).sort((a, b) => a.due.localeCompare(b.due));
    return (
        <Panel id="promises" title={say.deal.promises} count={open.length}>
            <OurPlan view={view} may={may} />
            {(['buyer', 'seller'] as const).map((side) => (
                <div key={side} className={classes.side} data-side={side}>
                    <Group justify="space-between" wrap="nowrap">
                        <Text size="sm" fw={650} className={classes.side_name}>
                            {side === 'buyer' ? say.deal.they_owe : say.deal.we_owe}
                        </Text>
                        {may && (
                            <Button
                                variant="subtle"
                                size="compact-xs"
                                color={side === 'buyer' ? 'buyer' : 'us'}
                                onClick={() =>
                                    open_act({ act: 'promise', deal: view.deal.id, side })
                                }
                            >
                                {side === 'buyer' ? say.deal.add_theirs : say.deal.add_ours}
                            </Button>
                        )}
                    </Group>
                    {of(side).length === 0 && (
                        <Text size="sm" c="dimmed">
                            {side === 'buyer' ? say.deal.they_owe_nothing : say.deal.we_owe_nothing}
                        </Text>
                    )}
                    <ul className={classes.rows}>
                        {of(side).map((promise) => (
                            <OpenPromise
                                key={promise.id}
                                promise={promise}
                                view={view}
                                names={names}
                                may={may}
                            />
                        ))}
                    </ul>
                </div>
            ))}
            {settled.length > 0 && (
                <>
                    <UnstyledButton
                        className={classes.fold}
                        aria-expanded={settled_too}
                        onClick={() => set_settled_too(!settled_too)}
                    >
                        {say.deal.settled(settled.length)}
                    </UnstyledButton>
                    {settled_too && (
                        <ul className={classes.rows}>
                            {[...settled].reverse().map((promise) => (
                                <Settled key={promise.id} promise={promise} names={names} />
                            ))}
                        </ul>
                    )}
                </>
            )}
        </Panel>
    );
}

interface OpenProps {
    promise: Commitment;
    view: Schemas['DealView'];
    names: Names;
    may: boolean;
}

function OpenPromise({ promise, view, names, may }: OpenProps) {
    const deal = view.deal.id;
    const keep = useKeep(deal);
    const side = promise.owner.type;
    const proposed = promise.state.type === 'proposed';
    const advice = view.advised_against.filter((a) => a.promise === promise.id);
    return (
        <li className={classes.promise}>
            <div className={classes.promise_top}>
                <Text size="sm" fw={550} className={classes.promise_what}>
                    {promise.what}
                </Text>
                <EffortMark effort={promise.effort} side={side} />
            </div>
            <Text size="sm" c="dimmed">
                {names.owner(promise)} · <Due date={promise.due} />
                {promise.moves.length > 0 && ` · ${say.deal.moved(promise.moves.length)}`}
                {proposed && ` · ${say.method.promise_state.proposed}`}
            </Text>
            {promise.proof && (
                <Text size="xs" c="dimmed">
                    {say.deal.seen_by(promise.proof)}
                </Text>
            )}
            {advice.map((a) => (
                <Text key={a.code} size="xs" c="dimmed" fs="italic">
                    {a.says}
                </Text>
            ))}
            {may && (
                <Group gap={6} mt={4}>
                    {proposed ? (
                        <Button
                            variant="light"
                            size="compact-sm"
                            color={side === 'buyer' ? 'buyer' : 'us'}
                            onClick={() =>
                                open_act({
                                    act: 'promise_fate',
                                    deal,
                                    promise: promise.id,
                                    fate: 'agreed',
                                })
                            }
                        >
                            {say.deal.agreed_to}
                        </Button>
                    ) : (
                        <Button
                            variant="light"
                            size="compact-sm"
                            color={side === 'buyer' ? 'buyer' : 'us'}
                            loading={keep.busy}
                            aria-label={say.deal.keep_this(promise.what)}
                            onClick={() => keep.run({ promise: promise.id, side }, view.version)}
                        >
                            {say.deal.kept}
                        </Button>
                    )}
                    <Button
                        variant="subtle"
                        size="compact-sm"
                        color="gray"
                        aria-label={`${proposed ? say.deal.answer_it : say.deal.move_or_miss} ${promise.what}`}
                        onClick={() =>
                            open_act({
                                act: 'promise_fate',
                                deal,
                                promise: promise.id,
                                ...(proposed ? {} : { fate: 'moved' as const }),
                            })
                        }
                    >
                        {proposed ? say.deal.answer_it : say.deal.move_or_miss}
                    </Button>
                </Group>
            )}
        </li>
    );
}

function Settled({ promise, names }: { promise: Commitment; names: Names }) {
    const late = promise.state.type === 'kept' && promise.state.punctual === 'late';
    return (
        <li className={classes.promise}>
            <div className={classes.promise_top}>
                <Text size="sm" className={classes.promise_what}>
                    {promise.what}
                </Text>
                <EffortMark effort={promise.effort} side={promise.owner.type} />
            </div>
            <Text size="xs" c="dimmed">
                {names.owner(promise)} · {day(promise.due)} ·{' '}
                {late ? say.deal.kept_late : say.method.promise_state[promise.state.type]}
            </Text>
        </li>
    );
}
