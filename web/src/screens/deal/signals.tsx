// What holds, first thing first: why, what to do about it, and the button that does it.
import { Button, Collapse, Group, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { day, day_of } from '@/words/format';
import { WhyDrawer } from '../today/why';
import classes from './deal.module.css';
import { Panel } from './panel';
import { SignalAct } from './signal_act';

type Signal = Schemas['SignalView'];

interface Props {
    view: Schemas['DealView'];
    readonly: boolean;
}

const at_first = 3;

export function Signals({ view, readonly }: Props) {
    const now = view.signals.filter((s) => s.holds);
    const later = view.signals.filter((s) => !s.holds);
    const [all, set_all] = useState(false);
    const [ahead, set_ahead] = useState(false);
    const [why, set_why] = useState<Signal>();
    const shown = all ? now : now.slice(0, at_first);
    return (
        <Panel id="signals" title={say.deal.signals} count={now.length}>
            {now.length === 0 && (
                <Text size="sm" c="dimmed">
                    {say.deal.no_signals}
                </Text>
            )}
            <ol className={classes.rows}>
                {shown.map((signal, index) => (
                    <SignalRow
                        key={signal.rule + signal.subject}
                        signal={signal}
                        view={view}
                        first={index === 0}
                        readonly={readonly}
                        onWhy={() => set_why(signal)}
                    />
                ))}
            </ol>
            {now.length > at_first && (
                <Button variant="subtle" size="compact-sm" onClick={() => set_all(!all)}>
                    {all ? say.deal.fewer : say.deal.more_signals(now.length - at_first)}
                </Button>
            )}
            {later.length > 0 && (
                <>
                    <UnstyledButton
                        className={classes.fold}
                        aria-expanded={ahead}
                        onClick={() => set_ahead(!ahead)}
                    >
                        {say.deal.signals_later(later.length)}
                    </UnstyledButton>
                    <Collapse expanded={ahead}>
                        <ul className={classes.rows}>
                            {later.map((signal) => (
                                <li key={signal.rule + signal.subject} className={classes.later}>
                                    <Text size="sm">{signal.says}</Text>
                                    <Text size="xs" c="dimmed">
                                        {say.deal.from_day(day(day_of(signal.holds_from)))}
                                    </Text>
                                </li>
                            ))}
                        </ul>
                    </Collapse>
                </>
            )}
            <WhyDrawer deal={view.deal.id} signal={why} close={() => set_why(undefined)} />
        </Panel>
    );
}

interface RowProps {
    signal: Signal;
    view: Schemas['DealView'];
    first: boolean;
    readonly: boolean;
    onWhy: () => void;
}

function SignalRow({ signal, view, first, readonly, onWhy }: RowProps) {
    return (
        <li
            className={classes.signal}
            data-first={first || undefined}
            data-severity={signal.severity}
        >
            <Text fw={first ? 650 : 550} size={first ? 'md' : 'sm'}>
                {signal.says}
            </Text>
            <Text size="sm" c="dimmed">
                {signal.because}
            </Text>
            {first && <Text size="sm">{signal.remedy}</Text>}
            <Group gap={4} mt={6} wrap="nowrap">
                {!readonly && view.may_change && (
                    <SignalAct signal={signal} view={view} first={first} />
                )}
                <Button
                    variant="subtle"
                    color="gray"
                    size="compact-sm"
                    aria-label={say.deal.why_this(signal.says)}
                    onClick={onWhy}
                >
                    {say.common.why}
                </Button>
            </Group>
        </li>
    );
}
