import { Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { answer, api } from '@/api/client';
import { manages, useMe } from '@/api/me';
import { keys } from '@/api/store';
import { IconUpload } from '@/parts/icons';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { ago, number } from '@/words/format';
import classes from './import.module.css';
import { list_key } from './reading';
import { ImportResult } from './result';
import { Review } from './review';

const words = say.imports;

export default function Import() {
    const me = useMe();
    const { import: shown } = useSearch({ strict: false }) as { import?: string };
    const go = useNavigate();
    const [file, set_file] = useState<File>();
    const [mapping, set_mapping] = useState('');
    if (me.data && !manages(me.data))
        return (
            <Page title={words.title}>
                <Empty title={words.managers_only}>{words.managers_only_more}</Empty>
            </Page>
        );
    if (shown)
        return (
            <Page title={words.title} above={{ label: words.title, href: '/import' }}>
                <ImportResult id={shown} />
            </Page>
        );
    if (file)
        return (
            <Page
                title={file.name}
                actions={
                    <Button variant="default" onClick={() => set_file(undefined)}>
                        {words.another}
                    </Button>
                }
            >
                <Review
                    file={file}
                    mapping={mapping}
                    begun={(id) => {
                        set_file(undefined);
                        void go({ to: '/import', search: { import: id } });
                    }}
                />
            </Page>
        );
    return (
        <Page title={words.title}>
            <Drop take={set_file} />
            <KeptMappings chosen={mapping} choose={set_mapping} />
            <Title order={2}>{words.before}</Title>
            <Before />
        </Page>
    );
}

function Drop({ take }: { take: (file: File) => void }) {
    const input = useRef<HTMLInputElement>(null);
    const [over, set_over] = useState(false);
    const drop = (event: DragEvent) => {
        event.preventDefault();
        set_over(false);
        const [file] = event.dataTransfer.files;
        if (file) take(file);
    };
    return (
        <section
            aria-label={words.drop}
            className={classes.drop}
            data-over={over || undefined}
            onDragOver={(event) => {
                event.preventDefault();
                set_over(true);
            }}
            onDragLeave={() => set_over(false)}
            onDrop={drop}
        >
            <IconUpload size={36} stroke={1.4} aria-hidden />
            <Text fw={600}>{words.drop}</Text>
            <Text c="dimmed" ta="center" maw={440}>
                {words.drop_more}
            </Text>
            <Button onClick={() => input.current?.click()}>{words.choose}</Button>
            <input
                ref={input}
                type="file"
                accept=".csv,.tsv,.txt,text/csv"
                aria-label={words.choose}
                hidden
                onChange={(event) => {
                    const [file] = event.currentTarget.files ?? [];
                    if (file) take(file);
                }}
            />
        </section>
    );
}

interface KeptProps {
    chosen: string;
    choose: (name: string) => void;
}
function KeptMappings({ chosen, choose }: KeptProps) {
    const kept = useQuery({
        queryKey: keys.list('mappings'),
        queryFn: () => answer(api.GET('/import-mappings')),
    });
    if (!kept.data || kept.data.items.length === 0) return null;
    return (
        <Select
            label={words.kept}
            maw={320}
            placeholder={words.recognised}
            clearable
            data={kept.data.items.map((m) => m.name)}
            value={chosen || null}
            onChange={(name) => choose(name ?? '')}
        />
    );
}

function Before() {
    const imports = useQuery({
        queryKey: list_key,
        queryFn: () => answer(api.GET('/imports', { params: { query: { limit: 20 } } })),
    });
    if (imports.isError) return <Failed error={imports.error} again={() => imports.refetch()} />;
    if (!imports.data) return <Waiting rows={2} />;
    if (imports.data.items.length === 0) return <Text c="dimmed">{words.none_before}</Text>;
    return (
        <Stack gap="xs">
            {imports.data.items.map((line) => (
                <Paper
                    withBorder
                    p="sm"
                    key={line.id}
                    component={Link}
                    to={`/import?import=${line.id}`}
                    aria-label={words.open(line.file_name || words.unnamed)}
                    style={{ textDecoration: 'none' }}
                >
                    <Group justify="space-between">
                        <div style={{ minWidth: 0 }}>
                            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                                {line.file_name || words.unnamed}
                            </Text>
                            <Text size="sm" c="dimmed">
                                {words.by(line.by_name, ago(line.started_at))}
                            </Text>
                        </div>
                        <Text size="sm" className="numbers">
                            {words.states[line.state]} · {number(line.report.made)}{' '}
                            {words.counts.made}
                            {line.report.refused > 0 &&
                                ` · ${number(line.report.refused)} ${words.counts.refused}`}
                        </Text>
                    </Group>
                </Paper>
            ))}
        </Stack>
    );
}
