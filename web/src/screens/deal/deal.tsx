// A deal, whole: what both sides put into it, what holds, who owes what, and how it came about.
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useMe } from '@/api/me';
import { keys } from '@/api/store';
import { AnswerLettingGo } from '@/parts/letting_go';
import { Failed } from '@/parts/states';
import { say } from '@/words';
import { weekday } from '@/words/format';
import classes from './deal.module.css';
import { Head, StateBanner } from './head';
import { History } from './history';
import { Homework } from './homework';
import { Meetings } from './meetings';
import { useNames } from './names';
import { Notes } from './notes';
import { OverTime } from './over_time';
import { People } from './people';
import { Promises } from './promises';
import { Requests } from './requests';
import { ScalePanel } from './scale_panel';
import { Signals } from './signals';
import { Switcher } from './switcher';

// Further down the page: it comes while one reads what stands above.
const Mails = lazy(() => import('./mails'));
const DealForecast = lazy(() => import('../forecast/on_deal'));
const PlanPage = lazy(() => import('./plan_page'));

export default function Screen() {
    const { deal } = useParams({ strict: false });
    const { on } = useSearch({ strict: false }) as { on?: string };
    if (!deal) return null;
    return <Deal key={deal} deal={deal} on={on} />;
}

function Deal({ deal, on }: { deal: string; on: string | undefined }) {
    const path = { deal };
    const now = useQuery({
        queryKey: keys.deal(deal),
        queryFn: () => answer(api.GET('/deals/{deal}', { params: { path } })),
    });
    const then = useQuery({
        queryKey: [...keys.deal(deal), 'on', on],
        queryFn: () => answer(api.GET('/deals/{deal}', { params: { path, query: { on } } })),
        enabled: on !== undefined,
    });
    const shown = on === undefined ? now : then;
    const name = now.data?.deal.name;
    useEffect(() => {
        document.title = `${name ?? say.deal.title} · ${say.shell.name}`;
    }, [name]);
    if (shown.isError) return <Failed error={shown.error} again={() => shown.refetch()} />;
    if (!shown.data) return <Blank />;
    return <Whole view={shown.data} on={on} />;
}

// The page's outline, in its place, while the deal is on its way.
function Blank() {
    return (
        <div className={classes.page} role="status" aria-label={say.common.loading}>
            <Skeleton height={132} radius="md" />
            <div className={classes.columns}>
                <div className={classes.wide}>
                    <Skeleton height={330} radius="md" />
                    <Skeleton height={560} radius="md" />
                </div>
                <div className={classes.narrow}>
                    <Skeleton height={300} radius="md" />
                    <Skeleton height={400} radius="md" />
                </div>
            </div>
        </div>
    );
}

function Whole({ view, on }: { view: Schemas['DealView']; on: string | undefined }) {
    const deal = view.deal.id;
    const go = useNavigate();
    const readonly = on !== undefined;
    const names = useNames(view.deal);
    const note = useRef<HTMLTextAreaElement>(null);
    const narrow = useMediaQuery('(max-width: 68em)', undefined, {
        getInitialValueInEffect: false,
    });
    // A day of the past knows only what was known by then.
    const query = { params: { path: { deal }, query: readonly ? { on } : {} } };
    const acts = useQuery({
        queryKey: [...keys.deal(deal), 'acts', on ?? ''],
        queryFn: () => answer(api.GET('/deals/{deal}/acts', query)),
    });
    const curve = useQuery({
        queryKey: [...keys.deal(deal), 'momentum', on ?? ''],
        queryFn: () => answer(api.GET('/deals/{deal}/momentum', query)),
    });
    const known = acts.data?.items ?? no_acts;
    const to_day = (day: string | undefined) =>
        go({ to: '/deals/$deal', params: { deal }, search: day ? { on: day } : {} });
    const to_note = () => {
        note.current?.scrollIntoView({ block: 'center' });
        note.current?.focus();
    };
    const parts: Record<string, ReactNode> = {
        scale: <ScalePanel view={view} acts={known} names={names} />,
        time: (
            <OverTime
                view={view}
                acts={known}
                curve={curve.data}
                waits={curve.isPending}
                names={names}
                then={readonly}
            />
        ),
        forecast: (
            <Suspense fallback={<Skeleton height={420} radius="md" />}>
                <DealForecast view={view} names={names} on={on} />
            </Suspense>
        ),
        signals: <Signals view={view} readonly={readonly} />,
        promises: <Promises view={view} names={names} readonly={readonly} />,
        requests: <Requests view={view} names={names} readonly={readonly} />,
        plan_page: (
            <Suspense fallback={<Skeleton height={180} radius="md" />}>
                <PlanPage view={view} names={names} readonly={readonly} />
            </Suspense>
        ),
        people: <People view={view} readonly={readonly} />,
        meetings: <Meetings view={view} names={names} readonly={readonly} />,
        homework: <Homework view={view} readonly={readonly} />,
        mails: (
            <Suspense fallback={<Skeleton height={120} radius="md" />}>
                <Mails view={view} readonly={readonly} />
            </Suspense>
        ),
        notes: <Notes view={view} names={names} readonly={readonly} field={note} />,
        history: <History view={view} on={on} onDay={to_day} />,
    };
    return (
        <div className={classes.page}>
            {on && <Past day={on} onNow={() => to_day(undefined)} />}
            <Head view={view} then={readonly} onNote={to_note} />
            <StateBanner view={view} />
            {!readonly && view.deal.letting_go && (
                <LettingGo view={view} proposal={view.deal.letting_go} names={names} />
            )}
            {!readonly && !view.may_change && (
                <Text className={classes.banner}>{say.deal.not_yours(view.owner_name)}</Text>
            )}
            {narrow ? (
                <>
                    <Switcher parts={on_the_phone} />
                    <Stack gap="md">{on_the_phone.map((part) => keyed(part, parts[part]))}</Stack>
                </>
            ) : (
                <div className={classes.columns}>
                    <div className={classes.wide}>
                        {wide.map((part) => keyed(part, parts[part]))}
                    </div>
                    <div className={classes.narrow}>
                        {beside.map((part) => keyed(part, parts[part]))}
                    </div>
                </div>
            )}
        </div>
    );
}

interface LettingGoProps {
    view: Schemas['DealView'];
    proposal: Schemas['LettingGo'];
    names: ReturnType<typeof useNames>;
}
function LettingGo({ view, proposal, names }: LettingGoProps) {
    const me = useMe().data?.member.id;
    const { deal } = view;
    return (
        <div className={classes.banner}>
            <AnswerLettingGo
                deal={deal.id}
                version={view.version}
                proposal={proposal}
                by={names.member(proposal.by)}
                yours={proposal.by !== me && (proposal.by === deal.owner || deal.owner === me)}
                may_change={view.may_change}
            />
        </div>
    );
}

const no_acts: Schemas['Act'][] = [];

const wide = ['scale', 'time', 'forecast', 'requests', 'meetings', 'homework', 'history'];
const beside = ['signals', 'promises', 'plan_page', 'people', 'mails', 'notes'];
const on_the_phone = [
    'scale',
    'signals',
    'promises',
    'time',
    'forecast',
    'requests',
    'plan_page',
    'people',
    'meetings',
    'homework',
    'mails',
    'notes',
    'history',
] as const;

function keyed(part: string, what: ReactNode): ReactNode {
    return (
        <div key={part} style={{ minWidth: 0 }}>
            {what}
        </div>
    );
}

function Past({ day, onNow }: { day: string; onNow: () => void }) {
    return (
        <Group className={classes.past} role="status" justify="space-between">
            <Text fw={600}>{say.deal.as_it_was_on(weekday(day))}</Text>
            <Button variant="default" size="compact-md" onClick={onNow}>
                {say.deal.back_to_now}
            </Button>
        </Group>
    );
}
