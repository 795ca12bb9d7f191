// One line of a template in the form: whose it is, what it says, and from which day it is told.
import {
    ActionIcon,
    Button,
    Group,
    NativeSelect,
    NumberInput,
    Paper,
    Stack,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { EffortMark, grades } from '@/parts/effort';
import { IconX } from '@/parts/icons';
import { say } from '@/words';
import { plan_templates as words } from '@/words/en/plan_templates';
import { day } from '@/words/format';
import { counted } from '../our_plan/counted';
import classes from '../our_plan/our_plan.module.css';

type Line = Schemas['TemplateLine'];

const roles = [
    'user',
    'influencer',
    'coach',
    'gatekeeper',
    'approver',
    'decision_maker',
] as const satisfies Schemas['Role'][];

interface Props {
    line: Line;
    others: Line[];
    due: string | undefined; // the day it would get
    refused: string | undefined;
    change: (part: Partial<Line>) => void;
    remove: () => void;
    up: (() => void) | undefined;
    down: (() => void) | undefined;
}
export function TemplateLine(props: Props) {
    const { line, others, due, refused, change, remove, up, down } = props;
    const [open, set_open] = useState(line.what === '');
    const name = line.what || words.untitled;
    const what_of = (key: string) => others.find((other) => other.key === key)?.what || key;
    return (
        <Paper
            withBorder
            p="sm"
            component="article"
            aria-label={name}
            style={{
                borderLeft: `3px solid var(--${line.side === 'buyer' ? 'buyer' : 'us'})`,
            }}
        >
            <Group justify="space-between" align="flex-start" wrap="nowrap">
                <div style={{ minWidth: 0 }}>
                    <Group gap="xs">
                        <Text size="sm" fw={600}>
                            {name}
                        </Text>
                        <EffortMark effort={line.effort} side={line.side} />
                    </Group>
                    <Text size="sm" c="dimmed">
                        {line.role && `${say.method.role[line.role]} · `}
                        {counted(line.when, what_of)}
                        {due && ` · ${day(due)}`}
                    </Text>
                    {refused && (
                        <Text size="sm" className={classes.misfit} data-way role="status">
                            {refused}
                        </Text>
                    )}
                </div>
                <Group gap={4} wrap="nowrap">
                    <Button
                        variant="default"
                        size="sm"
                        aria-expanded={open}
                        aria-label={open ? words.done : words.edit(name)}
                        onClick={() => set_open(!open)}
                    >
                        {open ? words.done : say.common.edit}
                    </Button>
                    <ActionIcon
                        variant="default"
                        size={36}
                        aria-label={words.remove_line(name)}
                        onClick={remove}
                    >
                        <IconX size={18} />
                    </ActionIcon>
                </Group>
            </Group>
            {open && (
                <>
                    <Fields line={line} others={others} change={change} />
                    <Group gap={6} mt="sm">
                        {up && (
                            <Button variant="subtle" size="compact-sm" onClick={up}>
                                {words.up(name)}
                            </Button>
                        )}
                        {down && (
                            <Button variant="subtle" size="compact-sm" onClick={down}>
                                {words.down(name)}
                            </Button>
                        )}
                    </Group>
                </>
            )}
        </Paper>
    );
}

function Fields({ line, others, change }: Pick<Props, 'line' | 'others' | 'change'>) {
    const to_side = (side: string) => {
        if (side === 'buyer') change({ side });
        if (side === 'seller') change({ side, role: undefined });
    };
    return (
        <Stack gap="sm" mt="sm">
            <Textarea
                label={words.what}
                description={words.what_more}
                value={line.what}
                onChange={(e) => change({ what: e.currentTarget.value })}
                maxLength={500}
                autosize
                minRows={1}
                required
                autoFocus={line.what === ''}
            />
            <TextInput
                label={words.proof}
                value={line.proof}
                onChange={(e) => change({ proof: e.currentTarget.value })}
                maxLength={500}
            />
            <div className={classes.fields}>
                <NativeSelect
                    label={words.side}
                    value={line.side}
                    data={[
                        { value: 'buyer', label: words.theirs },
                        { value: 'seller', label: words.ours },
                    ]}
                    onChange={(e) => to_side(e.currentTarget.value)}
                />
                {line.side === 'buyer' && (
                    <NativeSelect
                        label={words.role}
                        value={line.role ?? ''}
                        data={[
                            { value: '', label: words.any_role },
                            ...roles.map((role) => ({
                                value: role,
                                label: say.method.role[role],
                            })),
                        ]}
                        onChange={(e) =>
                            change({ role: roles.find((r) => r === e.currentTarget.value) })
                        }
                    />
                )}
                <NativeSelect
                    label={words.effort}
                    value={line.effort}
                    data={grades.map((grade) => ({
                        value: grade,
                        label: say.method.effort[grade],
                    }))}
                    onChange={(e) => {
                        const to = grades.find((g) => g === e.currentTarget.value);
                        if (to) change({ effort: to });
                    }}
                />
            </div>
            <Day when={line.when} others={others} change={(when) => change({ when })} />
            <Textarea
                label={words.why}
                value={line.why}
                onChange={(e) => change({ why: e.currentTarget.value })}
                maxLength={500}
                autosize
                minRows={1}
            />
        </Stack>
    );
}

interface DayProps {
    when: Schemas['When'];
    others: Line[];
    change: (when: Schemas['When']) => void;
}
function Day({ when, others, change }: DayProps) {
    const anchor = (to: string): Schemas['When'] => {
        if (to === 'start')
            return { ...when, from: 'start', line: '', offset: Math.abs(when.offset) };
        if (to === 'go_live') return { ...when, from: 'go_live', line: '' };
        return { ...when, from: 'line', line: to };
    };
    const before = when.offset < 0;
    return (
        <div className={classes.fields}>
            <NumberInput
                label={words.offset}
                value={Math.abs(when.offset)}
                min={0}
                max={500}
                allowDecimal={false}
                onChange={(n) =>
                    typeof n === 'number' && change({ ...when, offset: before ? -n : n })
                }
            />
            <NativeSelect
                label={words.unit}
                value={when.unit}
                data={[
                    { value: 'working_days', label: words.units.working_days },
                    { value: 'days', label: words.units.days },
                ]}
                onChange={(e) =>
                    change({
                        ...when,
                        unit: e.currentTarget.value === 'days' ? 'days' : 'working_days',
                    })
                }
            />
            <NativeSelect
                label={words.before_after}
                value={before ? 'before' : 'after'}
                data={[
                    { value: 'before', label: words.before },
                    { value: 'after', label: words.after },
                ]}
                disabled={when.from === 'start'}
                onChange={(e) => {
                    const n = Math.abs(when.offset);
                    change({ ...when, offset: e.currentTarget.value === 'before' ? -n : n });
                }}
            />
            <NativeSelect
                label={words.hangs_on}
                value={when.from === 'line' ? when.line : when.from}
                data={[
                    { value: 'go_live', label: words.the_go_live },
                    { value: 'start', label: words.the_start },
                    ...others.map((other) => ({
                        value: other.key,
                        label: `“${other.what || other.key}”`,
                    })),
                ]}
                onChange={(e) => change(anchor(e.currentTarget.value))}
            />
        </div>
    );
}
