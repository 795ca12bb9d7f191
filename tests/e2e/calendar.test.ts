// Calendars: an uploaded file and a subscribed address become meetings that follow, several deals
// are asked about with one tap, an invitation goes out, and what we write is read by a library that
// is not ours.
import { createServer, type Server } from 'node:http';
import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, phone, rep, serve, violations, visit } from './browser';
import { calendar, event, stamp } from './stories';

let place: Place;
let pages: Server;
let published = '';
beforeAll(async () => {
    place = await serve(true, ['--private-addresses']);
    pages = createServer((_, answer) => {
        answer.setHeader('Content-Type', 'text/calendar');
        answer.end(published);
    });
    await new Promise<void>((ready) => pages.listen(0, '127.0.0.1', ready));
});
afterAll(async () => {
    await close_browser();
    await place.stop();
    pages.close();
});

interface Known {
    deal: string;
    name: string;
    account: string;
    person: string;
    email: string;
}

// A deal of his that is the only one in play with its account, and a player with an address.
function known(page: Page): Promise<Known> {
    return page.evaluate(async () => {
        const read = async (path: string) => (await fetch(`/api/v1${path}`)).json();
        const { items } = await read('/deals?scope=mine&limit=200');
        for (const line of items) {
            const { deal } = await read(`/deals/${line.id}`);
            const word = deal.state.type;
            if (word !== 'pipeline' && word !== 'prospect') continue;
            const others = items.filter(
                (other: { account: { id?: string } | string; id: string }) =>
                    other.id !== line.id &&
                    JSON.stringify(other.account) === JSON.stringify(line.account),
            );
            if (others.length > 0) continue;
            for (const player of deal.players) {
                const person = await read(`/people/${player.person}`);
                const email = person.email ?? person.person?.email;
                if (!email || player.left_at) continue;
                return {
                    deal: deal.id,
                    name: deal.name,
                    account: deal.account,
                    person: player.person,
                    email,
                };
            }
        }
        throw new Error('no deal of his has a player with an address');
    });
}

const mine = (page: Page) => page.getByRole('region', { name: 'Calendars Ante looks into' });

test('an uploaded calendar becomes meetings, which want a plan', async () => {
    const { page, context, wrong } = await visit(place, rep);
    const who = await known(page);
    await page.goto(`${place.url}/settings/calendar`);
    await mine(page).getByText('No calendar yet').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByText('A file', { exact: true }).click();
    await page.locator('input[type=file]').setInputFiles({
        name: 'mine.ics',
        mimeType: 'text/calendar',
        buffer: Buffer.from(
            calendar(event('up-1', stamp(2), 'Look at the yard', who.email), [
                'UID:broken',
                'SUMMARY:When?',
            ]),
        ),
    });
    const line = mine(page).getByRole('listitem').filter({ hasText: 'mine' });
    await line.getByText('1 is a meeting of your deals').waitFor();
    await line.getByText('1 event can’t be read').click();
    await line.getByText('it does not say when it begins').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.goto(`${place.url}/meetings`);
    await page.getByRole('link', { name: /Look at the yard/ }).click();
    await page.getByText('No plan yet').first().waitFor();

    // The invitation: who would get it is said before anybody gets it.
    const aside = page.getByRole('complementary');
    await aside.getByText('Will get it by mail').waitFor();
    await aside.getByText(who.email).waitFor();
    expect(await violations(page)).toEqual([]);
    await aside.getByRole('button', { name: 'Send the invitation' }).click();
    await aside.getByText('Whatever changes, they are told by itself').waitFor();

    // The meeting as a file, for a parser that is not ours.
    const path = await aside
        .getByRole('link', { name: 'Calendar file (.ics)' })
        .getAttribute('href');
    const text = await page.evaluate(async (at) => (await fetch(at ?? '')).text(), path);
    const parsed = new ICAL.Component(ICAL.parse(text));
    const found = new ICAL.Event(parsed.getFirstSubcomponent('vevent') ?? parsed);
    expect(found.summary).toBe('Look at the yard');
    expect(found.duration.toSeconds()).toBe(45 * 60);
    expect(found.startDate.toJSDate().toISOString().slice(11, 16)).toBe('10:00');
    expect(wrong).toEqual([]);
    await context.close();
});

test('a subscribed address is looked into, and what is wrong with it is said', async () => {
    const { page, context, wrong } = await visit(place, rep, { scheme: 'dark' });
    const who = await known(page);
    await page.goto(`${place.url}/settings/calendar`);
    const add = page.getByRole('region', { name: 'Add a calendar' });
    await add.getByLabel('Address of the calendar').fill('ftp://example.com/x');
    await add.getByRole('button', { name: 'Subscribe' }).click();
    await add.getByText('Only addresses that begin with https:// or http://').waitFor();
    const at = pages.address();
    const port = typeof at === 'object' && at ? at.port : 0;
    published = '<html>Sign in</html>';
    await add
        .getByLabel('Address of the calendar')
        .fill(`http://127.0.0.1:${port}/planted-secret.ics`);
    await add.getByRole('textbox', { name: 'Name' }).fill('Mine at work');
    await add.getByRole('button', { name: 'Subscribe' }).click();
    const line = mine(page).getByRole('listitem').filter({ hasText: 'Mine at work' });
    await line.getByText('That is no calendar').waitFor();
    expect(await violations(page)).toEqual([]);
    published = calendar(event('sub-1', stamp(3), 'Price talk', who.email));
    await line.getByRole('button', { name: 'Look now' }).click();
    await line.getByText('1 is a meeting of your deals').waitFor();
    expect(await page.content()).not.toContain('planted-secret');
    expect(await violations(page)).toEqual([]);

    // Moved there, moved here.
    published = calendar(event('sub-1', stamp(4, 11), 'Price talk, moved', who.email));
    const looked = page.waitForResponse(/\/sync$/);
    await line.getByRole('button', { name: 'Look now' }).click();
    await looked; // Or leaving the page may call it off.
    await page.goto(`${place.url}/meetings`);
    await page.getByRole('link', { name: /Price talk, moved/ }).waitFor();

    await page.goto(`${place.url}/settings/calendar`);
    await line.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await line.waitFor({ state: 'detached' });
    await page.goto(`${place.url}/meetings`);
    await page.getByRole('link', { name: /Price talk, moved/ }).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('several deals are asked about, on the phone with one tap', async () => {
    const { page, context, wrong } = await visit(place, rep, { size: phone, touch: true });
    const who = await known(page);
    await page.evaluate(async ({ account, person, email }) => {
        const send = (path: string, body: string, headers: Record<string, string>) =>
            fetch(`/api/v1${path}`, { method: 'POST', body, headers });
        const json = { 'Content-Type': 'application/json' };
        const made = await send(
            '/deals',
            JSON.stringify({ account, name: 'A second depot' }),
            json,
        );
        const { deal } = await made.json();
        await send(
            `/deals/${deal.id}/players`,
            JSON.stringify({ person, role: 'decision_maker' }),
            { ...json, 'If-Match': made.headers.get('ETag') ?? '' },
        );
        const at = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
        const text = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:ask-1\r\nDTSTART:${at.replaceAll('-', '')}T090000Z\r\nSUMMARY:Lunch\r\nATTENDEE:mailto:${email}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
        await send('/calendars/file?name=Asked', text, { 'Content-Type': 'text/calendar' });
    }, who);
    await page.goto(`${place.url}/today`);
    const asked = page.getByRole('region', { name: 'From your calendar' });
    await asked.getByText('Which deal is “Lunch” about?').waitFor();
    expect(await violations(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    await asked.getByRole('button', { name: 'A second depot' }).click();
    await page.getByText('It is a meeting of A second depot now').waitFor();
    await asked.waitFor({ state: 'detached' });
    await page.goto(`${place.url}/meetings`);
    await page.getByRole('link', { name: /Lunch/ }).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('a private feed for one’s own calendar program, until it is taken back', async () => {
    const { page, context, wrong } = await visit(place, rep);
    await page.goto(`${place.url}/settings/calendar`);
    const feed = page.getByRole('region', { name: 'Your meetings in your calendar program' });
    await feed.getByLabel('With my promises as whole days').check();
    await feed.getByRole('button', { name: 'Make a private address' }).click();
    const address = await feed.getByRole('textbox', { name: 'Private address' }).inputValue();
    expect(address).toMatch(/calendar-feed\/ante_feed_[\w-]{43}\.ics$/);
    expect(await violations(page)).toEqual([]);
    const read = async () => fetch(address.replace(/^https?:\/\/[^/]+/, place.url));
    const first = await read();
    expect(first.headers.get('content-type')).toContain('text/calendar');
    const parsed = new ICAL.Component(ICAL.parse(await first.text()));
    const events = parsed.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(events.length).toBeGreaterThan(0);
    expect(events.some((one) => one.summary.startsWith('Look at the yard'))).toBe(true);
    expect(new Set(events.map((one) => one.uid)).size).toBe(events.length);
    expect(events.some((one) => one.startDate.isDate)).toBe(true);
    await feed.getByRole('button', { name: 'End it' }).click();
    await page.getByText('The private address leads nowhere now').waitFor();
    expect((await read()).status).toBe(404);
    expect(place.printed(/./)).not.toContain('ante_feed_');
    expect(wrong).toEqual([]);
    await context.close();
});
