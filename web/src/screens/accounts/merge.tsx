// Two that are one: first a look at what moves and where they differ, then the merge, then a way
// back.
import { Alert, Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, newKey, type Schemas } from '@/api/client';
import { type Guard, useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { AccountPick } from '@/parts/acts/pick';
import { IconArrowsExchange } from '@/parts/icons';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import classes from './accounts.module.css';

const words = say.accounts;
export type Kind = 'account' | 'person';
type Preview = Schemas['MergePreview'];
type Merged = Schemas['MergeView'];

export interface Pair {
    kind: Kind;
    from: string; // The duplicate.
    into: string;
}

function preview_of({ kind, from, into }: Pair): Promise<Preview> {
    const query = { into };
    return kind === 'account'
        ? answer(
              api.GET('/accounts/{account}/merge-preview', {
                  params: { path: { account: from }, query },
              }),
          )
        : answer(
              api.GET('/people/{person}/merge-preview', {
                  params: { path: { person: from }, query },
              }),
          );
}

const account_fields: readonly Schemas['AccountField'][] = [
    'name',
    'domain',
    'industry',
    'region',
    'size',
    'external_id',
    'fit',
];
const person_fields: readonly Schemas['PersonField'][] = [
    'name',
    'email',
    'phone',
    'title',
    'level',
    'department',
    'external_id',
];

function merge({ kind, from, into }: Pair, take: string[], guard: Guard): Promise<Merged> {
    const header = { 'Idempotency-Key': guard['Idempotency-Key'] };
    return kind === 'account'
        ? answer(
              api.POST('/accounts/{account}/merge', {
                  params: { path: { account: from }, header },
                  body: { into, take: account_fields.filter((f) => take.includes(f)) },
              }),
          )
        : answer(
              api.POST('/people/{person}/merge', {
                  params: { path: { person: from }, header },
                  body: { into, take: person_fields.filter((f) => take.includes(f)) },
              }),
          );
}

export function undo_merge(id: string): Promise<Merged> {
    return answer(
        api.POST('/merges/{merge}/undo', {
            params: { path: { merge: id }, header: { 'Idempotency-Key': newKey() } },
        }),
    );
}

// Whatever shows one of the two is read again.
export function both_are_stale({ merge: { from, into } }: Merged): void {
    for (const id of [from, into]) {
        store.invalidateQueries({ queryKey: keys.account(id) });
        store.invalidateQueries({ queryKey: keys.person(id) });
    }
    store.invalidateQueries({ queryKey: ['deal'] });
    store.invalidateQueries({ queryKey: ['list'] });
}

function field_word(name: string): string {
    const known: Record<string, string> = words.fields;
    return known[name] ?? name;
}

interface DialogProps {
    pair: Pair;
    close: () => void;
    merged?: ((into: string) => void) | undefined;
}
export function MergeDialog({ pair: first, close, merged }: DialogProps) {
    const [pair, set_pair] = useState(first);
    const [take, set_take] = useState<string[]>([]);
    const preview = useQuery({
        queryKey: keys.list('merge-preview', pair),
        queryFn: () => preview_of(pair),
    });
    const act = useCommand<string[], Merged>({
        quiet: true,
        send: (taken, guard) => merge(pair, taken, guard),
        done: (view) => {
            close();
            both_are_stale(view);
            merged?.(pair.into);
        },
        says: ({ merge: m }) => words.merged(m.from_name, m.into_name),
        undo: async ({ merge: m }) => both_are_stale(await undo_merge(m.id)),
    });
    const swap = () => {
        set_take([]);
        set_pair({ ...pair, from: pair.into, into: pair.from });
    };
    const at = preview.data;
    const stands = at?.in_the_way?.says ?? act.refusal?.message;
    return (
        <Modal
            opened
            onClose={close}
            size="lg"
            title={at ? words.merge_title(at.from_name, at.into_name) : words.merge}
        >
            {preview.isError && <Failed error={preview.error} again={() => preview.refetch()} />}
            {preview.isPending && <Waiting rows={4} height={40} />}
            {at && (
                <Stack>
                    <Group justify="space-between">
                        <div>
                            <Text size="sm">
                                <Text span c="dimmed">
                                    {words.stays}:{' '}
                                </Text>
                                <strong>{at.into_name}</strong>
                            </Text>
                            <Text size="sm">
                                <Text span c="dimmed">
                                    {words.goes}:{' '}
                                </Text>
                                {at.from_name}
                            </Text>
                        </div>
                        <Button
                            variant="default"
                            leftSection={<IconArrowsExchange size={16} />}
                            onClick={swap}
                        >
                            {words.swap}
                        </Button>
                    </Group>
                    <Moves preview={at} kind={pair.kind} />
                    <Differences preview={at} take={take} change={set_take} />
                    {stands && (
                        <Alert color="gray" role="alert">
                            {stands}
                        </Alert>
                    )}
                    <Group justify="flex-end">
                        <Button variant="default" onClick={close}>
                            {say.common.cancel}
                        </Button>
                        <Button
                            loading={act.busy}
                            disabled={at.in_the_way !== undefined}
                            onClick={() => act.run(take)}
                        >
                            {words.merge}
                        </Button>
                    </Group>
                </Stack>
            )}
        </Modal>
    );
}

function Moves({ preview, kind }: { preview: Preview; kind: Kind }) {
    const parts = [words.moves_deals(preview.deals)];
    if (kind === 'account') parts.push(words.moves_people(preview.people));
    parts.push(words.moves_touches(preview.touches));
    return (
        <div>
            <Text size="sm" c="dimmed">
                {words.moves}
            </Text>
            <Text className="numbers">{parts.join(' · ')}</Text>
        </div>
    );
}

interface DifferencesProps {
    preview: Preview;
    take: string[];
    change: (take: string[]) => void;
}
function Differences({ preview, take, change }: DifferencesProps) {
    if (preview.differs.length === 0)
        return (
            <Text size="sm" c="dimmed">
                {words.same}
            </Text>
        );
    return (
        <div>
            <Text size="sm" c="dimmed" mb={4}>
                {words.differs}
            </Text>
            {preview.differs.map((d) => {
                const kept = take.includes(d.field) ? 'from' : d.keeps;
                const choose = (which: string) =>
                    change(
                        which === 'from'
                            ? [...take.filter((f) => f !== d.field), d.field]
                            : take.filter((f) => f !== d.field),
                    );
                return (
                    <Radio.Group
                        key={d.field}
                        label={field_word(d.field)}
                        value={kept}
                        onChange={choose}
                    >
                        <div className={classes.differs}>
                            <Stack gap={6}>
                                <Radio
                                    value="into"
                                    label={d.into || words.empty_value}
                                    disabled={d.into === ''}
                                />
                                <Radio
                                    value="from"
                                    label={d.from || words.empty_value}
                                    disabled={d.from === ''}
                                />
                            </Stack>
                        </div>
                    </Radio.Group>
                );
            })}
        </div>
    );
}

interface WithProps {
    kind: Kind;
    id: string; // What is on the screen: it is the one that goes, unless they are swapped.
    account?: string; // A person's.
    close: () => void;
    merged: (into: string) => void;
}
// Choose the other one, then look.
export function MergeWith({ kind, id, account, close, merged }: WithProps) {
    const [other, set_other] = useState<string>();
    const [chosen, set_chosen] = useState(false);
    if (chosen && other)
        return <MergeDialog pair={{ kind, from: id, into: other }} close={close} merged={merged} />;
    return (
        <Modal opened onClose={close} title={words.merge_which}>
            <Stack>
                {kind === 'account' ? (
                    <AccountPick value={other} change={set_other} />
                ) : (
                    <PersonPick not={id} account={account} value={other} change={set_other} />
                )}
                <Button disabled={!other || other === id} onClick={() => set_chosen(true)}>
                    {words.look}
                </Button>
            </Stack>
        </Modal>
    );
}

interface PersonPickProps {
    not: string;
    account: string | undefined;
    value: string | undefined;
    change: (person: string | undefined) => void;
}
// Colleagues first; others by the beginnings of their names.
function PersonPick({ not, account, value, change }: PersonPickProps) {
    const [typed, set_typed] = useState('');
    const [q] = useDebouncedValue(typed.trim(), 150);
    const query = q ? { q, limit: 50 } : { account, limit: 50 };
    const found = useQuery({
        queryKey: keys.list('people', 'pick', query),
        queryFn: () => answer(api.GET('/people', { params: { query } })),
        placeholderData: keepPreviousData,
    });
    const people = (found.data?.items ?? []).filter((p) => p.id !== not);
    return (
        <Select
            label={words.person}
            data={people.map((p) => ({
                value: p.id,
                label: p.email ? `${p.name} (${p.email})` : p.name,
            }))}
            value={value ?? null}
            onChange={(to) => change(to ?? undefined)}
            onSearchChange={set_typed}
            searchable
            data-autofocus
        />
    );
}
