// The whole story, from both sides: a seller debriefs a meeting, the recap with a link and the next
// date lands in a mailbox, the buyer opens it on his phone and answers, the seller's open pages
// follow by themselves, and the next meeting comes out of a calendar and wants a plan.
import { createServer, type Server } from 'node:http';
import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
    admin,
    close_browser,
    type Place,
    phone,
    rep,
    serve,
    type Visit,
    violations,
    visit,
} from './browser';
import { mailboxes } from './mailbox';
import { call, type DealView, day_from_now } from './meetings';
import { buyers_story, calendar, event, nobody_sleeps, type Story } from './stories';

const post = await mailboxes();
let place: Place;
let pages: Server;
let published = '';
let address = '';
beforeAll(async () => {
    place = await serve(true, ['--private-addresses', ...post.args], post.set);
    pages = createServer((_, answer) => {
        answer.setHeader('Content-Type', 'text/calendar');
        answer.end(published);
    });
    await new Promise<void>((ready) => pages.listen(0, '127.0.0.1', ready));
    const at = pages.address();
    address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/work.ics`;
});
afterAll(async () => {
    await close_browser();
    await place?.stop();
    await post.stop();
    pages?.close();
});

const hour = 3_600_000;
// Three browsers at once are slow where one is not.
const patience = 90_000;
async function comes(...who: Parameters<typeof visit>): Promise<Visit> {
    const come = await visit(...who);
    come.context.setDefaultTimeout(patience);
    return come;
}
const dana = 'dana@buyer.example';
const name = 'Yard renewal';

// The call in which the demo was talked through: it is over, and nobody has debriefed it.
async function call_that_was(page: Page, told: Story): Promise<string> {
    const api = `${place.url}/api/v1/deals/${told.deal}`;
    const view = await call<DealView>(page, 'GET', api);
    const booked = await call<DealView>(
        page,
        'POST',
        `${api}/meetings`,
        {
            kind: 'video',
            title: 'After the demo',
            starts: new Date(Date.now() - 0.7 * hour).toISOString(),
            minutes: 30,
            players: [told.dana],
        },
        view.version,
    );
    return booked.deal.meetings.at(-1)?.id ?? '';
}

// What she promised, when we meet again, and the recap as a mail.
async function debrief(page: Page, meeting: string): Promise<void> {
    await page.goto(`${place.url}/meetings/${meeting}/debrief`);
    await page.getByRole('button', { name: 'They promised …' }).click();
    await page.getByLabel('They promise').fill('Show the board to the night shift');
    await page.getByLabel('By when').fill(day_from_now(8));
    await page.getByText('Book it', { exact: true }).click();
    // She will look at her calendar first.
    const said_yes = page.getByRole('group', { name: 'Who said yes to the date' });
    await said_yes.getByText(/Dana Lind/).click();
    await page.getByRole('button', { name: 'Save the debrief' }).click();
    await page.getByRole('button', { name: 'Send it by mail' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(new RegExp(dana)).waitFor();
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Went out/).waitFor();
}

// The invitation in a mail, as a calendar program reads it.
function invitation_in(mail: Email): { method: string; event: ICAL.Event; organizer: string } {
    const part = mail.attachments.find((one) => one.mimeType === 'text/calendar');
    if (!part) throw new Error('no invitation is in it');
    const text =
        typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
    const all = new ICAL.Component(ICAL.parse(text));
    const one = new ICAL.Event(all.getFirstSubcomponent('vevent') ?? all);
    const method = String(all.getFirstPropertyValue('method'));
    return { method, event: one, organizer: one.organizer.replace(/^mailto:/i, '') };
}

// Her mail program's answer to it (RFC 6047), to whoever organizes.
function accepted(mail: Email): { to: string; message: string } {
    const { event: asked, organizer } = invitation_in(mail);
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const reply = [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//her calendar//EN',
        'METHOD:REPLY',
        'BEGIN:VEVENT',
        `UID:${asked.uid}`,
        `SEQUENCE:${asked.sequence}`,
        `DTSTAMP:${stamp}`,
        `DTSTART:${asked.startDate.convertToZone(ICAL.Timezone.utcTimezone).toICALString()}`,
        `ORGANIZER:mailto:${organizer}`,
        `ATTENDEE;PARTSTAT=ACCEPTED;CN=Dana Lind:mailto:${dana}`,
        'END:VEVENT',
        'END:VCALENDAR',
        '',
    ];
    const message = [
        `From: Dana Lind <${dana}>`,
        `To: ${organizer}`,
        `Subject: Accepted: ${asked.summary}`,
        'Message-ID: <accepted-1@buyer.example>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/alternative; boundary="half"',
        '',
        '--half',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Dana Lind has accepted this invitation.',
        '--half',
        'Content-Type: text/calendar; charset=utf-8; method=REPLY',
        '',
        ...reply,
        '--half--',
        '',
    ];
    return { to: organizer, message: message.join('\r\n') };
}

const in_hands = async (count: number) => {
    await expect.poll(async () => (await post.mails('dana')).length).toBe(count);
    const mail = (await post.mails('dana')).at(-1);
    if (!mail) throw new Error('no mail');
    return mail;
};

const scale = (page: Page) =>
    page.locator('#scale').getByRole('img').first().getAttribute('aria-label');
const on_today = (page: Page) => page.getByRole('article', { name, exact: true });

// Everything that waits in the deal, without a tap if nothing is folded.
async function unfold(page: Page): Promise<void> {
    const folded = on_today(page).getByRole('button', { name: /^and \d+ more/ });
    if ((await folded.count()) > 0) await folded.click();
}

// The buyer on his phone: yes to one, another day for another, not quite, and who is missing; and
// what is to be seen of it on the seller's open pages.
async function buyer_answers({ page }: Visit, deal: Page, today: Page): Promise<void> {
    const promise = (what: string) => page.getByRole('listitem').filter({ hasText: what });
    const history = deal.getByRole('region', { name: 'History' });
    const before = await scale(deal);
    const skin = await on_today(today).getByRole('img').first().getAttribute('aria-label');
    await promise('numbers of the night shift').getByRole('button', { name: 'Yes, I will' }).tap();
    await page.getByText('Thank you. It stands.').waitFor();
    await history
        .getByText(/Dana Lind.* agreed/)
        .first()
        .waitFor();
    await expect.poll(() => scale(deal)).not.toBe(before);
    await expect
        .poll(() => on_today(today).getByRole('img').first().getAttribute('aria-label'))
        .not.toBe(skin);

    const board = promise('Show the board to the night shift');
    await board.getByText('Choose another day').tap();
    await board.getByLabel('By which day?').first().fill(day_from_now(15));
    await board.getByRole('button', { name: 'Move it' }).tap();
    await page.getByText('The day is moved.').waitFor();
    await deal.getByText('moved once').waitFor();

    await page.locator('section.ask').getByText('Not quite').first().tap();
    await page.getByLabel('What is missing?').fill('The night shift was not in it');
    await page.getByRole('button', { name: 'Tell us' }).tap();
    await page.getByText('Thank you. That helps.').waitFor();
    const why = /The night shift was not in it/;
    await deal.locator('#signals').getByText(why).waitFor();
    await on_today(today).getByText(why).first().waitFor();
    await on_today(today).getByRole('button', { name: 'Deliver what is missing' }).waitFor();

    await page.getByText('Somebody is missing?').tap();
    await page.getByLabel('Name', { exact: true }).fill('Carla Roth');
    await page.getByLabel('E-mail (if you like)').fill('carla@buyer.example');
    await page.getByLabel('What is it to them? (if you like)').fill('She is our CFO');
    await page.getByRole('button', { name: 'Name them' }).tap();
    await page.getByText('named; we will be in touch').waitFor();
    const panel = deal.getByRole('region', { name: 'Buyer’s page' });
    await panel.getByText('A new person appeared').waitFor();
    await panel.getByText(/She is our CFO/).waitFor();
    await expect
        .poll(async () => {
            await unfold(today);
            return on_today(today).getByText('Dana Lind named Carla Roth').count();
        })
        .toBeGreaterThan(0);

    // "Answer" leads to where one answers.
    const other = await today.context().newPage();
    await other.goto(place.url);
    await unfold(other);
    await on_today(other).getByRole('button', { name: 'Answer', exact: true }).first().click();
    const title = other.getByRole('heading', { name: 'Buyer’s page' });
    await title.waitFor();
    await expect.poll(async () => (await title.boundingBox())?.y ?? 9999).toBeLessThan(300);
    await other.close();
}

// She is in it, with a link of her own, and nothing waits for our answer any more.
async function take_her_in(deal: Page, today: Page): Promise<void> {
    const panel = deal.getByRole('region', { name: 'Buyer’s page' });
    await panel.getByLabel('Role in this deal').selectOption('approver');
    await panel.getByRole('button', { name: 'Take in' }).click();
    await deal.getByRole('dialog').getByText('The link for Carla Roth').waitFor();
    await deal.keyboard.press('Escape');
    await panel.getByText('A new person appeared').waitFor({ state: 'detached' });
    await on_today(today).getByText('Dana Lind named Carla Roth').waitFor({ state: 'detached' });
}

// The next meeting, from the calendar that the seller keeps anyway.
async function from_the_calendar(desk: Page, today: Page): Promise<void> {
    const starts = new Date(Date.now() + 20 * hour).toISOString().replace(/[-:]|\.\d+/g, '');
    published = calendar(event('work-1', starts, 'Finance joins', dana, 'NEEDS-ACTION'));
    await desk.goto(`${place.url}/settings/calendar`);
    const add = desk.getByRole('region', { name: 'Add a calendar' });
    await add.getByLabel('Address of the calendar').fill(address);
    await add.getByRole('textbox', { name: 'Name' }).fill('Mine at work');
    await add.getByRole('button', { name: 'Subscribe' }).click();
    await desk
        .getByRole('region', { name: 'Calendars Ante looks into' })
        .getByText('1 is a meeting of your deals')
        .waitFor();

    // Its plan is asked for: on Today, which stood open all the while, and among the meetings.
    await expect
        .poll(async () => {
            await unfold(today);
            return on_today(today).getByText('has no best and no minimum action').count();
        })
        .toBeGreaterThan(0);
    await desk.goto(`${place.url}/meetings`);
    const line = desk.getByRole('link', { name: /Finance joins/ });
    await expect.poll(() => line.textContent()).toContain('no plan yet');
    await line.click();
    await desk.getByText('No plan yet').first().waitFor();
    await desk.getByRole('link', { name: 'Write the plan' }).first().waitFor();
}

test(`from a debrief to the next plan, by mail through ${post.name}`, async () => {
    const boss = await comes(place, admin);
    await nobody_sleeps(boss.page, place);
    await boss.context.close();
    const desk = await comes(place, rep);
    const told = await buyers_story(desk.page, place, name, 'buyer.example');
    await debrief(desk.page, await call_that_was(desk.page, told));

    // Hers, and nobody else's; what was agreed stands in both halves.
    const recap = await in_hands(1);
    expect(recap.to?.map((one) => one.address)).toEqual([dana]);
    expect(recap.from?.address).toBe('sales@northgate.example');
    expect(recap.text).toContain('Show the board to the night shift');
    expect(recap.html).toContain('Show the board to the night shift');
    const link = recap.text?.match(/http\S+\/plan#ante_plan_[\w-]{43}/)?.[0] ?? '';
    expect(recap.html).toContain(link);
    const next = invitation_in(recap);
    expect(next.method).toBe('REQUEST');
    expect(next.event.attendees.map((one) => one.getFirstValue())).toEqual([`mailto:${dana}`]);
    if (post.real) {
        const { to, message } = accepted(recap);
        await post.post(dana, to, message);
    }

    const today = await comes(place, rep);
    await on_today(today.page).waitFor();
    await desk.page.goto(`${place.url}/deals/${told.deal}`);
    await desk.page.locator('#scale').getByRole('img').first().waitFor();

    const buyer = await comes(place, undefined, { size: phone, touch: true });
    await buyer.page.goto(link);
    await buyer.page.getByRole('heading', { name }).waitFor();
    expect(await violations(buyer.page)).toEqual([]);
    const wide = await buyer.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    await buyer_answers(buyer, desk.page, today.page);
    expect(await violations(today.page)).toEqual([]);
    await take_her_in(desk.page, today.page);

    await from_the_calendar(desk.page, today.page);
    const aside = desk.page.getByRole('complementary');
    await aside.getByRole('button', { name: 'Send the invitation' }).click();
    await aside.getByText('Whatever changes, they are told by itself').waitFor();
    const invited = invitation_in(await in_hands(2));
    expect(invited.method).toBe('REQUEST');
    expect(invited.event.summary).toBe('Finance joins');
    expect(invited.event.uid).not.toBe(next.event.uid);

    // Her yes to the other date has come by mail: it is her promise to come.
    if (post.real) {
        await desk.page.goto(`${place.url}/meetings`);
        const of_deal = desk.page.getByRole('link', { name: new RegExp(name) });
        await of_deal
            .filter({ hasNotText: /Finance joins|After the demo/ })
            .first()
            .click();
        await aside
            .getByRole('listitem')
            .filter({ hasText: dana })
            .getByText('· accepted')
            .waitFor(); // The inbox is looked into every minute.
        await desk.page.goto(`${place.url}/deals/${told.deal}`);
        await desk.page
            .getByText(/attend the video/)
            .first()
            .waitFor();
    } else console.log('No real mailbox here: her answer to the invitation was not tried.');
    expect([...desk.wrong, ...today.wrong, ...buyer.wrong]).toEqual([]);
    for (const { context } of [desk, today, buyer]) await context.close();
}, 600_000); // Mails, a look into the inbox, and three browsers.
