// A file that waits to be imported: how it is to be read, as far as somebody said so, and what the
// server makes of it (a dry run: nothing is written).
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { say } from '@/words';

export type Target = Schemas['Target'];

export interface Wishes {
    mapping: string; // A kept one, by name; '' for what is recognised.
    columns: Record<string, number>; // Target → the column's place, from 1; 0: none.
    words: Record<string, string>; // "status.Closed Won" → "won"
    dates?: Schemas['DateOrder'];
    decimal?: Schemas['DecimalMark'];
    currency?: string;
}
// What a word in such a column can stand for (src/connect/mapping.h); others hold no words of ours.
const ends = ['open', 'won', 'lost', 'parked'] satisfies Schemas['ImportStatus'][];
const lost_to = Object.keys(say.method.lost_to);
const yes_or_no = ['yes', 'no'];
const readings: Partial<Record<Target, string[]>> = {
    status: [...ends, 'skip'],
    stage: [...ends, 'skip'],
    kind: Object.keys(say.method.kind),
    role: Object.keys(say.method.role),
    lost_reason: lost_to,
    lost_to,
    won: yes_or_no,
    lost: yes_or_no,
    over: yes_or_no,
};
export function readings_of(target: Target): string[] {
    return readings[target] ?? [];
}

export const no_wishes: Wishes = { mapping: '', columns: {}, words: {} };

// As the command line's --map: "name=#2, notes=, status.Open=open" (src/connect/mapping.h).
function spelled(wishes: Wishes): string {
    const quoted = (word: string) =>
        /[",=#]|^\s|\s$/.test(word) ? `"${word.replaceAll('"', '""')}"` : word;
    return [
        ...Object.entries(wishes.columns).map(
            ([target, place]) => `${target}=${place ? `#${place}` : ''}`,
        ),
        ...Object.entries(wishes.words).map(([word, reading]) => {
            const dot = word.indexOf('.');
            return `${word.slice(0, dot)}.${quoted(word.slice(dot + 1))}=${reading}`;
        }),
    ].join(', ');
}

function send(file: File, wishes: Wishes, mode: { dry_run: 'true' } | { wait: 'false' }) {
    const { mapping, dates, decimal, currency } = wishes;
    const map = spelled(wishes);
    return answer(
        api.POST('/imports', {
            params: {
                query: {
                    ...mode,
                    file_name: file.name.slice(-255),
                    ...(mapping && { mapping }),
                    ...(map && { map }),
                    ...(dates && { dates }),
                    ...(decimal && { decimal }),
                    ...(currency && { currency }),
                },
            },
            headers: { 'Content-Type': 'text/csv' },
            body: '',
            bodySerializer: () => file,
        }),
    );
}

export function useReading(file: File, wishes: Wishes) {
    return useQuery({
        queryKey: ['import', file.name, file.size, file.lastModified, wishes],
        queryFn: () => send(file, wishes, { dry_run: 'true' }),
        placeholderData: (before) => before,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        retry: false,
    });
}

export function begin(file: File, wishes: Wishes) {
    return send(file, wishes, { wait: 'false' });
}

export const list_key = keys.list('imports');

// What the server says of a file names the command line's options, too; here there are buttons.
export function in_words(detail: string): string {
    const clauses = detail.split(/(?<=[.;])\s+|(?=, and say --)/);
    const plain = clauses.filter((clause) => !/--[a-z]/.test(clause)).join(' ');
    if (!plain) return detail;
    return /[.?!]$/.test(plain) ? plain : `${plain.replace(/[;,]$/, '')}.`;
}
