import { Button, Group, Paper, Progress, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { ago, day, day_of, number } from '@/words/format';
import { Counts } from './counts';
import { in_words, list_key } from './reading';
import { UndoImport } from './undo';

const words = say.imports;
const look_again = 700; // ms, while it runs

export function ImportResult({ id }: { id: string }) {
    const path = { import: id };
    const read = useQuery({
        queryKey: [...list_key, id],
        queryFn: () => answer(api.GET('/imports/{import}', { params: { path } })),
        refetchInterval: (query) =>
            query.state.data?.import.state === 'running' ? look_again : false,
    });
    const state = read.data?.import.state;
    useEffect(() => {
        if (state && state !== 'running') store.invalidateQueries({ queryKey: ['list'] });
    }, [state]);
    if (read.isError) return <Failed error={read.error} again={() => read.refetch()} />;
    if (!read.data) return <Waiting rows={3} />;
    const { import: line, refused, mapping } = read.data;
    const share = line.rows_in_file ? (line.report.rows / line.rows_in_file) * 100 : 0;
    return (
        <Stack>
            <div>
                <Title order={2}>{line.file_name || words.unnamed}</Title>
                <Text c="dimmed">{words.by(line.by_name, ago(line.started_at))}</Text>
            </div>
            {line.state === 'running' ? (
                <div role="status">
                    <Progress value={share} aria-label={words.states.running} size="lg" mb={6} />
                    <Text className="numbers">
                        {words.running(number(line.report.rows), number(line.rows_in_file))}
                    </Text>
                    <Text size="sm" c="dimmed">
                        {words.goes_on}
                    </Text>
                </div>
            ) : (
                <Text role="status" fw={600}>
                    {line.state === 'done' ? words.done : words.states[line.state]}
                </Text>
            )}
            {line.state === 'broken_off' && (
                <Text c="var(--overdue)">
                    {words.broken} {line.why}
                </Text>
            )}
            <Paper withBorder p="md">
                <Counts report={line.report} />
            </Paper>
            <Group>
                <Button component={Link} to="/pipeline">
                    {words.see}
                </Button>
                {refused.length > 0 && (
                    <Button
                        variant="default"
                        component="a"
                        href={`/api/v1/imports/${encodeURIComponent(id)}/rejects.csv`}
                        download
                    >
                        {words.rejects}
                    </Button>
                )}
                {(line.state === 'done' || line.state === 'broken_off') && <UndoImport id={id} />}
            </Group>
            {refused.length > 0 && <Refused rows={refused} until={read.data.refused_until} />}
            {refused.length === 0 && line.report.refused > 0 && line.state !== 'running' && (
                <Text c="dimmed">{words.rejects_gone(line.report.refused)}</Text>
            )}
            {line.state === 'done' && <KeepMapping mapping={mapping} />}
        </Stack>
    );
}

function Refused({ rows, until }: { rows: Schemas['RowReport'][]; until: string }) {
    return (
        <section>
            <Title order={3}>{words.not_taken_rows}</Title>
            <Text c="dimmed" mb="xs">
                {words.rejects_more} {words.rejects_until(day(day_of(until)))}
            </Text>
            <Stack gap={4}>
                {rows.slice(0, 20).map((row) => (
                    <Text key={row.line} size="sm">
                        <b>{words.line(row.line)}</b>
                        {row.column && ` · ${row.column}`}: {in_words(row.detail)}
                    </Text>
                ))}
            </Stack>
        </section>
    );
}

function KeepMapping({ mapping }: { mapping: Schemas['Mapping'] }) {
    const keep = useCommand({
        send: (name: string) =>
            answer(
                api.PUT('/import-mappings/{name}', {
                    params: { path: { name } },
                    body: { mapping },
                }),
            ),
        says: words.kept_it,
        done: () => store.invalidateQueries({ queryKey: keys.list('mappings') }),
    });
    const submit = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void keep.run(String(new FormData(event.currentTarget).get('name')));
    };
    return (
        <form onSubmit={submit}>
            <Group align="flex-end">
                <TextInput name="name" label={words.keep} maxLength={100} required />
                <Button type="submit" variant="default" loading={keep.busy}>
                    {words.keep_it}
                </Button>
            </Group>
        </form>
    );
}
