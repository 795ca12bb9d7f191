// Another member carries the deal from now on.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { MemberPick } from '@/parts/member_pick';
import { say } from '@/words';

export function HandOver({ view, onClose }: { view: Schemas['DealView']; onClose: () => void }) {
    const [to, set_to] = useState<string>();
    const hand = useCommand({
        send: (member: string, header) =>
            answer(
                api.POST('/deals/{deal}/hand-over', {
                    params: { path: { deal: view.deal.id }, header },
                    body: { to: member },
                }),
            ),
        deal: view.deal.id,
        says: (answered) => say.deal.handed_to(answered.owner_name),
        quiet: true,
        done: onClose,
    });
    return (
        <Modal opened onClose={onClose} title={say.deal.hand_over}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    if (to) void hand.run(to, view.version);
                }}
            >
                <Stack>
                    <Text size="sm">{say.deal.hand_over_more}</Text>
                    <MemberPick
                        label={say.deal.to_whom}
                        without={view.deal.owner}
                        value={to}
                        change={set_to}
                        error={hand.refusal?.at('to') ?? hand.refusal?.message}
                        required
                    />
                    <Group justify="flex-end">
                        <Button variant="default" onClick={onClose}>
                            {say.common.cancel}
                        </Button>
                        <Button type="submit" loading={hand.busy} disabled={!to}>
                            {say.deal.hand_over}
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
