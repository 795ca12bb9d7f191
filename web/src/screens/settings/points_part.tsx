import { NumberInput, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { SettingsForm } from './form';

const words = say.settings.points;
const kinds = Object.keys(say.method.request_kind) as Schemas['RequestKind'][];
const roles = Object.keys(say.method.role) as Schemas['Role'][];

export function PointsPart() {
    const standard = useQuery({
        queryKey: keys.words('standard settings'),
        queryFn: () => answer(api.GET('/settings/standard')),
    });
    if (standard.isError) return <Failed error={standard.error} again={() => standard.refetch()} />;
    if (!standard.data) return <Waiting rows={4} />;
    const { request_costs: costs, authority_weights: weights } = standard.data;
    return (
        <SettingsForm>
            {({ value, change }) => (
                <Stack gap="lg">
                    <section>
                        <Title order={3}>{words.costs}</Title>
                        <Text c="dimmed" mb="sm">
                            {words.costs_about}
                        </Text>
                        <SimpleGrid cols={{ base: 2, sm: 3 }}>
                            {kinds.map((kind) => (
                                <NumberInput
                                    key={kind}
                                    label={say.method.request_kind[kind]}
                                    min={0}
                                    max={100}
                                    value={
                                        (
                                            value.request_costs.find((c) => c.kind === kind) ??
                                            costs.find((c) => c.kind === kind)
                                        )?.points
                                    }
                                    onChange={(to) =>
                                        typeof to === 'number' &&
                                        change((before) => ({
                                            ...before,
                                            request_costs: [
                                                ...before.request_costs.filter(
                                                    (c) => c.kind !== kind,
                                                ),
                                                { kind, points: to },
                                            ],
                                        }))
                                    }
                                />
                            ))}
                        </SimpleGrid>
                    </section>
                    <section>
                        <Title order={3}>{words.weights}</Title>
                        <Text c="dimmed" mb="sm">
                            {words.weights_about}
                        </Text>
                        <SimpleGrid cols={{ base: 2, sm: 3 }}>
                            {roles.map((role) => (
                                <NumberInput
                                    key={role}
                                    label={say.method.role[role]}
                                    min={0}
                                    max={10}
                                    step={0.05}
                                    decimalScale={2}
                                    value={
                                        (
                                            value.authority_weights.find((w) => w.role === role) ??
                                            weights.find((w) => w.role === role)
                                        )?.weight
                                    }
                                    onChange={(to) =>
                                        typeof to === 'number' &&
                                        change((before) => ({
                                            ...before,
                                            authority_weights: [
                                                ...before.authority_weights.filter(
                                                    (w) => w.role !== role,
                                                ),
                                                { role, weight: to },
                                            ],
                                        }))
                                    }
                                />
                            ))}
                        </SimpleGrid>
                    </section>
                </Stack>
            )}
        </SettingsForm>
    );
}
