// Both pictures over one line of time: who did what at which cost, and what it left of momentum.
import { Button, Chip, Group, SegmentedControl, Table, Text } from '@mantine/core';
import { useElementSize, useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Schemas } from '@/api/client';
import { EffortMark } from '@/parts/effort';
import { VerdictMark } from '@/parts/marks';
import { say } from '@/words';
import { day, day_of, number, percent } from '@/words/format';
import { span_of, ticks_of } from './axis';
import panel_classes from './deal.module.css';
import { type Mark, marks_of } from './marks';
import { Momentum, momentum_height } from './momentum';
import type { Names } from './names';
import { Panel } from './panel';
import classes from './pictures.module.css';
import { spots_of, Timeline, timeline_height } from './timeline';

interface Props {
    view: Schemas['DealView'];
    acts: Schemas['Act'][];
    curve: Schemas['MomentumCurve'] | undefined; // None of the past.
    waits: boolean; // Is the curve on its way?
    names: Names;
    then: boolean; // As it was on a day of the past.
}

const least_width = 640;

export function OverTime({ view, acts, curve, waits, names, then }: Props) {
    const [range, set_range] = useLocalStorage<'90' | 'all'>({
        key: 'ante-timeline-range',
        defaultValue: 'all',
        getInitialValueInEffect: false,
    });
    const [as_list, set_as_list] = useState(false);
    const [chosen, set_chosen] = useState<string>();
    const marks = useMemo(
        () =>
            marks_of(view, acts, names, (promise) => {
                const kept = curve?.if_kept.find((k) => k.promise === promise.id);
                if (!kept) return 0;
                return promise.owner.type === 'buyer'
                    ? kept.buyer_stake - view.numbers.buyer_stake
                    : kept.seller_stake - view.numbers.seller_stake;
            }),
        [view, acts, names, curve],
    );
    const theirs = curve?.if_kept.filter((k) => k.side === 'buyer') ?? [];
    const best = [...theirs].sort((a, b) => b.momentum - a.momentum)[0];
    const kept = theirs.find((k) => k.promise === chosen) ?? best;
    return (
        <Panel
            id="time"
            title={say.deal.over_time}
            aside={
                <Group gap="xs">
                    <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-pressed={as_list}
                        onClick={() => set_as_list(!as_list)}
                    >
                        {as_list ? say.deal.as_picture : say.deal.as_list}
                    </Button>
                    <SegmentedControl
                        size="xs"
                        aria-label={say.deal.range}
                        value={range}
                        onChange={(value) => set_range(value === '90' ? '90' : 'all')}
                        data={[
                            { value: '90', label: say.deal.days_90 },
                            { value: 'all', label: say.deal.all_of_it },
                        ]}
                    />
                </Group>
            }
        >
            {as_list ? (
                <MarkTable marks={marks} />
            ) : (
                <Stage
                    view={view}
                    marks={marks}
                    range={range}
                    curve={curve}
                    waits={waits}
                    kept={kept}
                />
            )}
            <Legend />
            {curve && !then && (
                <WhatIf
                    view={view}
                    curve={curve}
                    theirs={theirs}
                    kept={kept}
                    names={names}
                    onChoose={set_chosen}
                />
            )}
        </Panel>
    );
}

interface StageProps {
    view: Schemas['DealView'];
    marks: Mark[];
    range: '90' | 'all';
    curve: Schemas['MomentumCurve'] | undefined;
    waits: boolean;
    kept: Schemas['PromiseAhead'] | undefined;
}

function Stage({ view, marks, range, curve, waits, kept }: StageProps) {
    const id = useId();
    const go = useNavigate();
    const { ref: measured, width: room } = useElementSize();
    const scroll = useRef<HTMLDivElement>(null);
    const [active, set_active] = useState<string>();
    const [left, set_left] = useState(0);

    const now = Date.parse(view.as_of);
    const width = Math.max(least_width, Math.floor(room));
    const span = useMemo(() => {
        const first = Math.min(Date.parse(view.deal.opened_at), marks[0]?.at ?? now);
        const last = marks.at(-1)?.at ?? now;
        return span_of(now, first, last, range === '90' ? 90 : undefined);
    }, [view.deal.opened_at, marks, now, range]);
    const ticks = useMemo(() => ticks_of(span, width), [span, width]);
    const spots = useMemo(() => spots_of(marks, span, width), [marks, span, width]);

    // Where the picture is wider than the screen, today is what one sees first.
    useEffect(() => {
        if (!scroll.current || width <= room) return;
        const at = ((now - span.from) / (span.to - span.from)) * width;
        scroll.current.scrollLeft = at - room * 0.72;
    }, [width, room, now, span]);

    const spot = spots.find((s) => s.mark.id === active);
    const choose = (next: string | undefined, by: 'keys' | 'pointer') => {
        set_active(next);
        const x = spots.find((s) => s.mark.id === next)?.x;
        if (by === 'pointer' || x === undefined || !scroll.current) return;
        const { scrollLeft, clientWidth } = scroll.current;
        if (x < scrollLeft + 24) scroll.current.scrollLeft = x - 60;
        if (x > scrollLeft + clientWidth - 24) scroll.current.scrollLeft = x - clientWidth + 60;
    };
    const height = timeline_height + (curve || waits ? momentum_height : 0);
    return (
        <div className={classes.stage} ref={measured} style={{ minHeight: height }}>
            <span className={classes.sides} style={{ top: 0, color: 'var(--buyer)' }}>
                {say.deal.theirs_above}
            </span>
            <span
                className={classes.sides}
                style={{ top: timeline_height - 40, color: 'var(--us)' }}
            >
                {say.deal.ours_below}
            </span>
            {curve && (
                <span
                    className={classes.sides}
                    style={{ top: timeline_height + 4, color: 'var(--buyer)' }}
                >
                    {say.deal.momentum}
                </span>
            )}
            {room > 0 && (
                <div
                    className={classes.scroll}
                    ref={scroll}
                    onScroll={(e) => set_left(e.currentTarget.scrollLeft)}
                >
                    <Timeline
                        id={id}
                        marks={marks}
                        span={span}
                        ticks={ticks}
                        now={now}
                        width={width}
                        active={active}
                        onActive={choose}
                        onOpen={(mark) => mark.meeting && go({ to: `/meetings/${mark.meeting}` })}
                    />
                    {curve && (
                        <Momentum
                            curve={curve}
                            kept={kept}
                            span={span}
                            ticks={ticks}
                            now={now}
                            width={width}
                        />
                    )}
                </div>
            )}
            {spot && <Card spot={spot} x={spot.x - left} room={room} />}
        </div>
    );
}

function Card({
    spot,
    x,
    room,
}: {
    spot: ReturnType<typeof spots_of>[number];
    x: number;
    room: number;
}) {
    const { mark } = spot;
    const wide = 264;
    const at = Math.max(0, Math.min(room - wide, x < room - wide - 24 ? x + 14 : x - wide - 14));
    const top = mark.side === 'buyer' ? Math.max(0, spot.top - 8) : spot.top - 40;
    return (
        <div className={classes.card} style={{ left: at, top }} aria-hidden>
            <Group justify="space-between" wrap="nowrap" gap="xs">
                <Text
                    span
                    size="xs"
                    c={mark.overdue ? 'var(--overdue)' : 'dimmed'}
                    className="numbers"
                >
                    {mark.when}
                </Text>
                <Text span size="sm" fw={650} className="numbers">
                    {mark.figure}
                </Text>
            </Group>
            <Text size="sm" fw={600}>
                {mark.title}
            </Text>
            {mark.verdict ? (
                <VerdictMark verdict={mark.verdict} />
            ) : (
                <Text size="sm" c="dimmed" lineClamp={3}>
                    {mark.what}
                </Text>
            )}
            {mark.effort && mark.side !== 'both' && (
                <EffortMark effort={mark.effort} side={mark.side} named />
            )}
        </div>
    );
}

function Legend() {
    const items = [
        { look: `${classes.buyer} ${classes.solid}`, label: say.deal.legend.kept },
        { look: `${classes.buyer} ${classes.soft}`, label: say.deal.legend.agreed },
        { look: `${classes.buyer} ${classes.hollow}`, label: say.deal.legend.missed },
        { look: `${classes.buyer} ${classes.ahead}`, label: say.deal.legend.ahead },
    ];
    return (
        <Group gap="md" mt="xs" aria-hidden>
            {items.map((item) => (
                <Group key={item.label} gap={6} wrap="nowrap">
                    <svg width={12} height={14} aria-hidden>
                        <rect x={1} y={1} width={10} height={12} rx={2} className={item.look} />
                    </svg>
                    <Text span size="xs" c="dimmed">
                        {item.label}
                    </Text>
                </Group>
            ))}
            <Group gap={6} wrap="nowrap">
                <svg width={14} height={14} aria-hidden>
                    <path
                        d="M7 1 l6 6 l-6 6 l-6 -6 z"
                        className={`${classes.meeting} ${classes.advance}`}
                    />
                </svg>
                <svg width={14} height={14} aria-hidden>
                    <path
                        d="M7 1 l6 6 l-6 6 l-6 -6 z"
                        className={`${classes.meeting} ${classes.no_advance}`}
                    />
                </svg>
                <Text span size="xs" c="dimmed">
                    {say.deal.legend.meetings}
                </Text>
            </Group>
        </Group>
    );
}

interface WhatIfProps {
    view: Schemas['DealView'];
    curve: Schemas['MomentumCurve'];
    theirs: Schemas['PromiseAhead'][];
    kept: Schemas['PromiseAhead'] | undefined;
    names: Names;
    onChoose: (promise: string) => void;
}

// What a promise kept now would do, and what happens if nobody acts.
function WhatIf({ view, curve, theirs, kept, names, onChoose }: WhatIfProps) {
    const below = curve.falls_below_one;
    return (
        <div className={panel_classes.what_if}>
            <Text size="sm">
                {say.deal.halves_every(number(curve.half_life_days, 1))}{' '}
                {below && say.deal.below_one(day(day_of(below)))}
            </Text>
            {kept ? (
                <Text size="sm">
                    {say.deal.kept_now(
                        names.person(kept.person),
                        kept.what,
                        number(curve.momentum, 1),
                        number(kept.momentum, 1),
                    )}{' '}
                    {kept.skin !== undefined &&
                        kept.skin !== view.numbers.skin &&
                        say.deal.and_skin(
                            view.numbers.skin === undefined ? '–' : percent(view.numbers.skin),
                            percent(kept.skin),
                        )}
                </Text>
            ) : (
                <Text size="sm">{say.deal.nothing_to_keep}</Text>
            )}
            {theirs.length > 1 && (
                <Chip.Group value={kept?.promise ?? null} onChange={(v) => onChoose(String(v))}>
                    <Group gap={6} mt={6} role="radiogroup" aria-label={say.deal.which_promise}>
                        {theirs.map((k) => (
                            <Chip key={k.promise} value={k.promise} size="xs" variant="outline">
                                {names.person(k.person)}: {k.what.slice(0, 40)}
                                {k.what.length > 40 ? ' …' : ''}
                            </Chip>
                        ))}
                    </Group>
                </Chip.Group>
            )}
        </div>
    );
}

function MarkTable({ marks }: { marks: Mark[] }) {
    return (
        <Table.ScrollContainer minWidth={520} mah={520}>
            <Table verticalSpacing={6} className="numbers">
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th>{say.deal.when}</Table.Th>
                        <Table.Th>{say.deal.side}</Table.Th>
                        <Table.Th>{say.deal.what}</Table.Th>
                        <Table.Th ta="right">{say.deal.stake}</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {marks.map((mark) => (
                        <Table.Tr key={mark.id}>
                            <Table.Td style={{ whiteSpace: 'nowrap' }}>{mark.when}</Table.Td>
                            <Table.Td>
                                {mark.side === 'both' ? say.deal.both : say.method.side[mark.side]}
                            </Table.Td>
                            <Table.Td>
                                {mark.title}
                                {mark.what && `: ${mark.what}`}
                            </Table.Td>
                            <Table.Td ta="right">{mark.figure}</Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </Table.ScrollContainer>
    );
}
