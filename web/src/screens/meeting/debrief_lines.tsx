// What was promised and asked for in the meeting, a line each.
import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { grades } from '@/parts/effort';
import { SideMark } from '@/parts/marks';
import { MemberPick } from '@/parts/member_pick';
import { say } from '@/words';
import {
    new_promise,
    new_request,
    type PromiseDraft,
    type RequestDraft,
    written,
} from './debrief_draft';
import classes from './meeting.module.css';
import type { Owner } from './promise_form';

interface PromisesProps {
    promises: PromiseDraft[];
    checks: Schemas['PromiseCheck'][];
    players: Owner[];
    me: string;
    change: (next: PromiseDraft[]) => void;
}
export function Promises({ promises, checks, players, me, change }: PromisesProps) {
    const sent = written(promises);
    const put = (next: PromiseDraft) =>
        change(promises.map((p) => (p.key === next.key ? next : p)));
    return (
        <Stack gap="sm">
            {promises.map((p, i) => (
                <PromiseRow
                    key={p.key}
                    promise={p}
                    place={i + 1}
                    check={checks.find((c) => c.index === sent.indexOf(p))}
                    players={players}
                    change={put}
                    remove={() => change(promises.filter((one) => one.key !== p.key))}
                />
            ))}
            <Group gap="sm">
                <Button
                    variant="light"
                    color="buyer"
                    size="md"
                    onClick={() =>
                        change([...promises, new_promise('buyer', players[0]?.id ?? '')])
                    }
                >
                    {say.debrief.add_theirs}
                </Button>
                <Button
                    variant="light"
                    size="md"
                    onClick={() => change([...promises, new_promise('seller', me)])}
                >
                    {say.debrief.add_ours}
                </Button>
            </Group>
        </Stack>
    );
}

interface RowProps {
    promise: PromiseDraft;
    place: number;
    check: Schemas['PromiseCheck'] | undefined;
    players: Owner[];
    change: (next: PromiseDraft) => void;
    remove: () => void;
}
function PromiseRow({ promise, place, check, players, change, remove }: RowProps) {
    const set = <K extends keyof PromiseDraft>(name: K, to: PromiseDraft[K]) =>
        change({ ...promise, [name]: to });
    const theirs = promise.side === 'buyer';
    const hints = [
        ...(check?.refused ? [check.refused.says] : []),
        ...(check?.advised_against.map((a) => a.says) ?? []),
    ];
    return (
        <fieldset className={classes.entry}>
            <Group justify="space-between" mb={6}>
                <SideMark side={promise.side} />
                <Button
                    variant="subtle"
                    size="sm"
                    onClick={remove}
                    aria-label={say.debrief.remove_promise(place)}
                >
                    {say.common.remove}
                </Button>
            </Group>
            <TextInput
                label={theirs ? say.debrief.they : say.debrief.we}
                autoFocus={promise.what === ''}
                maxLength={500}
                value={promise.what}
                onChange={(e) => set('what', e.currentTarget.value)}
            />
            <div className={classes.fields} style={{ marginTop: 8 }}>
                {theirs ? (
                    <NativeSelect
                        label={say.meeting.ask_owner}
                        value={promise.owner}
                        onChange={(e) => set('owner', e.currentTarget.value)}
                        data={players.map((o) => ({ value: o.id, label: o.name }))}
                    />
                ) : (
                    <MemberPick
                        label={say.meeting.ask_owner}
                        value={promise.owner}
                        change={(to) => set('owner', to)}
                    />
                )}
                <TextInput
                    label={say.meeting.ask_due}
                    type="date"
                    value={promise.due}
                    onChange={(e) => set('due', e.currentTarget.value)}
                />
                <NativeSelect
                    label={theirs ? say.meeting.ask_effort : say.meeting.costs_us}
                    value={promise.effort}
                    onChange={(e) =>
                        set('effort', grades.find((g) => g === e.currentTarget.value) ?? 'work')
                    }
                    data={grades.map((g) => ({
                        value: g,
                        label: `${say.method.effort[g]}: ${say.method.effort_spends[g]}`,
                    }))}
                />
            </div>
            {theirs && (
                <Checkbox
                    mt="sm"
                    label={say.debrief.offered_hint}
                    checked={promise.offered}
                    onChange={(e) => set('offered', e.currentTarget.checked)}
                />
            )}
            {hints.length > 0 && (
                <Text size="sm" mt={8} className={classes.hint} role="note">
                    {hints.join(' ')}
                </Text>
            )}
        </fieldset>
    );
}

const kinds: Schemas['RequestKind'][] = [
    'demo',
    'sample',
    'proposal',
    'references',
    'document',
    'trial',
    'call',
    'time',
    'other',
];

interface RequestsProps {
    requests: RequestDraft[];
    players: Owner[];
    change: (next: RequestDraft[]) => void;
}
export function Requests({ requests, players, change }: RequestsProps) {
    const put = (next: RequestDraft) =>
        change(requests.map((r) => (r.key === next.key ? next : r)));
    return (
        <Stack gap="sm">
            {requests.map((r, i) => (
                <fieldset key={r.key} className={classes.entry}>
                    <div className={classes.fields}>
                        <NativeSelect
                            label={say.debrief.request_kind}
                            autoFocus
                            value={r.kind}
                            onChange={(e) =>
                                put({
                                    ...r,
                                    kind: kinds.find((k) => k === e.currentTarget.value) ?? 'other',
                                })
                            }
                            data={kinds.map((k) => ({
                                value: k,
                                label: say.method.request_kind[k],
                            }))}
                        />
                        <NativeSelect
                            label={say.debrief.request_by}
                            value={r.by}
                            onChange={(e) => put({ ...r, by: e.currentTarget.value })}
                            data={players.map((p) => ({ value: p.id, label: p.name }))}
                        />
                        <TextInput
                            label={say.debrief.request_what}
                            maxLength={500}
                            value={r.what}
                            onChange={(e) => put({ ...r, what: e.currentTarget.value })}
                        />
                    </div>
                    <Button
                        variant="subtle"
                        size="sm"
                        mt={6}
                        onClick={() => change(requests.filter((one) => one.key !== r.key))}
                        aria-label={say.debrief.remove_request(i + 1)}
                    >
                        {say.common.remove}
                    </Button>
                </fieldset>
            ))}
            <Group>
                <Button
                    variant="default"
                    size="md"
                    onClick={() => change([...requests, new_request(players[0]?.id ?? '')])}
                >
                    {say.debrief.add_request}
                </Button>
            </Group>
        </Stack>
    );
}
