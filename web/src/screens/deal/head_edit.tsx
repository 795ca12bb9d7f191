// What a deal is called, worth and expected, changed in its place.
import { Alert, Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import type { Mine } from '@/api/conflict';
import { useMe } from '@/api/me';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { plan_templates as words } from '@/words/en/plan_templates';
import { day, major_units, minor_units, money } from '@/words/format';
import classes from './deal.module.css';

interface Fields {
    name: string;
    amount: number | '';
    expected_close: string;
    go_live: string;
    kind: Schemas['DealKind'];
    visibility: Schemas['Visibility'];
}

interface Props {
    view: Schemas['DealView'];
    onClose: () => void;
}

function fields_of(deal: Schemas['Deal']): Fields {
    return {
        name: deal.name,
        amount: deal.amount ? major_units(deal.amount) : '',
        expected_close: deal.expected_close ?? '',
        go_live: deal.go_live ?? '',
        kind: deal.kind,
        visibility: deal.visibility,
    };
}

// Only what was changed is sent: the rest may have been changed by somebody else. What was emptied
// is sent as nothing.
function changes_of(deal: Schemas['Deal'], to: Fields, currency: string): Schemas['ChangeDeal'] {
    const from = fields_of(deal);
    return {
        ...(to.name.trim() !== from.name && { name: to.name.trim() }),
        ...(to.kind !== from.kind && { kind: to.kind }),
        ...(to.visibility !== from.visibility && { visibility: to.visibility }),
        ...(to.amount !== from.amount && {
            amount: to.amount === '' ? null : { minor: minor_units(to.amount, currency), currency },
        }),
        ...(to.expected_close !== from.expected_close && {
            expected_close: to.expected_close || null,
        }),
        ...(to.go_live !== from.go_live && { go_live: to.go_live || null }),
    };
}

function mine_of(change: Schemas['ChangeDeal']): Mine[] {
    const mine: Mine[] = [];
    if (change.name) mine.push({ label: say.deal.name, text: change.name });
    const { amount, expected_close, go_live } = change;
    if (amount !== undefined)
        mine.push({ label: say.deal.amount, text: amount ? money(amount) : say.deal.not_known });
    if (expected_close !== undefined)
        mine.push({
            label: say.deal.expected_close,
            text: expected_close ? day(expected_close) : say.deal.not_known,
        });
    if (go_live !== undefined)
        mine.push({ label: words.go_live, text: go_live ? day(go_live) : say.deal.not_known });
    if (change.kind) mine.push({ label: say.deal.kind, text: say.method.kind[change.kind] });
    if (change.visibility)
        mine.push({ label: say.deal.visible, text: say.deal.visibility[change.visibility] });
    return mine;
}

export function HeadEdit({ view, onClose }: Props) {
    const { deal } = view;
    const workspace = useMe().data?.workspace;
    const currency = deal.amount?.currency ?? workspace?.currency ?? 'EUR';
    const draft = useDraft<Partial<Fields>>(`deal:${deal.id}`, {}, view.version);
    const value: Fields = { ...fields_of(deal), ...draft.value };
    const close = () => {
        draft.forget();
        onClose();
    };
    const save = useCommand({
        send: (body: Schemas['ChangeDeal'], header) =>
            answer(
                api.PATCH('/deals/{deal}', { params: { path: { deal: deal.id }, header }, body }),
            ),
        deal: deal.id,
        mine: mine_of,
        says: say.common.saved,
        quiet: true,
        done: close,
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        const body = changes_of(deal, value, currency);
        if (Object.keys(body).length === 0) return close();
        void save.run(body, draft.version);
    };
    const set = (part: Partial<Fields>) => draft.change((before) => ({ ...before, ...part }));
    const at = (field: string) => save.refusal?.at(field);
    return (
        <form onSubmit={submit} className={classes.edit} aria-label={say.deal.edit_deal}>
            <TextInput
                label={say.deal.name}
                value={value.name}
                onChange={(e) => set({ name: e.currentTarget.value })}
                error={at('name')}
                maxLength={200}
                required
                autoFocus
                style={{ gridColumn: 'span 2' }}
            />
            <NumberInput
                label={say.deal.amount_in(currency)}
                value={value.amount}
                onChange={(value) => set({ amount: value === '' ? '' : Number(value) })}
                error={at('amount') ?? at('amount/minor')}
                min={0}
                thousandSeparator=" "
            />
            <TextInput
                type="date"
                label={say.deal.expected_close}
                value={value.expected_close}
                onChange={(e) => set({ expected_close: e.currentTarget.value })}
                error={at('expected_close')}
            />
            <TextInput
                type="date"
                label={words.go_live}
                value={value.go_live}
                onChange={(e) => set({ go_live: e.currentTarget.value })}
                error={at('go_live')}
            />
            <Select
                label={say.deal.kind}
                data={(['new', 'expansion', 'renewal'] as const).map((kind) => ({
                    value: kind,
                    label: say.method.kind[kind],
                }))}
                value={value.kind}
                onChange={(kind) => kind && set({ kind })}
                allowDeselect={false}
                error={at('kind')}
            />
            <Select
                label={say.deal.visible}
                data={(['team', 'only_me'] as const).map((visibility) => ({
                    value: visibility,
                    label: say.deal.visibility[visibility],
                }))}
                value={value.visibility}
                onChange={(visibility) => visibility && set({ visibility })}
                allowDeselect={false}
                error={at('visibility')}
            />
            <Group gap="xs" style={{ gridColumn: '1 / -1' }} justify="flex-end">
                {save.refusal && save.refusal.problem.errors.length === 0 && (
                    <Alert color="red" role="alert" py={6} style={{ flex: 1 }}>
                        {save.refusal.message}
                    </Alert>
                )}
                <Button variant="default" onClick={close}>
                    {say.common.cancel}
                </Button>
                <Button type="submit" loading={save.busy}>
                    {say.common.save}
                </Button>
            </Group>
        </form>
    );
}
