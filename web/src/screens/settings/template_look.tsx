// A template's lines to read: whose, when, and why each stands there.
import { Group, Text } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { EffortMark } from '@/parts/effort';
import { say } from '@/words';
import { counted } from '../our_plan/counted';
import classes from '../our_plan/our_plan.module.css';

export function TemplateLook({ plan }: { plan: Schemas['PlanTemplate'] }) {
    const what_of = (key: string) => plan.lines.find((line) => line.key === key)?.what ?? key;
    return (
        <ol className={classes.moves} style={{ marginTop: 12 }}>
            {plan.lines.map((line) => (
                <li key={line.key} className={classes.move} data-side={line.side}>
                    <div style={{ minWidth: 0 }}>
                        <Group gap="xs" wrap="nowrap" justify="space-between" align="flex-start">
                            <Text size="sm" fw={600}>
                                {line.what}
                            </Text>
                            <EffortMark effort={line.effort} side={line.side} />
                        </Group>
                        <Text size="sm" c="dimmed">
                            {line.role && `${say.method.role[line.role]} · `}
                            {counted(line.when, what_of)}
                        </Text>
                        {line.why && (
                            <Text size="xs" c="dimmed" fs="italic">
                                {line.why}
                            </Text>
                        )}
                    </div>
                </li>
            ))}
        </ol>
    );
}
