// What one finds before a rule or play is chosen: the grades of effort and the verdicts.
import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { EffortMark, grades } from '@/parts/effort';
import { VerdictMark } from '@/parts/marks';
import { say } from '@/words';
import type { Play } from './book';
import classes from './method.module.css';

const verdicts: readonly Schemas['Verdict'][] = [
    'order',
    'advance_best',
    'advance_minimum',
    'advance_other',
    'continuation',
    'refused',
    'no_sale',
];

export function Foundations({ plays }: { plays: Play[] }) {
    return (
        <div className={classes.foundations}>
            <Text size="lg" fw={600}>
                {say.playbook.claim}
            </Text>
            <section className={classes.card}>
                <Title order={2}>{say.playbook.grades}</Title>
                <Text size="sm" c="dimmed">
                    {say.playbook.grades_more}
                </Text>
                <ul className={classes.grades}>
                    {grades.map((grade, n) => {
                        const example = plays.find((p) => p.effort === grade);
                        return (
                            <li key={grade}>
                                <span className={classes.mark}>
                                    <span className="numbers">{n}</span>
                                    <EffortMark effort={grade} side="buyer" />
                                </span>
                                <span>
                                    <strong>{say.method.effort[grade]}</strong>:{' '}
                                    {say.method.effort_spends[grade]}
                                    {example && (
                                        <Text size="sm" c="dimmed">
                                            <Anchor
                                                component={Link}
                                                to={`/method/${example.id}`}
                                                c="inherit"
                                            >
                                                {example.title}
                                            </Anchor>
                                        </Text>
                                    )}
                                </span>
                            </li>
                        );
                    })}
                </ul>
            </section>
            <section className={classes.card}>
                <Title order={2}>{say.playbook.verdicts}</Title>
                <Text size="sm" c="dimmed">
                    {say.playbook.verdicts_more}
                </Text>
                <ul className={classes.verdicts}>
                    {verdicts.map((verdict) => (
                        <li key={verdict}>
                            <VerdictMark verdict={verdict} />
                            <span>{say.playbook.verdict_when[verdict]}</span>
                        </li>
                    ))}
                </ul>
            </section>
        </div>
    );
}
