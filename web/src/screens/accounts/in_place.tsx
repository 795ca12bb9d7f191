// Fields that are edited where they stand, one at a time. What somebody else changed in another
// field meanwhile stays; the same field changed by two is shown to the second.
import { ActionIcon, Group, NativeSelect, Text, TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { if_match, newKey, Refusal, type Versioned } from '@/api/client';
import { type Guard, useCommand } from '@/api/command';
import { store } from '@/api/store';
import { useDraft } from '@/parts/draft';
import { IconCheck, IconPencil, IconX } from '@/parts/icons';
import { say } from '@/words';
import classes from './accounts.module.css';

const words = say.accounts;

export interface Field<T> {
    name: keyof typeof words.fields;
    get: (of: T) => string;
    put: (of: T, text: string) => T;
    shown?: (of: T) => string;
    type?: 'text' | 'email' | 'tel' | 'number';
    longest?: number;
    choices?: readonly { value: string; label: string }[];
}

// Where the thing lies, and how it is read and written.
export interface Place<T> {
    name: string; // Of drafts: "account:<id>".
    key: readonly unknown[];
    read: () => Promise<Versioned<T>>;
    write: (value: T, guard: Guard) => Promise<Versioned<T>>;
}

interface Edit<T> {
    field: Field<T>;
    text: string;
    base: Versioned<T>;
}

function is_stale(error: unknown): boolean {
    return error instanceof Refusal && error.status === 412;
}
function guard_of(version: number): Guard {
    return { ...if_match(version), 'Idempotency-Key': newKey() };
}

export function useEdit<T>(place: Place<T>) {
    const on = useRef<Versioned<T>>(undefined); // What the next try is written on top of.
    const last = useRef<Edit<T>>(undefined);
    const keep = (now: Versioned<T>) => store.setQueryData(place.key, now);

    const send = async ({ field, text }: Edit<T>, guard: Guard): Promise<Versioned<T>> => {
        const base = on.current;
        if (!base) throw new Error('nothing was read yet');
        try {
            return await place.write(field.put(base.value, text), guard);
        } catch (error) {
            if (!is_stale(error)) throw error;
            const newest = await place.read();
            const mine_alone = field.get(newest.value) === field.get(base.value);
            if (!mine_alone) throw error;
            on.current = newest;
            return place.write(field.put(newest.value, text), guard_of(newest.version));
        }
    };
    const edit = useCommand<Edit<T>, Versioned<T>>({
        quiet: true,
        send,
        now: async () => {
            const newest = await place.read();
            on.current = newest;
            keep(newest);
            const field = last.current?.field;
            const theirs = field
                ? [{ label: words.fields[field.name], text: shown(field, newest.value) }]
                : [];
            return { version: newest.version, theirs };
        },
        mine: ({ field, text }) => [{ label: words.fields[field.name], text }],
        optimistic: ({ field, text, base }) => {
            keep({ ...base, value: field.put(base.value, text) });
            return () => {
                keep(base);
                store.invalidateQueries({ queryKey: place.key });
            };
        },
        done: keep,
        says: (_, { field }) => words.saved_field(words.fields[field.name]),
        undo: async (saved, { field, base }) => {
            const before = field.put(saved.value, field.get(base.value));
            keep(await place.write(before, guard_of(saved.version)));
        },
    });
    const run = (input: Edit<T>) => {
        on.current = input.base;
        last.current = input;
        return edit.run(input, input.base.version);
    };
    return { ...edit, run };
}

function shown<T>(field: Field<T>, of: T): string {
    return field.shown ? field.shown(of) : field.get(of) || words.empty_value;
}

interface FieldsProps<T> {
    place: Place<T>;
    of: Versioned<T>;
    fields: readonly Field<T>[];
}
export function Fields<T>({ place, of, fields }: FieldsProps<T>) {
    return (
        <dl className={classes.fields}>
            {fields.map((field) => (
                <InPlace key={field.name} place={place} of={of} field={field} />
            ))}
        </dl>
    );
}

interface InPlaceProps<T> {
    place: Place<T>;
    of: Versioned<T>;
    field: Field<T>;
}
function InPlace<T>({ place, of, field }: InPlaceProps<T>) {
    const label = words.fields[field.name];
    const now = field.get(of.value);
    const draft = useDraft(`${place.name}:${field.name}`, now);
    const [open, set_open] = useState(draft.changed);
    const edit = useEdit(place);
    const button = useRef<HTMLButtonElement>(null);
    const was_open = useRef(open);
    useEffect(() => {
        if (was_open.current && !open) button.current?.focus();
        was_open.current = open;
    }, [open]);

    const close = () => {
        draft.forget();
        edit.clear();
        set_open(false);
    };
    const save = async (text: string) => {
        const clean = text.trim();
        if (clean === now) return close();
        const saved = await edit.run({ field, text: clean, base: of });
        if (saved) close();
    };
    const keys = (event: KeyboardEvent) => {
        if (event.key === 'Escape') close();
        if (event.key === 'Enter') {
            event.preventDefault();
            save(draft.value);
        }
    };
    return (
        <div className={classes.field}>
            <dt className={classes.label}>{label}</dt>
            <dd className={classes.value}>
                {open && field.choices && (
                    <NativeSelect
                        aria-label={label}
                        data={[...field.choices]}
                        value={draft.value}
                        onChange={(event) => save(event.currentTarget.value)}
                        onKeyDown={(event) => event.key === 'Escape' && close()}
                        error={edit.refusal?.message}
                        autoFocus
                    />
                )}
                {open && !field.choices && (
                    <Group gap={4} wrap="nowrap" align="flex-start">
                        <TextInput
                            aria-label={label}
                            type={field.type ?? 'text'}
                            value={draft.value}
                            onChange={(event) => draft.change(event.currentTarget.value)}
                            onKeyDown={keys}
                            maxLength={field.longest ?? 200}
                            error={edit.refusal?.at(field.name) ?? edit.refusal?.message}
                            autoFocus
                            style={{ flex: 1 }}
                        />
                        <ActionIcon
                            size="input-sm"
                            loading={edit.busy}
                            onClick={() => save(draft.value)}
                            aria-label={say.common.save}
                        >
                            <IconCheck size={16} />
                        </ActionIcon>
                        <ActionIcon
                            size="input-sm"
                            variant="default"
                            onClick={close}
                            aria-label={say.common.cancel}
                        >
                            <IconX size={16} />
                        </ActionIcon>
                    </Group>
                )}
                {!open && (
                    <UnstyledButton
                        ref={button}
                        className={classes.edit}
                        onClick={() => set_open(true)}
                        aria-label={
                            now ? words.edit_field(label, shown(field, of.value)) : undefined
                        }
                        data-field={field.name}
                    >
                        {now ? (
                            <span className={classes.text}>{shown(field, of.value)}</span>
                        ) : (
                            <Text span size="sm" c="dimmed">
                                {words.add_field(label)}
                            </Text>
                        )}
                        <IconPencil size={14} className={classes.pencil} aria-hidden />
                    </UnstyledButton>
                )}
            </dd>
        </div>
    );
}
