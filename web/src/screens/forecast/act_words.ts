// "Dana kept the promise: tests the sample"
import type { Schemas } from '@/api/client';
import { say } from '@/words';
import type { Names } from '../deal/names';

export function act_words(act: Schemas['Act'], names: Names): string {
    const did = say.deal.did(names.of(act), say.deal.act[act.kind]);
    return act.what ? `${did}: ${act.what}` : did;
}

// What tells one act of a deal from another.
export function act_key(act: Schemas['Act']): string {
    const about = act.commitment ?? act.request ?? act.meeting ?? '';
    return [act.at, act.side, act.kind, about, act.person ?? '', act.member ?? ''].join(' ');
}
