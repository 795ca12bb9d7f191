// Which template, and the buyer's day: those that fit this kind of deal come first.
import { Badge, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { plan_templates as words } from '@/words/en/plan_templates';
import { day_of } from '@/words/format';
import classes from './our_plan.module.css';

type Template = Schemas['TemplateView'];

interface Props {
    templates: Template[];
    kind: Schemas['DealKind'];
    chosen: string | undefined;
    go_live: string;
    choose: (template: string) => void;
    set_go_live: (day: string) => void;
}
export function Choose({ templates, kind, chosen, go_live, choose, set_go_live }: Props) {
    const fits = templates.filter((t) => t.plan.kinds.length === 0 || t.plan.kinds.includes(kind));
    const others = templates.filter((t) => !fits.includes(t));
    return (
        <Stack gap="lg">
            <Text c="dimmed" maw={680}>
                {words.choose_about}
            </Text>
            <TextInput
                type="date"
                label={words.when}
                description={words.when_more}
                value={go_live}
                min={day_of()}
                onChange={(e) => set_go_live(e.currentTarget.value)}
                maw={320}
            />
            <section aria-label={words.fits}>
                <Title order={2} size="h3" mb="xs">
                    {words.choose}
                </Title>
                <Cards templates={fits} chosen={chosen} choose={choose} />
            </section>
            {others.length > 0 && (
                <section aria-label={words.others}>
                    <Title order={2} size="h3" mb="xs">
                        {words.others}
                    </Title>
                    <Cards templates={others} chosen={chosen} choose={choose} />
                </section>
            )}
        </Stack>
    );
}

interface CardsProps {
    templates: Template[];
    chosen: string | undefined;
    choose: (template: string) => void;
}
function Cards({ templates, chosen, choose }: CardsProps) {
    return (
        <div className={classes.choices}>
            {templates.map((template) => (
                <button
                    key={template.id}
                    type="button"
                    className={classes.choice}
                    aria-pressed={template.id === chosen}
                    onClick={() => choose(template.id)}
                >
                    <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
                        <Text fw={650}>{template.plan.name}</Text>
                        <Whose template={template} />
                    </Group>
                    <Balance lines={template.plan.lines} />
                    <Text size="sm" c="dimmed">
                        {template.plan.about}
                    </Text>
                </button>
            ))}
        </div>
    );
}

export function Whose({ template }: { template: Template }) {
    if (template.shipped) return null;
    return (
        <Badge variant="outline" color="gray" tt="none" style={{ flex: 'none' }}>
            {template.visibility === 'team' ? words.everybodys : words.yours}
        </Badge>
    );
}

// Who puts in how many of its promises.
export function Balance({ lines }: { lines: Schemas['TemplateLine'][] }) {
    const theirs = lines.filter((line) => line.side === 'buyer').length;
    const ours = lines.length - theirs;
    return (
        <div>
            <div className={classes.bar} aria-hidden>
                {theirs > 0 && <span data-side="buyer" style={{ flex: theirs }} />}
                {ours > 0 && <span data-side="seller" style={{ flex: ours }} />}
            </div>
            <Text size="xs" c="dimmed" mt={4} className="numbers">
                {words.lines(theirs, ours)}
            </Text>
        </div>
    );
}
