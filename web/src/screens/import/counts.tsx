import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { number } from '@/words/format';
import classes from './import.module.css';

const shown = [
    'made',
    'changed',
    'same',
    'joined',
    'passed_over',
    'refused',
    'accounts_made',
    'people_made',
    'members_made',
] as const;

// What became, or would become, of the rows: only what there is of.
export function Counts({ report }: { report: Schemas['ImportReport'] }) {
    return (
        <dl className={classes.counts}>
            {shown
                .filter((name) => report[name] > 0 || name === 'made')
                .map((name) => (
                    <div key={name}>
                        <dt>{say.imports.counts[name]}</dt>
                        <dd>{number(report[name])}</dd>
                    </div>
                ))}
        </dl>
    );
}
