// What the screen reads: the figures, and what each of them is.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { say } from '@/words';
import { number, percent } from '@/words/format';

export type By = Schemas['ReviewBy'];
export type Figure = Schemas['FigureView'];
export type Report = Schemas['FigureReport'];
export type Review = Schemas['ReviewOf'];

export function useFigures() {
    return useQuery({
        queryKey: keys.words('figures'),
        queryFn: () => answer(api.GET('/review/figures')),
    });
}

export function useReview(by: By, member: string | undefined) {
    return useQuery({
        queryKey: keys.list('review', by, member ?? ''),
        placeholderData: keepPreviousData,
        queryFn: () =>
            answer(api.GET('/review', { params: { query: { by, ...(member && { member }) } } })),
    });
}

// "58 %", "1.4", "12 h"; a dash where there is nothing to count.
export function shown(value: number | undefined, unit: Schemas['FigureUnit']): string {
    if (value === undefined) return '–';
    if (unit === 'share') return percent(Math.round(100 * value));
    if (unit === 'hours') return `${number(value, 1)} ${say.team.unit.hours}`;
    return number(value, unit === 'count' && Number.isInteger(value) ? 0 : 1);
}

// "7 of 12", where a share is made of something.
export function made_of(value: Schemas['FigureValue']): string | undefined {
    if (value.of === undefined) return undefined;
    return say.team.of(number(value.part, 1), number(value.of, 1));
}

export type Turn = 'better' | 'worse' | 'same';

// Whether now is better than one's own past; nothing is said of what is neither.
export function turn_of(figure: Figure, report: Report): Turn | undefined {
    const now = report.recent.value;
    const past = report.past.value;
    if (figure.better === 'neither' || now === undefined || past === undefined) return undefined;
    // A hair is no change: one point of a share, a tenth of anything else.
    const hair = figure.unit === 'share' ? 0.01 : 0.1;
    if (Math.abs(now - past) < hair) return 'same';
    return now > past === (figure.better === 'up') ? 'better' : 'worse';
}
