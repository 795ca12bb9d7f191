// The buyer's page, from our side: what stands at its top, who has a link, what was done there and
// waits for our answer.
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { plan_page as words } from '@/words/en/plan_page';
import classes from './deal.module.css';
import type { Names } from './names';
import { Panel } from './panel';
import { PlanLink } from './plan_link';
import { MakeLink, ShownOnce } from './plan_link_make';
import { Answers } from './plan_page_answers';

interface Props {
    view: Schemas['DealView'];
    names: Names;
    readonly: boolean;
}

export function links_of(deal: string) {
    return [...keys.deal(deal), 'plan links'];
}

export default function PlanPage({ view, names, readonly }: Props) {
    const deal = view.deal.id;
    const may = view.may_change && !readonly;
    const [making, set_making] = useState(false);
    const [made, set_made] = useState<Schemas['MadePlanLink']>();
    const links = useQuery({
        queryKey: links_of(deal),
        queryFn: () => answer(api.GET('/deals/{deal}/plan-links', { params: { path: { deal } } })),
        refetchInterval: 60_000, // Who opened it is no event of the deal.
    });
    // It comes later than the rest of the page: whoever was led here is still at its top.
    useEffect(() => {
        if (window.location.hash === '#plan_page')
            document.getElementById('plan_page')?.scrollIntoView();
    }, []);
    if (readonly) return null;
    const show = (link: Schemas['MadePlanLink']) => {
        set_making(false);
        set_made(link);
        void links.refetch();
    };
    return (
        <Panel
            id="plan_page"
            title={words.title}
            aside={
                may && (
                    <Button variant="subtle" size="compact-sm" onClick={() => set_making(true)}>
                        {words.make_link}
                    </Button>
                )
            }
        >
            <Text size="sm" c="dimmed">
                {words.about}
            </Text>
            <Goal view={view} may={may} />
            <Answers view={view} names={names} may={may} onMade={show} />
            {links.isError && <Failed error={links.error} again={() => links.refetch()} />}
            {links.isPending && <Waiting rows={1} height={44} />}
            {links.data?.items.length === 0 && (
                <Text size="sm" c="dimmed">
                    {words.nobody}
                </Text>
            )}
            <ul className={classes.rows}>
                {links.data?.items.map((item) => (
                    <PlanLink
                        key={item.link.id}
                        item={item}
                        deal={deal}
                        may={may}
                        onMade={show}
                        onChange={() => void links.refetch()}
                    />
                ))}
            </ul>
            <Modal opened={making} onClose={() => set_making(false)} title={words.make_link}>
                <MakeLink view={view} known={links.data?.items ?? []} onMade={show} />
            </Modal>
            <Modal
                opened={made !== undefined}
                onClose={() => set_made(undefined)}
                title={made && words.made(made.link.name)}
            >
                {made && <ShownOnce url={made.url} />}
            </Modal>
        </Panel>
    );
}

function Goal({ view, may }: { view: Schemas['DealView']; may: boolean }) {
    const { id, goal, homework } = view.deal;
    const [editing, set_editing] = useState(false);
    const share = useCommand({
        send: (text: string, header) =>
            answer(
                api.PUT('/deals/{deal}/goal', {
                    params: { path: { deal: id }, header },
                    body: { goal: text },
                }),
            ),
        deal: id,
        mine: (text) => [{ label: words.goal, text }],
        says: words.goal_saved,
        done: () => set_editing(false),
    });
    const submit = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void share.run(String(new FormData(event.currentTarget).get('goal')), view.version);
    };
    if (editing)
        return (
            <form onSubmit={submit}>
                <Stack gap="xs">
                    <TextInput
                        name="goal"
                        label={words.goal}
                        description={words.goal_more}
                        defaultValue={goal || homework.desired_result}
                        error={share.refusal?.at('goal')}
                        maxLength={500}
                        data-autofocus
                        autoFocus
                    />
                    <Group>
                        <Button type="submit" size="compact-md" loading={share.busy}>
                            {words.save}
                        </Button>
                        <Button
                            variant="default"
                            size="compact-md"
                            onClick={() => set_editing(false)}
                        >
                            {words.cancel}
                        </Button>
                    </Group>
                </Stack>
            </form>
        );
    return (
        <Group justify="space-between" wrap="nowrap" mt="sm" mb={4}>
            <div style={{ minWidth: 0 }}>
                <Text size="xs" c="dimmed">
                    {words.goal}
                </Text>
                <Text
                    size="sm"
                    fw={goal ? 600 : undefined}
                    c={goal ? undefined : 'dimmed'}
                    style={{ overflowWrap: 'anywhere' }}
                >
                    {goal || words.no_goal}
                </Text>
            </div>
            {may && (
                <Button
                    variant="subtle"
                    size="compact-sm"
                    style={{ flex: 'none' }}
                    aria-label={`${words.goal}: ${words.edit_goal}`}
                    onClick={() => set_editing(true)}
                >
                    {words.edit_goal}
                </Button>
            )}
        </Group>
    );
}
