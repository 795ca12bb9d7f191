import { Anchor, Badge, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { keys } from '@/api/store';
import { Examples } from '@/parts/examples';
import { say } from '@/words';
import { number } from '@/words/format';
import type { Rule } from './book';
import classes from './method.module.css';

export function RulePage({ rule }: { rule: Rule }) {
    return (
        <article className={classes.card}>
            <Title order={2} size="h2">
                {rule.says}
            </Title>
            <div className={classes.badges}>
                <Badge variant="light" color="gray" tt="none">
                    {say.playbook.shown_under(say.method.today_group[rule.today])}
                </Badge>
                {!rule.on && (
                    <Badge variant="outline" color="gray" tt="none">
                        {say.playbook.off}
                    </Badge>
                )}
                <HoldsNow rule={rule} />
            </div>
            <section>
                <h3>{say.playbook.remedy}</h3>
                <Text fw={600} c="var(--us)">
                    {rule.remedy}
                </Text>
            </section>
            {rule.thresholds.length > 0 && <Thresholds rule={rule} />}
            <section>
                <h3>{say.playbook.source}</h3>
                <Text size="sm">{rule.source}</Text>
            </section>
            <section>
                <h3>{say.playbook.examples}</h3>
                <Text size="sm" c="dimmed" mb="sm">
                    {say.playbook.examples_more}
                </Text>
                <Examples text={rule.examples} />
            </section>
        </article>
    );
}

function HoldsNow({ rule }: { rule: Rule }) {
    const counts = useQuery({
        queryKey: keys.list('signal counts', 'mine'),
        queryFn: () => answer(api.GET('/signals/counts', { params: { query: { scope: 'mine' } } })),
    });
    if (!counts.data) return <Text size="sm" className={classes.holds} />;
    const deals = counts.data.items.find((c) => c.rule === rule.id)?.deals ?? 0;
    if (deals === 0)
        return (
            <Text size="sm" c="dimmed" className={classes.holds}>
                {say.playbook.holds_nowhere}
            </Text>
        );
    return (
        <Text size="sm" className={classes.holds}>
            {say.playbook.holds_now(deals)}.{' '}
            <Link to="/pipeline" search={{ signal: rule.id }} className={classes.link}>
                {say.playbook.see_deals}
            </Link>
        </Text>
    );
}

function Thresholds({ rule }: { rule: Rule }) {
    return (
        <section>
            <h3>{say.playbook.thresholds}</h3>
            <ul className={classes.thresholds}>
                {rule.thresholds.map((t) => (
                    <li key={t.name}>
                        <span className={classes.value}>{number(t.current, 2)}</span>
                        <span>
                            {t.says}
                            <Text size="xs" c="dimmed">
                                {t.current === t.standard
                                    ? say.playbook.as_standard
                                    : say.playbook.standard(number(t.standard, 2))}
                            </Text>
                        </span>
                    </li>
                ))}
            </ul>
            <Anchor component={Link} to="/settings/rules" size="sm">
                {say.playbook.change}
            </Anchor>
        </section>
    );
}
