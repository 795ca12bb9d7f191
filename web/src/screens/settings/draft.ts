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
};

// What differs, name by name, for the dialog that shows both versions.
function differences(from: Settings, to: Settings): Mine[] {
    return (Object.keys(to) as (keyof Settings)[])
        .filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]))
        .map((name) => ({
            label: name.replaceAll('_', ' '),
            text:
                typeof to[name] === 'object'
                    ? (to[name] as object[]).map((row) => Object.values(row).join(' ')).join('\n')
                    : String(to[name]),
        }));
}

export function useSettings(): Loading {
    const me = useMe();
    const read = useQuery({
        queryKey: keys.settings,
        queryFn: () => versioned(api.GET('/settings')),
    });
    const saved = read.data?.value ?? nothing;
    const draft = useDraft('settings', saved, read.data?.version);
    const save = useCommand({
        send: (body: Settings, guard) =>
            answer(api.PUT('/settings', { params: { header: guard }, body })),
        now: async () => {
            const latest = await versioned(api.GET('/settings'));
            return { version: latest.version, theirs: differences(saved, latest.value) };
        },
        mine: (input) => differences(saved, input),
        says: say.settings.saved,
        quiet: true,
        done: () => {
            draft.forget();
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
            ...draft,
            saved,
            busy: save.busy,
            refusal: save.refusal,
            locked: !administers(me.data),
            save: () => void save.run(draft.value, draft.version),
        },
    };
}
