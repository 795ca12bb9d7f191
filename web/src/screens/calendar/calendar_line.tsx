// One calendar: what was found in it, what is wrong with it, and what may be done.
import {
    Alert,
    Button,
    Checkbox,
    FileButton,
    Group,
    Modal,
    Paper,
    Stack,
    Text,
} from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useCommand } from '@/api/command';
import { say } from '@/words';
import { calendar as calendar_words } from '@/words/en/calendar';
import { ago, moment } from '@/words/format';
import { type CalendarView, calendars_changed, is_under_way } from './read';
import { useUpload } from './upload';

const words = calendar_words;

export function CalendarLine({ calendar }: { calendar: CalendarView }) {
    const path = { calendar: calendar.id };
    const change = useCommand({
        send: (body: { keeps_private?: boolean; writes?: boolean }) =>
            answer(api.PATCH('/calendars/{calendar}', { params: { path }, body })),
        done: calendars_changed,
    });
    const name = calendar.name || words.unnamed;
    return (
        <Paper withBorder p="md" component="li">
            <Group justify="space-between" align="flex-start">
                <div style={{ minWidth: 0, flex: '1 1 260px' }}>
                    <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                        {name}
                    </Text>
                    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                        {words.kind[calendar.kind]}
                        {calendar.place && ` · ${calendar.place}`}
                    </Text>
                    <Text size="sm" role="status">
                        {told_of(calendar)}
                    </Text>
                </div>
                <Acts calendar={calendar} name={name} />
            </Group>
            {calendar.trouble && (
                <Alert color="gray" title={words.trouble} mt="sm" role="alert">
                    <Text size="sm">{calendar.trouble}</Text>
                    {calendar.next_at && (
                        <Text size="sm" c="dimmed">
                            {words.next(moment(calendar.next_at))}
                        </Text>
                    )}
                </Alert>
            )}
            {calendar.left_out > 0 && <LeftOut calendar={calendar} />}
            {calendar.kind !== 'file' && (
                <Stack gap="xs" mt="sm">
                    <Checkbox
                        label={words.keeps_private}
                        description={words.keeps_private_more}
                        checked={calendar.keeps_private}
                        disabled={change.busy}
                        onChange={(event) =>
                            void change.run({ keeps_private: event.currentTarget.checked })
                        }
                    />
                    {calendar.kind === 'caldav' && (
                        <Checkbox
                            label={words.writes}
                            checked={calendar.writes}
                            disabled={change.busy}
                            onChange={(event) =>
                                void change.run({ writes: event.currentTarget.checked })
                            }
                        />
                    )}
                </Stack>
            )}
        </Paper>
    );
}

function told_of(calendar: CalendarView): string {
    if (!calendar.synced_at) return calendar.trouble ? '' : words.not_yet;
    const parts = [
        words.read(ago(calendar.synced_at)),
        words.counted(calendar.found, calendar.matched),
    ];
    if (calendar.suggested > 0) parts.push(words.asked(calendar.suggested));
    return parts.join(' · ');
}

function LeftOut({ calendar }: { calendar: CalendarView }) {
    return (
        <details style={{ marginTop: 'var(--mantine-spacing-sm)' }}>
            <summary>
                <Text span size="sm">
                    {words.left_out(calendar.left_out)}
                </Text>
            </summary>
            <ul style={{ margin: '6px 0 0', paddingLeft: 20 }}>
                {calendar.problems.map((problem) => (
                    <li key={`${problem.line} ${problem.says}`}>
                        <Text size="sm">{words.line(problem.line, problem.says)}</Text>
                    </li>
                ))}
            </ul>
        </details>
    );
}

function Acts({ calendar, name }: { calendar: CalendarView; name: string }) {
    const [leaving, set_leaving] = useState(false);
    const path = { calendar: calendar.id };
    const sync = useCommand({
        send: () => answer(api.POST('/calendars/{calendar}/sync', { params: { path } })),
        says: words.syncing,
        done: calendars_changed,
    });
    const remove = useCommand({
        send: () => answer(api.DELETE('/calendars/{calendar}', { params: { path } })),
        says: words.removed,
        done: () => {
            set_leaving(false);
            calendars_changed();
        },
    });
    return (
        <Group gap="xs">
            {calendar.kind === 'file' ? (
                <Replace calendar={calendar} />
            ) : (
                <Button
                    variant="default"
                    loading={sync.busy || is_under_way(calendar)}
                    onClick={() => void sync.run(undefined)}
                >
                    {words.sync}
                </Button>
            )}
            <Button variant="default" onClick={() => set_leaving(true)}>
                {words.remove}
            </Button>
            <Modal opened={leaving} onClose={() => set_leaving(false)} title={words.remove}>
                <Stack>
                    <Text>{words.remove_really(name)}</Text>
                    <Group justify="flex-end">
                        <Button variant="default" onClick={() => set_leaving(false)}>
                            {say.common.cancel}
                        </Button>
                        <Button loading={remove.busy} onClick={() => void remove.run(undefined)}>
                            {words.remove}
                        </Button>
                    </Group>
                </Stack>
            </Modal>
        </Group>
    );
}

function Replace({ calendar }: { calendar: CalendarView }) {
    const upload = useUpload();
    return (
        <FileButton
            accept=".ics,.ical,text/calendar"
            onChange={(file) =>
                file &&
                void upload.run({
                    file,
                    replaces: calendar.id,
                    keeps_private: calendar.keeps_private,
                })
            }
        >
            {(props) => (
                <Button {...props} variant="default" loading={upload.busy}>
                    {words.replace}
                </Button>
            )}
        </FileButton>
    );
}
