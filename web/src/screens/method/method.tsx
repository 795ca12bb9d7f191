// The method in the user's words, printed from the same source as the code's: rules and plays to
// search, one of them opened beside the list.
import { TextInput } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { EffortMark, grades } from '@/parts/effort';
import { IconSearch } from '@/parts/icons';
import { useRows } from '@/parts/rows';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { type Play, plays_with, type Rule, rules_with, usePlays, useRules } from './book';
import { Foundations } from './foundations';
import classes from './method.module.css';
import { PlayPage } from './play';
import { RulePage } from './rule';

export default function Method() {
    const { entry } = useParams({ strict: false }) as { entry?: string };
    const { q = '' } = useSearch({ strict: false }) as { q?: string };
    const rules = useRules();
    const plays = usePlays();
    const failed = rules.error ?? plays.error;
    const title = entry ? name_of(entry, rules.data, plays.data) : undefined;
    const ready = rules.data && plays.data;
    return (
        <Page
            title={say.playbook.title}
            {...(title && { name: title })}
            {...(entry && { above: { label: say.playbook.back, href: '/method' } })}
        >
            {failed ? (
                <Failed error={failed} again={() => void rules.refetch()} />
            ) : !ready ? (
                <Waiting rows={8} height={40} />
            ) : (
                <div className={classes.panes} data-opened={entry ? true : undefined}>
                    <Entries rules={rules.data} plays={plays.data} wanted={q} entry={entry} />
                    <div className={classes.page}>
                        <Opened entry={entry} rules={rules.data} plays={plays.data} />
                    </div>
                </div>
            )}
        </Page>
    );
}

function name_of(entry: string, rules?: Rule[], plays?: Play[]): string | undefined {
    return rules?.find((r) => r.id === entry)?.says ?? plays?.find((p) => p.id === entry)?.title;
}

interface OpenedProps {
    entry: string | undefined;
    rules: Rule[];
    plays: Play[];
}
function Opened({ entry, rules, plays }: OpenedProps) {
    if (!entry) return <Foundations plays={plays} />;
    const rule = rules.find((r) => r.id === entry);
    if (rule) return <RulePage rule={rule} />;
    const play = plays.find((p) => p.id === entry);
    if (play) return <PlayPage play={play} plays={plays} />;
    return <Empty title={say.common.not_found}>{say.common.not_found_more}</Empty>;
}

const rule_groups = ['meetings', 'promises', 'requests', 'deals'] as const;

interface EntriesProps extends OpenedProps {
    wanted: string;
}
function Entries({ rules, plays, wanted, entry }: EntriesProps) {
    const go = useNavigate();
    const found_rules = rules_with(rules, wanted);
    const found_plays = plays_with(plays, wanted);
    const open = (id: string) =>
        go({ to: '/method/$entry', params: { entry: id }, search: wanted ? { q: wanted } : {} });
    const rows = useRows({
        ids: [
            ...rule_groups.flatMap((g) => found_rules.filter((r) => r.group === g)),
            ...grades.flatMap((g) => found_plays.filter((p) => p.effort === g)),
        ].map((e) => e.id),
        open,
    });
    const search = (q: string) =>
        go({
            to: entry ? '/method/$entry' : '/method',
            ...(entry && { params: { entry } }),
            search: q ? { q } : {},
            replace: true,
        });
    const line = (id: string, label: string, quiet = false) => (
        <li key={id}>
            <Link
                to="/method/$entry"
                params={{ entry: id }}
                search={wanted ? { q: wanted } : {}}
                className={classes.entry}
                data-quiet={quiet || undefined}
                aria-current={id === entry ? 'page' : undefined}
                {...rows.row(id)}
                tabIndex={0}
            >
                {label}
            </Link>
        </li>
    );
    return (
        <nav aria-label={say.playbook.entries} className={classes.entries}>
            <TextInput
                type="search"
                aria-label={say.playbook.search}
                placeholder={say.playbook.search_hint}
                leftSection={<IconSearch size={16} />}
                value={wanted}
                onChange={(e) => search(e.currentTarget.value)}
                className={classes.search}
            />
            {found_rules.length + found_plays.length === 0 && <p>{say.playbook.nothing}</p>}
            {rule_groups.map((group) => {
                const of = found_rules.filter((r) => r.group === group);
                if (of.length === 0) return null;
                return (
                    <section key={group}>
                        <h2 className={classes.heading}>
                            {say.playbook.rules}: {say.playbook.rule_groups[group]}
                        </h2>
                        <ul className={classes.lines}>
                            {of.map((r) => line(r.id, r.says, !r.on))}
                        </ul>
                    </section>
                );
            })}
            {grades.map((grade) => {
                const of = found_plays.filter((p) => p.effort === grade);
                if (of.length === 0) return null;
                return (
                    <section key={grade}>
                        <h2 className={classes.heading}>
                            {say.playbook.plays}: {say.method.effort[grade]}{' '}
                            <EffortMark effort={grade} side="buyer" />
                        </h2>
                        <ul className={classes.lines}>{of.map((p) => line(p.id, p.title))}</ul>
                    </section>
                );
            })}
        </nav>
    );
}
