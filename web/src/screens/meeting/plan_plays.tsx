// Choosing what to ask: what the advisor proposes for each player, then the whole library.
import { Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { ChanceSteps, chance_of } from '@/parts/chance_steps';
import { EffortMark } from '@/parts/effort';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import classes from './meeting.module.css';
import { type Play, useAdvice, usePlays } from './read';

export type Proposal = Schemas['Proposal'];

interface Props {
    meeting: string;
    rank: Schemas['AskRank'] | undefined; // undefined: closed
    close: () => void;
    take: (play: Play, owner: string) => void;
}
export function Plays({ meeting, rank, close, take }: Props) {
    return (
        <Modal
            opened={rank !== undefined}
            onClose={close}
            size="xl"
            title={rank && say.meeting.plays_for(say.meeting.rank[rank])}
        >
            {rank && <Choice meeting={meeting} rank={rank} take={take} />}
        </Modal>
    );
}

interface ChoiceProps {
    meeting: string;
    rank: Schemas['AskRank'];
    take: (play: Play, owner: string) => void;
}
function Choice({ meeting, rank, take }: ChoiceProps) {
    const advice = useAdvice(meeting);
    const library = usePlays('proposed');
    const [words, set_words] = useState('');
    const wanted = words.trim().toLowerCase();
    const failed = [advice, library].find((q) => q.isError);
    if (failed) return <Failed error={failed.error} again={() => failed.refetch()} />;
    if (!advice.data || !library.data) return <Waiting rows={5} height={96} />;
    const found = library.data.items.filter((p) =>
        `${p.title} ${p.what} ${p.ask}`.toLowerCase().includes(wanted),
    );
    return (
        <Stack gap="lg">
            {advice.data.players.map((one) => (
                <section key={one.person}>
                    <Title order={3} size="h5" mb={6}>
                        {say.meeting.proposal_for(one.name)}{' '}
                        <Text span size="sm" c="dimmed" fw={400}>
                            {say.method.role[one.role]}
                        </Text>
                    </Title>
                    <Proposals one={one} rank={rank} take={take} />
                </section>
            ))}
            <section>
                <Title order={3} size="h5" mb={6}>
                    {say.meeting.whole_library}
                </Title>
                <TextInput
                    aria-label={say.meeting.find_play}
                    placeholder={say.meeting.find_play}
                    value={words}
                    onChange={(e) => set_words(e.currentTarget.value)}
                    mb="sm"
                />
                {found.length === 0 && <Text c="dimmed">{say.meeting.no_such_play}</Text>}
                <ul className={classes.plain}>
                    {found.map((play) => (
                        <PlayRow key={play.id} play={play} take={() => take(play, '')} />
                    ))}
                </ul>
            </section>
        </Stack>
    );
}

interface ProposalsProps {
    one: Schemas['PlayerAdvice'];
    rank: Schemas['AskRank'];
    take: (play: Play, owner: string) => void;
}
function Proposals({ one, rank, take }: ProposalsProps) {
    const { best, minimum, others } = one.advice;
    const first = rank === 'minimum' ? minimum : best;
    const known = new Set([best, minimum, ...others].map((p) => p?.play.id));
    const ways = one.ways_up.filter((p) => !known.has(p.play.id));
    if (!first && others.length + ways.length === 0)
        return <Text c="dimmed">{say.meeting.no_proposal}</Text>;
    const row = (p: Proposal, proposed: boolean) => (
        <PlayRow
            key={p.play.id}
            play={p.play}
            proposal={p}
            proposed={proposed}
            who={one.name}
            take={() => take(p.play, one.person)}
        />
    );
    return (
        <Stack gap="xs">
            <ul className={classes.plain}>{first && row(first, true)}</ul>
            {others.length > 0 && (
                <details>
                    <summary>{`${say.meeting.also_fits} (${others.length})`}</summary>
                    <ul className={classes.plain}>{others.map((p) => row(p, false))}</ul>
                </details>
            )}
            {ways.length > 0 && (
                <details>
                    <summary>{`${say.meeting.ways_up} (${ways.length})`}</summary>
                    <ul className={classes.plain}>{ways.map((p) => row(p, false))}</ul>
                </details>
            )}
        </Stack>
    );
}

interface RowProps {
    play: Play;
    proposal?: Proposal;
    proposed?: boolean;
    who?: string;
    take: () => void;
}
export function PlayRow({ play, proposal, proposed = false, who, take }: RowProps) {
    return (
        <li className={classes.play} data-proposed={proposed || undefined}>
            <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
                <div style={{ minWidth: 0 }}>
                    <Group gap="xs" mb={2}>
                        <Text fw={600}>{play.title}</Text>
                        <EffortMark effort={play.effort} side="buyer" named />
                        {proposal && (
                            <Text size="sm" c="dimmed">
                                {say.advice.say(chance_of(proposal.chance))}
                            </Text>
                        )}
                    </Group>
                    <Text size="sm">{proposal ? proposal.because : play.when || play.what}</Text>
                    <Text size="sm" className={classes.quote} mt={4}>
                        {say.meeting.said(play.ask)}
                    </Text>
                    {proposal && (
                        <ChanceSteps
                            chance={proposal.chance}
                            numbers={proposal.numbers}
                            steps={proposal.steps}
                        />
                    )}
                </div>
                <Button
                    onClick={take}
                    variant={proposed ? 'filled' : 'default'}
                    style={{ flex: 'none' }}
                    aria-label={
                        who
                            ? say.meeting.use_as(play.title, who)
                            : `${say.meeting.use}: ${play.title}`
                    }
                >
                    {say.meeting.use}
                </Button>
            </Group>
        </li>
    );
}
