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

test('a link signs in once, and its secret leaves the address', async () => {
    const { page, context, wrong } = await visit(place);
    const link = place.link('sam@example.com');
    await page.goto(link);
    await page.waitForURL('**/today');
    await page.getByRole('navigation', { name: 'Main' }).first().waitFor();
    expect(wrong).toEqual([]);

    await context.clearCookies();
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('alert').waitFor();
    expect(page.url()).not.toContain('#');
    await context.close();
});

test('whoever is not signed in is asked to, and comes back to where he wanted', async () => {
    const { page, context } = await visit(place);
    await page.goto(`${place.url}/pipeline`);
    await page.waitForURL('**/sign-in?then=%2Fpipeline');
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('E-mail').fill('sam@example.com');
    await page.getByLabel('Password').first().fill('not his password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await context.close();
});
