// Shows the act that was asked for (open.ts). Stands once, in the shell; each dialog comes over the
// wire when it is first needed.
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Shown } from './frame';
import { type Act, type Around, on_open_act } from './open';

const PromiseFate = lazy(() => import('./promise_fate'));
const NewPromise = lazy(() => import('./promise'));
const BookMeeting = lazy(() => import('./book_meeting'));
const Recap = lazy(() => import('./recap'));
const WhatsUp = lazy(() => import('./whats_up'));
const Temperature = lazy(() => import('./temperature'));
const AskRequest = lazy(() => import('./ask_request'));
const AcceptRequest = lazy(() => import('./accept_request'));
const DeclineRequest = lazy(() => import('./decline_request'));
const DeliverRequest = lazy(() => import('./deliver_request'));
const AnswerRequest = lazy(() => import('./answer_request'));
const WithdrawRequest = lazy(() => import('./withdraw_request'));
const Reply = lazy(() => import('./reply'));
const Touch = lazy(() => import('./touch'));
const Homework = lazy(() => import('./homework'));
const Player = lazy(() => import('./player'));
const Snooze = lazy(() => import('./snooze'));
const LetGo = lazy(() => import('./let_go'));
const Win = lazy(() => import('./win'));
const Reopen = lazy(() => import('./reopen'));
const NewDeal = lazy(() => import('./new_deal'));
const NewAccount = lazy(() => import('./new_account'));
const NewPerson = lazy(() => import('./new_person'));

interface Open {
    act: Act;
    around: Around;
    number: number;
}

export function ActHost() {
    const [open, set_open] = useState<Open>();
    useEffect(
        () =>
            on_open_act((act, around) =>
                set_open((before) => ({ act, around, number: (before?.number ?? 0) + 1 })),
            ),
        [],
    );
    const number = open?.number;
    // Only its own dialog: an act may have opened the next one already.
    const close = useCallback(
        () => set_open((now) => (now?.number === number ? undefined : now)),
        [number],
    );
    if (!open) return null;
    return (
        <Suspense fallback={null}>
            <Dialog key={open.number} act={open.act} shown={{ ...open.around, close }} />
        </Suspense>
    );
}

function Dialog({ act, shown }: { act: Act; shown: Shown }) {
    switch (act.act) {
        case 'promise_fate':
            return <PromiseFate {...act} shown={shown} />;
        case 'promise':
            return <NewPromise {...act} shown={shown} />;
        case 'book_meeting':
            return <BookMeeting {...act} shown={shown} />;
        case 'recap':
            return <Recap {...act} shown={shown} />;
        case 'whats_up':
            return <WhatsUp {...act} shown={shown} />;
        case 'temperature':
            return <Temperature {...act} shown={shown} />;
        case 'ask_request':
            return <AskRequest {...act} shown={shown} />;
        case 'accept_request':
            return <AcceptRequest {...act} shown={shown} />;
        case 'decline_request':
            return <DeclineRequest {...act} shown={shown} />;
        case 'deliver_request':
            return <DeliverRequest {...act} shown={shown} />;
        case 'answer_request':
            return <AnswerRequest {...act} shown={shown} />;
        case 'withdraw_request':
            return <WithdrawRequest {...act} shown={shown} />;
        case 'reply':
            return <Reply {...act} shown={shown} />;
        case 'touch':
            return <Touch {...act} shown={shown} />;
        case 'homework':
            return <Homework {...act} shown={shown} />;
        case 'player':
            return <Player {...act} shown={shown} />;
        case 'snooze':
            return <Snooze {...act} shown={shown} />;
        case 'let_go':
            return <LetGo {...act} shown={shown} />;
        case 'win':
            return <Win {...act} shown={shown} />;
        case 'reopen':
            return <Reopen {...act} shown={shown} />;
        case 'new_deal':
            return <NewDeal {...act} shown={shown} />;
        case 'new_account':
            return <NewAccount {...act} shown={shown} />;
        case 'new_person':
            return <NewPerson {...act} shown={shown} />;
    }
}
