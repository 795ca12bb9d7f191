// All figures: now, before, and how they went.
import { Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@/parts/icons';
import { say } from '@/words';
import { Definition } from './definition';
import { type Figure, made_of, type Report, shown, turn_of } from './read';
import { Spark } from './spark';
import classes from './team.module.css';

const groups = ['funnel', 'talk', 'requests', 'effort'] as const;

interface Props {
    figures: Figure[];
    reports: Report[];
}
export function Figures({ figures, reports }: Props) {
    return (
        <div className={classes.groups}>
            {groups.map((group) => (
                <section key={group} className={classes.panel}>
                    <h2 className={classes.heading}>{say.team.group[group]}</h2>
                    <table className={classes.table}>
                        <thead>
                            <tr>
                                <td />
                                <th scope="col">{say.team.now}</th>
                                <th scope="col">{say.team.before}</th>
                                <td className={classes.spark} />
                            </tr>
                        </thead>
                        <tbody>
                            {figures
                                .filter((f) => f.group === group)
                                .map((figure) => (
                                    <Line
                                        key={figure.id}
                                        figure={figure}
                                        report={reports.find((r) => r.id === figure.id)}
                                    />
                                ))}
                        </tbody>
                    </table>
                </section>
            ))}
        </div>
    );
}

function Line({ figure, report }: { figure: Figure; report: Report | undefined }) {
    if (!report) return null;
    const { recent, past } = report;
    return (
        <tr>
            <th scope="row">
                <Definition figure={figure} />
            </th>
            <td className={classes.figure}>
                <span className="numbers">{shown(recent.value, figure.unit)}</span>
                <Mark figure={figure} report={report} />
                <Text span size="xs" c="dimmed" className="numbers" display="block">
                    {made_of(recent)}
                </Text>
            </td>
            <td
                className={classes.figure}
                title={figure.unit === 'share' ? undefined : say.team.average}
            >
                <span className={`numbers ${classes.past}`}>{shown(past.value, figure.unit)}</span>
            </td>
            <td className={classes.spark}>
                <Spark figure={figure} report={report} />
            </td>
        </tr>
    );
}

function Mark({ figure, report }: { figure: Figure; report: Report }) {
    const turn = turn_of(figure, report);
    if (!turn || turn === 'same') return null;
    const up = (report.recent.value ?? 0) > (report.past.value ?? 0);
    const Icon = up ? IconArrowUp : IconArrowDown;
    const colour = turn === 'better' ? 'var(--buyer)' : 'var(--quiet)';
    return (
        <span title={say.team[turn]} className={classes.turn}>
            <Icon size={14} color={colour} aria-label={say.team[turn]} role="img" />
        </span>
    );
}
