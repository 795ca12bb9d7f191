// What kept a relation warm outside meetings: who of us reached whom, and whether he answered.
import { Button, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { useMemberNames } from '@/parts/members';
import { say } from '@/words';
import { ago, moment, money } from '@/words/format';
import classes from './accounts.module.css';

const words = say.accounts;

interface Props {
    touches: Schemas['Touch'][];
    people: ReadonlyMap<string, string>; // id → name
}
export function Touches({ touches, people }: Props) {
    const members = useMemberNames(touches.map((touch) => touch.by));
    if (touches.length === 0)
        return (
            <Text size="sm" c="dimmed">
                {words.no_touches}
            </Text>
        );
    return (
        <ul className={classes.plain}>
            {touches.map((touch) => (
                <li key={touch.id} className={classes.item}>
                    <div className={classes.main}>
                        <Text size="sm">
                            <strong>{say.method.touch_kind[touch.kind]}</strong>{' '}
                            {touch.person && words.to(people.get(touch.person) ?? '…')}
                        </Text>
                        <Text span className={classes.quiet} title={moment(touch.at)}>
                            {ago(touch.at)} {words.by(members.get(touch.by) ?? '…')} ·{' '}
                            {touch.reach === 'reached' ? words.reached : words.attempt}
                            {touch.minutes > 0 && ` · ${words.minutes(touch.minutes)}`}
                            {touch.cost && ` · ${money(touch.cost)}`}
                        </Text>
                        {touch.note && <p className={classes.note}>{touch.note}</p>}
                        {touch.private_note && (
                            <p className={classes.note} title={words.own_note}>
                                <span className={classes.quiet}>{words.own_note}: </span>
                                {touch.private_note}
                            </p>
                        )}
                    </div>
                    {touch.answered_at ? (
                        <Text size="sm" c="var(--buyer)" fw={600}>
                            {words.answered(ago(touch.answered_at))}
                        </Text>
                    ) : (
                        touch.person && <Answer touch={touch} />
                    )}
                </li>
            ))}
        </ul>
    );
}

function Answer({ touch }: { touch: Schemas['Touch'] }) {
    const [open, set_open] = useState(false);
    const [said, set_said] = useState('');
    const mark = useCommand<string, Schemas['Touch']>({
        send: (text, guard) =>
            answer(
                api.POST('/touches/{touch}/answer', {
                    params: {
                        path: { touch: touch.id },
                        header: { 'Idempotency-Key': guard['Idempotency-Key'] },
                    },
                    body: text ? { words: text } : {},
                }),
            ),
        done: () => {
            set_open(false);
            if (touch.deal) store.invalidateQueries({ queryKey: keys.deal(touch.deal) });
        },
        says: words.marked,
    });
    return (
        <Popover opened={open} onChange={set_open} trapFocus shadow="md" position="bottom-end">
            <Popover.Target>
                <Button variant="default" size="xs" onClick={() => set_open(!open)}>
                    {words.they_answered}
                </Button>
            </Popover.Target>
            <Popover.Dropdown>
                <form
                    onSubmit={(event) => {
                        event.preventDefault();
                        mark.run(said.trim());
                    }}
                >
                    <Stack gap="xs">
                        <TextInput
                            label={words.what_they_said}
                            description={say.common.optional}
                            value={said}
                            onChange={(event) => set_said(event.currentTarget.value)}
                            maxLength={1000}
                            data-autofocus
                        />
                        <Button type="submit" loading={mark.busy}>
                            {words.mark_answered}
                        </Button>
                    </Stack>
                </form>
            </Popover.Dropdown>
        </Popover>
    );
}
