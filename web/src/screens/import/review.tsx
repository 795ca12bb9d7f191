// The file as it is read: questions, columns, words, the first rows as they would become.
import {
    Alert,
    Button,
    Group,
    Loader,
    Paper,
    Select,
    Stack,
    Table,
    Text,
    TextInput,
    Title,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { number } from '@/words/format';
import { Counts } from './counts';
import classes from './import.module.css';
import { Preview } from './preview';
import {
    begin,
    in_words,
    list_key,
    no_wishes,
    readings_of,
    type Target,
    useReading,
    type Wishes,
} from './reading';

const words = say.imports;

interface Props {
    file: File;
    mapping: string;
    begun: (id: string) => void;
}

export function Review({ file, mapping, begun }: Props) {
    const [wishes, set_wishes] = useState<Wishes>({ ...no_wishes, mapping });
    const read = useReading(file, wishes);
    const start = useCommand({
        send: () => begin(file, wishes),
        done: (made) => {
            store.invalidateQueries({ queryKey: list_key });
            if (made.import) begun(made.import.id);
        },
    });
    const wish = (part: Partial<Wishes>) => set_wishes((before) => ({ ...before, ...part }));
    if (read.isError) return <Failed error={read.error} again={() => read.refetch()} />;
    if (!read.data)
        return (
            <Stack>
                <Text role="status">{words.reading}</Text>
                <Waiting rows={6} />
            </Stack>
        );
    const { plan, report, preview } = read.data;
    const asked = plan.questions.length > 0;
    const rows = report.made + report.changed + report.joined;
    return (
        <Stack gap="lg">
            {asked && (
                <Alert color="buyer" title={words.questions} role="alert">
                    <Stack gap="sm">
                        {plan.questions.map((q) => (
                            <Question key={q.code + q.column} of={q} wish={wish} />
                        ))}
                    </Stack>
                </Alert>
            )}
            {!asked && (
                <Paper withBorder p="md">
                    <Group justify="space-between">
                        <div>
                            <Title order={2} mb="sm">
                                {words.would}
                            </Title>
                            <Counts report={report} />
                        </div>
                        <Group>
                            {read.isFetching && <Loader size="sm" aria-label={words.reading} />}
                            <Button
                                size="md"
                                disabled={rows === 0 || read.isFetching}
                                loading={start.busy}
                                onClick={() => void start.run(undefined)}
                            >
                                {rows > 0 ? words.go(number(rows)) : words.nothing_to_do}
                            </Button>
                        </Group>
                    </Group>
                </Paper>
            )}
            {plan.remarks.map((remark) => (
                <Text key={remark.code + remark.column} size="sm" c="dimmed">
                    {in_words(remark.detail)}
                </Text>
            ))}
            {preview.length > 0 && (
                <section>
                    <Title order={2} mb="xs">
                        {words.preview}
                    </Title>
                    <Preview rows={preview} />
                </section>
            )}
            <Columns plan={plan} wishes={wishes} wish={wish} />
            <PlannedWords plan={plan} wishes={wishes} wish={wish} />
        </Stack>
    );
}

interface QuestionProps {
    of: Schemas['Question'];
    wish: (part: Partial<Wishes>) => void;
}
// A question with few answers is answered here; one about columns, at the columns below.
function Question({ of, wish }: QuestionProps) {
    const [text, set_text] = useState('');
    const say_it = (choice: string) => {
        if (of.option === '--dates') wish({ dates: choice as Schemas['DateOrder'] });
        else if (of.option === '--decimal') wish({ decimal: choice as Schemas['DecimalMark'] });
        else if (of.option === '--currency') wish({ currency: choice.toUpperCase() });
    };
    return (
        <div>
            <Text>{in_words(of.detail)}</Text>
            <Group gap="xs" mt={4}>
                {['--dates', '--decimal'].includes(of.option) &&
                    of.choices.map((choice) => (
                        <Button key={choice} variant="default" onClick={() => say_it(choice)}>
                            {{ ...words.orders, ...words.marks }[choice as 'ymd'] ?? choice}
                        </Button>
                    ))}
                {of.option === '--currency' && (
                    <>
                        <TextInput
                            aria-label={words.currency}
                            placeholder="EUR"
                            maxLength={3}
                            w={90}
                            value={text}
                            onChange={(event) => set_text(event.currentTarget.value)}
                        />
                        <Button
                            variant="default"
                            disabled={text.length !== 3}
                            onClick={() => say_it(text)}
                        >
                            {say.common.save}
                        </Button>
                    </>
                )}
            </Group>
        </div>
    );
}

interface ColumnsProps {
    plan: Schemas['ImportPlan'];
    wishes: Wishes;
    wish: (part: Partial<Wishes>) => void;
}
function Columns({ plan, wishes, wish }: ColumnsProps) {
    const targets = useQuery({
        queryKey: keys.words('import targets'),
        queryFn: () => answer(api.GET('/import-targets')),
    });
    const choices = (targets.data?.items ?? []).map((t) => ({
        value: t.target,
        label: t.target.replaceAll('_', ' '),
    }));
    const choose = (column: Schemas['PlannedColumn'], target: Target | null) => {
        const columns = { ...wishes.columns };
        if (column.target) columns[column.target] = 0; // What it filled is filled no more …
        if (target) columns[target] = column.position; // … and this is filled from here.
        wish({ columns });
    };
    return (
        <section>
            <Title order={2}>{words.columns}</Title>
            <Text c="dimmed" mb="sm">
                {words.columns_more}
            </Text>
            <section className={classes.wide} aria-label={words.columns}>
                <Table verticalSpacing={6} miw={560}>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Th>{words.column}</Table.Th>
                            <Table.Th>{words.holds}</Table.Th>
                            <Table.Th w={220}>{words.becomes}</Table.Th>
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        {plan.columns.map((column) => (
                            <Table.Tr key={column.position}>
                                <Table.Td fw={600}>
                                    {column.header || `#${column.position}`}
                                </Table.Td>
                                <Table.Td>
                                    <Text size="sm" c="dimmed" lineClamp={1}>
                                        {column.samples.join(' · ') || words.empty_column}
                                    </Text>
                                </Table.Td>
                                <Table.Td>
                                    <Select
                                        aria-label={`${words.becomes}: ${column.header}`}
                                        data={choices}
                                        value={column.target ?? null}
                                        placeholder={words.not_taken}
                                        clearable
                                        searchable
                                        onChange={(to) => choose(column, to as Target | null)}
                                    />
                                </Table.Td>
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            </section>
        </section>
    );
}

function PlannedWords({ plan, wishes, wish }: ColumnsProps) {
    if (plan.words.length === 0) return null;
    const read_as = (word: Schemas['PlannedWord'], reading: string | null) =>
        reading && wish({ words: { ...wishes.words, [`${word.target}.${word.word}`]: reading } });
    return (
        <section>
            <Title order={2} mb="xs">
                {words.words}
            </Title>
            <Table maw={640}>
                <Table.Tbody>
                    {plan.words.map((word) => (
                        <Table.Tr key={word.target + word.word}>
                            <Table.Td className={classes.word}>{word.word}</Table.Td>
                            <Table.Td w={220}>
                                {readings_of(word.target).length === 0 ? (
                                    word.reading
                                ) : (
                                    <Select
                                        aria-label={words.stands_for(word.word)}
                                        data={readings_of(word.target).map((value) => ({
                                            value,
                                            label: words.readings[value] ?? value,
                                        }))}
                                        value={word.reading || null}
                                        placeholder={words.noted}
                                        allowDeselect={false}
                                        onChange={(reading) => read_as(word, reading)}
                                    />
                                )}
                            </Table.Td>
                            <Table.Td ta="right" c="dimmed" className="numbers">
                                {number(word.rows)}
                            </Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </section>
    );
}
