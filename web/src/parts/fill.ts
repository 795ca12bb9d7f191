// A box that scrolls by itself takes what is left of the window below it, whatever stands above.
import { type RefObject, useEffect } from 'react';

const least = 320; // px; below that the page scrolls

export function useFill(box: RefObject<HTMLElement | null>, below: number): void {
    useEffect(() => {
        const fill = () => {
            const it = box.current;
            if (!it) return;
            const top = it.getBoundingClientRect().top + window.scrollY;
            const height = `${Math.max(least, Math.floor(window.innerHeight - top - below))}px`;
            if (it.style.height !== height) it.style.height = height;
        };
        fill();
        window.addEventListener('resize', fill);
        return () => window.removeEventListener('resize', fill);
    });
}
