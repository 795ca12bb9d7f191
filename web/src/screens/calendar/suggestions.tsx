// What stands in one's calendar and may be about several deals: one tap says which.
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { calendar as calendar_words } from '@/words/en/calendar';
import { moment } from '@/words/format';
import { calendars_changed, useSuggestions } from './read';

const words = calendar_words;

const at_once = 5; // The next come up as these are answered.

export default function Suggestions() {
    const suggestions = useSuggestions();
    // Nothing to ask, or nothing known of it: then there is nothing to say here.
    const items = (suggestions.data?.items ?? []).slice(0, at_once);
    if (items.length === 0) return null;
    return (
        <section aria-label={words.from_calendar}>
            <Text component="h2" fw={600} size="sm" c="dimmed" mt="lg" mb="xs">
                {words.from_calendar}
            </Text>
            <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {items.map((entry) => (
                    <Suggestion key={entry.id} entry={entry} />
                ))}
            </Stack>
        </section>
    );
}

function Suggestion({ entry }: { entry: Schemas['SuggestedEntry'] }) {
    const path = { entry: entry.id };
    const place = useCommand({
        send: (about: string) =>
            answer(
                api.POST('/calendar-entries/{entry}/deal', { params: { path }, body: { about } }),
            ),
        says: (_, about) => words.placed(entry.deals.find((deal) => deal.id === about)?.name ?? ''),
        done: calendars_changed,
    });
    const leave = useCommand({
        send: () => answer(api.POST('/calendar-entries/{entry}/leave', { params: { path } })),
        says: words.left_alone,
        done: calendars_changed,
    });
    return (
        <Paper withBorder p="md" component="li">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {words.is_it_about(entry.title)}
            </Text>
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {words.at(moment(entry.starts), entry.people.join(', '))}
            </Text>
            <Group gap="xs" mt="sm">
                {entry.deals.map((deal) => (
                    <Button
                        key={deal.id}
                        variant="default"
                        loading={place.busy}
                        onClick={() => void place.run(deal.id)}
                        styles={{ label: { whiteSpace: 'normal' } }}
                    >
                        {deal.name}
                    </Button>
                ))}
                <Button
                    variant="subtle"
                    color="gray"
                    loading={leave.busy}
                    onClick={() => void leave.run(undefined)}
                >
                    {words.none_of_them}
                </Button>
            </Group>
        </Paper>
    );
}
