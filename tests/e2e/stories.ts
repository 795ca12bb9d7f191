// How journeys begin that several tell: a deal with all that a buyer answers on his page, a
// calendar as others publish it.
import type { Page } from 'playwright-core';
import type { Place } from './browser';
import { call, type DealView, day_from_now } from './meetings';

export interface Story {
    deal: string;
    name: string;
    dana: string;
    rob: string;
}

// A deal with two players, a promise of each kind, and a demo that was delivered. `at`: the domain
// at which they have mail addresses.
export async function buyers_story(
    page: Page,
    place: Place,
    name: string,
    at = '',
): Promise<Story> {
    const api = `${place.url}/api/v1`;
    const send = <T>(path: string, body: unknown, version?: number) =>
        call<T>(page, 'POST', `${api}${path}`, body, version);
    const account = await send<{ id: string }>('/accounts', { name: `${name} Works` });
    const person = (who: string) =>
        send<{ id: string }>('/people', {
            account: account.id,
            name: who,
            ...(at && { email: `${who.split(' ')[0]?.toLowerCase()}@${at}` }),
        });
    const dana = await person('Dana Lind');
    const rob = await person('Rob Maas');
    let view = await send<DealView & { deal: { requests: { id: string }[] } }>('/deals', {
        account: account.id,
        name,
    });
    const deal = view.deal.id;
    const step = async (path: string, body: unknown) => {
        view = await send(path, body, view.version);
    };
    await step(`/deals/${deal}/players`, { person: dana.id, role: 'decision_maker' });
    await step(`/deals/${deal}/players`, { person: rob.id, role: 'user' });
    const theirs = (what: string, standing: string) =>
        step(`/deals/${deal}/promises`, {
            promise: {
                side: 'buyer',
                person: dana.id,
                what,
                due: day_from_now(10),
                proof: 'It is in the shared folder',
                effort: 'work',
            },
            standing,
        });
    await theirs('Bring the numbers of the night shift', 'proposed');
    await theirs('Send the plan of the yard', 'agreed');
    await step(`/deals/${deal}/requests`, {
        request: { kind: 'demo', what: 'The dispatch board, live', by: dana.id },
    });
    const request = view.deal.requests[0]?.id;
    await step(`/requests/${request}/accept`, {
        purpose: 'see it',
        outcome: 'yes or no',
        decision: 'shortlist',
        nothing_in_exchange: true,
    });
    await step(`/requests/${request}/deliver`, {});
    return { deal, name, dana: dana.id, rob: rob.id };
}

// Nobody sleeps in this workspace: mails go out at whatever hour the tests run. Of an admin's page.
export async function nobody_sleeps(page: Page, place: Place): Promise<void> {
    await page.goto(`${place.url}/settings/mail`);
    await page.getByText('Mail goes out as').waitFor();
    for (const which of ['From', 'to']) {
        await page.getByRole('combobox', { name: which, exact: true }).click();
        await page.getByRole('option', { name: '00:00' }).click();
    }
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByText('Settings saved').waitFor();
}

// A moment as calendars write it: in so many days, at that hour.
export function stamp(days: number, hour = 10): string {
    const at = new Date(Date.now() + days * 86_400_000);
    return `${at.toISOString().slice(0, 10).replaceAll('-', '')}T${String(hour).padStart(2, '0')}0000Z`;
}

// An event with one other person in it.
export function event(
    uid: string,
    starts: string,
    title: string,
    email: string,
    answer = 'ACCEPTED',
): string[] {
    return [
        `UID:${uid}`,
        `DTSTART:${starts}`,
        'DURATION:PT45M',
        `SUMMARY:${title}`,
        `ATTENDEE;PARTSTAT=${answer}:mailto:${email}`,
    ];
}

export function calendar(...events: string[][]): string {
    const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN'];
    for (const one of events) lines.push('BEGIN:VEVENT', ...one, 'END:VEVENT');
    return [...lines, 'END:VCALENDAR', ''].join('\r\n');
}
