// Where the next hour goes: reading it, doing it in place, and taking it back.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, phone, serve, violations, visit } from './browser';
import { call } from './meetings';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

const row = (page: Page, deal: string) => page.getByRole('article', { name: deal, exact: true });

test('by keyboard: choose, unfold, ask why, do what it asks for', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    // What the buyer suggested on his page waits before all that we only owe by a rule.
    const asked = row(page, 'Donaufrost: Route planning');
    await asked.getByText('suggested another day for').waitFor();
    await asked.getByRole('button', { name: 'Answer', exact: true }).waitFor();
    const first = row(page, 'Moselwerk: Planner seats');
    await first.waitFor();
    await expect
        .poll(() => page.getByRole('heading', { level: 2 }).first().textContent())
        .toBe('What we owe');
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect.poll(() => first.evaluate((e) => e === document.activeElement)).toBe(true);
    await page.keyboard.press('o');
    await first.getByText('and what holds the buyer back is not written down').waitFor();
    await page.keyboard.press('w');
    const why = page.getByRole('dialog', { name: 'Why is this here?' });
    await why.getByText('It holds from 7 May 10:30.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });

    await page.keyboard.press('e');
    const recap = page.getByRole('dialog', { name: 'The recap' });
    await recap.getByLabel('The recap’s text').waitFor();
    await expect.poll(() => recap.getByLabel('The recap’s text').inputValue()).toContain('Porto');
    expect(await violations(page)).toEqual([]);
    await recap.getByRole('button', { name: 'I sent it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The recap is out').waitFor();
    // What was owed is done: the deal stands where its next thing belongs.
    await first.getByText('has not been sent').waitFor({ state: 'detached' });
    await first.getByRole('button', { name: 'Note what’s up' }).waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/deals/*');
    expect(wrong).toEqual([]);
    await context.close();
});

test('did they get it? No, and what is missing', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const donaubau = row(page, 'Donaubau: Route planning');
    await donaubau.getByRole('button', { name: 'Did they get it?' }).click();
    const dialog = page.getByRole('dialog', { name: 'Did they get what they were looking for?' });
    await dialog.getByText('No', { exact: true }).click();
    await dialog.getByLabel('What is missing?').fill('The depots in <b>Graz</b>');
    // A closed tab loses no text.
    await page.reload();
    await donaubau.getByRole('button', { name: 'Did they get it?' }).click();
    await dialog.getByText('No', { exact: true }).click();
    await expect
        .poll(() => dialog.getByLabel('What is missing?').inputValue())
        .toBe('The depots in <b>Graz</b>');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await donaubau.getByText('The depots in <b>Graz</b>').waitFor();
    await donaubau.getByRole('button', { name: 'Deliver what is missing' }).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('letting go frees the row at once, and can be taken back', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const deal = row(page, 'Donaukühl: Service portal');
    await deal.getByRole('button', { name: 'More for Donaukühl: Service portal' }).click();
    await page.getByRole('menuitem', { name: 'Let go' }).click();
    const dialog = page.getByRole('dialog', { name: 'Let it go' });
    await dialog.getByLabel('Until').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Park', exact: true }).click();
    await deal.waitFor({ state: 'detached' });
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await deal.waitFor();

    await deal.getByRole('button', { name: 'More for Donaukühl: Service portal' }).click();
    await page.getByRole('menuitem', { name: 'Not today …' }).click();
    await page.getByRole('dialog').getByText('In two weeks').click();
    await page.getByRole('button', { name: 'Snooze', exact: true }).click();
    const snoozed = page.getByRole('status').filter({ hasText: 'Snoozed: back' });
    await snoozed.waitFor();
    await deal.waitFor({ state: 'detached' });
    await snoozed.getByRole('button', { name: 'Undo' }).click();
    await deal.waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('a manager looks at another’s Today', async () => {
    const { page, context, wrong } = await visit(place, 'mats@example.com');
    await page.getByRole('combobox', { name: 'Whose Today' }).click();
    await page.getByRole('option', { name: 'Sam Verhoeven' }).click();
    await row(page, 'Portofrost: Night shift').waitFor();
    expect(page.url()).toContain('member=');
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
});

test('a proposal to let a deal go is answered with a tap', async () => {
    interface Lines {
        items: { id: string; name: string; version: number }[];
    }
    const deals = (page: Page, scope: string) =>
        call<Lines>(
            page,
            'GET',
            `${place.url}/api/v1/deals?scope=${scope}&state=pipeline&limit=200`,
        );
    const lead = await visit(place, 'mats@example.com');
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const own = await deals(page, 'mine');
    const team = await deals(lead.page, 'team');
    const deal = team.items.find((d) => own.items.some((o) => o.id === d.id));
    if (!deal) throw new Error('no deal of Sam’s is his manager’s to see');
    await call(
        lead.page,
        'POST',
        `${place.url}/api/v1/deals/${deal.id}/letting-go`,
        { how: 'lose', to: 'no_decision', why: 'It has been quiet for long' },
        deal.version,
    );
    await lead.context.close();

    await page.reload();
    const asked = page
        .getByRole('region', { name: 'Let go' })
        .getByRole('listitem')
        .filter({ hasText: deal.name });
    await asked.getByText('It has been quiet for long', { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Keep the deal' }).click();
    await page.getByText('The deal is kept').waitFor();
    await asked.waitFor({ state: 'detached' });
    expect(wrong).toEqual([]);
    await context.close();
});

test('on the phone, in the dark: nothing is wider than the screen, thumbs reach everything', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com', {
        size: phone,
        scheme: 'dark',
        touch: true,
    });
    const deal = row(page, 'Portofrost: Night shift');
    await row(page, 'Donaufrost: Route planning').waitFor();
    // Rows are drawn as the thumb comes near.
    await expect
        .poll(async () => {
            await page.evaluate(() => window.scrollBy(0, 300));
            return deal.count();
        })
        .toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        phone.width,
    );
    for (const button of await deal.getByRole('button').all()) {
        const box = await button.boundingBox();
        expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
    }
    expect(await violations(page)).toEqual([]);
    await deal.getByRole('button', { name: 'What came of it?' }).tap();
    const dialog = page.getByRole('dialog', { name: 'What came of this promise?' });
    await dialog.getByText('Missed', { exact: true }).tap();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'It was missed' }).tap();
    await page.getByText('Missed, and noted').waitFor();
    await deal.getByRole('button', { name: 'What came of it?' }).waitFor({ state: 'detached' });
    await deal.getByText(/promises in a row/).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});
