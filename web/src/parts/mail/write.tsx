// A mail, written for the seller: whom it goes to, subject and text, to be changed before it goes.
import {
    Alert,
    Button,
    Checkbox,
    CopyButton,
    Group,
    SegmentedControl,
    Stack,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Refusal, Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { MailLook } from './look';

export interface Written {
    to: string[];
    subject: string;
    text: string;
    at_once: boolean;
}
interface Props {
    name: string; // Of the draft that is kept while he types.
    draft: Schemas['LetterDraft'];
    go: string;
    busy: boolean;
    refusal: Refusal | undefined;
    send: (mail: Written) => Promise<unknown>;
}

// Which words of the text become links.
function about_links(text: string): string | undefined {
    if (text.includes('{yes}')) return say.mail.answer_more;
    return text.includes('{link}') ? say.mail.link_more : undefined;
}

export function WriteMail({ name, draft, go, busy, refusal, send }: Props) {
    const words = useDraft(name, { subject: draft.subject, text: draft.text });
    const reachable = draft.to.filter((to) => to.address);
    const [left_out, set_left_out] = useState<string[]>([]);
    const [at_once, set_at_once] = useState(false);
    const [shown, set_shown] = useState<'words' | 'look'>('words');
    const { subject, text } = words.value;
    const to = reachable.filter((one) => !left_out.includes(one.person)).map((one) => one.person);

    const submit = async (event: FormEvent) => {
        event.preventDefault();
        event.stopPropagation(); // It may stand in another form's dialog.
        const sent = await send({ to, subject, text, at_once });
        if (sent) words.forget();
        else set_shown('words'); // What is wrong stands at its field.
    };
    const toggle = (person: string) =>
        set_left_out((before) =>
            before.includes(person) ? before.filter((p) => p !== person) : [...before, person],
        );
    return (
        <form onSubmit={submit}>
            <Stack gap="sm">
                {!draft.mail_set_up && <Alert color="gray">{say.mail.not_set_up}</Alert>}
                {refusal && (
                    <Alert color="red" role="alert">
                        {refusal.message}
                    </Alert>
                )}
                <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
                    <Text component="legend" size="sm" fw={600}>
                        {say.mail.whom}
                    </Text>
                    {draft.to.map((one) => (
                        <Checkbox
                            key={one.person}
                            mt={6}
                            label={
                                one.address
                                    ? `${one.name} · ${one.address}`
                                    : say.mail.no_address(one.name)
                            }
                            disabled={!one.address}
                            checked={to.includes(one.person)}
                            onChange={() => toggle(one.person)}
                        />
                    ))}
                    {reachable.length === 0 && (
                        <Text size="sm" c="dimmed">
                            {say.mail.nobody}
                        </Text>
                    )}
                </fieldset>
                {draft.mail_set_up && (
                    <SegmentedControl
                        aria-label={say.mail.shown}
                        data={[
                            { value: 'words', label: say.mail.words },
                            { value: 'look', label: say.mail.look },
                        ]}
                        value={shown}
                        onChange={(value) => set_shown(value === 'look' ? 'look' : 'words')}
                    />
                )}
                {shown === 'look' ? (
                    <MailLook subject={subject} text={text} />
                ) : (
                    <>
                        <TextInput
                            label={say.mail.subject}
                            value={subject}
                            maxLength={300}
                            required
                            error={refusal?.at('subject')}
                            onChange={(event) => {
                                const { value } = event.currentTarget;
                                words.change((before) => ({ ...before, subject: value }));
                            }}
                        />
                        <Textarea
                            label={say.mail.text}
                            description={draft.mail_set_up && about_links(draft.text)}
                            value={text}
                            maxLength={10_000}
                            required
                            autosize
                            minRows={8}
                            maxRows={22}
                            error={refusal?.at('text')}
                            onChange={(event) => {
                                const { value } = event.currentTarget;
                                words.change((before) => ({ ...before, text: value }));
                            }}
                        />
                    </>
                )}
                {draft.mail_set_up ? (
                    <>
                        <Checkbox
                            label={say.mail.at_once}
                            description={say.mail.at_once_more}
                            checked={at_once}
                            onChange={(event) => set_at_once(event.currentTarget.checked)}
                        />
                        <Group>
                            <Button type="submit" loading={busy} disabled={to.length === 0}>
                                {go}
                            </Button>
                        </Group>
                    </>
                ) : (
                    <CopyButton value={`${subject}\n\n${text}`}>
                        {({ copied, copy }) => (
                            <Button onClick={copy}>
                                {copied ? say.debrief.copied : say.debrief.copy}
                            </Button>
                        )}
                    </CopyButton>
                )}
            </Stack>
        </form>
    );
}
