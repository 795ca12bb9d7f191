// A manager chooses whose Today he looks at.
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { keys } from '@/api/store';
import { say } from '@/words';

interface Props {
    me: string | undefined;
    whose: string | undefined;
}

export default function WhosePicker({ me, whose }: Props) {
    const go = useNavigate();
    const members = useQuery({
        queryKey: keys.list('members', 'all'),
        queryFn: () => answer(api.GET('/members', { params: { query: { limit: 200 } } })),
    });
    const others = (members.data?.items ?? []).filter((m) => m.active && m.id !== me);
    return (
        <Select
            aria-label={say.today.whose}
            data={[
                { value: 'mine', label: say.today.mine },
                ...others.map((m) => ({ value: m.id, label: m.name })),
            ]}
            value={whose ?? 'mine'}
            onChange={(to) =>
                go({ to: '/today', search: to && to !== 'mine' ? { member: to } : {} })
            }
            searchable
            allowDeselect={false}
            w={220}
        />
    );
}
