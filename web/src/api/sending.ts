// Whatever screen is open: taps that were kept go out as soon as there is a way.
import { useEffect } from 'react';
import { send_taps } from './taps';

export function useSending(member: string): void {
    useEffect(() => {
        const back = () => void send_taps(member);
        const leaving = () => {
            if (document.visibilityState === 'hidden') void send_taps(member, 'now');
            else back();
        };
        back();
        window.addEventListener('online', back);
        document.addEventListener('visibilitychange', leaving);
        return () => {
            window.removeEventListener('online', back);
            document.removeEventListener('visibilitychange', leaving);
        };
    }, [member]);
}
