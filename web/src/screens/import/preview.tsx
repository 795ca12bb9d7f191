import { Badge, Table, Text } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import { day, day_of, money } from '@/words/format';
import classes from './import.module.css';
import { in_words } from './reading';

const words = say.imports;
const most = 12; // Enough to see what is wrong; the server sends 50.

function colour(outcome: Schemas['RowOutcome']): string {
    return outcome === 'made' || outcome === 'changed' ? 'us' : 'gray';
}

export function Preview({ rows }: { rows: Schemas['RowPreview'][] }) {
    return (
        <section className={classes.wide} aria-label={words.preview}>
            <Table verticalSpacing={6} miw={820}>
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th aria-label={words.would} />
                        <Table.Th>{words.deal}</Table.Th>
                        <Table.Th>{words.account}</Table.Th>
                        <Table.Th>{words.people}</Table.Th>
                        <Table.Th>{words.owner}</Table.Th>
                        <Table.Th ta="right">{words.amount}</Table.Th>
                        <Table.Th>{words.state}</Table.Th>
                        <Table.Th>{words.since}</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {rows.slice(0, most).map(({ report, becomes }) => (
                        <Table.Tr key={report.line}>
                            <Table.Td>
                                <Badge variant="light" color={colour(report.outcome)} tt="none">
                                    {words.outcome[report.outcome]}
                                </Badge>
                            </Table.Td>
                            {becomes && report.outcome !== 'refused' ? (
                                <Row of={becomes} />
                            ) : (
                                <Table.Td colSpan={7}>
                                    <Text size="sm">
                                        {words.line(report.line)}
                                        {report.column && ` · ${report.column}`}:{' '}
                                        {in_words(report.detail)}
                                    </Text>
                                </Table.Td>
                            )}
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </section>
    );
}

function Row({ of }: { of: Schemas['ImportRow'] }) {
    return (
        <>
            <Table.Td fw={600}>{of.name}</Table.Td>
            <Table.Td>{of.account}</Table.Td>
            <Table.Td>{of.people.map((p) => p.name || p.email).join(', ')}</Table.Td>
            <Table.Td>{of.owner || of.owner_email}</Table.Td>
            <Table.Td ta="right" className="numbers">
                {of.amount && money(of.amount)}
            </Table.Td>
            <Table.Td>{[of.status, of.crm_stage].filter(Boolean).join(' · ')}</Table.Td>
            <Table.Td className="numbers">{of.created_at && day(day_of(of.created_at))}</Table.Td>
        </>
    );
}
