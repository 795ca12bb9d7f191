// The meeting's clock, and the quiet word when the minutes kept free begin.
import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { say } from '@/words';
import { clock, day_of, weekday } from '@/words/format';
import classes from './hold.module.css';
import type { MeetingView } from './read';

const tick = 5000; // ms

function useNow(): number {
    const [now, set_now] = useState(Date.now);
    useEffect(() => {
        const timer = setInterval(() => set_now(Date.now()), tick);
        return () => clearInterval(timer);
    }, []);
    return now;
}

function where(view: MeetingView, now: number): string {
    const starts = Date.parse(view.meeting.starts);
    const ends = starts + view.meeting.minutes * 60_000;
    const until = (at: number) => Math.ceil((at - now) / 60_000);
    if (now >= ends) return say.hold.over;
    if (now >= starts) return say.hold.left(until(ends));
    if (starts - now < 3_600_000) return say.hold.begins_in(until(starts));
    return say.hold.begins_on(
        `${weekday(day_of(view.meeting.starts))}, ${clock(view.meeting.starts)}`,
    );
}

export function Clock({ view }: { view: MeetingView }) {
    const now = useNow();
    const reserved = Date.parse(view.reserve_from);
    const ends = Date.parse(view.meeting.starts) + view.meeting.minutes * 60_000;
    const begun = now >= reserved && now < ends && reserved < ends;
    return (
        <>
            <div className={classes.clock}>
                <Text fw={650} className="numbers">
                    {where(view, now)}
                </Text>
                {reserved < ends && !begun && now < reserved && (
                    <Text size="sm" c="dimmed" className="numbers">
                        {say.hold.reserved_at(clock(view.reserve_from))}
                    </Text>
                )}
            </div>
            <div role="status" aria-live="polite">
                {begun && <div className={classes.reserve}>{say.hold.reserve_begins}</div>}
            </div>
        </>
    );
}
