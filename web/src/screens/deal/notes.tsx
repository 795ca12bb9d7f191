// Notes on the deal: for whoever of us opens it next.
import { Button, Group, Text, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type RefObject, useId } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { moment } from '@/words/format';
import classes from './deal.module.css';
import type { Names } from './names';
import { Panel } from './panel';

interface Props {
    view: Schemas['DealView'];
    names: Names;
    readonly: boolean;
    field: RefObject<HTMLTextAreaElement | null>;
}

export function Notes({ view, names, readonly, field }: Props) {
    const may = view.may_change && !readonly;
    const notes = [...view.deal.notes].reverse();
    return (
        <Panel id="notes" title={say.deal.notes} count={notes.length}>
            {may && <NoteForm view={view} field={field} />}
            {notes.length === 0 && !may && (
                <Text size="sm" c="dimmed">
                    {say.deal.no_notes}
                </Text>
            )}
            <ul className={classes.rows}>
                {notes.map((note) => (
                    <li
                        key={`${note.at} ${note.by}`}
                        className={classes.note}
                        data-coaching={note.kind === 'coaching' || undefined}
                    >
                        <Text
                            size="sm"
                            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
                        >
                            {note.text}
                        </Text>
                        <Text size="xs" c="dimmed">
                            {note.kind === 'coaching' && `${say.team.review.coaching} · `}
                            {names.member(note.by)}, {moment(note.at)}
                        </Text>
                    </li>
                ))}
            </ul>
        </Panel>
    );
}

function NoteForm({ view, field }: Pick<Props, 'view' | 'field'>) {
    const hint = useId();
    const draft = useDraft(`note:${view.deal.id}`, '');
    const add = useCommand({
        send: (text: string, header) =>
            answer(
                api.POST('/deals/{deal}/notes', {
                    params: { path: { deal: view.deal.id }, header },
                    body: { text, kind: 'note' },
                }),
            ),
        deal: view.deal.id,
        mine: (text) => [{ label: say.deal.note, text }],
        quiet: true,
        done: draft.forget,
    });
    const submit = (event?: FormEvent) => {
        event?.preventDefault();
        const text = draft.value.trim();
        if (text) void add.run(text, view.version);
    };
    const keys = (event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    };
    return (
        <form onSubmit={submit} className={classes.note_form}>
            <Textarea
                ref={field}
                aria-label={say.deal.add_note}
                aria-describedby={hint}
                placeholder={say.deal.add_note}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                onKeyDown={keys}
                error={add.refusal && (add.refusal.at('text') ?? add.refusal.message)}
                maxLength={10_000}
                autosize
                minRows={1}
            />
            {draft.value.trim() && (
                <Group justify="space-between">
                    <Text size="xs" c="dimmed" id={hint}>
                        {say.deal.draft_kept}
                    </Text>
                    <Button type="submit" size="compact-md" loading={add.busy}>
                        {say.deal.save_note}
                    </Button>
                </Group>
            )}
        </form>
    );
}
