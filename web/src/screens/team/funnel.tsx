// The funnel of meetings as a picture: each step a share of the meetings held, with one's own past
// as a mark across it.
import { Text } from '@mantine/core';
import { say } from '@/words';
import { percent } from '@/words/format';
import { Definition } from './definition';
import { type Figure, made_of, type Report } from './read';
import classes from './team.module.css';

interface Props {
    figures: Figure[];
    reports: Report[];
}
export function Funnel({ figures, reports }: Props) {
    const steps = figures.filter((f) => f.group === 'funnel');
    const of = (id: string) => reports.find((r) => r.id === id);
    const held = of('meetings_held')?.recent.part ?? 0;
    return (
        <section aria-labelledby="funnel" className={classes.panel}>
            <h2 id="funnel" className={classes.heading}>
                {say.team.funnel}
            </h2>
            <Text size="sm" c="dimmed">
                {held > 0 ? say.team.funnel_about : say.team.funnel_none}
            </Text>
            <div className={classes.funnel}>
                {steps.map((figure) => {
                    const report = of(figure.id);
                    return report && <Step key={figure.id} figure={figure} report={report} />;
                })}
            </div>
        </section>
    );
}

function Step({ figure, report }: { figure: Figure; report: Report }) {
    const all = figure.unit === 'count'; // Meetings held: all of them.
    const now = all ? (report.recent.part > 0 ? 1 : 0) : (report.recent.value ?? 0);
    const past = all ? undefined : report.past.value;
    return (
        <div className={classes.step}>
            <Definition figure={figure} />
            <div className={classes.track} aria-hidden>
                <div className={classes.bar} style={{ width: `${now * 100}%` }} data-all={all} />
                {past !== undefined && (
                    <div className={classes.mark} style={{ left: `${past * 100}%` }} />
                )}
            </div>
            <div className={classes.step_figure}>
                <span className="numbers">
                    {all ? report.recent.part : percent(Math.round(100 * now))}
                </span>
                {!all && (
                    <Text span size="xs" c="dimmed" className="numbers">
                        {made_of(report.recent)}
                    </Text>
                )}
            </div>
        </div>
    );
}
