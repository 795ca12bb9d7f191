// What a promise costs the one who makes it: 0 to 5 notches in the colour of his side.
import { Tooltip } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { say } from '@/words';

const grades = ['compliance', 'presence', 'work', 'people', 'exposure', 'stake'] as const;

export function grade_of(effort: Schemas['Effort']): number {
    return grades.indexOf(effort);
}
export { grades };

interface Props {
    effort: Schemas['Effort'];
    side: Schemas['Side'];
    named?: boolean; // Say the grade's name beside it.
}

export function EffortMark({ effort, side, named = false }: Props) {
    const grade = grade_of(effort);
    const colour = side === 'buyer' ? 'var(--buyer)' : 'var(--us)';
    const label = `${say.method.effort[effort]}: ${say.method.effort_spends[effort]}`;
    return (
        <Tooltip label={label}>
            <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6, flex: 'none' }}>
                <svg role="img" aria-label={label} width={34} height={12} viewBox="0 0 34 12">
                    {[1, 2, 3, 4, 5].map((n) => (
                        <rect
                            key={n}
                            x={(n - 1) * 7}
                            y={10 - n * 2}
                            width={5}
                            height={n * 2 + 1}
                            rx={1}
                            fill={n <= grade ? colour : 'none'}
                            stroke={colour}
                            strokeOpacity={n <= grade ? 1 : 0.4}
                        />
                    ))}
                </svg>
                {named && (
                    <span style={{ fontSize: '0.8125rem' }}>{say.method.effort[effort]}</span>
                )}
            </span>
        </Tooltip>
    );
}
