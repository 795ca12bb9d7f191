// The private address under which one's own calendar program sees the meetings of one's deals.
import { Button, Checkbox, CopyButton, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useCommand } from '@/api/command';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { calendar as calendar_words } from '@/words/en/calendar';
import { day } from '@/words/format';
import { calendars_changed, useFeed } from './read';

const words = calendar_words;

export function FeedPart() {
    const feed = useFeed();
    const [promises, set_promises] = useState(false);
    const [address, set_address] = useState<string>();
    const make = useCommand({
        send: (body: { promises: boolean }) => answer(api.POST('/calendar-feed', { body })),
        done: (made) => {
            set_address(made.url);
            calendars_changed();
        },
    });
    const end = useCommand({
        send: () => answer(api.DELETE('/calendar-feed')),
        says: words.feed_ended,
        done: () => {
            set_address(undefined);
            calendars_changed();
        },
    });
    if (feed.isError) return <Failed error={feed.error} again={() => feed.refetch()} />;
    if (!feed.data) return <Waiting rows={1} height={120} />;
    return (
        <section aria-label={words.feed}>
            <Title order={3} mb="sm">
                {words.feed}
            </Title>
            <Stack>
                <Text c="dimmed">{words.feed_about}</Text>
                {feed.data.exists && !address && feed.data.made_at && (
                    <Text>
                        {words.feed_exists(day(feed.data.made_at))}{' '}
                        {feed.data.promises && words.feed_with}
                    </Text>
                )}
                {address && <Address url={address} />}
                <Checkbox
                    label={words.feed_promises}
                    checked={promises}
                    onChange={(event) => set_promises(event.currentTarget.checked)}
                />
                <Group>
                    <Button
                        variant={feed.data.exists ? 'default' : 'filled'}
                        loading={make.busy}
                        onClick={() => void make.run({ promises })}
                    >
                        {feed.data.exists ? words.feed_anew : words.feed_make}
                    </Button>
                    {feed.data.exists && (
                        <Button
                            variant="default"
                            loading={end.busy}
                            onClick={() => void end.run(undefined)}
                        >
                            {words.feed_end}
                        </Button>
                    )}
                </Group>
            </Stack>
        </section>
    );
}

function Address({ url }: { url: string }) {
    return (
        <div>
            <Text size="sm" mb={4}>
                {words.feed_made}
            </Text>
            <Group align="flex-end">
                <TextInput
                    readOnly
                    label={words.feed_address}
                    value={url}
                    style={{ flex: '1 1 240px' }}
                    onFocus={(event) => event.currentTarget.select()}
                />
                <CopyButton value={url}>
                    {({ copied, copy }) => (
                        <Button onClick={copy}>{copied ? words.copied : say.common.copy}</Button>
                    )}
                </CopyButton>
            </Group>
        </div>
    );
}
