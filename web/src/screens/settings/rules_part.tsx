import {
    Anchor,
    Button,
    Group,
    NumberInput,
    Paper,
    Stack,
    Switch,
    Text,
    TextInput,
    Title,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { useStable } from '@/parts/stable';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { number } from '@/words/format';
import type { Settings, SettingsDraft } from './draft';
import { SettingsForm } from './form';

type Rule = Schemas['RuleView'];
type RuleSetting = Schemas['RuleSetting'];
const words = say.settings.rules;

// Only what differs from the method is kept.
function with_setting(settings: Settings, rule: Rule, part: Partial<RuleSetting>): Settings {
    const before = settings.rules.find((r) => r.rule === rule.id);
    const next: RuleSetting = { rule: rule.id, on: true, thresholds: [], ...before, ...part };
    next.thresholds = next.thresholds.filter(
        (t) => rule.thresholds.find((of) => of.name === t.name)?.standard !== t.value,
    );
    const others = settings.rules.filter((r) => r.rule !== rule.id);
    const same = next.on && next.thresholds.length === 0;
    return { ...settings, rules: same ? others : [...others, next] };
}

export function RulesPart() {
    const [wanted, set_wanted] = useState('');
    const rules = useQuery({
        queryKey: keys.words('rules'),
        queryFn: () => answer(api.GET('/rules')),
    });
    if (rules.isError) return <Failed error={rules.error} again={() => rules.refetch()} />;
    if (!rules.data) return <Waiting rows={8} height={84} />;
    const shown = rules.data.items.filter((rule) =>
        `${rule.id} ${rule.says}`.toLowerCase().includes(wanted.trim().toLowerCase()),
    );
    return (
        <SettingsForm>
            {(draft) => (
                <Stack>
                    <Text c="dimmed">{words.about}</Text>
                    <TextInput
                        aria-label={words.find}
                        placeholder={words.find}
                        value={wanted}
                        onChange={(event) => set_wanted(event.currentTarget.value)}
                    />
                    <Cards {...draft} rules={shown} />
                </Stack>
            )}
        </SettingsForm>
    );
}

function Cards({ value, change, rules }: SettingsDraft & { rules: Rule[] }) {
    const groups = [...new Set(rules.map((rule) => rule.group))];
    const set = useStable((rule: Rule, part: Partial<RuleSetting>) =>
        change((before) => with_setting(before, rule, part)),
    );
    return groups.map((group) => (
        <Stack key={group} gap="xs">
            <Title order={3}>{words.group[group] ?? group}</Title>
            {rules
                .filter((rule) => rule.group === group)
                .map((rule) => (
                    <RuleCard
                        key={rule.id}
                        rule={rule}
                        setting={value.rules.find((r) => r.rule === rule.id)}
                        put={set}
                    />
                ))}
        </Stack>
    ));
}

interface CardProps {
    rule: Rule;
    setting: RuleSetting | undefined;
    put: (rule: Rule, part: Partial<RuleSetting>) => void;
}

const RuleCard = memo(function RuleCard({ rule, setting, put }: CardProps) {
    const change = (part: Partial<RuleSetting>) => put(rule, part);
    const on = setting?.on ?? true;
    const value_of = (t: Schemas['ThresholdView']) =>
        setting?.thresholds.find((mine) => mine.name === t.name)?.value ?? t.standard;
    const set = (name: string, value: number) =>
        change({
            thresholds: [
                ...(setting?.thresholds ?? []).filter((t) => t.name !== name),
                { name, value },
            ],
        });
    return (
        <Paper withBorder p="sm">
            <Group justify="space-between" align="flex-start" wrap="nowrap">
                <div style={{ minWidth: 0 }}>
                    <Text fw={600}>{rule.says}</Text>
                    <Text size="sm" c="dimmed">
                        {rule.remedy}{' '}
                        <Anchor
                            component={Link}
                            to={`/method/${rule.id}`}
                            size="sm"
                            underline="always"
                        >
                            {say.common.why}
                        </Anchor>
                    </Text>
                </div>
                <Switch
                    checked={on}
                    aria-label={words.on(rule.says)}
                    onChange={(event) => change({ on: event.currentTarget.checked })}
                />
            </Group>
            {on && rule.thresholds.length > 0 && (
                <Group mt="xs" align="flex-end">
                    {rule.thresholds.map((t) => (
                        <NumberInput
                            key={t.name}
                            label={t.says}
                            description={words.standard(number(t.standard, 2))}
                            min={t.least}
                            max={t.most}
                            value={value_of(t)}
                            w={260}
                            onChange={(to) => typeof to === 'number' && set(t.name, to)}
                        />
                    ))}
                    {setting && (
                        <Button
                            variant="subtle"
                            onClick={() => change({ on: true, thresholds: [] })}
                        >
                            {words.reset}
                        </Button>
                    )}
                </Group>
            )}
        </Paper>
    );
});
