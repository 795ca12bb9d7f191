// We got in touch: with somebody of a deal, or of an account alone.
import { Chip, Group, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { useMe } from '@/api/me';
import { keys, store } from '@/api/store';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { add_days, day_of, instant_of, minor_units } from '@/words/format';
import { Day } from './fields';
import { ActDialog, ActForm, type Shown, useDeal } from './frame';
import { AccountPick } from './pick';

const kinds = ['call', 'message', 'note', 'article', 'drop_in', 'event', 'entertainment'] as const;

interface Props {
    deal?: string;
    account?: string;
    person?: string;
    kind?: Schemas['TouchKind'];
    shown: Shown;
}
export default function Touch({ deal, account, person, kind, shown }: Props) {
    if (deal) return <OfDeal deal={deal} person={person} shown={shown} />;
    return (
        <ActDialog title={say.acts.touch.title} shown={shown}>
            <Form
                first_account={account}
                person={person}
                {...(kind && { first_kind: kind })}
                shown={shown}
            />
        </ActDialog>
    );
}

interface OfDealProps {
    deal: string;
    person: string | undefined;
    shown: Shown;
}
function OfDeal({ deal, person, shown }: OfDealProps) {
    const view = useDeal(deal);
    const below = view.data && `${view.data.deal.name} · ${view.data.account_name}`;
    return (
        <ActDialog title={say.acts.touch.title} below={below} shown={shown}>
            {view.data && (
                <Form
                    deal={deal}
                    first_account={view.data.deal.account}
                    person={person}
                    shown={shown}
                />
            )}
        </ActDialog>
    );
}

interface FormProps {
    deal?: string;
    first_account: string | undefined;
    person: string | undefined;
    first_kind?: Schemas['TouchKind'];
    shown: Shown;
}
function Form({ deal, first_account, person, first_kind = 'call', shown }: FormProps) {
    const [account, set_account] = useState(first_account);
    const [who, set_who] = useState(person);
    const [kind, set_kind] = useState<Schemas['TouchKind']>(first_kind);
    const [reached, set_reached] = useState(true);
    const [minutes, set_minutes] = useState<number | ''>(10);
    const [cost, set_cost] = useState<number | ''>('');
    const [on, set_on] = useState(day_of());
    const currency = useMe().data?.workspace.currency ?? 'EUR';
    const draft = useDraft(`touch:${deal ?? account ?? 'new'}`, '');
    const own = useDraft(`touch:${deal ?? account ?? 'new'}:private`, '');
    const people = useQuery({
        queryKey: keys.list('people', account),
        enabled: account !== undefined,
        queryFn: () => answer(api.GET('/people', { params: { query: { account, limit: 200 } } })),
    });
    const act = useCommand<Schemas['TouchDraft'], Schemas['Touch']>({
        send: (body, header) =>
            answer(
                api.POST('/accounts/{account}/touches', {
                    params: {
                        path: { account: account ?? '' },
                        header: { 'Idempotency-Key': header['Idempotency-Key'] },
                    },
                    body,
                }),
            ),
        quiet: true,
        optimistic: () => shown.leaves?.(),
        done: () => {
            draft.forget();
            own.forget();
            if (account) store.invalidateQueries({ queryKey: keys.account(account) });
            if (deal) store.invalidateQueries({ queryKey: keys.deal(deal) });
            shown.close();
        },
        says: say.acts.touch.said,
    });
    const send = () => {
        const body: Schemas['TouchDraft'] = {
            kind,
            reach: reached ? 'reached' : 'attempt',
            minutes: Number(minutes),
            note: draft.value.trim(),
            private_note: own.value.trim(),
        };
        if (cost !== '' && cost > 0) body.cost = { minor: minor_units(cost, currency), currency };
        if (who) body.person = who;
        if (deal) body.deal = deal;
        // Of an earlier day nobody knows the hour: noon stands for it.
        if (on !== day_of()) body.at = instant_of(on, '12:00');
        void act.run(body);
    };
    return (
        <ActForm
            label={say.acts.touch.go}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['note', 'private_note', 'person', 'minutes', 'cost']}
            ready={account !== undefined}
            close={shown.close}
        >
            {!first_account && <AccountPick value={account} change={set_account} />}
            <Stack gap={6} role="group" aria-label={say.acts.touch.kind}>
                <Text size="sm" fw={500}>
                    {say.acts.touch.kind}
                </Text>
                <Chip.Group
                    value={kind}
                    onChange={(to) => set_kind(kinds.find((k) => k === to) ?? kind)}
                >
                    <Group gap={6}>
                        {kinds.map((k) => (
                            <Chip key={k} value={k} variant="outline">
                                {say.method.touch_kind[k]}
                            </Chip>
                        ))}
                    </Group>
                </Chip.Group>
            </Stack>
            <Group grow align="flex-start">
                <Select
                    label={say.acts.touch.who}
                    data={(people.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }))}
                    value={who ?? null}
                    onChange={(to) => set_who(to ?? undefined)}
                    disabled={account === undefined}
                    searchable
                    clearable
                    error={act.refusal?.at('person')}
                />
                <NumberInput
                    label={say.acts.touch.minutes}
                    value={minutes}
                    onChange={(to) => set_minutes(to === '' ? '' : Number(to))}
                    min={0}
                    max={1440}
                    error={act.refusal?.at('minutes')}
                />
                <NumberInput
                    label={say.acts.touch.cost(currency)}
                    value={cost}
                    onChange={(to) => set_cost(to === '' ? '' : Number(to))}
                    min={0}
                    max={1_000_000}
                    error={act.refusal?.at('cost')}
                />
            </Group>
            <Day
                label={say.acts.touch.on}
                value={on}
                change={(to) => set_on(to || day_of())}
                least={add_days(day_of(), -365)}
                most={day_of()}
                error={act.refusal?.at('at')}
            />
            <Chip checked={reached} onChange={set_reached} variant="outline">
                {reached ? say.acts.touch.reached : say.acts.touch.attempt}
            </Chip>
            <Textarea
                label={say.acts.touch.note}
                description={say.common.optional}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                autosize
                minRows={2}
                error={act.refusal?.at('note')}
            />
            <Textarea
                label={say.acts.touch.private_note}
                description={say.acts.touch.private_about}
                value={own.value}
                onChange={(e) => own.change(e.currentTarget.value)}
                maxLength={2000}
                autosize
                minRows={1}
                error={act.refusal?.at('private_note')}
            />
        </ActForm>
    );
}
