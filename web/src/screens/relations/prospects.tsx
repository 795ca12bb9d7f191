// Accounts worth winning. What does not fit the ideal customer is not here, and is not taken.
import { Alert, Button, Checkbox, Group, NumberInput, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys } from '@/api/store';
import { Empty, Failed, Waiting } from '@/parts/states';
import { relating } from '@/words/en/relating';
import { ago } from '@/words/format';
import { FitBar } from './fit_bar';
import classes from './relations.module.css';
import { TierMark } from './tier_mark';

const words = relating;
type Line = Schemas['AccountLine'];
type Took = Schemas['TookProspects'];

export function Prospects() {
    const [typed, set_fit] = useState<number | ''>('');
    const [fit] = useDebouncedValue(typed, 250);
    const [never, set_never] = useState(false);
    const [unkept, set_unkept] = useState(false);
    const rule = useQuery({
        queryKey: keys.words('rule', 'poor_fit'),
        queryFn: () => answer(api.GET('/rules/{rule}', { params: { path: { rule: 'poor_fit' } } })),
    });
    const line = rule.data?.thresholds.find((t) => t.name === 'fit')?.current ?? 50;
    const query = { limit: 200, never, unkept, ...(fit !== '' && { fit_from: fit }) };
    const found = useQuery({
        queryKey: keys.list('prospects', query),
        placeholderData: keepPreviousData,
        queryFn: () => answer(api.GET('/prospects', { params: { query } })),
    });
    return (
        <>
            <p className={classes.about}>
                {words.prospects_about(line)}{' '}
                <Link to="/settings/$part" params={{ part: 'ideal' }}>
                    {words.criteria}
                </Link>
            </p>
            <Group gap="md" mb="sm" align="flex-end">
                <NumberInput
                    label={words.fit_from}
                    placeholder={String(line)}
                    min={line}
                    max={100}
                    value={typed}
                    onChange={(to) => set_fit(to === '' ? '' : Number(to))}
                    w={110}
                />
                <Checkbox
                    label={words.never_deal}
                    checked={never}
                    onChange={(e) => set_never(e.currentTarget.checked)}
                    py={8}
                />
                <Checkbox
                    label={words.unkept}
                    checked={unkept}
                    onChange={(e) => set_unkept(e.currentTarget.checked)}
                    py={8}
                />
            </Group>
            {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
            {found.isPending && <Waiting rows={8} />}
            {found.data?.items.length === 0 && (
                <Empty title={words.no_prospects}>{words.no_prospects_more}</Empty>
            )}
            {found.data && found.data.items.length > 0 && <Lines lines={found.data.items} />}
        </>
    );
}

function Lines({ lines }: { lines: Line[] }) {
    const [chosen, set_chosen] = useState<ReadonlySet<string>>(new Set());
    const [left, set_left] = useState<Took['items']>([]);
    const shown = lines.filter((line) => chosen.has(line.id)).map((line) => line.id);
    const take = useCommand<string[], Took>({
        send: (accounts, guard) =>
            answer(
                api.POST('/prospects/take', {
                    params: { header: { 'Idempotency-Key': guard['Idempotency-Key'] } },
                    body: { accounts },
                }),
            ),
        done: (took) => {
            set_chosen(new Set());
            set_left(took.items.filter((one) => !one.taken));
        },
        says: (took) => words.took(took.taken),
    });
    const all = shown.length === Math.min(lines.length, 100);
    const toggle = (id: string) => {
        const next = new Set(chosen);
        if (!next.delete(id)) next.add(id);
        set_chosen(next);
    };
    return (
        <>
            {left.length > 0 && (
                <Alert color="gray" mb="sm" withCloseButton onClose={() => set_left([])}>
                    {left.map((one) => (
                        <Text key={one.account} size="sm">
                            {words.not_taken(one.name, one.why)}
                        </Text>
                    ))}
                </Alert>
            )}
            <div className={classes.rows}>
                <div className={`${classes.prospect} ${classes.prospects_head}`}>
                    <Checkbox
                        aria-label={words.choose_all}
                        checked={all && shown.length > 0}
                        indeterminate={shown.length > 0 && !all}
                        onChange={() =>
                            set_chosen(
                                new Set(all ? [] : lines.slice(0, 100).map((line) => line.id)),
                            )
                        }
                    />
                    <span>{words.columns.account}</span>
                    <span>{words.columns.fit}</span>
                    <span data-wide>{words.columns.tier}</span>
                    <span data-wide>{words.columns.keeper}</span>
                    <span data-wide>{words.columns.last}</span>
                </div>
                <ul className={classes.plain_rows} aria-label={words.looks.prospects}>
                    {lines.map((line) => (
                        <li key={line.id} className={classes.prospect}>
                            <Prospect
                                line={line}
                                chosen={chosen.has(line.id)}
                                toggle={() => toggle(line.id)}
                            />
                        </li>
                    ))}
                </ul>
            </div>
            {shown.length > 0 && (
                <div className={classes.taking}>
                    <Button loading={take.busy} onClick={() => take.run(shown)}>
                        {words.take(shown.length)}
                    </Button>
                </div>
            )}
        </>
    );
}

interface ProspectProps {
    line: Line;
    chosen: boolean;
    toggle: () => void;
}
function Prospect({ line, chosen, toggle }: ProspectProps) {
    return (
        <>
            <Checkbox aria-label={words.choose(line.name)} checked={chosen} onChange={toggle} />
            <div style={{ minWidth: 0 }}>
                <Link
                    to="/accounts/$account"
                    params={{ account: line.id }}
                    className={classes.name}
                >
                    {line.name}
                </Link>
                <div className={classes.quiet}>
                    {[line.industry, line.segment, line.region].filter(Boolean).join(' · ')}
                </div>
            </div>
            <FitBar fit={line.fit} />
            <span data-wide>
                <TierMark tier={line.tier} />
            </span>
            <span data-wide className={classes.quiet}>
                {line.keeper_name || words.nobody}
            </span>
            <span data-wide className={classes.quiet}>
                {line.last_real ? ago(line.last_real) : words.never}
            </span>
        </>
    );
}
