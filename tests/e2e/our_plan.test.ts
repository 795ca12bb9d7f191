// A plan to go live: a template chosen and worked back from the buyer's day, changed, proposed; the
// day moves and what hangs on it follows; and a template of one's own, made of the shipped ones.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
    close_browser,
    manager,
    type Place,
    phone,
    rep,
    serve,
    violations,
    visit,
} from './browser';
import { call, type DealView, day_from_now } from './meetings';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

// A deal of one's own, with somebody of each authority the trial asks for but one.
async function new_deal(page: Page): Promise<string> {
    const to = `${place.url}/api/v1`;
    const account = await call<{ id: string }>(page, 'POST', `${to}/accounts`, {
        name: 'Elbe Cold Store',
    });
    let view = await call<DealView>(page, 'POST', `${to}/deals`, {
        account: account.id,
        name: 'Night shift on the board',
    });
    for (const [name, role] of [
        ['Dana', 'decision_maker'],
        ['Rob', 'influencer'],
        ['Uta', 'user'],
    ] as const) {
        const person = await call<{ id: string }>(page, 'POST', `${to}/people`, {
            account: account.id,
            name,
        });
        view = await call<DealView>(
            page,
            'POST',
            `${to}/deals/${view.deal.id}/players`,
            { person: person.id, role },
            view.version,
        );
    }
    return view.deal.id;
}

const line = (page: Page, what: string | RegExp) =>
    page.getByRole('list', { name: 'Our plan' }).getByRole('listitem', { name: what });

test('a plan from a template: chosen, worked back, changed and proposed', async () => {
    const { page, context, wrong } = await visit(place, rep);
    const deal = await new_deal(page);
    await page.goto(`${place.url}/deals/${deal}`);
    await page.getByRole('link', { name: 'Start from a template' }).click();
    await page.getByText('Which kind of plan?').waitFor();
    expect(await violations(page)).toEqual([]);

    // Too soon: it says by how much, and what to do.
    await page.getByLabel('When do they want to go live?').fill(day_from_now(30));
    await page.getByRole('button', { name: /^Trial with an end/ }).click();
    await page.getByText(/it starts \d+ working days late/).waitFor();
    expect(await violations(page)).toEqual([]);

    // Later it fits, but for who is not there yet.
    await page.getByLabel('Go-live', { exact: true }).fill(day_from_now(90));
    await page.getByText(/^It fits: \d+ working days/).waitFor();
    const decider = line(page, /Agree with whoever decides/);
    await decider.getByText('Nobody in this deal is a coach yet', { exact: false }).waitFor();
    await expect
        .poll(() => page.getByRole('button', { name: /^Propose \d+ promises/ }).isDisabled())
        .toBe(true);

    // Somebody does it; one is worded anew; one is taken out, and put back by mistake and out again.
    await decider.getByRole('button', { name: /^Edit:/ }).click();
    await line(page, /Agree with whoever decides/)
        .getByRole('combobox', { name: 'Who' })
        .click();
    await page.getByRole('option', { name: /^Rob/ }).click();
    await line(page, /Agree with whoever decides/)
        .getByRole('button', { name: 'Done' })
        .click();
    await decider.getByText('Rob').waitFor();
    await line(page, /Measure the three/)
        .getByRole('button', { name: /^Take out:/ })
        .click();
    await page.getByRole('button', { name: '1 line taken out' }).click();
    await page.getByRole('button', { name: /^Put back:/ }).click();
    await line(page, /Measure the three/)
        .getByRole('button', { name: /^Take out:/ })
        .click();
    expect(await violations(page)).toEqual([]);

    // What was typed is still there after the page was left.
    await page.reload();
    await page.getByRole('button', { name: '1 line taken out' }).waitFor();
    const propose = page.getByRole('button', { name: 'Propose 7 promises' });
    await expect.poll(() => propose.isEnabled()).toBe(true);
    await propose.click();
    await page.getByText('7 promises proposed. Each waits for a word.').waitFor();
    await page.waitForURL(`${place.url}/deals/${deal}`);
    await page.getByText('Go-live on', { exact: false }).waitFor();
    await page.getByText('from “Trial with an end and a yes or no”', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);

    // Two weeks later: what follows is shown first, and moves with one tap.
    await page.getByRole('link', { name: 'Move go-live' }).click();
    await page.getByText('7 promises would follow').waitFor();
    await page.getByRole('checkbox', { name: /^Sign, and name who starts/ }).uncheck();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Move the date and 6 promises' }).click();
    await page.getByText('Go-live is moved').waitFor();
    await page.waitForURL(`${place.url}/deals/${deal}`);
    await page
        .getByText(/moved the go-live date from .* to /)
        .first()
        .waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});

test('the plan in the dark and on the phone', async () => {
    for (const look of [{ scheme: 'dark' as const }, { size: phone, touch: true }]) {
        const { page, context, wrong } = await visit(place, rep, look);
        const deal = await new_deal(page);
        await page.goto(`${place.url}/deals/${deal}/our-plan`);
        await page.getByLabel('When do they want to go live?').fill(day_from_now(40));
        await page.getByRole('button', { name: /^Trial with an end/ }).click();
        await page.getByText(/working days late/).waitFor();
        await page.getByRole('button', { name: /^Move everything that is past/ }).click();
        await page.getByText(/^It fits/).waitFor();
        await line(page, /Give access/)
            .getByRole('button', { name: /^Edit:/ })
            .click();
        expect(await violations(page)).toEqual([]);
        const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
        await page.goto(`${place.url}/deals/${deal}/go-live`);
        await page.getByText('No open promise hangs on the go-live date.').waitFor();
        expect(await violations(page)).toEqual([]);
        expect(wrong).toEqual([]);
        await context.close();
    }
});

test('a template is copied, changed, checked while it is typed, shared and removed', async () => {
    const { page, context, wrong } = await visit(place, manager);
    await page.goto(`${place.url}/settings/templates`);
    await page.getByRole('button', { name: 'Look at Trial with an end and a yes or no' }).click();
    await page.getByText('20 working days before “Measure the three criteria').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Copy Trial with an end and a yes or no' }).click();
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Trial of the night shift');
    await page.getByText('As it would be for a go-live on', { exact: false }).waitFor();

    // A line that hangs on itself through another is told where it stands.
    const criteria = page.getByRole('article', { name: /^Write down by which three/ });
    await criteria.getByRole('button', { name: /^Edit:/ }).click();
    await criteria.getByLabel('Counted from').selectOption({
        label: '“Agree with whoever decides that meeting the criteria means yes”',
    });
    const decider = page.getByRole('article', { name: /^Agree with whoever decides/ });
    await decider.getByRole('button', { name: /^Edit:/ }).click();
    await decider
        .getByLabel('Counted from')
        .selectOption({ label: '“Write down by which three results the trial will be judged”' });
    await page.getByText('they hang on each other in a circle', { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    await criteria.getByLabel('Counted from').selectOption({ label: 'go-live' });
    await page.getByText('As it would be for a go-live on', { exact: false }).waitFor();
    await page.getByLabel('Everybody here may use it').check();
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page.getByText('The template is saved').waitFor();
    await page.getByRole('article', { name: 'Trial of the night shift' }).waitFor();

    // A rep may use it and copy it, and not change it.
    const other = await visit(place, rep, { scheme: 'dark', size: phone });
    await other.page.goto(`${place.url}/settings/templates`);
    const theirs = other.page.getByRole('article', { name: 'Trial of the night shift' });
    await theirs.getByRole('button', { name: /^Copy/ }).waitFor();
    expect(await theirs.getByRole('button', { name: /^Edit/ }).count()).toBe(0);
    expect(await violations(other.page)).toEqual([]);
    expect(other.wrong).toEqual([]);
    await other.context.close();

    await page.getByRole('button', { name: 'Remove Trial of the night shift' }).click();
    await page.getByText('Removed. Plans that were started from it stay.').waitFor();
    await expect
        .poll(() => page.getByRole('article', { name: 'Trial of the night shift' }).count())
        .toBe(0);
    expect(wrong).toEqual([]);
    await context.close();
});

test('a deal’s promises become a template', async () => {
    const { page, context, wrong } = await visit(place, rep);
    const { items } = await call<{ items: { id: string }[] }>(
        page,
        'GET',
        `${place.url}/api/v1/deals?scope=mine&state=pipeline&limit=100`,
    );
    let planned: string | undefined;
    for (const { id } of items) {
        const view = await call<{ deal: { plans: unknown[] } }>(
            page,
            'GET',
            `${place.url}/api/v1/deals/${id}`,
        );
        if (view.deal.plans.length > 0) planned = id;
    }
    expect(planned).toBeDefined(); // The sample has one whose plan came from a template.
    await page.goto(`${place.url}/deals/${planned}`);
    await page.getByRole('link', { name: 'Keep as a template' }).click();
    await page.getByText('Take out what was special to this deal', { exact: false }).waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('As it went there');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page.getByText('The template is saved').waitFor();
    await page.getByRole('article', { name: 'As it went there' }).waitFor();
    expect(wrong).toEqual([]);
    await context.close();
});
