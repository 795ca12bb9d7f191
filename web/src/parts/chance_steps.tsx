// Why a chance is what it is: our judgement, and the answers that moved it, step by step.
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { percent } from '@/words/format';
import classes from './chance_steps.module.css';

export function chance_of(chance: number): string {
    return percent(Math.round(chance / 100));
}

interface Props {
    chance: number; // Basis points.
    numbers: string;
    steps: Schemas['Step'][];
}
export function ChanceSteps({ chance, numbers, steps }: Props) {
    return (
        <>
            <p className={classes.numbers}>{numbers}</p>
            <details className={classes.why}>
                <summary>{say.advice.why(chance_of(chance))}</summary>
                <ol className={classes.steps}>
                    {steps.map((step) => (
                        <li key={step.circle}>
                            <span>
                                {say.advice.circle[step.circle]}
                                {step.asked > 0 &&
                                    `: ${say.advice.agreed(step.agreed, step.asked)}`}
                            </span>
                            <span className={classes.bar} aria-hidden="true">
                                <i style={{ width: `${step.chance / 100}%` }} />
                            </span>
                            <b>{chance_of(step.chance)}</b>
                        </li>
                    ))}
                </ol>
            </details>
        </>
    );
}
