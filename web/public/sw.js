// Keeps the screens (the page and its files, never an answer of the API) so that a meeting that was
// opened before opens without a connection, too. With a connection the server is always asked for
// the page; files below /assets have their content's hash in their names and never change.
const version = 'ante-screens-1';
const most_files = 300;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
    event.waitUntil(forget_older().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
    const { keep } = event.data ?? {};
    if (Array.isArray(keep)) event.waitUntil(keep_screens(keep));
});

self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== location.origin) return;
    if (url.pathname.startsWith('/api/')) return;
    if (request.mode === 'navigate') event.respondWith(page(event.request, url));
    else if (is_file(url.pathname)) event.respondWith(file(request, url));
});

// /assets/…, /scheme.js, /ante.svg: what the build made.
function is_file(path) {
    return path.startsWith('/assets/') || /^\/[a-z_]+\.(js|svg|webmanifest)$/.test(path);
}

async function page(request, url) {
    try {
        return await fetch(request);
    } catch (error) {
        const kept = await (await caches.open(version)).match('/', { ignoreVary: true });
        if (!kept || url.pathname.startsWith('/docs')) throw error;
        return kept;
    }
}

async function file(request, url) {
    const kept = await (await caches.open(version)).match(url.pathname, { ignoreVary: true });
    if (kept && url.pathname.startsWith('/assets/')) return kept;
    try {
        return await fetch(request);
    } catch (error) {
        if (kept) return kept;
        throw error;
    }
}

async function keep_screens(paths) {
    const cache = await caches.open(version);
    const had = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
    // The page anew each time: it names the files of the version that runs.
    const shell = await fetch('/', { headers: { Accept: 'text/html' } });
    if (shell.ok) await cache.put('/', shell);
    const is_wanted = (path) =>
        typeof path === 'string' &&
        is_file(path) &&
        !(path.startsWith('/assets/') && had.has(path));
    for (const path of paths.filter(is_wanted)) {
        const answer = await fetch(path);
        if (answer.ok) await cache.put(path, answer);
    }
    const files = await cache.keys();
    for (const old of files.slice(0, Math.max(0, files.length - most_files)))
        await cache.delete(old);
}

async function forget_older() {
    for (const name of await caches.keys()) if (name !== version) await caches.delete(name);
}
