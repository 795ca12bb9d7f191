// The pipeline: a deal is moved by mouse and by keyboard, a prospect is told what is missing, and
// what is filtered and sorted goes into a view that somebody else opens by its link.
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

interface Line {
    id: string;
    name: string;
    stage: string;
    state: string;
    version: number;
}
interface Check {
    stage: string;
    name: string;
    proof: string;
    wants: string;
    current: boolean;
    proven: boolean;
    needs_reason: boolean;
}

// As the page itself would ask, with its cookie.
async function text_of(page: Page, address: string): Promise<string> {
    return page.evaluate(async (at) => {
        const answer = await fetch(at);
        if (!answer.ok) throw new Error(`${answer.status} for ${at}`);
        return answer.text();
    }, address);
}
async function read<T>(page: Page, path: string): Promise<T> {
    return JSON.parse(await text_of(page, `/api/v1${path}`)) as T;
}
async function mine(page: Page, filter: string): Promise<Line[]> {
    const list = await read<{ items: Line[] }>(page, `/deals?scope=mine&limit=200&${filter}`);
    return list.items;
}
// A deal of Sam's in a stage, and another stage of which this holds.
async function deal_for(page: Page, fits: (check: Check) => boolean) {
    for (const deal of await mine(page, 'state=pipeline')) {
        const checks = await read<{ stages: Check[] }>(page, `/deals/${deal.id}/stage-check`);
        const check = checks.stages.find((c) => !c.current && c.proof !== 'none' && fits(c));
        if (deal.stage && check) return { deal, check };
    }
    throw new Error('no deal of Sam’s fits');
}

const card = (page: Page, deal: Line) => page.locator(`article[data-deal="${deal.id}"]`);
const column = (page: Page, stage: string) => page.locator(`[data-column="pipeline/${stage}"]`);

test('a deal goes to a stage: with a reason where the proof is missing, and back again', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const { deal, check } = await deal_for(page, (c) => c.needs_reason);
    await page.goto(`${place.url}/pipeline?q=${encodeURIComponent(deal.name)}`);
    await card(page, deal).waitFor();
    expect(await violations(page)).toEqual([]);

    // By mouse. The server wants the buyer's act that proves the stage, or a reason.
    await card(page, deal).dragTo(column(page, check.stage));
    const dialog = page.getByRole('dialog');
    await dialog.getByText(check.wants).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Why does it enter').fill('Their board decides on Monday');
    await dialog.getByRole('button', { name: 'Move it with this reason' }).click();
    await column(page, check.stage).locator(`[data-deal="${deal.id}"]`).waitFor();
    await page
        .getByRole('status')
        .filter({ hasText: `is in ${check.name} now` })
        .waitFor();

    // It was a slip.
    await page.getByRole('button', { name: 'Undo' }).click();
    await column(page, deal.stage).locator(`[data-deal="${deal.id}"]`).waitFor();
    expect((await mine(page, `stage=${deal.stage}`)).map((d) => d.id)).toContain(deal.id);

    // By keyboard alone: to the card, its menu, the stage, the reason.
    await page.locator('#content').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await page.getByRole('menu').waitFor();
    await page.keyboard.type(check.name.slice(0, 3));
    await page.getByRole('menuitem', { name: check.name }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText(check.wants).waitFor();
    await dialog.getByLabel('Why does it enter').waitFor();
    await page.keyboard.type('They told us so');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await column(page, check.stage).locator(`[data-deal="${deal.id}"]`).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('a prospect stays before the door, and what opens it is said', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com', { scheme: 'dark' });
    const [prospect] = await mine(page, 'state=prospect');
    if (!prospect) throw new Error('Sam has no prospect');
    const checks = await read<{ door: { says: string }; stages: Check[] }>(
        page,
        `/deals/${prospect.id}/stage-check`,
    );
    await page.goto(`${place.url}/pipeline`);
    const door = page.locator('[data-column="prospect/"]');
    await door.getByText('before the door').waitFor();
    await card(page, prospect).waitFor();
    expect(await violations(page)).toEqual([]);

    await card(page, prospect).dragTo(column(page, checks.stages[0]?.stage ?? ''));
    await page.getByRole('dialog').getByText(checks.door.says).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Leave it here' }).click();
    await door.locator(`[data-deal="${prospect.id}"]`).waitFor();
    const after = await mine(page, 'state=prospect');
    expect(after.find((d) => d.id === prospect.id)?.version).toBe(prospect.version);
    expect(wrong).toEqual([]);
    await context.close();
});

const rows = (page: Page) => page.locator('tbody [data-row-link]').allTextContents();

test('the table is filtered, sorted, saved, and opened by its link', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    await page.goto(`${place.url}/pipeline?look=table&scope=workspace`);
    await page.locator('tbody [data-row-link]').first().waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Amount' }).click();
    await page.waitForURL('**sort=amount**');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Kind', { exact: true }).first().click({ force: true });
    await page.getByRole('option', { name: 'new', exact: true }).click();
    await page.getByLabel('Skin in the game (%) from').fill('10');
    await page.waitForURL('**skin_from=10**');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('listitem').filter({ hasText: 'Kind: new' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Skin in the game ≥ 10 %' }).waitFor();
    const query = 'scope=workspace&in_play=open&sort=amount&kind=new&skin_from=10&limit=200';
    const wanted = await read<{ items: Line[] }>(page, `/deals?${query}`);
    const first = wanted.items[0];
    if (!first) throw new Error('the sample has no such deal');
    await page.locator('tr[data-row="0"]').getByText(first.name, { exact: true }).waitFor();
    expect((await rows(page)).slice(0, 5)).toEqual(wanted.items.slice(0, 5).map((d) => d.name));

    // The download holds the same, and nothing else.
    const address = await page.getByRole('link', { name: 'Export' }).getAttribute('href');
    const csv = await text_of(page, address ?? '');
    expect(csv).toContain(first.name);
    const left_out = await read<{ items: Line[] }>(page, '/deals?scope=workspace&kind=renewal');
    for (const deal of left_out.items.slice(0, 3)) expect(csv).not.toContain(deal.id);

    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save this view' }).click();
    await page.getByLabel('Name', { exact: true }).fill('New ones by size');
    await page.getByLabel('Share it with my team').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'New ones by size' }).waitFor();
    const views = await read<{ items: { id: string; name: string }[] }>(page, '/views');
    const view = views.items.find((v) => v.name === 'New ones by size');
    expect(wrong).toEqual([]);
    await context.close();

    const other = await visit(place, 'sam@example.com', { scheme: 'dark' });
    await other.page.goto(`${place.url}/pipeline?view=${view?.id}`);
    await other.page.waitForURL('**skin_from=10**');
    await other.page.locator('tr[data-row="0"]').getByText(first.name, { exact: true }).waitFor();
    expect(await violations(other.page)).toEqual([]);
    // Typing narrows it; j goes from row to row, and Enter opens.
    await other.page.keyboard.press('f');
    await other.page.keyboard.type(first.name);
    await other.page.waitForURL('**q=**');
    await other.page.getByRole('searchbox').blur();
    await other.page.keyboard.press('j');
    await other.page.keyboard.press('Enter');
    await other.page.waitForURL(`**/deals/${first.id}`);
    expect(other.wrong).toEqual([]);
    await other.context.close();
});

test('on the phone one column at a time, and rows as cards', async () => {
    for (const scheme of ['light', 'dark'] as const) {
        const { page, context, wrong } = await visit(place, 'sam@example.com', {
            size: phone,
            touch: true,
            scheme,
        });
        await page.goto(`${place.url}/pipeline`);
        await page.locator('[data-column]').first().waitFor();
        await expect.poll(() => page.locator('[data-column]').count()).toBe(1);
        await page.getByText(/^Prospects \d+$/).tap();
        await page.locator('[data-column="prospect/"]').waitFor();
        expect(await violations(page)).toEqual([]);
        await page.goto(`${place.url}/pipeline?look=table`);
        await page.getByRole('list', { name: 'Pipeline' }).getByRole('link').first().waitFor();
        expect(await violations(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(phone.width);
        expect(wrong).toEqual([]);
        await context.close();
    }
});
