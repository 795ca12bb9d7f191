// The gate: free work gets a purpose, an expected outcome, the decision it serves, and something in
// exchange. While another piece is unanswered, only with a reason that the manager sees.
import { Alert, Button, Radio, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Refusal, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { useDraft } from '@/parts/draft';
import { Empty, Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { add_days, day_of } from '@/words/format';
import {
    blank_promise,
    Day,
    draft_of,
    name_in,
    PromiseFields,
    type PromiseText,
    players_of,
} from './fields';
import { ActForm, DealAct, type DealView, type Shown, useAct } from './frame';
import { type Act, open_act } from './open';

interface Props {
    deal: string;
    request: string;
    shown: Shown;
}
export default function AcceptRequest({ deal, request, shown }: Props) {
    const gate = useQuery({
        queryKey: [...keys.deal(deal), 'request', request],
        queryFn: () => answer(api.GET('/requests/{request}', { params: { path: { request } } })),
    });
    return (
        <DealAct title={say.acts.accept.title} deal={deal} shown={shown} wide>
            {(view) => {
                const asked = view.deal.requests.find((r) => r.id === request);
                if (asked?.state !== 'asked') return <Empty title={say.acts.accept.settled} />;
                if (gate.isError) return <Failed error={gate.error} again={() => gate.refetch()} />;
                if (!gate.data) return <Waiting rows={4} />;
                return <Form view={view} request={asked} gate={gate.data} shown={shown} />;
            }}
        </DealAct>
    );
}

// What the buyer does in exchange: a promise there is, a new one, or nothing.
type Exchange = 'there_is' | 'new' | 'nothing';

interface Given {
    purpose: string;
    outcome: string;
    decision: string;
    exchange: Exchange;
    there_is: string | undefined;
    promise: PromiseText;
    override: string;
    ends_on: string;
    criteria: string;
}

function body_of(text: Given, trial: boolean, overriding: boolean): Schemas['AcceptRequest'] {
    const body: Schemas['AcceptRequest'] = {
        purpose: text.purpose.trim(),
        outcome: text.outcome.trim(),
        decision: text.decision.trim(),
    };
    if (text.exchange === 'nothing') body.nothing_in_exchange = true;
    if (text.exchange === 'there_is' && text.there_is) body.exchange = text.there_is;
    if (text.exchange === 'new') body.exchange_promise = draft_of(text.promise, 'buyer');
    if (overriding) body.override_reason = text.override.trim();
    if (trial) {
        if (text.ends_on) body.ends_on = text.ends_on;
        body.success_criteria = text.criteria.trim();
    }
    return body;
}

interface FormProps {
    view: DealView;
    request: Schemas['Request'];
    gate: Schemas['RequestView'];
    shown: Shown;
}
function Form({ view, request, gate, shown }: FormProps) {
    const open_promises = view.deal.commitments.filter(
        (c) =>
            c.owner.type === 'buyer' && (c.state.type === 'agreed' || c.state.type === 'proposed'),
    );
    const by = players_of(view).some((p) => p.person === request.by) ? request.by : undefined;
    const draft = useDraft<Given>(`accept:${request.id}`, {
        purpose: '',
        outcome: '',
        decision: '',
        exchange: open_promises.length > 0 ? 'there_is' : 'new',
        there_is: open_promises[0]?.id,
        promise: blank_promise(by),
        override: '',
        ends_on: add_days(day_of(), 30),
        criteria: '',
    });
    const { value } = draft;
    const put = (part: Partial<Given>) => draft.change({ ...value, ...part });
    const trial = request.kind === 'trial';
    const act = useAct<Schemas['AcceptRequest']>(view.deal.id, shown, {
        send: (body, header) =>
            answer(
                api.POST('/requests/{request}/accept', {
                    params: { path: { request: request.id }, header },
                    body,
                }),
            ),
        says: say.acts.accept.said,
        done: draft.forget,
        mine: (input) => [
            { label: say.acts.accept.purpose, text: input.purpose ?? '' },
            { label: say.acts.accept.outcome, text: input.outcome ?? '' },
            { label: say.acts.accept.decision, text: input.decision ?? '' },
        ],
    });
    const closed = gate.gate !== undefined || act.refusal?.code === 'close_the_open_one_first';
    const who = name_in(view, request.by);
    return (
        <ActForm
            label={closed ? say.acts.accept.override_go : say.acts.accept.go}
            send={() => act.run(body_of(value, trial, closed), view.version)}
            busy={act.busy}
            refusal={act.refusal}
            at_fields={fields_with_mistakes}
            close={shown.close}
            beside={
                <Button
                    variant="subtle"
                    onClick={() =>
                        open_act(
                            { act: 'decline_request', deal: view.deal.id, request: request.id },
                            shown,
                        )
                    }
                >
                    {say.acts.accept.decline}
                </Button>
            }
        >
            <Text>{say.acts.asked(who, say.method.request_kind[request.kind], request.what)}</Text>
            {gate.gate && <Gate view={view} gate={gate} shown={shown} />}
            {closed && (
                <Textarea
                    label={say.acts.accept.override}
                    description={say.acts.accept.override_more}
                    value={value.override}
                    onChange={(e) => put({ override: e.currentTarget.value })}
                    autosize
                    error={act.refusal?.at('override_reason')}
                    required
                    withAsterisk={false}
                />
            )}
            <Purpose value={value} put={put} who={who} refusal={act.refusal} />
            {trial && (
                <SimpleGrid cols={{ base: 1, xs: 2 }}>
                    <Day
                        label={say.acts.accept.ends_on}
                        value={value.ends_on}
                        change={(ends_on) => put({ ends_on })}
                        least={day_of()}
                        error={act.refusal?.at('ends_on')}
                    />
                    <Textarea
                        label={say.acts.accept.criteria}
                        value={value.criteria}
                        onChange={(e) => put({ criteria: e.currentTarget.value })}
                        autosize
                        required
                        withAsterisk={false}
                        error={act.refusal?.at('success_criteria')}
                    />
                </SimpleGrid>
            )}
            <ExchangeChoice
                view={view}
                open_promises={open_promises}
                value={value}
                put={put}
                refusal={act.refusal}
            />
        </ActForm>
    );
}

const fields_with_mistakes = [
    'purpose',
    'outcome',
    'decision',
    'override_reason',
    'ends_on',
    'success_criteria',
    'exchange_promise',
] as const;

interface PartProps {
    value: Given;
    put: (part: Partial<Given>) => void;
    refusal: Refusal | undefined;
}
function Purpose({ value, put, who, refusal }: PartProps & { who: string }) {
    const words = say.acts.accept;
    return (
        <Stack gap="sm">
            <Textarea
                label={words.purpose}
                description={words.purpose_more(who)}
                value={value.purpose}
                onChange={(e) => put({ purpose: e.currentTarget.value })}
                autosize
                data-autofocus
                required
                withAsterisk={false}
                error={refusal?.at('purpose')}
            />
            <Textarea
                label={words.outcome}
                description={words.outcome_more}
                value={value.outcome}
                onChange={(e) => put({ outcome: e.currentTarget.value })}
                autosize
                required
                withAsterisk={false}
                error={refusal?.at('outcome')}
            />
            <Textarea
                label={words.decision}
                description={words.decision_more}
                value={value.decision}
                onChange={(e) => put({ decision: e.currentTarget.value })}
                autosize
                required
                withAsterisk={false}
                error={refusal?.at('decision')}
            />
        </Stack>
    );
}

interface ExchangeProps extends PartProps {
    view: DealView;
    open_promises: Schemas['Commitment'][];
}
function ExchangeChoice({ view, open_promises, value, put, refusal }: ExchangeProps) {
    const words = say.acts.accept;
    const ways: Exchange[] =
        open_promises.length > 0 ? ['there_is', 'new', 'nothing'] : ['new', 'nothing'];
    return (
        <Stack gap="sm">
            <Radio.Group
                label={words.exchange}
                description={words.exchange_more}
                value={value.exchange}
                onChange={(to) => put({ exchange: ways.find((w) => w === to) ?? value.exchange })}
            >
                <Stack gap={6} mt={8}>
                    {ways.map((way) => (
                        <Radio key={way} value={way} label={words.exchange_is[way]} />
                    ))}
                </Stack>
            </Radio.Group>
            {value.exchange === 'there_is' && (
                <Select
                    label={words.which}
                    data={open_promises.map((c) => ({ value: c.id, label: c.what }))}
                    value={value.there_is ?? null}
                    onChange={(to) => put({ there_is: to ?? undefined })}
                    allowDeselect={false}
                    error={refusal?.at('exchange')}
                />
            )}
            {value.exchange === 'new' && (
                <PromiseFields
                    view={view}
                    side="buyer"
                    value={value.promise}
                    change={(promise) => put({ promise })}
                    refusal={refusal}
                    below="exchange_promise"
                />
            )}
        </Stack>
    );
}

interface GateProps {
    view: DealView;
    gate: Schemas['RequestView'];
    shown: Shown;
}
function Gate({ view, gate, shown }: GateProps) {
    const words = say.acts.accept;
    const open = view.deal.requests.find((r) => r.id === gate.blocked_by);
    const close_it = (request: Schemas['Request']) =>
        open_act(closing(view.deal.id, request), shown.done ? { done: shown.done } : {});
    return (
        <Alert color="gray" variant="light" title={words.gate} role="status">
            <Stack gap="xs" align="flex-start">
                <Text size="sm">{gate.gate?.says}</Text>
                {open && (
                    <Button size="compact-md" variant="default" onClick={() => close_it(open)}>
                        {open.state === 'delivered' ? words.gate_ask : words.gate_deliver}
                    </Button>
                )}
            </Stack>
        </Alert>
    );
}

// What closes the one that stands in the gate.
export function closing(deal: string, open: { id: string; state: Schemas['RequestState'] }): Act {
    return open.state === 'delivered'
        ? { act: 'answer_request', deal, request: open.id }
        : { act: 'deliver_request', deal, request: open.id };
}
