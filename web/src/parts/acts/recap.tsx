// The recap of a meeting, as it is written: copy it, send it in one's own mail, say that it went out.
import { Button, CopyButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { moment } from '@/words/format';
import { ActForm, DealAct, type DealView, guard_after, type Shown, useAct } from './frame';

interface Props {
    deal: string;
    meeting: string;
    shown: Shown;
}
export default function Recap({ deal, meeting, shown }: Props) {
    const recap = useQuery({
        queryKey: [...keys.meeting(meeting), 'recap'],
        queryFn: () =>
            answer(api.GET('/meetings/{meeting}/recap', { params: { path: { meeting } } })),
    });
    return (
        <DealAct title={say.acts.recap.title} deal={deal} shown={shown} wide>
            {(view) => {
                if (recap.isError)
                    return <Failed error={recap.error} again={() => recap.refetch()} />;
                if (!recap.data) return <Waiting rows={4} />;
                return <Form view={view} recap={recap.data} shown={shown} />;
            }}
        </DealAct>
    );
}

interface FormProps {
    view: DealView;
    recap: Schemas['RecapView'];
    shown: Shown;
}
function Form({ view, recap, shown }: FormProps) {
    const act = useAct<string>(view.deal.id, shown, {
        send: (meeting, header) =>
            answer(
                api.POST('/meetings/{meeting}/recap', { params: { path: { meeting }, header } }),
            ),
        says: say.acts.recap.said,
        undo: unsend,
    });
    const mail = `mailto:${recap.to.map(encodeURIComponent).join(',')}?subject=${encodeURIComponent(
        recap.subject,
    )}&body=${encodeURIComponent(recap.text)}`;
    return (
        <ActForm
            label={say.acts.recap.go}
            send={() => act.run(recap.meeting, view.version)}
            busy={act.busy}
            refusal={act.refusal}
            ready={recap.sent_at === undefined}
            close={shown.close}
        >
            <Stack gap={4}>
                <Text size="sm">
                    <Text span c="dimmed">
                        {say.acts.recap.to}{' '}
                    </Text>
                    {recap.to.join(', ') || say.acts.recap.nobody}
                </Text>
                <Text size="sm">
                    <Text span c="dimmed">
                        {say.acts.recap.subject}{' '}
                    </Text>
                    {recap.subject}
                </Text>
            </Stack>
            <Textarea
                aria-label={say.acts.recap.text}
                value={recap.text}
                readOnly
                autosize
                minRows={6}
                maxRows={16}
            />
            <Group gap="xs">
                <CopyButton value={recap.text}>
                    {({ copied, copy }) => (
                        <Button variant="light" onClick={copy} data-autofocus>
                            {copied ? say.acts.recap.copied : say.acts.recap.copy}
                        </Button>
                    )}
                </CopyButton>
                <Button variant="default" component="a" href={mail}>
                    {say.acts.recap.mail}
                </Button>
            </Group>
            {recap.sent_at && (
                <Text size="sm" c="dimmed">
                    {say.acts.recap.sent(moment(recap.sent_at))}
                </Text>
            )}
        </ActForm>
    );
}

// It was no recap that went out, but a finger that slipped: within ten minutes.
export function unsend(sent: DealView, meeting: string): Promise<DealView> {
    return answer(
        api.POST('/meetings/{meeting}/recap/correct', {
            params: { path: { meeting }, header: guard_after(sent) },
        }),
    );
}
