// A play that the workspace made itself: folded to its title, or open to be changed.
import {
    ActionIcon,
    Button,
    Chip,
    Group,
    Input,
    NativeSelect,
    NumberInput,
    Paper,
    SimpleGrid,
    Stack,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Schemas } from '@/api/client';
import { EffortMark } from '@/parts/effort';
import { IconX } from '@/parts/icons';
import { say } from '@/words';

type Play = Schemas['OwnPlay'];
const words = say.settings.plays;

const grades: Schemas['Effort'][] = ['presence', 'work', 'people', 'exposure', 'stake'];
function keys_of<K extends string>(of: Record<K, string>): K[] {
    return Object.keys(of) as K[];
}

// Its id goes into the asks that are made of it, so no two ever have the same.
export function new_play(): Play {
    return {
        id: `own_${crypto.randomUUID().slice(0, 8)}`,
        title: '',
        effort: 'work',
        ask: '',
        what: '',
        proof: '',
        if_declined: '',
        given_by: [],
        levels: [],
        kinds: [],
        meetings: [],
        working_days: 5,
    };
}

interface Props {
    play: Play;
    fresh: boolean; // It was just added: open.
    change: (part: Partial<Play>) => void;
    remove: () => void;
    at: (field: string) => string | undefined; // What is wrong with it.
}
export function OwnPlay({ play, fresh, change, remove, at }: Props) {
    const [open, set_open] = useState(fresh);
    const name = play.title || words.untitled;
    return (
        <Paper withBorder p="sm" component="article" aria-label={name}>
            <Group justify="space-between" align="flex-start" wrap="nowrap">
                <div style={{ minWidth: 0 }}>
                    <Text fw={600}>{name}</Text>
                    <Group gap="xs">
                        <EffortMark effort={play.effort} side="buyer" named />
                        <Text size="sm" c="dimmed">
                            {play.what}
                        </Text>
                    </Group>
                </div>
                <Group gap={4} wrap="nowrap">
                    <Button
                        variant="default"
                        size="sm"
                        aria-expanded={open}
                        aria-label={open ? words.fold(name) : words.edit(name)}
                        onClick={() => set_open(!open)}
                    >
                        {open ? say.common.close : say.common.edit}
                    </Button>
                    <ActionIcon
                        variant="default"
                        size={36}
                        aria-label={words.remove(name)}
                        onClick={remove}
                    >
                        <IconX size={18} />
                    </ActionIcon>
                </Group>
            </Group>
            {open && <Fields play={play} change={change} at={at} />}
        </Paper>
    );
}

function Fields({ play, change, at }: Pick<Props, 'play' | 'change' | 'at'>) {
    return (
        <Stack gap="sm" mt="md">
            <TextInput
                label={words.title}
                value={play.title}
                onChange={(e) => change({ title: e.currentTarget.value })}
                error={at('title')}
                maxLength={60}
                required
            />
            <Textarea
                label={say.playbook.ask}
                description={words.ask_more}
                value={play.ask}
                onChange={(e) => change({ ask: e.currentTarget.value })}
                error={at('ask')}
                autosize
                minRows={2}
                maxLength={360}
                required
            />
            <TextInput
                label={say.playbook.what}
                description={words.what_more}
                value={play.what}
                onChange={(e) => change({ what: e.currentTarget.value })}
                error={at('what')}
                maxLength={140}
                required
            />
            <TextInput
                label={say.playbook.proof}
                value={play.proof}
                onChange={(e) => change({ proof: e.currentTarget.value })}
                error={at('proof')}
                maxLength={140}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                <NativeSelect
                    label={say.acts.promise.costs_them}
                    data={grades.map((grade) => ({
                        value: grade,
                        label: say.method.effort[grade],
                    }))}
                    value={play.effort}
                    onChange={(e) => {
                        const to = grades.find((g) => g === e.currentTarget.value);
                        if (to) change({ effort: to });
                    }}
                    error={at('effort')}
                />
                <NumberInput
                    label={words.due}
                    value={play.working_days}
                    onChange={(to) => typeof to === 'number' && change({ working_days: to })}
                    error={at('working_days')}
                    min={1}
                    max={60}
                    allowDecimal={false}
                />
            </SimpleGrid>
            <Textarea
                label={say.playbook.if_declined}
                value={play.if_declined}
                onChange={(e) => change({ if_declined: e.currentTarget.value })}
                error={at('if_declined')}
                autosize
                minRows={1}
                maxLength={280}
            />
            <Some
                label={say.playbook.given_by}
                of={say.method.role}
                value={play.given_by}
                change={(given_by) => change({ given_by })}
            />
            <Some
                label={say.playbook.levels}
                of={say.method.level}
                value={play.levels}
                change={(levels) => change({ levels })}
            />
            <Some
                label={say.playbook.kinds}
                of={say.method.kind}
                value={play.kinds}
                change={(kinds) => change({ kinds })}
            />
            <Some
                label={words.meetings}
                of={say.method.meeting_kind}
                value={play.meetings}
                change={(meetings) => change({ meetings })}
            />
        </Stack>
    );
}

interface SomeProps<K extends string> {
    label: string;
    of: Record<K, string>;
    value: K[];
    change: (to: K[]) => void;
}
// None chosen means any.
function Some<K extends string>({ label, of, value, change }: SomeProps<K>): ReactNode {
    const all = keys_of(of);
    return (
        <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
            <Input.Label component="legend">{label}</Input.Label>
            <Chip.Group
                multiple
                value={value}
                onChange={(to) => change(all.filter((one) => to.includes(one)))}
            >
                <Group gap={6} mt={2}>
                    {all.map((one) => (
                        <Chip key={one} value={one} variant="outline" size="sm">
                            {of[one]}
                        </Chip>
                    ))}
                    {value.length === 0 && (
                        <Text size="sm" c="dimmed">
                            {words.any}
                        </Text>
                    )}
                </Group>
            </Chip.Group>
        </fieldset>
    );
}
