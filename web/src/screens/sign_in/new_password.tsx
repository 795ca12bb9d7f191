// By the link of a mail: choose a password, and be in. Without a link: ask for one.
import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { answer, api, Refusal } from '@/api/client';
import { say } from '@/words';

const words = say.mail;

export default function NewPassword() {
    // The secret stands behind the # and so never reaches a server's log.
    const [secret] = useState(() => location.hash.slice(1));
    return (
        <main style={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', padding: 16 }}>
            <Paper withBorder p="xl" w="100%" maw={400}>
                <Stack>
                    <img src="/ante.svg" alt="" width={44} height={44} />
                    {secret ? <Choose secret={secret} /> : <AskForLink />}
                    <a href="/sign-in" style={{ padding: '10px 0' }}>
                        {words.back}
                    </a>
                </Stack>
            </Paper>
        </main>
    );
}

// What a form of these pages does: sends, and says no above its fields.
function useSend(done: () => void) {
    const [busy, set_busy] = useState(false);
    const [said, set_said] = useState('');
    const send = async (call: () => Promise<unknown>) => {
        set_busy(true);
        set_said('');
        try {
            await call();
            done();
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            set_said(error.message);
        } finally {
            set_busy(false);
        }
    };
    const refused = said && (
        <Alert color="red" role="alert">
            {said}
        </Alert>
    );
    return { busy, send, refused };
}

function Choose({ secret }: { secret: string }) {
    const { busy, send, refused } = useSend(() => location.replace('/today'));
    const submit = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const password = String(new FormData(event.currentTarget).get('password'));
        void send(() => answer(api.POST('/session/password', { body: { secret, password } })));
    };
    return (
        <form onSubmit={submit}>
            <Stack>
                <div>
                    <Title order={1} mb={6}>
                        {words.new_password}
                    </Title>
                    <Text c="dimmed">{words.new_password_about}</Text>
                </div>
                {refused}
                <PasswordInput
                    name="password"
                    label={say.sign_in.password}
                    autoComplete="new-password"
                    minLength={12}
                    required
                />
                <Button type="submit" loading={busy}>
                    {words.new_password_go}
                </Button>
            </Stack>
        </form>
    );
}

function AskForLink() {
    const [sent, set_sent] = useState(false);
    const { busy, send, refused } = useSend(() => set_sent(true));
    const submit = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const email = String(new FormData(event.currentTarget).get('email'));
        void send(() => answer(api.POST('/session/forgotten', { body: { email } })));
    };
    return (
        <form onSubmit={submit}>
            <Stack>
                <div>
                    <Title order={1} mb={6}>
                        {words.forgot}
                    </Title>
                    <Text c="dimmed">{words.forgot_about}</Text>
                </div>
                {refused}
                {sent ? (
                    <Alert color="gray" role="status">
                        {words.forgot_sent}
                    </Alert>
                ) : (
                    <>
                        <TextInput
                            name="email"
                            type="email"
                            label={say.sign_in.email}
                            autoComplete="username"
                            required
                        />
                        <Button type="submit" loading={busy}>
                            {words.forgot_send}
                        </Button>
                    </>
                )}
            </Stack>
        </form>
    );
}
