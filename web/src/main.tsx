import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './look/look.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConflictDialog } from './api/conflict';
import { keep_screens } from './api/kept';
import { ask_early } from './api/me';
import { store } from './api/store';
import { theme } from './look/theme';
import { router } from './routes';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// For libraries that make styles while they run (scroll locks).
Object.assign(globalThis, { __webpack_nonce__: nonce });
const schemes = localStorageColorSchemeManager({ key: 'ante-color-scheme' });

if (import.meta.env.PROD && navigator.serviceWorker) {
    navigator.serviceWorker.register('/sw.js').then(keep_screens, () => {
        // Forbidden by the browser: then there are no screens without a connection.
    });
}

ask_early();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
    <StrictMode>
        <MantineProvider
            theme={theme}
            defaultColorScheme="auto"
            colorSchemeManager={schemes}
            getStyleNonce={() => nonce}
        >
            <QueryClientProvider client={store}>
                <Notifications position="bottom-center" />
                <ConflictDialog />
                <RouterProvider router={router} />
            </QueryClientProvider>
        </MantineProvider>
    </StrictMode>,
);
