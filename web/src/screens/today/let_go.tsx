// Somebody of us proposed to let a deal go, and waits for one's word: agree, or keep it, with a tap.
import { Text } from '@mantine/core';
import { AnswerLettingGo } from '@/parts/letting_go';
import { DealLink } from '@/parts/marks';
import { say } from '@/words';
import type { Asked } from './asked';
import classes from './today.module.css';

export default function LetGo({ asked }: { asked: Asked[] }) {
    return (
        <section aria-labelledby="let-go" className={classes.asked}>
            <h2 id="let-go" className={classes.group}>
                {say.team.let_go}
            </h2>
            <ul className={classes.asked_list}>
                {asked.map(({ deal, letting_go, may_change }) => (
                    <li key={deal.id} className={classes.asked_deal}>
                        <div style={{ minWidth: 0 }}>
                            <DealLink id={deal.id} name={deal.name} />
                            <Text size="sm" c="dimmed">
                                {deal.account_name} · {deal.owner_name}
                            </Text>
                        </div>
                        {letting_go && (
                            <AnswerLettingGo
                                deal={deal.id}
                                version={deal.version}
                                proposal={letting_go.proposal}
                                by={letting_go.by_name}
                                yours={letting_go.yours_to_answer}
                                may_change={may_change}
                            />
                        )}
                    </li>
                ))}
            </ul>
        </section>
    );
}
