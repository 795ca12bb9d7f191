// A part of the page: its heading, what can be done there, its content.
import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './deal.module.css';

interface Props {
    id: string;
    title: string;
    count?: number;
    aside?: ReactNode;
    children: ReactNode;
}

export function Panel({ id, title, count, aside, children }: Props) {
    return (
        <section id={id} aria-labelledby={`${id}-title`} className={classes.panel}>
            <header className={classes.panel_head}>
                <Title order={2} id={`${id}-title`} size="h3">
                    {title}
                    {count !== undefined && count > 0 && (
                        <Text span c="dimmed" fw={500} ml={6} className="numbers">
                            {count}
                        </Text>
                    )}
                </Title>
                {aside}
            </header>
            {children}
        </section>
    );
}
