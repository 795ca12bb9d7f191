// A calendar file on its way: read whole by the server, which says what it found.
import { answer, api } from '@/api/client';
import { useCommand } from '@/api/command';
import { calendar as calendar_words } from '@/words/en/calendar';
import { calendars_changed } from './read';

export interface CalendarFile {
    file: File;
    name?: string;
    replaces?: string;
    keeps_private: boolean;
}

export function useUpload(done?: () => void) {
    return useCommand({
        send: ({ file, name, replaces, keeps_private }: CalendarFile) =>
            answer(
                api.POST('/calendars/file', {
                    params: {
                        query: {
                            ...(name && { name }),
                            ...(replaces && { replaces }),
                            ...(keeps_private && { keeps_private }),
                        },
                    },
                    headers: { 'Content-Type': 'text/calendar' },
                    body: '',
                    bodySerializer: () => file,
                }),
            ),
        says: calendar_words.uploaded,
        done: () => {
            calendars_changed();
            done?.();
        },
    });
}
