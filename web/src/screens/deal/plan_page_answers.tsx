// What the buyer did on his page that waits for our answer: a person he named, a promise that he
// would have otherwise.
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { say } from '@/words';
import { plan_page as words } from '@/words/en/plan_page';
import { weekday } from '@/words/format';
import classes from './deal.module.css';
import type { Names } from './names';

interface Props {
    view: Schemas['DealView'];
    names: Names;
    may: boolean;
    onMade: (link: Schemas['MadePlanLink']) => void;
}

const roles = ['influencer', 'decision_maker', 'approver', 'coach', 'gatekeeper', 'user'] as const;

export function Answers({ view, names, may, onMade }: Props) {
    const waiting = view.deal.colleagues.filter((c) => !c.answered_at);
    const countered = view.deal.commitments.filter((c) => open_counter(c));
    if (waiting.length === 0 && countered.length === 0) return null;
    return (
        <ul className={classes.rows}>
            {waiting.map((colleague) => (
                <Named
                    key={colleague.id}
                    colleague={colleague}
                    view={view}
                    names={names}
                    may={may}
                    onMade={onMade}
                />
            ))}
            {countered.map((promise) => (
                <Countered key={promise.id} promise={promise} view={view} names={names} may={may} />
            ))}
        </ul>
    );
}

function open_counter(promise: Schemas['Commitment']) {
    const last = promise.counters.at(-1);
    return last?.state === 'open' ? last : undefined;
}

function Named({
    colleague,
    view,
    names,
    may,
    onMade,
}: Props & { colleague: Schemas['Colleague'] }) {
    const deal = view.deal.id;
    const [role, set_role] = useState<Schemas['Role']>('influencer');
    const path = { deal, colleague: colleague.id };
    // Whoever is taken in gets a link of his own.
    const make = useCommand({
        send: (body: Schemas['MakePlanLink']) =>
            answer(api.POST('/deals/{deal}/plan-links', { params: { path: { deal } }, body })),
        done: onMade,
    });
    const confirm = useCommand({
        send: (body: Schemas['TakeColleagueIn'], header) =>
            answer(
                api.POST('/deals/{deal}/colleagues/{colleague}/confirm', {
                    params: { path, header },
                    body,
                }),
            ),
        deal,
        says: words.taken_in(colleague.name),
        done: (after) => {
            const person = after.deal.colleagues.find((c) => c.id === colleague.id)?.became;
            if (person) void make.run({ person, days: 90, email_check: false });
        },
    });
    const dismiss = useCommand({
        send: (_: undefined, header) =>
            answer(
                api.POST('/deals/{deal}/colleagues/{colleague}/dismiss', {
                    params: { path, header },
                }),
            ),
        deal,
        says: words.dismissed(colleague.name),
    });
    return (
        <li className={classes.promise} data-side="buyer">
            <Text size="sm" fw={600} c="var(--buyer)">
                {words.a_new_person}
            </Text>
            <Text size="sm">{words.named(names.person(colleague.by), colleague.name)}</Text>
            {(colleague.does || colleague.email) && (
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {[colleague.does, colleague.email].filter(Boolean).join(' · ')}
                </Text>
            )}
            {may && (
                <Group gap="xs" align="flex-end" mt={6}>
                    <NativeSelect
                        size="xs"
                        style={{ flex: '1 1 100%', maxWidth: 220 }}
                        label={words.role}
                        value={role}
                        onChange={(e) => set_role(roles.find((r) => r === e.target.value) ?? role)}
                        data={roles.map((r) => ({ value: r, label: say.method.role[r] }))}
                    />
                    <Button
                        size="compact-sm"
                        loading={confirm.busy}
                        onClick={() => confirm.run({ role, level: 'individual' }, view.version)}
                    >
                        {words.confirm}
                    </Button>
                    <Button
                        size="compact-sm"
                        variant="default"
                        loading={dismiss.busy}
                        onClick={() => dismiss.run(undefined, view.version)}
                    >
                        {words.dismiss}
                    </Button>
                </Group>
            )}
        </li>
    );
}

function Countered({
    promise,
    view,
    names,
    may,
}: Omit<Props, 'onMade'> & { promise: Schemas['Commitment'] }) {
    const deal = view.deal.id;
    const path = { promise: promise.id };
    const [why, set_why] = useState<string>();
    const accept = useCommand({
        send: (_: undefined, header) =>
            answer(api.POST('/promises/{promise}/counter/accept', { params: { path, header } })),
        deal,
        says: words.accepted,
    });
    const leave = useCommand({
        send: (body: { words: string }, header) =>
            answer(
                api.POST('/promises/{promise}/counter/leave', { params: { path, header }, body }),
            ),
        deal,
        says: words.left,
    });
    const counter = open_counter(promise);
    if (!counter) return null;
    return (
        <li className={classes.promise} data-side="buyer">
            <Text size="sm" fw={600} c="var(--buyer)">
                {words.suggests(names.person(counter.by))}
            </Text>
            <Text size="sm" c="dimmed">
                {words.for_promise(promise.what)}
            </Text>
            {counter.what && (
                <Text size="sm">
                    {words.in_words}: {counter.what}
                </Text>
            )}
            {counter.due && (
                <Text size="sm">
                    {words.by_day}: {weekday(counter.due)}
                </Text>
            )}
            {counter.words && <Text size="sm">“{counter.words}”</Text>}
            {may && why === undefined && (
                <Group gap="xs" mt={8}>
                    <Button
                        size="compact-sm"
                        loading={accept.busy}
                        onClick={() => accept.run(undefined, view.version)}
                    >
                        {words.accept}
                    </Button>
                    <Button size="compact-sm" variant="default" onClick={() => set_why('')}>
                        {words.leave}
                    </Button>
                </Group>
            )}
            {may && why !== undefined && (
                <Stack gap="xs" mt={8}>
                    <TextInput
                        label={words.why_left}
                        value={why}
                        maxLength={1000}
                        onChange={(e) => set_why(e.currentTarget.value)}
                        autoFocus
                    />
                    <Group gap="xs">
                        <Button
                            size="compact-sm"
                            loading={leave.busy}
                            onClick={() => leave.run({ words: why }, view.version)}
                        >
                            {words.leave}
                        </Button>
                        <Button
                            size="compact-sm"
                            variant="default"
                            onClick={() => set_why(undefined)}
                        >
                            {words.leave_cancel}
                        </Button>
                    </Group>
                </Stack>
            )}
        </li>
    );
}
