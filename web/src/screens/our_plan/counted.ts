// "10 working days before go-live", "3 days after “Show the board”".
import type { Schemas } from '@/api/client';
import { plan_templates } from '@/words/en/plan_templates';

export function counted(when: Schemas['When'], what_of: (key: string) => string): string {
    const { from, offset, unit } = when;
    const words = plan_templates.counted;
    if (from === 'line') return words.line(offset, unit, what_of(when.line));
    return words[from](offset, unit);
}
