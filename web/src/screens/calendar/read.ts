// A member's own calendars, as they are read and asked for.
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys, store } from '@/api/store';

export type CalendarView = Schemas['CalendarView'];

const of_mine = keys.list('my calendars');
const asked = keys.list('calendar entries');
const feed = keys.list('my calendar feed');

const often = 1500; // ms between looks while a calendar is being read

// It is read for the first time, or anew: what comes of it is worth waiting for.
export function is_under_way(calendar: CalendarView): boolean {
    if (calendar.kind === 'file') return false;
    if (!calendar.synced_at && !calendar.trouble) return true;
    return calendar.next_at !== undefined && calendar.next_at <= new Date().toISOString();
}

export function useCalendars() {
    return useQuery({
        queryKey: of_mine,
        queryFn: () => answer(api.GET('/calendars')),
        refetchInterval: (query) =>
            query.state.data?.items.some(is_under_way) ? often : (false as const),
    });
}

export function useSuggestions() {
    return useQuery({ queryKey: asked, queryFn: () => answer(api.GET('/calendar-entries')) });
}

export function useFeed() {
    return useQuery({ queryKey: feed, queryFn: () => answer(api.GET('/calendar-feed')) });
}

// What was read may have become meetings: everything in lists is looked at again.
export function calendars_changed(): void {
    void store.invalidateQueries({ queryKey: ['list'] });
}
