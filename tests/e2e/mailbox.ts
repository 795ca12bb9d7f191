// Real mailboxes for journeys: OpenSMTPD and Dovecot on 127.0.0.1 (tests/trust/mail_house.py, which
// also reads them by IMAP). They want to be started by root: where nobody may, mail goes to the peer
// of mail_peer.ts, which has no inbox.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import PostalMime, { type Email } from 'postal-mime';
import { mail_peer } from './mail_peer';

export interface Mailboxes {
    name: string; // What they are, for a test's name.
    real: boolean;
    args: string[]; // For `ante serve`,
    set: Record<string, string>; // and its environment.
    // What lies in the mailbox of this user of buyer.example.
    mails: (user: string) => Promise<Email[]>;
    // As somebody's mail program would. Only with real ones.
    post: (from: string, to: string, message: string) => Promise<void>;
    stop: () => Promise<void>;
}

const house_file = join(import.meta.dirname, '../trust/mail_house.py');

export async function mailboxes(): Promise<Mailboxes> {
    const house = spawn('python3', ['-B', house_file], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<void>((done) => house.once('exit', () => done()));
    const lines = createInterface({ input: house.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<unknown> => {
        const { done, value } = await lines.next();
        if (done) throw new Error('the mail servers did not start, or ended');
        return JSON.parse(value);
    };
    const set = (await next()) as Record<string, string>;
    if (set.not !== undefined) {
        await ended;
        if (process.env.CI) throw new Error(`Mail through real servers: not tried. ${set.not}`);
        return peer(set.not);
    }
    // One question after another.
    let last: Promise<unknown> = Promise.resolve();
    const ask = (what: object): Promise<unknown> => {
        last = last.then(() => {
            house.stdin.write(`${JSON.stringify(what)}\n`);
            return next();
        });
        return last;
    };
    return {
        name: 'OpenSMTPD and Dovecot',
        real: true,
        args: [],
        set,
        mails: async (user) => {
            const found = (await ask({ mails: user })) as string[];
            return Promise.all(found.map((one) => PostalMime.parse(Buffer.from(one, 'base64'))));
        },
        post: async (from, to, message) => {
            await ask({ post: [from, to, Buffer.from(message).toString('base64')] });
        },
        stop: async () => {
            house.stdin.end();
            await ended;
        },
    };
}

async function peer(why: string): Promise<Mailboxes> {
    const { args, mails, stop } = await mail_peer();
    return {
        name: `an SMTP peer, not a real mailbox (${why})`,
        real: false,
        args,
        set: {},
        mails: async (user) =>
            (await mails()).filter((mail) =>
                mail.to?.some((one) => one.address === `${user}@buyer.example`),
            ),
        post: () => Promise.reject(new Error('there is no inbox here')),
        stop,
    };
}
