// Everything that can be done from the finder, with the words by which it is found.
import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { forget_kept } from '@/api/kept';
import { administers, type Me } from '@/api/me';
import type { Act } from '@/parts/acts/open';
import { IconArrowRight, IconBolt, IconContrast, IconLogout, IconPlus } from '@/parts/icons';
import { say } from '@/words';
import { places } from './places';
import { useOpenDeal } from './recent';
import { open_shortcuts } from './shortcut_list';

export interface Action {
    id: string;
    label: string;
    also: string; // More words by which it is found.
    icon: typeof IconBolt;
    act?: Act; // Opens in place, once the finder is gone.
    run?: () => void;
}
export interface ActionGroup {
    label: string;
    actions: Action[];
}

const parts = ['workspace', 'stages', 'rules', 'points', 'members', 'tokens', 'me'] as const;
const for_admins: readonly string[] = ['workspace', 'stages', 'rules', 'points', 'members'];

export async function sign_out(): Promise<void> {
    await answer(api.DELETE('/session'));
    forget_kept();
    location.assign('/sign-in');
}

export function useActions(me: Me): ActionGroup[] {
    const go = useNavigate();
    const deal = useOpenDeal();
    const { setColorScheme } = useMantineColorScheme();
    const words = say.finder;
    const make = (id: 'new_deal' | 'new_account' | 'new_person', act: Act): Action => ({
        id,
        label: words[id],
        also: words.also[id],
        icon: IconPlus,
        act,
    });
    const settings = parts.filter((p) => administers(me) || !for_admins.includes(p));
    return [
        ...(deal ? [{ label: words.this_deal, actions: of_deal(deal) }] : []),
        {
            label: words.do_it,
            actions: [
                make('new_deal', { act: 'new_deal' }),
                make('new_account', { act: 'new_account' }),
                make('new_person', { act: 'new_person' }),
                {
                    id: 'log_touch',
                    label: words.log_touch,
                    also: words.also.log_touch,
                    icon: IconBolt,
                    act: { act: 'touch' },
                },
            ],
        },
        {
            label: words.go_there,
            actions: [
                ...places.map((p) => ({
                    id: p.to,
                    label: p.to === '/today' ? words.my_today : p.label,
                    also: `${say.shell.go(p.label)} ${also_of(p.to)}`,
                    icon: p.icon,
                    run: () => void go({ to: p.to }),
                })),
                ...settings.map((part) => ({
                    id: `settings ${part}`,
                    label: words.settings(say.settings.parts[part]),
                    also: words.also.settings,
                    icon: IconArrowRight,
                    run: () => void go({ to: '/settings/$part', params: { part } }),
                })),
            ],
        },
        {
            label: say.shell.more,
            actions: [
                ...(['light', 'dark', 'auto'] as const).map((scheme) => ({
                    id: `colours ${scheme}`,
                    label: scheme === 'auto' ? words.system : words[scheme],
                    also: words.also.colours,
                    icon: IconContrast,
                    run: () => setColorScheme(scheme),
                })),
                {
                    id: 'shortcuts',
                    label: words.shortcuts,
                    also: words.also.shortcuts,
                    icon: IconBolt,
                    run: open_shortcuts,
                },
                {
                    id: 'sign_out',
                    label: words.sign_out,
                    also: words.also.sign_out,
                    icon: IconLogout,
                    run: () => void sign_out(),
                },
            ],
        },
    ];
}

function also_of(place: string): string {
    const { also } = say.finder;
    if (place === '/today') return also.my_today;
    if (place === '/import') return also.imports;
    if (place === '/settings') return also.settings;
    return '';
}

function of_deal(deal: string): Action[] {
    const words = say.finder.deal;
    const all: [string, Act][] = [
        [words.book, { act: 'book_meeting', deal }],
        [words.promise, { act: 'promise', deal }],
        [words.reply, { act: 'reply', deal }],
        [words.touch, { act: 'touch', deal }],
        [words.request, { act: 'ask_request', deal }],
        [words.player, { act: 'player', deal }],
        [words.snooze, { act: 'snooze', deal }],
        [words.let_go, { act: 'let_go', deal }],
        [words.win, { act: 'win', deal }],
    ];
    return all.map(([label, act]) => ({
        id: `deal ${act.act}`,
        label,
        also: '',
        icon: IconBolt,
        act,
    }));
}

// Does each word wanted begin a word of it?
export function begins(text: string, wanted: string): boolean {
    const words = text.toLowerCase().split(/[\s:]+/);
    const asked = wanted.trim().toLowerCase().split(/\s+/).filter(Boolean);
    return asked.every((a) => words.some((w) => w.startsWith(a)));
}

export function matching(groups: ActionGroup[], wanted: string): ActionGroup[] {
    return groups
        .map((g) => ({
            ...g,
            actions: g.actions.filter((a) => begins(`${a.label} ${a.also}`, wanted)),
        }))
        .filter((g) => g.actions.length > 0);
}
