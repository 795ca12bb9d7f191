// The forecast (METHOD 13): what the pipeline brings, what changed, and whether to believe it.
import { SegmentedControl, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { Empty, Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { number } from '@/words/format';
import classes from './forecast.module.css';
import { Grade } from './grade';
import { Months, Reps, Teams } from './groups';
import { Sum } from './sum';
import { Week } from './week';

const words = say.forecast;
const scopes = ['workspace', 'team', 'mine'] as const;

interface PartProps {
    id: string;
    title: string;
    wide?: boolean;
    aside?: ReactNode;
    children: ReactNode;
}
export function Part({ id, title, wide, aside, children }: PartProps) {
    return (
        <section
            id={id}
            aria-labelledby={`${id}-title`}
            className={classes.panel}
            data-wide={wide || undefined}
        >
            <header className={classes.panel_head}>
                <Title order={2} id={`${id}-title`} size="h3">
                    {title}
                </Title>
                {aside}
            </header>
            {children}
        </section>
    );
}

export default function Screen() {
    const search = useSearch({ strict: false }) as { scope?: string; currency?: string };
    const go = useNavigate();
    const scope = scopes.find((s) => s === search.scope) ?? 'workspace';
    const show = (next: { scope?: string; currency?: string }) =>
        go({ to: '/forecast', search: { ...search, ...next }, replace: true });
    const forecast = useQuery({
        queryKey: keys.list('forecast', scope),
        queryFn: () => answer(api.GET('/forecast', { params: { query: { scope } } })),
        placeholderData: keepPreviousData,
    });
    return (
        <Page
            title={words.title}
            actions={
                <SegmentedControl
                    aria-label={words.scope}
                    data={scopes.map((s) => ({ value: s, label: words.scopes[s] }))}
                    value={scope}
                    onChange={(to) => show({ scope: to })}
                />
            }
        >
            <Text c="dimmed" mt={-8}>
                {words.what}
            </Text>
            {forecast.isError ? (
                <Failed error={forecast.error} again={() => forecast.refetch()} />
            ) : forecast.data ? (
                <Whole
                    of={forecast.data}
                    currency={search.currency}
                    onCurrency={(currency) => show({ currency })}
                />
            ) : (
                <Waiting rows={3} height={240} />
            )}
        </Page>
    );
}

interface WholeProps {
    of: Schemas['PipelineForecast'];
    currency: string | undefined;
    onCurrency: (to: string) => void;
}
function Whole({ of, currency, onCurrency }: WholeProps) {
    const sums = of.currencies.find((c) => c.currency === currency) ?? of.currencies[0];
    return (
        <>
            <Voice of={of.voice} />
            {of.currencies.length > 1 && sums && (
                <SegmentedControl
                    aria-label={words.currency}
                    data={of.currencies.map((c) => c.currency)}
                    value={sums.currency}
                    onChange={onCurrency}
                    style={{ alignSelf: 'flex-start' }}
                />
            )}
            {of.deals === 0 && <Empty title={words.empty}>{words.empty_more}</Empty>}
            <div className={classes.grid}>
                {sums && (
                    <>
                        <Sum of={sums} wins={of.wins} without_amount={of.without_amount} />
                        <Week of={sums.week} currency={sums.currency} />
                        <Months of={sums} />
                        <div style={{ display: 'grid', gap: 16, minWidth: 0 }}>
                            <Teams of={sums} />
                            <Reps of={sums} />
                        </div>
                    </>
                )}
                {!sums && of.deals > 0 && <Text c="dimmed">{words.no_sums}</Text>}
                <Grade />
            </div>
        </>
    );
}

export function Voice({ of }: { of: Schemas['ForecastVoice'] }) {
    return (
        <div className={classes.voice} data-skill={of.skill}>
            <Text span fw={650}>
                {words.speaks[of.speaks]}
            </Text>
            <Text component="p" size="sm">
                {of.says}
            </Text>
            {of.version > 0 && (
                <Text span size="xs" c="dimmed" className="numbers">
                    v{number(of.version)}
                </Text>
            )}
        </div>
    );
}
