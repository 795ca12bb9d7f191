// What can be done with a request where it stands: the first is the button, the others its menu.
import type { Schemas } from '@/api/client';
import type { Act } from '@/parts/acts/open';
import { say } from '@/words';

export interface RequestDeed {
    label: string;
    act: Act;
}

export function deeds_of(request: Schemas['RequestView']): RequestDeed[] {
    if (!request.may_change) return [];
    const { deal, id } = request;
    const words = say.requests.deeds;
    const withdraw: RequestDeed = {
        label: words.withdraw,
        act: { act: 'withdraw_request', deal, request: id },
    };
    switch (request.state) {
        case 'asked':
            return [
                { label: words.accept, act: { act: 'accept_request', deal, request: id } },
                { label: words.decline, act: { act: 'decline_request', deal, request: id } },
                withdraw,
            ];
        case 'accepted':
            return [
                { label: words.deliver, act: { act: 'deliver_request', deal, request: id } },
                withdraw,
            ];
        case 'delivered':
            return [
                { label: words.got_it, act: { act: 'answer_request', deal, request: id } },
                withdraw,
            ];
        case 'unsatisfied':
            return [
                {
                    label: words.deliver_missing,
                    act: { act: 'deliver_request', deal, request: id },
                },
                withdraw,
            ];
        default:
            return [];
    }
}
