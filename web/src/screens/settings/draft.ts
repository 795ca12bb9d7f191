// The workspace's settings as one form over several parts: a draft that survives a closed tab, and
// is saved as a whole.
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Refusal, type Schemas, versioned } from '@/api/client';
import { useCommand } from '@/api/command';
import type { Mine } from '@/api/conflict';
import { administers, useMe } from '@/api/me';
import { keys, store } from '@/api/store';
import { type Draft, useDraft } from '@/parts/draft';
import { say } from '@/words';

export type Settings = Schemas['Settings'];

export interface SettingsDraft extends Draft<Settings> {
    saved: Settings;
    save: () => void;
    busy: boolean;
    refusal: Refusal | undefined;
    locked: boolean; // Only an admin changes them.
}

interface Loading {
    draft?: SettingsDraft;
    error?: unknown;
    again: () => void;
}

const nothing: Settings = {
    name: '',
    time_zone: '',
    currency: '',
    half_life_days: 21,
    recap_hours: 24,
    reserve_minutes: 10,
    pace_days: 180,
    won_deals: 0,
    stages: [],
    rules: [],
    request_costs: [],
    authority_weights: [],
    plays_off: [],
    plays: [],
    ideal: [],
    tiers: [],
    tier_value: 100_000,
    colour: '#1f5f8b',
    quiet_from: 20,
    quiet_to: 7,
    reminders: true,
};

// Only what somebody changed here: what others change meanwhile stays theirs.
type Changes = Partial<Settings>;

function changes(from: Settings, to: Settings): Changes {
    const differ = (Object.keys(to) as (keyof Settings)[]).filter(
        (name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]),
    );
    return Object.fromEntries(differ.map((name) => [name, to[name]]));
}

// Name by name, for the dialog that shows both versions.
function in_words(of: Changes): Mine[] {
    return Object.entries(of).map(([name, value]) => ({
        label: name.replaceAll('_', ' '),
        text: Array.isArray(value) ? value.map(in_one_line).join('\n') : String(value),
    }));
}

function in_one_line(row: string | object): string {
    return typeof row === 'string' ? row : Object.values(row).join(' ');
}

export function useSettings(): Loading {
    const me = useMe();
    const read = useQuery({
        queryKey: keys.settings,
        queryFn: () => versioned(api.GET('/settings')),
    });
    const saved = read.data?.value ?? nothing;
    const mine = useDraft<Changes>('settings', {}, read.data?.version);
    const value = { ...saved, ...mine.value };
    const save = useCommand({
        send: async (input: Changes, guard) => {
            const { value: latest } = await store.fetchQuery({
                queryKey: keys.settings,
                queryFn: () => versioned(api.GET('/settings')),
            });
            const body = { ...latest, ...input };
            return answer(api.PUT('/settings', { params: { header: guard }, body }));
        },
        now: async () => {
            const latest = await versioned(api.GET('/settings'));
            store.setQueryData(keys.settings, latest);
            return { version: latest.version, theirs: in_words(changes(value, latest.value)) };
        },
        mine: in_words,
        says: say.settings.saved,
        quiet: true,
        done: () => {
            mine.forget();
            store.invalidateQueries({ queryKey: keys.settings });
            store.invalidateQueries({ queryKey: ['words'] });
            store.invalidateQueries({ queryKey: keys.me });
        },
    });
    const again = () => void read.refetch();
    if (!read.data) return { error: read.error ?? undefined, again };
    return {
        again,
        draft: {
            value,
            change: (next) =>
                mine.change((before) => {
                    const full = { ...saved, ...before };
                    return changes(saved, typeof next === 'function' ? next(full) : next);
                }),
            changed: Object.keys(mine.value).length > 0,
            version: mine.version,
            forget: mine.forget,
            saved,
            busy: save.busy,
            refusal: save.refusal,
            locked: !administers(me.data),
            save: () => void save.run(mine.value, mine.version),
        },
    };
}
