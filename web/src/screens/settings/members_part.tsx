import {
    Badge,
    Button,
    CopyButton,
    Group,
    Modal,
    Paper,
    Select,
    Stack,
    Switch,
    Text,
    TextInput,
} from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, type Schemas, versioned } from '@/api/client';
import { useCommand } from '@/api/command';
import { administers, useMe } from '@/api/me';
import { keys, store } from '@/api/store';
import { useMailState } from '@/parts/mail/state';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { moment } from '@/words/format';

type Member = Schemas['Member'];
type Entry = Schemas['MemberInput'];
const words = say.settings.members;

const roles = (Object.keys(words.roles) as Member['role'][]).map((value) => ({
    value,
    label: words.roles[value],
}));
const levels = (Object.keys(say.method.level) as Member['level'][]).map((value) => ({
    value,
    label: say.method.level[value],
}));

export function MembersPart() {
    const me = useMe();
    const admin = administers(me.data);
    const [edited, set_edited] = useState<Member | 'new'>();
    const [link, set_link] = useState<{ member: Member; link: Schemas['SignInLink'] }>();
    const pages = useInfiniteQuery({
        queryKey: keys.list('members'),
        initialPageParam: '',
        queryFn: ({ pageParam: after }) =>
            answer(
                api.GET('/members', { params: { query: { limit: 100, ...(after && { after }) } } }),
            ),
        getNextPageParam: (page) => page.next,
    });
    const make_link = useCommand({
        send: (member: Member) =>
            answer(
                api.POST('/members/{member}/sign-in-link', {
                    params: { path: { member: member.id } },
                }),
            ),
        done: (made, member) => set_link({ member, link: made }),
    });
    const mail_state = useMailState().data;
    const invite = useCommand({
        send: (member: string) =>
            answer(api.POST('/members/{member}/invitation', { params: { path: { member } } })),
        says: say.mail.member_invited,
    });
    if (pages.isError) return <Failed error={pages.error} again={() => pages.refetch()} />;
    if (!pages.data) return <Waiting rows={5} />;
    const members = pages.data.pages.flatMap((page) => page.items);
    return (
        <Stack>
            {admin && (
                <div>
                    <Button onClick={() => set_edited('new')}>{words.add}</Button>
                </div>
            )}
            <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {members.map((member) => (
                    <Paper withBorder p="sm" key={member.id} component="li">
                        <Group justify="space-between">
                            <div style={{ minWidth: 0 }}>
                                <Text fw={600}>
                                    {member.name}{' '}
                                    <Badge variant="light" color="gray" tt="none">
                                        {member.active
                                            ? say.method.member_role[member.role]
                                            : words.inactive}
                                    </Badge>
                                </Text>
                                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                                    {[member.email, say.method.level[member.level], member.team]
                                        .filter(Boolean)
                                        .join(' · ')}
                                </Text>
                            </div>
                            {admin && (
                                <Group gap="xs">
                                    {member.active && mail_state?.set_up && (
                                        <Button
                                            variant="subtle"
                                            onClick={() => void invite.run(member.id)}
                                        >
                                            {say.mail.invite_member}
                                        </Button>
                                    )}
                                    {member.active && (
                                        <Button
                                            variant="subtle"
                                            onClick={() => void make_link.run(member)}
                                        >
                                            {words.link}
                                        </Button>
                                    )}
                                    <Button
                                        variant="default"
                                        aria-label={words.edit(member.name)}
                                        onClick={() => set_edited(member)}
                                    >
                                        {say.common.edit}
                                    </Button>
                                </Group>
                            )}
                        </Group>
                    </Paper>
                ))}
            </Stack>
            {pages.hasNextPage && (
                <Button
                    variant="default"
                    loading={pages.isFetchingNextPage}
                    onClick={() => pages.fetchNextPage()}
                >
                    {say.common.more}
                </Button>
            )}
            <Modal
                opened={edited !== undefined}
                onClose={() => set_edited(undefined)}
                title={edited && edited !== 'new' ? words.edit(edited.name) : words.title_new}
            >
                {edited && (
                    <MemberForm
                        member={edited === 'new' ? undefined : edited}
                        done={() => set_edited(undefined)}
                    />
                )}
            </Modal>
            <Modal
                opened={link !== undefined}
                onClose={() => set_link(undefined)}
                title={link && words.link_title(link.member.name)}
            >
                {link && (
                    <Stack>
                        <Text>{words.link_about(moment(link.link.ends_at))}</Text>
                        <TextInput readOnly value={link.link.url} aria-label={words.link} />
                        <CopyButton value={link.link.url}>
                            {({ copied, copy }) => (
                                <Button onClick={copy} data-autofocus>
                                    {copied ? words.copied : words.copy}
                                </Button>
                            )}
                        </CopyButton>
                    </Stack>
                )}
            </Modal>
        </Stack>
    );
}

const fresh: Entry = {
    name: '',
    email: '',
    role: 'rep',
    level: 'individual',
    team: '',
    active: true,
};

function MemberForm({ member, done }: { member: Member | undefined; done: () => void }) {
    const [entry, set_entry] = useState<Entry>(() => {
        if (!member) return fresh;
        const { id: _, ...rest } = member;
        return rest;
    });
    const set = (part: Partial<Entry>) => set_entry((before) => ({ ...before, ...part }));
    const finished = () => {
        store.invalidateQueries({ queryKey: keys.list('members') });
        done();
    };
    const path = { member: member?.id ?? '' };
    const add = useCommand({
        send: (body: Entry) => answer(api.POST('/members', { body })),
        says: words.saved,
        quiet: true,
        done: finished,
    });
    const change = useCommand({
        send: (body: Entry, guard) =>
            answer(api.PUT('/members/{member}', { params: { path, header: guard }, body })),
        now: async () => {
            const now = await versioned(api.GET('/members/{member}', { params: { path } }));
            return { version: now.version, theirs: in_words(now.value) };
        },
        mine: in_words,
        says: words.saved,
        quiet: true,
        done: finished,
    });
    const refusal = add.refusal ?? change.refusal;
    // As it was when he began to type, so that nobody else's change is overwritten unseen.
    const began = useQuery({
        queryKey: ['member', member?.id],
        enabled: member !== undefined,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        queryFn: () => versioned(api.GET('/members/{member}', { params: { path } })),
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (!member) return void add.run(entry);
        if (began.data) void change.run(entry, began.data.version);
    };
    return (
        <form onSubmit={submit}>
            <Stack>
                {refusal && (
                    <Text c="var(--overdue)" role="alert">
                        {refusal.message}
                    </Text>
                )}
                <TextInput
                    label={words.name}
                    value={entry.name}
                    error={refusal?.at('name')}
                    maxLength={200}
                    required
                    data-autofocus
                    onChange={(event) => set({ name: event.currentTarget.value })}
                />
                <TextInput
                    label={words.email}
                    type="email"
                    value={entry.email}
                    error={refusal?.at('email')}
                    maxLength={254}
                    required
                    onChange={(event) => set({ email: event.currentTarget.value })}
                />
                <Select
                    label={words.role}
                    data={roles}
                    value={entry.role}
                    allowDeselect={false}
                    onChange={(role) => role && set({ role })}
                />
                <Select
                    label={words.level}
                    data={levels}
                    value={entry.level ?? null}
                    allowDeselect={false}
                    onChange={(level) => level && set({ level })}
                />
                <TextInput
                    label={words.team}
                    description={words.team_more}
                    value={entry.team ?? ''}
                    maxLength={100}
                    onChange={(event) => set({ team: event.currentTarget.value })}
                />
                <Switch
                    label={words.active}
                    checked={entry.active ?? true}
                    onChange={(event) => set({ active: event.currentTarget.checked })}
                />
                <Button type="submit" loading={add.busy || change.busy}>
                    {say.common.save}
                </Button>
            </Stack>
        </form>
    );
}

function in_words(entry: Entry) {
    return [
        { label: words.name, text: entry.name },
        { label: words.email, text: entry.email },
        { label: words.role, text: say.method.member_role[entry.role] },
        { label: words.team, text: entry.team ?? '' },
    ];
}
