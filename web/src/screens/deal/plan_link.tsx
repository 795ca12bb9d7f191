// One player's link to the buyer's page: seen or not, until when, and what can be done with it.
import { ActionIcon, Group, Menu, Text } from '@mantine/core';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { IconDots } from '@/parts/icons';
import { plan_page as words } from '@/words/en/plan_page';
import { ago, day } from '@/words/format';
import classes from './deal.module.css';

interface Props {
    item: Schemas['PlanLinkView'];
    deal: string;
    may: boolean;
    onMade: (link: Schemas['MadePlanLink']) => void;
    onChange: () => void;
}

export function PlanLink({ item, deal, may, onMade, onChange }: Props) {
    const { link, name, open } = item;
    const told = [
        link.seen_at ? words.seen(ago(link.seen_at)) : words.not_seen,
        link.revoked_at ? words.taken_back : open ? words.until(day(link.expires_at)) : words.over,
        open && link.email_check && words.with_code,
    ];
    return (
        <li className={classes.person}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
                <div style={{ minWidth: 0 }}>
                    <Text size="sm" fw={600}>
                        {name}
                    </Text>
                    <Text size="sm" c="dimmed">
                        {told.filter(Boolean).join(' · ')}
                    </Text>
                </div>
                <LinkMenu item={item} deal={deal} may={may} onMade={onMade} onChange={onChange} />
            </Group>
        </li>
    );
}

function LinkMenu({ item, deal, may, onMade, onChange }: Props) {
    const { link, name, open, has_address } = item;
    const path = { deal, link: link.id };
    const again = useCommand({
        send: (_: undefined) =>
            answer(
                api.POST('/deals/{deal}/plan-links', {
                    params: { path: { deal } },
                    body: {
                        person: link.person,
                        days: link.days,
                        email_check: link.email_check,
                    },
                }),
            ),
        done: onMade,
    });
    const change = useCommand({
        send: (body: Schemas['ChangePlanLink']) =>
            answer(api.PATCH('/deals/{deal}/plan-links/{link}', { params: { path }, body })),
        says: words.changed,
        done: onChange,
    });
    const revoke = useCommand({
        send: (_: undefined) =>
            answer(api.DELETE('/deals/{deal}/plan-links/{link}', { params: { path } })),
        says: words.was_taken_back(name),
        done: onChange,
    });
    return (
        <Menu position="bottom-end">
            <Menu.Target>
                <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={words.about_link(name)}
                >
                    <IconDots size={16} aria-hidden />
                </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Item
                    component="a"
                    href={`/api/v1/deals/${deal}/plan-page?person=${link.person}`}
                    target="_blank"
                    rel="noreferrer"
                >
                    {words.preview}
                </Menu.Item>
                {may && <Menu.Item onClick={() => again.run(undefined)}>{words.another}</Menu.Item>}
                {may && open && (
                    <>
                        <Menu.Item onClick={() => change.run({ days: 90 })}>
                            {words.longer}
                        </Menu.Item>
                        <Menu.Item
                            disabled={!has_address}
                            onClick={() => change.run({ email_check: !link.email_check })}
                        >
                            {link.email_check ? words.code_off : words.code_on}
                        </Menu.Item>
                        <Menu.Divider />
                        <Menu.Item onClick={() => revoke.run(undefined)}>
                            {words.take_back}
                        </Menu.Item>
                    </>
                )}
            </Menu.Dropdown>
        </Menu>
    );
}
