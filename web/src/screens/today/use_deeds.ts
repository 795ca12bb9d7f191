// Does a deed of a row: in place, elsewhere, or with one tap.
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useKeep } from '@/parts/acts/keep';
import { open_act } from '@/parts/acts/open';
import type { Deed } from './remedies';

export function useDeeds(deal: { id: string; version: number }, leaves: () => () => void) {
    const go = useNavigate();
    const keep = useKeep(deal.id, { leaves });
    const { run } = keep;
    const { id, version } = deal;
    const carry_out = useCallback(
        (deed: Deed) => {
            if ('to' in deed) void go({ to: deed.to, ...(deed.part && { hash: deed.part }) });
            else if ('keeps' in deed) void run({ promise: deed.keeps, side: 'seller' }, version);
            else open_act(deed.act, { leaves });
        },
        [go, run, version, leaves],
    );
    const snooze = useCallback(
        () => open_act({ act: 'snooze', deal: id }, { leaves }),
        [id, leaves],
    );
    return { carry_out, snooze };
}
