import { Button, CopyButton, Group, Modal, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { day } from '@/words/format';

const words = say.settings.tokens;
const of_mine = keys.list('my tokens');

export function TokensPart() {
    const [made, set_made] = useState<Schemas['MadeToken']>();
    const [ending, set_ending] = useState<Schemas['Token']>();
    const tokens = useQuery({ queryKey: of_mine, queryFn: () => answer(api.GET('/me/tokens')) });
    const changed = () => store.invalidateQueries({ queryKey: of_mine });
    const make = useCommand({
        send: (body: Schemas['MakeToken']) => answer(api.POST('/me/tokens', { body })),
        done: (token) => {
            set_made(token);
            changed();
        },
    });
    const end = useCommand({
        send: (token: string) =>
            answer(api.DELETE('/me/tokens/{token}', { params: { path: { token } } })),
        says: words.ended,
        done: () => {
            set_ending(undefined);
            changed();
        },
    });
    if (tokens.isError) return <Failed error={tokens.error} again={() => tokens.refetch()} />;
    if (!tokens.data) return <Waiting rows={3} />;
    const submit = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const form = event.currentTarget;
        const entered = new FormData(form);
        const ends = String(entered.get('ends') ?? '');
        void make.run({
            name: String(entered.get('name')),
            ...(ends && { expires_at: new Date(`${ends}T23:59:59`).toISOString() }),
        });
        form.reset();
    };
    return (
        <Stack>
            <Text c="dimmed">{words.about}</Text>
            <form onSubmit={submit}>
                <Group align="flex-end">
                    <TextInput
                        name="name"
                        label={words.name}
                        maxLength={100}
                        required
                        style={{ flex: '1 1 220px' }}
                    />
                    <TextInput name="ends" type="date" label={words.expires} />
                    <Button type="submit" loading={make.busy}>
                        {words.make}
                    </Button>
                </Group>
            </form>
            {tokens.data.items.length === 0 && <Text c="dimmed">{words.none}</Text>}
            <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {tokens.data.items.map((token) => (
                    <Paper withBorder p="sm" key={token.id} component="li">
                        <Group justify="space-between">
                            <div style={{ minWidth: 0 }}>
                                <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                                    {token.name}
                                </Text>
                                <Text size="sm" c="dimmed">
                                    {words.created(day(token.created_at))} ·{' '}
                                    {token.expires_at
                                        ? words.ends(day(token.expires_at))
                                        : words.never}
                                </Text>
                            </div>
                            <Button variant="default" onClick={() => set_ending(token)}>
                                {words.end}
                            </Button>
                        </Group>
                    </Paper>
                ))}
            </Stack>
            <Modal
                opened={made !== undefined}
                onClose={() => set_made(undefined)}
                title={made?.token.name}
            >
                {made && (
                    <Stack>
                        <Text>{words.made}</Text>
                        <TextInput readOnly value={made.secret} aria-label={made.token.name} />
                        <CopyButton value={made.secret}>
                            {({ copied, copy }) => (
                                <Button onClick={copy} data-autofocus>
                                    {copied ? say.settings.members.copied : say.common.copy}
                                </Button>
                            )}
                        </CopyButton>
                    </Stack>
                )}
            </Modal>
            <Modal
                opened={ending !== undefined}
                onClose={() => set_ending(undefined)}
                title={words.end}
            >
                {ending && (
                    <Stack>
                        <Text>{words.end_really(ending.name)}</Text>
                        <Group justify="flex-end">
                            <Button variant="default" onClick={() => set_ending(undefined)}>
                                {say.common.cancel}
                            </Button>
                            <Button loading={end.busy} onClick={() => void end.run(ending.id)}>
                                {words.end}
                            </Button>
                        </Group>
                    </Stack>
                )}
            </Modal>
        </Stack>
    );
}
