// Saved views: a filter and an order under a name, one's own or shared by their link.
import {
    Button,
    Checkbox,
    CopyButton,
    Group,
    Menu,
    Modal,
    Stack,
    Text,
    TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { IconBookmark, IconCheck, IconLink, IconTrash } from '@/parts/icons';
import { usePhone } from '@/parts/phone';
import { say } from '@/words';
import { type Address, address_of, view_text } from './asked';
import classes from './filters.module.css';

const words = say.pipeline;
type View = Schemas['SavedView'];

interface Props {
    address: Address;
    scope: Schemas['Scope'];
    me: string;
    go: (address: Address, how?: { replace: boolean }) => void;
}

export function Views({ address, scope, me, go }: Props) {
    const phone = usePhone();
    const [naming, set_naming] = useState(false);
    const views = useQuery({
        queryKey: keys.list('views', 'pipeline'),
        queryFn: () => answer(api.GET('/views', { params: { query: { screen: 'pipeline' } } })),
    });
    useOpened(address, go);
    const change = useCommand<View, View>({
        send: (view, guard) =>
            answer(
                api.PUT('/views/{view}', {
                    params: { path: { view: view.id }, header: guard },
                    body: {
                        name: view.name,
                        screen: 'pipeline',
                        visibility: view.visibility,
                        query: view_text(address, scope),
                    },
                }),
            ),
        says: (view) => words.view_saved(view.name),
    });
    const remove = useCommand<View, unknown>({
        send: (view, guard) =>
            answer(
                api.DELETE('/views/{view}', {
                    params: { path: { view: view.id }, header: guard },
                }),
            ),
        says: (_, view) => words.view_removed(view.name),
        undo: (_, { name, visibility, query }) =>
            answer(api.POST('/views', { body: { name, screen: 'pipeline', visibility, query } })),
    });
    const all = views.data?.items ?? [];
    const open = all.find((view) => view.id === address.view);
    const differs = open && view_text(address, scope) !== open.query;
    const name = open ? `${open.name}${differs ? ' *' : ''}` : words.views;
    return (
        <>
            <Menu position="bottom-end" width={300} shadow="md">
                <Menu.Target>
                    <Button variant="default" aria-label={name}>
                        <IconBookmark size={16} aria-hidden />
                        {(!phone || open) && <span className={classes.label}>{name}</span>}
                    </Button>
                </Menu.Target>
                <Menu.Dropdown>
                    {all.length === 0 && <Menu.Label>{words.no_views}</Menu.Label>}
                    {all.map((view) => (
                        <Group key={view.id} gap={2} wrap="nowrap">
                            <Menu.Item
                                onClick={() => go(address_of(view.query, view.id))}
                                fw={view.id === address.view ? 650 : undefined}
                            >
                                {view.name}
                                <Text size="xs" c="dimmed" component="div">
                                    {whose(view, me)}
                                </Text>
                            </Menu.Item>
                            <CopyLink view={view} />
                            {view.owner === me && (
                                <Menu.Item
                                    w="auto"
                                    aria-label={words.remove_view(view.name)}
                                    onClick={() => remove.run(view, view.version)}
                                >
                                    <IconTrash size={15} />
                                </Menu.Item>
                            )}
                        </Group>
                    ))}
                    <Menu.Divider />
                    {open && differs && open.owner === me && (
                        <Menu.Item onClick={() => change.run(open, open.version)}>
                            {words.update_view(open.name)}
                        </Menu.Item>
                    )}
                    <Menu.Item onClick={() => set_naming(true)}>{words.save_view}</Menu.Item>
                </Menu.Dropdown>
            </Menu>
            {naming && (
                <Naming
                    query={view_text(address, scope)}
                    close={() => set_naming(false)}
                    saved={(view) => go({ ...address, view: view.id }, { replace: true })}
                />
            )}
        </>
    );
}

function whose(view: View, me: string): string {
    if (view.owner !== me) return words.view_by(view.owner_name);
    return view.visibility === 'team' ? words.view_shared : words.view_private;
}

// The link holds only which view it is: it shows what the view says today.
function CopyLink({ view }: { view: View }) {
    return (
        <CopyButton value={`${location.origin}/pipeline?view=${view.id}`}>
            {({ copied, copy }) => (
                <Menu.Item
                    w="auto"
                    closeMenuOnClick={false}
                    aria-label={`${words.copy_link}: ${view.name}`}
                    title={copied ? words.link_copied : words.copy_link}
                    onClick={copy}
                >
                    {copied ? <IconCheck size={15} /> : <IconLink size={15} />}
                </Menu.Item>
            )}
        </CopyButton>
    );
}

// An address with nothing but a view is its link: what the view says comes into the address.
function useOpened(address: Address, go: Props['go']): void {
    const { view } = address;
    const bare = view !== undefined && Object.keys(address).length === 1;
    const opened = useQuery({
        queryKey: keys.list('view', view),
        enabled: bare,
        queryFn: () => answer(api.GET('/views/{view}', { params: { path: { view: view ?? '' } } })),
    });
    useEffect(() => {
        if (!bare) return;
        if (opened.isError) {
            notifications.show({ message: words.view_gone, role: 'status' });
            go({}, { replace: true });
        } else if (opened.data) {
            go(address_of(opened.data.query, opened.data.id), { replace: true });
        }
    }, [bare, opened.data, opened.isError, go]);
}

interface NamingProps {
    query: string;
    close: () => void;
    saved: (view: View) => void;
}
function Naming({ query, close, saved }: NamingProps) {
    const [name, set_name] = useState('');
    const [shared, set_shared] = useState(false);
    const add = useCommand<void, View>({
        send: (_, guard) =>
            answer(
                api.POST('/views', {
                    params: { header: { 'Idempotency-Key': guard['Idempotency-Key'] } },
                    body: {
                        name: name.trim(),
                        screen: 'pipeline',
                        visibility: shared ? 'team' : 'only_me',
                        query,
                    },
                }),
            ),
        done: (view) => {
            close();
            saved(view);
        },
        says: (view) => words.view_saved(view.name),
    });
    return (
        <Modal opened onClose={close} title={words.save_view}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    if (name.trim()) add.run();
                }}
            >
                <Stack>
                    <TextInput
                        label={words.view_name}
                        value={name}
                        onChange={(event) => set_name(event.currentTarget.value)}
                        maxLength={100}
                        data-autofocus
                    />
                    <Checkbox
                        label={words.view_team}
                        description={words.view_team_more}
                        checked={shared}
                        onChange={(event) => set_shared(event.currentTarget.checked)}
                    />
                    <Button type="submit" loading={add.busy} disabled={!name.trim()}>
                        {say.common.save}
                    </Button>
                </Stack>
            </form>
        </Modal>
    );
}
