// What a workspace decides for itself, and who may.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
    admin,
    close_browser,
    type Look,
    type Place,
    phone,
    rep,
    serve,
    settings_parts,
    turn,
    violations,
    visit,
} from './browser';
import { new_meeting } from './meetings';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

for (const [name, look] of [
    ['on the desk', {}],
    ['in the dark', { scheme: 'dark' }],
    ['on the phone', { size: phone }],
] satisfies [string, Look][])
    test(`every part can be read by everybody, ${name}`, async () => {
        const { page, context, wrong } = await visit(place, rep, look);
        for (const part of settings_parts) {
            await page.goto(`${place.url}/settings/${part}`);
            await page.getByRole('heading', { level: 2 }).waitFor();
            await expect.poll(() => page.getByRole('status').count()).toBe(0);
            expect(await violations(page), part).toEqual([]);
            const wide = await page.evaluate(
                () => document.documentElement.scrollWidth - innerWidth,
            );
            expect(wide, `${part} is wider than the screen`).toBeLessThanOrEqual(0);
        }
        expect(wrong).toEqual([]);
        await context.close();
    });

test('an admin changes a stage and a threshold; a rep can only look', async () => {
    const { page, context, wrong } = await visit(place, admin);
    await page.goto(`${place.url}/settings/stages`);
    await page.getByLabel('Stage').first().fill('Understand');
    // A draft survives a closed tab.
    await page.reload();
    await page.getByText('Not saved yet').waitFor();
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByText('Settings saved').waitFor();
    await page.goto(`${place.url}/settings/rules`);
    await page.getByLabel('Find a signal').fill('quiet');
    const shown = page.getByRole('switch').first();
    await shown.waitFor();
    await shown.uncheck({ force: true });
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page
        .getByRole('button', { name: 'Save the settings' })
        .and(page.locator(':disabled'))
        .waitFor();
    expect(wrong).toEqual([]);
    await context.close();

    const other = await visit(place, rep);
    await other.page.goto(`${place.url}/settings/stages`);
    await other.page.getByText('Only an admin can change this').waitFor();
    const stage = other.page.getByLabel('Stage').first();
    await expect.poll(() => stage.inputValue()).toBe('Understand');
    await expect.poll(() => stage.isDisabled()).toBe(true);
    await other.context.close();
});

test('plays of one’s own are proposed, others are switched off', async () => {
    const { page, context, wrong } = await visit(place, admin);
    await page.goto(`${place.url}/settings/plays`);
    await page.getByRole('button', { name: 'Add a play' }).click();
    const play = page.getByRole('article', { name: 'A new play' });
    await play.getByLabel('What it is called').fill('Visit our depot');
    const own = page.getByRole('article', { name: 'Visit our depot' });
    await own.getByLabel('How to ask').fill('Would you see it run, with two of your planners?');
    await own.getByLabel('What they promise').fill('follow up');
    await own.getByLabel('What it costs them').selectOption('people');
    await own.getByText('decision maker', { exact: true }).click();
    expect(await violations(page)).toEqual([]);
    await turn(page, 'dark');
    expect(await violations(page)).toEqual([]);
    // Nobody could see that it is done: said at its field.
    const save = page.getByRole('button', { name: 'Save the settings' });
    await save.click();
    await own.getByText('Nobody could see that it is done', { exact: false }).waitFor();
    await own.getByLabel('What they promise').fill('visit our depot with two planners');
    await page.getByLabel('Find a play').fill('calendar');
    const other = page.getByRole('switch').first();
    const name = (await other.getAttribute('aria-label')) ?? '';
    await other.uncheck({ force: true });
    await save.click();
    await page.getByText('Settings saved').waitFor();

    // It stands in the choice of a plan, and the other one does not.
    const seller = await visit(place, rep);
    const made = await new_meeting(seller.page, place.url, -60, false);
    await seller.page.goto(`${place.url}/meetings/${made.meeting}/plan`);
    await seller.page
        .getByRole('button', { name: /Choose a play/ })
        .first()
        .click();
    const dialog = seller.page.getByRole('dialog');
    await dialog.getByText('Visit our depot', { exact: true }).last().waitFor();
    const off = name.slice(name.indexOf('“') + 1, name.indexOf('”'));
    await expect.poll(() => dialog.getByText(off, { exact: true }).count()).toBe(0);
    await seller.context.close();

    // Changed and removed where they stand; the switch back on.
    await page.goto(`${place.url}/settings/plays`);
    await own.getByRole('button', { name: 'Edit Visit our depot' }).click();
    await own.getByLabel('What it is called').fill('See it run');
    await save.click();
    await page.getByText('Settings saved').waitFor();
    await page.getByRole('button', { name: 'Remove See it run' }).click();
    await page.getByRole('switch', { name }).check({ force: true });
    await save.click();
    await save.and(page.locator(':disabled')).waitFor();
    await page.reload();
    await page.getByRole('switch', { name }).waitFor();
    await expect.poll(() => page.getByRole('switch', { name }).isChecked()).toBe(true);
    await expect.poll(() => page.getByRole('article').count()).toBe(0);
    expect(wrong).toEqual([]);
    await context.close();
});

test('two admins change the settings: the second sees both versions and loses nothing', async () => {
    const first = await visit(place, admin);
    const second = await visit(place, admin);
    for (const { page } of [first, second]) {
        await page.goto(`${place.url}/settings/workspace`);
        await page.getByLabel('Name of your organisation').waitFor();
    }
    await first.page.getByLabel('Name of your organisation').fill('First name');
    await second.page.getByLabel('A recap is due after').fill('48');
    await first.page.getByRole('button', { name: 'Save the settings' }).click();
    await first.page.getByText('Settings saved').waitFor();
    await second.page.getByRole('button', { name: 'Save the settings' }).click();
    const dialog = second.page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByText('48').waitFor();
    expect(await violations(second.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Let me look first' }).click();
    const name = second.page.getByLabel('Name of your organisation');
    const recap = second.page.getByLabel('A recap is due after');
    await expect.poll(() => name.inputValue()).toBe('First name');
    await expect.poll(() => recap.inputValue()).toContain('48');
    await second.page.getByRole('button', { name: 'Save the settings' }).click();
    await dialog.getByRole('button', { name: 'Save mine, too' }).click();
    await second.page.getByText('Settings saved').waitFor();
    await second.page.reload();
    await expect.poll(() => name.inputValue()).toBe('First name');
    await expect.poll(() => recap.inputValue()).toContain('48');
    await first.context.close();
    await second.context.close();
});

test('a member gets in by a link, and a token is shown once', async () => {
    const { page, context, wrong } = await visit(place, admin);
    await page.goto(`${place.url}/settings/members`);
    await page.getByRole('button', { name: 'Add a member' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('Nora Field');
    await form.getByLabel('E-mail').fill('nora@example.com');
    await form.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Nora Field' });
    await row.getByRole('button', { name: 'Sign-in link' }).click();
    const link = await page.getByRole('dialog').getByRole('textbox').inputValue();
    expect(link).toContain('/sign-in#');
    const other = await visit(place);
    await other.page.goto(link);
    await other.page.waitForURL('**/today');
    await other.context.close();
    await page.keyboard.press('Escape');

    await page.goto(`${place.url}/settings/tokens`);
    await page.getByLabel('What is it for?').fill('nightly report');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const secret = await page.getByRole('dialog').getByRole('textbox').inputValue();
    const answer = await fetch(`${place.url}/api/v1/me`, {
        headers: { Authorization: `Bearer ${secret}` },
    });
    expect(answer.status).toBe(200);
    await page.keyboard.press('Escape');
    const token = page.getByRole('listitem').filter({ hasText: 'nightly report' });
    await token.getByRole('button', { name: 'End it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await token.waitFor({ state: 'detached' });
    const ended = await fetch(`${place.url}/api/v1/me`, {
        headers: { Authorization: `Bearer ${secret}` },
    });
    expect(ended.status).toBe(401);
    expect(wrong).toEqual([]);
    await context.close();
});
