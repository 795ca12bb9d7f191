// What all acts share: the dialog, the deal they are about, sending it, and saying no at the right
// field.
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { answer, api, if_match, newKey, type Refusal, type Schemas } from '@/api/client';
import { type Guard, type Running, useCommand } from '@/api/command';
import type { Mine } from '@/api/conflict';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import type { Around } from './open';

export type DealView = Schemas['DealView'];

export interface Shown extends Around {
    close: () => void;
}

export function useDeal(deal: string) {
    return useQuery({
        queryKey: keys.deal(deal),
        queryFn: () => answer(api.GET('/deals/{deal}', { params: { path: { deal } } })),
    });
}

interface DialogProps {
    title: string;
    below?: ReactNode; // Whom and what it is about.
    shown: Shown;
    wide?: boolean;
    children: ReactNode;
}
export function ActDialog({ title, below, shown, wide = false, children }: DialogProps) {
    return (
        <Modal
            opened
            onClose={shown.close}
            title={title}
            size={wide ? 'lg' : 'md'}
            closeButtonProps={{ 'aria-label': say.common.close, size: 'lg' }}
            styles={{ title: { fontWeight: 650, fontSize: '1.125rem' } }}
        >
            {below && (
                <Text size="sm" c="dimmed" mb="md">
                    {below}
                </Text>
            )}
            {children}
        </Modal>
    );
}

interface OfDealProps {
    title: string;
    deal: string;
    shown: Shown;
    wide?: boolean;
    children: (view: DealView) => ReactNode;
}
// A dialog about a deal: waits for it, then shows the form.
export function DealAct({ title, deal, shown, wide, children }: OfDealProps) {
    const view = useDeal(deal);
    const below = view.data && `${view.data.deal.name} · ${view.data.account_name}`;
    return (
        <ActDialog title={title} below={below} shown={shown} wide={wide ?? false}>
            {view.data ? (
                children(view.data)
            ) : view.isError ? (
                <Failed error={view.error} again={() => view.refetch()} />
            ) : (
                <Waiting rows={3} />
            )}
        </ActDialog>
    );
}

interface ActCommand<Input> {
    send: (input: Input, guard: Guard) => Promise<DealView>;
    says?: string | ((answer: DealView, input: Input) => string | undefined);
    undo?: (answer: DealView, input: Input) => Promise<unknown>;
    mine?: (input: Input) => Mine[];
    done?: (answer: DealView, input: Input) => void;
}
// A write to a deal, from a dialog: closes it when it is done; refusals stay in the form.
export function useAct<Input>(
    deal: string,
    shown: Shown,
    command: ActCommand<Input>,
): Running<Input, DealView> {
    return useCommand<Input, DealView>({
        ...command,
        deal,
        quiet: true,
        optimistic: () => shown.leaves?.(),
        done: (view, input) => {
            shown.close();
            command.done?.(view, input);
            shown.done?.(view);
        },
    });
}

// For an undo: a write on top of the answer it takes back.
export function guard_after(answered: DealView): Guard {
    return { ...if_match(answered.version), 'Idempotency-Key': newKey() };
}

interface FormProps {
    send: () => void;
    label: string; // On the button.
    busy: boolean;
    refusal: Refusal | undefined;
    at_fields?: readonly string[]; // Whose mistakes are shown at the field already.
    ready?: boolean;
    close: () => void;
    beside?: ReactNode; // Another way out, left of the buttons.
    danger?: boolean;
    children?: ReactNode;
}
export function ActForm(props: FormProps) {
    const { refusal } = props;
    const submit = (event: FormEvent) => {
        event.preventDefault();
        event.stopPropagation();
        if (props.ready !== false && !props.busy) props.send();
    };
    return (
        <form onSubmit={submit} noValidate={false}>
            <Stack gap="md">
                {props.children}
                {refusal && (
                    <Alert color="gray" role="alert" p="sm">
                        {sentence(refusal, props.at_fields)}
                    </Alert>
                )}
                <Group justify={props.beside ? 'space-between' : 'flex-end'}>
                    {props.beside}
                    <Group gap="xs">
                        <Button variant="default" onClick={props.close}>
                            {say.common.cancel}
                        </Button>
                        <Button type="submit" loading={props.busy} disabled={props.ready === false}>
                            {props.label}
                        </Button>
                    </Group>
                </Group>
            </Stack>
        </form>
    );
}

// What is said at no field is said below the form.
function sentence(refusal: Refusal, at_fields: readonly string[] = []): string {
    const elsewhere = (refusal.problem.errors ?? []).filter(
        (e) => !at_fields.some((field) => e.pointer.startsWith(`/${field}`)),
    );
    if (elsewhere.length === 0) return refusal.message;
    return [refusal.message, ...elsewhere.map((e) => e.detail)]
        .filter((words, i, all) => all.indexOf(words) === i)
        .join(' ');
}
