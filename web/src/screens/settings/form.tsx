// Around each part of the workspace's settings: waiting, failing, saving.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { type SettingsDraft, useSettings } from './draft';

// Asked for only once something was changed.
const WhatIf = lazy(() => import('./what_if'));

interface Props {
    children: (draft: SettingsDraft) => ReactNode;
}

export function SettingsForm({ children }: Props) {
    const { draft, error, again } = useSettings();
    if (error) return <Failed error={error} again={again} />;
    if (!draft) return <Waiting rows={5} />;
    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                draft.save();
            }}
        >
            <Stack>
                {draft.locked && <Alert color="gray">{say.settings.admins_only}</Alert>}
                {draft.refusal && (
                    <Alert color="red" role="alert">
                        {draft.refusal.message}
                        {draft.refusal.problem.errors?.map((e) => (
                            <Text key={e.pointer} size="sm">
                                {e.pointer.slice(1).replaceAll('/', ' · ')}: {e.detail}
                            </Text>
                        ))}
                    </Alert>
                )}
                <fieldset
                    disabled={draft.locked}
                    style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}
                >
                    {children(draft)}
                </fieldset>
                {!draft.locked && draft.changed && (
                    <Suspense>
                        <WhatIf settings={draft.value} />
                    </Suspense>
                )}
                {!draft.locked && (
                    <Group>
                        <Button type="submit" loading={draft.busy} disabled={!draft.changed}>
                            {say.settings.save}
                        </Button>
                        {draft.changed && (
                            <>
                                <Button variant="default" onClick={draft.forget}>
                                    {say.settings.throw_away}
                                </Button>
                                <Text size="sm" c="dimmed" role="status">
                                    {say.settings.unsaved}
                                </Text>
                            </>
                        )}
                    </Group>
                )}
            </Stack>
        </form>
    );
}
