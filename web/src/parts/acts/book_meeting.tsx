// The next meeting: when, how, with whom, and who has accepted it already.
import {
    Checkbox,
    Group,
    NumberInput,
    SegmentedControl,
    SimpleGrid,
    Stack,
    Text,
    TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { say } from '@/words';
import { add_days, day_of, instant_of } from '@/words/format';
import { Day, players_of, soon_days } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

const kinds = ['call', 'video', 'visit'] as const;

interface Props {
    deal: string;
    players?: string[];
    shown: Shown;
}
export default function BookMeeting({ deal, players, shown }: Props) {
    return (
        <DealAct title={say.acts.meeting.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} first={players} shown={shown} />}
        </DealAct>
    );
}

// Whoever was in the last meeting is likely to be in the next one.
function likely(view: DealView): string[] {
    const here = players_of(view).map((p) => p.person);
    const last = view.deal.meetings.findLast((m) => !m.cancelled_at);
    const again = (last?.players ?? []).filter((p) => here.includes(p));
    return again.length > 0 ? again : here.slice(0, 1);
}

interface FormProps {
    view: DealView;
    first: string[] | undefined;
    shown: Shown;
}
function Form({ view, first, shown }: FormProps) {
    const [kind, set_kind] = useState<Schemas['MeetingKind']>('video');
    const [day, set_day] = useState(() => add_days(day_of(), 7));
    const [time, set_time] = useState('10:00');
    const [minutes, set_minutes] = useState<number | ''>(45);
    const [title, set_title] = useState('');
    const [players, set_players] = useState(() => first ?? likely(view));
    const [accepted, set_accepted] = useState<string[]>([]);
    const act = useAct<Schemas['ScheduleMeeting']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(
                api.POST('/deals/{deal}/meetings', {
                    params: { path: { deal: view.deal.id }, header },
                    body,
                }),
            ),
        says: say.acts.meeting.said,
    });
    const ready = day !== '' && time !== '' && minutes !== '' && players.length > 0;
    const send = () =>
        act.run(
            {
                kind,
                title: title.trim(),
                starts: instant_of(day, time),
                minutes: Number(minutes),
                players,
                accepted_by: accepted.filter((p) => players.includes(p)),
            },
            view.version,
        );
    return (
        <ActForm
            label={say.acts.meeting.go}
            send={send}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['starts', 'minutes', 'players', 'title']}
            ready={ready}
            close={shown.close}
        >
            <SegmentedControl
                aria-label={say.acts.meeting.kind}
                data={kinds.map((k) => ({ value: k, label: say.method.meeting_kind[k] }))}
                value={kind}
                onChange={(to) => set_kind(kinds.find((k) => k === to) ?? kind)}
            />
            <Day
                label={say.acts.meeting.day}
                value={day}
                change={set_day}
                least={day_of()}
                soon={soon_days()}
                error={act.refusal?.at('starts')}
            />
            <SimpleGrid cols={2}>
                <TextInput
                    type="time"
                    label={say.acts.meeting.time}
                    value={time}
                    onChange={(e) => set_time(e.currentTarget.value)}
                    required
                    withAsterisk={false}
                />
                <NumberInput
                    label={say.acts.meeting.minutes}
                    value={minutes}
                    onChange={(to) => set_minutes(to === '' ? '' : Number(to))}
                    min={5}
                    max={1440}
                    step={15}
                    error={act.refusal?.at('minutes')}
                />
            </SimpleGrid>
            <Players
                view={view}
                players={players}
                set_players={set_players}
                accepted={accepted}
                set_accepted={set_accepted}
            />
            <TextInput
                label={say.acts.meeting.about}
                description={say.common.optional}
                value={title}
                onChange={(e) => set_title(e.currentTarget.value)}
                error={act.refusal?.at('title')}
            />
        </ActForm>
    );
}

interface PlayersProps {
    view: DealView;
    players: string[];
    set_players: (to: string[]) => void;
    accepted: string[];
    set_accepted: (to: string[]) => void;
}
function Players({ view, players, set_players, accepted, set_accepted }: PlayersProps) {
    const all = players_of(view);
    if (all.length === 0)
        return (
            <Text size="sm" c="dimmed">
                {say.acts.no_players}
            </Text>
        );
    return (
        <Stack gap={6} role="group" aria-label={say.acts.meeting.with}>
            <Group justify="space-between">
                <Text size="sm" fw={500}>
                    {say.acts.meeting.with}
                </Text>
                <Text size="xs" c="dimmed">
                    {say.acts.meeting.accepted}
                </Text>
            </Group>
            {all.map((p) => {
                const there = players.includes(p.person);
                return (
                    <Group key={p.person} justify="space-between" wrap="nowrap" mih={36}>
                        <Checkbox
                            label={`${p.name} · ${say.method.role[p.role]}`}
                            checked={there}
                            onChange={() => set_players(toggled(players, p.person))}
                        />
                        <Checkbox
                            aria-label={say.acts.meeting.has_accepted(p.name)}
                            color="buyer"
                            disabled={!there}
                            checked={there && accepted.includes(p.person)}
                            onChange={() => set_accepted(toggled(accepted, p.person))}
                        />
                    </Group>
                );
            })}
            <Text size="xs" c="dimmed">
                {say.acts.meeting.accepted_more}
            </Text>
        </Stack>
    );
}

function toggled(all: string[], one: string): string[] {
    return all.includes(one) ? all.filter((o) => o !== one) : [...all, one];
}
