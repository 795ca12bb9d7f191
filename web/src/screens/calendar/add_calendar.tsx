// Three ways to let Ante look into a calendar: its address, a file, or a server with a password.
import {
    Alert,
    Button,
    Checkbox,
    FileButton,
    Group,
    PasswordInput,
    Radio,
    SegmentedControl,
    SimpleGrid,
    Stack,
    Text,
    TextInput,
    Title,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { calendar as calendar_words } from '@/words/en/calendar';
import { calendars_changed } from './read';
import { useUpload } from './upload';

const words = calendar_words;
const ways = ['url', 'file', 'caldav'] as const;
type Way = (typeof ways)[number];
const forms = { url: ByAddress, file: ByFile, caldav: ByServer };

function is_way(name: string): name is Way {
    return ways.some((way) => way === name);
}

export function AddCalendar() {
    const [way, set_way] = useState<Way>('url');
    const Form = forms[way];
    return (
        <section aria-label={words.add}>
            <Title order={3} mb="sm">
                {words.add}
            </Title>
            <Stack>
                <SegmentedControl
                    value={way}
                    onChange={(name) => is_way(name) && set_way(name)}
                    data={ways.map((value) => ({ value, label: words.ways[value] }))}
                    aria-label={words.add}
                    style={{ alignSelf: 'flex-start', maxWidth: '100%' }}
                />
                <Form />
            </Stack>
        </section>
    );
}

function KeepsPrivate() {
    return (
        <Checkbox
            name="keeps_private"
            label={words.keeps_private}
            description={words.keeps_private_more}
        />
    );
}

function ByAddress() {
    const subscribe = useCommand({
        send: (body: Schemas['SubscribeCalendar']) => answer(api.POST('/calendars', { body })),
        says: words.subscribed,
        done: calendars_changed,
        quiet: true,
    });
    const submit = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const form = event.currentTarget;
        const entered = new FormData(form);
        const done = await subscribe.run({
            address: String(entered.get('address')),
            name: String(entered.get('name')),
            keeps_private: entered.has('keeps_private'),
        });
        if (done) form.reset();
    };
    return (
        <form onSubmit={submit}>
            <Stack>
                <TextInput
                    name="address"
                    label={words.address}
                    description={words.address_more}
                    error={subscribe.refusal?.message}
                    inputMode="url"
                    autoComplete="off"
                    maxLength={2000}
                    required
                />
                <TextInput
                    name="name"
                    label={words.name}
                    description={words.name_more}
                    maxLength={100}
                />
                <KeepsPrivate />
                <Group>
                    <Button type="submit" loading={subscribe.busy}>
                        {words.subscribe}
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}

function ByFile() {
    const upload = useUpload();
    const [keeps_private, set_keeps_private] = useState(false);
    const take = (file: File | null) => {
        if (!file) return;
        void upload.run({
            file,
            name: file.name.replace(/\.[^.]*$/, '').slice(0, 100),
            keeps_private,
        });
    };
    return (
        <Stack>
            <Text c="dimmed">{words.file_about}</Text>
            <Checkbox
                label={words.keeps_private}
                description={words.keeps_private_more}
                checked={keeps_private}
                onChange={(event) => set_keeps_private(event.currentTarget.checked)}
            />
            <Group>
                <FileButton onChange={take} accept=".ics,.ical,text/calendar">
                    {(props) => (
                        <Button {...props} loading={upload.busy}>
                            {words.choose_file}
                        </Button>
                    )}
                </FileButton>
            </Group>
        </Stack>
    );
}

interface Entered {
    server: string;
    user: string;
    password: string;
}

function ByServer() {
    const [found, set_found] = useState<Schemas['FoundCalendar'][]>();
    const [entered, set_entered] = useState<Entered>({ server: '', user: '', password: '' });
    const find = useCommand({
        send: (body: Entered) => answer(api.POST('/calendars/caldav/find', { body })),
        done: (answer) => set_found(answer.items),
        quiet: true,
    });
    const change = (part: Partial<Entered>) => {
        set_entered((before) => ({ ...before, ...part }));
        set_found(undefined);
    };
    return (
        <Stack>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    void find.run(entered);
                }}
            >
                <Stack>
                    <TextInput
                        label={words.server}
                        description={words.server_more}
                        value={entered.server}
                        onChange={(event) => change({ server: event.currentTarget.value })}
                        inputMode="url"
                        autoComplete="off"
                        maxLength={2000}
                        required
                    />
                    <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'end' }}>
                        <TextInput
                            label={words.user}
                            value={entered.user}
                            onChange={(event) => change({ user: event.currentTarget.value })}
                            autoComplete="off"
                            maxLength={254}
                            required
                        />
                        <PasswordInput
                            label={words.password}
                            description={words.password_more}
                            value={entered.password}
                            onChange={(event) => change({ password: event.currentTarget.value })}
                            autoComplete="new-password"
                            maxLength={500}
                            required
                        />
                    </SimpleGrid>
                    {find.refusal && (
                        <Alert color="red" role="alert">
                            {find.refusal.message}
                        </Alert>
                    )}
                    <Group>
                        <Button
                            type="submit"
                            variant={found ? 'default' : 'filled'}
                            loading={find.busy}
                        >
                            {words.find}
                        </Button>
                    </Group>
                </Stack>
            </form>
            {found && found.length === 0 && <Text role="status">{words.no_collections}</Text>}
            {found && found.length > 0 && (
                <Choose found={found} entered={entered} done={() => change({ password: '' })} />
            )}
        </Stack>
    );
}

interface ChooseProps {
    found: Schemas['FoundCalendar'][];
    entered: Entered;
    done: () => void;
}
function Choose({ found, entered, done }: ChooseProps) {
    const [address, set_address] = useState(found[0]?.address ?? '');
    const [writes, set_writes] = useState(false);
    const chosen = found.find((one) => one.address === address);
    const connect = useCommand({
        send: (body: Schemas['ConnectCalendar']) => answer(api.POST('/calendars/caldav', { body })),
        says: words.subscribed,
        done: () => {
            calendars_changed();
            done();
        },
    });
    return (
        <Stack>
            <Radio.Group label={words.which} value={address} onChange={set_address}>
                <Stack gap="xs" mt="xs">
                    {found.map((one) => (
                        <Radio key={one.address} value={one.address} label={one.name} />
                    ))}
                </Stack>
            </Radio.Group>
            <Checkbox
                label={words.writes}
                checked={writes}
                onChange={(event) => set_writes(event.currentTarget.checked)}
            />
            <Group>
                <Button
                    loading={connect.busy}
                    disabled={!chosen}
                    onClick={() =>
                        chosen &&
                        void connect.run({
                            address: chosen.address,
                            name: chosen.name,
                            user: entered.user,
                            password: entered.password,
                            writes,
                        })
                    }
                >
                    {words.connect}
                </Button>
            </Group>
        </Stack>
    );
}
