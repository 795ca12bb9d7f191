// A callback that stays the same from one drawing to the next and does what the last one would:
// what is drawn once for each of many rows need not be drawn again when one of them changes.
import { useCallback, useInsertionEffect, useRef } from 'react';

export function useStable<Args extends unknown[]>(act: (...args: Args) => void) {
    const latest = useRef(act);
    useInsertionEffect(() => {
        latest.current = act;
    });
    return useCallback((...args: Args) => latest.current(...args), []);
}
