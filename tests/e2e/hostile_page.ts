// What a buyer writes on his page, hostile like the rest of it, and our answers to it.
import type { Planter, Writer } from './hostile';

interface DealNow {
    version: number;
    deal: {
        commitments: {
            id: string;
            owner: { type: string; person?: string };
            state: { type: string };
        }[];
    };
}

// Answers the address of the page.
export async function plant_page(
    to: Writer,
    words: Planter,
    deal: string,
    person: string,
): Promise<string> {
    const at = `/deals/${deal}`;
    const before = await to.get<DealNow>(at);
    await to.send('PUT', `${at}/goal`, { goal: words.text() }, `"${before.version}"`);
    const { url } = await to.send<{ url: string }>('POST', `${at}/plan-links`, { person });
    const buyer = new Buyer(new URL(url).origin);
    await buyer.posts('open', { link: url });
    await buyer.posts('say', { words: words.text() });
    await buyer.posts('name', { name: words.text(), does: words.text() });
    const promise = before.deal.commitments.find(
        (c) => c.state.type === 'proposed' && c.owner.person === person,
    );
    if (!promise) throw new Error('no promise of his was proposed');
    const suggests = () =>
        buyer.posts('suggest', {
            promise: promise.id,
            what: words.text(),
            words: words.text(),
        });
    await suggests();
    const now = await to.get<DealNow>(at);
    await to.send(
        'POST',
        `/promises/${promise.id}/counter/leave`,
        { words: words.text() },
        `"${now.version}"`,
    );
    await suggests();
    return url;
}

// A browser without a script.
class Buyer {
    #cookie = '';
    constructor(private readonly origin: string) {}

    async posts(deed: string, fields: Record<string, string>): Promise<void> {
        const page = await fetch(`${this.origin}/plan`, { headers: { Cookie: this.#cookie } });
        const token = (await page.text()).match(/name="token" value="(\w+)"/)?.[1];
        const answer = await fetch(`${this.origin}/plan/${deed}`, {
            method: 'POST',
            headers: { Cookie: this.#cookie, Origin: this.origin },
            body: new URLSearchParams({ ...fields, ...(token && { token }) }),
            redirect: 'manual',
        });
        if (answer.status !== 303)
            throw new Error(`/plan/${deed}: ${answer.status} ${await answer.text()}`);
        this.#cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? this.#cookie;
    }
}
