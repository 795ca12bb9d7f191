// The recap, already written: to copy, to open in one's own mail, and to mark as sent.
import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '@/api/client';
import { useCommand } from '@/api/command';
import { unsend } from '@/parts/acts/recap';
import { useMailState } from '@/parts/mail/state';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { moment } from '@/words/format';
import { Part } from './parts';
import { useRecap } from './read';
import classes from './recap.module.css';

const RecapMail = lazy(() => import('@/parts/mail/recap_mail'));

interface Props {
    meeting: string;
    deal: string;
    version: number;
    may: boolean;
}
export function Recap({ meeting, deal, version, may }: Props) {
    const recap = useRecap(meeting, true);
    const [mails, set_mails] = useState(false);
    const mail_state = useMailState().data;
    const sent = useCommand({
        deal,
        send: (_: string, guard) =>
            answer(
                api.POST('/meetings/{meeting}/recap', {
                    params: { path: { meeting }, header: guard },
                }),
            ),
        says: say.debrief.marked,
        undo: unsend,
    });
    if (recap.isError) return <Failed error={recap.error} again={() => recap.refetch()} />;
    if (!recap.data) return <Waiting rows={1} height={220} />;
    const { to, subject, text, sent_at } = recap.data;
    const mail = `mailto:${to.map(encodeURIComponent).join(',')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
    return (
        <Part
            title={say.debrief.recap}
            aside={sent_at && <Text size="sm">{say.debrief.sent_at(moment(sent_at))}</Text>}
        >
            <Stack gap="sm">
                {!sent_at && (
                    <Text size="sm" c="dimmed">
                        {say.debrief.recap_more}
                    </Text>
                )}
                <Text size="sm" c="dimmed">
                    {to.length > 0
                        ? `${say.debrief.recap_to}: ${to.join(', ')}`
                        : say.debrief.no_address}
                </Text>
                <section className={classes.letter} aria-label={say.debrief.recap}>
                    <Text fw={600} mb={8}>
                        {subject}
                    </Text>
                    <div className={classes.text}>{text}</div>
                </section>
                {mail_state && !mail_state.set_up && (
                    <Text size="sm" c="dimmed">
                        {say.mail.not_set_up}
                    </Text>
                )}
                <Group gap="sm">
                    {may && mail_state?.set_up && (
                        <Button
                            variant={sent_at ? 'default' : 'filled'}
                            onClick={() => set_mails(true)}
                        >
                            {sent_at ? say.mail.send_again : say.mail.recap}
                        </Button>
                    )}
                    <CopyButton value={`${subject}\n\n${text}`}>
                        {({ copied, copy }) => (
                            <Button
                                variant={sent_at || mail_state?.set_up ? 'default' : 'filled'}
                                onClick={copy}
                            >
                                {copied ? say.debrief.copied : say.debrief.copy}
                            </Button>
                        )}
                    </CopyButton>
                    <Button component="a" href={mail} variant="default">
                        {say.debrief.in_mail}
                    </Button>
                    {may && !sent_at && (
                        <Button
                            variant="default"
                            loading={sent.busy}
                            onClick={() => sent.run(meeting, version)}
                        >
                            {say.debrief.sent}
                        </Button>
                    )}
                </Group>
                {mails && (
                    <Suspense>
                        <RecapMail
                            meeting={meeting}
                            deal={deal}
                            version={version}
                            again={sent_at !== undefined}
                            close={() => set_mails(false)}
                        />
                    </Suspense>
                )}
            </Stack>
        </Part>
    );
}
