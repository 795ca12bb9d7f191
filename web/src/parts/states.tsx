// What a screen shows while it waits, where there is nothing, and when it went wrong.
import { Anchor, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Refusal } from '@/api/client';
import { store } from '@/api/store';
import { say } from '@/words';

interface WaitProps {
    rows?: number;
    height?: number;
}
// Rows in the place and size of what is coming, so that nothing jumps.
export function Waiting({ rows = 6, height = 56 }: WaitProps) {
    return (
        <Stack gap="xs" role="status" aria-label={say.common.loading}>
            {Array.from({ length: rows }, (_, i) => `row ${i}`).map((row) => (
                <Skeleton key={row} height={height} radius="md" />
            ))}
        </Stack>
    );
}

interface EmptyProps {
    title: string;
    children?: ReactNode;
    action?: ReactNode;
}
export function Empty({ title, children, action }: EmptyProps) {
    return (
        <Stack align="center" gap="xs" py={48} px="md">
            <Title order={2} size="h3" ta="center">
                {title}
            </Title>
            {children && (
                <Text c="dimmed" ta="center" maw={480}>
                    {children}
                </Text>
            )}
            {action}
        </Stack>
    );
}

interface FailedProps {
    error: unknown;
    again?: () => void;
}
export function Failed({ error, again }: FailedProps) {
    const refusal = error instanceof Refusal ? error : undefined;
    useEffect(() => {
        if (!refusal) console.error(error);
    }, [error, refusal]);
    // What failed beside it failed for the same reason.
    const all_again = () => {
        again?.();
        void store.refetchQueries({ predicate: (query) => query.state.status === 'error' });
    };
    if (refusal?.status === 404)
        return <Empty title={say.common.not_found}>{say.common.not_found_more}</Empty>;
    if (refusal?.status === 403)
        return <Empty title={say.common.no_rights}>{say.common.no_rights_more}</Empty>;
    return (
        <div role="alert">
            <Empty
                title={say.common.failed}
                action={
                    again && (
                        <Button variant="default" onClick={all_again}>
                            {say.common.try_again}
                        </Button>
                    )
                }
            >
                {refusal?.message ?? String(error)}
            </Empty>
        </div>
    );
}

interface PageProps {
    title: ReactNode;
    above?: { label: string; href: string };
    actions?: ReactNode;
    children: ReactNode;
    name?: string; // The document's title, if `title` is no text.
}
// A screen: its heading, its actions, its content.
export function Page({ title, above, actions, children, name }: PageProps) {
    const words = name ?? (typeof title === 'string' ? title : say.shell.name);
    useEffect(() => {
        document.title = `${words} · ${say.shell.name}`;
    }, [words]);
    return (
        <Stack gap="md" maw={1320} mx="auto" w="100%">
            <header
                style={{
                    display: 'flex',
                    gap: 12,
                    justifyContent: 'space-between',
                    alignItems: 'flex-end',
                    flexWrap: 'wrap',
                }}
            >
                <div style={{ minWidth: 0 }}>
                    {above && (
                        <Anchor component={Link} to={above.href} size="sm" c="dimmed">
                            ‹ {above.label}
                        </Anchor>
                    )}
                    <Title order={1}>{title}</Title>
                </div>
                {actions && (
                    <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>{actions}</div>
                )}
            </header>
            {children}
        </Stack>
    );
}
