// A figure's name, and what it is one tap away.
import { Popover, Text, UnstyledButton } from '@mantine/core';
import { say } from '@/words';
import type { Figure } from './read';
import classes from './team.module.css';

export function Definition({ figure }: { figure: Figure }) {
    return (
        <Popover width={300} withArrow position="bottom-start" shadow="md">
            <Popover.Target>
                <UnstyledButton className={classes.name} title={say.team.what_is(figure.name)}>
                    {figure.name}
                </UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown>
                <Text size="sm" fw={600}>
                    {figure.name}
                </Text>
                <Text size="sm">{figure.says}</Text>
            </Popover.Dropdown>
        </Popover>
    );
}
