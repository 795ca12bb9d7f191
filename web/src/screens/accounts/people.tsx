// The people at accounts, by name.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { say } from '@/words';
import classes from './accounts.module.css';
import { type Asked, Directory } from './directory';

const words = say.accounts;

function new_person(): void {
    open_act({ act: 'new_person' });
}
function read(query: Asked, signal: AbortSignal) {
    return answer(api.GET('/people', { params: { query }, signal }));
}

export default function Screen() {
    return (
        <Directory
            to="/people"
            words={{
                title: words.people,
                filter: words.filter_people,
                add: words.new_person,
                none: words.no_people,
                none_more: words.no_people_more,
            }}
            add={new_person}
            read={read}
            row={(person) => <Row person={person} />}
        />
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
