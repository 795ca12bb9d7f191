import { ActionIcon, Badge, Button, Menu, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { open_act } from '@/parts/acts/open';
import { IconDots } from '@/parts/icons';
import { DealLink, Due } from '@/parts/marks';
import { Points } from '@/parts/points';
import type { useRows } from '@/parts/rows';
import { say } from '@/words';
import { ago, day, day_of, number } from '@/words/format';
import { deeds_of } from './deeds';
import classes from './requests.module.css';

type View = Schemas['RequestView'];

interface Props {
    request: View;
    row: ReturnType<ReturnType<typeof useRows>['row']>;
}
export function RequestCard({ request, row }: Props) {
    const kind = say.method.request_kind[request.kind];
    return (
        <article className={classes.card} aria-label={`${kind}: ${request.deal_name}`} {...row}>
            <div className={classes.what}>
                <div className={classes.head}>
                    <Text span fw={650} tt="capitalize">
                        {kind}
                    </Text>
                    <DealLink id={request.deal} name={request.deal_name} />
                    <Text span size="sm" c="dimmed">
                        {request.account_name}
                    </Text>
                    {request.overridden && (
                        <Badge variant="outline" color="gray" tt="none">
                            {say.requests.overridden}
                        </Badge>
                    )}
                </div>
                <Text size="sm" c="dimmed">
                    {say.requests.asked_by(request.person_name, ago(request.asked_at))}
                    {request.what && `: “${request.what}”`}
                </Text>
                <Gate request={request} />
                <Facts request={request} />
            </div>
            <Balance request={request} />
            <Deeds request={request} kind={kind} />
        </article>
    );
}

function Gate({ request }: { request: View }) {
    if (request.state !== 'asked' || !request.gate) return null;
    return (
        <p className={classes.gate}>
            <strong>{say.requests.gate}</strong> {request.gate.says}
        </p>
    );
}

function Facts({ request }: { request: View }) {
    const { acceptance, answers, closed_words } = request.request;
    const missing = request.state === 'unsatisfied' ? answers.at(-1)?.missing : undefined;
    const facts: [string, ReactNode][] = [];
    if (missing) facts.push([say.requests.missing, `“${missing}”`]);
    if (acceptance) {
        facts.push([say.requests.purpose, acceptance.purpose]);
        facts.push([say.requests.outcome, acceptance.outcome]);
        facts.push([say.requests.decision, acceptance.decision]);
        facts.push([say.requests.exchange, <Exchange key="exchange" request={request} />]);
        if (acceptance.ends_on)
            facts.push([say.requests.trial, <Due key="due" date={acceptance.ends_on} />]);
        if (acceptance.success_criteria)
            facts.push([say.requests.criteria, acceptance.success_criteria]);
        if (acceptance.override_reason)
            facts.push([say.requests.override, `“${acceptance.override_reason}”`]);
    }
    if (closed_words) facts.push([say.requests.words, `“${closed_words}”`]);
    if (facts.length === 0) return null;
    return (
        <dl className={classes.facts}>
            {facts.map(([name, fact]) => (
                <div key={name}>
                    <dt>{name}</dt>
                    <dd>{fact}</dd>
                </div>
            ))}
        </dl>
    );
}

function Exchange({ request }: { request: View }) {
    const promise = request.exchange;
    if (!promise) return <>{say.requests.nothing}</>;
    return (
        <>
            {promise.what} ({say.method.promise_state[promise.state.type]},{' '}
            <Due date={promise.due} open={promise.state.type === 'agreed'} />)
        </>
    );
}

// What it cost us beside what came back.
function Balance({ request }: { request: View }) {
    const costs = number(request.points, 1);
    const delivered = request.request.deliveries.length > 0;
    return (
        <div className={classes.balance}>
            <div className={classes.line}>
                <Points points={request.points} side="seller" label={say.requests.costs(costs)} />
                <Text span size="xs" c="dimmed">
                    {say.requests.points(costs)}
                </Text>
            </div>
            {delivered && (
                <details className={classes.led}>
                    <summary>
                        {request.led_to.length === 0 ? (
                            <Text span size="xs" c="dimmed">
                                {say.requests.led_to_nothing}
                            </Text>
                        ) : (
                            <span className={classes.line}>
                                <Points
                                    points={request.led_to_stake}
                                    side="buyer"
                                    label={say.requests.led(number(request.led_to_stake, 1))}
                                />
                                <Text span size="xs" c="dimmed">
                                    {say.requests.led_to}
                                </Text>
                            </span>
                        )}
                    </summary>
                    <ul>
                        {request.led_to.map((act) => (
                            <li key={`${act.at} ${act.kind} ${act.what}`}>
                                {day(day_of(act.at))}: {say.today.act[act.kind]}
                                {act.what && ` “${act.what}”`}
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </div>
    );
}

function Deeds({ request, kind }: { request: View; kind: string }) {
    const [first, ...others] = deeds_of(request);
    if (!first) return <div />;
    return (
        <div className={classes.deeds}>
            <Button variant="light" onClick={() => open_act(first.act)} className={classes.target}>
                {first.label}
            </Button>
            {others.length > 0 && (
                <Menu position="bottom-end" width={230}>
                    <Menu.Target>
                        <ActionIcon
                            variant="default"
                            size="input-sm"
                            className={classes.target}
                            aria-label={say.requests.more_deeds(kind)}
                        >
                            <IconDots size={18} />
                        </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                        {others.map((deed) => (
                            <Menu.Item key={deed.label} onClick={() => open_act(deed.act)}>
                                {deed.label}
                            </Menu.Item>
                        ))}
                    </Menu.Dropdown>
                </Menu>
            )}
        </div>
    );
}
