// Before settings are saved: what they would have flagged in the past quarter, and what became of
// those deals. The server tells the quarter again; nothing is kept.
import { Alert, Button, Group, Paper, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { Failed } from '@/parts/states';
import { say } from '@/words';
import { number } from '@/words/format';
import type { Settings } from './draft';

const words = say.team.what_if;

export default function WhatIf({ settings }: { settings: Settings }) {
    const asked = useMutation({
        mutationFn: (of: Settings) =>
            answer(api.POST('/settings/check', { body: { settings: of } })),
    });
    const stale = asked.data && JSON.stringify(asked.variables) !== JSON.stringify(settings);
    return (
        <Paper withBorder p="sm">
            <Group>
                <Button
                    variant="default"
                    loading={asked.isPending}
                    onClick={() => asked.mutate(settings)}
                >
                    {words.ask}
                </Button>
                <Text size="sm" c="dimmed" role="status">
                    {asked.isPending ? words.asking : stale ? words.stale : words.about}
                </Text>
            </Group>
            {asked.isError && <Failed error={asked.error} again={() => asked.mutate(settings)} />}
            {asked.data && <Told told={asked.data} />}
        </Paper>
    );
}

function Told({ told }: { told: Schemas['WhatIf'] }) {
    return (
        <>
            {!told.all && (
                <Alert color="gray" mt="sm">
                    {words.ran_out(number(told.seconds_at_most))}
                </Alert>
            )}
            <Text size="sm" c="dimmed" mt="sm">
                {words.looked(number(told.looked_at))}
            </Text>
            {told.rules.length === 0 ? (
                <Text mt={4}>{words.same}</Text>
            ) : (
                <Table.ScrollContainer
                    minWidth={560}
                    scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
                >
                    <Table className="numbers">
                        <Table.Thead>
                            <Table.Tr>
                                <Table.Th>{words.rule}</Table.Th>
                                <Table.Th ta="right">{words.before}</Table.Th>
                                <Table.Th ta="right">{words.after}</Table.Th>
                                <Table.Th ta="right">{words.newly}</Table.Th>
                                <Table.Th ta="right">{words.no_more}</Table.Th>
                            </Table.Tr>
                        </Table.Thead>
                        <Table.Tbody>
                            {told.rules.map((rule) => (
                                <Row key={rule.rule} rule={rule} />
                            ))}
                        </Table.Tbody>
                    </Table>
                </Table.ScrollContainer>
            )}
        </>
    );
}

function Row({ rule }: { rule: Schemas['WhatIfRule'] }) {
    return (
        <Table.Tr>
            <Table.Td>
                <Text size="sm">{rule.says}</Text>
                <Text size="xs" c="dimmed">
                    {rule.examples.join(' · ')}
                </Text>
            </Table.Td>
            <Count of={rule.before} />
            <Count of={rule.after} />
            <Count of={rule.flagged_newly} />
            <Count of={rule.flagged_no_more} />
        </Table.Tr>
    );
}

function Count({ of }: { of: Schemas['CameTo'] }) {
    return (
        <Table.Td ta="right" style={{ verticalAlign: 'top' }}>
            {number(of.deals)}
            {of.deals > 0 && (
                <Text size="xs" c="dimmed">
                    {words.won(number(of.won))}
                </Text>
            )}
        </Table.Td>
    );
}
