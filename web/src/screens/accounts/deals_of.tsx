// The deals of an account or a person: how each stands.
import { Badge, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { Cooling } from '@/parts/cooling';
import { usePhone } from '@/parts/phone';
import { Scale } from '@/parts/scale';
import { say } from '@/words';
import { short_money } from '@/words/format';
import classes from './accounts.module.css';

const words = say.accounts;

function state_word(state: string): string {
    const known: Record<string, string> = say.method.state;
    return known[state] ?? state;
}

export function DealsOf({ deals }: { deals: Schemas['DealLine'][] }) {
    const phone = usePhone();
    if (deals.length === 0)
        return (
            <Text size="sm" c="dimmed">
                {words.no_deals}
            </Text>
        );
    return (
        <ul className={classes.plain}>
            {deals.map((deal) => (
                <li key={deal.id} className={classes.item}>
                    <Scale
                        skin={deal.skin}
                        buyer={deal.buyer_stake}
                        seller={deal.seller_stake}
                        size={36}
                    />
                    <div className={classes.main}>
                        <Link to="/deals/$deal" params={{ deal: deal.id }} className={classes.name}>
                            {deal.name}
                        </Link>
                        <Text className={classes.quiet} truncate title={deal.next_thing?.remedy}>
                            {deal.next_thing?.because ?? deal.owner_name}
                        </Text>
                    </div>
                    {!phone && (
                        <Cooling
                            momentum={deal.momentum}
                            half_life_days={deal.half_life_days}
                            width={56}
                            height={20}
                        />
                    )}
                    <span className={classes.amount}>
                        {deal.amount && short_money(deal.amount)}
                    </span>
                    {!(phone && deal.state === 'pipeline') && (
                        <Badge variant="outline" color="gray" tt="none" style={{ flex: 'none' }}>
                            {state_word(deal.state)}
                        </Badge>
                    )}
                </li>
            ))}
        </ul>
    );
}

// "3 pipeline, €40k · 1 won, €12k"
export function StateSums({ states }: { states: Schemas['StateSum'][] }) {
    const parts = states.map((s) =>
        words.sums(s.deals, state_word(s.state), s.sums.map(short_money).join(' + ')),
    );
    return (
        <Text span className={`${classes.quiet} numbers`}>
            {parts.join(' · ')}
        </Text>
    );
}
