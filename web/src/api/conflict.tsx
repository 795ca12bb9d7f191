// Two people changed one deal: both versions are shown, and nobody's text is lost.
import { Button, Group, List, Modal, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { say } from '@/words';
import { moment } from '@/words/format';
import { answer, api, type Schemas } from './client';
import { take } from './store';

// One piece of what somebody was about to save: "Purpose", "Agree on the pilot".
export interface Mine {
    label: string;
    text: string;
}
interface Conflict {
    deal: string;
    version: number; // The one that was on the screen.
    mine: Mine[];
}
type Choice = { send: true; version: number } | { send: false };

interface Open extends Conflict {
    choose: (choice: Choice) => void;
}

let show: ((open: Open) => void) | undefined;

// Answers once the person has chosen: to send his own on top of what happened, or to look first.
export function ask_about_conflict(conflict: Conflict): Promise<Choice> {
    return new Promise((choose) => {
        if (show) show({ ...conflict, choose });
        else choose({ send: false });
    });
}

interface Meanwhile {
    version: number;
    happened: Schemas['Happening'][];
}

async function what_happened(conflict: Conflict): Promise<Meanwhile> {
    const path = { deal: conflict.deal };
    const [deal, history] = await Promise.all([
        answer(api.GET('/deals/{deal}', { params: { path } })),
        answer(
            api.GET('/deals/{deal}/history', {
                params: { path, query: { after: conflict.version } },
            }),
        ),
    ]);
    take(deal);
    return { version: deal.version, happened: history.items };
}

export function ConflictDialog() {
    const [open, set_open] = useState<Open>();
    const [meanwhile, set_meanwhile] = useState<Meanwhile>();
    useEffect(() => {
        show = (next) => {
            set_meanwhile(undefined);
            set_open(next);
            what_happened(next).then(set_meanwhile, () => {
                next.choose({ send: false });
                set_open(undefined);
            });
        };
        return () => {
            show = undefined;
        };
    }, []);

    const choose = (choice: Choice) => {
        open?.choose(choice);
        set_open(undefined);
    };
    return (
        <Modal
            opened={open !== undefined && meanwhile !== undefined}
            onClose={() => choose({ send: false })}
            title={say.conflict.title}
            size="lg"
        >
            <Stack>
                <Text>{say.conflict.what}</Text>
                <Title order={3} size="h5">
                    {say.conflict.theirs}
                </Title>
                <List>
                    {meanwhile?.happened.map((h) => (
                        <List.Item key={h.version}>
                            {h.sentence}{' '}
                            <Text span c="dimmed" size="sm">
                                {h.by}, {moment(h.recorded_at)}
                            </Text>
                        </List.Item>
                    ))}
                </List>
                {open && open.mine.length > 0 && (
                    <>
                        <Title order={3} size="h5">
                            {say.conflict.mine}
                        </Title>
                        {open.mine.map((m) => (
                            <div key={m.label}>
                                <Text size="sm" c="dimmed">
                                    {m.label}
                                </Text>
                                <Text style={{ whiteSpace: 'pre-wrap' }}>{m.text}</Text>
                            </div>
                        ))}
                    </>
                )}
                <Group justify="flex-end">
                    <Button variant="default" onClick={() => choose({ send: false })}>
                        {say.conflict.look}
                    </Button>
                    <Button
                        data-autofocus
                        onClick={() =>
                            meanwhile && choose({ send: true, version: meanwhile.version })
                        }
                    >
                        {say.conflict.send}
                    </Button>
                </Group>
            </Stack>
        </Modal>
    );
}
