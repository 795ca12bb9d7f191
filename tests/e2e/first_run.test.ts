// An empty folder, the link that the server printed, the sample or one's own file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, serve, type Visit, violations, visit } from './browser';

let place: Place;
let here: Visit;
beforeAll(async () => {
    place = await serve(false);
    here = await visit(place);
});
afterAll(async () => {
    await here.context.close();
    await close_browser();
    await place.stop();
});

const rows = [
    'Deal,Company,Contact,Amount,Stage,Owner,Created',
    'Line scanners,Kolbe & Sons,Ida Kolbe,12500.00,Qualification,Sam Okafor,2026-03-02',
    '"Cold rooms, phase 2",Nordfrost AG,Jon Berg,"1,250.50",Proposal,Sam Okafor,2026-04-11',
    'Nameless,,Ann Ray,300,Open,Sam Okafor,2026-05-01',
];

// As the signed-in browser reads them.
function deal_names(page: Page): Promise<string[]> {
    return page.evaluate(async () => {
        const answer = await fetch('/api/v1/deals?scope=workspace');
        const { items } = (await answer.json()) as { items: { name: string }[] };
        return items.map((deal) => deal.name);
    });
}

test('the printed link makes the workspace, once', async () => {
    const { page, wrong } = here;
    await page.goto(`${place.url}/setup`);
    await page.getByRole('heading', { name: /needs the link/ }).waitFor();
    await page.goto('about:blank');
    await page.goto(place.printed(/\S+\/setup#\S+/));
    await page.getByRole('heading', { name: 'Welcome to Ante' }).waitFor();
    expect(page.url()).not.toContain('#');
    expect(await violations(page)).toEqual([]);

    await page.getByLabel('Its name').fill('Harbour Cold Stores');
    await page.getByLabel('Your name').fill('Mara Lind');
    await page.getByLabel('Your e-mail').fill('mara@example.com');
    await page.getByLabel('A password').fill('short');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('A password').fill('a long enough one');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: 'Harbour Cold Stores is ready' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
});

test('his own file is read, mended, tried and imported', async () => {
    const { page, wrong } = here;
    const path = join(place.data, 'deals.csv');
    writeFileSync(path, `${rows.join('\n')}\n`);
    await page.getByRole('button', { name: /My own deals/ }).click();
    await page.getByRole('heading', { name: 'Import', level: 1 }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('input[type=file]').setInputFiles(path);

    await page.getByRole('cell', { name: 'Cold rooms, phase 2', exact: true }).waitFor();
    await page.getByRole('cell', { name: /Line 4/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByText('Imported', { exact: true }).waitFor();
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download the refused rows' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
    expect((await deal_names(page)).sort()).toEqual(['Cold rooms, phase 2', 'Line scanners']);
});

test('the whole import is undone while nobody has built on it', async () => {
    const { page, wrong } = here;
    await page.getByRole('button', { name: 'Undo this import' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/2 deals/).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Undo it' }).click();
    await page.getByText('The import is undone').waitFor();
    expect(await deal_names(page)).toEqual([]);
    expect(wrong).toEqual([]);
});
