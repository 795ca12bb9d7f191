// What is known before the first meeting; typed here, kept until it is saved.
import { Alert, Button, Group, Select, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import type { Mine } from '@/api/conflict';
import { keys, store } from '@/api/store';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import classes from './deal.module.css';
import { Panel } from './panel';

const texts = ['issue', 'reality', 'desired_result', 'gap', 'why_us'] as const;

interface Fields {
    issue: string;
    reality: string;
    desired_result: string;
    gap: string;
    why_us: string;
    decision_maker: string;
}

function fields_of(homework: Schemas['Homework']): Fields {
    return {
        issue: homework.issue,
        reality: homework.reality,
        desired_result: homework.desired_result,
        gap: homework.gap,
        why_us: homework.why_us,
        decision_maker: homework.decision_maker ?? '',
    };
}

// What somebody changed, and what it was when he began: what others save meanwhile is kept where he
// left it alone, and shown where he did not.
interface Typed {
    base: Fields;
    changes: Partial<Fields>;
}

interface Props {
    view: Schemas['DealView'];
    readonly: boolean;
}

export function Homework({ view, readonly }: Props) {
    const { deal } = view;
    const may = view.may_change && !readonly;
    const saved = fields_of(deal.homework);
    const draft = useDraft<Typed>(
        `homework:${deal.id}`,
        { base: saved, changes: {} },
        view.version,
    );
    const [editing, set_editing] = useState(draft.changed);
    const known = useQuery({
        queryKey: [...keys.deal(deal.id), 'homework'],
        queryFn: () =>
            answer(api.GET('/deals/{deal}/homework', { params: { path: { deal: deal.id } } })),
        enabled: !readonly,
    });
    const missing = known.data?.missing ?? [];
    const player = deal.players.find((p) => p.person === deal.homework.decision_maker);
    return (
        <Panel
            id="homework"
            title={say.deal.homework}
            aside={
                may &&
                !editing && (
                    <Button variant="subtle" size="compact-sm" onClick={() => set_editing(true)}>
                        {say.common.edit}
                    </Button>
                )
            }
        >
            {!readonly && known.data && (
                <Text size="sm" c="dimmed" mb="xs">
                    {missing.length === 0
                        ? say.deal.homework_done
                        : say.deal.homework_missing(missing.map(label_of).join(', '))}
                </Text>
            )}
            {may && editing ? (
                <HomeworkForm view={view} draft={draft} onClose={() => set_editing(false)} />
            ) : (
                <dl className={classes.homework}>
                    {texts.map((field) => (
                        <div key={field} data-wide={field === 'issue' || undefined}>
                            <dt>{say.deal.homework_of[field]}</dt>
                            <dd>
                                {saved[field] || (
                                    <span className={classes.unknown}>{say.deal.unknown}</span>
                                )}
                            </dd>
                        </div>
                    ))}
                    <div>
                        <dt>{say.deal.homework_of.decision_maker}</dt>
                        <dd>
                            {player ? (
                                player.name
                            ) : (
                                <span className={classes.unknown}>{say.deal.unknown}</span>
                            )}
                        </dd>
                    </div>
                </dl>
            )}
        </Panel>
    );
}

function label_of(field: string): string {
    const known = [...texts, 'decision_maker' as const].find((f) => f === field);
    return known ? say.deal.homework_of[known] : field;
}

interface FormProps {
    view: Schemas['DealView'];
    draft: ReturnType<typeof useDraft<Typed>>;
    onClose: () => void;
}

function HomeworkForm({ view, draft, onClose }: FormProps) {
    const { deal } = view;
    const saved = fields_of(deal.homework);
    const { changes, base } = draft.value;
    const value: Fields = { ...saved, ...changes };
    const save = useCommand({
        // On top of what is saved by then, which after a lost race is more than what was shown.
        send: (mine: Partial<Fields>, header) =>
            answer(
                api.PUT('/deals/{deal}/homework', {
                    params: { path: { deal: deal.id }, header },
                    body: { homework: body_of({ ...newest(deal), ...mine }) },
                }),
            ),
        deal: deal.id,
        mine: in_words,
        says: say.common.saved,
        quiet: true,
        done: () => {
            draft.forget();
            onClose();
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        void save.run(changes, draft.version);
    };
    const set = (part: Partial<Fields>) =>
        draft.change((before) => ({ ...before, changes: { ...before.changes, ...part } }));
    // Somebody saved another text at a field that is being typed at.
    const meanwhile = (field: (typeof texts)[number]) =>
        changes[field] !== undefined && saved[field] !== base[field] && saved[field];
    return (
        <form onSubmit={submit} className={classes.homework_form} aria-label={say.deal.homework}>
            {texts.map((field, index) => (
                <Textarea
                    key={field}
                    label={say.deal.homework_of[field]}
                    description={
                        meanwhile(field)
                            ? say.deal.meanwhile(saved[field])
                            : say.deal.homework_hint[field]
                    }
                    value={value[field]}
                    onChange={(e) => set({ [field]: e.currentTarget.value })}
                    error={save.refusal?.at(`homework/${field}`)}
                    maxLength={2000}
                    autosize
                    minRows={2}
                    autoFocus={index === 0}
                />
            ))}
            <Select
                label={say.deal.homework_of.decision_maker}
                description={say.deal.homework_hint.decision_maker}
                data={deal.players
                    .filter((p) => !p.left_at)
                    .map((p) => ({
                        value: p.person,
                        label: `${p.name}, ${say.method.role[p.role]}`,
                    }))}
                value={value.decision_maker || null}
                onChange={(person) => set({ decision_maker: person ?? '' })}
                error={save.refusal?.at('homework/decision_maker')}
                clearable
            />
            {save.refusal && save.refusal.problem.errors.length === 0 && (
                <Alert color="red" role="alert" py={6}>
                    {save.refusal.message}
                </Alert>
            )}
            <Group justify="space-between" gap="xs">
                <Text size="xs" c="dimmed">
                    {draft.changed && say.deal.draft_kept}
                </Text>
                <Group gap="xs">
                    <Button
                        variant="default"
                        onClick={() => {
                            draft.forget();
                            onClose();
                        }}
                    >
                        {draft.changed ? say.deal.throw_away : say.common.cancel}
                    </Button>
                    <Button type="submit" loading={save.busy}>
                        {say.common.save}
                    </Button>
                </Group>
            </Group>
        </form>
    );
}

function body_of(fields: Fields): Schemas['HomeworkInput'] {
    const { decision_maker, ...words } = fields;
    return { ...words, ...(decision_maker && { decision_maker }) };
}

function newest(deal: Schemas['Deal']): Fields {
    const known = store.getQueryData<Schemas['DealView']>(keys.deal(deal.id));
    return fields_of((known?.deal ?? deal).homework);
}

function in_words(mine: Partial<Fields>): Mine[] {
    return texts.flatMap((field) => {
        const text = mine[field];
        return text === undefined ? [] : [{ label: say.deal.homework_of[field], text }];
    });
}
