// Whether the buyer is reminded of one promise by mail.
import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { useMailState } from '@/parts/mail/state';
import { say } from '@/words';

type Wish = Schemas['ReminderWish'];

export function Reminding({ deal, promise }: { deal: string; promise: string }) {
    const mail = useMailState();
    const key = [...keys.deal(deal), 'reminders', promise];
    const wish = useQuery({
        queryKey: key,
        queryFn: () =>
            answer(api.GET('/promises/{promise}/reminders', { params: { path: { promise } } })),
        enabled: mail.data?.reminds === true,
    });
    const set = useCommand<boolean, Wish>({
        send: (wanted, header) =>
            answer(
                api.PUT('/promises/{promise}/reminders', {
                    params: { path: { promise }, header },
                    body: { wanted },
                }),
            ),
        optimistic: (wanted) => {
            const before = wish.data;
            store.setQueryData(key, { promise, wanted });
            return () => store.setQueryData(key, before);
        },
        done: (now) => store.setQueryData(key, now),
        says: (now) => (now.wanted ? say.mail.reminded : say.mail.not_reminded),
    });
    if (!wish.data) return null; // Where nobody is reminded there is nothing to choose.
    return (
        <Switch
            label={say.mail.reminders}
            description={say.mail.reminders_more}
            checked={wish.data.wanted}
            disabled={set.busy}
            onChange={(event) => set.run(event.currentTarget.checked)}
        />
    );
}
