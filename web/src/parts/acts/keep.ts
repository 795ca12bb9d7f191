// "Kept": one tap, with a way back.
//
//     const keep = useKeep(deal, { leaves, done });
//     keep.run({ promise, side }, view.version)
import { answer, api, type Schemas } from '@/api/client';
import { type Running, useCommand } from '@/api/command';
import { say } from '@/words';
import { guard_after } from './frame';
import type { Around } from './open';

interface Kept {
    promise: string;
    side: Schemas['Side'];
}

export function useKeep(deal: string, around: Around = {}): Running<Kept, Schemas['DealView']> {
    return useCommand<Kept, Schemas['DealView']>({
        deal,
        send: ({ promise }, header) =>
            answer(
                api.POST('/promises/{promise}/keep', {
                    params: { path: { promise }, header },
                    body: {},
                }),
            ),
        optimistic: () => around.leaves?.(),
        done: (view) => around.done?.(view),
        undo: correct,
        says: (_, { side }) => (side === 'seller' ? say.acts.we_kept : say.acts.they_kept),
    });
}

// A slip of the finger, within ten minutes.
export function correct(view: Schemas['DealView'], { promise }: { promise: string }) {
    return answer(
        api.POST('/promises/{promise}/correct', {
            params: { path: { promise }, header: guard_after(view) },
        }),
    );
}
