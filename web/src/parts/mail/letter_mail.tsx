// An invitation to our plan, or "did you get what you were looking for?", to one player.
import { Modal, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { WriteMail, type Written } from './write';

interface Props {
    deal: string;
    kind: Schemas['WrittenKind'];
    players: Schemas['Player'][];
    request?: string;
    close: () => void;
}
export default function LetterMail({ deal, kind, players, request, close }: Props) {
    const [person, set_person] = useState(request ? undefined : players[0]?.person);
    const draft = useQuery({
        queryKey: [...keys.deal(deal), 'letter', kind, person ?? '', request ?? ''],
        queryFn: () =>
            answer(
                api.GET('/deals/{deal}/letters/draft', {
                    params: {
                        path: { deal },
                        query: { kind, ...(person && { person }), ...(request && { request }) },
                    },
                }),
            ),
    });
    const send = useCommand({
        send: ({ to, ...body }: Written, guard) =>
            answer(
                api.POST('/deals/{deal}/letters', {
                    params: { path: { deal }, header: guard },
                    body: { ...body, kind, person: to[0] ?? '', ...(request && { request }) },
                }),
            ),
        says: say.mail.sent_to(1),
        quiet: true,
        done: close,
    });
    return (
        <Modal
            opened
            onClose={close}
            size="lg"
            title={say.mail.write_title[kind]}
            closeButtonProps={{ 'aria-label': say.common.close, size: 'lg' }}
        >
            <Stack>
                {!request && (
                    <Select
                        label={say.mail.choose_person}
                        data={players.map((p) => ({ value: p.person, label: p.name }))}
                        value={person ?? null}
                        allowDeselect={false}
                        onChange={(to) => to && set_person(to)}
                    />
                )}
                {draft.isError ? (
                    <Failed error={draft.error} again={() => draft.refetch()} />
                ) : !draft.data ? (
                    <Waiting rows={4} />
                ) : (
                    <WriteMail
                        key={person}
                        name={`letter:${deal}:${kind}:${person ?? ''}:${request ?? ''}`}
                        draft={draft.data}
                        go={say.mail.send}
                        busy={send.busy}
                        refusal={send.refusal}
                        send={(mail) => send.run(mail)}
                    />
                )}
            </Stack>
        </Modal>
    );
}
