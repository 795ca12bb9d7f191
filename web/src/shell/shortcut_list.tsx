import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { shortcuts_now } from '@/parts/keys';
import { say } from '@/words';

let open = () => {};
export function open_shortcuts(): void {
    open();
}

export function ShortcutList() {
    const [shown, set_shown] = useState(false);
    useEffect(() => {
        open = () => set_shown(true);
    }, []);
    return (
        <Modal opened={shown} onClose={() => set_shown(false)} title={say.shell.shortcuts}>
            <Stack gap={6}>
                <Row keys="⌘ K" does={say.shell.find} />
                {shown &&
                    shortcuts_now().map((s) => (
                        <Row key={s.keys + s.does} keys={s.keys} does={s.does} />
                    ))}
            </Stack>
        </Modal>
    );
}

function Row({ keys, does }: { keys: string; does: string }) {
    return (
        <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{does}</Text>
            <Group gap={4} wrap="nowrap">
                {keys.split(' ').map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                ))}
            </Group>
        </Group>
    );
}
