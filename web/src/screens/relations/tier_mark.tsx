import type { Schemas } from '@/api/client';
import { say } from '@/words';
import classes from './relations.module.css';

interface Props {
    tier: Schemas['Tier'];
}
export function TierMark({ tier }: Props) {
    return (
        <span
            className={classes.tier}
            data-tier={tier}
            role="img"
            aria-label={say.relations.tier_of(tier)}
        >
            {tier === 'none' ? '–' : tier}
        </span>
    );
}
