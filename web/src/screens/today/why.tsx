// "Why?": the rule's sentence, where it comes from, the acts behind it and its examples.
import { Anchor, Drawer, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { EffortMark } from '@/parts/effort';
import { Examples } from '@/parts/examples';
import { SideMark } from '@/parts/marks';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { day, day_of, moment } from '@/words/format';
import classes from './why.module.css';

type Signal = Schemas['SignalView'];

interface Props {
    deal: string;
    signal: Signal | undefined;
    close: () => void;
}
export function WhyDrawer({ deal, signal, close }: Props) {
    return (
        <Drawer
            opened={signal !== undefined}
            onClose={close}
            position="right"
            size="md"
            title={say.today.why.title}
            closeButtonProps={{ 'aria-label': say.common.close, size: 'lg' }}
        >
            {signal && <Why deal={deal} signal={signal} />}
        </Drawer>
    );
}

function Why({ deal, signal }: { deal: string; signal: Signal }) {
    const all = useQuery({
        queryKey: [...keys.deal(deal), 'why'],
        queryFn: () => answer(api.GET('/deals/{deal}/signals', { params: { path: { deal } } })),
    });
    if (all.isError) return <Failed error={all.error} again={() => all.refetch()} />;
    if (!all.data) return <Waiting rows={4} />;
    const why = all.data.items.find(
        (w) => w.signal.rule === signal.rule && w.signal.subject === signal.subject,
    );
    return (
        <Stack gap="md">
            <div>
                <Title order={3} size="h4">
                    {signal.says}
                </Title>
                <Text mt={4}>{signal.because}</Text>
                <Text size="sm" c="dimmed" mt={4}>
                    {say.today.why.since(moment(signal.holds_from))}
                </Text>
            </div>
            <Text fw={600} c="var(--us)">
                {signal.remedy}
            </Text>
            <Acts acts={why?.acts ?? []} />
            {why && (
                <>
                    <section>
                        <Title order={3} size="h5" mb={4}>
                            {say.today.why.source}
                        </Title>
                        <Text size="sm">{why.source}</Text>
                    </section>
                    <section>
                        <Title order={3} size="h5" mb={8}>
                            {say.today.why.examples}
                        </Title>
                        <Examples text={why.examples} most={4} />
                    </section>
                </>
            )}
            <Anchor component={Link} to={`/method/${signal.rule}`}>
                {say.today.why.all_examples}
            </Anchor>
        </Stack>
    );
}

function Acts({ acts }: { acts: Schemas['Act'][] }) {
    return (
        <section>
            <Title order={3} size="h5" mb={6}>
                {say.today.why.acts}
            </Title>
            {acts.length === 0 ? (
                <Text size="sm" c="dimmed">
                    {say.today.why.no_acts}
                </Text>
            ) : (
                <ol className={classes.acts}>
                    {acts.map((act) => (
                        <li key={`${act.at} ${act.kind} ${act.what}`}>
                            <span className={classes.day}>{day(day_of(act.at))}</span>
                            <span className={classes.what}>
                                <SideMark side={act.side} /> {say.today.act[act.kind]}
                                {act.what && ` “${act.what}”`}
                            </span>
                            {act.effort !== 'compliance' && (
                                <EffortMark effort={act.effort} side={act.side} />
                            )}
                        </li>
                    ))}
                </ol>
            )}
        </section>
    );
}
