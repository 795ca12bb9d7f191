// What they asked of us: what it is for, what they give for it, what came of it.
import { Badge, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { ago, day, day_of, number } from '@/words/format';
import classes from './deal.module.css';
import type { Names } from './names';
import { Panel } from './panel';

const LetterMail = lazy(() => import('@/parts/mail/letter_mail'));

type Request = Schemas['RequestView'];

interface Props {
    view: Schemas['DealView'];
    names: Names;
    readonly: boolean;
}

const over = ['satisfied', 'declined', 'withdrawn'];

export function Requests({ view, names, readonly }: Props) {
    const deal = view.deal.id;
    const known = useQuery({
        queryKey: [...keys.deal(deal), 'requests'],
        queryFn: () => answer(api.GET('/deals/{deal}/requests', { params: { path: { deal } } })),
        enabled: !readonly,
    });
    const may = view.may_change && !readonly;
    const then = new Set(view.deal.requests.map((r) => r.id));
    const items = [...(known.data?.items ?? [])].filter((r) => then.has(r.id));
    items.sort(
        (a, b) =>
            Number(over.includes(a.state)) - Number(over.includes(b.state)) ||
            b.asked_at.localeCompare(a.asked_at),
    );
    return (
        <Panel
            id="requests"
            title={say.deal.requests}
            count={items.filter((r) => !over.includes(r.state)).length}
            aside={
                may && (
                    <Button
                        variant="subtle"
                        size="compact-sm"
                        onClick={() => open_act({ act: 'ask_request', deal })}
                    >
                        {say.deal.add_request}
                    </Button>
                )
            }
        >
            {readonly ? (
                <ul className={classes.rows}>
                    {view.deal.requests.map((r) => (
                        <li key={r.id} className={classes.request}>
                            <Text size="sm" fw={550}>
                                {named(r)}
                            </Text>
                            <Text size="sm" c="dimmed">
                                {names.person(r.by)} · {say.method.request_state[r.state]}
                            </Text>
                        </li>
                    ))}
                </ul>
            ) : known.isError ? (
                <Failed error={known.error} again={() => known.refetch()} />
            ) : known.isPending ? (
                <Waiting rows={Math.max(1, view.deal.requests.length)} height={72} />
            ) : (
                <ul className={classes.rows}>
                    {items.map((request) => (
                        <RequestRow
                            key={request.id}
                            request={request}
                            deal={deal}
                            names={names}
                            may={may}
                        />
                    ))}
                </ul>
            )}
            {view.deal.requests.length === 0 && (
                <Text size="sm" c="dimmed">
                    {say.deal.no_requests}
                </Text>
            )}
        </Panel>
    );
}

function named(request: { kind: Schemas['RequestKind']; what: string }): string {
    const kind = say.method.request_kind[request.kind];
    return request.what ? `${kind}: ${request.what}` : kind;
}

interface RowProps {
    request: Request;
    deal: string;
    names: Names;
    may: boolean;
}

function RequestRow({ request, deal, names, may }: RowProps) {
    const accepted = request.request.acceptance;
    const last = request.request.answers.at(-1);
    return (
        <li className={classes.request}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
                <div style={{ minWidth: 0 }}>
                    <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                        {named(request)}
                    </Text>
                    <Text size="sm" c="dimmed">
                        {say.deal.asked_by(request.person_name, ago(request.asked_at))} ·{' '}
                        {say.deal.costs_us(number(request.points, 1))}
                    </Text>
                </div>
                <Badge
                    variant={over.includes(request.state) ? 'outline' : 'light'}
                    color={request.state === 'satisfied' ? 'buyer' : 'gray'}
                    tt="none"
                    style={{ flex: 'none' }}
                >
                    {say.method.request_state[request.state]}
                </Badge>
            </Group>
            {accepted && (
                <Text size="sm">
                    {say.deal.serves(accepted.purpose)}{' '}
                    <Text span size="sm" c="dimmed">
                        {request.exchange
                            ? say.deal.in_exchange(request.exchange.what)
                            : say.deal.nothing_in_exchange}
                        {accepted.override_reason &&
                            ` ${say.deal.overridden(accepted.override_reason)}`}
                    </Text>
                </Text>
            )}
            {request.gate && (
                <Text size="sm" className={classes.gate}>
                    {request.gate.says}
                </Text>
            )}
            {last && !last.satisfied && last.missing && (
                <Text size="sm">{say.deal.is_missing(names.person(last.by), last.missing)}</Text>
            )}
            {request.request.deliveries.length > 0 && <LedTo request={request} names={names} />}
            {may && <RequestActs request={request} deal={deal} />}
        </li>
    );
}

function LedTo({ request, names }: { request: Request; names: Names }) {
    if (request.led_to.length === 0)
        return (
            <Text size="sm" c="dimmed">
                {say.deal.led_to_nothing}
            </Text>
        );
    return (
        <details className={classes.led_to}>
            <summary>
                {say.deal.led_to(request.led_to.length, number(request.led_to_stake, 1))}
            </summary>
            <ul>
                {request.led_to.map((act) => (
                    <li key={`${act.at} ${act.kind} ${act.commitment ?? act.meeting ?? ''}`}>
                        {day(day_of(act.at))} ·{' '}
                        {say.deal.did(names.of(act), say.deal.act[act.kind])}
                        {act.what && `: ${act.what}`}
                    </li>
                ))}
            </ul>
        </details>
    );
}

function RequestActs({ request, deal }: { request: Request; deal: string }) {
    const [mails, set_mails] = useState(false);
    const of = { deal, request: request.id };
    const acts = {
        accept: { label: say.deal.accept, run: () => open_act({ act: 'accept_request', ...of }) },
        decline: {
            label: say.deal.decline,
            run: () => open_act({ act: 'decline_request', ...of }),
        },
        deliver: {
            label: request.state === 'unsatisfied' ? say.deal.deliver_again : say.deal.delivered,
            run: () => open_act({ act: 'deliver_request', ...of }),
        },
        answer: {
            label: say.deal.got_it,
            run: () => open_act({ act: 'answer_request', ...of }),
        },
        mail: { label: say.mail.ask_if_got, run: () => set_mails(true) },
        withdraw: {
            label: say.deal.not_wanted,
            run: () => open_act({ act: 'withdraw_request', ...of }),
        },
    };
    const fit = {
        asked: [acts.accept, acts.decline, acts.withdraw],
        accepted: [acts.deliver, acts.withdraw],
        delivered: [acts.answer, acts.mail, acts.withdraw],
        unsatisfied: [acts.deliver, acts.answer, acts.withdraw],
        declined: [],
        satisfied: [],
        withdrawn: [],
    }[request.state];
    if (fit.length === 0) return null;
    return (
        <Group gap={6} mt={6}>
            {fit.map((act, index) => (
                <Button
                    key={act.label}
                    size="compact-sm"
                    variant={index === 0 ? 'light' : 'subtle'}
                    color={index === 0 ? 'us' : 'gray'}
                    onClick={act.run}
                >
                    {act.label}
                </Button>
            ))}
            {mails && (
                <Suspense>
                    <LetterMail
                        deal={deal}
                        kind="did_you_get_it"
                        players={[]}
                        request={request.id}
                        close={() => set_mails(false)}
                    />
                </Suspense>
            )}
        </Group>
    );
}
