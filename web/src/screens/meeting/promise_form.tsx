// A promise in a few taps: what, who, by when, what it costs.
import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { grades } from '@/parts/effort';
import { say } from '@/words';
import { add_days, day_of } from '@/words/format';
import classes from './meeting.module.css';

export interface Owner {
    id: string;
    name: string;
}

export interface Made {
    what: string;
    owner: string;
    due: string;
    proof: string;
    effort: Schemas['Effort'];
}

export const in_a_week = () => add_days(day_of(), 7);

interface Props {
    label: string; // What the whole is called: "They offered".
    start: Partial<Made>;
    owners: Owner[];
    done: (made: Made) => void;
    leave: () => void;
    submit: string;
    autofocus?: boolean;
}
export function PromiseForm({ label, start, owners, done, leave, submit, autofocus }: Props) {
    const [made, set_made] = useState<Made>({
        what: '',
        owner: owners[0]?.id ?? '',
        due: in_a_week(),
        proof: '',
        effort: 'work',
        ...start,
    });
    const set = <K extends keyof Made>(name: K, to: Made[K]) => set_made({ ...made, [name]: to });
    return (
        <form
            aria-label={label}
            onSubmit={(event) => {
                event.preventDefault();
                done(made);
            }}
        >
            <Stack gap="sm">
                <Textarea
                    label={say.hold.changed_what}
                    autosize
                    minRows={1}
                    maxLength={500}
                    required
                    autoFocus={autofocus ?? true}
                    value={made.what}
                    onChange={(e) => set('what', e.currentTarget.value)}
                />
                <div className={classes.fields}>
                    <NativeSelect
                        label={say.meeting.ask_owner}
                        value={made.owner}
                        onChange={(e) => set('owner', e.currentTarget.value)}
                        data={owners.map((o) => ({ value: o.id, label: o.name }))}
                    />
                    <TextInput
                        label={say.meeting.ask_due}
                        type="date"
                        required
                        value={made.due}
                        onChange={(e) => set('due', e.currentTarget.value)}
                    />
                    <NativeSelect
                        label={say.meeting.ask_effort}
                        value={made.effort}
                        onChange={(e) =>
                            set('effort', grades.find((g) => g === e.currentTarget.value) ?? 'work')
                        }
                        data={grades.map((g) => ({
                            value: g,
                            label: `${say.method.effort[g]}: ${say.method.effort_spends[g]}`,
                        }))}
                    />
                    <TextInput
                        label={say.meeting.ask_proof}
                        value={made.proof}
                        onChange={(e) => set('proof', e.currentTarget.value)}
                    />
                </div>
                <Group gap="sm" justify="flex-end">
                    <Button variant="default" size="md" onClick={leave}>
                        {say.common.cancel}
                    </Button>
                    <Button type="submit" size="md">
                        {submit}
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}

export function promise_of(made: Made, initiative: Schemas['Initiative']): Schemas['PromiseDraft'] {
    return {
        side: 'buyer',
        person: made.owner,
        what: made.what,
        due: made.due,
        proof: made.proof,
        effort: made.effort,
        initiative,
    };
}
