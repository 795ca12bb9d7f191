// Meetings as the journeys need them: those of the sample workspace, and new ones.
import type { Page } from 'playwright-core';

interface Player {
    person: string;
    name: string;
    role: string;
    left_at?: string;
}
export interface DealView {
    version: number;
    deal: {
        id: string;
        name: string;
        players: Player[];
        meetings: {
            id: string;
            booked_in?: string;
            plan?: { asks: { id: string; rank: string; outcome: string; what: string }[] };
            readings: { who: string; next_step: string }[];
            hesitation?: { words: string };
            debrief?: { attended: string[] };
        }[];
        commitments: { id: string; what: string; meeting?: string; initiative: string }[];
    };
    verdicts: { meeting: string; verdict: string }[];
}

// As the page asks: with its cookie.
export async function call<T>(
    page: Page,
    verb: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: unknown,
    version?: number,
): Promise<T> {
    const [status, text] = await page.evaluate(
        async ([how, to, what, at]) => {
            const answer = await fetch(to, {
                method: how,
                headers: {
                    ...(what && { 'Content-Type': 'application/json' }),
                    ...(at && { 'If-Match': `"${at}"` }),
                    ...(how !== 'GET' && { 'Idempotency-Key': crypto.randomUUID() }),
                },
                ...(what && { body: what }),
            });
            return [answer.status, await answer.text()] as const;
        },
        [verb, url, body === undefined ? '' : JSON.stringify(body), version ?? 0] as const,
    );
    if (status >= 300) throw new Error(`${verb} ${url}: ${status} ${text}`);
    return JSON.parse(text) as T;
}

interface Line {
    id: string;
    has_plan: boolean;
}
// A meeting of one's own: ahead with a plan, or debriefed.
export async function meeting_of(
    page: Page,
    url: string,
    which: 'planned' | 'held',
): Promise<string> {
    const now = new Date().toISOString();
    const range = which === 'planned' ? `from=${now}&state=planned` : `to=${now}&state=held`;
    const { items } = await call<{ items: Line[] }>(
        page,
        'GET',
        `${url}/api/v1/meetings?scope=mine&${range}&limit=200`,
    );
    const found = items.filter((m) => m.has_plan).at(-1);
    if (!found) throw new Error(`the sample has no meeting that is ${which}`);
    return found.id;
}

export interface Made {
    meeting: string;
    deal: string;
    decider: Player;
}
const best = 'Bring the finance director to a dated call';
const minimum = 'Go through the proposal with us, line by line';
export const asked = { best, minimum };

// By the workspace's clock, on which it is another day than in Greenwich for an hour or two.
export function day_from_now(days: number): string {
    return new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', {
        timeZone: 'Europe/Berlin',
    });
}

// A meeting that began some minutes ago, in a deal of one's own with somebody who decides.
export async function new_meeting(
    page: Page,
    url: string,
    began_minutes_ago: number,
    with_plan: boolean,
): Promise<Made> {
    const { items } = await call<{ items: { id: string }[] }>(
        page,
        'GET',
        `${url}/api/v1/deals?scope=mine&state=pipeline&limit=20`,
    );
    for (const { id } of items) {
        const view = await call<DealView>(page, 'GET', `${url}/api/v1/deals/${id}`);
        const decider = view.deal.players.find((p) => p.role === 'decision_maker' && !p.left_at);
        if (!decider) continue;
        const starts = new Date(Date.now() - began_minutes_ago * 60_000).toISOString();
        const title = 'Through the proposal';
        const booked = await call<DealView>(
            page,
            'POST',
            `${url}/api/v1/deals/${id}/meetings`,
            { kind: 'video', title, starts, minutes: 30, players: [decider.person] },
            view.version,
        );
        const meeting = booked.deal.meetings.at(-1)?.id ?? '';
        if (with_plan)
            await call<DealView>(
                page,
                'PUT',
                `${url}/api/v1/meetings/${meeting}/plan`,
                {
                    purpose: 'Finance joins',
                    whats_up: 'What makes you hesitate?',
                    asks: [
                        ask('best', best, 'people', decider.person),
                        ask('minimum', minimum, 'work', decider.person),
                    ],
                },
                booked.version,
            );
        return { meeting, deal: id, decider };
    }
    throw new Error('the sample has no open deal with a decision maker');
}

function ask(rank: string, what: string, effort: string, owner: string) {
    return { rank, what, effort, owner, due: day_from_now(7), proof: 'Both see it done' };
}
