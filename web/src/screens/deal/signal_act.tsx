// The buttons that do what a signal's remedy says: the likeliest, the others behind it.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { useKeep } from '@/parts/acts/keep';
import { open_act } from '@/parts/acts/open';
import { IconDots } from '@/parts/icons';
import { say } from '@/words';
import { type Deed, deeds_for } from '../today/remedies';

interface Props {
    signal: Schemas['SignalView'];
    view: Schemas['DealView'];
    first: boolean;
}

export function SignalAct({ signal, view, first }: Props) {
    const deal = view.deal.id;
    const go = useNavigate();
    const keep = useKeep(deal);
    const [deed, ...others] = deeds_for(signal, deal).filter(
        (d) => !('to' in d) || d.to !== `/deals/${deal}`, // One is there already.
    );
    if (!deed) return null;
    const carry_out = (what: Deed) => {
        if ('to' in what) void go({ to: what.to });
        else if ('keeps' in what)
            void keep.run({ promise: what.keeps, side: 'seller' }, view.version);
        else open_act(what.act);
    };
    return (
        <>
            <Button
                size={first ? 'compact-md' : 'compact-sm'}
                variant={first ? 'filled' : 'light'}
                loading={keep.busy}
                onClick={() => carry_out(deed)}
            >
                {deed.label}
            </Button>
            {others.length > 0 && (
                <Menu position="bottom-end" width={210}>
                    <Menu.Target>
                        <ActionIcon
                            variant="subtle"
                            color="gray"
                            size={28}
                            aria-label={say.deal.more_deeds(signal.says)}
                        >
                            <IconDots size={16} aria-hidden />
                        </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                        {others.map((other) => (
                            <Menu.Item key={other.label} onClick={() => carry_out(other)}>
                                {other.label}
                            </Menu.Item>
                        ))}
                    </Menu.Dropdown>
                </Menu>
            )}
        </>
    );
}
