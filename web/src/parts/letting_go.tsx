// Letting a deal go, between two of us: one proposes, the other agrees with one tap or keeps it.
import { Button, Group, Menu, Text } from '@mantine/core';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { say } from '@/words';
import { add_days, day, day_of } from '@/words/format';

interface Of {
    deal: string;
    version: number;
}
const park_days = 91;

export function ProposeLettingGo({ deal, version }: Of) {
    const propose = useCommand({
        send: (body: Schemas['ProposeLettingGo'], header) =>
            answer(
                api.POST('/deals/{deal}/letting-go', { params: { path: { deal }, header }, body }),
            ),
        deal,
        says: say.team.proposed,
    });
    const park = () =>
        propose.run(
            { how: 'park', until: add_days(day_of(), park_days), to: 'no_decision', why: '' },
            version,
        );
    const lose = () => propose.run({ how: 'lose', to: 'no_decision', why: '' }, version);
    return (
        <Group gap={6} wrap="nowrap">
            <Button variant="default" size="compact-md" loading={propose.busy} onClick={park}>
                {say.team.propose_park}
            </Button>
            <Menu position="bottom-end">
                <Menu.Target>
                    <Button variant="default" size="compact-md" aria-label={say.team.more_ways}>
                        …
                    </Button>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Item onClick={lose}>{say.team.propose_lose}</Menu.Item>
                </Menu.Dropdown>
            </Menu>
        </Group>
    );
}

interface AnswerProps extends Of {
    proposal: Schemas['LettingGo'];
    by: string; // Who proposed it, by name.
    yours: boolean; // May one agree? Else it waits for the other.
    may_change: boolean;
}
export function AnswerLettingGo({ deal, version, proposal, by, yours, may_change }: AnswerProps) {
    const path = { deal };
    const agree = useCommand({
        send: (_: undefined, header) =>
            answer(api.POST('/deals/{deal}/letting-go/agree', { params: { path, header } })),
        deal,
        says: say.team.agreed,
    });
    const keep = useCommand({
        send: (_: undefined, header) =>
            answer(
                api.POST('/deals/{deal}/letting-go/decline', {
                    params: { path, header },
                    body: { why: '' },
                }),
            ),
        deal,
        says: say.team.kept,
    });
    const how =
        proposal.how === 'park'
            ? say.team.how_park(proposal.until ? day(proposal.until) : '')
            : say.team.how_lose;
    return (
        <div>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {say.team.proposal(by, how)} {proposal.why}
            </Text>
            {!yours && (
                <Text size="sm" c="dimmed">
                    {say.team.waits_for_other}
                </Text>
            )}
            {may_change && (
                <Group gap={6} mt={6}>
                    {yours && (
                        <Button
                            size="compact-md"
                            loading={agree.busy}
                            onClick={() => agree.run(undefined, version)}
                        >
                            {say.team.agree}
                        </Button>
                    )}
                    <Button
                        variant="default"
                        size="compact-md"
                        loading={keep.busy}
                        onClick={() => keep.run(undefined, version)}
                    >
                        {yours ? say.team.keep : say.team.take_back}
                    </Button>
                </Group>
            )}
        </div>
    );
}
