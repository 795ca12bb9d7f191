// The mails of a deal and what became of each.
import { Badge, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { ago, moment } from '@/words/format';
import classes from './deal.module.css';
import { Panel } from './panel';

const LetterMail = lazy(() => import('@/parts/mail/letter_mail'));

type Letter = Schemas['LetterView'];

interface Props {
    view: Schemas['DealView'];
    readonly: boolean;
}
export default function Mails({ view, readonly }: Props) {
    const deal = view.deal.id;
    const [writes, set_writes] = useState(false);
    const letters = useQuery({
        queryKey: [...keys.deal(deal), 'letters'],
        queryFn: () => answer(api.GET('/deals/{deal}/letters', { params: { path: { deal } } })),
        enabled: !readonly,
        // What the mail server says comes without anybody's act in the deal.
        refetchInterval: (query) => (query.state.data?.items.some(waits) ? 3_000 : false),
    });
    if (readonly) return null;
    const may = view.may_change;
    const players = view.deal.players.filter((p) => !p.left_at);
    const close = () => {
        set_writes(false);
        store.invalidateQueries({ queryKey: [...keys.deal(deal), 'letters'] });
    };
    return (
        <Panel
            id="mails"
            title={say.mail.title}
            count={letters.data?.items.length ?? 0}
            aside={
                may &&
                players.length > 0 && (
                    <Button variant="subtle" size="compact-sm" onClick={() => set_writes(true)}>
                        {say.mail.invite}
                    </Button>
                )
            }
        >
            {letters.isError ? (
                <Failed error={letters.error} again={() => letters.refetch()} />
            ) : !letters.data ? (
                <Waiting rows={1} />
            ) : letters.data.items.length === 0 ? (
                <Text size="sm" c="dimmed">
                    {say.mail.none}
                </Text>
            ) : (
                <ul className={classes.rows}>
                    {letters.data.items.map((letter) => (
                        <Row key={letter.id} letter={letter} deal={deal} may={may} />
                    ))}
                </ul>
            )}
            {writes && (
                <Suspense>
                    <LetterMail
                        deal={deal}
                        kind="plan_invitation"
                        players={players}
                        close={close}
                    />
                </Suspense>
            )}
        </Panel>
    );
}

function waits(letter: Letter): boolean {
    return letter.state === 'waiting' || letter.state === 'sending';
}

function Row({ letter, deal, may }: { letter: Letter; deal: string; may: boolean }) {
    const path = { deal, letter: letter.id };
    const done = () => store.invalidateQueries({ queryKey: [...keys.deal(deal), 'letters'] });
    const cancel = useCommand({
        send: (_: string, header) =>
            answer(api.POST('/deals/{deal}/letters/{letter}/cancel', { params: { path, header } })),
        says: say.mail.cancelled,
        done,
    });
    const again = useCommand({
        send: (_: string, header) =>
            answer(api.POST('/deals/{deal}/letters/{letter}/again', { params: { path, header } })),
        says: say.mail.trying,
        done,
    });
    const troubled = letter.state === 'failed' || letter.state === 'bounced';
    return (
        <li className={classes.request}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
                <div style={{ minWidth: 0 }}>
                    <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                        {letter.subject}
                    </Text>
                    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                        {say.mail.kind[letter.kind]} · {letter.to_name || letter.to_address} ·{' '}
                        {ago(letter.ended_at ?? letter.made_at)}
                    </Text>
                </div>
                <Badge
                    variant={troubled ? 'default' : 'light'}
                    color="gray"
                    tt="none"
                    style={{ flex: 'none' }}
                >
                    {say.mail.state[letter.state]}
                </Badge>
            </Group>
            {letter.state === 'waiting' && letter.tries > 0 && (
                <Text size="sm">{say.mail.tried(letter.tries, moment(letter.due_at))}</Text>
            )}
            {letter.state === 'waiting' && letter.tries === 0 && letter.due_at > letter.made_at && (
                <Text size="sm">{say.mail.goes_out(moment(letter.due_at))}</Text>
            )}
            {letter.answer && letter.state !== 'sent' && (
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {letter.state === 'cancelled'
                        ? letter.answer
                        : say.mail.server_says(letter.answer)}
                </Text>
            )}
            {letter.text && (
                <details className={classes.letter}>
                    <summary>{say.mail.read}</summary>
                    <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                        {letter.text}
                    </div>
                </details>
            )}
            {may && waits(letter) && (
                <Button
                    size="compact-sm"
                    variant="subtle"
                    color="gray"
                    loading={cancel.busy}
                    onClick={() => cancel.run(letter.id)}
                >
                    {say.mail.cancel}
                </Button>
            )}
            {may && letter.state === 'failed' && (
                <Button
                    size="compact-sm"
                    variant="light"
                    loading={again.busy}
                    onClick={() => again.run(letter.id)}
                >
                    {say.mail.again}
                </Button>
            )}
        </li>
    );
}
