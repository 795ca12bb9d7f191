// Small words that stand everywhere the same: verdicts, people, days due.
import { Anchor, Badge, type BadgeProps, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { day, day_of, near_day } from '@/words/format';

interface VerdictProps {
    verdict: Schemas['Verdict'];
    short?: boolean; // Where rows are compared: the whole of it on hover.
}
export function VerdictMark({ verdict, short = false }: VerdictProps) {
    const advance = verdict.startsWith('advance') || verdict === 'order';
    return (
        <Badge
            variant={advance ? 'light' : 'outline'}
            color={advance ? 'buyer' : 'gray'}
            tt="none"
            fw={600}
            title={short ? say.method.verdict[verdict] : undefined}
        >
            {short ? say.method.verdict_short[verdict] : say.method.verdict[verdict]}
        </Badge>
    );
}

// A day by which something is due: red once it has passed.
export function Due({ date, open = true }: { date: string; open?: boolean }) {
    const overdue = open && date < day_of();
    return (
        <Text
            span
            size="sm"
            c={overdue ? 'var(--overdue)' : 'dimmed'}
            fw={overdue ? 600 : undefined}
            title={day(date)}
            className="numbers"
            style={{ whiteSpace: 'nowrap' }}
        >
            {near_day(date)}
        </Text>
    );
}

export function DealLink({ id, name }: { id: string; name: string }) {
    return (
        <Anchor
            component={Link}
            to={`/deals/${id}`}
            fw={600}
            c="inherit"
            style={{ overflowWrap: 'anywhere' }}
        >
            {name}
        </Anchor>
    );
}

export function SideMark({ side, ...rest }: { side: Schemas['Side'] } & BadgeProps) {
    return (
        <Badge
            variant="light"
            color={side === 'buyer' ? 'buyer' : 'us'}
            tt="none"
            size="sm"
            {...rest}
        >
            {say.method.side[side]}
        </Badge>
    );
}
