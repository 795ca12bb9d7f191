// The advisor beside the plan: for each player the most and the least he can give now, why, and one
// tap that fills both in.
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { ChanceSteps, chance_of } from '@/parts/chance_steps';
import { EffortMark } from '@/parts/effort';
import { Failed } from '@/parts/states';
import { say } from '@/words';
import classes from './advisor.module.css';
import { Part } from './parts';
import { useAdvice } from './read';

type Advised = Schemas['PlayerAdvice'];
type Proposal = Schemas['Proposal'];

interface Props {
    meeting: string;
    begun: boolean; // Something stands in the plan already.
    take: (one: Advised) => void;
}
export function Advisor({ meeting, begun, take }: Props) {
    const advice = useAdvice(meeting);
    const [taken, set_taken] = useState('');
    const [unfold] = useState(!begun); // As it was opened: nothing folds under one's finger.
    if (advice.isError)
        return (
            <Part title={say.advice.title}>
                <Failed error={advice.error} again={() => advice.refetch()} />
            </Part>
        );
    if (!advice.data) return null; // The page waits for it.
    const players = by_worth(advice.data.players);
    return (
        <Part title={say.advice.title}>
            <Text size="sm" c="dimmed" mt={-6} mb={8}>
                {say.advice.more}
            </Text>
            {players.map((one, index) => (
                <details key={one.person} className={classes.player} open={unfold && index === 0}>
                    <summary>
                        <b>{one.name}</b>
                        <span>{say.method.role[one.role]}</span>
                    </summary>
                    <OfPlayer
                        one={one}
                        take={() => {
                            take(one);
                            set_taken(one.name);
                        }}
                    />
                </details>
            ))}
            <Text size="sm" c="dimmed" role="status">
                {taken && say.advice.taken(taken)}
            </Text>
        </Part>
    );
}

function by_worth(players: Advised[]): Advised[] {
    const worth = (one: Advised) => one.advice.best?.worth ?? one.advice.minimum?.worth ?? 0;
    return [...players].sort((a, b) => worth(b) - worth(a));
}

function OfPlayer({ one, take }: { one: Advised; take: () => void }) {
    const { best, minimum } = one.advice;
    if (!best && !minimum)
        return (
            <Text size="sm" c="dimmed">
                {say.advice.nothing}
            </Text>
        );
    return (
        <>
            {best && <Proposed label={say.advice.most} proposal={best} rank="best" />}
            {minimum && <Proposed label={say.advice.least} proposal={minimum} rank="minimum" />}
            <Button
                variant="light"
                color="buyer"
                mt={4}
                mb={8}
                onClick={take}
                aria-label={
                    best ? say.advice.take_both_of(one.name) : say.advice.take_least_of(one.name)
                }
            >
                {best ? say.advice.take_both : say.advice.take_least}
            </Button>
        </>
    );
}

interface ProposedProps {
    label: string;
    proposal: Proposal;
    rank: 'best' | 'minimum';
}
function Proposed({ label, proposal, rank }: ProposedProps) {
    const { play, chance, because, numbers, steps, fallback } = proposal;
    return (
        <div className={classes.proposed} data-rank={rank}>
            <Group gap="xs" mb={2}>
                <Text size="sm" c="dimmed">
                    {label}
                </Text>
                <EffortMark effort={play.effort} side="buyer" named />
                <Text size="sm" fw={600}>
                    {say.advice.say(chance_of(chance))}
                </Text>
            </Group>
            <Text fw={600}>{play.title}</Text>
            <Text size="sm">{because}</Text>
            <ChanceSteps chance={chance} numbers={numbers} steps={steps} />
            {fallback && (
                <Text size="sm" mt={2}>
                    {say.advice.if_no(fallback.title)}
                </Text>
            )}
        </div>
    );
}
