// Accounts, or people, that are likely to be one; and what was merged before, with a way back.
import { Badge, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { ago } from '@/words/format';
import classes from './accounts.module.css';
import { both_are_stale, type Kind, MergeDialog, type Pair, undo_merge } from './merge';

const words = say.accounts;

interface Side {
    id: string;
    name: string;
    below: string;
}
interface Likely {
    first: Side;
    second: Side;
    because: Schemas['Likeness'][];
}

function side_of_account(account: Schemas['Account']): Side {
    const below = [account.domain, account.region, account.industry].filter(Boolean);
    return { id: account.id, name: account.name, below: below.join(' · ') };
}
function side_of_person(person: Schemas['Person']): Side {
    const below = [person.title, person.email].filter(Boolean);
    return { id: person.id, name: person.name, below: below.join(' · ') };
}

async function likely_accounts(
    after: string,
): Promise<{ items: Likely[]; next?: string | undefined }> {
    const query = after ? { after } : {};
    const page = await answer(api.GET('/accounts/duplicates', { params: { query } }));
    const items = page.items.map((p) => ({
        first: side_of_account(p.first),
        second: side_of_account(p.second),
        because: p.because,
    }));
    return { items, next: page.next };
}
async function likely_people(
    after: string,
): Promise<{ items: Likely[]; next?: string | undefined }> {
    const query = after ? { after } : {};
    const page = await answer(api.GET('/people/duplicates', { params: { query } }));
    const items = page.items.map((p) => ({
        first: side_of_person(p.first),
        second: side_of_person(p.second),
        because: p.because,
    }));
    return { items, next: page.next };
}

export function Duplicates({ kind }: { kind: Kind }) {
    const [open, set_open] = useState<Pair>();
    const pairs = useInfiniteQuery({
        queryKey: keys.list('duplicates', kind),
        initialPageParam: '',
        queryFn: ({ pageParam }) =>
            kind === 'account' ? likely_accounts(pageParam) : likely_people(pageParam),
        getNextPageParam: (page) => page.next,
    });
    const all = pairs.data?.pages.flatMap((page) => page.items);
    const accounts = kind === 'account';
    return (
        <Page
            title={accounts ? words.duplicate_accounts : words.duplicate_people}
            above={
                accounts
                    ? { label: words.title, href: '/accounts' }
                    : { label: words.people, href: '/people' }
            }
        >
            {pairs.isError && <Failed error={pairs.error} again={() => pairs.refetch()} />}
            {pairs.isPending && <Waiting rows={4} />}
            {all?.length === 0 && (
                <Empty title={words.no_duplicates}>{words.no_duplicates_more}</Empty>
            )}
            {all && all.length > 0 && (
                <>
                    <Text c="dimmed">{words.duplicates_more}</Text>
                    <ul className={`${classes.plain} ${classes.card}`}>
                        {all.map((pair) => (
                            <li key={pair.first.id + pair.second.id} className={classes.pair}>
                                <OneSide kind={kind} side={pair.first} />
                                <OneSide kind={kind} side={pair.second} />
                                <Group gap="xs">
                                    {pair.because.map((why) => (
                                        <Badge key={why} variant="outline" color="gray" tt="none">
                                            {words.because[why]}
                                        </Badge>
                                    ))}
                                    <Button
                                        variant="default"
                                        onClick={() =>
                                            set_open({
                                                kind,
                                                from: pair.second.id,
                                                into: pair.first.id,
                                            })
                                        }
                                    >
                                        {words.look}
                                    </Button>
                                </Group>
                            </li>
                        ))}
                    </ul>
                    {pairs.hasNextPage && (
                        <Button
                            variant="default"
                            loading={pairs.isFetchingNextPage}
                            onClick={() => pairs.fetchNextPage()}
                        >
                            {say.common.more}
                        </Button>
                    )}
                </>
            )}
            <Before kind={kind} />
            {open && <MergeDialog pair={open} close={() => set_open(undefined)} />}
        </Page>
    );
}

function OneSide({ kind, side }: { kind: Kind; side: Side }) {
    return (
        <div className={classes.main}>
            {kind === 'account' ? (
                <Link
                    to="/accounts/$account"
                    params={{ account: side.id }}
                    className={classes.name}
                >
                    {side.name}
                </Link>
            ) : (
                <Link to="/people/$person" params={{ person: side.id }} className={classes.name}>
                    {side.name}
                </Link>
            )}
            <Text className={classes.quiet} truncate>
                {side.below}
            </Text>
        </div>
    );
}

// What was merged before, the last first.
function Before({ kind }: { kind: Kind }) {
    const merges = useInfiniteQuery({
        queryKey: keys.list('merges'),
        initialPageParam: '',
        queryFn: ({ pageParam }) =>
            answer(
                api.GET('/merges', { params: { query: pageParam ? { after: pageParam } : {} } }),
            ),
        getNextPageParam: (page) => page.next,
    });
    const undo = useCommand<Schemas['MergeLine'], Schemas['MergeView']>({
        send: (line) => undo_merge(line.id),
        done: both_are_stale,
        says: (_, line) => words.parted(line.from_name, line.into_name),
    });
    const all = (merges.data?.pages ?? [])
        .flatMap((page) => page.items)
        .filter((line) => line.kind === kind);
    if (all.length === 0) return null;
    return (
        <section className={classes.card} aria-label={words.merges}>
            <div className={classes.card_head}>
                <h2 className={classes.card_title}>{words.merges}</h2>
            </div>
            <ul className={classes.plain}>
                {all.map((line) => (
                    <li key={line.id} className={classes.item}>
                        <div className={classes.main}>
                            <Text size="sm" fw={600}>
                                {words.merge_line(line.from_name, line.into_name)}
                            </Text>
                            <Text className={classes.quiet}>
                                {words.merge_by(line.by_name, ago(line.at))}
                                {line.undone_at && ` · ${words.undone(ago(line.undone_at))}`}
                            </Text>
                        </div>
                        {line.may_undo && (
                            <Button
                                variant="default"
                                size="xs"
                                loading={undo.busy}
                                onClick={() => undo.run(line)}
                            >
                                {words.undo_merge}
                            </Button>
                        )}
                    </li>
                ))}
            </ul>
            {merges.hasNextPage && (
                <Button variant="subtle" onClick={() => merges.fetchNextPage()}>
                    {say.common.more}
                </Button>
            )}
        </section>
    );
}
