// Our plan from a template: choose one, say the buyer's day, look at what is worked back from it,
// and propose what is left. Nothing is promised here.
import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, newKey, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { useDraft } from '@/parts/draft';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { plan_templates as words } from '@/words/en/plan_templates';
import { add_days, day_of } from '@/words/format';
import { type Names, useNames } from '../deal/names';
import { Choose } from './choose';
import {
    all_earliest,
    begin,
    change_line,
    chosen,
    is_changed,
    judged,
    lines_of,
    type Mine,
    out_of,
    put_back,
    type Shown,
    take_out,
    to_go_live,
} from './draft';
import { Line } from './line';
import classes from './our_plan.module.css';
import { Picture } from './picture';

export default function Screen() {
    const { deal } = useParams({ strict: false });
    const view = useQuery({
        queryKey: keys.deal(deal ?? ''),
        queryFn: () => answer(api.GET('/deals/{deal}', { params: { path: { deal: deal ?? '' } } })),
        enabled: deal !== undefined,
    });
    const templates = useQuery({
        queryKey: keys.list('plan-templates'),
        queryFn: () => answer(api.GET('/plan-templates')),
    });
    const failed = view.isError ? view : templates.isError ? templates : undefined;
    if (failed) return <Failed error={failed.error} again={() => failed.refetch()} />;
    if (!view.data || !templates.data) return <Waiting rows={6} height={84} />;
    return <OurPlan view={view.data} templates={templates.data.items} />;
}

interface Props {
    view: Schemas['DealView'];
    templates: Schemas['TemplateView'][];
}
function OurPlan({ view, templates }: Props) {
    const { deal } = view;
    const first = deal.go_live ?? deal.expected_close ?? add_days(day_of(), 90);
    const draft = useDraft<Mine>(
        `our-plan:${deal.id}`,
        begin('', first < day_of() ? add_days(day_of(), 90) : first),
    );
    const mine = draft.value;
    const template = templates.find((t) => t.id === mine.template);
    const state = deal.state.type;
    return (
        <Page
            title={words.title}
            above={{ label: deal.name, href: `/deals/${deal.id}` }}
            actions={
                template && (
                    <Button variant="default" onClick={() => draft.change(begin('', mine.go_live))}>
                        {words.another}
                    </Button>
                )
            }
        >
            {!view.may_change || (state !== 'prospect' && state !== 'pipeline') ? (
                <Empty title={say.common.no_rights}>{say.common.no_rights_more}</Empty>
            ) : template ? (
                <Drafting view={view} template={template} mine={mine} draft={draft} />
            ) : (
                <Choose
                    templates={templates}
                    kind={deal.kind}
                    chosen={undefined}
                    go_live={mine.go_live}
                    choose={(id) => draft.change(begin(id, mine.go_live || first))}
                    set_go_live={(day) => day && draft.change(begin('', day))}
                />
            )}
        </Page>
    );
}

interface DraftingProps {
    view: Schemas['DealView'];
    template: Schemas['TemplateView'];
    mine: Mine;
    draft: ReturnType<typeof useDraft<Mine>>;
}
function Drafting({ view, template, mine, draft }: DraftingProps) {
    const { deal } = view;
    const names = useNames(deal);
    const sketch = useSketch(deal.id, template, mine);
    if (sketch.error)
        return (
            <Stack>
                <GoLive mine={mine} draft={draft} />
                <Failed error={sketch.error} again={sketch.again} />
            </Stack>
        );
    if (!sketch.base) return <Waiting rows={6} height={84} />;
    return (
        <Whole
            view={view}
            template={template}
            base={sketch.base}
            said={sketch.said ?? sketch.base}
            lines={judged(lines_of(sketch.base, mine), sketch.said)}
            names={names}
            mine={mine}
            draft={draft}
            waits={sketch.waits}
        />
    );
}

// What the template gives for this day, and what the server says of what was made of it.
function useSketch(deal: string, template: Schemas['TemplateView'], mine: Mine) {
    const ask = (lines?: Schemas['ChosenLine'][]) =>
        answer(
            api.POST('/deals/{deal}/our-plan/check', {
                params: { path: { deal } },
                body: {
                    template: template.id,
                    go_live: mine.go_live,
                    ...(lines && { lines }),
                },
            }),
        );
    const of = ['our-plan', template.id, template.version, mine.go_live];
    const base = useQuery({
        queryKey: [...keys.deal(deal), ...of],
        queryFn: () => ask(),
        placeholderData: keepPreviousData,
    });
    const lines = base.data && is_changed(mine) ? chosen(lines_of(base.data, mine)) : undefined;
    const text = JSON.stringify(lines ?? null);
    const [asked] = useDebouncedValue(text, 250);
    const said = useQuery({
        queryKey: [...keys.deal(deal), ...of, asked],
        queryFn: () => ask(JSON.parse(asked) as Schemas['ChosenLine'][]),
        enabled: lines !== undefined && asked !== 'null',
        placeholderData: keepPreviousData,
    });
    const error = base.error ?? said.error;
    return {
        base: base.data,
        said: lines === undefined ? base.data : said.data,
        waits: base.isFetching || said.isFetching || text !== asked,
        error,
        again: () => void (base.error ? base : said).refetch(),
    };
}

interface WholeProps extends DraftingProps {
    base: Schemas['PlanDraft'];
    said: Schemas['PlanDraft'];
    lines: Shown[];
    names: Names;
    waits: boolean;
}
function Whole({ view, template, base, said, lines, names, mine, draft, waits }: WholeProps) {
    const { deal } = view;
    const go = useNavigate();
    const change = (to: Mine) => draft.change(to);
    const what_of = (key: string) =>
        template.plan.lines.find((line) => line.key === key)?.what ?? key;
    const propose = useCommand({
        send: (body: Schemas['StartFromTemplate'], header) =>
            answer(
                api.POST('/deals/{deal}/our-plan', {
                    params: { path: { deal: deal.id }, header },
                    body,
                }),
            ),
        deal: deal.id,
        says: (_, body) => words.proposed(body.lines.length),
        done: () => {
            draft.forget();
            void go({ to: '/deals/$deal', params: { deal: deal.id } });
        },
    });
    const add = (side: Schemas['Side']) => {
        const promise: Schemas['PromiseDraft'] = {
            side,
            what: '',
            effort: 'work',
            due: mine.go_live,
            ...(side === 'seller' && { member: deal.owner }),
        };
        change({ ...mine, own: [...mine.own, { id: `own-${newKey().slice(0, 8)}`, promise }] });
    };
    const past = lines.filter((line) => line.earliest !== undefined).length;
    return (
        <Stack gap="md">
            <div className={classes.sheet}>
                <div className={classes.top}>
                    <div>
                        <Text fw={650} size="lg">
                            {template.plan.name}
                        </Text>
                        <Text size="sm" c="dimmed" maw={560}>
                            {template.plan.about}
                        </Text>
                    </div>
                    <GoLive mine={mine} draft={draft} />
                </div>
                <Picture
                    name={template.plan.name}
                    bars={bars_of(lines)}
                    today={base.start}
                    go_live={base.go_live}
                />
                <Group className={classes.says} data-late={said.late_by > 0 || undefined} gap="sm">
                    <Text size="sm" role="status" style={{ flex: '1 1 300px' }}>
                        {said.says} {words.holidays}
                    </Text>
                    {past > 1 && (
                        <Button
                            variant="default"
                            size="compact-md"
                            onClick={() => change(all_earliest(mine, lines))}
                        >
                            {words.all_earliest}
                        </Button>
                    )}
                </Group>
            </div>
            <ol className={classes.lines} aria-label={words.title}>
                {lines.map((line) => (
                    <Line
                        key={line.id}
                        line={line}
                        players={deal.players.filter((p) => !p.left_at)}
                        names={names}
                        what_of={what_of}
                        change={(part) => change(change_line(mine, line, part))}
                        take_out={() => change(take_out(mine, line))}
                    />
                ))}
            </ol>
            <Group gap="xs">
                <Button variant="light" color="buyer" onClick={() => add('buyer')}>
                    {words.add_theirs}
                </Button>
                <Button variant="light" color="us" onClick={() => add('seller')}>
                    {words.add_ours}
                </Button>
            </Group>
            <TakenOut base={base} mine={mine} change={change} />
            <div className={classes.foot}>
                <Text size="sm" c="dimmed" style={{ flex: '1 1 240px' }}>
                    {lines.length === 0
                        ? words.empty
                        : !said.valid
                          ? words.not_yet
                          : is_changed(mine) && words.changed}
                </Text>
                <Group gap="xs">
                    {is_changed(mine) && (
                        <Button
                            variant="default"
                            onClick={() => change(begin(mine.template, mine.go_live))}
                        >
                            {words.start_again}
                        </Button>
                    )}
                    <Button
                        disabled={!said.valid || waits || lines.length === 0}
                        loading={propose.busy}
                        onClick={() =>
                            propose.run(
                                {
                                    template: template.id,
                                    template_version: template.version,
                                    go_live: mine.go_live,
                                    lines: chosen(lines),
                                },
                                view.version,
                            )
                        }
                    >
                        {words.propose(lines.length)}
                    </Button>
                </Group>
            </div>
        </Stack>
    );
}

function bars_of(lines: Shown[]) {
    return lines.flatMap(({ id, promise, earliest }) =>
        promise.due
            ? [
                  {
                      id,
                      side: promise.side ?? ('buyer' as const),
                      due: promise.due,
                      effort: promise.effort,
                      what: promise.what,
                      late: earliest !== undefined,
                  },
              ]
            : [],
    );
}

function GoLive({ mine, draft }: Pick<DraftingProps, 'mine' | 'draft'>) {
    return (
        <TextInput
            type="date"
            label={words.go_live}
            value={mine.go_live}
            min={day_of()}
            onChange={(e) => {
                const to = e.currentTarget.value;
                if (to) draft.change((before) => to_go_live(before, to));
            }}
        />
    );
}

interface OutProps {
    base: Schemas['PlanDraft'];
    mine: Mine;
    change: (to: Mine) => void;
}
function TakenOut({ base, mine, change }: OutProps) {
    const [open, set_open] = useState(false);
    const out = out_of(base, mine);
    if (out.length === 0) return null;
    return (
        <div>
            <Anchor component="button" type="button" size="sm" onClick={() => set_open(!open)}>
                {words.taken_out(out.length)}
            </Anchor>
            {open && (
                <ul className={classes.out}>
                    {out.map((line) => (
                        <li key={line.key}>
                            <Text size="sm" c="dimmed">
                                {line.promise.what}
                            </Text>
                            <Button
                                variant="subtle"
                                size="compact-sm"
                                aria-label={words.put_back(line.promise.what)}
                                onClick={() => change(put_back(mine, line.key))}
                            >
                                {words.back}
                            </Button>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}
