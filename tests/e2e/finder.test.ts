// ⌘K: anything and any action, without a mouse.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, serve, violations, visit } from './browser';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

// Enter takes the one that is chosen: the first, unless the arrows moved.
async function take(page: Page, name: string): Promise<void> {
    await page.locator('[data-action][data-selected]', { hasText: name }).waitFor();
    await page.keyboard.press('Enter');
}
async function find(page: Page, words: string): Promise<void> {
    await page.keyboard.press('Control+k');
    const field = page.getByLabel('Find anything');
    await expect.poll(() => field.evaluate((f) => f === document.activeElement)).toBe(true);
    await page.keyboard.type(words);
}

test('a deal is opened, found again and parked by keyboard alone', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByText('New deal').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('new de');
    await take(page, 'New deal');

    const dialog = page.getByRole('dialog', { name: 'A new deal' });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    // The focus is in it, on the account.
    await expect.poll(() => dialog.evaluate((d) => d.contains(document.activeElement))).toBe(true);
    await dialog.getByRole('combobox', { name: 'Account' }).focus();
    await page.keyboard.type('Nordbau');
    await page
        .getByRole('option', { name: /Nordbau/ })
        .first()
        .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Zebra crossing <i>');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/deals/*');
    const address = page.url();

    await find(page, '');
    await page.getByRole('dialog').getByRole('button', { name: 'Book a meeting' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.waitForURL('**/method');
    await find(page, 'zebra');
    await take(page, 'Zebra crossing <i>');
    await page.waitForURL(address);

    await find(page, 'let it go');
    await take(page, 'Let it go');
    const let_go = page.getByRole('dialog', { name: 'Let it go' });
    await let_go.getByLabel('Until').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Parked. Your hour is free').waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('the method is searched, and a rule has its address', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com', { scheme: 'dark' });
    await page.goto(`${place.url}/method`);
    await page.getByLabel('Search rules and plays').fill('recap');
    const entry = page.getByRole('link', { name: 'The players wait for the recap of a meeting.' });
    await entry.waitFor();
    await expect
        .poll(() => page.getByRole('link', { name: 'We do most of the work' }).count())
        .toBe(0);
    expect(await violations(page)).toEqual([]);
    await entry.click();
    await page.waitForURL('**/method/recap_due?q=recap');
    await page.getByText('It holds from 7 May 10:30.').first().waitFor();
    expect(await violations(page)).toEqual([]);

    await page.goto(`${place.url}/method/next_meeting`);
    await page.getByRole('heading', { name: 'Put the next meeting in the calendar now' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${place.url}/method/no_such_rule`);
    await page.getByText('There is nothing here').waitFor();

    await find(page, 'sign out');
    await take(page, 'Sign out');
    await page.waitForURL('**/sign-in');
    expect(wrong).toEqual([]);
    await context.close();
});
