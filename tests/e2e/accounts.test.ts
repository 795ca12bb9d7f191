// Accounts and people: added, edited where they stand, changed by two at once, and merged with a
// look before and a way back.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, phone, serve, violations, visit } from './browser';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

async function add_account(page: Page, name: string): Promise<string> {
    await page.goto(`${place.url}/accounts`);
    await page.getByRole('button', { name: 'New account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill(name);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const items = await page.evaluate(async (q) => {
        const found = await fetch(`/api/v1/accounts?q=${encodeURIComponent(q)}`);
        return ((await found.json()) as { items: { id: string; name: string }[] }).items;
    }, name);
    const account = items.find((a) => a.name === name);
    if (!account) throw new Error(`${name} was not added`);
    return account.id;
}

// A field's button: its value, or an invitation to say it.
const button = (page: Page, field: string) =>
    page.getByRole('button', { name: new RegExp(`^(${field}: |Add ${field.toLowerCase()})`) });

async function edit(page: Page, field: string, text: string): Promise<void> {
    await button(page, field).click();
    await page.getByRole('textbox', { name: field }).fill(text);
    await page.keyboard.press('Enter');
}
const shown = (page: Page, field: string, text: string) =>
    page.getByRole('button', { name: `${field}: ${text}. Edit` }).waitFor();

test('accounts are found and edited where they stand; two at once lose nothing', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const id = await add_account(page, 'Zephyr Rail');
    await page.goto(`${place.url}/accounts`);
    await page.getByRole('searchbox').fill('Zephyr');
    const row = page.getByRole('link', { name: 'Zephyr Rail' });
    await row.waitFor();
    expect(await violations(page)).toEqual([]);
    // Nobody looks after it yet, and it is of no tier: both can be asked for.
    await page.getByRole('combobox', { name: 'Tier' }).click();
    await page.getByRole('option', { name: 'Tier A' }).click();
    await row.waitFor({ state: 'detached' });
    expect(page.url()).toContain('tier=A');
    await page.getByRole('combobox', { name: 'Tier' }).click();
    await page.getByRole('option', { name: 'No tier' }).click();
    await row.waitFor();
    await page.getByRole('combobox', { name: 'Looked after by' }).click();
    await page.getByRole('option', { name: 'Mats Ohlsen' }).click();
    await row.waitFor({ state: 'detached' });
    await page.goto(`${place.url}/accounts?q=Zephyr`);
    await row.waitFor();
    await page.getByRole('searchbox').focus();
    await page.getByRole('searchbox').blur();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/accounts/${id}`);
    await page.getByRole('heading', { level: 1, name: 'Zephyr Rail' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await edit(page, 'Industry', 'Rail freight');
    await shown(page, 'Industry', 'Rail freight');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Add industry' }).waitFor();

    // Somebody else changes another field, then the same one, while this one is being typed.
    const other = await visit(place, 'sam@example.com', { scheme: 'dark' });
    await other.page.goto(`${place.url}/accounts/${id}`);
    await other.page.getByRole('heading', { level: 1, name: 'Zephyr Rail' }).waitFor();
    expect(await violations(other.page)).toEqual([]);
    await button(page, 'Region').click();
    await page.getByRole('textbox', { name: 'Region' }).fill('North');
    await page.route('**/api/v1/accounts/*', (route) =>
        // The news come late: what is on the screen is old.
        route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await edit(other.page, 'Region', 'South');
    await shown(other.page, 'Region', 'South');
    await page.unroute('**/api/v1/accounts/*');
    await page.getByRole('textbox', { name: 'Region' }).press('Enter');
    const conflict = page.getByRole('dialog');
    await conflict.getByText('South').waitFor();
    await conflict.getByText('North').waitFor();
    expect(await violations(page)).toEqual([]);
    await conflict.getByRole('button', { name: 'Save mine, too' }).click();
    await shown(page, 'Region', 'North');
    await shown(other.page, 'Region', 'North');
    expect(wrong).toEqual([]);
    expect(other.wrong).toEqual([]);
    await other.context.close();
    await context.close();
});

test('a person has deals, touches and a level, on the phone too', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com', {
        size: phone,
        touch: true,
        scheme: 'dark',
    });
    await page.goto(`${place.url}/people`);
    await page.getByRole('list', { name: 'People' }).getByRole('link').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('list', { name: 'People' }).getByRole('link').first().tap();
    await page.waitForURL('**/people/*');
    await page.getByRole('region', { name: 'Deals' }).waitFor();
    await page.getByRole('region', { name: 'Touches' }).waitFor();
    await page.getByRole('button', { name: /^Level: / }).tap();
    await page.getByRole('combobox', { name: 'Level' }).selectOption('owner');
    await shown(page, 'Level', 'owner');
    expect(await violations(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);

    await page.getByRole('button', { name: 'Log a touch' }).tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /What it was about/ }).fill('Their new depot');
    await dialog.getByRole('button', { name: 'Note it' }).tap();
    const touch = page.getByRole('listitem').filter({ hasText: 'Their new depot' });
    await touch.getByRole('button', { name: 'They answered' }).tap();
    await page.getByLabel('What did they say?').fill('Come and see it');
    await page.getByRole('button', { name: 'Mark as answered' }).tap();
    await touch.getByText(/^answered/).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('duplicates are merged after a look, and parted again', async () => {
    // Accounts are merged by managers and admins.
    const { page, context, wrong } = await visit(place, 'mats@example.com');
    const keep = await add_account(page, 'Orion Freight');
    await page.goto(`${place.url}/accounts/${keep}`);
    await edit(page, 'Region', 'Baltic');
    await shown(page, 'Region', 'Baltic');
    const twin = await add_account(page, 'Orion Freight Ltd');
    await page.goto(`${place.url}/accounts/${twin}`);
    await edit(page, 'Region', 'Nordic');
    await shown(page, 'Region', 'Nordic');

    await page.goto(`${place.url}/accounts/duplicates`);
    const pair = page.getByRole('listitem').filter({ hasText: 'Orion Freight Ltd' });
    await pair.waitFor();
    expect(await violations(page)).toEqual([]);
    await pair.getByRole('button', { name: 'Look and merge' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Where they differ').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('radiogroup', { name: 'Region' }).getByLabel('Nordic').check();
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    const before = page.getByRole('region', { name: 'Merged before' });
    await before.getByText('Orion Freight Ltd into Orion Freight').waitFor();

    await page.goto(`${place.url}/accounts/${keep}`);
    await shown(page, 'Region', 'Nordic');
    await page.goto(`${place.url}/accounts/duplicates`);
    await before.getByRole('button', { name: 'Undo' }).first().click();
    await before.getByText(/undone/).waitFor();
    await page.goto(`${place.url}/accounts/${keep}`);
    await shown(page, 'Region', 'Baltic');
    expect(wrong).toEqual([]);
    await context.close();
});
