// A coaching note: stands on the deal, in both people's view.
import { Button, Group, Text, Textarea } from '@mantine/core';
import { type FormEvent, useId } from 'react';
import { answer, api } from '@/api/client';
import { useCommand } from '@/api/command';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';

export function Coach({ deal, close }: { deal: string; close: () => void }) {
    const hint = useId();
    const draft = useDraft(`coach:${deal}`, '');
    const add = useCommand({
        send: (text: string, header) =>
            answer(
                api.POST('/deals/{deal}/notes', {
                    // It overwrites nothing: whatever became of the deal since.
                    params: { path: { deal }, header: { ...header, 'If-Match': '*' } },
                    body: { text, kind: 'coaching' },
                }),
            ),
        deal,
        quiet: true,
        says: say.team.review.coached,
        done: () => {
            draft.forget();
            close();
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        const text = draft.value.trim();
        if (text) void add.run(text);
    };
    return (
        <form onSubmit={submit}>
            <Textarea
                aria-label={say.team.review.coach}
                aria-describedby={hint}
                value={draft.value}
                onChange={(e) => draft.change(e.currentTarget.value)}
                error={add.refusal && (add.refusal.at('text') ?? add.refusal.message)}
                maxLength={10_000}
                autosize
                minRows={2}
                data-autofocus
            />
            <Text size="xs" c="dimmed" id={hint} my={4}>
                {say.team.review.coach_hint}
            </Text>
            <Group gap={8}>
                <Button
                    type="submit"
                    size="compact-md"
                    loading={add.busy}
                    disabled={!draft.value.trim()}
                >
                    {say.common.save}
                </Button>
                <Button variant="default" size="compact-md" onClick={close}>
                    {say.common.cancel}
                </Button>
            </Group>
        </form>
    );
}
