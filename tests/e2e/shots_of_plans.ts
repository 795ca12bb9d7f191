// Pictures of what reaches over to the buyer: his page, its panel on the deal, mail, calendars.
import { resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { browser, type Place, rep, type Visit, visit } from './browser';
import { call, type DealView, day_from_now, new_meeting } from './meetings';
import { go_to, type Screen } from './shot';

type Seen = DealView & { deal: { requests: { id: string }[]; commitments: { id: string }[] } };
interface Told {
    deal: string;
    dana: string;
    url: string;
}

const long = 'Verkehrsleitstandsdisponentenarbeitsplatz'.repeat(3);
const tricky = '<b class="x">Ömer & “Søn”</b> שלום <script>alert(1)</script>';

// A deal as a buyer finds it, and his link to it. `as` says which.
type As = 'full' | 'bare' | 'long' | 'checked' | 'lost' | 'acted';
async function tell(page: Page, place: Place, as: As): Promise<Told> {
    const api = `${place.url}/api/v1`;
    const send = <T>(path: string, body?: unknown, at?: number, verb: 'POST' | 'PUT' = 'POST') =>
        call<T>(page, verb, `${api}${path}`, body, at);
    const wide = as === 'long';
    const account = await send<{ id: string }>('/accounts', {
        name: wide ? `${tricky} ${long}` : `Yard ${as}`,
    });
    const person = (name: string, email?: string) =>
        send<{ id: string }>('/people', { account: account.id, name, ...(email && { email }) });
    const dana = await person(
        wide ? `${tricky} ${long}`.slice(0, 190) : 'Dana Lind',
        `dana.${as}@example.com`,
    );
    const rob = await person('Rob Maas');
    let view = await send<Seen>('/deals', {
        account: account.id,
        name: wide ? `${tricky} ${long}` : 'Yard renewal',
    });
    const deal = view.deal.id;
    const step = async (path: string, body?: unknown, verb: 'POST' | 'PUT' = 'POST') => {
        view = await send<Seen>(path, body ?? {}, view.version, verb);
    };
    await step(`/deals/${deal}/players`, { person: dana.id, role: 'decision_maker' });
    if (as !== 'bare') {
        await step(`/deals/${deal}/players`, { person: rob.id, role: 'user' });
        const me = await call<{ member: { id: string } }>(page, 'GET', `${api}/me`);
        const promise = (side: string, what: string, days: number, standing: string) =>
            step(`/deals/${deal}/promises`, {
                promise: {
                    side,
                    ...(side === 'buyer' ? { person: dana.id } : { member: me.member.id }),
                    what,
                    due: day_from_now(days),
                    proof: wide ? long : 'It is in the shared folder',
                    effort: 'work',
                },
                standing,
            });
        const words = (text: string) => (wide ? `${text} ${tricky} ${long}` : text);
        await step(
            `/deals/${deal}/goal`,
            { goal: words('No truck idles on a Monday').slice(0, 480) },
            'PUT',
        );
        await promise('buyer', words('Bring the numbers of the night shift'), 10, 'proposed');
        await promise('buyer', words('Send the plan of the yard'), 5, 'agreed');
        await promise('seller', words('Show the dispatch board with your own tours'), 8, 'agreed');
        await promise('seller', words('Write down what moving costs'), 12, 'proposed');
        await step(`/deals/${deal}/meetings`, {
            kind: 'video',
            title: words('Through the proposal').slice(0, 190),
            starts: `${day_from_now(6)}T08:00:00.000Z`,
            minutes: 45,
            players: [dana.id, rob.id],
        });
        await step(`/deals/${deal}/requests`, {
            request: {
                kind: 'demo',
                what: words('The dispatch board, live').slice(0, 480),
                by: dana.id,
            },
        });
        const request = view.deal.requests[0]?.id;
        await step(`/requests/${request}/accept`, {
            purpose: 'see it',
            outcome: 'yes or no',
            decision: 'shortlist',
            nothing_in_exchange: true,
        });
        await step(`/requests/${request}/deliver`);
        await step(`/deals/${deal}/requests`, {
            request: { kind: 'references', what: 'Two yards of our size', by: dana.id },
        });
    }
    const { url } = await send<{ url: string }>(`/deals/${deal}/plan-links`, {
        person: dana.id,
        email_check: as === 'checked',
    });
    if (as === 'lost') await step(`/deals/${deal}/lose`, { to: 'no_decision' });
    return { deal, dana: dana.id, url };
}

// Each is told once for all pictures.
const known = new Map<As, Promise<Told>>();
function told(place: Place, as: As): Promise<Told> {
    const before = known.get(as);
    if (before) return before;
    const seller = visit(place, rep).then(async (here) => {
        const story = await tell(here.page, place, as);
        await here.context.close();
        return story;
    });
    known.set(as, seller);
    return seller;
}

// Styles and script are of this tree, whatever the program has in it.
async function of_this_tree(context: BrowserContext): Promise<void> {
    for (const file of ['plan.css', 'plan.js'])
        await context.route(`**/plan/${file}`, (route) =>
            route.fulfill({ path: resolve(import.meta.dirname, '../../src/api/pages', file) }),
        );
}

// A buyer in front of the same kind of screen, with a link of his own and no account.
async function guest({ page }: Visit, javaScriptEnabled = true): Promise<Page> {
    const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    const context = await (await browser()).newContext({
        viewport: page.viewportSize(),
        colorScheme: dark ? 'dark' : 'light',
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        javaScriptEnabled,
    });
    await of_this_tree(context);
    return context.newPage();
}

// At most thirty links are opened at once from one address: a session is opened once a story.
const sessions = new Map<string, Promise<string>>();
async function inside(here: Visit, place: Place, as: As, scripts = true): Promise<Page> {
    const { url } = await told(place, as);
    const page = await guest(here, scripts);
    const session = sessions.get(as) ?? opened(here, url);
    sessions.set(as, session);
    await page.context().addCookies(JSON.parse(await session));
    await page.goto(`${place.url}/plan`);
    await page.getByRole('heading').first().waitFor();
    return page;
}
async function opened(here: Visit, url: string): Promise<string> {
    const page = await guest(here);
    await page.goto(url);
    await page.locator('header').waitFor();
    const cookies = await page.context().cookies();
    await page.context().close();
    return JSON.stringify(cookies);
}

async function unfolded(page: Page): Promise<void> {
    await page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
    });
}

// What the buyer did is done once; later it is there already.
async function acted(here: Visit, place: Place): Promise<void> {
    const page = await inside(here, place, 'acted');
    if ((await page.getByText('Carla Roth').count()) === 0) {
        const second = page.getByRole('listitem').filter({ hasText: 'plan of the yard' });
        await second.getByText('Suggest another wording or day').click();
        await second.getByLabel('In which words?').fill('Send the plan of both yards');
        await second.getByLabel('Why? (if you like)').last().fill('The second one is as old');
        await second.getByRole('button', { name: 'Suggest this' }).click();
        await page.getByText('We will answer your suggestion.').waitFor();
        await page.getByText('Somebody is missing?').click();
        await page.getByLabel('Name', { exact: true }).fill('Carla Roth');
        await page.getByLabel('E-mail (if you like)').fill('carla.roth@example.com');
        await page.getByLabel('What is it to them? (if you like)').fill('She is our CFO');
        await page.getByRole('button', { name: 'Name them' }).click();
        await page.getByText('named; we will be in touch').waitFor();
        await page.getByText('Not quite').first().click();
        await page.getByLabel('What is missing?').fill('The night shift was not in it');
        await page.getByRole('button', { name: 'Tell us' }).click();
        await page.getByText('Thank you. That helps.').waitFor();
    }
    await page.context().close();
}

async function panel(here: Visit, place: Place, as: As) {
    const { deal } = await told(place, as);
    await go_to(here, place, `/deals/${deal}`);
    const found = here.page.getByRole('region', { name: 'Buyer’s page' });
    await found
        .getByText(/opened yet|seen/)
        .first()
        .waitFor();
    await found.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await here.page.evaluate(() => scrollBy(0, -90));
    return found;
}

// ---- mails

async function recap(here: Visit, place: Place): Promise<void> {
    const made = await new_meeting(here.page, place.url, 40, false);
    const api = `${place.url}/api/v1`;
    const view = await call<{ version: number }>(here.page, 'GET', `${api}/deals/${made.deal}`);
    await call(
        here.page,
        'POST',
        `${api}/meetings/${made.meeting}/debrief`,
        { attended: [made.decider.person], no_next_because: 'They are on holiday.' },
        view.version,
    );
    await go_to(here, place, `/meetings/${made.meeting}`);
    await here.page.getByRole('button', { name: 'Send it by mail' }).click();
    await here.page.getByRole('dialog').getByLabel('Subject').waitFor();
    await here.page.waitForTimeout(400);
}

async function mails(here: Visit, place: Place, as: As): Promise<void> {
    const { deal, dana } = await told(place, as);
    const at = `${place.url}/api/v1/deals/${deal}/letters`;
    const { items } = await call<{ items: unknown[] }>(here.page, 'GET', at);
    if (items.length === 0)
        for (const subject of ['Yard renewal: our plan', 'Our plan, once more'])
            await call(here.page, 'POST', at, {
                kind: 'plan_invitation',
                person: dana,
                subject,
                text: 'Hello Dana,\n\nhere is our plan.\n\nOur plan: {link}\n\nBest regards\nSam\n',
                at_once: subject.startsWith('Yard'),
            });
    await go_to(here, place, `/deals/${deal}`);
    await here.page.locator('#mails').evaluate((e) => e.scrollIntoView({ block: 'start' }));
    await here.page.evaluate(() => scrollBy(0, -90));
    await here.page.waitForTimeout(600);
}

// ---- calendars

function calendar(...events: string[]): string {
    return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
}
function entry(uid: string, days: number, title: string, email: string): string {
    const day = day_from_now(days).replaceAll('-', '');
    return [
        'BEGIN:VEVENT',
        `UID:${uid}`,
        `DTSTART:${day}T090000Z`,
        'DURATION:PT45M',
        `SUMMARY:${title}`,
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${email}`,
        'END:VEVENT',
    ].join('\r\n');
}

// One entry that is a meeting, one that could be of two deals, one that can't be read.
let has_calendar = false;
async function with_calendar(here: Visit, place: Place): Promise<void> {
    if (has_calendar) return;
    has_calendar = true;
    await told(place, 'full');
    const twin = await told(place, 'checked');
    const text = calendar(
        entry('shot-1', 2, 'Look at the yard', 'dana.full@example.com'),
        entry('shot-2', 3, 'Lunch', 'dana.checked@example.com'),
        'BEGIN:VEVENT\r\nUID:broken\r\nSUMMARY:When?\r\nEND:VEVENT',
    );
    const api = `${place.url}/api/v1`;
    const { deal } = await call<Seen>(here.page, 'GET', `${api}/deals/${twin.deal}`);
    const second = await call<Seen>(here.page, 'POST', `${api}/deals`, {
        account: (deal as unknown as { account: string }).account,
        name: 'A second depot',
    });
    await call(
        here.page,
        'POST',
        `${api}/deals/${second.deal.id}/players`,
        { person: twin.dana, role: 'decision_maker' },
        second.version,
    );
    await here.page.evaluate(
        async ([body]) => {
            const headers = { 'Content-Type': 'text/calendar' };
            await fetch('/api/v1/calendars/file?name=My week', { method: 'POST', body, headers });
            await fetch('/api/v1/calendars', {
                method: 'POST',
                body: JSON.stringify({ url: 'http://127.0.0.1:9/mine.ics', name: 'At work' }),
                headers: { 'Content-Type': 'application/json' },
            });
        },
        [text],
    );
}

const link_dialog = async (here: Visit, place: Place) => {
    const found = await panel(here, place, 'full');
    await found.getByRole('button', { name: 'Make a link' }).click();
    await here.page.getByRole('dialog').getByLabel('For whom').waitFor();
    await here.page.waitForTimeout(400);
};

const deeds: [string, (here: Visit, place: Place) => Promise<Page>][] = [
    ['paste', (here, place) => open_page(here, place, '')],
    ['paste-bare', (here, place) => open_page(here, place, '', false)],
    ['over', (here, place) => open_page(here, place, `#ante_plan_${'x'.repeat(43)}`)],
    ['code', (here, place) => inside(here, place, 'checked')],
    [
        'code-wrong',
        async (here, place) => {
            const page = await inside(here, place, 'checked');
            await page.getByLabel('Code').fill('000000');
            await page.getByRole('button', { name: 'Open' }).click();
            await page.getByText(/That is not the code|opens nothing/).waitFor();
            return page;
        },
    ],
    ['page', (here, place) => inside(here, place, 'full')],
    ['no-script', (here, place) => inside(here, place, 'full', false)],
    [
        'unfolded',
        async (here, place) => {
            const page = await inside(here, place, 'full');
            await unfolded(page);
            return page;
        },
    ],
    [
        'refused',
        async (here, place) => {
            const page = await inside(here, place, 'full');
            const mine = page.getByRole('listitem').filter({ hasText: 'plan of the yard' });
            await mine.getByText('Suggest another wording or day').click();
            await mine.getByRole('button', { name: 'Suggest this' }).click();
            await page.getByRole('alert').waitFor();
            return page;
        },
    ],
    [
        'said',
        async (here, place) => {
            const page = await inside(here, place, 'acted');
            await page.getByLabel('Your words').fill('See you on Monday');
            await page.getByRole('button', { name: 'Send' }).click();
            await page.getByText('Your words are with us.').waitFor();
            return page;
        },
    ],
    ['long', (here, place) => inside(here, place, 'long')],
    ['nothing', (here, place) => inside(here, place, 'bare')],
    ['lost', (here, place) => inside(here, place, 'lost')],
];

async function open_page(here: Visit, place: Place, secret: string, scripts = true): Promise<Page> {
    const page = await guest(here, scripts);
    await page.goto(`${place.url}/plan${secret}`);
    if (secret) await page.getByText('opens nothing any more').waitFor();
    return page;
}

export const plan_screens: Screen[] = [
    ...deeds.map(
        ([name, elsewhere]): Screen => ({ name: `buyer-${name}`, who: '', whole: true, elsewhere }),
    ),
    {
        name: 'buyer-preview',
        whole: true,
        open: async (here, place) => {
            await of_this_tree(here.context);
            const { deal, dana } = await told(place, 'full');
            await here.page.goto(`${place.url}/api/v1/deals/${deal}/plan-page?person=${dana}`);
        },
    },
    {
        name: 'seller-panel',
        open: async (here, place) => {
            await acted(here, place);
            await panel(here, place, 'acted');
        },
    },
    {
        name: 'seller-leave',
        open: async (here, place) => {
            await acted(here, place);
            const found = await panel(here, place, 'acted');
            await found.getByRole('button', { name: 'Leave it as it was' }).click();
            await found.getByLabel('Why? They read this.').waitFor();
        },
    },
    {
        name: 'seller-menu',
        open: async (here, place) => {
            const found = await panel(here, place, 'full');
            await found.getByRole('button', { name: 'About the link of Dana Lind' }).click();
            await here.page.getByRole('menuitem').first().waitFor();
            await here.page.waitForTimeout(300);
        },
    },
    {
        name: 'seller-make',
        open: async (here, place) => {
            await link_dialog(here, place);
        },
    },
    {
        name: 'seller-made',
        open: async (here, place) => {
            await link_dialog(here, place);
            await here.page.getByRole('button', { name: 'Make it' }).click();
            await here.page.getByRole('textbox', { name: 'Link' }).waitFor();
            await here.page.waitForTimeout(300);
        },
    },
    {
        name: 'mail-recap',
        open: async (here, place) => {
            await recap(here, place);
        },
    },
    {
        name: 'mail-look',
        open: async (here, place) => {
            await recap(here, place);
            const dialog = here.page.getByRole('dialog');
            await dialog.getByText('As they see it', { exact: true }).click();
            await dialog.getByRole('article').waitFor();
        },
    },
    {
        name: 'mail-invite',
        open: async (here, place) => {
            const { deal } = await told(place, 'full');
            await go_to(here, place, `/deals/${deal}`);
            await here.page.getByRole('button', { name: 'Invite to our plan' }).first().click();
            await here.page.getByRole('dialog').getByLabel('Subject').waitFor();
            await here.page.waitForTimeout(400);
        },
    },
    {
        name: 'mail-deal',
        open: async (here, place) => {
            await mails(here, place, 'full');
        },
    },
    {
        name: 'calendar-settings',
        whole: true,
        open: async (here, place) => {
            await with_calendar(here, place);
            await go_to(here, place, '/settings/calendar');
            await here.page.getByText('can’t be read').click();
        },
    },
    {
        name: 'calendar-today',
        open: async (here, place) => {
            await with_calendar(here, place);
            await go_to(here, place, '/today');
            const asked = here.page.getByRole('region', { name: 'From your calendar' });
            await asked.evaluate((e) => e.scrollIntoView({ block: 'center' }));
        },
    },
    {
        name: 'calendar-meeting',
        open: async (here, place) => {
            await with_calendar(here, place);
            await go_to(here, place, '/meetings');
            await here.page.getByRole('link', { name: /Look at the yard/ }).click();
            const said = here.page.getByText(/Will get it by mail|Sent /).first();
            await said.scrollIntoViewIfNeeded();
        },
    },
    { name: 'mail-forgot', who: '', open: (here, place) => go_to(here, place, '/new-password') },
    {
        name: 'mail-unsubscribe',
        who: '',
        open: (here, place) => go_to(here, place, '/unsubscribe#word'),
    },
];
