// Another date for a meeting, or none.
import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { say } from '@/words';
import { DateFields, starts_of, when_in } from './date_fields';
import { when_of } from './parts';
import type { MeetingView } from './read';

interface Props {
    view: MeetingView;
    opened: boolean;
    close: () => void;
}

export function Move({ view, opened, close }: Props) {
    return (
        <Modal opened={opened} onClose={close} title={say.meeting.move_title} size="lg">
            <MoveForm view={view} close={close} />
        </Modal>
    );
}

function MoveForm({ view, close }: Omit<Props, 'opened'>) {
    const { meeting } = view;
    const [when, set_when] = useState(() => when_in(meeting));
    const change = (body: Schemas['ChangeMeeting'], header: { 'If-Match': string }) =>
        answer(
            api.PATCH('/meetings/{meeting}', {
                params: { path: { meeting: meeting.id }, header },
                body,
            }),
        );
    const move = useCommand({
        deal: view.deal,
        mine: () => [{ label: say.meeting.move, text: `${when.day}, ${when.time}` }],
        send: (body: Schemas['ChangeMeeting'], guard) => change(body, guard),
        done: close,
        says: say.meeting.moved,
        undo: (deal) =>
            change(
                {
                    starts: meeting.starts,
                    minutes: meeting.minutes,
                    kind: meeting.kind,
                    players: meeting.players,
                },
                { 'If-Match': `"${deal.version}"` },
            ),
    });
    const starts = starts_of(when);
    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                const { minutes, kind, players } = when;
                if (starts) void move.run({ starts, minutes, kind, players }, view.version);
            }}
        >
            <Stack>
                <Text size="sm" c="dimmed">
                    {when_of(meeting)}. {say.meeting.moving_tells}
                </Text>
                <DateFields
                    value={when}
                    change={set_when}
                    players={view.players.filter((p) => !p.left_at)}
                />
                <Group justify="flex-end">
                    <Button variant="default" onClick={close}>
                        {say.common.cancel}
                    </Button>
                    <Button type="submit" loading={move.busy} disabled={!starts}>
                        {say.meeting.move}
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}

export function CallOff({ view, opened, close }: Props) {
    const [by, set_by] = useState<Schemas['Side']>('buyer');
    const [why, set_why] = useState('');
    const cancel = useCommand({
        deal: view.deal,
        mine: () => [{ label: say.meeting.why, text: why }],
        send: (body: Schemas['CancelMeeting'], guard) =>
            answer(
                api.POST('/meetings/{meeting}/cancel', {
                    params: { path: { meeting: view.meeting.id }, header: guard },
                    body,
                }),
            ),
        done: close,
        says: say.meeting.called_off,
    });
    return (
        <Modal opened={opened} onClose={close} title={say.meeting.cancel_title}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    void cancel.run({ by, why }, view.version);
                }}
            >
                <Stack>
                    <div>
                        <Text size="sm" fw={500} mb={6} id="who-cancels">
                            {say.meeting.who_cancels}
                        </Text>
                        <SegmentedControl
                            aria-labelledby="who-cancels"
                            fullWidth
                            value={by}
                            onChange={(to) => set_by(to === 'seller' ? 'seller' : 'buyer')}
                            data={[
                                { value: 'buyer', label: say.meeting.they_cancel },
                                { value: 'seller', label: say.meeting.we_cancel },
                            ]}
                        />
                    </div>
                    <TextInput
                        label={say.meeting.why}
                        value={why}
                        onChange={(e) => set_why(e.currentTarget.value)}
                    />
                    <Group justify="flex-end">
                        <Button variant="default" onClick={close}>
                            {say.common.cancel}
                        </Button>
                        <Button type="submit" loading={cancel.busy}>
                            {say.meeting.cancel}
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
