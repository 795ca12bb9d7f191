// What each rule asks for, and the buttons that do it: the first is the row's button, the others
// lie in its menu. A rule without a line here opens its deal, where everything can be done.
import type { Schemas } from '@/api/client';
import type { Act } from '@/parts/acts/open';
import { say } from '@/words';

type Signal = Schemas['SignalView'];

export type Deed = { label: string } & (
    | { act: Act }
    | { to: string; part?: string } // An address of the screens, and what of it is meant.
    | { keeps: string } // Our promise, kept: one tap.
);

interface At {
    deal: string;
    subject: string; // The meeting, promise, request or deal that the signal is about.
}
type Remedy = (at: At) => Deed[];

const words = say.today.deed;

const plan: Remedy = ({ subject }) => [{ label: words.plan, to: `/meetings/${subject}/plan` }];
const mend_plan: Remedy = ({ subject }) => [
    { label: words.mend_plan, to: `/meetings/${subject}/plan` },
];
const ask_for = ({ deal }: At): Deed => ({
    label: words.note_promise,
    act: { act: 'promise', deal, side: 'buyer' },
});
const book = ({ deal }: At): Deed => ({ label: words.book, act: { act: 'book_meeting', deal } });
const replied = ({ deal }: At): Deed => ({ label: words.replied, act: { act: 'reply', deal } });
const touched = ({ deal }: At): Deed => ({ label: words.touched, act: { act: 'touch', deal } });
const let_go = ({ deal }: At): Deed => ({ label: words.let_go, act: { act: 'let_go', deal } });
const player = ({ deal }: At): Deed => ({ label: words.player, act: { act: 'player', deal } });
const fate = ({ deal, subject }: At, label: string, fate: 'moved' | 'missed' | 'kept'): Deed => ({
    label,
    act: { act: 'promise_fate', deal, promise: subject, fate },
});

export const remedies: Record<string, Remedy> = {
    // Meetings
    plan_missing: plan,
    plan_flat: mend_plan,
    ask_is_ours: mend_plan,
    ask_beyond_authority: mend_plan,
    no_reserve: mend_plan,
    debrief_due: ({ subject }) => [{ label: words.debrief, to: `/meetings/${subject}/debrief` }],
    next_meeting_missing: (at) => [book(at), ask_for(at), let_go(at)],
    below_minimum: ({ deal, subject }) => [
        { label: words.whats_up, act: { act: 'whats_up', deal, meeting: subject } },
    ],
    temperature_unread: ({ deal, subject }) => [
        { label: words.temperature, act: { act: 'temperature', deal, meeting: subject } },
    ],
    not_willing: (at) => [
        {
            label: words.temperature_again,
            act: { act: 'temperature', deal: at.deal, meeting: at.subject },
        },
        replied(at),
        book(at),
    ],
    recap_due: ({ deal, subject }) => [
        { label: words.recap, act: { act: 'recap', deal, meeting: subject } },
    ],
    // Relations
    executive_missing: (at) => [touched(at), book(at)],
    // Promises
    we_owe: (at) => [
        { label: words.kept, keeps: at.subject },
        fate(at, words.move, 'moved'),
        fate(at, words.missed, 'missed'),
    ],
    answer_due: ({ deal }) => [{ label: words.answer, to: `/deals/${deal}`, part: 'plan_page' }],
    buyer_overdue: (at) => [
        fate(at, words.came_of_it, 'kept'),
        fate(at, words.move, 'moved'),
        fate(at, words.missed, 'missed'),
    ],
    one_sided: (at) => [ask_for(at), book(at)],
    nothing_open: (at) => [ask_for(at), book(at), replied(at), let_go(at)],
    broken_twice: (at) => [replied(at), ask_for(at), let_go(at)],
    // Requests
    purpose_missing: ({ deal, subject }) => [
        { label: words.accept, act: { act: 'accept_request', deal, request: subject } },
        { label: words.decline, act: { act: 'decline_request', deal, request: subject } },
    ],
    check_back: ({ deal, subject }) => [
        { label: words.got_it, act: { act: 'answer_request', deal, request: subject } },
    ],
    unsatisfied: ({ deal, subject }) => [
        { label: words.deliver, act: { act: 'deliver_request', deal, request: subject } },
        { label: words.withdraw, act: { act: 'withdraw_request', deal, request: subject } },
    ],
    one_more_thing: (at) => [ask_for(at), let_go(at)],
    free_access: (at) => [
        ask_for(at),
        {
            label: words.end_trial,
            act: { act: 'withdraw_request', deal: at.deal, request: at.subject },
        },
    ],
    // Deals
    heavy_lifting: (at) => [ask_for(at), let_go(at)],
    quiet: (at) => [touched(at), replied(at), book(at), let_go(at)],
    chasing: (at) => [let_go(at), replied(at), book(at)],
    continuations: (at) => [ask_for(at), let_go(at)],
    single_thread: (at) => [player(at), book(at)],
    no_power: (at) => [player(at), ask_for(at)],
    no_early_commitment: (at) => [ask_for(at), book(at)],
    homework_missing: ({ deal }) => [{ label: words.homework, act: { act: 'homework', deal } }],
    poor_fit: (at) => [let_go(at)],
    gone_too_far: (at) => [let_go(at), replied(at)],
    // Relations
    touch_due: (at) => [touched(at)],
    same_touch: (at) => [touched(at)],
};

export function deeds_for(signal: Signal, deal: string): Deed[] {
    const known = remedies[signal.rule]?.({ deal, subject: signal.subject });
    return known ?? [{ label: words.open, to: `/deals/${deal}` }];
}
