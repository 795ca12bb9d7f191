// Picks one of us by any part of the name or the address, from the server: there may be hundreds.
import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { keys } from '@/api/store';
import { say } from '@/words';
import { useMemberNames } from './members';

interface Option {
    value: string;
    label: string;
}
interface Props {
    value: string | undefined;
    change: (member: string) => void;
    label?: string;
    name?: string; // What it is called where no label is shown.
    without?: string | undefined; // This one is not offered.
    first?: Option; // Stands above the members: "my own".
    error?: string | undefined;
    required?: boolean;
    width?: number;
}
export function MemberPick(props: Props) {
    const { value, change, label, name, without, first, error, required, width } = props;
    const [words, set_words] = useState('');
    const [asked] = useDebouncedValue(words.trim(), 150);
    const names = useMemberNames(value && value !== first?.value ? [value] : []);
    const chosen = value === first?.value ? first?.label : value && names.get(value);
    // The box shows the name of who is chosen: that is nothing to look for.
    const q = asked === chosen ? '' : asked;
    const found = useQuery({
        queryKey: keys.list('members', 'pick', q),
        placeholderData: keepPreviousData,
        queryFn: ({ signal }) => {
            const query = { active: true, limit: 50, ...(q && { q }) };
            return answer(api.GET('/members', { params: { query }, signal }));
        },
    });
    const options = new Map<string, string>();
    if (first) options.set(first.value, first.label);
    if (value && chosen) options.set(value, chosen);
    for (const m of found.data?.items ?? []) if (m.id !== without) options.set(m.id, m.name);
    return (
        <Select
            label={label}
            aria-label={name}
            data={[...options].map(([id, text]) => ({ value: id, label: text }))}
            value={value ?? null}
            onChange={(to) => to && change(to)}
            searchable
            searchValue={words}
            onSearchChange={set_words}
            // What the server found stands as it is.
            filter={({ options: all }) => all}
            rightSection={found.isFetching ? <Loader size={14} /> : undefined}
            nothingFoundMessage={q ? say.common.no_member : undefined}
            error={error}
            required={required}
            allowDeselect={false}
            w={width}
        />
    );
}
