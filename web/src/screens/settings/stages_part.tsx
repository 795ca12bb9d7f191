import { ActionIcon, Button, Group, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { IconArrowDown, IconArrowUp, IconX } from '@/parts/icons';
import { say } from '@/words';
import { SettingsForm } from './form';

type Stage = Schemas['Stage'];
const words = say.settings.stages;
const proofs = (Object.keys(words.proofs) as Stage['proof'][]).map((value) => ({
    value,
    label: words.proofs[value],
}));
const most = 20; // src/method/settings.h

// A stage's id stays when it is renamed; a new one gets a word that is free.
function free_id(stages: Stage[]): string {
    const taken = new Set(stages.map((s) => s.id));
    let n = stages.length + 1;
    while (taken.has(`stage_${n}`)) n += 1;
    return `stage_${n}`;
}

function moved(stages: Stage[], from: number, by: -1 | 1): Stage[] {
    const next = [...stages];
    const [stage] = next.splice(from, 1);
    if (stage) next.splice(from + by, 0, stage);
    return next;
}

export function StagesPart() {
    return (
        <SettingsForm>
            {({ value, change, refusal }) => {
                const { stages } = value;
                const set = (to: Stage[]) => change((before) => ({ ...before, stages: to }));
                const put = (at: number, part: Partial<Stage>) =>
                    set(stages.map((s, i) => (i === at ? { ...s, ...part } : s)));
                return (
                    <Stack>
                        <Text c="dimmed">{words.about}</Text>
                        {stages.map((stage, i) => (
                            <Paper withBorder p="sm" key={stage.id}>
                                <Group align="flex-end" gap="xs">
                                    <TextInput
                                        label={words.name}
                                        value={stage.name}
                                        error={refusal?.at(`stages/${i}/name`)}
                                        maxLength={60}
                                        required
                                        style={{ flex: '1 1 140px' }}
                                        onChange={(e) => put(i, { name: e.currentTarget.value })}
                                    />
                                    <Select
                                        label={words.proof}
                                        data={proofs}
                                        value={stage.proof}
                                        allowDeselect={false}
                                        style={{ flex: '3 1 240px' }}
                                        onChange={(proof) => proof && put(i, { proof })}
                                    />
                                    <Group gap={4} wrap="nowrap">
                                        <ActionIcon
                                            variant="default"
                                            size="lg"
                                            aria-label={`${words.up}: ${stage.name}`}
                                            disabled={i === 0}
                                            onClick={() => set(moved(stages, i, -1))}
                                        >
                                            <IconArrowUp size={18} />
                                        </ActionIcon>
                                        <ActionIcon
                                            variant="default"
                                            size="lg"
                                            aria-label={`${words.down}: ${stage.name}`}
                                            disabled={i === stages.length - 1}
                                            onClick={() => set(moved(stages, i, 1))}
                                        >
                                            <IconArrowDown size={18} />
                                        </ActionIcon>
                                        <ActionIcon
                                            variant="default"
                                            size="lg"
                                            aria-label={words.remove(stage.name)}
                                            disabled={stages.length === 1}
                                            onClick={() => set(stages.filter((_, n) => n !== i))}
                                        >
                                            <IconX size={18} />
                                        </ActionIcon>
                                    </Group>
                                </Group>
                            </Paper>
                        ))}
                        <div>
                            <Button
                                variant="default"
                                disabled={stages.length >= most}
                                onClick={() =>
                                    set([
                                        ...stages,
                                        { id: free_id(stages), name: '', proof: 'none' },
                                    ])
                                }
                            >
                                {words.add}
                            </Button>
                        </div>
                    </Stack>
                );
            }}
        </SettingsForm>
    );
}
