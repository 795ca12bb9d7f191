// What a manager sees: figures against the own past, a deal let go between two, the weekly meeting,
// and settings tried before they are saved.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
    admin,
    close_browser,
    manager,
    type Place,
    phone,
    rep,
    serve,
    violations,
    visit,
} from './browser';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

test('figures: a team, one of it, what each figure is, in light and dark and on the phone', async () => {
    const { page, context, wrong } = await visit(place, manager);
    await page.goto(`${place.url}/team`);
    await page.getByText('Team north').waitFor();
    await page.getByRole('heading', { name: 'From meeting to recap' }).waitFor();
    // The definition is one tap away, on the keyboard, too.
    await page.getByRole('button', { name: 'Compliance' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('the verdict is continuation').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Each beside their own past' }).waitFor();
    await page.getByRole('img', { name: /With an early advance: 0: 100 %/ }).waitFor();
    await page.getByText('Log-rank test').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByText('13 weeks', { exact: true }).click();
    await page.waitForURL('**by=month**');
    await page.getByRole('link', { name: 'Sam Verhoeven' }).click();
    await page.waitForURL('**member=**');
    await page.getByText('Sam Verhoeven').first().waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Excel' }).click();
    expect((await file).suggestedFilename()).toBe('figures.xlsx');
    await context.close();
    expect(wrong).toEqual([]);

    const small = await visit(place, rep, { size: phone, scheme: 'dark', touch: true });
    await small.page.goto(`${place.url}/team`);
    await small.page.getByText('My figures').waitFor();
    await small.page.getByRole('heading', { name: 'From meeting to recap' }).waitFor();
    expect(await violations(small.page)).toEqual([]);
    const wide = await small.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    await small.context.close();
    expect(small.wrong).toEqual([]);
});

test('a deal is let go between two: the manager proposes in the weekly review, the rep agrees', async () => {
    const lead = await visit(place, manager);
    await lead.page.goto(`${place.url}/review?show=silent`);
    const first = lead.page.getByRole('article').filter({ hasText: 'Propose to park' }).first();
    await first.waitFor();
    const name = (await first.getAttribute('aria-label')) ?? '';
    const deal = lead.page.getByRole('article', { name, exact: true });
    await deal.getByRole('button', { name: 'Coach' }).click();
    await deal.getByRole('textbox', { name: 'Coach' }).fill('What would <b>they</b> miss?');
    await deal.getByRole('button', { name: 'Save' }).click();
    await deal.getByRole('blockquote').getByText('What would <b>they</b> miss?').waitFor();
    await deal.getByRole('button', { name: 'Propose to park' }).click();
    await deal.getByText('It waits for the other’s word.').waitFor();
    expect(await violations(lead.page)).toEqual([]);
    const link = await deal.getByRole('link').first().getAttribute('href');
    await deal.getByRole('link').first().click();
    await lead.page.waitForURL('**/deals/*');
    const owner = lead.page.getByText('It waits for the other’s word.');
    await owner.waitFor();
    const whose = await lead.page.evaluate(
        (at) => fetch(`/api/v1${at}`).then((a) => a.json()),
        link,
    );
    await lead.context.close();
    expect(lead.wrong).toEqual([]);

    const addresses: Record<string, string> = {
        'Sam Verhoeven': 'sam@example.com',
        'Lotte Brandt': 'lotte@example.com',
        'Jonas Pettersen': 'jonas@example.com',
        'Mirja Salonen': 'mirja@example.com',
        'Paul Okafor': 'paul@example.com',
    };
    const his = await visit(place, addresses[whose.owner_name] ?? rep);
    await his.page.goto(place.url + link);
    await his.page.getByText('What would <b>they</b> miss?').first().waitFor();
    await his.page.getByRole('button', { name: 'Agree', exact: true }).click();
    await his.page.getByText('Agreed: the deal is let go').waitFor();
    await his.page
        .getByText(/parked until|Parked until/)
        .first()
        .waitFor();
    expect(await violations(his.page)).toEqual([]);
    await his.context.close();
    expect(his.wrong).toEqual([]);
});

test('settings are tried on the past quarter before they are saved', async () => {
    const { page, context, wrong } = await visit(place, admin, { scheme: 'dark' });
    await page.goto(`${place.url}/settings/rules`);
    await page.getByLabel('Find a signal').fill('quiet');
    const days = page.getByLabel('expected to act in so many days', { exact: false });
    await days.fill('5');
    await page.getByRole('button', { name: 'What would it have flagged?' }).click();
    await page.getByRole('columnheader', { name: 'Flagged newly' }).waitFor();
    await page.getByText(/deals looked at/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /Throw/ }).click();
    await context.close();
    expect(wrong).toEqual([]);
});
