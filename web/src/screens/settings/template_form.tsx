// A template being made or changed: its name and its lines, with the days they would get.
import {
    Alert,
    Button,
    Chip,
    Group,
    Input,
    Paper,
    Stack,
    Switch,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas, versioned } from '@/api/client';
import { useCommand } from '@/api/command';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { plan_templates as words } from '@/words/en/plan_templates';
import { add_days, day, day_of } from '@/words/format';
import { Picture } from '../our_plan/picture';
import { TemplateLine } from './template_line';

type Plan = Schemas['PlanTemplate'];

export interface Kept {
    name: string; // what the draft is kept under
    id?: string; // of one that there is
    version?: number;
    visibility: Schemas['Visibility'];
    plan: Plan;
}
interface Value {
    visibility: Schemas['Visibility'];
    plan: Plan;
}

interface Props {
    kept: Kept;
    may_share: boolean;
    close: () => void;
}
export function TemplateForm({ kept, may_share, close }: Props) {
    const draft = useDraft<Value>(
        `plan-template:${kept.name}`,
        { visibility: kept.visibility, plan: kept.plan },
        kept.version,
    );
    const { plan, visibility } = draft.value;
    const set = (part: Partial<Plan>) =>
        draft.change((before) => ({ ...before, plan: { ...before.plan, ...part } }));
    const done = () => {
        draft.forget();
        close();
    };
    const save = useCommand({
        send: (body: Value, header) =>
            kept.id
                ? answer(
                      api.PUT('/plan-templates/{template}', {
                          params: { path: { template: kept.id }, header },
                          body,
                      }),
                  )
                : answer(api.POST('/plan-templates', { body })),
        says: words.saved,
        quiet: true,
        done,
        mine: (value) => [{ label: words.name, text: value.plan.name }],
        now: async () => {
            const found = await versioned(
                api.GET('/plan-templates/{template}', {
                    params: { path: { template: kept.id ?? '' } },
                }),
            );
            return {
                version: found.version,
                theirs: [{ label: words.name, text: found.value.plan.name }],
            };
        },
    });
    const check = useDays(plan);
    const wrong = (field: string) => save.refusal?.at(`plan/${field}`);
    const line = (i: number) => ({
        refused: check.data?.line === i ? check.data.refused?.says : undefined,
        due: check.data?.valid ? check.data.days[i] : undefined,
    });
    return (
        <form
            aria-label={plan.name || words.untitled}
            onSubmit={(event) => {
                event.preventDefault();
                void save.run(draft.value, draft.version);
            }}
        >
            <Stack>
                {kept.name === 'of-deal' && <Text c="dimmed">{words.of_deal_about}</Text>}
                <TextInput
                    label={words.name}
                    value={plan.name}
                    onChange={(e) => set({ name: e.currentTarget.value })}
                    error={wrong('name')}
                    maxLength={100}
                    required
                />
                <Textarea
                    label={words.about}
                    description={words.about_more}
                    value={plan.about}
                    onChange={(e) => set({ about: e.currentTarget.value })}
                    error={wrong('about')}
                    maxLength={1000}
                    autosize
                    minRows={2}
                />
                <Kinds value={plan.kinds ?? []} change={(kinds) => set({ kinds })} />
                <Switch
                    label={words.shared}
                    description={may_share ? undefined : words.shared_more}
                    checked={visibility === 'team'}
                    disabled={!may_share}
                    onChange={(e) => {
                        const to = e.currentTarget.checked ? 'team' : 'only_me';
                        draft.change((before) => ({ ...before, visibility: to }));
                    }}
                />
                {check.data?.valid && plan.lines.length > 0 && (
                    <Paper withBorder p="sm">
                        <Text size="sm" c="dimmed">
                            {words.as_it_would_be(day(check.go_live))}
                        </Text>
                        <Picture
                            name={plan.name}
                            bars={plan.lines.map((one, i) => ({
                                id: one.key,
                                side: one.side,
                                due: check.data?.days[i] ?? check.go_live,
                                effort: one.effort,
                                what: one.what,
                                late: false,
                            }))}
                            today={day_of()}
                            go_live={check.go_live}
                        />
                    </Paper>
                )}
                <Lines plan={plan} set={set} line={line} />
                {save.refusal && (
                    <Alert color="red" role="alert">
                        {save.refusal.message}
                    </Alert>
                )}
                {check.data?.refused && check.data.line === undefined && (
                    <Text size="sm" c="dimmed">
                        {check.data.refused.says}
                    </Text>
                )}
                <Group>
                    <Button type="submit" loading={save.busy}>
                        {words.save}
                    </Button>
                    <Button variant="default" onClick={done}>
                        {draft.changed ? say.settings.throw_away : say.common.cancel}
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}

// What the lines would be for a go-live in half a year.
function useDays(plan: Plan) {
    const go_live = add_days(day_of(), 182);
    const [text] = useDebouncedValue(JSON.stringify(plan), 300);
    const asked = useQuery({
        queryKey: ['plan-template-check', text, go_live],
        queryFn: () =>
            answer(
                api.POST('/plan-templates/check', {
                    body: { plan: checkable(JSON.parse(text) as Plan), go_live },
                }),
            ),
        placeholderData: keepPreviousData,
        retry: false,
    });
    return { data: asked.data, go_live };
}

// What is still empty is not held against him while he types.
function checkable(plan: Plan): Plan {
    return {
        ...plan,
        name: plan.name || '…',
        lines: plan.lines.map((line, i) => ({ ...line, what: line.what || words.line_n(i + 1) })),
    };
}

interface LinesProps {
    plan: Plan;
    set: (part: Partial<Plan>) => void;
    line: (i: number) => { refused: string | undefined; due: string | undefined };
}
function Lines({ plan, set, line }: LinesProps) {
    const { lines } = plan;
    const put = (to: Schemas['TemplateLine'][]) => set({ lines: to });
    const swap = (i: number, j: number) => {
        const [one, other] = [lines[i], lines[j]];
        if (one && other) put(lines.map((l, n) => (n === i ? other : n === j ? one : l)));
    };
    const add = () => {
        const before = lines.at(-1);
        put([
            ...lines,
            {
                key: fresh_key(lines),
                side: 'buyer',
                what: '',
                proof: '',
                effort: 'work',
                why: '',
                when: before
                    ? { from: 'line', line: before.key, offset: 5, unit: 'working_days' }
                    : { from: 'go_live', line: '', offset: -20, unit: 'working_days' },
            },
        ]);
    };
    return (
        <Stack gap="sm">
            {lines.map((one, i) => (
                <TemplateLine
                    key={one.key}
                    line={one}
                    others={lines.filter((l) => l.key !== one.key)}
                    {...line(i)}
                    change={(part) =>
                        put(lines.map((l) => (l.key === one.key ? { ...l, ...part } : l)))
                    }
                    remove={() => put(lines.filter((l) => l.key !== one.key))}
                    up={i > 0 ? () => swap(i, i - 1) : undefined}
                    down={i < lines.length - 1 ? () => swap(i, i + 1) : undefined}
                />
            ))}
            <Group>
                <Button variant="light" onClick={add} disabled={lines.length >= 60}>
                    {words.add_line}
                </Button>
            </Group>
        </Stack>
    );
}

// Never the key of another line, also not of one that was there before.
function fresh_key(lines: Schemas['TemplateLine'][]): string {
    const most = lines.map((line) => Number(/^line_(\d+)$/.exec(line.key)?.[1] ?? 0));
    return `line_${Math.max(0, ...most) + 1}`;
}

const kinds = ['new', 'expansion', 'renewal'] as const;

interface KindsProps {
    value: Schemas['DealKind'][];
    change: (to: Schemas['DealKind'][]) => void;
}
function Kinds({ value, change }: KindsProps) {
    return (
        <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
            <Input.Label component="legend">{words.kinds}</Input.Label>
            <Chip.Group
                multiple
                value={value}
                onChange={(to) => change(kinds.filter((kind) => to.includes(kind)))}
            >
                <Group gap={6} mt={2}>
                    {kinds.map((kind) => (
                        <Chip key={kind} value={kind} variant="outline" size="sm">
                            {say.method.kind[kind]}
                        </Chip>
                    ))}
                    {value.length === 0 && (
                        <Text size="sm" c="dimmed">
                            {words.any_kind}
                        </Text>
                    )}
                </Group>
            </Chip.Group>
        </fieldset>
    );
}
