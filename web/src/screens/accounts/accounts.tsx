// The accounts, by name.
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { open_act } from '@/parts/acts/open';
import { FitBar } from '@/screens/relations/fit_bar';
import { TierMark } from '@/screens/relations/tier_mark';
import { say } from '@/words';
import classes from './accounts.module.css';
import { type Asked, Directory } from './directory';

const words = say.accounts;

function new_account(): void {
    open_act({ act: 'new_account' });
}
function read(query: Asked, signal: AbortSignal) {
    return answer(api.GET('/accounts', { params: { query }, signal }));
}

export default function Screen() {
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
