// The one way to the server: typed by the contract, with a key on every write so that sending it
// again has one effect, and errors as values that carry a sentence for people.
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

// What the server, or the way to it, said no with. `status` 0: the server wasn't reached.
export class Refusal extends Error {
    constructor(
        readonly status: number,
        readonly problem: Problem,
    ) {
        super(problem.detail);
        this.name = 'Refusal';
    }
    get code(): string {
        return this.problem.code;
    }
    // What is wrong at a field of the body: at('asks/0/due').
    at(field: string): string | undefined {
        return this.problem.errors?.find((e) => e.pointer === `/${field}`)?.detail;
    }
}

export function unreachable(): Refusal {
    return new Refusal(0, {
        type: 'about:blank',
        title: 'Not reached',
        status: 0,
        code: 'server_unreachable',
        detail: 'The server can’t be reached just now.',
        request_id: '',
        errors: [],
    });
}

const keyed: Middleware = {
    onRequest({ request }) {
        if (request.method !== 'GET' && !request.headers.has('Idempotency-Key'))
            request.headers.set('Idempotency-Key', newKey());
        return request;
    },
};

// As crypto.randomUUID, which browsers keep from pages that came by plain http from elsewhere.
export function newKey(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export const api = createClient<paths>({
    baseUrl: '/api/v1',
    fetch: (request) =>
        fetch(request).catch((error) => {
            if (error instanceof DOMException && error.name === 'AbortError') throw error;
            throw unreachable();
        }),
});
api.use(keyed);

interface Answered<T> {
    data?: T;
    error?: unknown;
    response: Response;
}

// The answer's body, or throws a Refusal. `data` is void for 204.
export async function answer<T>(call: Promise<Answered<T>>): Promise<T> {
    const { data, error, response } = await call;
    if (response.ok) return data as T;
    if (error && typeof error === 'object' && 'code' in error)
        throw new Refusal(response.status, error as Problem);
    throw new Refusal(response.status, {
        ...unreachable().problem,
        status: response.status,
        code: 'no_answer',
        detail: `The server answered ${response.status} without a reason.`,
    });
}

// The same with the thing's version, where it stands in the ETag and not in the body: settings,
// members, accounts, people.
export interface Versioned<T> {
    value: T;
    version: number;
}
export async function versioned<T>(call: Promise<Answered<T>>): Promise<Versioned<T>> {
    let etag: string | null = null;
    const value = await answer(
        call.then((got) => {
            etag = got.response.headers.get('ETag');
            return got;
        }),
    );
    return { value, version: Number(String(etag).replace(/\D/g, '')) };
}

export function if_match(version: number): { 'If-Match': string } {
    return { 'If-Match': `"${version}"` };
}
