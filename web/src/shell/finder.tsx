// ⌘K: any account, person or deal, and any place to go.

import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { keys } from '@/api/store';
import { IconBuilding, IconScale, IconSearch, IconUser } from '@/parts/icons';
import { say } from '@/words';
import { places } from './shell';

const icons = { account: IconBuilding, person: IconUser, deal: IconScale };
const addresses = { account: '/accounts/', person: '/people/', deal: '/deals/' };

export function Finder() {
    const [words, set_words] = useState('');
    const [asked] = useDebouncedValue(words.trim(), 120);
    const go = useNavigate();
    const found = useQuery({
        queryKey: keys.list('search', asked),
        enabled: asked.length > 0,
        queryFn: () => answer(api.GET('/search', { params: { query: { q: asked, limit: 20 } } })),
    });
    const wanted = words.trim().toLowerCase();
    const actions = places.filter((p) => p.label.toLowerCase().includes(wanted));
    const things = asked ? (found.data?.items ?? []) : [];
    return (
        <Spotlight.Root
            query={words}
            onQueryChange={set_words}
            shortcut={['mod + K']}
            scrollable
            maxHeight={480}
        >
            <Spotlight.Search
                placeholder={say.shell.find_hint}
                aria-label={say.shell.find}
                leftSection={<IconSearch size={18} />}
            />
            <Spotlight.ActionsList>
                {things.map((t) => {
                    const Icon = icons[t.kind];
                    return (
                        <Spotlight.Action
                            key={t.id}
                            label={t.name}
                            description={t.at}
                            leftSection={<Icon size={18} />}
                            onClick={() => go({ to: addresses[t.kind] + t.id })}
                        />
                    );
                })}
                {actions.map((p) => (
                    <Spotlight.Action
                        key={p.to}
                        label={say.shell.go(p.label)}
                        leftSection={<p.icon size={18} />}
                        onClick={() => go({ to: p.to })}
                    />
                ))}
                {things.length + actions.length === 0 && (
                    <Spotlight.Empty>{say.shell.nothing_found}</Spotlight.Empty>
                )}
            </Spotlight.ActionsList>
        </Spotlight.Root>
    );
}
