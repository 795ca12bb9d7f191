// ./dev shots: a picture of each screen, on the desk and on the phone, light and dark, in
// build/shots. Arguments: only screens whose name contains one of these words; `readme` makes the
// pictures of README.md, in docs/pictures; `desk`, `phone`, `light` and `dark` leave out the others.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import {
    admin,
    close_browser,
    desk,
    manager,
    type Place,
    phone,
    rep,
    serve,
    settings_parts,
    type Visit,
    visit,
} from './browser';
import { mail_peer } from './mail_peer';
import { asked, call, meeting_of, new_meeting } from './meetings';
import { go_to, type Screen } from './shot';
import { plan_screens } from './shots_of_plans';

const out = resolve(import.meta.dirname, '../../build/shots');

const to = (path: string) => (here: Visit, place: Place) => go_to(here, place, path);

// The same meeting for all pictures, so that Today shows it once.
let made: string | undefined;
async function due({ page }: Visit, place: Place): Promise<string> {
    made ??= (await new_meeting(page, place.url, 25, true)).meeting;
    return made;
}

// A meeting of the sample, by when it begins and what it has: its page, or what is below it.
const meeting =
    (which: 'planned' | 'due' | 'held', part = '') =>
    async (here: Visit, place: Place) => {
        const found = which === 'due' ? await due(here, place) : undefined;
        const one = found ?? (await meeting_of(here.page, place.url, which as 'planned' | 'held'));
        await to(`/meetings/${one}${part}`)(here, place);
    };

// A meeting ahead that nobody has planned, with what the advisor says of its players.
async function advised(here: Visit, place: Place): Promise<void> {
    const now = new Date().toISOString();
    const at = `${place.url}/api/v1/meetings?scope=mine&from=${now}&state=planned&limit=200`;
    const { items } = await call<{ items: { id: string; has_plan: boolean }[] }>(
        here.page,
        'GET',
        at,
    );
    const bare = items.find((m) => !m.has_plan);
    await to(`/meetings/${bare?.id}/plan`)(here, place);
    await here.page
        .getByText(/^Why \d+/)
        .first()
        .click();
}

// Both were declined: what else to try.
async function declined(here: Visit, place: Place): Promise<void> {
    const made = await new_meeting(here.page, place.url, 3, true);
    await to(`/meetings/${made.meeting}/hold`)(here, place);
    for (const what of [asked.best, asked.minimum])
        await here.page.getByRole('button', { name: `Declined: ${what}` }).click();
    await here.page.getByLabel('The hesitation, in their words').fill('The depot moves in March');
    await here.page.getByRole('button', { name: 'Keep at it' }).click();
    await here.page.getByText('Try this instead', { exact: true }).scrollIntoViewIfNeeded();
}

const to_deal =
    (name: string, then?: (visit: Visit) => Promise<void>) =>
    async (visit: Visit, place: Place) => {
        const found = await visit.page.evaluate(
            (words) => fetch(`/api/v1/search?q=${encodeURIComponent(words)}`).then((a) => a.json()),
            name,
        );
        const deal = found.items.find((item: { kind: string }) => item.kind === 'deal');
        await to(`/deals/${deal.id}`)(visit, place);
        await then?.(visit);
    };

// The sample's deal of one's own whose plan came from a template.
const planned =
    (part: string) =>
    async (here: Visit, place: Place): Promise<void> => {
        const at = `${place.url}/api/v1/deals`;
        const { items } = await call<{ items: { id: string }[] }>(
            here.page,
            'GET',
            `${at}?scope=mine&state=pipeline&limit=100`,
        );
        for (const { id } of items) {
            const { deal } = await call<{ deal: { plans: unknown[] } }>(
                here.page,
                'GET',
                `${at}/${id}`,
            );
            if (deal.plans.length > 0) return to(`/deals/${id}${part}`)(here, place);
        }
        throw new Error('the sample has no deal with a plan');
    };
async function drafted(here: Visit, place: Place): Promise<void> {
    await planned('/our-plan')(here, place);
    await here.page.getByRole('button', { name: /^Trial with an end/ }).click();
    await here.page.getByText(/^It fits|working days late/).waitFor();
}
async function template_form(here: Visit, place: Place): Promise<void> {
    await to('/settings/templates')(here, place);
    await here.page.getByRole('button', { name: /^Copy Trial/ }).click();
    await here.page.getByText('As it would be for a go-live on', { exact: false }).waitFor();
    await here.page
        .getByRole('button', { name: /^Edit:/ })
        .first()
        .click();
}

// The first account or person there is.
const first =
    (kind: 'accounts' | 'people') =>
    async (here: Visit, place: Place): Promise<void> => {
        const at = `${place.url}/api/v1/${kind}?limit=5`;
        const { items } = await call<{ items: { id: string }[] }>(here.page, 'GET', at);
        await to(`/${kind}/${items[2]?.id}`)(here, place);
    };

// Two accounts so alike that they are taken for one.
async function two_alike(here: Visit, place: Place): Promise<void> {
    const names = ['Halden Cold Chain', 'Halden Cold Chain AG'];
    const known = await call<{ items: unknown[] }>(
        here.page,
        'GET',
        `${place.url}/api/v1/search?q=Halden%20Cold`,
    );
    if (known.items.length > 0) return;
    for (const [index, name] of names.entries())
        await call(here.page, 'POST', `${place.url}/api/v1/accounts`, {
            name,
            domain: 'haldencold.example',
            industry: 'Cold chain',
            region: ['Nordics', 'DACH'][index],
            size: '250–999',
        });
}

// A threshold changed, and what that would have flagged.
async function what_if(here: Visit, place: Place): Promise<void> {
    await to('/settings/rules')(here, place);
    await here.page.getByLabel('Find a signal').fill('quiet');
    await here.page.getByLabel('expected to act in so many days', { exact: false }).fill('5');
    await here.page.getByRole('button', { name: 'What would it have flagged?' }).click();
    await here.page.getByText('deals looked at').waitFor();
}

const rows = [
    'Deal Name,Company,Contact,Amount,Deal Stage,Deal owner,Create Date,Close Date',
    'Line scanners,Kolbe & Sons,Ida Kolbe,12500.00,Qualification,Sam Verhoeven,2026-03-02,2026-12-01',
    '"Cold rooms, phase 2",Nordfrost AG,Jon Berg,"1,250.50",Proposal,Sam Verhoeven,2026-04-11,',
    'Depot tablets,Rheinwerk,Ann Ray,48000,Negotiation,Sam Verhoeven,2026-05-01,2027-01-15',
    'Nameless,,Ann Ray,300,Open,Sam Verhoeven,2026-05-01,',
];
async function drop_file(here: Visit, place: Place): Promise<void> {
    const path = join(place.data, 'deals of spring.csv');
    writeFileSync(path, rows.join('\n'));
    await to('/import')(here, place);
    await here.page.locator('input[type=file]').setInputFiles(path);
    await here.page.getByRole('button', { name: /^Import \d+ rows/ }).waitFor();
    await here.page.waitForTimeout(400);
}

const screens: Screen[] = [
    {
        name: 'sign_in',
        who: '',
        open: to('/sign-in'),
    },
    { name: 'no_setup', who: '', fresh: true, open: to('/setup') },
    {
        name: 'setup',
        who: '',
        fresh: true,
        open: async ({ page }, place) => {
            await page.goto('about:blank');
            await page.goto(place.printed(/\S+\/setup#\S+/));
            await page.getByLabel('Its name').waitFor();
            await page.waitForTimeout(400);
        },
    },
    { name: 'account', open: first('accounts') },
    { name: 'person', open: first('people') },
    {
        name: 'duplicates',
        who: admin,
        open: async (here, place) => {
            await to('/accounts')(here, place);
            await two_alike(here, place);
            await to('/accounts/duplicates')(here, place);
        },
    },
    {
        name: 'merge',
        who: admin,
        open: async (here, place) => {
            await two_alike(here, place);
            await to('/accounts/duplicates')(here, place);
            await here.page.getByRole('button', { name: 'Look and merge' }).first().click();
            await here.page.getByRole('dialog').waitFor();
            await here.page.waitForTimeout(600);
        },
    },
    ...settings_parts.map((part) => ({
        name: `settings-${part}`,
        who: admin,
        open: to(`/settings/${part}`),
    })),
    { name: 'settings-rep', open: to('/settings/stages') },
    { name: 'import_review', who: admin, open: drop_file },
    {
        name: 'import_result',
        who: admin,
        open: async (here, place) => {
            await drop_file(here, place);
            await here.page.getByRole('button', { name: /^Import \d+ rows/ }).click();
            await here.page.getByText('Imported', { exact: true }).waitFor();
            await here.page.waitForTimeout(400);
        },
    },
    { name: 'nowhere', open: to('/deals/nothing') },
    { name: 'forecast', who: admin, open: to('/forecast') },
    { name: 'forecast-rep', open: to('/forecast?scope=mine') },
    {
        name: 'forecast-deal',
        who: admin,
        open: async (here, place) => {
            const at = `${place.url}/api/v1/deals?scope=workspace&state=pipeline&limit=1`;
            const { items } = await call<{ items: { id: string }[] }>(here.page, 'GET', at);
            await to(`/deals/${items[0]?.id}`)(here, place);
            await here.page.locator('#forecast').getByText('One kept promise').waitFor();
            await here.page.locator('#forecast').scrollIntoViewIfNeeded();
        },
    },
    { name: 'meetings', open: to('/meetings') },
    { name: 'meeting_planned', open: meeting('planned') },
    { name: 'meeting_held', open: meeting('held') },
    { name: 'plan', open: meeting('planned', '/plan') },
    { name: 'plan_advised', open: advised },
    { name: 'hold_declined', open: declined },
    { name: 'sheet', open: meeting('planned', '/sheet') },
    { name: 'hold', open: meeting('due', '/hold') },
    { name: 'debrief', open: meeting('due', '/debrief') },
    { name: 'debrief_told', open: meeting('held', '/debrief') },
    { name: 'today', open: to('/today') },
    {
        name: 'today-why',
        open: async (visit, place) => {
            await to('/today')(visit, place);
            await visit.page.keyboard.press('j');
            await visit.page.keyboard.press('w');
            await visit.page.getByText('Where the rule comes from').waitFor();
            await visit.page.waitForTimeout(400);
        },
    },
    {
        name: 'today-act',
        open: async (visit, place) => {
            await to('/today')(visit, place);
            await visit.page.getByRole('button', { name: 'Did they get it?' }).first().click();
            await visit.page.getByRole('dialog').getByLabel('Who answered').first().waitFor();
            await visit.page.waitForTimeout(400);
        },
    },
    {
        name: 'accept',
        open: async (visit, place) => {
            await to('/requests')(visit, place);
            await visit.page.getByRole('button', { name: 'Accept …' }).first().click();
            await visit.page.getByRole('dialog').getByLabel('Purpose').waitFor();
            await visit.page.waitForTimeout(400);
        },
    },
    {
        name: 'finder',
        open: async (visit, place) => {
            await to('/today')(visit, place);
            await visit.page.keyboard.press('Control+k');
            await visit.page.getByPlaceholder('Accounts, people, deals').waitFor();
            await visit.page.waitForTimeout(400);
        },
    },
    { name: 'deal', open: to_deal('Nordfrost: Dispatch board') },
    { name: 'plan-choose', open: (here, place) => planned('/our-plan')(here, place) },
    { name: 'plan-draft', open: drafted },
    { name: 'plan-on-deal', open: (here, place) => planned('')(here, place) },
    { name: 'plan-go-live', open: (here, place) => planned('/go-live')(here, place) },
    { name: 'plan-template', open: template_form },
    {
        name: 'deal-why',
        open: to_deal('Nordkühl: Fleet renewal', async ({ page }) => {
            await page.getByRole('button', { name: 'we put in' }).click();
            await page.getByRole('listbox').focus();
            await page.waitForTimeout(400);
        }),
    },
    {
        name: 'deal-then',
        open: to_deal('Nordkühl: Fleet renewal', async ({ page }) => {
            const day = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
            await page.goto(`${page.url()}?on=${day}`);
            await page.getByText('Only to look at.').waitFor();
            await page.waitForTimeout(400);
        }),
    },
    { name: 'pipeline', open: to('/pipeline') },
    { name: 'pipeline_table', open: to('/pipeline?look=table&scope=workspace') },
    { name: 'requests', open: to('/requests') },
    { name: 'team', who: manager, open: to('/team') },
    { name: 'team_mine', open: to('/team') },
    { name: 'review', who: manager, open: to('/review') },
    { name: 'what_if', who: admin, open: what_if },
    { name: 'accounts', open: to('/accounts') },
    { name: 'people', open: to('/people') },
    { name: 'relations', open: to('/relations') },
    { name: 'relations-parked', open: to('/relations?look=parked') },
    { name: 'relations-prospects', open: to('/relations?look=prospects') },
    { name: 'relations-mix', open: to('/relations?look=mix') },
    { name: 'contacts', open: to('/people/import') },
    { name: 'import', who: admin, open: to('/import') },
    { name: 'method', open: to('/method') },
    { name: 'method-rule', open: to('/method/quiet') },
    { name: 'method-play', open: to('/method/next_meeting') },
    ...plan_screens,
];

// Of the README: small, light, the sample's data.
async function for_readme(place: Place): Promise<void> {
    const pictures = [
        { name: 'today', size: { width: 1120, height: 640 } },
        { name: 'deal', size: { width: 1280, height: 620 } },
        { name: 'hold', size: phone },
    ];
    const to_folder = resolve(import.meta.dirname, '../../docs/pictures');
    mkdirSync(to_folder, { recursive: true });
    for (const { name, size } of pictures) {
        const here = await visit(place, rep, { size, touch: size === phone });
        await screens.find((s) => s.name === name)?.open?.(here, place);
        const path = join(to_folder, `${name}.png`);
        await here.page.screenshot({ path });
        console.log(path, statSync(path).size);
        await here.context.close();
    }
}

const variants = ['desk', 'phone', 'light', 'dark'];
const [words, looks] = [false, true].map((look) =>
    process.argv.slice(2).filter((word) => variants.includes(word) === look),
) as [string[], string[]];
const left_out = (one: string, other: string) => looks.includes(other) && !looks.includes(one);
const readme = words.includes('readme');
const wanted = screens.filter((s) => words.length === 0 || words.some((w) => s.name.includes(w)));
mkdirSync(out, { recursive: true });
const peer = await mail_peer();
const sample = await serve(true, [...peer.args, '--private-addresses']);
const fresh = await serve(false);
// Whose view, in front of which server: one visit for all the pictures it is in.
const visitors = new Map(
    wanted.map(({ who = rep, fresh: bare = false }) => [`${who} ${bare}`, { who, bare }]),
);
try {
    if (readme) await for_readme(sample);
    for (const scheme of ['light', 'dark'] as const)
        for (const [device, size] of Object.entries({ desk, phone })) {
            if (left_out(scheme, scheme === 'dark' ? 'light' : 'dark')) continue;
            if (left_out(device, device === 'desk' ? 'phone' : 'desk')) continue;
            for (const { who, bare } of visitors.values()) {
                const place = bare ? fresh : sample;
                const look = { size, scheme, touch: size === phone };
                const here = await visit(place, who || undefined, look);
                for (const screen of wanted) {
                    if ((screen.who ?? rep) !== who || (screen.fresh ?? false) !== bare) continue;
                    const path = join(out, `${screen.name}-${device}-${scheme}.png`);
                    let page: Page = here.page;
                    try {
                        await screen.open?.(here, place);
                        if (screen.elsewhere) page = await screen.elsewhere(here, place);
                    } catch (error) {
                        here.wrong.push(String(error)); // The picture shows how far it came.
                    }
                    await page.screenshot({ path, fullPage: screen.whole ?? false });
                    if (page !== here.page) await page.context().close();
                    console.log(path, here.wrong.splice(0).join('\n'));
                }
                await here.context.close();
            }
        }
} finally {
    await close_browser();
    await sample.stop();
    await fresh.stop();
    await peer.stop();
}
