// Two people changed one deal: both versions are shown, and nobody's text is lost.
import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { say } from '@/words';
import { moment } from '@/words/format';
import { answer, api } from './client';
import { take } from './store';

// One piece of what somebody was about to save: "Purpose", "Agree on the pilot".
export interface Mine {
    label: string;
    text: string;
}
// How it stands now: the version to save on top of, and what is in it or what happened.
export interface Now {
    version: number;
    theirs: Mine[];
}
interface Conflict {
    mine: Mine[];
    now: () => Promise<Now>;
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

// Of a deal: what happened in it since the version that was on the screen.
export async function deal_now(deal: string, version: number): Promise<Now> {
    const path = { deal };
    const [latest, history] = await Promise.all([
        answer(api.GET('/deals/{deal}', { params: { path } })),
        answer(api.GET('/deals/{deal}/history', { params: { path, query: { after: version } } })),
    ]);
    take(latest);
    return {
        version: latest.version,
        theirs: history.items.map((h) => ({
            label: `${h.by}, ${moment(h.recorded_at)}`,
            text: h.sentence,
        })),
    };
}

export function ConflictDialog() {
    const [open, set_open] = useState<Open>();
    const [meanwhile, set_meanwhile] = useState<Now>();
    useEffect(() => {
        show = (next) => {
            set_meanwhile(undefined);
            set_open(next);
            next.now().then(set_meanwhile, () => {
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
                <Pieces of={meanwhile?.theirs ?? []} />
                {open && open.mine.length > 0 && (
                    <>
                        <Title order={3} size="h5">
                            {say.conflict.mine}
                        </Title>
                        <Pieces of={open.mine} />
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

function Pieces({ of }: { of: Mine[] }) {
    return (
        <Stack gap="xs">
            {of.map((piece) => (
                <div key={piece.label + piece.text}>
                    <Text size="sm" c="dimmed">
                        {piece.label}
                    </Text>
                    <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                        {piece.text}
                    </Text>
                </div>
            ))}
        </Stack>
    );
}
