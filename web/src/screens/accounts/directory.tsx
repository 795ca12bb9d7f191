// A directory: everybody of one kind by name, with a filter, duplicates to look for, one to add.
import { Button, Group } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { keys } from '@/api/store';
import { IconPlus } from '@/parts/icons';
import { useShortcuts } from '@/parts/keys';
import { usePages } from '@/parts/pages';
import { Empty, Page } from '@/parts/states';
import { say } from '@/words';
import { relating } from '@/words/en/relating';
import { changed, Filter, Listing, NoMatch } from './listing';

const at_once = 100;

export interface Asked {
    q?: string;
    direction: 'up' | 'down';
    limit: number;
    after?: string;
}

interface Props<T, More extends object> {
    to: '/accounts' | '/people';
    words: { title: string; filter: string; add: string; none: string; none_more: string };
    add: () => void; // Stays the same from one drawing to the next.
    read: (asked: Asked & More, signal: AbortSignal) => Promise<{ items: T[]; next?: string }>;
    row: (of: T) => ReactNode; // A link with data-row-link.
    more: More; // What else of the address is asked for.
    filters?: ReactNode; // And how it is chosen.
}

export function Directory<T, More extends object>(props: Props<T, More>) {
    const { to, words, add, read, row, more, filters } = props;
    const search: Record<string, string> = useSearch({ strict: false });
    const go = useNavigate();
    const q = search.q ?? '';
    const direction = search.direction === 'down' ? 'down' : 'up';
    const asked: Asked & More = { ...more, ...(q && { q }), direction, limit: at_once };
    const chosen = Object.keys(more).length > 0;
    const rows = usePages<T>({
        key: keys.list(to, asked),
        size: at_once,
        read: (after, signal) => read({ ...asked, ...(after && { after }) }, signal),
    });
    useShortcuts(useMemo(() => [{ keys: 'n', does: words.add, run: add }], [words.add, add]));
    return (
        <Page
            title={words.title}
            actions={
                <>
                    {to === '/people' && (
                        <Button variant="default" component={Link} to="/people/import">
                            {relating.contacts.button}
                        </Button>
                    )}
                    <Button variant="default" component={Link} to={`${to}/duplicates`}>
                        {say.accounts.duplicates}
                    </Button>
                    <Button leftSection={<IconPlus size={16} />} onClick={add}>
                        {words.add}
                    </Button>
                </>
            }
        >
            <Group gap="xs" align="flex-end">
                <Filter
                    label={words.filter}
                    q={q}
                    up={direction === 'up'}
                    change={(change) => go({ to, search: changed(search, change), replace: true })}
                />
                {filters}
            </Group>
            <Listing
                label={words.title}
                rows={rows}
                asked={asked}
                row={row}
                empty={
                    q || chosen ? (
                        <NoMatch />
                    ) : (
                        <Empty
                            title={words.none}
                            action={<Button onClick={add}>{words.add}</Button>}
                        >
                            {words.none_more}
                        </Empty>
                    )
                }
            />
        </Page>
    );
}
