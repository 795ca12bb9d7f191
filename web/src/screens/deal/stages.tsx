// The way to the order: the door, then each stage with the buyer's act that proves it.
import { Button, Group, Modal, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { IconCheck } from '@/parts/icons';
import { say } from '@/words';
import classes from './deal.module.css';

type Check = Schemas['StageCheck'];

interface Props {
    view: Schemas['DealView'];
    readonly: boolean;
    then: boolean; // As it was on a day of the past.
}

export function Stages({ view, readonly, then }: Props) {
    const deal = view.deal.id;
    const checks = useQuery({
        queryKey: [...keys.deal(deal), 'stages'],
        queryFn: () => answer(api.GET('/deals/{deal}/stage-check', { params: { path: { deal } } })),
    });
    const [chosen, set_chosen] = useState<string>();
    const stages = (checks.data?.stages ?? []).map((s) => (then ? as_then(s, view) : s));
    const passed = then ? view.deal.state.type !== 'prospect' : checks.data?.door.passed;
    const current = stages.findIndex((s) => s.current);
    const stage = stages.find((s) => s.stage === chosen);
    return (
        <nav aria-label={say.deal.stages} className={classes.stages}>
            <ol>
                <li data-passed={passed || undefined}>
                    <span className={classes.stage} data-door>
                        {say.deal.door}
                    </span>
                </li>
                {stages.map((s, index) => (
                    <li key={s.stage} data-passed={index <= current || undefined}>
                        <UnstyledButton
                            className={classes.stage}
                            data-current={s.current || undefined}
                            aria-current={s.current ? 'step' : undefined}
                            disabled={then}
                            onClick={() => set_chosen(s.stage)}
                        >
                            {s.proven && (
                                <IconCheck size={14} stroke={2.4} aria-label={say.deal.proven} />
                            )}
                            {s.name}
                        </UnstyledButton>
                    </li>
                ))}
            </ol>
            <Text size="sm" c="dimmed" className={classes.proof} lineClamp={2}>
                {checks.data && !then && proof_of(checks.data, stages[current])}
            </Text>
            {stage && (
                <StageDialog
                    view={view}
                    check={stage}
                    readonly={readonly}
                    onClose={() => set_chosen(undefined)}
                />
            )}
        </nav>
    );
}

function as_then(check: Check, view: Schemas['DealView']): Check {
    const entries = view.deal.stages.filter((e) => e.stage === check.stage);
    return {
        ...check,
        current: view.deal.stages.at(-1)?.stage === check.stage,
        proven: entries.at(-1)?.proven === true,
    };
}

// The buyer's act that proves where it stands, or what would.
function proof_of(checks: Schemas['StageChecks'], current: Check | undefined): string {
    if (!checks.door.passed) return checks.door.says;
    if (!current) return say.deal.no_stage_yet;
    const shown = [...current.promises, ...current.requests].map((p) => p.what).filter(Boolean);
    if (current.proven && shown.length > 0)
        return say.deal.proven_by([...new Set(shown)].join('; '));
    return current.proven ? say.deal.proven : say.deal.unproven(current.wants);
}

interface DialogProps {
    view: Schemas['DealView'];
    check: Check;
    readonly: boolean;
    onClose: () => void;
}

function StageDialog({ view, check, readonly, onClose }: DialogProps) {
    const [reason, set_reason] = useState('');
    const enter = useCommand({
        send: (why: string, header) =>
            answer(
                api.POST('/deals/{deal}/stage', {
                    params: { path: { deal: view.deal.id }, header },
                    body: { stage: check.stage, ...(why.trim() && { reason: why.trim() }) },
                }),
            ),
        deal: view.deal.id,
        mine: (why) => (why ? [{ label: say.deal.why_without, text: why }] : []),
        says: say.deal.entered(check.name),
        quiet: true,
        done: onClose,
    });
    const shut = check.refused && !check.needs_reason;
    const may = !readonly && !check.current && !shut;
    return (
        <Modal opened onClose={onClose} title={check.name}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    void enter.run(reason, view.version);
                }}
            >
                <Stack>
                    <div>
                        <Text size="sm" c="dimmed">
                            {say.deal.what_proves}
                        </Text>
                        <Text>{check.wants || say.deal.nothing_needed}</Text>
                    </div>
                    {(check.promises.length > 0 || check.requests.length > 0) && (
                        <div>
                            <Text size="sm" c="dimmed">
                                {say.deal.it_is_there}
                            </Text>
                            {[...check.promises, ...check.requests].map((p) => (
                                <Text key={p.id}>{p.what}</Text>
                            ))}
                        </div>
                    )}
                    {check.current && <Text>{say.deal.stands_here}</Text>}
                    {!check.current && check.refused && (
                        <Text c="dimmed">{check.refused.says}</Text>
                    )}
                    {may && check.needs_reason && (
                        <Textarea
                            label={say.deal.why_without}
                            value={reason}
                            onChange={(e) => set_reason(e.currentTarget.value)}
                            error={enter.refusal?.at('reason')}
                            maxLength={500}
                            autosize
                            minRows={2}
                            required
                        />
                    )}
                    {enter.refusal && !enter.refusal.at('reason') && (
                        <Text role="alert" c="var(--overdue)">
                            {enter.refusal.message}
                        </Text>
                    )}
                    <Group justify="flex-end">
                        <Button variant="default" onClick={onClose}>
                            {say.common.close}
                        </Button>
                        {may && (
                            <Button
                                type="submit"
                                loading={enter.busy}
                                disabled={check.needs_reason && !reason.trim()}
                            >
                                {say.deal.enter(check.name)}
                            </Button>
                        )}
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
