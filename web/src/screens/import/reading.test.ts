import { expect, test } from 'vitest';
import { in_words } from './reading';

test('what the command line would be told is left out, the rest stays', () => {
    const said = [
        [
            'Amounts that name no currency are taken as EUR, the workspace’s; say --currency if they are not.',
            'Amounts that name no currency are taken as EUR, the workspace’s.',
        ],
        [
            'No column names the company. Say --map "account=…" with the column’s header.',
            'No column names the company.',
        ],
        [
            'It was read by its accents, and say --encoding if they are wrong.',
            'It was read by its accents.',
        ],
        ['This row names no account.', 'This row names no account.'],
        ['Say --map.', 'Say --map.'],
    ] as const;
    for (const [detail, words] of said) expect(in_words(detail)).toBe(words);
});
