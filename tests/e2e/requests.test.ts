// Every piece of free work has a purpose, and one comes after the other.
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

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

// From the deal itself, through the finder.
async function they_want(page: Page, what: string): Promise<void> {
    await page
        .getByRole('article', { name: 'Donaubau: Route planning' })
        .getByRole('link', { name: 'Donaubau: Route planning' })
        .click();
    await page.waitForURL('**/deals/*');
    await page.keyboard.press('Control+k');
    await page.getByLabel('Find anything').waitFor();
    await page.keyboard.type('they want');
    await page
        .locator('[data-action][data-selected]', { hasText: 'They want something from us' })
        .waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'They want something from us' });
    await dialog.getByRole('combobox', { name: 'What kind of work' }).click();
    await page.getByRole('option', { name: 'sample' }).click();
    await dialog.getByLabel('In a few words').fill(what);
    await dialog.getByRole('button', { name: 'Note the request' }).click();
    await page.getByText('The request is noted').waitFor();
}

test('the gate: closed while the last one is unanswered, open with a reason that is counted', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    await they_want(page, 'ten devices for <script>alert(1)</script>');
    await page.goto(`${place.url}/requests`);
    const sample = card(page, 'sample: Donaubau: Route planning');
    await sample.getByText('The gate is closed.').waitFor();
    await sample.getByText('ten devices for <script>alert(1)</script>').waitFor();
    expect(await violations(page)).toEqual([]);

    await sample.getByRole('button', { name: 'Accept …' }).click();
    const accept = page.getByRole('dialog', { name: 'Accept a request' });
    await accept.getByText('The gate is closed').waitFor();
    await accept.getByLabel('Purpose').fill('Does the scanner read wet labels?');
    await accept.getByLabel('Expected outcome').fill('The depot manager stops writing by hand');
    await accept.getByLabel('Decision').fill('Which scanner goes into the tender');
    await accept.getByText('Nothing', { exact: true }).click();
    expect(await violations(page)).toEqual([]);
    // A reason is needed, and says so at its field.
    await accept.getByRole('button', { name: 'Accept all the same' }).click();
    await accept.getByLabel('Why can’t this wait?').fill('Their tender closes on Friday');
    await accept.getByRole('button', { name: 'Accept all the same' }).click();
    await page.getByText('Accepted, with its purpose').waitFor();
    await sample.getByText('“Their tender closes on Friday”').waitFor();
    await sample.getByText('Overridden', { exact: true }).waitFor();

    // Delivered, answered with yes: then the next step is asked for.
    await sample.getByRole('button', { name: 'Delivered …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delivered' }).click();
    const delivered = page
        .getByRole('status')
        .filter({ hasText: 'Now ask whether it was the right thing' });
    await sample.getByRole('button', { name: 'Did they get it?' }).waitFor();
    // A slip of the finger is taken back.
    await delivered.getByRole('button', { name: 'Undo' }).click();
    await sample.getByRole('button', { name: 'Delivered …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delivered' }).click();
    await delivered.waitFor();
    await sample.getByRole('button', { name: 'Did they get it?' }).click();
    const answer = page.getByRole('dialog', { name: 'Did they get what they were looking for?' });
    await answer.getByText('Yes', { exact: true }).click();
    await answer.getByRole('button', { name: 'Save' }).click();
    const next = page.getByRole('dialog', { name: 'It served its purpose' });
    await next.getByText('What is the next step to the decision?').waitFor();
    expect(await violations(page)).toEqual([]);
    await next.getByRole('button', { name: 'Later' }).click();
    await page.getByText('Closed', { exact: true }).click();
    await sample.getByText('Does the scanner read wet labels?').waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('a manager sees how often, in whose deals', async () => {
    const { page, context, wrong } = await visit(place, 'mats@example.com', { scheme: 'dark' });
    await page.goto(`${place.url}/requests?scope=team&show=overridden`);
    await page.getByText('The gate was overridden').waitFor();
    await page.getByText(/Sam Verhoeven: (once|\d+ times)/).waitFor();
    await card(page, 'sample: Donaubau: Route planning').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
});

test('declined with words that keep the door open, on the phone', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com', {
        size: phone,
        touch: true,
    });
    await page.goto(`${place.url}/requests`);
    const proposal = card(page, 'proposal: Nordbau: Cold store devices');
    await proposal.waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        phone.width,
    );
    await proposal.getByRole('button', { name: 'More for the proposal' }).tap();
    await page.getByRole('menuitem', { name: 'Decline …' }).tap();
    const decline = page.getByRole('dialog', { name: 'Decline a request' });
    await decline.getByRole('button', { name: /line by line/ }).tap();
    await expect
        .poll(() => decline.getByLabel('What you told them').inputValue())
        .toContain('line by line');
    expect(await violations(page)).toEqual([]);
    await decline.getByRole('button', { name: 'Decline', exact: true }).tap();
    await page.getByText('Declined; the door stays open').waitFor();
    await proposal.waitFor({ state: 'detached' });
    expect(wrong).toEqual([]);
    await context.close();
});
