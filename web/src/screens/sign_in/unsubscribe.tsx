// From a mail: asks once more, for mail scanners open every link.
import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { answer, api, Refusal } from '@/api/client';
import { say } from '@/words';

const words = say.mail;

export default function Unsubscribe() {
    const [word] = useState(() => location.hash.slice(1));
    const [busy, set_busy] = useState(false);
    const [done, set_done] = useState(false);
    const [said, set_said] = useState('');
    const go = async () => {
        set_busy(true);
        try {
            await answer(api.POST('/mail/unsubscribe/{word}', { params: { path: { word } } }));
            set_done(true);
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            set_said(error.message);
        } finally {
            set_busy(false);
        }
    };
    return (
        <main style={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', padding: 16 }}>
            <Paper withBorder p="xl" w="100%" maw={400}>
                <Stack>
                    <Title order={1}>{words.unsubscribe}</Title>
                    {said && (
                        <Alert color="red" role="alert">
                            {said}
                        </Alert>
                    )}
                    {done ? (
                        <Text role="status">{words.unsubscribed}</Text>
                    ) : (
                        <>
                            <Text c="dimmed">{words.unsubscribe_about}</Text>
                            <Button loading={busy} onClick={go}>
                                {words.unsubscribe_go}
                            </Button>
                        </>
                    )}
                </Stack>
            </Paper>
        </main>
    );
}
