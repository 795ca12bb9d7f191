// The people at accounts, by name.
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
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
            more={{}}
            row={(person) => <Row person={person} />}
        />
    );
}

function Row({ person }: { person: Schemas['PersonLine'] }) {
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
            <span data-wide>{person.account_name}</span>
            <span data-wide>{person.email}</span>
            <span data-wide>{person.phone}</span>
            <span className={classes.right}>{say.method.level[person.level]}</span>
        </Link>
    );
}
