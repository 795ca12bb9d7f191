// A long list by name: filtered by beginnings of words, rows as far as somebody scrolls.
import { ActionIcon, Group, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { IconArrowDown, IconArrowUp, IconSearch } from '@/parts/icons';
import { useShortcuts } from '@/parts/keys';
import type { Rows } from '@/parts/pages';
import { useScrolled } from '@/parts/scrolled';
import { Empty, Failed } from '@/parts/states';
import { say } from '@/words';
import classes from './accounts.module.css';

const words = say.accounts;
const row_height = 56; // as in accounts.module.css

interface Props<T> {
    label: string;
    rows: Rows<T>;
    asked: unknown;
    row: (of: T) => ReactNode; // A link with data-row-link.
    empty: ReactNode;
}
export function Listing<T>({ label, rows, asked, row, empty }: Props<T>) {
    const { box, list, items, focused } = useScrolled(rows, { height: row_height, asked });
    if (rows.error) return <Failed error={rows.error} again={rows.again} />;
    if (rows.whole && rows.count === 0) return <>{empty}</>;
    return (
        <div ref={box} className={classes.box} data-stale={rows.stale || undefined}>
            <ul
                aria-label={label}
                className={classes.list}
                style={{ height: list.getTotalSize() }}
                aria-busy={rows.waiting}
            >
                {items.map((item) => {
                    const of = rows.at(item.index);
                    return (
                        <li
                            key={item.key}
                            className={classes.row}
                            style={{ transform: `translateY(${item.start}px)` }}
                            data-row={item.index}
                            onFocus={() => focused(item.index)}
                        >
                            {of && row(of)}
                        </li>
                    );
                })}
            </ul>
        </div>
    );
}

interface FilterProps {
    label: string;
    q: string;
    up: boolean;
    change: (change: Record<string, string | undefined>) => void;
}
// The address follows a moment after the last letter.
export function Filter({ label, q, up, change }: FilterProps) {
    const [typed, set_typed] = useState(q);
    const sent = useRef(q);
    useEffect(() => {
        if (q === sent.current) return;
        sent.current = q;
        set_typed(q);
    }, [q]);
    const send = useDebouncedCallback((text: string) => {
        sent.current = text.trim();
        change({ q: text.trim() });
    }, 220);
    const field = useRef<HTMLInputElement>(null);
    useShortcuts(
        useMemo(() => [{ keys: 'f', does: words.f, run: () => field.current?.focus() }], []),
    );
    const order = up ? words.a_to_z : words.z_to_a;
    return (
        <Group gap="xs" wrap="nowrap">
            <TextInput
                ref={field}
                type="search"
                aria-label={label}
                placeholder={label}
                leftSection={<IconSearch size={16} />}
                value={typed}
                maxLength={200}
                onChange={(event) => {
                    set_typed(event.currentTarget.value);
                    send(event.currentTarget.value);
                }}
                className={classes.filter}
            />
            <Tooltip label={order}>
                <ActionIcon
                    variant="default"
                    size="input-sm"
                    aria-label={`${words.up_down}: ${order}`}
                    onClick={() => change({ direction: up ? 'down' : undefined })}
                >
                    {up ? <IconArrowDown size={16} /> : <IconArrowUp size={16} />}
                </ActionIcon>
            </Tooltip>
        </Group>
    );
}

// The address with some of it changed; '' and undefined take a word out.
export function changed(
    search: Record<string, string>,
    change: Record<string, string | undefined>,
): Record<string, string> {
    const next: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...search, ...change }))
        if (value) next[name] = value;
    return next;
}

export function NoMatch() {
    return <Empty title={words.no_match}>{words.no_match_more}</Empty>;
}
