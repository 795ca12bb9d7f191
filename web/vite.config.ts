import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vitest/config';

// Beside each text file its compressed twin, which the server sends as it is.
function compressed(): Plugin {
    return {
        name: 'compressed',
        apply: 'build',
        closeBundle() {
            const files = readdirSync('dist', { recursive: true, withFileTypes: true });
            for (const file of files) {
                if (!file.isFile() || !/\.(js|css|svg|webmanifest)$/.test(file.name)) continue;
                const path = join(file.parentPath ?? file.path, file.name);
                const bytes = readFileSync(path);
                if (bytes.length > 1024) writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
            }
        },
    };
}

export default defineConfig({
    plugins: [react(), compressed()],
    // The server puts a fresh one in its place with each page (src/api/screens.cpp).
    resolve: { alias: { '@': `${import.meta.dirname}/src` } },
    html: { cspNonce: 'ante-nonce-goes-here' },
    build: {
        target: 'es2022',
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 900,
        modulePreload: { polyfill: false },
    },
    server: {
        host: '127.0.0.1',
        proxy: { '/api': process.env.ANTE_SERVER ?? 'http://127.0.0.1:8420' },
    },
    test: {
        environment: 'jsdom',
        include: ['src/**/*.test.{ts,tsx}'],
        setupFiles: ['src/setup_tests.ts'],
    },
});
