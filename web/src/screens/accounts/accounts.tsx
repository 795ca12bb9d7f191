// The accounts, by name.
import { Select } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { open_act } from '@/parts/acts/open';
import { MemberPick } from '@/parts/member_pick';
import { FitBar } from '@/screens/relations/fit_bar';
import { TierMark } from '@/screens/relations/tier_mark';
import { say } from '@/words';
import { relating } from '@/words/en/relating';
import classes from './accounts.module.css';
import { type Asked, Directory } from './directory';
import { changed } from './listing';

const words = say.accounts;

function new_account(): void {
    open_act({ act: 'new_account' });
}
interface More {
    tier?: Schemas['Tier'];
    keeper?: string;
}
function read(query: Asked & More, signal: AbortSignal) {
    return answer(api.GET('/accounts', { params: { query }, signal }));
}

const tiers = ['A', 'B', 'C', 'none'] as const satisfies Schemas['Tier'][];

export default function Screen() {
    const search: Record<string, string> = useSearch({ strict: false });
    const go = useNavigate();
    const tier = tiers.find((t) => t === search.tier);
    const { keeper } = search;
    const change = (part: Record<string, string>) =>
        go({ to: '/accounts', search: changed(search, part), replace: true });
    return (
        <Directory
            to="/accounts"
            words={{
                title: words.title,
                filter: words.filter_accounts,
                add: words.new_account,
                none: words.no_accounts,
                none_more: words.no_accounts_more,
            }}
            add={new_account}
            read={read}
            more={{ ...(tier && { tier }), ...(keeper && { keeper }) }}
            filters={
                <>
                    <Select
                        aria-label={words.fields.tier}
                        data={[
                            { value: '', label: relating.any_tier },
                            ...tiers.map((t) => ({ value: t, label: say.relations.tier_of(t) })),
                        ]}
                        value={tier ?? ''}
                        onChange={(to) => change({ tier: to ?? '' })}
                        allowDeselect={false}
                        w={130}
                    />
                    <MemberPick
                        name={words.fields.keeper}
                        value={keeper ?? ''}
                        first={{ value: '', label: relating.anybody }}
                        change={(to) => change({ keeper: to })}
                        width={200}
                    />
                </>
            }
            row={(account) => <Row account={account} />}
        />
    );
}

function Row({ account }: { account: Schemas['AccountLine'] }) {
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
            <span data-wide>{account.keeper_name}</span>
            <FitBar fit={account.fit} />
            <TierMark tier={account.tier} />
        </Link>
    );
}
