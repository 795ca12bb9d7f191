// Mail: set up and tried, a recap changed and sent, what the server says of each, a new password.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, phone, serve, turn, violations, visit } from './browser';
import { type MailPeer, mail_peer } from './mail_peer';
import { call, day_from_now, new_meeting } from './meetings';
import { nobody_sleeps } from './stories';

let place: Place;
let peer: MailPeer;
beforeAll(async () => {
    peer = await mail_peer();
    place = await serve(true, peer.args);
});
afterAll(async () => {
    await close_browser();
    await place.stop();
    await peer.stop();
});

afterEach(() => {
    peer.refuse = '';
});

async function light_and_dark(page: Page): Promise<void> {
    for (const scheme of ['light', 'dark'] as const) {
        await turn(page, scheme);
        expect(await violations(page)).toEqual([]);
    }
    await turn(page, 'light');
}

const newest = async () => (await peer.mails()).at(-1);

test('a test mail says what became of it, in words of the server', async () => {
    const { page, context, wrong } = await visit(place, 'admin@example.com');
    await nobody_sleeps(page, place);
    await light_and_dark(page);

    await page.getByRole('button', { name: 'Send me a test mail' }).click();
    await page.getByText('It has gone out to').waitFor();
    expect((await newest())?.to?.[0]?.address).toBe('admin@example.com');

    peer.refuse = '550 5.1.1 Nobody of that name here';
    await page.getByRole('button', { name: 'Send me a test mail' }).click();
    await page.getByText('Nobody of that name here').first().waitFor();
    peer.refuse = '';
    expect(wrong).toEqual([]);
    await context.close();
});

test('a recap is changed, sent, and shown with what became of it', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com');
    const made = await new_meeting(page, place.url, 40, false);
    const api = `${place.url}/api/v1`;
    const person = await call<{ email: string }>(
        page,
        'GET',
        `${api}/people/${made.decider.person}`,
    );
    const view = await call<{ version: number }>(page, 'GET', `${api}/deals/${made.deal}`);
    await call(
        page,
        'POST',
        `${api}/meetings/${made.meeting}/debrief`,
        { attended: [made.decider.person], no_next_because: 'They are on holiday.' },
        view.version,
    );
    await page.goto(`${place.url}/meetings/${made.meeting}`);
    await page.getByRole('button', { name: 'Send it by mail' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(new RegExp(person.email)).waitFor();
    await light_and_dark(page);
    await dialog.getByLabel('Subject').fill('Größe & <b>Preis</b>');
    const text = dialog.getByLabel('Text');
    await text.fill(`${await text.inputValue()}\n“Danke” <script>no()</script>\n`);
    await dialog.getByText('As they see it', { exact: true }).click();
    const look = dialog.getByRole('article', { name: 'Größe & <b>Preis</b>, as they see it' });
    await look.getByText('“Danke” <script>no()</script>').waitFor();
    await look.getByText('Open our plan', { exact: true }).waitFor();
    await light_and_dark(page);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Send it again' }).waitFor();

    await expect.poll(async () => (await newest())?.subject).toBe('Größe & <b>Preis</b>');
    const mail = await newest();
    expect(mail?.to?.[0]?.address).toBe(person.email);
    expect(mail?.text).toContain('“Danke” <script>no()</script>');
    expect(mail?.html).toContain('&lt;script&gt;no()&lt;/script&gt;');
    expect(mail?.text).not.toContain('{link}');

    // On the deal, on a phone: sent; one that is refused, with the words; tried again.
    await page.setViewportSize(phone);
    await page.goto(`${place.url}/deals/${made.deal}`);
    const mails = page.locator('#mails');
    await mails.getByText('Größe & <b>Preis</b>').first().waitFor();
    await mails.getByText('sent', { exact: true }).first().waitFor();
    peer.refuse = '550 5.1.1 No such mailbox';
    await mails.getByRole('button', { name: 'Invite to our plan' }).click();
    await dialog.getByRole('combobox', { name: 'Who' }).click();
    await page.getByRole('option', { name: made.decider.name, exact: true }).click();
    await dialog.getByLabel(new RegExp(person.email)).waitFor();
    await light_and_dark(page);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await mails.getByText('could not be sent').waitFor();
    await mails.getByText('No such mailbox', { exact: false }).waitFor();
    await light_and_dark(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    peer.refuse = '';
    await mails.getByRole('button', { name: 'Try again' }).click();
    await mails.getByText('could not be sent').waitFor({ state: 'detached' });
    await expect.poll(async () => (await newest())?.subject).toMatch(/our plan$/);
    expect(wrong).toEqual([]);
    await context.close();
});

test('of one promise nobody is reminded', async () => {
    const { page, context, wrong } = await visit(place, 'sam@example.com', {
        size: phone,
        touch: true,
    });
    const made = await new_meeting(page, place.url, -2_000, false);
    const api = `${place.url}/api/v1`;
    const what = 'The CFO sees the figures';
    const view = await call<{ version: number }>(page, 'GET', `${api}/deals/${made.deal}`);
    const due = day_from_now(9);
    const promised = await call<{ deal: { commitments: { id: string; what: string }[] } }>(
        page,
        'POST',
        `${api}/deals/${made.deal}/promises`,
        {
            promise: {
                what,
                side: 'buyer',
                person: made.decider.person,
                effort: 'people',
                due,
            },
            standing: 'agreed',
        },
        view.version,
    );
    const promise = promised.deal.commitments.find((c) => c.what === what)?.id;
    await page.goto(`${place.url}/deals/${made.deal}`);
    await page.getByRole('button', { name: `Move, missed … ${what}` }).click();
    const reminded = page.getByRole('dialog').getByRole('switch', { name: 'Remind by mail' });
    expect(await reminded.isChecked()).toBe(true);
    // The last of the five things that can come of it is there for the thumb.
    const last = await page.getByRole('dialog').getByText('Taken back').boundingBox();
    expect((last?.x ?? 0) + (last?.width ?? phone.width)).toBeLessThan(phone.width - 16);
    await light_and_dark(page);
    await reminded.focus();
    await page.keyboard.press('Space');
    await page.getByText('They are not reminded by mail.').waitFor();
    const wish = () =>
        call<{ wanted: boolean }>(page, 'GET', `${api}/promises/${promise}/reminders`);
    expect(await wish()).toMatchObject({ wanted: false });
    await page.reload();
    await page.getByRole('button', { name: `Move, missed … ${what}` }).click();
    expect(await reminded.isChecked()).toBe(false);
    expect(wrong).toEqual([]);
    await context.close();
});

test('a forgotten password is chosen anew by mail', async () => {
    const { page, context, wrong } = await visit(place);
    await page.goto(`${place.url}/sign-in`);
    await page.getByRole('link', { name: 'Forgot password?' }).click();
    await light_and_dark(page);
    await page.getByLabel('E-mail').fill('sam@example.com');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('If you are known here, a mail').waitFor();
    await expect
        .poll(async () => (await newest())?.subject)
        .toBe('Sign in and choose a new password');
    const link = (await newest())?.text?.match(/http\S+new-password#\S+/)?.[0] ?? '';
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByLabel('Password').first().fill('a long new password');
    await light_and_dark(page);
    await page.getByRole('button', { name: 'Set it and sign in' }).click();
    await page.waitForURL('**/today');
    expect(wrong).toEqual([]);
    await context.close();
});
