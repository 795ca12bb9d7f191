// A deal in the weekly review: their acts first, then what holds, what is owed, what we say to each
// other.
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { EffortMark } from '@/parts/effort';
import { AnswerLettingGo, ProposeLettingGo } from '@/parts/letting_go';
import { DealLink, Due, SideMark, VerdictMark } from '@/parts/marks';
import type { useRows } from '@/parts/rows';
import { Scale } from '@/parts/scale';
import { say } from '@/words';
import { day, day_of, number } from '@/words/format';
import { Coach } from './coach';
import classes from './review.module.css';

const words = say.team.review;
type Item = Schemas['ReviewedDeal'];
const verdicts = Object.keys(say.method.verdict) as Schemas['Verdict'][];

interface Props {
    item: Item;
    row: ReturnType<ReturnType<typeof useRows>['row']>;
}
export function DealCard({ item, row }: Props) {
    const { deal } = item;
    const verdict = verdicts.find((v) => v === deal.last_verdict);
    return (
        <article className={classes.card} aria-label={deal.name} {...row}>
            <header className={classes.head}>
                <Scale
                    skin={deal.skin ?? undefined}
                    buyer={deal.buyer_stake}
                    seller={deal.seller_stake}
                    figures
                />
                <div className={classes.title}>
                    <DealLink id={deal.id} name={deal.name} />
                    <Text size="sm" c="dimmed">
                        {deal.account_name} · {deal.owner_name}
                    </Text>
                </div>
                {verdict && <VerdictMark verdict={verdict} short />}
            </header>
            <div className={classes.columns}>
                <Acts item={item} />
                <Beside item={item} />
            </div>
            <Talk item={item} />
        </article>
    );
}

function Acts({ item }: { item: Item }) {
    return (
        <section className={classes.part}>
            <h3>{words.did}</h3>
            {item.buyer_acts.length === 0 && (
                <Text size="sm" c="dimmed">
                    {words.nothing}
                </Text>
            )}
            <ul className={classes.acts}>
                {item.buyer_acts.map((act) => (
                    <li key={[act.at, act.kind, act.commitment, act.person, act.what].join(' ')}>
                        <span className={classes.when}>{day(day_of(act.at))}</span>
                        <span style={{ minWidth: 0 }}>
                            {say.deal.act[act.kind]}
                            {act.what && (
                                <Text span size="sm" c="dimmed" className={classes.words}>
                                    {' '}
                                    {act.what}
                                </Text>
                            )}
                        </span>
                        {act.effort !== 'compliance' && (
                            <EffortMark effort={act.effort} side="buyer" />
                        )}
                    </li>
                ))}
            </ul>
            <Text size="sm" className="numbers">
                <Text span size="sm" c="var(--buyer)" fw={600}>
                    {words.received(number(item.received, 1))}
                </Text>
                {' · '}
                <Text span size="sm" c="var(--us)" fw={600}>
                    {words.given(number(item.given, 1))}
                </Text>
                <Text span size="sm" c="dimmed">
                    {' · '}
                    {words.our_acts(item.our_acts)}
                </Text>
            </Text>
        </section>
    );
}

function Beside({ item }: { item: Item }) {
    return (
        <section className={classes.part}>
            {item.signals.length > 0 && (
                <>
                    <h3>{words.holds}</h3>
                    <ul className={classes.plain}>
                        {item.signals.slice(0, 3).map((signal) => (
                            <li key={`${signal.rule} ${signal.subject}`}>
                                <Text size="sm">{signal.because}</Text>
                            </li>
                        ))}
                    </ul>
                </>
            )}
            {item.owed.length > 0 && (
                <>
                    <h3>{words.owed}</h3>
                    <ul className={classes.plain}>
                        {item.owed.slice(0, 4).map((owed) => (
                            <Owed key={owed.promise.id} {...owed} />
                        ))}
                    </ul>
                </>
            )}
        </section>
    );
}

function Owed({ promise, by }: Schemas['OwedPromise']) {
    return (
        <li className={classes.owed}>
            <SideMark side={promise.owner.type === 'buyer' ? 'buyer' : 'seller'} />
            <Text size="sm" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                {promise.what}
                <Text span size="sm" c="dimmed">
                    {' '}
                    {by}
                </Text>
            </Text>
            <Due date={promise.due} />
        </li>
    );
}

function Talk({ item }: { item: Item }) {
    const [coaching, set_coaching] = useState(false);
    const { deal, letting_go: proposed } = item;
    return (
        <footer className={classes.talk}>
            {item.coaching.length > 0 && <h3>{words.coaching}</h3>}
            {item.coaching.map((note) => (
                <blockquote key={`${note.at} ${note.by}`} className={classes.note}>
                    <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                        {note.text}
                    </Text>
                    <Text size="xs" c="dimmed">
                        {note.by_name}, {day(day_of(note.at))}
                    </Text>
                </blockquote>
            ))}
            {proposed && (
                <AnswerLettingGo
                    deal={deal.id}
                    version={deal.version}
                    proposal={proposed.proposal}
                    by={proposed.by_name}
                    yours={proposed.yours_to_answer}
                    may_change={item.may_change}
                />
            )}
            {item.may_change && (
                <div className="no-print">
                    {coaching ? (
                        <Coach deal={deal.id} close={() => set_coaching(false)} />
                    ) : (
                        <Group gap={8}>
                            <Button
                                variant="default"
                                size="compact-md"
                                onClick={() => set_coaching(true)}
                            >
                                {words.coach}
                            </Button>
                            {!proposed && item.buyer_acts.length === 0 && (
                                <ProposeLettingGo deal={deal.id} version={deal.version} />
                            )}
                        </Group>
                    )}
                </div>
            )}
        </footer>
    );
}
