import { defineConfig } from 'vitest/config';

// The journeys (tests/e2e): a real browser, the real server. `npm run e2e -- WORD` for some.
const modules = `${import.meta.dirname}/node_modules`;
export default defineConfig({
    root: `${import.meta.dirname}/..`,
    resolve: {
        alias: Object.fromEntries(
            ['ical.js', 'playwright-core', 'postal-mime', 'vitest'].map((name) => [
                name,
                `${modules}/${name}`,
            ]),
        ),
    },
    server: { fs: { strict: false } },
    test: {
        include: ['tests/e2e/**/*.test.ts'],
        environment: 'node',
        testTimeout: 300_000, // Only for what hangs: a slow machine takes two minutes for the longest.
        hookTimeout: 120_000,
        expect: { poll: { timeout: 20_000 } }, // As long as a slow machine takes.
        fileParallelism: false,
        globalSetup: [],
    },
});
