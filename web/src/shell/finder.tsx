// ⌘K: any account, person or deal, any place to go, anything to do.
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '@/api/client';
import type { Me } from '@/api/me';
import { keys } from '@/api/store';
import { type Act, open_act } from '@/parts/acts/open';
import { IconBuilding, IconClock, IconScale, IconSearch, IconUser } from '@/parts/icons';
import { say } from '@/words';
import { type Action, begins, matching, useActions } from './actions';
import { recent_deals, useRecentDeals } from './recent';

const icons = { account: IconBuilding, person: IconUser, deal: IconScale };
const addresses = { account: '/accounts/', person: '/people/', deal: '/deals/' };

export default function Finder({ me }: { me: Me }) {
    const [words, set_words] = useState('');
    const [open, set_open] = useState(true); // It may have been asked for before it came.
    const [asked] = useDebouncedValue(words.trim(), 120);
    const go = useNavigate();
    const groups = matching(useActions(me), words);
    useRecentDeals(me.member.id);
    const found = useQuery({
        queryKey: keys.list('search', asked),
        enabled: asked.length > 0,
        queryFn: () => answer(api.GET('/search', { params: { query: { q: asked, limit: 20 } } })),
    });
    const recent = open
        ? recent_deals(me.member.id).filter((d) => begins(`${d.name} ${d.account}`, words))
        : [];
    const answered = asked !== '' && asked === words.trim() ? (found.data?.items ?? []) : [];
    const things = answered.filter((t) => !recent.some((d) => d.id === t.id));

    // Whatever comes or goes while one types: Enter takes the first, unless the arrows moved.
    const shown = [
        ...recent.map((deal) => deal.id),
        ...groups.flatMap((group) => group.actions.map((action) => action.id)),
        ...things.map((thing) => thing.id),
    ].join();
    useEffect(() => {
        if (!open || !shown || document.querySelector('[data-action][data-selected]')) return;
        document.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    }, [open, shown]);

    // An act opens when the finder is gone, so that the focus is the act's.
    const next = useRef<Act>(undefined);
    const choose = (action: Action) => {
        next.current = action.act;
        action.run?.();
    };
    const closed = () => {
        const act = next.current;
        next.current = undefined;
        if (act) open_act(act);
    };
    return (
        <Spotlight.Root
            query={words}
            onQueryChange={set_words}
            shortcut={null}
            onSpotlightOpen={() => set_open(true)}
            onSpotlightClose={() => set_open(false)}
            transitionProps={{ duration: 80, onExited: closed }}
            scrollable
            maxHeight={480}
        >
            <Spotlight.Search
                placeholder={say.shell.find_hint}
                aria-label={say.shell.find}
                leftSection={<IconSearch size={18} />}
            />
            <Spotlight.ActionsList>
                {recent.length > 0 && (
                    <Spotlight.ActionsGroup label={say.finder.recent}>
                        {recent.map((deal) => (
                            <Spotlight.Action
                                key={deal.id}
                                label={deal.name}
                                description={deal.account}
                                leftSection={<IconClock size={18} />}
                                onClick={() => go({ to: `/deals/${deal.id}` })}
                            />
                        ))}
                    </Spotlight.ActionsGroup>
                )}
                {groups.map((group) => (
                    <Spotlight.ActionsGroup key={group.label} label={group.label}>
                        {group.actions.map((action) => (
                            <Spotlight.Action
                                key={action.id}
                                label={action.label}
                                leftSection={<action.icon size={18} />}
                                onClick={() => choose(action)}
                            />
                        ))}
                    </Spotlight.ActionsGroup>
                ))}
                {/* Last, for they come later: what is chosen above stays where it is. */}
                {things.length > 0 && (
                    <Spotlight.ActionsGroup label={say.finder.found}>
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
                    </Spotlight.ActionsGroup>
                )}
                {things.length + recent.length + groups.length === 0 && (
                    <Spotlight.Empty>
                        {found.isFetching || asked !== words.trim()
                            ? say.finder.searching
                            : say.shell.nothing_found}
                    </Spotlight.Empty>
                )}
            </Spotlight.ActionsList>
        </Spotlight.Root>
    );
}
