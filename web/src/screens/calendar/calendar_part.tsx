// The settings' part for one's own calendars: what Ante looks into, and what one's own calendar
// program reads of Ante.
import { Stack, Text, Title } from '@mantine/core';
import { Failed, Waiting } from '@/parts/states';
import { calendar as calendar_words } from '@/words/en/calendar';
import { AddCalendar } from './add_calendar';
import { CalendarLine } from './calendar_line';
import { FeedPart } from './feed_part';
import { useCalendars } from './read';

const words = calendar_words;

export default function CalendarPart() {
    return (
        <Stack gap="xl">
            <Text c="dimmed">{words.about}</Text>
            <section aria-label={words.yours}>
                <Title order={3} mb="sm">
                    {words.yours}
                </Title>
                <Mine />
            </section>
            <AddCalendar />
            <FeedPart />
        </Stack>
    );
}

function Mine() {
    const calendars = useCalendars();
    if (calendars.isError)
        return <Failed error={calendars.error} again={() => calendars.refetch()} />;
    if (!calendars.data) return <Waiting rows={1} height={96} />;
    if (calendars.data.items.length === 0) return <Text c="dimmed">{words.none}</Text>;
    return (
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {calendars.data.items.map((calendar) => (
                <CalendarLine key={calendar.id} calendar={calendar} />
            ))}
        </Stack>
    );
}
