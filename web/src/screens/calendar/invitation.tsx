// A meeting's invitation by mail: who would get it, who has it, and what they answered; and the
// meeting as a file.
import { Anchor, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { store } from '@/api/store';
import { Waiting } from '@/parts/states';
import { calendar as calendar_words } from '@/words/en/calendar';
import { ago } from '@/words/format';

const words = calendar_words;
const key_of = (meeting: string) => ['meeting', meeting, 'invitation'] as const;

export default function Invitation({ meeting, may }: { meeting: string; may: boolean }) {
    const path = { meeting };
    const invitation = useQuery({
        queryKey: key_of(meeting),
        queryFn: () => answer(api.GET('/meetings/{meeting}/invitation', { params: { path } })),
        // An answer that is no act of the deal (declined, perhaps) makes no event to hear of.
        refetchInterval: (query) => (query.state.data?.invited_at ? 15_000 : false),
    });
    const invite = useCommand({
        send: (_: undefined, guard) =>
            answer(api.POST('/meetings/{meeting}/invitation', { params: { path, header: guard } })),
        says: words.invited,
        done: (now) => store.setQueryData(key_of(meeting), now),
    });
    const view = invitation.data;
    // What can't be told is not worth a hole in the page: the meeting stands without it.
    if (invitation.isError) return <File meeting={meeting} />;
    if (!view) return <Waiting rows={1} height={80} />;
    return (
        <>
            {view.invited_at && view.sent_at && (
                <Text size="sm">
                    {words.got(ago(view.sent_at))}{' '}
                    {view.sequence > 0 && words.changed_since(view.sequence)}
                </Text>
            )}
            {may && view.may_invite && <Text size="sm">{words.will_get}</Text>}
            <ul style={{ paddingLeft: '1.1em', margin: '6px 0' }}>
                {view.people.map((who) => (
                    <Person key={who.person} who={who} invited={view.invited_at !== undefined} />
                ))}
            </ul>
            {may && view.may_invite && (
                <Button
                    variant="default"
                    loading={invite.busy}
                    onClick={() => void invite.run(undefined, view.version)}
                    my="xs"
                    mr="md"
                >
                    {words.invite}
                </Button>
            )}
            <File meeting={meeting} />
        </>
    );
}

function Person({ who, invited }: { who: Schemas['InvitedPerson']; invited: boolean }) {
    return (
        <li style={{ overflowWrap: 'anywhere' }}>
            {who.name}{' '}
            <Text span size="sm" c="dimmed">
                {who.address || words.no_address}
                {invited && who.address && ` · ${words.answer[who.answer]}`}
            </Text>
        </li>
    );
}

function File({ meeting }: { meeting: string }) {
    return (
        <Anchor href={`/api/v1/meetings/${meeting}/calendar`} download size="sm">
            {words.file}
        </Anchor>
    );
}
