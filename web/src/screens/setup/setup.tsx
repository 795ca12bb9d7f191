// The first run: once, by the link that the server printed.
import {
    Alert,
    Autocomplete,
    Button,
    Paper,
    PasswordInput,
    Stack,
    Text,
    TextInput,
    Title,
    UnstyledButton,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { Empty, Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import classes from './setup.module.css';

const words = say.setup;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

export default function Setup() {
    // The secret stands behind the # and so never reaches a server's log.
    const [secret] = useState(() => location.hash.slice(1));
    const [made, set_made] = useState<string>(); // The workspace’s name.
    useEffect(() => {
        document.title = `${words.title} · ${say.shell.name}`;
        if (secret) history.replaceState(null, '', '/setup');
    }, [secret]);
    const state = useQuery({
        queryKey: ['setup'],
        queryFn: () => answer(api.GET('/setup')),
        staleTime: Number.POSITIVE_INFINITY,
    });
    if (state.isError) return <Failed error={state.error} again={() => state.refetch()} />;
    return (
        <main className={classes.page}>
            <Paper withBorder p="xl" w="100%" maw={520}>
                {!state.data && <Waiting rows={4} />}
                {made && <WhatFirst workspace={made} />}
                {state.data && !made && !state.data.needed && (
                    <Empty
                        title={words.not_needed}
                        action={
                            <Button component="a" href="/sign-in">
                                {words.sign_in}
                            </Button>
                        }
                    >
                        {words.not_needed_more}
                    </Empty>
                )}
                {state.data?.needed && !made && !secret && (
                    <Empty title={words.no_secret}>{words.no_secret_more}</Empty>
                )}
                {state.data?.needed && !made && secret && (
                    <SetUpForm secret={secret} done={set_made} />
                )}
            </Paper>
        </main>
    );
}

interface FormProps {
    secret: string;
    done: (workspace: string) => void;
}
function SetUpForm({ secret, done }: FormProps) {
    const [zone, set_zone] = useState(here);
    const [currency, set_currency] = useState('EUR');
    const set_up = useCommand({
        send: (body: Schemas['SetUp']) => answer(api.POST('/setup', { body })),
        quiet: true,
        done: (_, input) => done(input.workspace),
    });
    const submit = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const entered = new FormData(event.currentTarget);
        const text = (name: string) => String(entered.get(name) ?? '').trim();
        void set_up.run({
            secret,
            workspace: text('workspace'),
            time_zone: zone,
            currency,
            name: text('name'),
            email: text('email'),
            password: String(entered.get('password')),
        });
    };
    const { refusal } = set_up;
    return (
        <form onSubmit={submit}>
            <Stack>
                <img src="/ante.svg" alt="" width={44} height={44} />
                <div>
                    <Title order={1}>{words.title}</Title>
                    <Text c="dimmed">{words.claim}</Text>
                </div>
                <Text>{words.about}</Text>
                {refusal && (
                    <Alert color="red" role="alert">
                        {refusal.message}
                    </Alert>
                )}
                <Title order={2} size="h3">
                    {words.organisation}
                </Title>
                <TextInput
                    name="workspace"
                    label={words.workspace}
                    error={refusal?.at('workspace')}
                    maxLength={100}
                    autoComplete="organization"
                    required
                />
                <Autocomplete
                    label={words.zone}
                    data={Intl.supportedValuesOf('timeZone')}
                    limit={30}
                    value={zone}
                    error={refusal?.at('time_zone')}
                    required
                    onChange={set_zone}
                />
                <Autocomplete
                    label={words.currency}
                    data={Intl.supportedValuesOf('currency')}
                    limit={30}
                    value={currency}
                    error={refusal?.at('currency')}
                    required
                    onChange={(to) => set_currency(to.toUpperCase())}
                />
                <Title order={2} size="h3">
                    {words.you}
                </Title>
                <TextInput
                    name="name"
                    label={words.name}
                    error={refusal?.at('name')}
                    maxLength={200}
                    autoComplete="name"
                    required
                />
                <TextInput
                    name="email"
                    type="email"
                    label={words.email}
                    error={refusal?.at('email')}
                    maxLength={254}
                    autoComplete="username"
                    required
                />
                <PasswordInput
                    name="password"
                    label={words.password}
                    description={words.password_more}
                    error={refusal?.at('password')}
                    autoComplete="new-password"
                    required
                />
                <Button type="submit" size="md" loading={set_up.busy}>
                    {words.go}
                </Button>
            </Stack>
        </form>
    );
}

function WhatFirst({ workspace }: { workspace: string }) {
    const fill = useCommand({
        send: () => answer(api.POST('/setup/sample')),
        done: () => location.assign('/today'),
    });
    return (
        <Stack>
            <Title order={1}>{words.ready(workspace)}</Title>
            <Text>{words.next}</Text>
            {fill.busy && <Text role="status">{words.filling}</Text>}
            <Choice title={words.sample} onClick={() => void fill.run(undefined)} busy={fill.busy}>
                {words.sample_more}
            </Choice>
            <Choice title={words.own} onClick={() => location.assign('/import')} busy={fill.busy}>
                {words.own_more}
            </Choice>
            <Button variant="subtle" component="a" href="/today">
                {words.empty}
            </Button>
        </Stack>
    );
}

interface ChoiceProps {
    title: string;
    onClick: () => void;
    busy: boolean;
    children: ReactNode;
}
function Choice({ title, onClick, busy, children }: ChoiceProps) {
    return (
        <UnstyledButton className={classes.choice} onClick={onClick} disabled={busy}>
            <Text fw={650}>{title}</Text>
            <Text size="sm" c="dimmed">
                {children}
            </Text>
        </UnstyledButton>
    );
}
