// Does mail go out here, and what became of it.
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { keys } from '@/api/store';

export function useMailState() {
    return useQuery({ queryKey: keys.list('mail'), queryFn: () => answer(api.GET('/mail')) });
}
