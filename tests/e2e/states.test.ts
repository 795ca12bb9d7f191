// What a screen says when there is nothing, when it is not one's own, when the server fails, and
// when the way to it is lost: a sentence and a way on, never a blank page.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admin, close_browser, type Place, phone, rep, serve, violations, visit } from './browser';
import { call, type DealView, meeting_of, new_meeting } from './meetings';

let place: Place;
let fresh: Place;
beforeAll(async () => {
    place = await serve();
    fresh = await serve(false);
});
afterAll(async () => {
    await close_browser();
    await place.stop();
    await fresh.stop();
});

async function come(page: Page): Promise<void> {
    await page.getByRole('heading').first().waitFor();
    await expect.poll(() => page.getByLabel('Loading …').count()).toBe(0);
}
function wider(page: Page): Promise<number> {
    return page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
}

// Every address that asks the server for something of its own.
async function addresses(page: Page, url: string): Promise<string[]> {
    const first = async (path: string) => {
        const { items } = await call<{ items: { id: string }[] }>(
            page,
            'GET',
            `${url}/api/v1${path}`,
        );
        return items[0]?.id;
    };
    const meeting = await meeting_of(page, url, 'planned');
    return [
        '/today',
        '/pipeline',
        `/deals/${await first('/deals?scope=mine&state=pipeline')}`,
        '/meetings',
        `/meetings/${meeting}`,
        `/meetings/${meeting}/plan`,
        `/meetings/${meeting}/hold`,
        `/meetings/${meeting}/debrief`,
        '/requests',
        '/accounts',
        `/accounts/${await first('/accounts')}`,
        `/people/${await first('/people')}`,
        '/settings/stages',
        '/method',
    ];
}

const problem = {
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    code: 'busy',
    detail: 'Too much at once; a moment, please.',
    request_id: 'r',
    errors: [],
};

test('a server that fails: each screen says so, and comes when it can', async () => {
    const { page, context } = await visit(place, admin);
    // His own deal and meeting, so that every address has something to show.
    const sam = await visit(place, rep);
    const all = await addresses(sam.page, place.url);
    await sam.context.close();
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    for (const [index, path] of all.entries()) {
        const failing = /\/api\/v1\/(?!me$|events)/;
        await page.route(failing, (route) =>
            index % 2 === 0
                ? route.fulfill({ status: 503, json: problem })
                : route.fulfill({ status: 500, contentType: 'text/plain', body: 'oops' }),
        );
        await page.goto(place.url + path);
        const alert = page.getByRole('alert').first();
        await alert.waitFor();
        const said = index % 2 === 0 ? problem.detail : /500 without a reason/;
        await alert.getByText(said).waitFor();
        if (index < 4) expect(await violations(page), path).toEqual([]);
        await page.unroute(failing);
        await page.getByRole('button', { name: 'Try again' }).first().click();
        await expect.poll(() => page.getByRole('alert').count()).toBe(0);
        await come(page);
    }
    expect(thrown).toEqual([]);
    await context.close();
}, 300_000);

test('what isn’t one’s own, or isn’t there', async () => {
    const { page, context, wrong } = await visit(place, rep);
    const nothing = '01a00000-0000-7000-8000-000000000000';
    for (const path of ['deals', 'meetings', 'accounts', 'people']) {
        await page.goto(`${place.url}/${path}/${nothing}`);
        await page.getByText('There is nothing here').waitFor();
        await page.getByRole('navigation').first().waitFor();
    }
    expect(await violations(page)).toEqual([]);
    await page.goto(`${place.url}/import`);
    await page.getByText('Managers and admins bring files in').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${place.url}/no/such/place`);
    await page.getByText('There is nothing here').waitFor();
    expect(wrong).toEqual([]);

    // A colleague's deal can be looked at, and nothing on it invites to change it.
    const { items } = await call<{ items: { id: string; owner: string }[] }>(
        page,
        'GET',
        `${place.url}/api/v1/deals?scope=workspace&state=pipeline&limit=100`,
    );
    const views = await Promise.all(
        items.map(({ id }) =>
            call<{ may_change: boolean; deal: { id: string } }>(
                page,
                'GET',
                `${place.url}/api/v1/deals/${id}`,
            ),
        ),
    );
    const theirs = views.find((v) => !v.may_change)?.deal.id;
    if (theirs) {
        await page.goto(`${place.url}/deals/${theirs}`);
        await page.getByText(/^You can look, and/).waitFor();
        await expect
            .poll(() => page.getByRole('button', { name: 'Book a meeting' }).count())
            .toBe(0);
        expect(await violations(page)).toEqual([]);
    }
    expect(wrong).toEqual([]);
    await context.close();
});

test('a meeting that was called off asks for nothing any more', async () => {
    const { page, context, wrong } = await visit(place, rep, { size: phone, touch: true });
    const made = await new_meeting(page, place.url, 5, true);
    const { version } = await call<DealView>(page, 'GET', `${place.url}/api/v1/deals/${made.deal}`);
    await call(
        page,
        'POST',
        `${place.url}/api/v1/meetings/${made.meeting}/cancel`,
        { by: 'buyer', why: 'Their line stood still' },
        version,
    );
    for (const part of ['', '/plan', '/hold', '/debrief', '/sheet']) {
        await page.goto(`${place.url}/meetings/${made.meeting}${part}`);
        await come(page);
        await page
            .getByText(/called off/i)
            .first()
            .waitFor();
        await expect
            .poll(() => page.getByRole('button', { name: /^(Accepted|Save)/ }).count())
            .toBe(0);
        expect(await wider(page), part).toBe(0);
        expect(await violations(page), part).toEqual([]);
    }
    expect(wrong).toEqual([]);
    await context.close();
});

test('a workspace with nothing in it says what to begin with', async () => {
    const { page, context, wrong } = await visit(fresh, undefined, { size: phone });
    await page.goto(fresh.printed(/\S+\/setup#\S+/));
    await page.getByLabel('Its name').fill('Harbour Cold Stores');
    await page.getByLabel('Your name').fill('Mara Lind');
    await page.getByLabel('Your e-mail').fill('mara@example.com');
    await page.getByLabel('A password').fill('a long enough one');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: /is ready$/ }).waitFor();
    for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const path of [
            '/today',
            '/pipeline',
            '/pipeline?look=table',
            '/meetings',
            '/requests',
            '/accounts',
            '/accounts/duplicates',
            '/people',
            '/people/duplicates',
            '/import',
            '/settings/tokens',
        ]) {
            await page.goto(fresh.url + path);
            await come(page);
            await expect.poll(() => page.getByRole('alert').count(), { message: path }).toBe(0);
            expect(await wider(page), path).toBe(0);
            expect(await violations(page), path).toEqual([]);
        }
    }
    expect(wrong).toEqual([]);
    await context.close();
});

test('without a connection: it is said, what was typed is kept, and it goes on by itself', async () => {
    const { page, context, wrong } = await visit(place, rep);
    const made = await new_meeting(page, place.url, 3, false);
    await page.goto(`${place.url}/meetings/${made.meeting}/plan`);
    await page.getByLabel('Purpose').waitFor();
    await context.setOffline(true);
    await page
        .getByText(/No connection/)
        .first()
        .waitFor();
    await page.getByLabel('Purpose').fill('Finance joins');
    expect(await violations(page)).toEqual([]);
    await context.setOffline(false);
    await page
        .getByText(/No connection/)
        .first()
        .waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Kept on this device').waitFor();
    await expect.poll(() => page.getByLabel('Purpose').inputValue()).toBe('Finance joins');
    expect(wrong.filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line))).toEqual([]);
    await context.close();
});
