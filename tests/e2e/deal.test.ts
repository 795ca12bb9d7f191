import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../../web/src/api/schema';
import { close_browser, type Place, phone, serve, type Visit, violations, visit } from './browser';

type Schemas = components['schemas'];

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

function ask<T>(page: Page, path: string): Promise<T> {
    return page.evaluate(
        (at) => fetch(`/api/v1${at}`).then((answer) => answer.json()),
        path,
    ) as Promise<T>;
}

async function open_deal(here: Visit, name: string): Promise<string> {
    const found = await ask<Schemas['FoundThings']>(
        here.page,
        `/search?limit=20&q=${encodeURIComponent(name)}`,
    );
    const deal = found.items.find((i) => i.kind === 'deal' && i.name === name);
    if (!deal) throw new Error(`the sample has no deal ${name}`);
    await here.page.goto(`${place.url}/deals/${deal.id}`);
    await here.page.getByRole('heading', { level: 1, name }).waitFor();
    await here.page.getByRole('listbox', { name: 'Two-sided timeline' }).waitFor();
    return deal.id;
}

const scale = (page: Page) => page.getByRole('region', { name: 'The scale' });
const one_decimal = (value: number) => String(Math.round(value * 10) / 10);

test('the pictures show what the API says, and every figure answers why', async () => {
    const here = await visit(place, 'sam@example.com');
    const { page, wrong } = here;
    const deal = await open_deal(here, 'Nordkühl: Fleet renewal');
    const view = await ask<Schemas['DealView']>(page, `/deals/${deal}`);
    const { items: acts } = await ask<Schemas['Acts']>(page, `/deals/${deal}/acts`);
    const { skin, buyer_stake, seller_stake } = view.numbers;
    await scale(page).getByText(`${skin} %`, { exact: true }).waitFor();
    await scale(page)
        .getByRole('img', { name: `Skin in the game ${skin} %` })
        .waitFor();

    // Our pan, opened: each act that moved it, and their sum.
    const ours = scale(page).getByRole('button', { name: 'we put in' });
    await expect.poll(() => ours.textContent()).toContain(one_decimal(seller_stake));
    await ours.click();
    const moved = acts.filter((a) => a.side === 'seller' && a.stake !== 0);
    const rows = scale(page).getByRole('row');
    await rows.last().getByText(one_decimal(seller_stake)).waitFor();
    await expect.poll(() => rows.count()).toBe(moved.length + 2); // with the head and the sum
    await scale(page).getByRole('button', { name: 'they put in' }).click();
    await rows.last().getByText(one_decimal(buyer_stake)).waitFor();

    // The timeline has an entry for each act, meeting and open promise.
    const line = page.getByRole('listbox', { name: 'Two-sided timeline' });
    const open = view.deal.commitments.filter((c) => c.state.type === 'agreed');
    const held = view.deal.meetings.filter((m) => !m.cancelled_at);
    await expect
        .poll(() => line.getByRole('option').count())
        .toBe(acts.length + open.length + held.length);
    await page.getByRole('img', { name: /Momentum over time/ }).waitFor();

    // By keyboard alone: in, to the beginning, on, and across the line.
    await line.focus();
    await page.keyboard.press('Home');
    const chosen = line.locator('[aria-selected=true]');
    const first = await chosen.getAttribute('aria-label');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => chosen.getAttribute('aria-label')).not.toBe(first);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => chosen.getAttribute('aria-label')).toMatch(/^.* · (Sam Verhoeven|We) /);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => chosen.getAttribute('aria-label')).toContain('Dana Berg');
    await page.keyboard.press('End');
    await page.keyboard.press('Escape');
    await expect.poll(() => chosen.count()).toBe(0);

    // The same as a list.
    await page.getByRole('button', { name: 'As a list' }).click();
    await page.getByRole('cell', { name: 'Continuation' }).first().waitFor();
    await page.getByRole('button', { name: 'As a picture' }).click();
    await page.getByText('90 days').click();
    await line.waitFor();

    // Why does this hold?
    await page
        .getByRole('button', { name: /^Why\? / })
        .first()
        .click();
    await page.getByRole('dialog').getByText('Where the rule comes from').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    await page.getByRole('img', { name: /Momentum over time/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await here.context.close();
});

test('a kept promise moves the scale, and is taken back', async () => {
    const here = await visit(place, 'sam@example.com');
    const { page } = here;
    const deal = await open_deal(here, 'Nordfrost: Dispatch board');
    const before = await ask<Schemas['DealView']>(page, `/deals/${deal}`);
    const pan = scale(page).getByRole('button', { name: 'they put in' });
    await pan.getByText(one_decimal(before.numbers.buyer_stake), { exact: true }).waitFor();

    await page.getByRole('button', { name: /^Kept: Release the budget/ }).click();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).waitFor();
    const after = await ask<Schemas['DealView']>(page, `/deals/${deal}`);
    expect(after.numbers.buyer_stake).toBeGreaterThan(before.numbers.buyer_stake);
    await pan.getByText(one_decimal(after.numbers.buyer_stake), { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Undo' }).click();
    await pan.getByText(one_decimal(before.numbers.buyer_stake), { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Kept: Release the budget/ }).waitFor();
    expect(here.wrong).toEqual([]);
    await here.context.close();
});

test('the deal as it was on a day can be looked at, and not changed', async () => {
    const here = await visit(place, 'sam@example.com');
    const { page } = here;
    const deal = await open_deal(here, 'Nordfrost: Dispatch board');
    const now = await ask<Schemas['DealView']>(page, `/deals/${deal}`);
    const day = now.deal.meetings[0]?.starts.slice(0, 10) ?? '';
    const then = await ask<Schemas['DealView']>(page, `/deals/${deal}?on=${day}`);
    expect(then.numbers.buyer_stake).toBeLessThan(now.numbers.buyer_stake);

    await page.getByLabel('Show the deal as it was on this day').fill(day);
    await page.getByRole('button', { name: 'As it was' }).click();
    await page.getByText('Only to look at.').waitFor();
    await scale(page)
        .getByRole('button', { name: 'they put in' })
        .getByText(one_decimal(then.numbers.buyer_stake), { exact: true })
        .waitFor();
    expect(page.url()).toContain(`on=${day}`);
    await expect.poll(() => page.getByRole('button', { name: 'Book a meeting' }).count()).toBe(0);
    await expect.poll(() => page.getByRole('button', { name: /^Kept/ }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByRole('button', { name: 'Book a meeting' }).first().waitFor();
    expect(here.wrong).toEqual([]);
    await here.context.close();
});

test('two write the homework at once, and nobody’s words are lost', async () => {
    const mine = await visit(place, 'sam@example.com');
    const theirs = await visit(place, 'mats@example.com');
    const name = 'Portofrost: Night shift';
    const deal = await open_deal(mine, name);
    await open_deal(theirs, name);
    const edit = (page: Page) =>
        page
            .getByRole('region', { name: 'Homework' })
            .getByRole('button', { name: 'Edit' })
            .click();
    await edit(mine.page);
    await mine.page.getByLabel('Why us').fill('We dispatch at night, too.');

    await edit(theirs.page);
    await theirs.page.getByLabel('The gap, and what it costs').fill('Two vans a week stand still.');
    await theirs.page.getByRole('button', { name: 'Save' }).click();
    await theirs.page.getByText('Two vans a week stand still.').waitFor();

    await mine.page.getByRole('button', { name: 'Save' }).click();
    const dialog = mine.page.getByRole('dialog');
    await dialog.getByText('The homework was written').waitFor();
    await dialog.getByText('We dispatch at night, too.').waitFor();
    expect(await violations(mine.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save mine, too' }).click();
    const form = mine.page.getByRole('form', { name: 'Homework' });
    await form.waitFor({ state: 'detached' }); // It stays until the server has said yes.
    await mine.page.getByText('Two vans a week stand still.').waitFor();
    const saved = await ask<Schemas['DealView']>(mine.page, `/deals/${deal}`);
    expect(saved.deal.homework.gap).toBe('Two vans a week stand still.');
    expect(saved.deal.homework.why_us).toBe('We dispatch at night, too.');

    // What somebody else writes shows by itself.
    await theirs.page
        .getByLabel('What should whoever opens this deal know?')
        .fill('Marco is on leave until Friday.');
    await theirs.page.getByRole('button', { name: 'Add the note' }).click();
    await mine.page.getByText('Marco is on leave until Friday.').first().waitFor();
    expect(mine.wrong).toEqual([]);
    expect(theirs.wrong).toEqual([]);
    await mine.context.close();
    await theirs.context.close();
});

test('a draft outlives its tab, and mistakes stand at their fields', async () => {
    const here = await visit(place, 'sam@example.com');
    const { page } = here;
    const deal = await open_deal(here, 'Donaubau: Route planning');
    await page.keyboard.press('e');
    const form = page.getByRole('form', { name: 'Edit the deal' });
    await form.getByLabel('Name').fill('Donaubau: Route planning, all depots');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('e');
    await form.waitFor();
    await expect
        .poll(() => form.getByLabel('Name').inputValue())
        .toBe('Donaubau: Route planning, all depots');
    await form.getByRole('button', { name: 'Save' }).click();
    await page
        .getByRole('heading', { level: 1, name: 'Donaubau: Route planning, all depots' })
        .waitFor();

    // What is not known any more is emptied.
    const now = () => ask<Schemas['DealView']>(page, `/deals/${deal}`).then((view) => view.deal);
    expect((await now()).amount).toBeDefined();
    await page.keyboard.press('e');
    await form.getByLabel(/^Amount/).fill('');
    await form.getByLabel('Expected').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect((await now()).amount).toBeUndefined();
    expect((await now()).expected_close).toBeUndefined();
    expect(here.wrong).toEqual([]);
    await here.context.close();
});

test('on the phone the deal is one column that one can jump through', async () => {
    const here = await visit(place, 'sam@example.com', { size: phone, touch: true });
    const { page } = here;
    await open_deal(here, 'Nordkühl: Fleet renewal');
    const parts = page.getByRole('navigation', { name: 'Parts of the deal' });
    await parts.getByRole('link', { name: 'History' }).click();
    await page.getByRole('heading', { name: /^History/ }).waitFor();
    await parts.locator('[aria-current]', { hasText: 'History' }).waitFor();
    await expect.poll(() => parts.evaluate((e) => e.getBoundingClientRect().top)).toBeLessThan(2);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    expect(await violations(page)).toEqual([]);
    expect(here.wrong).toEqual([]);
    await here.context.close();
});
