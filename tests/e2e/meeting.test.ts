// A meeting from plan to recap: planned by hand and by keyboard alone, held, debriefed, its recap
// sent; the sheet on one page.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, phone, serve, violations, visit } from './browser';
import { asked, call, type DealView, day_from_now, new_meeting } from './meetings';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

// Cards by their heading: "Best action".
const card = (page: Page, name: string) =>
    page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });

test('plan, hold, debrief, recap: best declined, minimum agreed', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const made = await new_meeting(page, place.url, 12, false);
    const at = `${place.url}/meetings/${made.meeting}`;

    // The plan: a play for the best action, own words for the minimum.
    await page.goto(at);
    await page.getByRole('link', { name: 'Write the plan' }).first().click();
    await page.getByLabel('Purpose').fill('Finance joins');
    const best = card(page, 'Best action');
    await best.getByRole('button', { name: /Choose a play/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('For ', { exact: false }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Use/ }).first().click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => best.getByLabel('What will they do?').inputValue()).not.toBe('');
    await best.getByLabel('What will they do?').fill(asked.best);
    await best.getByLabel('What it costs them').selectOption('people');

    // As one types: vague words are told, a flat plan is told.
    const minimum = card(page, 'Minimum action');
    await minimum.getByLabel('What will they do?').fill('follow up');
    await minimum.getByLabel('Who').selectOption(made.decider.person);
    await minimum.getByLabel('By when').fill(day_from_now(6));
    await minimum.getByRole('note').waitFor();
    await minimum.getByLabel('What will they do?').fill(asked.minimum);
    await minimum.getByLabel('How both see it is done').fill('Their notes on each line');
    await minimum.getByLabel('What it costs them').selectOption('stake');
    await card(page, 'As it stands').getByText('costs', { exact: false }).first().waitFor();
    await minimum.getByLabel('What it costs them').selectOption('work');
    // Here decision makers have hardly ever agreed to this play, influencers have: so one is asked.
    await page.getByText('Ask for a way to who can').waitFor();
    const who = best.getByLabel('Who');
    const influencer = who.locator('option', { hasText: 'influencer' }).first();
    await who.selectOption((await influencer.getAttribute('value')) ?? '');
    await page.getByText('Best and minimum stand').waitFor();

    // A closed tab loses nothing.
    await page.getByLabel('What’s up?').fill('What makes you hesitate?');
    await page.reload();
    await page.getByText('Kept on this device').waitFor();
    await expect.poll(() => page.getByLabel('Purpose').inputValue()).toBe('Finance joins');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save the plan' }).click();
    await page.waitForURL(at);
    await page.getByText(asked.minimum).waitFor();
    expect(await violations(page)).toEqual([]);

    // The sheet is one page of paper.
    await page.getByRole('link', { name: 'Sheet' }).click();
    await page.getByRole('button', { name: 'Print' }).waitFor();
    await page.getByText(asked.best).waitFor();
    expect(await violations(page)).toEqual([]);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);

    // The ladder: best declined, so the minimum comes; accepted.
    await page.goto(`${at}/hold`);
    await page.getByText('Ask for this first').waitFor();
    // The wrong button: corrected, also once it is saved, with what it made.
    await page.getByRole('button', { name: `Accepted: ${asked.best}` }).click();
    await page.getByText('The best action is agreed').waitFor();
    await page.getByText('Everything is saved').waitFor();
    await page.getByRole('button', { name: `Change what came of: ${asked.best}` }).click();
    await page.getByText('Ask for this first').waitFor();
    await page.getByRole('button', { name: `Declined: ${asked.best}` }).click();
    await page.getByText('Now this').waitFor();
    await page.getByRole('button', { name: `Accepted: ${asked.minimum}` }).click();
    await page.getByText('The minimum is agreed').waitFor();
    const check = page.getByRole('article', { name: `Temperature of ${made.decider.name}` });
    await check.getByText('Not yet', { exact: true }).click();
    await check.getByLabel('In their words').fill('Not before finance has seen it');
    await check.getByRole('button', { name: 'Keep the answers' }).click();
    await page.getByText('Everything is saved').waitFor();
    expect(await violations(page)).toEqual([]);

    // The debrief: prefilled, the verdict as it comes to be, then the recap.
    await page.getByRole('link', { name: 'Debrief' }).click();
    await card(page, 'Verdict').getByText('Advance: the minimum').waitFor();
    await page.getByText('Not booked', { exact: true }).click();
    await page.getByLabel('Why not?').fill('She looks at the calendar');
    await page.getByRole('button', { name: 'We promised …' }).click();
    await page.getByLabel('We promise').fill('Send the figures of the depot in Porto');
    await page.getByRole('button', { name: 'They asked for …' }).click();
    await page.getByLabel('In a few words').fill('for the finance director');
    await card(page, 'Verdict').getByText('Advance: the minimum').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save the debrief' }).click();
    const letter = page.getByRole('region', { name: 'Recap' });
    await letter.getByText(asked.minimum, { exact: false }).waitFor();
    await expect
        .poll(() => letter.textContent())
        .toContain('Send the figures of the depot in Porto');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'It went out' }).click();
    await page.getByText(/^Went out/).waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^Went out/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'It went out' }).click();
    await page.getByText(/^Went out/).waitFor();

    const deal = await call<DealView>(page, 'GET', `${place.url}/api/v1/deals/${made.deal}`);
    const said = deal.verdicts.find((v) => v.meeting === made.meeting);
    expect(said?.verdict).toBe('advance_minimum');
    expect(deal.deal.commitments.map((c) => c.what)).not.toContain(asked.best);

    // It stands in the list with its verdict.
    await page.goto(`${place.url}/meetings`);
    await page
        .getByRole('link', { name: /Advance: the minimum/ })
        .first()
        .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
});

// Tab until it has the focus, as somebody without a mouse does.
async function tab_to(page: Page, target: Locator): Promise<void> {
    const one = target.first();
    await one.waitFor();
    for (let steps = 0; steps < 120; steps += 1) {
        if (await one.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard doesn’t reach ${target}`);
}

test('a plan by keyboard alone', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const made = await new_meeting(page, place.url, 3, false);
    await page.goto(`${place.url}/meetings/${made.meeting}`);
    await page.getByRole('heading', { level: 1, name: 'Through the proposal' }).waitFor();
    await page.getByRole('link', { name: 'Write the plan' }).first().waitFor();
    await page.keyboard.press('e');
    await tab_to(page, page.getByLabel('Purpose'));
    await page.keyboard.type('A dated next step');
    for (const [name, what] of [
        ['Best action', asked.best],
        ['Minimum action', asked.minimum],
    ] as const) {
        const one = card(page, name);
        await tab_to(page, one.getByRole('button', { name: /Choose a play/ }));
        await page.keyboard.press('Enter');
        await tab_to(page, page.getByRole('dialog').getByRole('button', { name: /^Use/ }));
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await tab_to(page, one.getByLabel('What will they do?'));
        await page.keyboard.press('Control+A');
        await page.keyboard.type(what);
    }
    await tab_to(page, page.getByRole('button', { name: 'Save the plan' }));
    await page.keyboard.press('Enter');
    await page.waitForURL(`${place.url}/meetings/${made.meeting}`);
    await page.getByText(asked.best).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('dark, and on the phone', async () => {
    const here = await visit(place, 'sam@example.com', {
        scheme: 'dark',
        size: phone,
        touch: true,
    });
    const made = await new_meeting(here.page, place.url, 12, true);
    const at = `/meetings/${made.meeting}`;
    for (const path of [
        '/meetings',
        at,
        `${at}/plan`,
        `${at}/sheet`,
        `${at}/hold`,
        `${at}/debrief`,
    ]) {
        await here.page.goto(place.url + path);
        await here.page.getByRole('heading', { level: 1 }).first().waitFor();
        await expect
            .poll(() => here.page.getByRole('main').getByLabel('Loading …').count())
            .toBe(0);
        expect(await violations(here.page), path).toEqual([]);
        const wider = await here.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wider, path).toBe(0);
    }
    expect(here.wrong).toEqual([]);
    await here.context.close();
});
