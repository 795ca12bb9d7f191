// What the pipeline brings, what changed it, whether to believe it; and the same of one deal.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admin, close_browser, type Place, phone, serve, violations, visit } from './browser';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

test('from the sum to the deal that changed it, and to the grade', async () => {
    const { page, context, wrong } = await visit(place, admin);
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.waitForURL('**/forecast');
    await page.getByRole('img', { name: /^Histogram of what the pipeline brings/ }).waitFor();
    await page.getByRole('heading', { name: 'By month' }).waitFor();
    await page.getByRole('heading', { name: 'By team' }).waitFor();
    await page.getByRole('img', { name: /^Chance given against part won/ }).waitFor();
    await page.getByText('Stage × probability').waitFor();
    expect(await violations(page)).toEqual([]);

    // Another scope stands in the address, so that the link can be passed on.
    await page.getByText('Mine', { exact: true }).click();
    await page.waitForURL('**/forecast?scope=mine');
    await page.getByText('No open deal in the pipeline yet').waitFor();
    await page.getByText('All I see', { exact: true }).click();

    // A manager may have it learn anew; the page shows the new version.
    await page.getByText(/^Version 1, learned from/).waitFor();
    await page.getByRole('button', { name: 'Learn anew now' }).click();
    await page.getByText(/^Version 2, learned from/).waitFor();

    // The deal behind a change: its own forecast, walked through by the arrow keys.
    const changed = page.getByRole('list', { name: 'The deals that changed it most' });
    const open = changed.getByRole('listitem').filter({ hasText: /Warmer|Cooler|New/ });
    await open.first().getByRole('link').click();
    await page.waitForURL('**/deals/*');
    const forecast = page.locator('#forecast');
    await forecast.getByRole('img', { name: /to win, .* to lose, .* to fade away/ }).waitFor();
    await forecast.getByText('One kept promise').waitFor();
    const curve = forecast.getByRole('listbox', { name: /^The chance to win over time/ });
    await curve.focus();
    await page.keyboard.press('Home');
    await curve.getByRole('option', { selected: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
});

test('in the dark and on the phone it stays on the screen', async () => {
    const { page, context, wrong } = await visit(place, admin, {
        size: phone,
        scheme: 'dark',
        touch: true,
    });
    await page.goto(`${place.url}/forecast`);
    await page.getByRole('img', { name: /^Chance given against part won/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    expect(wrong).toEqual([]);
    await context.close();
});
