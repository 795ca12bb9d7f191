// Who do I owe a word?
import { Empty, Failed, Waiting } from '@/parts/states';
import { relating } from '@/words/en/relating';
import { DueRow } from './due_row';
import classes from './relations.module.css';
import { due_off, useDue } from './use_due';

const words = relating;

export function DueList() {
    const due = useDue(undefined);
    if (due.isError) return <Failed error={due.error} again={() => due.refetch()} />;
    if (!due.data) return <Waiting rows={6} height={88} />;
    if (due.data.items.length === 0)
        return <Empty title={words.nobody_due}>{words.nobody_due_more}</Empty>;
    return (
        <>
            <p className={classes.about}>{words.due_about}</p>
            <ul className={classes.rows} aria-label={words.looks.due}>
                {due.data.items.map((one) => (
                    <li key={one.account.id}>
                        <DueRow due={one} leaves={() => due_off(undefined, one.account.id)} />
                    </li>
                ))}
            </ul>
        </>
    );
}
