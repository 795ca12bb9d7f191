// A link to the buyer's page: for whom, how long, and its address, which is shown once.
import { Button, Checkbox, CopyButton, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { plan_page as words } from '@/words/en/plan_page';

interface Props {
    view: Schemas['DealView'];
    known: Schemas['PlanLinkView'][];
    onMade: (link: Schemas['MadePlanLink']) => void;
}

const lives = [14, 30, 90, 365];

export function MakeLink({ view, known, onMade }: Props) {
    const deal = view.deal.id;
    const players = view.deal.players.filter((p) => !p.left_at);
    const without = players.find((p) => !known.some((k) => k.open && k.link.person === p.person));
    const [person, set_person] = useState((without ?? players[0])?.person ?? '');
    const make = useCommand({
        send: (body: Schemas['MakePlanLink']) =>
            answer(api.POST('/deals/{deal}/plan-links', { params: { path: { deal } }, body })),
        quiet: true,
        done: onMade,
    });
    const submit = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const entered = new FormData(event.currentTarget);
        void make.run({
            person,
            days: Number(entered.get('days')),
            email_check: entered.get('check') === 'on',
        });
    };
    return (
        <form onSubmit={submit}>
            <Stack>
                <NativeSelect
                    label={words.for_whom}
                    value={person}
                    onChange={(event) => set_person(event.currentTarget.value)}
                    data={players.map((p) => ({ value: p.person, label: p.name }))}
                    data-autofocus
                />
                <NativeSelect
                    name="days"
                    label={words.lives}
                    defaultValue="90"
                    data={lives.map((n) => ({ value: String(n), label: words.days(n) }))}
                />
                <Checkbox name="check" label={words.check} description={words.check_more} />
                {make.refusal && (
                    <Text c="red" size="sm" role="alert">
                        {make.refusal.message}
                    </Text>
                )}
                <Button type="submit" loading={make.busy} disabled={!person}>
                    {words.make}
                </Button>
            </Stack>
        </form>
    );
}

export function ShownOnce({ url }: { url: string }) {
    return (
        <Stack>
            <Text size="sm">{words.made_more}</Text>
            <TextInput readOnly value={url} aria-label={words.link} />
            <CopyButton value={url}>
                {({ copied, copy }) => (
                    <Button onClick={copy} data-autofocus>
                        {copied ? words.copied : words.copy}
                    </Button>
                )}
            </CopyButton>
        </Stack>
    );
}
