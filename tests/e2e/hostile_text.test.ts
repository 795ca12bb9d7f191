// T12: text that wants to be more than text, through every field that takes words, by the API and
// by the screens; then every screen, as it is and without its Content-Security-Policy. Nothing of
// it runs, it is shown as it was written, and it bursts no screen.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser, close_browser, desk, type Place, phone, serve, settings_parts } from './browser';
import { every_text_field, how_many, Planter, Writer } from './hostile';
import { type Planted, plant } from './hostile_story';
import { call, day_from_now } from './meetings';

let place: Place;
const words = new Planter();
let writer: Writer;
let planted: Planted;
const by_api: string[] = [];
beforeAll(async () => {
    // Mails are written and wait: nobody takes them there.
    place = await serve(false, [
        '--mail-server',
        'smtp://127.0.0.1:9',
        '--mail-tls=false',
        '--mail-from',
        'sales@example.com',
    ]);
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

const link = () => place.link('first@example.com');

let executions = 0;

// What must not happen on a page, as it is noticed.
async function watched(with_policy: boolean, size: typeof desk) {
    const context = await (await browser()).newContext({
        viewport: size,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        bypassCSP: !with_policy,
    });
    const bad: string[] = [];
    await context.exposeBinding('ran', (_, what: unknown) => {
        executions += 1;
        bad.push(`it ran: ${what}`);
    });
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
        bad.push(`a dialog: ${dialog.message()}`);
        void dialog.dismiss();
    });
    page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== place.url && protocol !== 'data:' && protocol !== 'blob:')
            bad.push(`it asked for ${request.url()}`);
    });
    page.on('popup', (other) => bad.push(`a window: ${other.url()}`));
    page.on('pageerror', (error) => bad.push(String(error)));
    page.on('console', (line) => {
        if (line.type() === 'error' && !/Failed to load resource/.test(line.text()))
            bad.push(line.text());
    });
    return { context, page, bad };
}

async function settled(page: Page): Promise<void> {
    await page.getByRole('heading').first().waitFor();
    await expect.poll(() => page.getByLabel('Loading …').count()).toBe(0);
}

// What a page shows, and what on it is more than text.
interface Seen {
    shown: string;
    elements: number;
    addresses: string[];
    wider: number;
    widest: string;
}
function look(page: Page): Promise<Seen> {
    return page.evaluate(() => {
        const values = [...document.querySelectorAll('input, textarea')].map(
            (field) => (field as HTMLInputElement).value,
        );
        const labels = [...document.querySelectorAll('[aria-label], [title]')].map(
            (e) => `${e.getAttribute('aria-label')} ${e.getAttribute('title')}`,
        );
        const links = [...document.querySelectorAll('a')].map((a) => a.protocol);
        const edge = document.documentElement.clientWidth;
        const clipped = (e: Element): boolean =>
            e.parentElement !== null &&
            (getComputedStyle(e.parentElement).overflowX !== 'visible' || clipped(e.parentElement));
        const wide = [...document.querySelectorAll('body *')].filter(
            (e) => e.getBoundingClientRect().right > edge + 1 && !clipped(e),
        );
        return {
            shown: [document.body.textContent, ...values, ...labels].join('\n'),
            elements: document.querySelectorAll(
                '.hostile, img[src="x"], iframe, math, body script:not([src]), svg[onload], [onerror], [onfocus]',
            ).length,
            addresses: links.filter((p) => !/^(https?|mailto|tel|blob):$/.test(p)),
            wider: document.documentElement.scrollWidth - edge,
            widest: wide
                .slice(-1)
                .map((e) => `${e.tagName} ${e.className} ${e.textContent}`)
                .join(),
        };
    });
}

// Notes what is wrong on a page as it stands, for the end; answers what it shows.
async function check(page: Page, bad: string[], where: string): Promise<string> {
    const seen = await look(page);
    if (seen.elements > 0) bad.push(`${where}: text became an element`);
    if (seen.addresses.length > 0) bad.push(`${where}: an address ${seen.addresses}`);
    if (seen.wider > 0) bad.push(`${where}: ${seen.wider} wider than the screen: ${seen.widest}`);
    return seen.shown;
}

// What the finder does to a deal, and has words in its dialog.
const acts = [
    'Book a meeting',
    'Note a promise',
    'They replied',
    'Note a touch',
    'They want something from us',
    'Let it go',
    'New deal',
    'New account',
    'New person',
];

// Types into every field of a form that takes words.
async function type_into(form: Locator): Promise<number> {
    let typed = 0;
    for (const field of await form.locator('textarea, input[type=text], input:not([type])').all()) {
        if (!(await field.isEditable().catch(() => false)) || !(await field.isVisible())) continue;
        const most = Number((await field.getAttribute('maxlength')) ?? 200);
        await field.fill(words.text(most));
        typed += 1;
    }
    return typed;
}

test('what would run is noticed', async () => {
    const { context, page, bad } = await watched(false, desk);
    await page.goto(`${place.url}/sign-in`);
    await page.evaluate(() =>
        document.body.insertAdjacentHTML(
            'beforeend',
            '<p class="hostile"><img src=x onerror=ran(0)><a href="javascript:ran(0)">press</a></p>',
        ),
    );
    await expect.poll(() => executions).toBe(1);
    await check(page, bad, 'sign in');
    expect(bad).toHaveLength(3);
    executions = 0;
    await context.close();
});

test('the first run, by its screens', async () => {
    const { context, page, bad } = await watched(true, desk);
    await page.goto(place.printed(/\S+\/setup#\S+/));
    await page.getByLabel('Its name').fill(words.text(100));
    await page.getByLabel('Your name').fill(words.text());
    await page.getByLabel('Your e-mail').fill('first@example.com');
    await page.getByLabel('A password').fill('a long enough one');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: /is ready$/ }).waitFor();
    await check(page, bad, 'set up');
    expect(bad).toEqual([]);
    const { secret } = await call<{ secret: string }>(
        page,
        'POST',
        `${place.url}/api/v1/me/tokens`,
        {
            name: words.text(100),
        },
    );
    writer = new Writer(place.url, secret);
    for (const field of ['set_up.workspace', 'set_up.name', 'make_token.name'])
        writer.filled.add(field);
    await context.close();
});

test('through every field of the API that takes words, and back byte for byte', async () => {
    planted = await plant(writer, words);
    // A path takes no slash, however it is written.
    const name = encodeURIComponent('<img src=x onerror=ran(0)> "kept"');
    await writer.send('PUT', `/import-mappings/${name}`, {
        mapping: {
            uses: [
                {
                    target: 'name',
                    column: words.text(),
                    otherwise: words.text(),
                },
                {
                    target: 'status',
                    column: words.text(),
                    words: [{ from: words.text(), to: 'won' }],
                },
            ],
        },
    });
    by_api.push(...words.sent);
    const missing = [...every_text_field()].filter((field) => !writer.filled.has(field));
    expect(missing, 'fields nobody wrote to').toEqual([]);
});

// One's own file, whose heads and cells are hostile, too: tried, imported, its rejects looked at.
async function import_file(page: Page, bad: string[]): Promise<void> {
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = [
        ['Deal', 'Company', 'Contact', 'Stage', 'Owner', words.text(), words.text()],
        ...Array.from({ length: 6 }, () => Array.from({ length: 7 }, () => words.text())),
        [words.text(), '', words.text(), words.text(), words.text(), '', ''],
    ];
    const path = join(place.data, '"><img src=x onerror=ran(11)>.csv'.replaceAll('/', ''));
    writeFileSync(path, rows.map((row) => row.map(cell).join(',')).join('\n'));
    await page.goto(`${place.url}/import`);
    await page.locator('input[type=file]').setInputFiles(path);
    await page.getByRole('button', { name: /^Import \d+ rows/ }).waitFor();
    await check(page, bad, 'what an import would do');
    await page.getByRole('button', { name: /^Import \d+ rows/ }).click();
    await page.getByText('Imported', { exact: true }).waitFor();
    await check(page, bad, 'what an import did');
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo it' }).waitFor();
    await check(page, bad, 'undoing an import');
}

test('what was sent is what is answered', async () => {
    const deals = [planted.deal, ...planted.closed];
    const paths = [
        '/me/tokens',
        '/calendars',
        '/members',
        '/views',
        '/import-mappings',
        '/accounts',
        '/people',
        '/requests?scope=workspace',
        '/promises?scope=workspace',
        '/meetings?scope=workspace',
        `/accounts/${planted.account}/touches`,
        `/deals/${planted.deal}/homework`,
        ...deals.flatMap((deal) => [
            `/deals/${deal}`,
            `/deals/${deal}/acts`,
            `/deals/${deal}/letters`,
        ]),
    ];
    for (const path of paths) await writer.get(path);
    for (const deal of deals) {
        let next: number | undefined = 0;
        while (next !== undefined) {
            const page: { next?: number } = await writer.get(
                `/deals/${deal}/history?limit=200${next ? `&after=${next}` : ''}`,
            );
            next = page.next;
        }
    }
    const all = [...writer.answered].join('\n'); // The history says it within a sentence.
    const gone = words.sent.filter((text) => !all.includes(text));
    expect(gone, 'sent, and never answered').toEqual([]);
});

// Where a text can be seen: every address of routes.tsx.
function addresses(): string[] {
    const { deal, closed, account, person, ahead, due, held, off } = planted;
    return [
        '/today',
        '/pipeline?scope=workspace',
        '/team',
        '/review',
        '/review?show=silent',
        '/pipeline?look=table&scope=workspace',
        `/pipeline?look=table&q=${encodeURIComponent('"><script>ran(12)</script>')}`,
        ...[deal, ...closed].map((one) => `/deals/${one}`),
        ...[deal, closed.at(-1)].map((one) => `/deals/${one}/our-plan`),
        `/deals/${closed.at(-1)}/go-live`,
        `/deals/${deal}?on=${day_from_now(0)}`,
        '/meetings',
        ...[ahead, due, held, off].map((one) => `/meetings/${one}`),
        ...[ahead, due].flatMap((one) => [`/meetings/${one}/plan`, `/meetings/${one}/sheet`]),
        `/meetings/${due}/hold`,
        ...[due, held].map((one) => `/meetings/${one}/debrief`),
        '/requests?scope=workspace',
        '/requests?scope=workspace&show=closed',
        '/relations',
        '/forecast',
        '/accounts',
        '/accounts/duplicates',
        `/accounts/${account}`,
        '/people',
        '/people/import',
        '/people/duplicates',
        `/people/${person}`,
        '/import',
        ...settings_parts.map((part) => `/settings/${part}`),
        '/method',
        '/method/javascript:ran(13)',
        '/nowhere/%3Cscript%3Eran(14)%3C/script%3E',
        '/sign-in#"><script>ran(15)</script>',
        '/setup#"><script>ran(16)</script>',
        '/new-password#"><script>ran(17)</script>',
        '/unsubscribe#"><script>ran(18)</script>',
    ];
}

let typed = 0;
let opened = 0;
const shown: string[] = [];
for (const [name, with_policy, size] of [
    ['on the desk, with its policy', true, desk],
    ['on the phone, with no policy that would stop it', false, phone],
] as const)
    test(`every screen shows it as text: ${name}`, async () => {
        const { context, page, bad } = await watched(with_policy, size);
        await page.goto(link());
        await page.waitForURL('**/today');
        for (const address of addresses()) {
            await page.goto(place.url + address);
            await settled(page);
            shown.push(await check(page, bad, address));
            opened += 1;
        }
        await page.goto(planted.page);
        await page.locator('body[data-live=yes]').waitFor();
        shown.push(await check(page, bad, "the buyer's page"));
        for (const fold of await page.locator('details').all())
            await fold.evaluate((e) => e.setAttribute('open', ''));
        typed += await type_into(page.getByRole('main'));
        await check(page, bad, "typing: the buyer's page");
        expect.soft(bad).toEqual([]);
        await import_file(page, bad);

        // Typed: what a screen says while one types, and what it keeps of it.
        const at = (path: string) => page.goto(place.url + path).then(() => settled(page));
        const into = async (form: Locator, where: string) => {
            await form.waitFor();
            typed += await type_into(form);
            await check(page, bad, `typing: ${where}`);
        };
        const main = page.getByRole('main');
        for (const part of ['workspace', 'stages', 'tokens', 'me']) {
            await at(`/settings/${part}`);
            await into(main, part);
        }
        for (const path of [
            `/meetings/${planted.ahead}/plan`,
            `/meetings/${planted.due}/debrief`,
        ]) {
            await at(path);
            await into(main, path);
            await page.reload();
            await settled(page);
            await check(page, bad, `kept: ${path}`);
        }
        for (const act of acts) {
            await at(`/deals/${planted.deal}`);
            await page.keyboard.press('Control+k');
            await page.getByPlaceholder('Accounts, people, deals').fill(act);
            await page.locator('[data-action]', { hasText: act }).first().click();
            await into(page.getByRole('dialog').filter({ has: page.locator('form') }), act);
        }
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+k');
        for (const text of ['onerror', '<script>', 'javascript:ran', '👩‍👩‍👧‍👦']) {
            await Promise.all([
                page.waitForResponse(/\/api\/v1\/search/),
                page.getByPlaceholder('Accounts, people, deals').fill(text),
            ]);
            await check(page, bad, `finding ${text}`);
        }
        expect(bad).toEqual([]);
        await context.close();
    }, 600_000);

test('what was written can be read, in every kind', () => {
    const all = shown.join('\n');
    const seen = by_api.filter((text) => all.includes(text));
    const kinds = new Set(seen.map((text) => text.replace(/ #\d+$/, '')));
    expect(kinds.size).toBeGreaterThanOrEqual(how_many);
    console.log(
        [
            `T12: ${how_many} kinds of hostile text`,
            `${every_text_field().size} fields of the API`,
            `${typed} of the screens`,
            `${by_api.length} texts back byte for byte`,
            `${opened} screens opened, half of them without the policy`,
            `${seen.length} texts seen as they were written`,
            `${executions} executions`,
        ].join(', '),
    );
});
