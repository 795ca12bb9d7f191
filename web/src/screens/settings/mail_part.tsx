// Is mail set up, does it go out, what came back; quiet hours and reminders.
import { Alert, Button, Checkbox, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useCommand } from '@/api/command';
import { useMailState } from '@/parts/mail/state';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { moment } from '@/words/format';
import { SettingsForm } from './form';

const words = say.mail.part;
const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: words.hour(hour),
}));

export function MailPart() {
    const state = useMailState();
    return (
        <Stack gap="xl" maw={560}>
            <Text c="dimmed">{words.about}</Text>
            {state.isError ? (
                <Failed error={state.error} again={() => state.refetch()} />
            ) : !state.data ? (
                <Waiting rows={2} />
            ) : (
                <>
                    {state.data.set_up ? (
                        <Stack gap="xs">
                            <Text>
                                {words.is_set_up(state.data.from)}{' '}
                                {words.waiting(state.data.waiting)}
                            </Text>
                            <Text size="sm" c="dimmed">
                                {state.data.reads_inbox ? words.inbox : words.no_inbox}
                            </Text>
                            <TestMail />
                        </Stack>
                    ) : (
                        <Alert color="gray">{words.is_not}</Alert>
                    )}
                    <section>
                        <Title order={3} mb="xs">
                            {words.troubled}
                        </Title>
                        {state.data.troubled.length === 0 && (
                            <Text c="dimmed">{words.no_trouble}</Text>
                        )}
                        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                            {state.data.troubled.map((letter) => (
                                <li key={letter.id}>
                                    <Text size="sm" fw={600}>
                                        {letter.to_address} · {say.mail.state[letter.state]}
                                        {letter.ended_at && ` · ${moment(letter.ended_at)}`}
                                    </Text>
                                    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                                        {letter.subject}
                                    </Text>
                                    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                                        {say.mail.server_says(letter.answer)}
                                    </Text>
                                </li>
                            ))}
                        </Stack>
                    </section>
                </>
            )}
            <Wishes />
        </Stack>
    );
}

// Goes out, and says what became of it.
function TestMail() {
    const [sent, set_sent] = useState<string>();
    const send = useCommand({
        send: (_: string) => answer(api.POST('/mail/test')),
        done: (letter) => set_sent(letter.id),
    });
    const letter = useQuery({
        queryKey: ['letter', sent],
        enabled: sent !== undefined,
        queryFn: () =>
            answer(api.GET('/mail/letters/{letter}', { params: { path: { letter: sent ?? '' } } })),
        refetchInterval: (query) => (query.state.data?.ended_at ? false : 1_000),
    }).data;
    return (
        <Group>
            <Button variant="default" loading={send.busy} onClick={() => send.run('')}>
                {words.test}
            </Button>
            <Text size="sm" role="status">
                {letter?.state === 'sent' && words.test_sent(letter.to_address)}
                {(letter?.state === 'waiting' || letter?.state === 'sending') &&
                    `${words.test_waits} ${letter.answer && say.mail.server_says(letter.answer)}`}
                {letter?.state === 'failed' &&
                    `${words.test_failed} ${say.mail.server_says(letter.answer)}`}
            </Text>
        </Group>
    );
}

function Wishes() {
    return (
        <SettingsForm>
            {({ value, change }) => (
                <Stack maw={460}>
                    <Checkbox
                        label={words.reminders}
                        description={say.mail.reminders_more}
                        checked={value.reminders}
                        onChange={(event) => {
                            const reminders = event.currentTarget.checked;
                            change((before) => ({ ...before, reminders }));
                        }}
                    />
                    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
                        <Text component="legend" size="sm" fw={600} mb={2}>
                            {words.quiet}
                        </Text>
                        <Text size="sm" c="dimmed">
                            {words.quiet_more}
                        </Text>
                        <Group mt="xs">
                            <Select
                                label={words.quiet_from}
                                data={hours}
                                w={120}
                                value={String(value.quiet_from)}
                                allowDeselect={false}
                                onChange={(hour) =>
                                    change((before) => ({ ...before, quiet_from: Number(hour) }))
                                }
                            />
                            <Select
                                label={words.quiet_to}
                                data={hours}
                                w={120}
                                value={String(value.quiet_to)}
                                allowDeselect={false}
                                onChange={(hour) =>
                                    change((before) => ({ ...before, quiet_to: Number(hour) }))
                                }
                            />
                        </Group>
                    </fieldset>
                </Stack>
            )}
        </SettingsForm>
    );
}
