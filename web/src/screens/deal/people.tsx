// The buyer's people: their authority, what each has done, and who is missing.
import { ActionIcon, Anchor, Button, Group, Menu, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { IconDots } from '@/parts/icons';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { ago, number } from '@/words/format';
import classes from './deal.module.css';
import { Panel } from './panel';

type Deeds = Schemas['PlayerDeeds'];

interface Props {
    view: Schemas['DealView'];
    readonly: boolean;
}

const roles = ['decision_maker', 'approver', 'influencer', 'coach', 'gatekeeper', 'user'] as const;

export function People({ view, readonly }: Props) {
    const deal = view.deal.id;
    const may = view.may_change && !readonly;
    const people = useQuery({
        queryKey: [...keys.deal(deal), 'people'],
        queryFn: () => answer(api.GET('/deals/{deal}/people', { params: { path: { deal } } })),
        enabled: !readonly,
    });
    const here = people.data?.items.filter((d) => !d.player.left_at) ?? [];
    const most = Math.max(1, ...here.map((d) => d.stake));
    return (
        <Panel
            id="people"
            title={say.deal.people}
            count={view.deal.players.filter((p) => !p.left_at).length}
            aside={
                may && (
                    <Button
                        variant="subtle"
                        size="compact-sm"
                        onClick={() => open_act({ act: 'player', deal })}
                    >
                        {say.deal.add_player}
                    </Button>
                )
            }
        >
            {readonly ? (
                <ul className={classes.rows}>
                    {view.deal.players.map((p) => (
                        <li key={p.person} className={classes.person}>
                            <Text size="sm">
                                {p.name}{' '}
                                <Text span size="sm" c="dimmed">
                                    {say.method.role[p.role]} · {say.method.level[p.level]}
                                </Text>
                            </Text>
                        </li>
                    ))}
                </ul>
            ) : people.data ? (
                <ul className={classes.rows}>
                    {here.map((d) => (
                        <Person key={d.player.person} deeds={d} most={most} view={view} may={may} />
                    ))}
                </ul>
            ) : people.isError ? (
                <Failed error={people.error} again={() => people.refetch()} />
            ) : (
                <Waiting rows={view.deal.players.length} height={58} />
            )}
            {!readonly && people.data && <Missing people={people.data} />}
        </Panel>
    );
}

interface PersonProps {
    deeds: Deeds;
    most: number;
    view: Schemas['DealView'];
    may: boolean;
}

function Person({ deeds, most, view, may }: PersonProps) {
    const { player, reading } = deeds;
    return (
        <li className={classes.person}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
                <div style={{ minWidth: 0 }}>
                    <Anchor
                        component={Link}
                        to={`/people/${player.person}`}
                        size="sm"
                        fw={600}
                        c="inherit"
                    >
                        {player.name}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                        {say.method.role[player.role]} · {say.method.level[player.level]}
                    </Text>
                </div>
                <Group gap={4} wrap="nowrap">
                    <Text size="sm" fw={650} className="numbers" c="var(--buyer)">
                        {number(deeds.stake, 1).replace('-', '−')}
                    </Text>
                    {may && <PersonMenu player={player} view={view} />}
                </Group>
            </Group>
            <div className={classes.bar} aria-hidden>
                <span
                    className={classes.much}
                    style={{ width: `${(100 * Math.max(0, deeds.stake)) / most}%` }}
                />
            </div>
            <Text size="xs" c="dimmed">
                {deeds_in_words(deeds)}
            </Text>
            {reading && (
                <Text size="xs" c="dimmed">
                    {say.deal.reading(say.method.interest[reading.next_step], reading.words)}
                </Text>
            )}
        </li>
    );
}

function deeds_in_words(deeds: Deeds): string {
    if (deeds.acts === 0) return say.deal.did_nothing;
    return [
        say.deal.kept_so_many(deeds.promises_kept),
        deeds.promises_missed > 0 && say.deal.missed_so_many(deeds.promises_missed),
        deeds.meetings_attended > 0 && say.deal.met(deeds.meetings_attended),
        deeds.last_act && say.deal.last_act(ago(deeds.last_act)),
    ]
        .filter(Boolean)
        .join(' · ');
}

function PersonMenu({ player, view }: { player: Schemas['Player']; view: Schemas['DealView'] }) {
    const deal = view.deal.id;
    const path = { deal, person: player.person };
    const change = useCommand({
        send: (role: Schemas['Role'], header) =>
            answer(
                api.PUT('/deals/{deal}/players/{person}', {
                    params: { path, header },
                    body: { role },
                }),
            ),
        deal,
        says: say.common.saved,
    });
    const remove = useCommand({
        send: (_: undefined, header) =>
            answer(api.DELETE('/deals/{deal}/players/{person}', { params: { path, header } })),
        deal,
        says: say.deal.left_the_deal(player.name),
    });
    return (
        <Menu position="bottom-end">
            <Menu.Target>
                <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="md"
                    aria-label={say.deal.about_person(player.name)}
                >
                    <IconDots size={16} aria-hidden />
                </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Item
                    onClick={() =>
                        open_act({ act: 'promise', deal, side: 'buyer', person: player.person })
                    }
                >
                    {say.deal.their_promise}
                </Menu.Item>
                <Menu.Item onClick={() => open_act({ act: 'reply', deal, person: player.person })}>
                    {say.deal.reply}
                </Menu.Item>
                <Menu.Item onClick={() => open_act({ act: 'touch', deal, person: player.person })}>
                    {say.deal.touch}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Label>{say.deal.role}</Menu.Label>
                {roles.map((role) => (
                    <Menu.Item
                        key={role}
                        fw={role === player.role ? 650 : undefined}
                        aria-current={role === player.role}
                        onClick={() => role !== player.role && change.run(role, view.version)}
                    >
                        {say.method.role[role]}
                    </Menu.Item>
                ))}
                <Menu.Divider />
                <Menu.Item onClick={() => remove.run(undefined, view.version)}>
                    {say.deal.remove_player}
                </Menu.Item>
            </Menu.Dropdown>
        </Menu>
    );
}

function Missing({ people }: { people: Schemas['DealPeople'] }) {
    const missing = [
        ...people.missing_roles.map((r) => say.method.role[r]),
        ...people.missing_levels.map((l) => say.deal.level(say.method.level[l])),
    ];
    if (missing.length === 0) return null;
    return (
        <Text size="sm" className={classes.missing}>
            <Text span size="sm" fw={600}>
                {say.deal.who_is_missing}
            </Text>{' '}
            {missing.join(', ')}
        </Text>
    );
}
