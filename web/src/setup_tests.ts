import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// What jsdom lacks and Mantine asks for.
Object.defineProperty(window, 'matchMedia', {
    value: (query: string) => ({
        matches: false,
        media: query,
        addEventListener() {},
        removeEventListener() {},
        addListener() {},
        removeListener() {},
        dispatchEvent: () => false,
        onchange: null,
    }),
});
class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
}
window.ResizeObserver ??= Observer as unknown as typeof ResizeObserver;
