// A whole import taken back, while nobody has built on it: first what would go, then it goes.
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { store } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';

const words = say.imports;

export function UndoImport({ id }: { id: string }) {
    const [asked, set_asked] = useState(false);
    return (
        <>
            <Button variant="subtle" onClick={() => set_asked(true)}>
                {words.undo}
            </Button>
            <Modal opened={asked} onClose={() => set_asked(false)} title={words.undo_title}>
                {asked && <Really id={id} close={() => set_asked(false)} />}
            </Modal>
        </>
    );
}

function Really({ id, close }: { id: string; close: () => void }) {
    const path = { import: id };
    const preview = useQuery({
        queryKey: ['import undo', id],
        queryFn: () => answer(api.GET('/imports/{import}/undo', { params: { path } })),
        gcTime: 0,
    });
    const undo = useCommand({
        send: (_: undefined) =>
            answer(
                api.POST('/imports/{import}/undo', {
                    params: { path },
                }),
            ),
        says: words.undone,
        done: () => {
            store.invalidateQueries();
            close();
        },
    });
    if (preview.isError) return <Failed error={preview.error} again={() => preview.refetch()} />;
    if (!preview.data) return <Waiting rows={2} />;
    const { can, says, in_the_way } = preview.data;
    return (
        <Stack>
            <Text>{can ? words.undo_goes : words.undo_stays}</Text>
            <Text fw={600}>{says}</Text>
            {in_the_way.length > 0 && <InTheWay things={in_the_way} />}
            {undo.busy && <Text role="status">{words.undoing}</Text>}
            <Group justify="flex-end">
                <Button variant="default" onClick={close}>
                    {can ? say.common.cancel : say.common.close}
                </Button>
                {can && (
                    <Button loading={undo.busy} onClick={() => void undo.run(undefined)}>
                        {words.undo_really}
                    </Button>
                )}
            </Group>
        </Stack>
    );
}

function InTheWay({ things }: { things: Schemas['InTheWay'][] }) {
    return (
        <List size="sm">
            {things.map((thing) => (
                <List.Item key={thing.id}>{thing.says}</List.Item>
            ))}
        </List>
    );
}
