// Templates of our plan: the workspace's own and the shipped ones; made, copied, changed, removed.
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { answer, api, type Schemas, versioned } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { plan_templates as words } from '@/words/en/plan_templates';
import { Balance, Whose } from '../our_plan/choose';
import { type Kept, TemplateForm } from './template_form';
import { TemplateLook } from './template_look';

type Template = Schemas['TemplateView'];

const blank: Schemas['PlanTemplate'] = { name: '', about: '', kinds: [], lines: [] };

export function TemplatesPart() {
    const { deal } = useSearch({ strict: false }) as { deal?: string };
    const all = useQuery({
        queryKey: keys.list('plan-templates'),
        queryFn: () => answer(api.GET('/plan-templates')),
    });
    const of_deal = useQuery({
        queryKey: [...keys.deal(deal ?? ''), 'plan-template'],
        queryFn: () =>
            answer(
                api.GET('/deals/{deal}/plan-template', {
                    params: { path: { deal: deal ?? '' }, query: {} },
                }),
            ),
        enabled: deal !== undefined,
    });
    if (all.isError) return <Failed error={all.error} again={() => all.refetch()} />;
    if (of_deal.isError) return <Failed error={of_deal.error} again={() => of_deal.refetch()} />;
    if (!all.data || (deal && !of_deal.data)) return <Waiting rows={5} height={84} />;
    return (
        <Templates
            items={all.data.items}
            may_share={all.data.may_share}
            of_deal={deal ? of_deal.data : undefined}
        />
    );
}

interface Props {
    items: Template[];
    may_share: boolean;
    of_deal: Schemas['PlanTemplate'] | undefined;
}
function Templates({ items, may_share, of_deal }: Props) {
    const go = useNavigate();
    const [editing, set_editing] = useState<Kept | undefined>(() =>
        of_deal && of_deal.lines.length > 0
            ? { name: 'of-deal', visibility: 'only_me', plan: of_deal }
            : undefined,
    );
    const close = () => {
        set_editing(undefined);
        if (of_deal) void go({ to: '/settings/$part', params: { part: 'templates' }, search: {} });
    };
    if (editing)
        return (
            <TemplateForm key={editing.name} kept={editing} may_share={may_share} close={close} />
        );
    const own = items.filter((t) => !t.shipped);
    const copy = (of: Template) =>
        set_editing({
            name: `copy-${of.id}`,
            visibility: 'only_me',
            plan: { ...of.plan, name: words.copied(of.plan.name).slice(0, 100) },
        });
    return (
        <Stack gap="xl">
            {of_deal && of_deal.lines.length === 0 && <Text>{words.nothing_promised}</Text>}
            <section>
                <Group justify="space-between" align="flex-start" gap="xs" mb="sm">
                    <div style={{ flex: '1 1 320px' }}>
                        <Title order={3}>{words.own}</Title>
                        <Text c="dimmed">{words.own_about}</Text>
                    </div>
                    <Button
                        onClick={() =>
                            set_editing({ name: 'new', visibility: 'only_me', plan: blank })
                        }
                    >
                        {words.add}
                    </Button>
                </Group>
                <Stack gap="sm">
                    {own.length === 0 && <Text c="dimmed">{words.no_own}</Text>}
                    {own.map((one) => (
                        <Own
                            key={one.id}
                            template={one}
                            edit={() =>
                                set_editing({
                                    name: one.id,
                                    id: one.id,
                                    version: one.version,
                                    visibility: one.visibility,
                                    plan: one.plan,
                                })
                            }
                            copy={() => copy(one)}
                        />
                    ))}
                </Stack>
            </section>
            <section>
                <Title order={3}>{words.library}</Title>
                <Text c="dimmed" mb="sm">
                    {words.library_about}
                </Text>
                <Stack gap="sm">
                    {items
                        .filter((t) => t.shipped)
                        .map((one) => (
                            <Row key={one.id} template={one}>
                                <Button
                                    variant="default"
                                    size="sm"
                                    aria-label={words.copy_of(one.plan.name)}
                                    onClick={() => copy(one)}
                                >
                                    {words.copy}
                                </Button>
                            </Row>
                        ))}
                </Stack>
            </section>
        </Stack>
    );
}

interface OwnProps {
    template: Template;
    edit: () => void;
    copy: () => void;
}
function Own({ template, edit, copy }: OwnProps) {
    const { name } = template.plan;
    const remove = useCommand({
        send: (id: string, header) =>
            answer(
                api.DELETE('/plan-templates/{template}', {
                    params: { path: { template: id }, header },
                }),
            ),
        says: words.removed,
        // Somebody changed it meanwhile: it is shown under its new name, and asked again.
        now: async () => {
            const found = await versioned(
                api.GET('/plan-templates/{template}', {
                    params: { path: { template: template.id } },
                }),
            );
            const { plan } = found.value;
            return {
                version: found.version,
                theirs: [{ label: words.name, text: plan.name }],
            };
        },
    });
    return (
        <Row template={template}>
            {template.may_change && (
                <Button
                    variant="default"
                    size="sm"
                    aria-label={words.edit_template(name)}
                    onClick={edit}
                >
                    {say.common.edit}
                </Button>
            )}
            <Button variant="default" size="sm" aria-label={words.copy_of(name)} onClick={copy}>
                {words.copy}
            </Button>
            {template.may_change && (
                <Button
                    variant="subtle"
                    color="gray"
                    size="sm"
                    loading={remove.busy}
                    aria-label={words.remove(name)}
                    onClick={() => remove.run(template.id, template.version)}
                >
                    {say.common.remove}
                </Button>
            )}
        </Row>
    );
}

interface RowProps {
    template: Template;
    children: ReactNode;
}
function Row({ template, children }: RowProps) {
    const [open, set_open] = useState(false);
    const { plan } = template;
    return (
        <Paper withBorder p="sm" component="article" aria-label={plan.name}>
            <Group justify="space-between" align="flex-start">
                <div style={{ minWidth: 0, flex: '1 1 280px' }}>
                    <Group gap="xs">
                        <Text fw={600}>{plan.name}</Text>
                        <Whose template={template} />
                    </Group>
                    <Text size="sm" c="dimmed" mb={6}>
                        {plan.about}
                    </Text>
                    <Balance lines={plan.lines} />
                </div>
                <Group gap={6}>
                    <Button
                        variant="subtle"
                        size="sm"
                        aria-expanded={open}
                        aria-label={open ? words.fold(plan.name) : words.look_at(plan.name)}
                        onClick={() => set_open(!open)}
                    >
                        {open ? say.common.close : words.look}
                    </Button>
                    {children}
                </Group>
            </Group>
            {open && <TemplateLook plan={plan} />}
        </Paper>
    );
}
