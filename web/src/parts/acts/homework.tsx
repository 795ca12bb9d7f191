// Homework before the first meeting: what is known, and what is not yet.
import { Textarea } from '@mantine/core';
import { answer, api, type Schemas } from '@/api/client';
import { useDraft } from '@/parts/draft';
import { say } from '@/words';
import { Who } from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';

const lines = ['issue', 'reality', 'desired_result', 'gap', 'why_us'] as const;

interface Props {
    deal: string;
    shown: Shown;
}
export default function Homework({ deal, shown }: Props) {
    return (
        <DealAct title={say.acts.homework.title} deal={deal} shown={shown} wide>
            {(view) => <Form view={view} shown={shown} />}
        </DealAct>
    );
}

function Form({ view, shown }: { view: DealView; shown: Shown }) {
    const draft = useDraft<Schemas['HomeworkInput']>(
        `homework:${view.deal.id}`,
        view.deal.homework,
    );
    const act = useAct<Schemas['HomeworkInput']>(view.deal.id, shown, {
        send: (homework, header) =>
            answer(
                api.PUT('/deals/{deal}/homework', {
                    params: { path: { deal: view.deal.id }, header },
                    body: { homework },
                }),
            ),
        says: say.acts.homework.said,
        done: draft.forget,
        mine: (input) =>
            lines.flatMap((line) => {
                const text = input[line];
                return text ? [{ label: say.acts.homework.lines[line], text }] : [];
            }),
    });
    return (
        <ActForm
            label={say.common.save}
            send={() => act.run(draft.value, view.version)}
            busy={act.busy}
            refusal={act.refusal}
            close={shown.close}
        >
            {lines.map((line, i) => (
                <Textarea
                    key={line}
                    label={say.acts.homework.lines[line]}
                    description={say.acts.homework.more[line]}
                    value={draft.value[line] ?? ''}
                    onChange={(e) =>
                        draft.change({ ...draft.value, [line]: e.currentTarget.value })
                    }
                    autosize
                    data-autofocus={i === 0 ? true : undefined}
                    error={act.refusal?.at(`homework/${line}`)}
                />
            ))}
            <Who
                view={view}
                label={say.acts.homework.decision_maker}
                value={draft.value.decision_maker}
                change={(decision_maker) => {
                    const { decision_maker: _, ...rest } = draft.value;
                    draft.change(decision_maker ? { ...rest, decision_maker } : rest);
                }}
                clearable
            />
        </ActForm>
    );
}
