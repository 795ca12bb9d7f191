// The logo that buyers see on their page.
import { Button, FileButton, Group, Image, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useCommand } from '@/api/command';
import { plan_page as words } from '@/words/en/plan_page';

export function Logo() {
    // A new picture under the same address is asked for anew: behind the #, as the address takes
    // no parameters.
    const [turn, set_turn] = useState(0);
    const [there, set_there] = useState(true);
    const changed = (now: boolean) => {
        set_there(now);
        set_turn((before) => before + 1);
    };
    const put = useCommand({
        send: (file: File) =>
            answer(
                api.PUT('/workspace/logo', {
                    body: file as never,
                    bodySerializer: (body: unknown) => body as File,
                    headers: { 'Content-Type': file.type || 'application/octet-stream' },
                }),
            ),
        done: () => changed(true),
    });
    const remove = useCommand({
        send: (_: undefined) => answer(api.DELETE('/workspace/logo')),
        done: () => changed(false),
    });
    return (
        <Stack gap={4}>
            <Text size="sm" fw={600}>
                {words.logo}
            </Text>
            <Text size="xs" c="dimmed">
                {words.logo_more}
            </Text>
            {there && (
                <Image
                    key={turn}
                    src={`/api/v1/workspace/logo#${turn}`}
                    alt={words.logo_there}
                    h={48}
                    w="auto"
                    fit="contain"
                    bg="white"
                    p={4}
                    radius="sm"
                    style={{ alignSelf: 'flex-start', border: '1px solid var(--line)' }}
                    onError={() => set_there(false)}
                />
            )}
            <Group gap="xs">
                <FileButton
                    accept="image/png,image/jpeg"
                    onChange={(file) => file && void put.run(file)}
                >
                    {(props) => (
                        <Button {...props} variant="default" size="sm" loading={put.busy}>
                            {words.choose_logo}
                        </Button>
                    )}
                </FileButton>
                {there && (
                    <Button
                        variant="subtle"
                        color="gray"
                        size="sm"
                        loading={remove.busy}
                        onClick={() => remove.run(undefined)}
                    >
                        {words.no_logo}
                    </Button>
                )}
            </Group>
        </Stack>
    );
}
