// A meeting is held in a cellar: what is tapped without a connection is kept, also when the tab is
// closed, and arrives once when the connection is back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close_browser, type Place, phone, serve, visit } from './browser';
import { asked, call, type DealView, new_meeting } from './meetings';

let place: Place;
beforeAll(async () => {
    place = await serve();
});
afterAll(async () => {
    await close_browser();
    await place.stop();
});

test('taps without a connection arrive once, in order', async () => {
    const first = await visit(place, 'sam@example.com', { size: phone, touch: true });
    const { context, wrong } = first;
    let { page } = first;
    const made = await new_meeting(page, place.url, 12, true);
    const hold = `${place.url}/meetings/${made.meeting}/hold`;
    await page.goto(hold);
    await page.getByText('Ask for this first').waitFor();
    // The screens are kept in the background.
    await page.waitForFunction(async () => {
        const kept = await caches.open('ante-screens-1');
        const names = (await kept.keys()).map((request) => new URL(request.url).pathname);
        return names.includes('/') && names.some((name) => name.startsWith('/assets/hold'));
    });

    await context.setOffline(true);
    await page.getByRole('button', { name: `Declined: ${asked.best}` }).tap();
    await page.getByText('1 kept, not sent yet').waitFor();
    await page.getByRole('button', { name: `Accepted: ${asked.minimum}` }).tap();
    await page.getByText('2 kept, not sent yet').waitFor();

    // Closed and opened again, still without a connection.
    await page.close();
    page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(String(error)));
    await page.goto(hold);
    await page.getByText('2 kept, not sent yet').waitFor();
    await page.getByText('The minimum is agreed').waitFor();
    const check = page.getByRole('article', { name: `Temperature of ${made.decider.name}` });
    await check.getByText('Yes', { exact: true }).tap();
    await check.getByRole('button', { name: 'Keep the answers' }).tap();
    await page.getByText('3 kept, not sent yet').waitFor();

    await context.setOffline(false);
    await page.getByText('Everything is saved').waitFor();
    await page.reload();
    await page.getByText('Everything is saved').waitFor();

    const { deal } = await call<DealView>(page, 'GET', `${place.url}/api/v1/deals/${made.deal}`);
    const meeting = deal.meetings.find((m) => m.id === made.meeting);
    expect(meeting?.plan?.asks.map((ask) => [ask.rank, ask.outcome])).toEqual([
        ['best', 'declined'],
        ['minimum', 'accepted'],
    ]);
    expect(meeting?.readings.map((r) => r.next_step)).toEqual(['yes']);
    expect(deal.commitments.filter((c) => c.meeting === made.meeting)).toHaveLength(1);
    expect(wrong).toEqual([]);
    await context.close();
});

test('a colleague answered first: what was tapped is told, and nothing is lost', async () => {
    const mine = await visit(place, 'sam@example.com', { size: phone, touch: true });
    const made = await new_meeting(mine.page, place.url, 12, true);
    await mine.page.goto(`${place.url}/meetings/${made.meeting}/hold`);
    await mine.page.getByText('Ask for this first').waitFor();
    await mine.context.setOffline(true);
    await mine.page.getByRole('button', { name: `Accepted: ${asked.best}` }).tap();
    await mine.page.getByText('They offered …').tap();
    const form = mine.page.getByRole('form', { name: 'They offered …' });
    await form.getByLabel('What they will do').fill('Name the two planners who test it');
    await form.getByRole('button', { name: 'Offered' }).tap();
    await mine.page.getByText('2 kept, not sent yet').waitFor();

    const theirs = await visit(place, 'admin@example.com');
    const view = await call<DealView>(theirs.page, 'GET', `${place.url}/api/v1/deals/${made.deal}`);
    const ask = view.deal.meetings
        .find((m) => m.id === made.meeting)
        ?.plan?.asks.find((a) => a.rank === 'best');
    await call(
        theirs.page,
        'POST',
        `${place.url}/api/v1/meetings/${made.meeting}/asks/${ask?.id}/answer`,
        { answer: 'declined', words: 'He is travelling' },
        view.version,
    );

    await mine.context.setOffline(false);
    const told = mine.page.getByRole('alert').filter({ hasText: 'Not saved' });
    await told.getByText('was declined already', { exact: false }).waitFor();
    await told.getByRole('button', { name: 'All right' }).tap();
    await mine.page.getByText('Everything is saved').waitFor();
    const after = await call<DealView>(mine.page, 'GET', `${place.url}/api/v1/deals/${made.deal}`);
    const offered = after.deal.commitments.filter((c) => c.meeting === made.meeting);
    expect(offered.map((c) => [c.what, c.initiative])).toEqual([
        ['Name the two planners who test it', 'unasked'],
    ]);
    expect(mine.wrong).toEqual([]);
    await mine.context.close();
    await theirs.context.close();
});
