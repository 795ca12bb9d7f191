// One line of the draft: what, who, by when, and what does not fit; open, it can be changed.
import {
    Button,
    Group,
    NativeSelect,
    Select,
    Stack,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { EffortMark, grades } from '@/parts/effort';
import { MemberPick } from '@/parts/member_pick';
import { say } from '@/words';
import { plan_templates as words } from '@/words/en/plan_templates';
import { day, day_of } from '@/words/format';
import type { Names } from '../deal/names';
import { counted } from './counted';
import type { Shown } from './draft';
import classes from './our_plan.module.css';

interface Props {
    line: Shown;
    players: Schemas['Player'][];
    names: Names;
    what_of: (key: string) => string;
    change: (part: Partial<Schemas['PromiseDraft']>) => void;
    take_out: () => void;
}
export function Line({ line, players, names, what_of, change, take_out }: Props) {
    const [open, set_open] = useState(line.own && !line.promise.what);
    const { promise, misfits, earliest } = line;
    const side = promise.side ?? 'buyer';
    const late = earliest !== undefined;
    const what = promise.what || words.untitled;
    return (
        <li
            className={classes.line}
            data-side={side}
            data-late={late || undefined}
            data-open={open || undefined}
            aria-label={what}
        >
            <span className={classes.date}>{promise.due ? day(promise.due) : '–'}</span>
            <div className={classes.card}>
                {open ? (
                    <Fields line={line} players={players} change={change} />
                ) : (
                    <>
                        <div className={classes.card_top}>
                            <Text size="sm" fw={600}>
                                {what}
                            </Text>
                            <EffortMark effort={promise.effort} side={side} />
                        </div>
                        <Text size="sm" c="dimmed">
                            {owner_of(line, names)}
                            {line.when && ` · ${counted(line.when, what_of)}`}
                        </Text>
                    </>
                )}
                {misfits.map((misfit) => (
                    <span
                        key={misfit.code}
                        className={classes.misfit}
                        data-way={misfit.in_the_way || undefined}
                    >
                        {misfit.says}
                    </span>
                ))}
                {open && line.why && (
                    <Text size="xs" c="dimmed" fs="italic" mt={6}>
                        {line.why}
                    </Text>
                )}
                <Group gap={6} mt={6}>
                    {earliest !== undefined && (
                        <Button
                            variant="light"
                            size="compact-sm"
                            color={side === 'buyer' ? 'buyer' : 'us'}
                            aria-label={words.earliest_of(what, day(earliest))}
                            onClick={() => change({ due: earliest })}
                        >
                            {words.earliest(day(earliest))}
                        </Button>
                    )}
                    <Button
                        variant="default"
                        size="compact-sm"
                        aria-expanded={open}
                        aria-label={open ? words.done : words.edit(what)}
                        onClick={() => set_open(!open)}
                    >
                        {open ? words.done : say.common.edit}
                    </Button>
                    <Button
                        variant="subtle"
                        size="compact-sm"
                        color="gray"
                        aria-label={words.take_out_of(what)}
                        onClick={take_out}
                    >
                        {words.take_out}
                    </Button>
                </Group>
            </div>
        </li>
    );
}

function owner_of(line: Shown, names: Names): string {
    const { promise, role } = line;
    if (promise.side === 'seller')
        return promise.member ? names.member(promise.member) : words.nobody;
    if (promise.person) return names.person(promise.person);
    return role ? `${words.nobody}, ${words.would_be(say.method.role[role])}` : words.nobody;
}

function Fields({ line, players, change }: Pick<Props, 'line' | 'players' | 'change'>) {
    const { promise } = line;
    return (
        <Stack gap="xs">
            <Textarea
                label={words.what}
                value={promise.what}
                onChange={(e) => change({ what: e.currentTarget.value })}
                maxLength={500}
                autosize
                minRows={1}
                required
                autoFocus
            />
            <div className={classes.fields}>
                {promise.side === 'seller' ? (
                    <MemberPick
                        label={say.acts.promise.who}
                        value={promise.member}
                        change={(member) => change({ member })}
                    />
                ) : (
                    <Select
                        label={say.acts.promise.who}
                        placeholder={words.nobody}
                        data={players.map((p) => ({
                            value: p.person,
                            label: `${p.name}, ${say.method.role[p.role]}`,
                        }))}
                        value={promise.person ?? null}
                        onChange={(person) => person && change({ person })}
                        allowDeselect={false}
                    />
                )}
                <TextInput
                    type="date"
                    label={say.acts.promise.due}
                    value={promise.due ?? ''}
                    min={day_of()}
                    onChange={(e) =>
                        e.currentTarget.value && change({ due: e.currentTarget.value })
                    }
                />
                <NativeSelect
                    label={
                        promise.side === 'seller'
                            ? say.acts.promise.costs_us
                            : say.acts.promise.costs_them
                    }
                    data={grades.map((grade) => ({
                        value: grade,
                        label: say.method.effort[grade],
                    }))}
                    value={promise.effort}
                    onChange={(e) => {
                        const to = grades.find((g) => g === e.currentTarget.value);
                        if (to) change({ effort: to });
                    }}
                />
                <TextInput
                    label={words.proof}
                    value={promise.proof ?? ''}
                    maxLength={500}
                    onChange={(e) => change({ proof: e.currentTarget.value })}
                />
            </div>
        </Stack>
    );
}
