import {
    Alert,
    Button,
    Loader,
    Paper,
    PasswordInput,
    Stack,
    Text,
    TextInput,
    Title,
} from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { answer, api, Refusal } from '@/api/client';
import { say } from '@/words';

// Only a place of our own: never another site's address.
function place_after(then: string | undefined): string {
    return then?.startsWith('/') && !then.startsWith('//') && !then.includes('\\')
        ? then
        : '/today';
}

export default function SignIn() {
    const { then } = useSearch({ strict: false }) as { then?: string };
    const [said, set_said] = useState('');
    const [busy, set_busy] = useState(false);
    // The secret stands behind the # and so never reaches a server's log.
    const [secret] = useState(() => location.hash.slice(1));

    const enter = useCallback(
        async (call: () => Promise<unknown>) => {
            set_busy(true);
            set_said('');
            try {
                await call();
                location.replace(place_after(then));
            } catch (error) {
                if (!(error instanceof Refusal)) throw error;
                set_said(error.message);
                set_busy(false);
            }
        },
        [then],
    );
    const used = useRef(false);
    useEffect(() => {
        if (!secret || used.current) return;
        used.current = true; // It works once.
        history.replaceState(null, '', '/sign-in');
        void enter(() => answer(api.POST('/session/link', { body: { secret } })));
    }, [secret, enter]);

    const submit = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const body = { email: String(form.get('email')), password: String(form.get('password')) };
        void enter(() => answer(api.POST('/session', { body })));
    };
    return (
        <main style={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', padding: 16 }}>
            <Paper withBorder p="xl" w="100%" maw={400}>
                <Stack>
                    <img src="/ante.svg" alt="" width={44} height={44} />
                    <div>
                        <Title order={1}>{say.sign_in.title}</Title>
                        <Text c="dimmed">{say.sign_in.claim}</Text>
                    </div>
                    {said && (
                        <Alert color="red" role="alert">
                            {said}
                        </Alert>
                    )}
                    {busy && secret ? (
                        <Text role="status">
                            <Loader size="xs" mr="xs" />
                            {say.sign_in.by_link}
                        </Text>
                    ) : (
                        <form onSubmit={submit}>
                            <Stack>
                                <TextInput
                                    name="email"
                                    type="email"
                                    label={say.sign_in.email}
                                    autoComplete="username"
                                    required
                                />
                                <PasswordInput
                                    name="password"
                                    label={say.sign_in.password}
                                    autoComplete="current-password"
                                    required
                                />
                                <Button type="submit" loading={busy}>
                                    {say.sign_in.go}
                                </Button>
                                <a href="/new-password">{say.mail.forgot}</a>
                                <Text size="sm" c="dimmed">
                                    {say.sign_in.no_password}
                                </Text>
                            </Stack>
                        </form>
                    )}
                </Stack>
            </Paper>
        </main>
    );
}
