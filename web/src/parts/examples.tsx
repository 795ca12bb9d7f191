// The examples of a rule, as people read them.
import { Text } from '@mantine/core';
import { say } from '@/words';
import classes from './examples.module.css';
import { read_scenarios } from './scenario';

export function Examples({ text, most }: { text: string; most?: number }) {
    const all = read_scenarios(text).slice(0, most);
    return (
        <div className={classes.all}>
            {all.map((scenario) => (
                <section key={scenario.title} className={classes.one}>
                    <Text fw={600} size="sm">
                        {scenario.title}
                    </Text>
                    <ol className={classes.lines}>
                        {scenario.lines.map((line) => (
                            <li key={line.at} className={classes[line.kind]}>
                                {line.kind === 'day' && (
                                    <span className={classes.when}>{say.today.example_day} </span>
                                )}
                                {line.text}
                            </li>
                        ))}
                    </ol>
                </section>
            ))}
        </div>
    );
}
