// Chances and sums as they are shown here.
import { percent, short_money } from '@/words/format';

// 0.4321 → "43 %"; what is less than half a per cent is not nothing.
export function chance(of: number): string {
    if (of > 0 && of < 0.005) return '< 1 %';
    if (of < 1 && of > 0.995) return '> 99 %';
    return percent(Math.round(of * 100));
}

export function sum_in(currency: string): (minor: number) => string {
    return (minor) => short_money({ minor: Math.round(minor), currency });
}

export function signed(text: string, by: number): string {
    if (by > 0) return `+${text}`;
    return text.replace('-', '−');
}
