// What can be done to a deal without leaving the screen one is on. From anywhere below the shell:
//
//     open_act({ act: 'book_meeting', deal: id });
//     open_act({ act: 'promise_fate', deal: id, promise: id, fate: 'moved' });
//     open_act({ act: 'let_go', deal: id }, { leaves: () => hide_row(id), done: (view) => … });
//
// One dialog at a time; it loads the deal itself (from the cache, if it is there), guards the write
// by its version, shows refusals at their fields and says in passing what was done. Each act is a
// file beside this one. Acts of one tap are hooks: useKeep (keep.ts).
import type { Schemas } from '@/api/client';

type DealView = Schemas['DealView'];

// The four ends of a promise, its beginning, and moving its day.
export type Fate = 'agreed' | 'declined' | 'kept' | 'moved' | 'missed' | 'released' | 'withdrawn';

export type Act =
    // Promises
    | { act: 'promise_fate'; deal: string; promise: string; fate?: Fate }
    // `for_request`: it is what the buyer gives in exchange for that request.
    | { act: 'promise'; deal: string; side?: Schemas['Side']; meeting?: string; person?: string }
    // Meetings
    | { act: 'book_meeting'; deal: string; players?: string[] }
    | { act: 'recap'; deal: string; meeting: string }
    | { act: 'whats_up'; deal: string; meeting: string } // The hesitation, in the buyer's words.
    | { act: 'temperature'; deal: string; meeting: string; person?: string }
    // Requests
    | { act: 'ask_request'; deal: string; meeting?: string; person?: string }
    | { act: 'accept_request'; deal: string; request: string }
    | { act: 'decline_request'; deal: string; request: string }
    | { act: 'deliver_request'; deal: string; request: string }
    | { act: 'answer_request'; deal: string; request: string; satisfied?: boolean }
    | { act: 'withdraw_request'; deal: string; request: string }
    // The deal
    | { act: 'reply'; deal: string; person?: string }
    | {
          act: 'touch';
          deal?: string;
          account?: string;
          person?: string;
          kind?: Schemas['TouchKind']; // Chosen first.
      }
    | { act: 'homework'; deal: string }
    | { act: 'player'; deal: string }
    | { act: 'snooze'; deal: string }
    | { act: 'let_go'; deal: string; how?: 'park' | 'lose' }
    | { act: 'win'; deal: string; meeting?: string }
    | { act: 'reopen'; deal: string }
    // New things
    | { act: 'new_deal'; account?: string }
    | { act: 'new_account'; name?: string }
    | { act: 'new_person'; account?: string; name?: string };

export interface Around {
    // Changes what is on the screen at once; what it returns takes that back if it is refused.
    leaves?: () => (() => void) | undefined;
    // After a change of a deal.
    done?: (answer: DealView) => void;
}

let show: ((act: Act, around: Around) => void) | undefined;

export function open_act(act: Act, around: Around = {}): void {
    show?.(act, around);
}
// For the host alone.
export function on_open_act(then: typeof show): () => void {
    show = then;
    return () => {
        show = undefined;
    };
}
