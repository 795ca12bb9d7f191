// A mail server for journeys: SMTP on 127.0.0.1, which takes every mail unless told otherwise.
// What it took is read by postal-mime, which shares no line with what wrote it.
import { createServer, type Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';

export interface MailPeer {
    args: string[]; // For `ante serve`.
    refuse: string; // What it says to recipients instead of yes; '' for yes.
    mails: () => Promise<Email[]>;
    stop: () => Promise<void>;
}

export async function mail_peer(): Promise<MailPeer> {
    const taken: string[] = [];
    const sockets = new Set<Socket>();
    const state = { refuse: '' };
    const server = createServer((socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => socket.destroy());
        let waiting = '';
        let in_mail = false;
        socket.write('220 peer.example ESMTP\r\n');
        socket.on('data', (bytes) => {
            waiting += bytes.toString('latin1'); // Mails are ASCII.
            for (;;) {
                const end = waiting.indexOf(in_mail ? '\r\n.\r\n' : '\r\n');
                if (end < 0) return;
                const said = waiting.slice(0, end);
                waiting = waiting.slice(end + (in_mail ? 5 : 2));
                if (in_mail) {
                    taken.push(said.replaceAll('\r\n..', '\r\n.'));
                    in_mail = false;
                    socket.write('250 2.0.0 Ok\r\n');
                } else {
                    in_mail = answer(socket, said.toUpperCase(), state.refuse);
                }
            }
        });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return {
        args: [
            '--mail-server',
            `smtp://127.0.0.1:${address.port}`,
            '--mail-tls=false',
            '--mail-from',
            'Northgate <sales@northgate.example>',
        ],
        get refuse() {
            return state.refuse;
        },
        set refuse(words) {
            state.refuse = words;
        },
        mails: () => Promise.all(taken.map((mail) => PostalMime.parse(mail))),
        stop: () =>
            new Promise((done) => {
                for (const socket of sockets) socket.destroy();
                server.close(() => done());
            }),
    };
}

// Does the mail itself follow?
function answer(socket: Socket, said: string, refuse: string): boolean {
    if (said.startsWith('RCPT') && refuse) socket.write(`${refuse}\r\n`);
    else if (said.startsWith('DATA')) socket.write('354 Go on\r\n');
    else if (said.startsWith('QUIT')) socket.end('221 2.0.0 Bye\r\n');
    else socket.write('250 2.0.0 Ok\r\n');
    return said.startsWith('DATA');
}
