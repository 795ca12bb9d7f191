// Taps that the server would not have, with its reason: nothing vanishes without a word.
import { Button, Group, Text } from '@mantine/core';
import { send_all_the_same, type Tap, take_back } from '@/api/taps';
import { say } from '@/words';
import classes from './hold.module.css';
import { type MeetingView, name_in } from './read';

interface Props {
    taps: Tap[];
    member: string;
    view: MeetingView;
}
export function Refused({ taps, member, view }: Props) {
    const refused = taps.filter((t) => t.refused !== undefined);
    if (refused.length === 0) return null;
    return (
        <div role="alert" className={classes.section}>
            {refused.map((t) => (
                <div key={t.key} className={classes.refused}>
                    <Text fw={600}>
                        {say.hold.not_saved}: {words_of(t, view)}
                    </Text>
                    <Text size="sm">{t.refused}</Text>
                    {t.act.kind === 'hesitation' && view.meeting.hesitation && (
                        <Text size="sm" className={classes.quote}>
                            {say.hold.colleague} {say.meeting.said(view.meeting.hesitation.words)}
                        </Text>
                    )}
                    <Group gap="sm" mt={6}>
                        {t.act.kind === 'hesitation' && view.meeting.hesitation && (
                            <Button
                                variant="default"
                                size="md"
                                onClick={() => send_all_the_same(member, t.key, view.version)}
                            >
                                {say.hold.send_again}
                            </Button>
                        )}
                        <Button
                            variant="default"
                            size="md"
                            onClick={() => take_back(member, t.key)}
                        >
                            {say.hold.dismiss}
                        </Button>
                    </Group>
                </div>
            ))}
        </div>
    );
}

function words_of(tap: Tap, view: MeetingView): string {
    const { act } = tap;
    switch (act.kind) {
        case 'answer': {
            const ask = view.meeting.plan?.asks.find((a) => a.id === act.ask);
            return `${ask?.what ?? ''} (${say.meeting.outcome[act.body.answer]})`;
        }
        case 'correct': {
            const ask = view.meeting.plan?.asks.find((a) => a.id === act.ask);
            return `${ask?.what ?? ''} (${say.hold.corrected})`;
        }
        case 'place':
            return act.body.ask.what;
        case 'reading':
            return say.hold.temperature_of(name_in(view.players, act.body.who));
        case 'hesitation':
            return say.meeting.said(act.body.words);
        case 'offered':
            return act.body.promise.what;
        case 'next':
            return say.hold.next_title;
        case 'park':
            return say.hold.park;
    }
}
