// The recap by mail, from the meeting's page.
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { WriteMail, type Written } from './write';

interface Props {
    meeting: string;
    deal: string;
    version: number;
    again: boolean; // It went out before.
    close: () => void;
}
export default function RecapMail({ meeting, deal, version, again, close }: Props) {
    const draft = useQuery({
        queryKey: [...keys.meeting(meeting), 'recap', 'mail'],
        queryFn: () =>
            answer(api.GET('/meetings/{meeting}/recap/mail', { params: { path: { meeting } } })),
    });
    const send = useCommand({
        deal,
        send: (body: Written, guard) =>
            answer(
                api.POST('/meetings/{meeting}/recap/mail', {
                    params: { path: { meeting }, header: guard },
                    body,
                }),
            ),
        says: (_, body) => say.mail.sent_to(body.to.length),
        quiet: true,
        done: close,
    });
    return (
        <Modal
            opened
            onClose={close}
            size="lg"
            title={say.mail.recap_title}
            closeButtonProps={{ 'aria-label': say.common.close, size: 'lg' }}
        >
            {draft.isError ? (
                <Failed error={draft.error} again={() => draft.refetch()} />
            ) : !draft.data ? (
                <Waiting rows={4} />
            ) : (
                <WriteMail
                    name={`recap:${meeting}`}
                    draft={draft.data}
                    go={again ? say.mail.send_again : say.mail.send}
                    busy={send.busy}
                    refusal={send.refusal}
                    send={(mail) => send.run(mail, version)}
                />
            )}
        </Modal>
    );
}
