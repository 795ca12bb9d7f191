// After a no: what this person may rather give, or who could. One tap says what came of it, and the
// ask joins the plan; it works without a connection like every other tap of the hold page.
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { ChanceSteps, chance_of } from '@/parts/chance_steps';
import { EffortMark } from '@/parts/effort';
import { say } from '@/words';
import { day_of } from '@/words/format';
import classes from './hold.module.css';
import { working_days_after } from './plan_draft';
import { type Ask, type MeetingView, name_in } from './read';

type Proposal = Schemas['Proposal'];

// What is proposed after the last no, without what was asked meanwhile.
export function instead_after<P extends { play: { id: string } }>(
    asks: Pick<Ask, 'id' | 'play' | 'outcome'>[],
    advice: { ask: string; instead: P[] }[],
): { ask: string; proposals: P[] } | undefined {
    const asked = new Set(asks.map((a) => a.play));
    return asks
        .filter((a) => a.outcome === 'declined')
        .map(({ id }) => ({
            ask: id,
            proposals: (advice.find((a) => a.ask === id)?.instead ?? []).filter(
                (p) => !asked.has(p.play.id),
            ),
        }))
        .findLast(({ proposals }) => proposals.length > 0);
}

export function placed(
    ask: Ask,
    play: Schemas['Play'],
    came: 'accepted' | 'declined',
): Schemas['PlaceAsk'] {
    return {
        ask: {
            rank: 'alternative',
            play: play.id,
            what: play.what,
            effort: play.effort,
            owner: ask.owner,
            due: working_days_after(day_of(), play.working_days),
            proof: play.proof,
        },
        answer: came,
    };
}

interface Props {
    ask: Ask;
    view: MeetingView;
    proposals: Proposal[];
    open: boolean; // Nothing else is to be asked first.
    place: (body: Schemas['PlaceAsk']) => void;
}
export function Instead({ ask, view, proposals, open, place }: Props) {
    return (
        <details open={open} className={classes.words}>
            <summary>{open ? say.advice.instead : say.advice.or_instead}</summary>
            <Text size="sm" c="dimmed" mb={8}>
                {say.advice.for(name_in(view.players, ask.owner))} · {say.advice.instead_more}
            </Text>
            <Stack gap="sm">
                {proposals.map((p) => (
                    <section key={p.play.id} className={classes.instead} aria-label={p.play.title}>
                        <Group gap="xs" mb={2}>
                            <EffortMark effort={p.play.effort} side="buyer" named />
                            <Text size="sm" c="dimmed">
                                {say.advice.say(chance_of(p.chance))}
                            </Text>
                        </Group>
                        <Text fw={600}>{p.play.title}</Text>
                        <Text size="sm" className={classes.quote} mt={2}>
                            {say.meeting.said(p.play.ask)}
                        </Text>
                        <Text size="sm" mt={4}>
                            {p.because}
                        </Text>
                        <ChanceSteps chance={p.chance} numbers={p.numbers} steps={p.steps} />
                        <div className={classes.two_answers}>
                            <Button
                                size="md"
                                color="buyer.7"
                                onClick={() => place(placed(ask, p.play, 'accepted'))}
                                aria-label={say.hold.accept(p.play.what)}
                            >
                                {say.hold.accepted}
                            </Button>
                            <Button
                                size="md"
                                variant="default"
                                onClick={() => place(placed(ask, p.play, 'declined'))}
                                aria-label={say.hold.decline(p.play.what)}
                            >
                                {say.hold.declined}
                            </Button>
                        </div>
                    </section>
                ))}
            </Stack>
        </details>
    );
}
