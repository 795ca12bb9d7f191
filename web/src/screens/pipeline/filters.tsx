// What is shown and what isn't: words as one types, everything else behind one button, and each
// filter that is on as a chip that takes it off again. All of it lies in the address.
import {
    ActionIcon,
    Button,
    Group,
    MultiSelect,
    NumberInput,
    Pill,
    Popover,
    Select,
    SimpleGrid,
    Stack,
    Text,
    TextInput,
} from '@mantine/core';
import { useDebouncedCallback, useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useMe } from '@/api/me';
import { keys } from '@/api/store';
import { IconFilter, IconSearch, IconX } from '@/parts/icons';
import { useShortcuts } from '@/parts/keys';
import { useMembers } from '@/parts/members';
import { usePhone } from '@/parts/phone';
import { say } from '@/words';
import { major_units, minor_units, money, number } from '@/words/format';
import {
    type Address,
    filters_in,
    kinds,
    type List,
    list_in,
    lists,
    number_in,
    play_of,
    plays,
    type Range,
    ranges,
    scope_of,
    scopes,
    states,
    verdicts,
} from './asked';
import classes from './filters.module.css';

const words = say.pipeline;

type Change = (change: Record<string, string | undefined>) => void;
interface Props {
    address: Address;
    change: Change;
    clear: () => void;
    scope: Schemas['Scope']; // Where the address doesn't say.
    stages: Map<string, string>;
    count?: ReactNode; // How many that leaves.
}

export function Filters({ address, change, clear, scope, stages, count }: Props) {
    const phone = usePhone();
    return (
        <Stack gap="xs">
            <Group gap="xs" wrap="nowrap">
                <Words address={address} change={change} />
                {!phone && <WhoseDeals address={address} change={change} scope={scope} />}
                <More address={address} change={change} scope={scope} stages={stages} />
                {count}
            </Group>
            <Chips address={address} change={change} clear={clear} stages={stages} />
        </Stack>
    );
}

function WhoseDeals({ address, change, scope, label }: ScopeProps) {
    return (
        <Select
            label={label}
            aria-label={words.scope}
            data={scopes.map((s) => ({ value: s, label: words.scopes[s] }))}
            value={scope_of(address, scope)}
            onChange={(value) => change({ scope: value ?? undefined })}
            allowDeselect={false}
            comboboxProps={{ withinPortal: label === undefined }}
            w={label ? undefined : 140}
        />
    );
}

// The address follows a moment after the last letter: typing waits for nothing.
function Words({ address, change }: Pick<Props, 'address' | 'change'>) {
    const asked = address.q ?? '';
    const [typed, set_typed] = useState(asked);
    const sent = useRef(asked);
    useEffect(() => {
        if (asked === sent.current) return; // Our own, coming back.
        sent.current = asked;
        set_typed(asked);
    }, [asked]);
    const send = useDebouncedCallback((text: string) => {
        sent.current = text.trim();
        change({ q: text.trim() });
    }, 220);
    const field = useRef<HTMLInputElement>(null);
    useShortcuts(
        useMemo(() => [{ keys: 'f', does: words.f, run: () => field.current?.focus() }], []),
    );
    return (
        <TextInput
            ref={field}
            type="search"
            aria-label={words.filter_words}
            placeholder={words.filter_words}
            leftSection={<IconSearch size={16} />}
            value={typed}
            maxLength={200}
            onChange={(event) => {
                set_typed(event.currentTarget.value);
                send(event.currentTarget.value);
            }}
            className={classes.words}
        />
    );
}

type MoreProps = Omit<Props, 'clear' | 'count'>;
function More({ address, change, scope, stages }: MoreProps) {
    const phone = usePhone();
    const on = filters_in(address).filter((name) => name !== 'q').length;
    return (
        <Popover position="bottom-start" shadow="md" width={phone ? 350 : 600} trapFocus>
            <Popover.Target>
                <Button
                    variant="default"
                    leftSection={<IconFilter size={16} />}
                    rightSection={on > 0 ? <Pill size="xs">{on}</Pill> : undefined}
                >
                    {words.filters}
                </Button>
            </Popover.Target>
            <Popover.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
                <SimpleGrid cols={phone ? 1 : 2} spacing="sm">
                    {phone && (
                        <WhoseDeals
                            label={words.scope}
                            address={address}
                            change={change}
                            scope={scope}
                        />
                    )}
                    <Signals address={address} change={change} scope={scope_of(address, scope)} />
                    <Owners address={address} change={change} />
                    <OneOf
                        name="verdict"
                        address={address}
                        change={change}
                        data={verdicts.map((v) => ({ value: v, label: say.method.verdict[v] }))}
                    />
                    <OneOf
                        name="stage"
                        address={address}
                        change={change}
                        data={[...stages].map(([value, label]) => ({ value, label }))}
                    />
                    <OneOf
                        name="kind"
                        address={address}
                        change={change}
                        data={kinds.map((k) => ({ value: k, label: say.method.kind[k] }))}
                    />
                    <Select
                        label={words.play}
                        data={plays.map((p) => ({ value: p, label: words.plays[p] }))}
                        value={play_of(address)}
                        onChange={(value) => change({ in_play: value ?? undefined })}
                        allowDeselect={false}
                        comboboxProps={{ withinPortal: false }}
                    />
                    <OneOf
                        name="state"
                        address={address}
                        change={change}
                        data={states.map((s) => ({ value: s, label: say.method.state[s] }))}
                    />
                    {ranges.map((range) => (
                        <Between key={range} range={range} address={address} change={change} />
                    ))}
                </SimpleGrid>
            </Popover.Dropdown>
        </Popover>
    );
}

interface WordsOfProps {
    name: List;
    address: Address;
    change: Change;
    data: { value: string; label: string }[];
    find?: (text: string) => void;
}
function OneOf({ name, address, change, data, find }: WordsOfProps) {
    return (
        <MultiSelect
            label={words.by[name]}
            data={data}
            value={list_in(address, name)}
            onChange={(values) => change({ [name]: values.join(',') })}
            onSearchChange={find}
            searchable={find !== undefined || data.length > 8}
            clearable
            hidePickedOptions
            comboboxProps={{ withinPortal: false }}
            maxValues={20}
        />
    );
}

export function rule_word(rule: string): string {
    return rule.replaceAll('_', ' ');
}

interface SignalsProps {
    address: Address;
    change: Change;
    scope: Schemas['Scope'];
}
function Signals({ address, change, scope }: SignalsProps) {
    const counts = useQuery({
        queryKey: keys.list('signal-counts', scope),
        queryFn: () => answer(api.GET('/signals/counts', { params: { query: { scope } } })),
        placeholderData: keepPreviousData,
    });
    const chosen = list_in(address, 'signal');
    const held = counts.data?.items ?? [];
    const others = chosen.filter((rule) => !held.some((c) => c.rule === rule));
    return (
        <OneOf
            name="signal"
            address={address}
            change={change}
            data={[
                ...held.map((c) => ({
                    value: c.rule,
                    label: words.signal_count(rule_word(c.rule), c.deals),
                })),
                ...others.map((rule) => ({ value: rule, label: rule_word(rule) })),
            ]}
        />
    );
}

function Owners({ address, change }: Pick<Props, 'address' | 'change'>) {
    const [typed, set_typed] = useState('');
    const [q] = useDebouncedValue(typed.trim(), 150);
    const names = useMembers(q);
    return (
        <OneOf
            name="owner"
            address={address}
            change={change}
            find={set_typed}
            data={[...names].map(([value, label]) => ({ value, label }))}
        />
    );
}

// Amounts are typed as people write them and asked for in minor units.
function useUnit(range: Range) {
    const me = useMe();
    const currency = me.data?.workspace.currency ?? 'EUR';
    if (range === 'amount')
        return {
            label: currency,
            shown: (value: number) => major_units({ minor: value, currency }),
            asked: (value: number) => minor_units(value, currency),
        };
    return { label: words.unit[range], shown: (v: number) => v, asked: (v: number) => v };
}

function Between({ range, address, change }: { range: Range } & Pick<Props, 'address' | 'change'>) {
    const unit = useUnit(range);
    const label = unit.label ? `${words.by[range]} (${unit.label})` : words.by[range];
    const send = useDebouncedCallback((name: string, value: string | number) => {
        change({ [name]: value === '' ? undefined : String(unit.asked(Number(value))) });
    }, 350);
    const bound = (end: 'from' | 'to') => {
        const name = `${range}_${end}`;
        const now = number_in(address, name);
        return (
            <NumberInput
                key={`${name}:${now ?? ''}`}
                aria-label={end === 'from' ? words.from_of(label) : words.to_of(label)}
                placeholder={words[end]}
                defaultValue={now === undefined ? undefined : unit.shown(now)}
                onChange={(value) => send(name, value)}
                min={range === 'momentum' ? undefined : 0}
                max={range === 'skin' ? 100 : undefined}
                decimalScale={range === 'momentum' ? 1 : 0}
                thousandSeparator=" "
                hideControls
            />
        );
    };
    return (
        <div>
            <Text size="sm" fw={500} mb={4}>
                {label}
            </Text>
            <Group grow gap="xs">
                {bound('from')}
                {bound('to')}
            </Group>
        </div>
    );
}

type ScopeProps = Pick<Props, 'address' | 'change' | 'scope'> & { label?: string };

interface Chip {
    label: string;
    off: Record<string, string | undefined>;
}

function Chips({ address, change, clear, stages }: Omit<Props, 'scope' | 'count'>) {
    const names = useMembers();
    const me = useMe();
    const currency = me.data?.workspace.currency ?? 'EUR';
    const chips = chips_of(address, { names, stages, currency });
    if (chips.length === 0) return null;
    return (
        <Group gap={6}>
            <ul aria-label={words.filters} className={classes.chips}>
                {chips.map((chip) => (
                    <li key={chip.label} className={classes.chip}>
                        <Text size="sm">{chip.label}</Text>
                        <ActionIcon
                            variant="subtle"
                            color="gray"
                            size="sm"
                            aria-label={words.remove_filter(chip.label)}
                            onClick={() => change(chip.off)}
                        >
                            <IconX size={13} />
                        </ActionIcon>
                    </li>
                ))}
            </ul>
            <Button variant="subtle" size="compact-sm" onClick={clear}>
                {words.clear}
            </Button>
        </Group>
    );
}

interface Known {
    names: ReadonlyMap<string, string>;
    stages: Map<string, string>;
    currency: string;
}

function word_for(name: List, value: string, known: Known): string {
    if (name === 'owner') return known.names.get(value) ?? '…';
    if (name === 'stage') return known.stages.get(value) ?? value;
    if (name === 'signal') return rule_word(value);
    const all: Record<string, string> = {
        ...say.method.verdict,
        ...say.method.kind,
        ...say.method.state,
    };
    return all[value] ?? value;
}

function figure(range: Range, value: number, currency: string): string {
    if (range === 'amount') return money({ minor: value, currency });
    const unit = words.unit[range];
    return unit ? `${number(value, 1)} ${unit}` : number(value, 1);
}

function chips_of(address: Address, known: Known): Chip[] {
    const chips: Chip[] = [];
    if (play_of(address) !== 'open')
        chips.push({ label: words.plays[play_of(address)], off: { in_play: undefined } });
    for (const name of lists) {
        const all = list_in(address, name);
        if (all.length > 0)
            chips.push({
                label: words.is(
                    words.by[name],
                    all.map((value) => word_for(name, value, known)).join(', '),
                ),
                off: { [name]: undefined },
            });
    }
    for (const range of ranges) {
        const from = number_in(address, `${range}_from`);
        const to = number_in(address, `${range}_to`);
        if (from !== undefined)
            chips.push({
                label: words.at_least(words.by[range], figure(range, from, known.currency)),
                off: { [`${range}_from`]: undefined },
            });
        if (to !== undefined)
            chips.push({
                label: words.at_most(words.by[range], figure(range, to, known.currency)),
                off: { [`${range}_to`]: undefined },
            });
    }
    if (address.account) chips.push({ label: words.one_account, off: { account: undefined } });
    if (address.person) chips.push({ label: words.one_person, off: { person: undefined } });
    return chips;
}
