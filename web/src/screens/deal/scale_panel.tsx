// The three numbers of a deal, with the scale in the middle of them.
import { Collapse, Text } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { ago, number } from '@/words/format';
import { BigScale } from './big_scale';
import classes from './deal.module.css';
import type { Names } from './names';
import { PanActs } from './pan_acts';
import { Panel } from './panel';

interface Props {
    view: Schemas['DealView'];
    acts: Schemas['Act'][];
    names: Names;
}

export function ScalePanel({ view, acts, names }: Props) {
    const { numbers } = view;
    const [open, set_open] = useState<Schemas['Side']>();
    const [last, set_last] = useState<Schemas['Side']>('buyer');
    const shown = open ?? last; // Stays while it folds.
    return (
        <Panel id="scale" title={say.deal.scale}>
            <div className={classes.scale}>
                <BigScale
                    numbers={numbers}
                    acts={acts}
                    open={open}
                    onOpen={(side) => {
                        set_open(side);
                        if (side) set_last(side);
                    }}
                />
                <dl className={classes.figures}>
                    <div>
                        <dt>{say.deal.momentum}</dt>
                        <dd>{number(numbers.momentum, 1)}</dd>
                        <Text component="dd" size="xs" c="dimmed" data-more>
                            {say.deal.momentum_is}
                        </Text>
                    </div>
                    <div>
                        <dt>{say.deal.advances}</dt>
                        <dd>
                            {numbers.meetings_with_advance}
                            <span className={classes.of}> / {numbers.meetings_held}</span>
                        </dd>
                        <Text component="dd" size="xs" c="dimmed" data-more>
                            {say.deal.advances_are}
                        </Text>
                    </div>
                    <div>
                        <dt>{say.deal.their_last_act}</dt>
                        <dd data-words>
                            {numbers.last_buyer_act
                                ? ago(numbers.last_buyer_act, new Date(view.as_of))
                                : say.deal.none_yet}
                        </dd>
                        <Text component="dd" size="xs" c="dimmed" data-more>
                            {last_act(acts, names)}
                        </Text>
                    </div>
                </dl>
            </div>
            <div id="pan-acts">
                <Collapse expanded={open !== undefined}>
                    <PanActs
                        side={shown}
                        acts={acts}
                        stake={shown === 'buyer' ? numbers.buyer_stake : numbers.seller_stake}
                        names={names}
                    />
                </Collapse>
            </div>
        </Panel>
    );
}

function last_act(acts: Schemas['Act'][], names: Names): string {
    const last = acts.findLast((a) => a.side === 'buyer');
    if (!last) return '';
    return `${say.deal.did(names.of(last), say.deal.act[last.kind])}${last.what && `: ${last.what}`}`;
}
