// Who sells what to whom, where it stands, and what can be done about it.
import { Anchor, Badge, Button, Group, Menu, Text, Title, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { open_act } from '@/parts/acts/open';
import { IconCalendarPlus, IconChevronDown, IconDots, IconLock, IconPencil } from '@/parts/icons';
import { useShortcuts } from '@/parts/keys';
import { usePhone } from '@/parts/phone';
import { say } from '@/words';
import { day, money } from '@/words/format';
import classes from './deal.module.css';
import { HandOver } from './hand_over';
import { HeadEdit } from './head_edit';
import { Stages } from './stages';

interface Props {
    view: Schemas['DealView'];
    then: boolean; // As it was on a day of the past.
    onNote: () => void;
}

export function Head({ view, then, onNote }: Props) {
    const [editing, set_editing] = useState(false);
    const may = view.may_change && !then;
    const { deal } = view;
    useShortcuts(
        may
            ? [
                  { keys: 'e', does: say.deal.edit_deal, run: () => set_editing(true) },
                  {
                      keys: 'm',
                      does: say.deal.book_meeting,
                      run: () => open_act({ act: 'book_meeting', deal: deal.id }),
                  },
                  {
                      keys: 'p',
                      does: say.deal.their_promise,
                      run: () => open_act({ act: 'promise', deal: deal.id, side: 'buyer' }),
                  },
                  { keys: 'n', does: say.deal.note, run: onNote },
              ]
            : [],
    );
    return (
        <header className={classes.head}>
            <div className={classes.head_top}>
                <div style={{ minWidth: 0 }}>
                    <Anchor component={Link} to={`/accounts/${deal.account}`} size="sm" c="dimmed">
                        {view.account_name}
                    </Anchor>
                    <Group gap="xs" align="center">
                        <Title order={1} className={classes.name}>
                            {deal.name}
                        </Title>
                        <StateMark state={deal.state.type} />
                        {deal.visibility === 'only_me' && (
                            <Tooltip label={say.deal.private_more}>
                                <Badge
                                    variant="outline"
                                    color="gray"
                                    tt="none"
                                    leftSection={<IconLock size={12} aria-hidden />}
                                >
                                    {say.deal.private}
                                </Badge>
                            </Tooltip>
                        )}
                    </Group>
                </div>
                {may && <Actions view={view} onEdit={() => set_editing(true)} onNote={onNote} />}
            </div>
            {editing && may ? (
                <HeadEdit view={view} onClose={() => set_editing(false)} />
            ) : (
                <Facts view={view} onEdit={may ? () => set_editing(true) : undefined} />
            )}
            <Stages view={view} readonly={!may} then={then} />
        </header>
    );
}

function StateMark({ state }: { state: Schemas['Deal']['state']['type'] }) {
    const open = state === 'pipeline';
    return (
        <Badge
            variant={open || state === 'won' ? 'light' : 'outline'}
            color={open || state === 'won' ? 'buyer' : 'gray'}
            tt="none"
            fw={600}
        >
            {say.method.state[state]}
        </Badge>
    );
}

function Facts({ view, onEdit }: { view: Schemas['DealView']; onEdit: (() => void) | undefined }) {
    const { deal } = view;
    const facts = [
        { label: say.deal.owner, value: view.owner_name },
        { label: say.deal.amount, value: deal.amount ? money(deal.amount) : say.deal.unknown },
        {
            label: say.deal.expected_close,
            value: deal.expected_close ? day(deal.expected_close) : say.deal.unknown,
        },
        { label: say.deal.kind, value: say.method.kind[deal.kind] },
        ...(deal.crm_stage ? [{ label: say.deal.crm_stage, value: deal.crm_stage }] : []),
        ...(deal.snoozed_until
            ? [{ label: say.deal.snoozed_until, value: day(deal.snoozed_until) }]
            : []),
    ];
    return (
        <dl className={classes.facts}>
            {facts.map((fact) => (
                <div key={fact.label}>
                    <dt>{fact.label}</dt>
                    <dd className="numbers">{fact.value}</dd>
                </div>
            ))}
            {onEdit && (
                <div>
                    <dt className={classes.unseen}>{say.common.edit}</dt>
                    <dd>
                        <Button
                            variant="subtle"
                            size="compact-sm"
                            leftSection={<IconPencil size={14} aria-hidden />}
                            onClick={onEdit}
                        >
                            {say.common.edit}
                        </Button>
                    </dd>
                </div>
            )}
        </dl>
    );
}

interface ActionsProps {
    view: Schemas['DealView'];
    onEdit: () => void;
    onNote: () => void;
}

function Actions({ view, onEdit, onNote }: ActionsProps) {
    const [handing, set_handing] = useState(false);
    const phone = usePhone(); // Where some of the buttons are in the menu.
    const deal = view.deal.id;
    const state = view.deal.state.type;
    const in_play = state === 'prospect' || state === 'pipeline';
    return (
        <div className={classes.actions}>
            {in_play ? (
                <>
                    <Button
                        leftSection={<IconCalendarPlus size={16} aria-hidden />}
                        onClick={() => open_act({ act: 'book_meeting', deal })}
                    >
                        {say.deal.book_meeting}
                    </Button>
                    <Menu position="bottom-start">
                        <Menu.Target>
                            <Button
                                variant="default"
                                rightSection={<IconChevronDown size={14} aria-hidden />}
                            >
                                {say.deal.promise}
                            </Button>
                        </Menu.Target>
                        <Menu.Dropdown>
                            <Menu.Item
                                onClick={() => open_act({ act: 'promise', deal, side: 'buyer' })}
                            >
                                {say.deal.their_promise}
                            </Menu.Item>
                            <Menu.Item
                                onClick={() => open_act({ act: 'promise', deal, side: 'seller' })}
                            >
                                {say.deal.our_promise}
                            </Menu.Item>
                        </Menu.Dropdown>
                    </Menu>
                    <Button
                        variant="default"
                        onClick={() => open_act({ act: 'ask_request', deal })}
                        visibleFrom="sm"
                    >
                        {say.deal.request}
                    </Button>
                    <Menu position="bottom-start">
                        <Menu.Target>
                            <Button
                                variant="default"
                                visibleFrom="sm"
                                rightSection={<IconChevronDown size={14} aria-hidden />}
                            >
                                {say.deal.contact}
                            </Button>
                        </Menu.Target>
                        <Menu.Dropdown>
                            <ContactItems deal={deal} />
                        </Menu.Dropdown>
                    </Menu>
                </>
            ) : (
                <Button onClick={() => open_act({ act: 'reopen', deal })}>
                    {state === 'parked' ? say.deal.take_up : say.deal.reopen}
                </Button>
            )}
            <Menu position="bottom-end" width={230}>
                <Menu.Target>
                    <Button variant="default" px="sm" aria-label={say.deal.more_actions}>
                        <IconDots size={18} aria-hidden />
                    </Button>
                </Menu.Target>
                <Menu.Dropdown>
                    {in_play && phone && (
                        <Menu.Item onClick={() => open_act({ act: 'ask_request', deal })}>
                            {say.deal.request}
                        </Menu.Item>
                    )}
                    {phone && <ContactItems deal={deal} />}
                    <Menu.Item onClick={onNote}>{say.deal.note}</Menu.Item>
                    <Menu.Item onClick={onEdit}>{say.deal.edit_deal}</Menu.Item>
                    <Menu.Item onClick={() => set_handing(true)}>{say.deal.hand_over}</Menu.Item>
                    {in_play && (
                        <>
                            <Menu.Item onClick={() => open_act({ act: 'snooze', deal })}>
                                {say.deal.snooze}
                            </Menu.Item>
                            <Menu.Divider />
                            <Menu.Item onClick={() => open_act({ act: 'win', deal })}>
                                {say.deal.win}
                            </Menu.Item>
                            <Menu.Item
                                onClick={() => open_act({ act: 'let_go', deal, how: 'park' })}
                            >
                                {say.deal.park}
                            </Menu.Item>
                            <Menu.Item
                                onClick={() => open_act({ act: 'let_go', deal, how: 'lose' })}
                            >
                                {say.deal.lose}
                            </Menu.Item>
                        </>
                    )}
                </Menu.Dropdown>
            </Menu>
            {handing && <HandOver view={view} onClose={() => set_handing(false)} />}
        </div>
    );
}

function ContactItems({ deal }: { deal: string }) {
    return (
        <>
            <Menu.Item onClick={() => open_act({ act: 'reply', deal })}>{say.deal.reply}</Menu.Item>
            <Menu.Item onClick={() => open_act({ act: 'touch', deal })}>{say.deal.touch}</Menu.Item>
        </>
    );
}

// A deal that is over, or rests, says so first.
export function StateBanner({ view }: { view: Schemas['DealView'] }) {
    const { state } = view.deal;
    if (state.type === 'won')
        return (
            <Text className={classes.banner} data-won>
                {say.deal.was_won(day(state.at), view.deal.amount && money(view.deal.amount))}
            </Text>
        );
    if (state.type === 'lost')
        return (
            <Text className={classes.banner}>
                {say.deal.was_lost(day(state.at), say.method.lost_to[state.to])} {state.why}
            </Text>
        );
    if (state.type === 'parked')
        return (
            <Text className={classes.banner}>
                {say.deal.is_parked(day(state.until))} {state.why}
            </Text>
        );
    return null;
}
