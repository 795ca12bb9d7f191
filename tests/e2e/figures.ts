// ./dev bench screens: how soon the first screen is painted and whether anything jumps, on a
// processor four times slower, beside what is meant; and how a workspace of 20,000 open deals
// scrolls, on the processor as it is. `./dev bench screens quick` leaves the large one out.
import type { Page } from 'playwright-core';
import {
    admin,
    browser,
    close_browser,
    desk,
    manager,
    type Place,
    phone,
    rep,
    serve,
    visit,
} from './browser';
import { meeting_of } from './meetings';

const slower = 4;
const many = 20_000;

function told(what: string, figure: string, meant: string): void {
    console.log(`${what.padEnd(44)} ${figure.padStart(12)}   ${meant}`);
}
const median = (of: number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
const ms = (of: number) => `${Math.round(of)} ms`;

declare global {
    interface Window {
        jumped: number;
        jumps: string[];
        row_at: number;
    }
}

// Notes in the page what moves by itself, and when the first row is there.
async function watched(page: Page, rate: number): Promise<void> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    await page.addInitScript(() => {
        window.jumped = 0;
        window.jumps = [];
        window.row_at = 0;
        type Shift = PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
            sources: { node?: Element }[];
        };
        new PerformanceObserver((list) => {
            for (const shift of list.getEntries() as Shift[]) {
                if (shift.hadRecentInput) continue;
                window.jumped += shift.value;
                for (const { node } of shift.sources)
                    window.jumps.push(`${node?.tagName}.${node?.className}`.slice(0, 90));
            }
        }).observe({ type: 'layout-shift', buffered: true });
        new MutationObserver(() => {
            if (!window.row_at && document.querySelector('main article, main [role=row]'))
                window.row_at = performance.now();
        }).observe(document, { childList: true, subtree: true });
    });
}

async function painted(page: Page): Promise<number> {
    const at = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    await page.waitForFunction(at);
    return page.evaluate(at);
}
async function settled(page: Page): Promise<void> {
    await page.getByRole('heading').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('[aria-label="Loading …"]'));
    await page.waitForTimeout(600);
}

async function first_paint(place: Place): Promise<void> {
    const here = await visit(place, rep);
    const state = await here.context.storageState();
    await here.context.close();
    for (const warm of [false, true]) {
        const paints: number[] = [];
        const rows: number[] = [];
        for (let run = 0; run < 5; run += 1) {
            const context = await (await browser()).newContext({
                storageState: state,
                viewport: desk,
            });
            const page = await context.newPage();
            await watched(page, slower);
            await page.goto(`${place.url}/today`);
            if (warm) {
                await settled(page);
                await page.reload();
            }
            paints.push(await painted(page));
            await page.waitForFunction(() => window.row_at);
            rows.push(await page.evaluate(() => window.row_at));
            await context.close();
        }
        const how = warm ? 'seen before' : 'never seen';
        told(`Today, first paint, ${how}`, ms(median(paints)), 'at most 1000 ms');
        told(`Today, first deal, ${how}`, ms(median(rows)), '');
    }
}

async function jumps(place: Place): Promise<void> {
    for (const [device, size] of Object.entries({ desk, phone })) {
        const { page, context } = await visit(place, rep, { size });
        const planned = await meeting_of(page, place.url, 'planned');
        const held = await meeting_of(page, place.url, 'held');
        const first = (path: string) =>
            page.evaluate(
                (at) =>
                    fetch(`/api/v1${at}`)
                        .then((a) => a.json())
                        .then((found) => found.items[0].id as string),
                path,
            );
        const [deal, account, person] = [
            await first('/deals?scope=mine&state=pipeline'),
            await first('/accounts'),
            await first('/people'),
        ];
        await watched(page, slower);
        for (const path of [
            '/today',
            '/pipeline',
            '/pipeline?look=table',
            `/deals/${deal}`,
            '/meetings',
            `/meetings/${planned}`,
            `/meetings/${planned}/plan`,
            `/meetings/${planned}/sheet`,
            `/meetings/${planned}/hold`,
            `/meetings/${held}`,
            `/meetings/${held}/debrief`,
            '/requests',
            '/accounts',
            `/accounts/${account}`,
            '/accounts/duplicates',
            '/people',
            `/people/${person}`,
            '/import',
            '/settings',
            '/settings/rules',
            '/settings/members',
            '/method',
            '/method/quiet',
        ]) {
            await page.goto(place.url + path);
            await settled(page);
            const [sum, what] = await page.evaluate(
                () => [window.jumped, [...new Set(window.jumps)].slice(0, 3).join(' ')] as const,
            );
            const name = path.replace(/[0-9a-f-]{36}/, '…');
            told(`layout shift, ${device}, ${name}`, sum.toFixed(3), `0, below 0.02 ${what}`);
        }
        await context.close();
    }
}

async function fill(place: Place): Promise<void> {
    const { page, context } = await visit(place, admin);
    const stages = ['Explore', 'Commit', 'Prove', 'Decide', 'Sign'];
    const rows = ['Deal Name,Company,Contact,Amount,Currency,Deal Stage,Deal owner,Create Date'];
    for (let n = 0; n < many; n += 1)
        rows.push(
            [
                `Deal ${n}`,
                `Company ${n % 4000}`,
                `Person ${n % 8000}`,
                1000 + ((n * 37) % 90_000),
                'EUR',
                stages[n % stages.length],
                n % 2 ? 'Sam Verhoeven' : 'Mats Ohlsen',
                `2026-0${1 + (n % 9)}-1${n % 9}`,
            ].join(','),
        );
    const answer = await page.evaluate(async (body) => {
        const said = await fetch('/api/v1/imports?wait=true', {
            method: 'POST',
            headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': crypto.randomUUID() },
            body,
        });
        return said.ok ? '' : said.text();
    }, rows.join('\n'));
    if (answer) throw new Error(answer);
    await context.close();
}

// How late the frames come while the wheel turns for three seconds.
async function scrolled(page: Page, what: string): Promise<void> {
    const box = await page.getByRole('main').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 400, 500);
    const frames = page.evaluate(
        () =>
            new Promise<number[]>((done) => {
                const gaps: number[] = [];
                const began = performance.now();
                let before = began;
                const next = (now: number) => {
                    gaps.push(now - before);
                    before = now;
                    if (now - began > 3000) done(gaps.slice(1));
                    else requestAnimationFrame(next);
                };
                requestAnimationFrame(next);
            }),
    );
    for (let turn = 0; turn < 60; turn += 1) {
        await page.mouse.wheel(0, 400);
        await page.waitForTimeout(30);
    }
    const gaps = (await frames).sort((a, b) => a - b);
    told(`${what}: 95 of 100 frames within`, ms(gaps[Math.floor(gaps.length * 0.95)] ?? 0), '');
    told(`${what}: the latest frame`, ms(gaps.at(-1) ?? 0), 'at most 100 ms');
}

async function large(place: Place): Promise<void> {
    const began = Date.now();
    await fill(place);
    told(`${many} deals imported in`, ms(Date.now() - began), '');
    const { page, context } = await visit(place, manager);
    await watched(page, 1);
    for (const [what, path] of [
        ['the board', '/pipeline?scope=workspace'],
        ['the table', '/pipeline?look=table&scope=workspace'],
    ] as const) {
        await page.goto(place.url + path);
        await page.waitForFunction(() => window.row_at);
        told(
            `${what} of ${many} deals: first row`,
            ms(await page.evaluate(() => window.row_at)),
            '',
        );
        await settled(page);
        await scrolled(page, what);
    }
    await context.close();
}

const place = await serve();
try {
    await first_paint(place);
    await jumps(place);
    if (!process.argv.includes('quick')) await large(place);
} finally {
    await close_browser();
    await place.stop();
}
