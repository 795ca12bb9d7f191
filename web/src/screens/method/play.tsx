import { Anchor, Button, CopyButton, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EffortMark } from '@/parts/effort';
import { say } from '@/words';
import type { Play } from './book';
import classes from './method.module.css';

export function PlayPage({ play, plays }: { play: Play; plays: Play[] }) {
    const words = say.playbook;
    const fallback = plays.find((p) => p.id === play.fallback);
    const opens = [
        play.opens_level && say.method.level[play.opens_level],
        play.opens_role && say.method.role[play.opens_role],
    ].filter((o) => o !== undefined);
    return (
        <article className={classes.card}>
            <Title order={2} size="h2">
                {play.title}
            </Title>
            <div className={classes.badges}>
                <EffortMark effort={play.effort} side="buyer" named />
                <Text span size="sm" c="dimmed">
                    {say.method.effort_spends[play.effort]}
                </Text>
            </div>
            <section>
                <h3>{words.ask}</h3>
                <blockquote className={classes.ask}>{play.ask}</blockquote>
                <CopyButton value={play.ask}>
                    {({ copied, copy }) => (
                        <Button variant="default" size="sm" mt="xs" onClick={copy}>
                            {copied ? words.copied : words.copy}
                        </Button>
                    )}
                </CopyButton>
            </section>
            <dl className={classes.facts}>
                <Fact name={words.what}>{play.what}</Fact>
                {play.proof && <Fact name={words.proof}>{play.proof}</Fact>}
                {play.when && <Fact name={words.when}>{play.when}</Fact>}
                {play.if_declined && <Fact name={words.if_declined}>{play.if_declined}</Fact>}
                {fallback && (
                    <Fact name={words.fallback}>
                        <Anchor component={Link} to={`/method/${fallback.id}`}>
                            {fallback.title}
                        </Anchor>
                    </Fact>
                )}
                <Fact name={words.given_by}>{listed(play.given_by, say.method.role)}</Fact>
                <Fact name={words.levels}>{listed(play.levels, say.method.level)}</Fact>
                <Fact name={words.stages}>{listed(play.stages, words.stage)}</Fact>
                <Fact name={words.kinds}>{listed(play.kinds, say.method.kind)}</Fact>
                {play.meetings.length > 0 && (
                    <Fact name={words.meetings}>
                        {listed(play.meetings, say.method.meeting_kind)}
                    </Fact>
                )}
                {play.exchange_for.length > 0 && (
                    <Fact name={words.exchange_for}>
                        {listed(play.exchange_for, say.method.request_kind)}
                    </Fact>
                )}
                {play.only_with.length > 0 && (
                    <Fact name={words.only_with}>
                        {listed(play.only_with, say.method.request_kind)}
                    </Fact>
                )}
                {opens.length > 0 && <Fact name={words.opens}>{opens.join(', ')}</Fact>}
                <Fact name={words.due}>{words.working_days(play.working_days)}</Fact>
            </dl>
        </article>
    );
}

function listed<K extends string>(of: readonly K[], words: Record<K, string>): string {
    return of.map((one) => words[one]).join(', ') || say.playbook.any;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd>{children}</dd>
        </div>
    );
}
