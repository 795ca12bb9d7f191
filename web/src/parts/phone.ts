// Is this a phone's width? For what the phone shows otherwise, not only smaller.
import { useMediaQuery } from '@mantine/hooks';

export function usePhone(): boolean {
    return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ?? false;
}
