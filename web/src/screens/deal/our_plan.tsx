// On the deal's page: the buyer's go-live, the plans that were begun from templates, and the way to
// begin one.
import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { plan_templates as words } from '@/words/en/plan_templates';
import { weekday } from '@/words/format';
import classes from './deal.module.css';

export function OurPlan({ view, may }: { view: Schemas['DealView']; may: boolean }) {
    const { id, go_live, plans, commitments, state } = view.deal;
    const in_play = state.type === 'prospect' || state.type === 'pipeline';
    const begin = may && in_play;
    if (!go_live && !begin) return null;
    return (
        <div className={classes.our_plan}>
            {go_live && (
                <Text size="sm" fw={600}>
                    {words.go_live_on(weekday(go_live))}
                </Text>
            )}
            {plans.map((plan) => (
                <Text key={plan.lines[0]?.promise ?? plan.start} size="xs" c="dimmed">
                    {words.from(plan.name)}
                </Text>
            ))}
            {begin && (
                <Group gap={6} mt={4}>
                    <Button
                        component={Link}
                        to={`/deals/${id}/our-plan`}
                        variant="light"
                        size="compact-sm"
                    >
                        {words.start}
                    </Button>
                    {go_live && (
                        <Button
                            component={Link}
                            to={`/deals/${id}/go-live`}
                            variant="default"
                            size="compact-sm"
                        >
                            {words.move_go_live}
                        </Button>
                    )}
                    {commitments.length > 1 && (
                        <Button
                            component={Link}
                            to={`/settings/templates?deal=${id}`}
                            variant="subtle"
                            color="gray"
                            size="compact-sm"
                        >
                            {words.keep_as_template}
                        </Button>
                    )}
                </Group>
            )}
        </div>
    );
}
