// The buyer's page, from both sides: a seller at his desk and a buyer with a phone and no account.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
    browser,
    close_browser,
    type Place,
    phone,
    rep,
    serve,
    violations,
    visit,
} from './browser';
import { call, day_from_now } from './meetings';
import { buyers_story, type Story } from './stories';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

async function link_for(page: Page, { deal, dana }: Story): Promise<string> {
    const made = await call<{ url: string }>(
        page,
        'POST',
        `${place.url}/api/v1/deals/${deal}/plan-links`,
        { person: dana },
    );
    return made.url;
}

test('the buyer acts on his phone, and the seller sees it as it happens', async () => {
    const seller = await visit(place, rep);
    const told = await buyers_story(seller.page, place, 'Yard renewal');
    await seller.page.goto(`${place.url}/deals/${told.deal}`);
    const panel = seller.page.getByRole('region', { name: 'Buyer’s page' });
    await panel.getByRole('button', { name: /Edit$/ }).click();
    await panel.getByRole('textbox').fill('No truck idles on a Monday');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('No truck idles on a Monday').waitFor();

    await panel.getByRole('button', { name: 'Make a link' }).click();
    const dialog = seller.page.getByRole('dialog');
    await dialog.getByLabel('For whom').selectOption({ label: 'Dana Lind' });
    await dialog.getByRole('button', { name: 'Make it' }).click();
    const url = await seller.page.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(url).toMatch(/\/plan#ante_plan_[\w-]{43}$/);
    expect(await violations(seller.page)).toEqual([]);
    await seller.page.keyboard.press('Escape');
    await panel.getByText(/not opened yet/).waitFor();

    const buyer = await visit(place, undefined, { size: phone, touch: true });
    const { page } = buyer;
    await page.goto(url);
    await page.getByRole('heading', { name: 'No truck idles on a Monday' }).waitFor();
    for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        expect(await violations(page)).toEqual([]);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    const small = await page.evaluate(
        () =>
            [...document.querySelectorAll('button, summary, main input')].filter((e) => {
                const { width, height } = e.getBoundingClientRect();
                return width > 0 && height < 43;
            }).length,
    );
    expect(small).toBe(0);

    // He says yes to one promise, and the seller's page follows by itself.
    const first = page.getByRole('listitem').filter({ hasText: 'numbers of the night shift' });
    await first.getByRole('button', { name: 'Yes, I will' }).click();
    await page.getByText('Thank you. It stands.').waitFor();
    await seller.page
        .getByRole('region', { name: 'History' })
        .getByText(/Dana Lind.* agreed/)
        .first()
        .waitFor();

    // He moves another.
    const second = page.getByRole('listitem').filter({ hasText: 'plan of the yard' });
    await second.getByText('Choose another day').click();
    await second.getByLabel('By which day?').first().fill(day_from_now(15));
    await second.getByRole('button', { name: 'Move it' }).click();
    await page.getByText('The day is moved.').waitFor();

    // The demo was not quite it.
    const question = page.getByRole('region').or(page.locator('section.ask'));
    await question.getByText('Not quite').first().click();
    await page.getByLabel('What is missing?').fill('The night shift was not in it');
    await page.getByRole('button', { name: 'Tell us' }).click();
    await page.getByText('Thank you. That helps.').waitFor();
    await page.getByText(/The night shift was not in it/).waitFor();

    // He would have one otherwise, and names who is missing.
    await second.getByText('Suggest another wording or day').click();
    await second.getByLabel('In which words?').fill('Send the plan of both yards');
    await second.getByRole('button', { name: 'Suggest this' }).click();
    await page.getByText('We will answer your suggestion.').waitFor();
    await page.getByText('Somebody is missing?').click();
    await page.getByLabel('Name', { exact: true }).fill('Carla Roth');
    await page.getByLabel('What is it to them? (if you like)').fill('She is our CFO');
    await page.getByRole('button', { name: 'Name them' }).click();
    await page.getByText('We will be in touch with you about it.').waitFor();
    await page.getByText('named; we will be in touch').waitFor();

    // Both stand before the seller, who answers.
    await panel.getByText('A new person appeared').waitFor();
    await panel.getByText(/She is our CFO/).waitFor();
    expect(await violations(seller.page)).toEqual([]);
    await panel.getByLabel('Role in this deal').selectOption('approver');
    await panel.getByRole('button', { name: 'Take in' }).click();
    // She gets a link of her own.
    await seller.page.getByRole('dialog').getByText('The link for Carla Roth').waitFor();
    await seller.page.keyboard.press('Escape');
    await panel.getByText('A new person appeared').waitFor({ state: 'detached' });
    await panel.getByText('Send the plan of both yards').waitFor();
    await panel.getByRole('button', { name: 'Accept', exact: true }).click();

    // The buyer's page follows, too.
    await page
        .getByRole('listitem')
        .filter({ hasText: 'Send the plan of both yards' })
        .getByRole('button', { name: 'It is done' })
        .waitFor();

    // Taken back, it opens nothing.
    await panel.getByRole('button', { name: 'About the link of Dana Lind' }).click();
    await seller.page.getByRole('menuitem', { name: 'Take the link back' }).click();
    await panel.getByText(/taken back/).waitFor();
    await page.goto(`${place.url}/plan`);
    await page.getByText('This link opens nothing any more.').waitFor();
    expect([...seller.wrong, ...buyer.wrong]).toEqual([]);
    await seller.context.close();
    await buyer.context.close();
});

test('without a script he pastes his link, reads, and answers by plain forms', async () => {
    const seller = await visit(place, rep);
    const told = await buyers_story(seller.page, place, 'Gate renewal');
    const url = await link_for(seller.page, told);
    const context = await (await browser()).newContext({
        viewport: phone,
        javaScriptEnabled: false,
        locale: 'en-GB',
    });
    const page = await context.newPage();
    await page.goto(url);
    await page.getByLabel('Your link').fill(url);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: 'Gate renewal' }).waitFor();
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    await page.getByText('Thank you. That helps.').waitFor();
    await page.getByRole('button', { name: 'Yes, I will' }).click();
    await page.getByText('Thank you. It stands.').waitFor();
    await page.getByLabel('Your words').fill('See you on Monday');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your words are with us.').waitFor();
    await page.getByText('See you on Monday').waitFor();
    await page.getByRole('button', { name: 'Close this page on this device' }).click();
    await page.getByText(/Closed\./).waitFor();
    await context.close();
    await seller.context.close();
});

test('the page weighs little', async () => {
    const seller = await visit(place, rep);
    const url = await link_for(
        seller.page,
        await buyers_story(seller.page, place, 'Light renewal'),
    );
    const context = await (await browser()).newContext({ viewport: phone });
    const page = await context.newPage();
    let bytes = 0;
    page.on('response', async (answer) => {
        bytes += (await answer.body().catch(() => Buffer.alloc(0))).length;
    });
    await page.goto(url);
    await page.getByRole('heading', { name: 'Light renewal' }).waitFor();
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThan(60_000); // Uncompressed, and more than once.
    await context.close();
    await seller.context.close();
});
