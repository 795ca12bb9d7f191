import {
    Button,
    Checkbox,
    PasswordInput,
    SegmentedControl,
    Stack,
    Text,
    Title,
    useMantineColorScheme,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { useMe } from '@/api/me';
import { keys, store } from '@/api/store';
import { say } from '@/words';

const words = say.settings.me;

export function MePart() {
    const me = useMe();
    const { colorScheme, setColorScheme } = useMantineColorScheme();
    const set_password = useCommand({
        send: (body: Schemas['SetPassword']) => answer(api.PUT('/me/password', { body })),
        says: words.set_done,
        quiet: true,
    });
    const submit = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const form = event.currentTarget;
        const entered = new FormData(form);
        const current = String(entered.get('current'));
        await set_password.run({
            password: String(entered.get('password')),
            ...(current && { current }),
        });
        form.reset();
    };
    const { refusal } = set_password;
    return (
        <Stack gap="xl" maw={460}>
            {me.data && (
                <Text>
                    {words.you(me.data.member.name, say.method.member_role[me.data.member.role])}
                    <Text span c="dimmed" display="block" size="sm">
                        {me.data.member.email}
                    </Text>
                </Text>
            )}
            <section>
                <Title order={3} mb="xs">
                    {words.colours}
                </Title>
                <SegmentedControl
                    value={colorScheme}
                    onChange={(to) => setColorScheme(to as 'light' | 'dark' | 'auto')}
                    data={[
                        { value: 'light', label: say.shell.light },
                        { value: 'dark', label: say.shell.dark },
                        { value: 'auto', label: say.shell.system },
                    ]}
                />
            </section>
            <Digest />
            <section>
                <Title order={3}>{words.password}</Title>
                <Text c="dimmed" mb="sm">
                    {words.password_about}
                </Text>
                <form onSubmit={submit}>
                    <Stack>
                        {refusal && (
                            <Text c="var(--overdue)" role="alert">
                                {refusal.message}
                            </Text>
                        )}
                        <PasswordInput
                            name="current"
                            label={words.current}
                            description={words.current_more}
                            autoComplete="current-password"
                            error={refusal?.at('current')}
                        />
                        <PasswordInput
                            name="password"
                            label={words.fresh}
                            autoComplete="new-password"
                            error={refusal?.at('password')}
                            required
                        />
                        <Button type="submit" loading={set_password.busy}>
                            {words.set}
                        </Button>
                    </Stack>
                </form>
            </section>
        </Stack>
    );
}

function Digest() {
    const wishes = useQuery({
        queryKey: keys.words('mail wishes'),
        queryFn: () => answer(api.GET('/me/mail')),
    });
    const set = useCommand({
        send: (digest: boolean) => answer(api.PUT('/me/mail', { body: { digest } })),
        says: (now) => (now.digest ? say.mail.digest_on : say.mail.digest_off),
        done: (now) => store.setQueryData(keys.words('mail wishes'), now),
    });
    return (
        <section>
            <Checkbox
                label={say.mail.digest}
                description={say.mail.digest_more}
                checked={wishes.data?.digest ?? false}
                aria-busy={!wishes.data || set.busy}
                onChange={(event) => {
                    // Not greyed out while it loads: it would flicker, and lose the focus when tapped.
                    if (wishes.data && !set.busy) set.run(event.currentTarget.checked);
                }}
            />
        </section>
    );
}
