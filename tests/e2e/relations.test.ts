// Relations: whom one owes a word, on Today and on a list of its own; the map of an account; who is
// worth winning; the ideal customer with its effect; an address book taken in.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admin, close_browser, type Place, phone, rep, serve, violations, visit } from './browser';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

const owed = (page: Page) => page.getByRole('list', { name: 'Owed a word' });

test('who do I owe a word: noted in place, it leaves the list', async () => {
    const { page, context, wrong } = await visit(place, rep);
    await page.goto(`${place.url}/relations`);
    // Their managing director was reached seven weeks ago, and tier A is every thirty days.
    const name = 'Saale Kühlhaus';
    const first = owed(page).getByRole('listitem').filter({ hasText: name });
    await first.getByText('tier A is seen every 30 days').waitFor();
    expect(await violations(page)).toEqual([]);
    await first.getByRole('button', { name: /^Note a touch/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'What it was about' }).fill('Asked after the audit');
    await dialog.getByRole('textbox', { name: 'For yourself' }).fill('He sounded tired');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('The touch is noted').waitFor();
    await first.waitFor({ state: 'detached' });

    // It stands with the account, with what is for him alone.
    await page.goto(`${place.url}/accounts`);
    await page.getByRole('searchbox').fill(name);
    await page.getByRole('link', { name }).first().click();
    await page.getByText('Asked after the audit').waitFor();
    await page.getByText('He sounded tired').waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('relations stand on Today before the deals to let go', async () => {
    const { page, context, wrong } = await visit(place, rep, {
        scheme: 'dark',
        size: phone,
        touch: true,
    });
    await page.goto(`${place.url}/today`);
    await page.getByRole('region', { name: 'Meetings' }).waitFor();
    const heading = page.getByRole('heading', { name: 'Relations' });
    await expect
        .poll(async () => {
            await page.evaluate(() => window.scrollBy(0, 1200));
            return heading.count();
        })
        .toBe(1);
    await page
        .getByRole('button', { name: /^Note a touch/ })
        .first()
        .waitFor();
    expect(await violations(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    expect(wrong).toEqual([]);
    await context.close();
});

test('the map of an account shows who knows whom, and is a place to work in', async () => {
    for (const scheme of ['light', 'dark'] as const) {
        const { page, context, wrong } = await visit(place, rep, { scheme });
        await page.goto(`${place.url}/accounts`);
        await page.getByRole('list', { name: 'Accounts' }).getByRole('link').first().click();
        const map = page.getByRole('region', { name: 'Map' });
        await map.getByRole('table').waitFor();
        await page.getByRole('region', { name: 'Relation' }).getByText('Fit').first().waitFor();
        expect(await violations(page)).toEqual([]);
        const person = map.getByRole('cell').getByRole('button').first();
        await person.click();
        const days = page.getByRole('textbox', { name: 'Days between touches' });
        await days.fill(scheme === 'light' ? '21' : '28');
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText('Interval saved').waitFor();
        expect(await violations(page)).toEqual([]);
        await page.getByRole('button', { name: 'Note a touch' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Note it' }).click();
        await page.getByText('The touch is noted').waitFor();
        expect(wrong).toEqual([]);
        await context.close();
    }
});

test('who is worth winning, what is parked, what touches bring', async () => {
    for (const scheme of ['light', 'dark'] as const) {
        const { page, context, wrong } = await visit(place, rep, { scheme });
        await page.goto(`${place.url}/relations?look=prospects`);
        const list = page.getByRole('list', { name: 'Worth winning' });
        await list.getByRole('listitem').first().waitFor();
        expect(await violations(page)).toEqual([]);
        await list.getByRole('checkbox').first().click();
        await page.getByRole('button', { name: 'Look after it' }).click();
        await page.getByText(/^You look after/).waitFor();

        await page.getByRole('tab', { name: 'Parked' }).click();
        await page.getByText('Deals that rest until a day.').waitFor();
        await page.getByText('My team’s').click();
        await page.getByRole('list', { name: 'Parked' }).getByRole('listitem').first().waitFor();
        expect(await violations(page)).toEqual([]);

        await page.getByRole('tab', { name: 'What touches bring' }).click();
        await page.getByRole('rowheader').first().waitFor();
        expect(await violations(page)).toEqual([]);
        expect(wrong).toEqual([]);
        await context.close();
    }
});

test('the ideal customer is written with its effect in sight, and saved', async () => {
    const { page, context, wrong } = await visit(place, admin);
    await page.goto(`${place.url}/settings/ideal`);
    const effect = page.getByRole('region', { name: 'What it would change' });
    await effect.getByText('0 would fit otherwise', { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page
        .getByRole('region', { name: 'Industry' })
        .getByRole('textbox', { name: 'Weight' })
        .fill('100');
    await effect.getByText(/[1-9]\d* would fit otherwise/).waitFor();
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByText('Settings saved').waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

const cards = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:Quirin Abel',
    'ORG:Quellwasser Transporte;Fleet',
    'TITLE:Managing Director',
    'EMAIL:quirin@quellwasser.example.net',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:2.1',
    'FN:Old Card',
    'END:VCARD',
].join('\r\n');

test('an address book is looked at, then taken in; bad cards are named by their line', async () => {
    for (const scheme of ['light', 'dark'] as const) {
        const { page, context, wrong } = await visit(place, rep, { scheme });
        await page.goto(`${place.url}/people/import`);
        await page.getByRole('heading', { name: 'Import contacts' }).waitFor();
        await page.locator('input[type=file]').setInputFiles({
            name: 'people.vcf',
            mimeType: 'text/vcard',
            buffer: Buffer.from(cards),
        });
        const look = page.getByRole('region', { name: 'What would happen' });
        await look.getByText('line 8').waitFor();
        expect(await violations(page)).toEqual([]);
        if (scheme === 'light') {
            await page.getByRole('button', { name: 'Take in 1' }).click();
            await page.getByRole('region', { name: 'What happened' }).waitFor();
            await page.getByRole('link', { name: 'To the people' }).click();
            await page.getByRole('searchbox').fill('Quirin');
            await page.getByRole('link', { name: /Quirin Abel/ }).waitFor();
        } else {
            await look.getByText('There is nothing new in this file.').waitFor();
        }
        expect(wrong).toEqual([]);
        await context.close();
    }
});
