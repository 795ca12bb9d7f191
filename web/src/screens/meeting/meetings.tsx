// The meetings ahead, and those held, each with its verdict.
import { Badge, Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { useShortcuts } from '@/parts/keys';
import { VerdictMark } from '@/parts/marks';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import classes from './meeting.module.css';
import { address_of, when_of } from './parts';
import { title_of } from './read';

type Line = Schemas['MeetingLine'];
type Scope = Schemas['Scope'];
const scopes: Scope[] = ['mine', 'team', 'workspace'];
const window_days = 30;
const day_ms = 86_400_000;

async function read_all(scope: Scope, from: string, to?: string): Promise<Line[]> {
    const lines: Line[] = [];
    for (let after: string | undefined; ; ) {
        const query = { scope, from, limit: 200, ...(to && { to }), ...(after && { after }) };
        const page = await answer(api.GET('/meetings', { params: { query } }));
        lines.push(...page.items);
        if (!page.next || lines.length >= 1000) return lines;
        after = page.next;
    }
}

function scope_of(word: string | undefined): Scope {
    return scopes.find((s) => s === word) ?? 'mine';
}

export default function Meetings() {
    const scope = scope_of(useSearch({ strict: false, select: (s) => s.scope }));
    const go = useNavigate();
    const [now] = useState(() => new Date());
    const [windows, set_windows] = useState(1);
    const at = now.toISOString();
    const since = new Date(now.getTime() - windows * window_days * day_ms).toISOString();
    const ahead = useQuery({
        queryKey: keys.list('meetings', 'ahead', scope, at),
        queryFn: () => read_all(scope, at),
    });
    const past = useQuery({
        queryKey: keys.list('meetings', 'past', scope, since, at),
        placeholderData: (before) => before,
        queryFn: async () => (await read_all(scope, since, at)).reverse(),
    });
    const list = useRef<HTMLDivElement>(null);
    useRowKeys(list);
    const failed = [ahead, past].find((q) => q.isError);

    return (
        <Page
            title={say.shell.meetings}
            actions={
                <SegmentedControl
                    aria-label={say.meeting.scope}
                    value={scope}
                    onChange={(value) => go({ to: '/meetings', search: { scope: value } })}
                    data={scopes.map((value) => ({ value, label: say.meeting[value] }))}
                />
            }
        >
            {failed ? (
                <Failed error={failed.error} again={() => failed.refetch()} />
            ) : (
                <Stack ref={list} gap="lg">
                    <section>
                        <Title order={2} size="h3" mb="xs">
                            {say.meeting.ahead}
                        </Title>
                        {!ahead.data ? (
                            <Waiting rows={4} />
                        ) : ahead.data.length === 0 ? (
                            <Empty title={say.meeting.none_ahead}>
                                {say.meeting.none_ahead_more}
                            </Empty>
                        ) : (
                            <Rows lines={ahead.data} now={at} />
                        )}
                    </section>
                    <section>
                        <Title order={2} size="h3" mb="xs">
                            {say.meeting.past}
                        </Title>
                        {!past.data ? (
                            <Waiting rows={6} />
                        ) : past.data.length === 0 ? (
                            <Empty title={say.meeting.none_past} />
                        ) : (
                            <Rows lines={past.data} now={at} />
                        )}
                        {past.data && windows < 24 && (
                            <Button
                                variant="subtle"
                                mt="xs"
                                loading={past.isFetching}
                                onClick={() => set_windows((n) => n * 2)}
                            >
                                {say.common.more}
                            </Button>
                        )}
                    </section>
                </Stack>
            )}
        </Page>
    );
}

// j and k go from row to row; Enter opens, as on any link.
function useRowKeys(list: RefObject<HTMLDivElement | null>) {
    useShortcuts(
        useMemo(() => {
            const step = (by: number) => {
                const rows = [
                    ...(list.current?.querySelectorAll<HTMLElement>('a[data-row]') ?? []),
                ];
                const at = rows.indexOf(document.activeElement as HTMLElement);
                rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
            };
            return [
                { keys: 'j', does: say.meeting.next_row, run: () => step(1) },
                { keys: 'k', does: say.meeting.row_before, run: () => step(-1) },
            ];
        }, [list]),
    );
}

function Rows({ lines, now }: { lines: Line[]; now: string }) {
    return (
        <div className={classes.rows}>
            {lines.map((line) => (
                <Link key={line.id} to={address_of(line.id)} data-row className={classes.row}>
                    <Text size="sm" c="dimmed" className="numbers">
                        {when_of(line)}
                    </Text>
                    <div style={{ minWidth: 0 }}>
                        <Text fw={600} truncate>
                            {line.deal_name}
                        </Text>
                        <Text size="sm" c="dimmed" truncate>
                            {title_of(line)} · {line.account_name}
                        </Text>
                    </div>
                    <Mark line={line} now={now} />
                </Link>
            ))}
        </div>
    );
}

function is_verdict(word: string): word is Schemas['Verdict'] {
    return word in say.method.verdict;
}

function Mark({ line, now }: { line: Line; now: string }) {
    if (line.state === 'cancelled') return <Word>{say.meeting.cancelled}</Word>;
    if (is_verdict(line.verdict)) return <VerdictMark verdict={line.verdict} />;
    if (line.starts <= now)
        return (
            <Badge color="us" variant="light" tt="none">
                {say.meeting.debrief_due}
            </Badge>
        );
    if (line.has_plan) return <Word>{say.meeting.planned}</Word>;
    return (
        <Badge color="us" variant="outline" tt="none">
            {say.meeting.no_plan}
        </Badge>
    );
}

function Word({ children }: { children: string }) {
    return (
        <Text size="sm" c="dimmed">
            {children}
        </Text>
    );
}
