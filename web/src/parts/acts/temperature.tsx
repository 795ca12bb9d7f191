// The temperature check of one decision maker, from any screen.
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { Questions, useReading } from '@/parts/reading';
import { say } from '@/words';
import { players_of, Who } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    meeting: string;
    person?: string;
    shown: Shown;
}
export default function Temperature({ deal, meeting, person, shown }: Props) {
    return (
        <DealAct title={say.acts.temperature.title} deal={deal} shown={shown}>
            {(view) => <Form view={view} meeting={meeting} person={person} shown={shown} />}
        </DealAct>
    );
}

// A decision maker who was there and was not asked yet.
function unread(view: DealView, meeting: string): string | undefined {
    const held = view.deal.meetings.find((m) => m.id === meeting);
    const there = held?.debrief?.attended ?? held?.players ?? [];
    const asked = (held?.readings ?? []).map((r) => r.who);
    const deciding = players_of(view).filter((p) => p.role === 'decision_maker');
    return deciding.find((p) => there.includes(p.person) && !asked.includes(p.person))?.person;
}

interface FormProps {
    view: DealView;
    meeting: string;
    person: string | undefined;
    shown: Shown;
}
function Form({ view, meeting, person, shown }: FormProps) {
    const [who, set_who] = useState(() => person ?? unread(view, meeting));
    const reading = useReading(meeting);
    const body = who ? reading.of(who) : undefined;
    const act = useAct<Schemas['TakeReading']>(view.deal.id, shown, {
        send: (taken, header) =>
            answer(
                api.POST('/meetings/{meeting}/readings', {
                    params: { path: { meeting }, header },
                    body: taken,
                }),
            ),
        says: say.acts.temperature.said,
        done: reading.forget,
    });
    return (
        <ActForm
            label={say.common.save}
            send={() => body && void act.run(body, view.version)}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={['who']}
            ready={body !== undefined}
            close={shown.close}
        >
            <Who
                view={view}
                label={say.acts.temperature.who}
                value={who}
                change={set_who}
                error={act.refusal?.at('who')}
            />
            <Questions reading={reading} />
        </ActForm>
    );
}
