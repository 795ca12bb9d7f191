// One deal on Today: its first thing with the button that does it; the others folded under it.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { IconDots } from '@/parts/icons';
import { DealLink } from '@/parts/marks';
import { Scale } from '@/parts/scale';
import { say } from '@/words';
import type { Thing } from './list';
import { type Deed, deeds_for } from './remedies';
import classes from './today.module.css';
import { useDeeds } from './use_deeds';

type Signal = Schemas['SignalView'];

interface Props {
    thing: Thing;
    chosen: boolean;
    unfolded: boolean;
    unfold: () => void;
    choose: () => void;
    why: (signal: Signal) => void;
    leaves: () => () => void;
}
export function ThingRow({ thing, chosen, unfolded, unfold, choose, why, leaves }: Props) {
    const { deal, signals } = thing;
    const [first, ...others] = signals;
    const { carry_out, snooze } = useDeeds(deal, leaves);
    if (!first) return null;
    return (
        // Focus comes with j and k; the row's own buttons are reached by Tab.
        <article
            className={classes.thing}
            data-thing={deal.id}
            data-chosen={chosen || undefined}
            aria-label={deal.name}
            tabIndex={-1}
            onFocus={choose}
        >
            <div className={classes.scale}>
                <Scale skin={deal.skin} buyer={deal.buyer_stake} seller={deal.seller_stake} />
                <span aria-hidden>{deal.skin === undefined ? '–' : `${deal.skin} %`}</span>
            </div>
            <div style={{ minWidth: 0 }}>
                <div className={classes.head}>
                    <DealLink id={deal.id} name={deal.name} />
                    <Account deal={deal} />
                </div>
                <p className={classes.because}>{first.because}</p>
                <div className={classes.smalls}>
                    <p className={classes.remedy}>{first.remedy}</p>
                    <button
                        type="button"
                        className={classes.small}
                        aria-label={say.today.why_of(deal.name)}
                        onClick={() => why(first)}
                    >
                        {say.common.why}
                    </button>
                    {others.length > 0 && (
                        <button
                            type="button"
                            className={classes.small}
                            aria-expanded={unfolded}
                            onClick={unfold}
                        >
                            {unfolded ? say.today.fold : say.today.folded(others.length)}
                        </button>
                    )}
                </div>
            </div>
            <Deeds deal={deal} deeds={deeds_for(first, deal.id)} carry_out={carry_out} primary>
                <Menu.Divider />
                <Menu.Item onClick={snooze}>{say.today.snooze}</Menu.Item>
                <Menu.Item component={Link} to={`/deals/${deal.id}`}>
                    {say.today.open_deal}
                </Menu.Item>
            </Deeds>
            {unfolded && others.length > 0 && (
                <ul className={classes.folded}>
                    {others.map((signal) => (
                        <li key={`${signal.rule} ${signal.subject}`}>
                            <div style={{ minWidth: 0 }}>
                                <p className={classes.because}>{signal.because}</p>
                                <div className={classes.smalls}>
                                    <p className={classes.remedy}>{signal.remedy}</p>
                                    <button
                                        type="button"
                                        className={classes.small}
                                        onClick={() => why(signal)}
                                    >
                                        {say.common.why}
                                    </button>
                                </div>
                            </div>
                            <Deeds
                                deal={deal}
                                deeds={deeds_for(signal, deal.id)}
                                carry_out={carry_out}
                            />
                        </li>
                    ))}
                </ul>
            )}
        </article>
    );
}

function Account({ deal }: { deal: Schemas['DealLine'] }) {
    return (
        <Link
            to="/accounts/$account"
            params={{ account: deal.account }}
            className={classes.account}
        >
            {deal.account_name}
        </Link>
    );
}

interface DeedsProps {
    deal: Schemas['DealLine'];
    deeds: Deed[];
    carry_out: (deed: Deed) => void;
    primary?: boolean;
    children?: ReactNode; // Below the other deeds.
}
function Deeds({ deal, deeds, carry_out, primary = false, children }: DeedsProps) {
    const [first, ...others] = deeds;
    return (
        <div className={classes.deeds}>
            {first && (
                <Button
                    variant={primary ? 'light' : 'default'}
                    size="sm"
                    className={classes.target}
                    onClick={() => carry_out(first)}
                >
                    {first.label}
                </Button>
            )}
            {(others.length > 0 || children) && (
                <Menu position="bottom-end" width={230}>
                    <Menu.Target>
                        <ActionIcon
                            variant="default"
                            size="input-sm"
                            className={classes.target}
                            aria-label={say.today.more_deeds(deal.name)}
                        >
                            <IconDots size={18} />
                        </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                        {others.map((deed) => (
                            <Menu.Item key={deed.label} onClick={() => carry_out(deed)}>
                                {deed.label}
                            </Menu.Item>
                        ))}
                        {others.length > 0 ? children : withoutDivider(children)}
                    </Menu.Dropdown>
                </Menu>
            )}
        </div>
    );
}

// Nothing stands above it.
function withoutDivider(children: ReactNode): ReactNode {
    return Array.isArray(children) ? children.slice(1) : children;
}
