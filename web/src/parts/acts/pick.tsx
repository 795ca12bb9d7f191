// Picks an account by the beginning of its name, from the server: there may be many thousands.
import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { keys } from '@/api/store';
import { say } from '@/words';

interface Props {
    value: string | undefined;
    change: (account: string | undefined) => void;
    error?: string | undefined;
}
export function AccountPick({ value, change, error }: Props) {
    const [words, set_words] = useState('');
    const [asked] = useDebouncedValue(words.trim(), 150);
    const first = useQuery({
        queryKey: keys.list('accounts', 'first'),
        queryFn: () => answer(api.GET('/accounts', { params: { query: { limit: 20 } } })),
    });
    const found = useQuery({
        queryKey: keys.list('search', asked, 'account'),
        enabled: asked !== '',
        placeholderData: keepPreviousData,
        queryFn: () => answer(api.GET('/search', { params: { query: { q: asked, limit: 50 } } })),
    });
    const known = useQuery({
        queryKey: keys.account(value ?? ''),
        enabled: value !== undefined,
        queryFn: () =>
            answer(api.GET('/accounts/{account}', { params: { path: { account: value ?? '' } } })),
    });
    const options = new Map<string, string>();
    if (known.data) options.set(known.data.id, known.data.name);
    if (asked)
        for (const f of found.data?.items ?? [])
            if (f.kind === 'account') options.set(f.id, f.name);
    if (!asked) for (const a of first.data?.items ?? []) options.set(a.id, a.name);
    return (
        <Select
            label={say.acts.account}
            placeholder={say.acts.account_hint}
            data={[...options].map(([id, name]) => ({ value: id, label: name }))}
            value={value ?? null}
            onChange={(to) => change(to ?? undefined)}
            searchable
            searchValue={words}
            onSearchChange={set_words}
            // What the server found stands as it is.
            filter={({ options: all }) => all}
            rightSection={found.isFetching ? <Loader size={14} /> : undefined}
            nothingFoundMessage={asked ? say.acts.no_account : undefined}
            error={error}
            allowDeselect={false}
        />
    );
}
