// An address book becomes people at accounts: first a look, then it is done.
import { Alert, Button, FileButton, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { IconUpload } from '@/parts/icons';
import { Page } from '@/parts/states';
import { say } from '@/words';
import { relating } from '@/words/en/relating';
import { number } from '@/words/format';
import classes from './contacts.module.css';

const words = relating.contacts;
const largest = 900_000;
type Report = Schemas['ContactReport'];
type Asked = Schemas['ImportContacts'];

export default function Screen() {
    const [text, set_text] = useState<string>();
    const [report, set_report] = useState<Report>();
    const [done, set_done] = useState(false);
    const [too_large, set_too_large] = useState(false);
    const act = useCommand<Asked, Report>({
        quiet: true,
        send: (body, guard) =>
            answer(
                api.POST('/contacts/import', {
                    params: { header: { 'Idempotency-Key': guard['Idempotency-Key'] } },
                    body,
                }),
            ),
        done: (answered, asked) => {
            set_report(answered);
            set_done(asked.dry_run !== 'yes');
        },
        says: (answered, asked) =>
            asked.dry_run === 'yes' ? undefined : words.said(answered.added + answered.filled_in),
    });
    const look = async (file: File | null) => {
        if (!file) return;
        set_report(undefined);
        set_done(false);
        set_too_large(file.size > largest);
        if (file.size > largest) return;
        const read = await file.text();
        set_text(read);
        void act.run({ text: read, dry_run: 'yes' });
    };
    const news = report ? report.added + report.filled_in : 0;
    return (
        <Page title={words.title} above={{ label: say.accounts.people, href: '/people' }}>
            <p className={classes.about}>{words.about}</p>
            <FileButton onChange={look} accept=".vcf,.vcard,.csv,text/vcard,text/csv">
                {(props) => (
                    <Button
                        {...props}
                        variant={report ? 'default' : 'filled'}
                        leftSection={<IconUpload size={16} />}
                        loading={act.busy}
                    >
                        {report ? words.another : words.choose}
                    </Button>
                )}
            </FileButton>
            {too_large && (
                <Alert color="gray" role="alert" mt="md">
                    {words.too_large}
                </Alert>
            )}
            {act.refusal && (
                <Alert color="red" role="alert" mt="md">
                    {act.refusal.message}
                </Alert>
            )}
            {report && (
                <section aria-label={done ? words.done : words.look} className={classes.report}>
                    <h2>{done ? words.done : words.look}</h2>
                    <Counts report={report} />
                    <Rows rows={report.rows} />
                    <Group mt="md">
                        {!done && news > 0 && (
                            <Button
                                loading={act.busy}
                                onClick={() => act.run({ text: text ?? '', dry_run: 'no' })}
                            >
                                {words.take(news)}
                            </Button>
                        )}
                        {!done && news === 0 && <Text c="dimmed">{words.nothing}</Text>}
                        {done && (
                            <Button component={Link} to="/people">
                                {words.to_people}
                            </Button>
                        )}
                    </Group>
                </section>
            )}
        </Page>
    );
}

function Counts({ report }: { report: Report }) {
    const all = ['added', 'filled_in', 'known', 'accounts_added', 'refused'] as const;
    return (
        <ul className={classes.counts}>
            <li>
                <strong>{words.forms[report.form]}</strong>
            </li>
            {all.map((name) => (
                <li key={name}>
                    <strong>{number(report[name])}</strong> {words.counts[name]}
                </li>
            ))}
        </ul>
    );
}

function Rows({ rows }: { rows: Schemas['ContactRow'][] }) {
    return (
        <ul className={classes.rows}>
            {rows.slice(0, 200).map((row) => (
                <li key={`${row.line} ${row.name}`}>
                    <span className={classes.line}>{words.line(row.line)}</span>
                    <span className={classes.who}>
                        {row.name || words.nameless}
                        <span className={classes.quiet}>
                            {row.account_name}
                            {row.account_added && ` (${words.new_account})`}
                            {row.detail}
                        </span>
                    </span>
                    <span className={classes.outcome} data-outcome={row.outcome}>
                        {words.outcome[row.outcome]}
                    </span>
                </li>
            ))}
        </ul>
    );
}
