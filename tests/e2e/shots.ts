// ./dev shots: a picture of each screen, on the desk and on the phone, light and dark, in
// build/shots. Arguments: only screens whose name contains one of these words.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { close_browser, desk, type Place, phone, serve, type Visit, visit } from './browser';
import { meeting_of, new_meeting } from './meetings';

const out = resolve(import.meta.dirname, '../../build/shots');

interface Screen {
    name: string;
    who?: string; // whose view; null: nobody's
    // Opens it; the first thing it waits for is there when it returns.
    open: (visit: Visit, place: Place) => Promise<void>;
}

const to =
    (path: string) =>
    async ({ page }: Visit, place: Place) => {
        await page.goto(place.url + path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('load');
        await page.waitForTimeout(600);
    };

// A meeting of the sample, by when it begins and what it has: its page, or what is below it.
const meeting =
    (which: 'planned' | 'due' | 'held', part = '') =>
    async (here: Visit, place: Place) => {
        const found =
            which === 'due'
                ? (await new_meeting(here.page, place.url, 25, true)).meeting
                : await meeting_of(here.page, place.url, which);
        await to(`/meetings/${found}${part}`)(here, place);
    };

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

const screens: Screen[] = [
    { name: 'meetings', open: to('/meetings') },
    { name: 'meeting_planned', open: meeting('planned') },
    { name: 'meeting_held', open: meeting('held') },
    { name: 'plan', open: meeting('planned', '/plan') },
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
            await to('/today')(visit, place);
            await visit.page.getByRole('button', { name: 'Give it a purpose' }).first().click();
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
    { name: 'accounts', open: to('/accounts') },
    { name: 'people', open: to('/people') },
    { name: 'import', open: to('/import') },
    { name: 'settings', open: to('/settings') },
    { name: 'method', open: to('/method') },
    { name: 'method-rule', open: to('/method/quiet') },
    { name: 'method-play', open: to('/method/next_meeting') },
];

const words = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const place = await serve();
try {
    for (const scheme of ['light', 'dark'] as const)
        for (const [device, size] of Object.entries({ desk, phone })) {
            const here = await visit(place, 'sam@example.com', {
                size,
                scheme,
                touch: size === phone,
            });
            for (const screen of screens) {
                if (words.length > 0 && !words.some((w) => screen.name.includes(w))) continue;
                await screen.open(here, place);
                const path = join(out, `${screen.name}-${device}-${scheme}.png`);
                await here.page.screenshot({ path });
                console.log(path, here.wrong.splice(0).join('\n'));
            }
            await here.context.close();
        }
} finally {
    await close_browser();
    await place.stop();
}
