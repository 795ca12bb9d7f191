// Fields that acts share: a day, a person of the deal, what a promise says.
import {
    Chip,
    Group,
    Radio,
    Select,
    SimpleGrid,
    Stack,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import type { Refusal, Schemas } from '@/api/client';
import { EffortMark, grades } from '@/parts/effort';
import { say } from '@/words';
import { add_days, day_of, days_between, weekday } from '@/words/format';
import type { DealView } from './frame';

interface DayProps {
    label: string;
    value: string;
    change: (day: string) => void;
    least?: string;
    most?: string;
    soon?: readonly Soon[]; // Days of one tap.
    error?: string | undefined;
    description?: string;
}
export interface Soon {
    label: string;
    day: string;
}
export function Day({ label, value, change, least, most, soon, error, description }: DayProps) {
    return (
        <Stack gap={6}>
            <TextInput
                type="date"
                label={label}
                description={description}
                value={value}
                onChange={(e) => change(e.currentTarget.value)}
                min={least}
                max={most}
                error={error}
                required
                withAsterisk={false}
            />
            {soon && (
                <Chip.Group value={value} onChange={(to) => typeof to === 'string' && change(to)}>
                    <Group gap={6}>
                        {soon.map((s) => (
                            <Chip key={s.day} value={s.day} size="sm" variant="outline">
                                {s.label}
                            </Chip>
                        ))}
                    </Group>
                </Chip.Group>
            )}
        </Stack>
    );
}

// Tomorrow, next Monday, in two weeks, in a month: never the same day twice.
export function soon_days(today: string = day_of()): Soon[] {
    const week_day = new Date(`${today}T12:00:00Z`).getUTCDay();
    const monday = add_days(today, (8 - week_day) % 7 || 7);
    const all = [
        { label: say.acts.tomorrow, day: add_days(today, 1) },
        { label: weekday(monday), day: monday },
        { label: say.acts.in_two_weeks, day: add_days(today, 14) },
        { label: say.acts.in_a_month, day: add_days(today, 30) },
    ];
    return all.filter((s, i) => all.findIndex((o) => o.day === s.day) === i);
}
export function later_days(today: string = day_of()): Soon[] {
    return [
        { label: say.acts.in_a_month, day: add_days(today, 30) },
        { label: say.acts.in_three_months, day: add_days(today, 91) },
        { label: say.acts.in_half_a_year, day: add_days(today, 182) },
    ];
}

export function players_of(view: DealView): Schemas['Player'][] {
    return view.deal.players.filter((p) => !p.left_at);
}
export function name_in(view: DealView, person: string | undefined): string {
    return view.deal.players.find((p) => p.person === person)?.name ?? say.common.they;
}

interface WhoProps {
    view: DealView;
    label: string;
    value: string | undefined;
    change: (person: string | undefined) => void;
    error?: string | undefined;
    clearable?: boolean;
}
export function Who({ view, label, value, change, error, clearable = false }: WhoProps) {
    return (
        <Select
            label={label}
            value={value ?? null}
            onChange={(to) => change(to ?? undefined)}
            data={players_of(view).map((p) => ({
                value: p.person,
                label: `${p.name} · ${say.method.role[p.role]}`,
            }))}
            placeholder={say.acts.choose}
            nothingFoundMessage={say.acts.no_players}
            clearable={clearable}
            searchable={players_of(view).length > 6}
            allowDeselect={false}
            error={error}
            comboboxProps={{ withinPortal: true }}
        />
    );
}

export interface PromiseText {
    what: string;
    person: string | undefined;
    due: string;
    proof: string;
    effort: Schemas['Effort'];
    unasked: boolean;
}
export function blank_promise(person?: string): PromiseText {
    return {
        what: '',
        person,
        due: add_days(day_of(), 7),
        proof: '',
        effort: 'work',
        unasked: false,
    };
}
export function draft_of(text: PromiseText, side: Schemas['Side']): Schemas['PromiseDraft'] {
    const draft: Schemas['PromiseDraft'] = {
        side,
        what: text.what.trim(),
        effort: text.effort,
        proof: text.proof.trim(),
    };
    if (text.due) draft.due = text.due;
    if (side === 'buyer') {
        if (text.person) draft.person = text.person;
        draft.initiative = text.unasked ? 'unasked' : 'asked';
    }
    return draft;
}

interface PromiseProps {
    view: DealView;
    side: Schemas['Side'];
    value: PromiseText;
    change: (next: PromiseText) => void;
    refusal: Refusal | undefined;
    below?: string; // The field of the body it stands in: "exchange_promise".
}
// What, who, when, how both will see it is done, and what it costs whoever makes it.
export function PromiseFields({ view, side, value, change, refusal, below }: PromiseProps) {
    const put = (part: Partial<PromiseText>) => change({ ...value, ...part });
    const at = (field: string) => refusal?.at(below ? `${below}/${field}` : field);
    const words = say.acts.promise;
    return (
        <Stack gap="sm">
            <Textarea
                label={side === 'buyer' ? words.what_they : words.what_we}
                placeholder={side === 'buyer' ? words.what_they_hint : words.what_we_hint}
                value={value.what}
                onChange={(e) => put({ what: e.currentTarget.value })}
                autosize
                minRows={1}
                maxRows={5}
                required
                withAsterisk={false}
                data-autofocus={below ? undefined : true}
                error={at('what')}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                {side === 'buyer' && (
                    <Who
                        view={view}
                        label={words.who}
                        value={value.person}
                        change={(person) => put({ person })}
                        error={at('person')}
                    />
                )}
                <Day
                    label={words.due}
                    value={value.due}
                    change={(due) => put({ due })}
                    least={day_of()}
                    error={at('due')}
                />
            </SimpleGrid>
            <TextInput
                label={words.proof}
                placeholder={words.proof_hint}
                value={value.proof}
                onChange={(e) => put({ proof: e.currentTarget.value })}
                error={at('proof')}
            />
            <Cost side={side} value={value.effort} change={(effort) => put({ effort })} />
            {side === 'buyer' && (
                <Chip
                    checked={value.unasked}
                    onChange={(unasked) => put({ unasked })}
                    variant="outline"
                >
                    {words.unasked}
                </Chip>
            )}
        </Stack>
    );
}

interface CostProps {
    side: Schemas['Side'];
    value: Schemas['Effort'];
    change: (effort: Schemas['Effort']) => void;
}
function Cost({ side, value, change }: CostProps) {
    return (
        <Radio.Group
            label={side === 'buyer' ? say.acts.promise.costs_them : say.acts.promise.costs_us}
            value={value}
            onChange={(to) => change(grades.find((g) => g === to) ?? value)}
        >
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={4} mt={6}>
                {grades.map((grade) => (
                    <Radio
                        key={grade}
                        value={grade}
                        styles={{ body: { alignItems: 'center', minHeight: 32 } }}
                        label={
                            <Group gap={6} wrap="nowrap">
                                <EffortMark effort={grade} side={side} />
                                <span>{say.method.effort[grade]}</span>
                            </Group>
                        }
                    />
                ))}
            </SimpleGrid>
            <Text size="xs" c="dimmed" mt={4}>
                {say.method.effort_spends[value]}
            </Text>
        </Radio.Group>
    );
}

// A day that is not after another; "" while the field is empty.
export function is_after_today(day: string): boolean {
    return day !== '' && days_between(day_of(), day) > 0;
}
