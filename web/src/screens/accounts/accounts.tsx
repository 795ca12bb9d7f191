// The accounts, by name.
import { Button } from '@mantine/core';
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

function new_account(): void {
    open_act({ act: 'new_account' });
}

export default function Screen() {
    const search: Record<string, string> = useSearch({ strict: false });
    const go = useNavigate();
    const q = search.q ?? '';
    const direction = search.direction === 'down' ? 'down' : 'up';
    const query = q
        ? ({ q, direction, limit: at_once } as const)
        : ({ direction, limit: at_once } as const);
    const rows = usePages<Schemas['Account']>({
        key: keys.list('accounts', query),
        size: at_once,
        read: (after, signal) =>
            answer(
                api.GET('/accounts', {
                    params: { query: after ? { ...query, after } : query },
                    signal,
                }),
            ),
    });
    useShortcuts(useMemo(() => [{ keys: 'n', does: words.new_account, run: new_account }], []));
    return (
        <Page
            title={words.title}
            actions={
                <>
                    <Button variant="default" component={Link} to="/accounts/duplicates">
                        {words.duplicates}
                    </Button>
                    <Button leftSection={<IconPlus size={16} />} onClick={new_account}>
                        {words.new_account}
                    </Button>
                </>
            }
        >
            <Filter
                label={words.filter_accounts}
                q={q}
                up={direction === 'up'}
                change={(change) =>
                    go({ to: '/accounts', search: changed(search, change), replace: true })
                }
            />
            <Listing
                label={words.title}
                rows={rows}
                asked={query}
                row={(account) => <Row account={account} />}
                empty={
                    q ? (
                        <NoMatch />
                    ) : (
                        <Empty
                            title={words.no_accounts}
                            action={<Button onClick={new_account}>{words.new_account}</Button>}
                        >
                            {words.no_accounts_more}
                        </Empty>
                    )
                }
            />
        </Page>
    );
}

function Row({ account }: { account: Schemas['Account'] }) {
    return (
        <Link
            to="/accounts/$account"
            params={{ account: account.id }}
            className={classes.line}
            data-row-link
        >
            <span className={classes.strong}>
                {account.name}
                <span className={classes.below}>{account.domain}</span>
            </span>
            <span data-wide>{account.industry}</span>
            <span data-wide>{account.region}</span>
            <span data-wide>{account.size}</span>
            <span className={classes.right}>
                {account.fit !== undefined && words.fit_of(account.fit)}
            </span>
        </Link>
    );
}
