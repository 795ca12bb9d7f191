// The advisor from the plan to the meeting: best and minimum filled in with one tap, the number told
// step by step, and after a no something else to try, with what came of it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, phone, serve, violations, visit } from './browser';
import { asked, call, type DealView, new_meeting } from './meetings';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

const card = (page: Page, name: string) =>
    page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });

async function plan_as_proposed(page: Page, decider: string): Promise<string[]> {
    const advisor = card(page, 'What they can give now');
    const take = advisor.getByRole('button', { name: `Use as best and minimum: ${decider}` });
    await take.waitFor();

    // Every number says where it comes from.
    const why = advisor.getByText(/^Why \d+/).first();
    await why.click();
    await advisor.getByText('Our judgement of such a grade and role').first().waitFor();
    expect(await violations(page)).toEqual([]);

    await take.click();
    await advisor.getByText('Best and minimum are filled in').waitFor();
    const asks = [];
    for (const name of ['Best action', 'Minimum action']) {
        const what = card(page, name).getByLabel('What will they do?');
        await expect.poll(() => what.inputValue()).not.toBe('');
        asks.push(await what.inputValue());
    }
    expect(asks[0]).not.toBe(asks[1]);
    await page.getByLabel('Purpose').fill('A dated next step');
    await page.getByText('Best and minimum stand').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save the plan' }).click();
    return asks;
}

test('one tap fills the plan; after a no it names something else, and that counts', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const made = await new_meeting(page, place.url, 3, false);
    const at = `${place.url}/meetings/${made.meeting}`;
    await page.goto(`${at}/plan`);
    const [best, minimum] = await plan_as_proposed(page, made.decider.name);
    await page.waitForURL(at);

    await page.goto(`${at}/hold`);
    await page.getByText('Ask for this first').waitFor();
    await page.getByRole('button', { name: `Declined: ${best}` }).click();
    // The ladder leads on; the rest waits folded.
    await page.getByText('Now this').waitFor();
    await page.getByText('Or try this instead').waitFor();
    await page.getByRole('button', { name: `Declined: ${minimum}` }).click();
    await page.getByText('Everything is saved').waitFor();
    // First what's up, in their words; then what else they may give.
    await page.getByLabel('The hesitation, in their words').fill('The depot moves in March');
    await page.getByRole('button', { name: 'Keep at it' }).click();
    await page.getByText('Try this instead', { exact: true }).waitFor();
    await page.getByText('Everything is saved').waitFor();
    expect(await violations(page)).toEqual([]);

    // What is tried joins the plan with what came of it, and can be corrected like the others.
    const accept = page.getByRole('button', { name: /^Accepted: / }).first();
    const what = (await accept.getAttribute('aria-label'))?.replace('Accepted: ', '') ?? '';
    expect(what).not.toBe('');
    await accept.click();
    await page.getByText('Everything is saved').waitFor();
    await page.getByRole('button', { name: `Change what came of: ${what}` }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: `Change what came of: ${what}` }).waitFor();
    expect(await violations(page)).toEqual([]);
    const { deal } = await call<DealView>(page, 'GET', `${place.url}/api/v1/deals/${made.deal}`);
    const asks = deal.meetings.find((m) => m.id === made.meeting)?.plan?.asks;
    expect(asks?.map((ask) => [ask.rank, ask.outcome])).toEqual([
        ['best', 'declined'],
        ['minimum', 'declined'],
        ['alternative', 'accepted'],
    ]);
    expect(deal.commitments.map((c) => c.what)).toContain(what);
    expect(wrong).toEqual([]);
    await context.close();
});

test('dark, and with the thumb', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com', {
        scheme: 'dark',
        size: phone,
        touch: true,
    });
    const made = await new_meeting(page, place.url, 3, true);
    const at = `${place.url}/meetings/${made.meeting}`;
    await page.goto(`${at}/plan`);
    const advisor = card(page, 'What they can give now');
    await advisor.getByText(made.decider.name).tap();
    await advisor
        .getByText(/^Why \d+/)
        .first()
        .tap();
    await advisor.getByText('Our judgement of such a grade and role').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${at}/hold`);
    await page.getByRole('button', { name: `Declined: ${asked.best}` }).tap();
    await page.getByText('Or try this instead').tap();
    await page
        .getByText(/^Why \d+/)
        .first()
        .waitFor();
    expect(await violations(page)).toEqual([]);
    const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
    expect(wrong).toEqual([]);
    await context.close();
});
