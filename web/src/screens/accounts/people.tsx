// The people at accounts, by name.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { IconPlus } from '@/parts/icons';
import { useShortcuts } from '@/parts/keys';
import { usePages } from '@/parts/pages';
import { Empty, Page } from '@/parts/states';
import { say } from '@/words';
import classes from './accounts.module.css';
import { changed, Filter, Listing, NoMatch } from './listing';

const words = say.accounts;
const at_once = 100;

function new_person(): void {
    open_act({ act: 'new_person' });
}

export default function Screen() {
    const search: Record<string, string> = useSearch({ strict: false });
    const go = useNavigate();
    const q = search.q ?? '';
    const direction = search.direction === 'down' ? 'down' : 'up';
    const query = q
        ? ({ q, direction, limit: at_once } as const)
        : ({ direction, limit: at_once } as const);
    const rows = usePages<Schemas['Person']>({
        key: keys.list('people', query),
        size: at_once,
        read: (after, signal) =>
            answer(
                api.GET('/people', {
                    params: { query: after ? { ...query, after } : query },
                    signal,
                }),
            ),
    });
    useShortcuts(useMemo(() => [{ keys: 'n', does: words.new_person, run: new_person }], []));
    return (
        <Page
            title={words.people}
            actions={
                <>
                    <Button variant="default" component={Link} to="/people/duplicates">
                        {words.duplicates}
                    </Button>
                    <Button leftSection={<IconPlus size={16} />} onClick={new_person}>
                        {words.new_person}
                    </Button>
                </>
            }
        >
            <Filter
                label={words.filter_people}
                q={q}
                up={direction === 'up'}
                change={(change) =>
                    go({ to: '/people', search: changed(search, change), replace: true })
                }
            />
            <Listing
                label={words.people}
                rows={rows}
                asked={query}
                row={(person) => <Row person={person} />}
                empty={
                    q ? (
                        <NoMatch />
                    ) : (
                        <Empty
                            title={words.no_people}
                            action={<Button onClick={new_person}>{words.new_person}</Button>}
                        >
                            {words.no_people_more}
                        </Empty>
                    )
                }
            />
        </Page>
    );
}

function Row({ person }: { person: Schemas['Person'] }) {
    return (
        <Link
            to="/people/$person"
            params={{ person: person.id }}
            className={classes.line}
            data-row-link
        >
            <span className={classes.strong}>
                {person.name}
                <span className={classes.below}>{person.title || person.department}</span>
            </span>
            <AccountName account={person.account} />
            <span data-wide>{person.email}</span>
            <span data-wide>{person.phone}</span>
            <span className={classes.right}>{say.method.level[person.level]}</span>
        </Link>
    );
}

// A person's line holds his account's id only. Asked for while it is on the screen.
function AccountName({ account }: { account: string }) {
    const found = useQuery({
        queryKey: [...keys.account(account), 'name'],
        staleTime: 300_000,
        queryFn: async ({ signal }) => {
            const params = { path: { account } };
            const it = await answer(api.GET('/accounts/{account}', { params, signal }));
            return it.name;
        },
    });
    return <span data-wide>{found.data}</span>;
}
