// One pan, opened: the acts that moved its figure, and their sum.
import { ScrollArea, Table, Text } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { EffortMark } from '@/parts/effort';
import { say } from '@/words';
import { day, day_of, number } from '@/words/format';
import type { Names } from './names';

interface Props {
    side: Schemas['Side'];
    acts: Schemas['Act'][];
    stake: number; // As the server sums it up.
    names: Names;
}

function signed(stake: number): string {
    return (stake > 0 ? '+' : '') + number(stake, 3).replace('-', '−');
}

function key_of(act: Schemas['Act']): string {
    return [act.at, act.kind, act.commitment, act.request, act.meeting, act.person].join(' ');
}

export function PanActs({ side, acts, stake, names }: Props) {
    const own = acts.filter((a) => a.side === side);
    const moved = own.filter((a) => a.stake !== 0);
    const free = own.length - moved.length;
    if (moved.length === 0)
        return (
            <Text c="dimmed" size="sm" py="sm">
                {side === 'buyer' ? say.deal.they_put_in_nothing : say.deal.we_put_in_nothing}
            </Text>
        );
    return (
        <ScrollArea.Autosize mah={380} type="auto" viewportProps={{ tabIndex: 0 }}>
            <Table verticalSpacing={6} horizontalSpacing={8} className="numbers">
                <Table.Caption>
                    {free > 0 && say.deal.acts_that_cost_nothing(free)}
                    {side === 'buyer' && stake < 0 && ` ${say.deal.negative_counts_as_nothing}`}
                </Table.Caption>
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th>{say.deal.when}</Table.Th>
                        <Table.Th>{say.deal.what}</Table.Th>
                        <Table.Th visibleFrom="xs">{say.deal.cost}</Table.Th>
                        <Table.Th ta="right">{say.deal.stake}</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {moved.map((act) => (
                        <Table.Tr key={key_of(act)}>
                            <Table.Td style={{ whiteSpace: 'nowrap', verticalAlign: 'top' }}>
                                {day(day_of(act.at))}
                            </Table.Td>
                            <Table.Td>
                                <Text size="sm">
                                    {say.deal.did(names.of(act), say.deal.act[act.kind])}
                                </Text>
                                <Text size="sm" c="dimmed" lineClamp={2}>
                                    {act.what}
                                </Text>
                            </Table.Td>
                            <Table.Td visibleFrom="xs">
                                <EffortMark effort={act.effort} side={act.side} named />
                            </Table.Td>
                            <Table.Td ta="right" fw={600}>
                                {signed(act.stake)}
                            </Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
                <Table.Tfoot>
                    <Table.Tr>
                        <Table.Th colSpan={2}>{say.deal.sum}</Table.Th>
                        <Table.Th visibleFrom="xs" />
                        <Table.Th ta="right">{number(stake, 3).replace('-', '−')}</Table.Th>
                    </Table.Tr>
                </Table.Tfoot>
            </Table>
        </ScrollArea.Autosize>
    );
}
