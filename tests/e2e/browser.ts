// A real server on a folder of its own, and Debian's Chromium in front of it.
//
// ANTE is the program (build/dev/ante), CHROMIUM the browser (/usr/bin/chromium).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const source = resolve(import.meta.dirname, '../..');
export const program = process.env.ANTE ?? join(source, 'build/dev/ante');

// Members of the sample workspace.
export const rep = 'sam@example.com';
export const manager = 'mats@example.com';
export const admin = 'admin@example.com';

export interface Place {
    url: string;
    data: string;
    // A fresh address that signs this member in, once.
    link(email: string): string;
    // What the server printed and looks like that.
    printed(like: RegExp): string;
    stop(): Promise<void>;
}

function free_port(): Promise<number> {
    return new Promise((found, failed) => {
        const probe = createServer();
        probe.once('error', failed);
        probe.listen(0, '127.0.0.1', () => {
            const at = probe.address();
            probe.close(() => found(typeof at === 'object' && at ? at.port : 0));
        });
    });
}

async function answers(url: string, server: ChildProcess, said: () => string): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
        if (server.exitCode !== null) throw new Error(`the server ended: ${said()}`);
        const ready = await fetch(`${url}/readyz`).then(
            (answer) => answer.ok,
            () => false,
        );
        if (ready) return;
        await new Promise((again) => setTimeout(again, 50));
    }
    throw new Error(`the server doesn't answer: ${said()}`);
}

// `with_sample`: the sample workspace, whose members are sam@example.com (rep) and others; else
// an empty folder, as a new user finds it. `set`: settings that have no flag, as environment.
export async function serve(
    with_sample = true,
    args: string[] = [],
    set: Record<string, string> = {},
): Promise<Place> {
    const data = mkdtempSync(join(tmpdir(), 'ante-e2e-'));
    if (with_sample) execFileSync(program, ['demo', '--data', data], { stdio: 'pipe' });
    const port = await free_port();
    const url = `http://127.0.0.1:${port}`;
    let said = '';
    const server = spawn(
        program,
        ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, ...args],
        {
            stdio: 'pipe',
            env: { ...process.env, ...set },
        },
    );
    const note = (bytes: Buffer) => {
        said += bytes.toString();
    };
    server.stdout.on('data', note);
    server.stderr.on('data', note);
    await answers(url, server, () => said);
    return {
        url,
        data,
        link(email) {
            const out = execFileSync(program, ['user', 'link', email, '--data', data], {
                encoding: 'utf8',
            });
            const found = out.match(/sign-in#(\S+)/);
            if (!found) throw new Error(`no link in: ${out}`);
            return `${url}/sign-in#${found[1]}`;
        },
        printed(like) {
            const found = said.match(like);
            if (!found) throw new Error(`nothing like ${like} in: ${said}`);
            return found[0];
        },
        async stop() {
            const ended = new Promise((done) => server.once('exit', done));
            server.kill('SIGTERM');
            await ended;
            rmSync(data, { recursive: true, force: true });
        },
    };
}

let shared: Browser | undefined;
export async function browser(): Promise<Browser> {
    shared ??= await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu'],
    });
    return shared;
}
export async function close_browser(): Promise<void> {
    await shared?.close();
    shared = undefined;
}

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export interface Look {
    size?: { width: number; height: number };
    scheme?: 'light' | 'dark';
    touch?: boolean;
}

// Errors of the page's scripts and refusals by the Content-Security-Policy: a test asserts that
// there are none.
export interface Visit {
    page: Page;
    context: BrowserContext;
    wrong: string[];
}

// The parts of the settings, as their addresses have them.
export const settings_parts = [
    'workspace',
    'stages',
    'ideal',
    'rules',
    'plays',
    'templates',
    'points',
    'members',
    'mail',
    'tokens',
    'calendar',
    'me',
    'files',
];

// ANTE_SLOWER=6: a processor that much slower, and writes that are that long under way while reads
// are not, to see which journey only works on a fast machine.
const slower = Number(process.env.ANTE_SLOWER ?? 1);
const write_takes = 150; // ms, times `slower`

function after(ms: number): Promise<void> {
    return new Promise((done) => setTimeout(done, ms));
}

export async function visit(place: Place, email?: string, look: Look = {}): Promise<Visit> {
    const context = await (await browser()).newContext({
        viewport: look.size ?? desk,
        colorScheme: look.scheme ?? 'light',
        hasTouch: look.touch ?? false,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(60_000); // Only for what hangs.
    const page = await context.newPage();
    if (slower > 1) {
        const devtools = await context.newCDPSession(page);
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
        await context.route('**/api/**', async (route) => {
            if (route.request().method() !== 'GET') await after(write_takes * slower);
            await route.fallback();
        });
    }
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (line) => {
        if (line.type() === 'error' && !/Failed to load resource/.test(line.text()))
            wrong.push(line.text());
    });
    if (email) {
        await page.goto(place.link(email));
        await page.waitForURL('**/today');
    }
    return { page, context, wrong };
}

// Waits until the page has turned: its script says so a moment after the browser's own colours.
export async function turn(page: Page, scheme: 'light' | 'dark'): Promise<void> {
    await page.emulateMedia({ colorScheme: scheme });
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
    // Colours follow a frame later, and what inherits them another one later.
    await page.evaluate(async () => {
        const moves = () => document.getAnimations().some((one) => one instanceof CSSTransition);
        do await new Promise(requestAnimationFrame);
        while (moves());
    });
}

// What axe finds wrong on the page as it stands: WCAG 2.2 A and AA.
const axe = readFileSync(join(source, 'web/node_modules/axe-core/axe.min.js'), 'utf8');
export async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
        type Node = { html: string; failureSummary?: string };
        const { axe } = window as unknown as {
            axe: {
                run(
                    on: Document,
                    how: object,
                ): Promise<{ violations: { id: string; help: string; nodes: Node[] }[] }>;
            };
        };
        const found = await axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        });
        return found.violations.map(
            (v) =>
                `${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.html}\n  ${n.failureSummary}`).join('\n')}`,
        );
    });
}
