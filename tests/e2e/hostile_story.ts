// A workspace in which every field that takes words holds a text that wants to be more.
import type { Planter, Writer } from './hostile';
import { plant_page } from './hostile_page';
import { type DealView, day_from_now } from './meetings';

interface Made {
    id: string;
}
interface Template extends Made {
    plan: { lines: { key: string }[] };
}
type Deal = DealView & {
    deal: { requests: { id: string }[]; meetings: { id: string }[] };
};

export interface Planted {
    deal: string;
    closed: string[];
    account: string;
    person: string;
    ahead: string; // Meetings: to come, going on, held, called off.
    due: string;
    held: string;
    off: string;
    view: string;
    page: string; // The buyer's, with its secret.
}

const inline = (days: number, hour = 10) => `${day_from_now(days)}T${hour}:00:00Z`;

export async function plant(to: Writer, words: Planter): Promise<Planted> {
    const text = (most?: number) => words.text(most);
    const account_words = () => ({
        name: text(),
        domain: text(),
        industry: text(100),
        region: text(100),
        size: text(100),
        segment: text(100),
        need: text(100),
        external_id: text(),
    });
    const person_words = (account: string) => ({
        account,
        name: text(),
        phone: text(60),
        title: text(),
        department: text(100),
        external_id: text(),
    });
    const account = await to.send<Made>('POST', '/accounts', account_words());
    const other = await to.send<Made>('POST', '/accounts', account_words());
    await to.send('PUT', `/accounts/${other.id}`, account_words(), to.last);
    const person = await to.send<Made>('POST', '/people', {
        ...person_words(account.id),
        email: 'a.b+c@example.com',
    });
    const second = await to.send<Made>('POST', '/people', person_words(account.id));
    const changed = await to.send<Made>(
        'PUT',
        `/people/${second.id}`,
        person_words(account.id),
        to.last,
    );
    // Nothing is found twice by chance: two people of one name.
    const twin = text();
    for (const phone of [text(60), text(60)])
        await to.send('POST', '/people', { account: other.id, name: twin, phone });

    const member = await to.send<Made>('POST', '/members', {
        name: text(),
        email: 'second@example.com',
        role: 'rep',
        team: text(100),
    });
    await to.send(
        'PUT',
        `/members/${member.id}`,
        { name: text(), email: 'second@example.com', role: 'manager', team: text(100) },
        to.last,
    );
    const me = await to.send<{ member: { id: string } }>('PATCH', '/me', { name: words.long(60) });

    const settings = await to.get<{ stages: { name: string }[] }>('/settings');
    await to.send(
        'PUT',
        '/settings',
        {
            ...settings,
            name: text(100),
            stages: settings.stages.map((stage) => ({ ...stage, name: text(60) })),
            plays: [
                {
                    id: 'own_play',
                    title: text(60),
                    effort: 'work',
                    ask: text(),
                    what: text(140),
                    proof: text(140),
                    if_declined: text(),
                },
            ],
            ideal: [{ attribute: 'need', weight: 1, wanted: [text(100)], partly: [text(100)] }],
        },
        to.last,
    );

    // The deal everything happens in.
    const open = (name: string) =>
        to.send<Deal>('POST', '/deals', {
            account: account.id,
            name,
            external_id: text(),
            crm_stage: text(),
            amount: { minor: 1_234_500, currency: 'EUR' },
        });
    let view = await open(text());
    const { id } = view.deal;
    const at = `/deals/${id}`;
    const on = async (verb: string, path: string, body?: unknown) => {
        view = await to.send<Deal>(verb, path, body, `"${view.version}"`);
        return view;
    };
    await on('PATCH', at, { name: text() });
    await on('POST', `${at}/players`, { person: person.id, role: 'decision_maker' });
    await on('POST', `${at}/players`, { person: changed.id, role: 'user' });
    await on('PUT', `${at}/homework`, {
        homework: {
            issue: text(),
            reality: text(),
            desired_result: words.long(120),
            gap: text(),
            why_us: text(),
            decision_maker: person.id,
        },
    });
    await on('POST', `${at}/notes`, { text: `${text()}` });
    await on('POST', `${at}/notes`, { text: words.long(900) });
    await on('POST', `${at}/replies`, { person: person.id, words: text() });

    const promise = (side: 'buyer' | 'seller', days: number) => ({
        side,
        ...(side === 'buyer' ? { person: person.id } : { member: me.member.id }),
        what: text(),
        proof: text(),
        due: day_from_now(days),
        effort: 'work',
    });
    const promised = async (side: 'buyer' | 'seller', standing: string, days = 9) => {
        const said = await on('POST', `${at}/promises`, { promise: promise(side, days), standing });
        return `/promises/${said.deal.commitments.at(-1)?.id}`;
    };
    await promised('buyer', 'agreed');
    await promised('seller', 'agreed', 0);
    await promised('buyer', 'proposed');
    await on('POST', `${await promised('buyer', 'proposed')}/decline`, { words: text() });
    await on('POST', `${await promised('buyer', 'agreed')}/release`, { why: text() });
    await on('POST', `${await promised('buyer', 'agreed')}/withdraw`, { why: text() });

    // Meetings.
    const ask = (rank: string) => ({
        rank,
        what: text(),
        effort: rank === 'best' ? 'people' : 'work',
        owner: person.id,
        due: day_from_now(12),
        proof: text(),
    });
    const plan = () => ({
        purpose: text(),
        whats_up: text(),
        asks: [ask('best'), ask('minimum'), ask('alternative')],
    });
    const booked = async (starts: string) => {
        await on('POST', `${at}/meetings`, {
            kind: 'video',
            title: text(),
            starts,
            minutes: 30,
            players: [person.id],
        });
        return view.deal.meetings.at(-1)?.id ?? '';
    };
    const held = await booked(inline(-3));
    await on('PUT', `/meetings/${held}/plan`, plan());
    const [best, minimum, alternative] =
        view.deal.meetings.find((m) => m.id === held)?.plan?.asks ?? [];
    await on('POST', `/meetings/${held}/asks/${best?.id}/answer`, {
        answer: 'declined',
        words: text(),
    });
    await on('POST', `/meetings/${held}/asks/${minimum?.id}/answer`, {
        answer: 'changed',
        words: text(),
        changed_to: promise('buyer', 20),
    });
    await on('POST', `/meetings/${held}/asks/${alternative?.id}/answer`, {
        answer: 'accepted',
        words: text(),
    });
    await on('POST', `/meetings/${held}/asks`, {
        ask: ask('alternative'),
        answer: 'declined',
        words: text(),
    });
    await on('POST', `/meetings/${held}/hesitation`, { words: text(), choice: 'keep' });
    await on('POST', `/meetings/${held}/readings`, {
        who: person.id,
        most_interesting: text(),
        to_clarify: text(),
        next_step: 'not_yet',
        words: text(),
    });
    await on('POST', `/meetings/${held}/debrief`, {
        attended: [person.id],
        promises: [promise('seller', 6)],
        requests: [{ kind: 'other', what: text(), by: person.id }],
        next_meeting: {
            kind: 'call',
            title: text(),
            starts: inline(5),
            minutes: 30,
            players: [person.id],
        },
        notes: text(),
    });
    await on('POST', `/meetings/${held}/recap/mail`, {
        to: [person.id],
        subject: text(),
        text: text(),
    });
    await to.send('POST', `${at}/letters`, {
        kind: 'plan_invitation',
        person: person.id,
        subject: text(),
        text: text(),
    });
    await to.send('POST', '/mail/check', { text: text() });
    const ahead = view.deal.meetings.at(-1)?.id ?? '';
    await on('PUT', `/meetings/${ahead}/plan`, plan());
    await on('PATCH', `/meetings/${ahead}`, { title: text() });
    const short = await booked(inline(-2));
    await on('POST', `/meetings/${short}/debrief`, {
        attended: [person.id],
        no_next_because: text(),
    });
    const off = await booked(inline(2));
    await on('POST', `/meetings/${off}/cancel`, { by: 'buyer', why: text() });
    const due = await booked(new Date(Date.now() - 20 * 60_000).toISOString());
    await on('PUT', `/meetings/${due}/plan`, plan());

    // Requests.
    const asked = async () => {
        await on('POST', `${at}/requests`, {
            request: { kind: 'sample', what: text(), by: person.id },
        });
        return `/requests/${view.deal.requests.at(-1)?.id}`;
    };
    const accept = () => ({ purpose: text(), outcome: text(), decision: text() });
    await on('POST', `${await asked()}/decline`, { words: text() });
    await on('POST', `${await asked()}/withdraw`, { why: text() });
    const first = await asked();
    await on('POST', `${first}/accept`, {
        ...accept(),
        exchange_promise: promise('buyer', 15),
        ends_on: day_from_now(30),
        success_criteria: text(),
    });
    await on('POST', `${first}/deliver`);
    await on('POST', `${first}/answer`, { satisfied: false, missing: text(), by: person.id });
    await on('POST', `${await asked()}/accept`, {
        ...accept(),
        nothing_in_exchange: true,
        override_reason: text(),
    });
    await asked();
    const stages = await to.get<{ stages: { stage: string }[] }>(`${at}/stage-check`);
    await on('POST', `${at}/stage`, { stage: stages.stages.at(-1)?.stage, reason: text() });

    const touch = await to.send<Made>('POST', `/accounts/${account.id}/touches`, {
        kind: 'note',
        person: person.id,
        deal: id,
        note: text(),
        private_note: text(),
    });
    // An address book as somebody else wrote it.
    const escaped = (most: number) =>
        text(most)
            .replace(/[\r\n]+/g, ' ')
            .replace(/([\\,;])/g, '\\$1');
    await to.send('POST', '/contacts/import', {
        text: [
            'BEGIN:VCARD',
            'VERSION:4.0',
            `FN:${escaped(60)}`,
            `ORG:${escaped(60)};${escaped(60)}`,
            `TITLE:${escaped(60)}`,
            'END:VCARD',
        ].join('\r\n'),
    });
    await to.send('POST', `/touches/${touch.id}/answer`, { words: text() });

    // Deals that are over, or rest.
    const lost = await open(text());
    await to.send('POST', `/deals/${lost.deal.id}/lose`, { to: 'other', why: text() }, to.last);
    const parked = await open(text());
    await to.send(
        'POST',
        `/deals/${parked.deal.id}/park`,
        { until: day_from_now(60), why: text() },
        to.last,
    );
    const again = await open(words.long(160));
    await to.send<Deal>(
        'POST',
        `/deals/${again.deal.id}/park`,
        { until: day_from_now(60) },
        to.last,
    );
    await to.send('POST', `/deals/${again.deal.id}/reopen`, { why: text() }, to.last);
    // Calendars of one's own: all but their names is sealed.
    const feed = { address: 'https://127.0.0.1/calendar.ics' };
    await to.send('POST', '/calendars', { ...feed, name: text(100) });
    const named = await to.send<Made>('POST', '/calendars', feed);
    await to.send('PATCH', `/calendars/${named.id}`, { name: text(100) });
    const server = { ...feed, user: 'ria', password: 'secret' };
    await to.send('POST', '/calendars/caldav', { ...server, name: text(100) });
    // Letting one go is proposed, declined, and proposed anew; and somebody coaches.
    const let_go = { how: 'park', until: day_from_now(60) };
    await to.get<Deal>(`/deals/${again.deal.id}`); // For its version.
    for (const [path, body] of [
        ['letting-go', { ...let_go, why: text() }],
        ['letting-go/decline', { why: text() }],
        ['letting-go', { ...let_go, why: text() }],
        ['notes', { text: text(), kind: 'coaching' }],
    ] as const)
        await to.send('POST', `/deals/${again.deal.id}/${path}`, body, to.last);

    const page = await plant_page(to, words, id, person.id);

    // A template of the workspace, and a plan that came from it.
    const template = () => ({
        visibility: 'team',
        plan: {
            name: text(100),
            about: text(),
            lines: [
                {
                    key: 'line_1',
                    side: 'buyer',
                    what: text(),
                    proof: text(),
                    effort: 'work',
                    when: { from: 'go_live', offset: -5 },
                    why: text(),
                },
            ],
        },
    });
    const first_template = await to.send<Template>('POST', '/plan-templates', template());
    const kept = await to.send<Template>(
        'PUT',
        `/plan-templates/${first_template.id}`,
        template(),
        to.last,
    );
    await to.send(
        'POST',
        `/deals/${again.deal.id}/our-plan`,
        {
            template: kept.id,
            go_live: day_from_now(40),
            lines: [{ key: kept.plan.lines[0]?.key, promise: promise('seller', 20) }],
        },
        (await to.get<Deal>(`/deals/${again.deal.id}`)) && to.last,
    );

    const draft = () => ({ name: text(100), screen: 'pipeline', query: text() });
    const saved = await to.send<Made>('POST', '/views', draft());
    await to.send('PUT', `/views/${saved.id}`, draft(), to.last);
    await to.send('POST', '/me/tokens', { name: text(100) });
    return {
        deal: id,
        closed: [lost.deal.id, parked.deal.id, again.deal.id],
        account: account.id,
        person: person.id,
        ahead,
        due,
        held,
        off,
        view: saved.id,
        page,
    };
}
