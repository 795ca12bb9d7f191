// The ideal customer and the tiers, with what they would change shown while they are written.
import {
    ActionIcon,
    Button,
    NumberInput,
    Select,
    SimpleGrid,
    TagsInput,
    Text,
    Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { IconPlus, IconTrash } from '@/parts/icons';
import { Failed, Waiting } from '@/parts/states';
import { relating } from '@/words/en/relating';
import { number } from '@/words/format';
import type { Settings } from './draft';
import { SettingsForm } from './form';
import classes from './ideal.module.css';

const words = relating.ideal;
type Criterion = Schemas['Criterion'];
const attributes = Object.keys(words.attribute) as Schemas['Attribute'][];
const tiers = ['A', 'B', 'C'] as const;

export function IdealPart() {
    return (
        <SettingsForm>
            {({ value, change }) => (
                <div className={classes.sides}>
                    <div>
                        <Text c="dimmed" mb="md">
                            {words.about}
                        </Text>
                        <Criteria
                            criteria={value.ideal}
                            change={(ideal) => change((before) => ({ ...before, ideal }))}
                        />
                        <Title order={3} mt="xl">
                            {words.tiers}
                        </Title>
                        <Text c="dimmed" mb="sm">
                            {words.tiers_about}
                        </Text>
                        <Tiers value={value} change={change} />
                    </div>
                    <Effect value={value} />
                </div>
            )}
        </SettingsForm>
    );
}

interface CriteriaProps {
    criteria: Criterion[];
    change: (to: Criterion[]) => void;
}
function Criteria({ criteria, change }: CriteriaProps) {
    const put = (at: number, to: Criterion) => change(criteria.map((c, i) => (i === at ? to : c)));
    // Each looks at something else: two of one kind would only blur each other.
    const in_use = (a: Schemas['Attribute']) => criteria.some((c) => c.attribute === a);
    const free = attributes.find((a) => !in_use(a));
    return (
        <>
            {criteria.map((criterion, at) => (
                <section
                    key={criterion.attribute}
                    className={classes.criterion}
                    aria-label={words.attribute[criterion.attribute]}
                >
                    <div className={classes.row}>
                        <Select
                            label={words.what}
                            data={attributes
                                .filter((a) => a === criterion.attribute || !in_use(a))
                                .map((a) => ({ value: a, label: words.attribute[a] }))}
                            value={criterion.attribute}
                            onChange={(to) =>
                                put(at, {
                                    ...criterion,
                                    attribute: attributes.find((a) => a === to) ?? 'industry',
                                })
                            }
                            allowDeselect={false}
                        />
                        <NumberInput
                            label={words.weight}
                            min={1}
                            max={100}
                            value={criterion.weight}
                            onChange={(to) =>
                                typeof to === 'number' && put(at, { ...criterion, weight: to })
                            }
                        />
                        <ActionIcon
                            variant="subtle"
                            color="gray"
                            size="input-sm"
                            className={classes.remove}
                            aria-label={words.remove(words.attribute[criterion.attribute])}
                            onClick={() => change(criteria.filter((_, i) => i !== at))}
                        >
                            <IconTrash size={16} />
                        </ActionIcon>
                    </div>
                    <TagsInput
                        label={words.wanted}
                        description={
                            criterion.attribute === 'size' ? words.wanted_size : words.wanted_about
                        }
                        value={criterion.wanted}
                        onChange={(wanted) => put(at, { ...criterion, wanted })}
                        maxTags={50}
                    />
                    <TagsInput
                        label={words.partly}
                        description={words.partly_about}
                        value={criterion.partly}
                        onChange={(partly) => put(at, { ...criterion, partly })}
                        maxTags={50}
                    />
                </section>
            ))}
            <Button
                variant="default"
                leftSection={<IconPlus size={16} />}
                disabled={!free}
                onClick={() =>
                    free &&
                    change([...criteria, { attribute: free, weight: 10, wanted: [], partly: [] }])
                }
            >
                {words.add}
            </Button>
        </>
    );
}

interface TiersProps {
    value: Settings;
    change: (to: (before: Settings) => Settings) => void;
}
function Tiers({ value, change }: TiersProps) {
    const put = (tier: Schemas['Tier'], to: Partial<Schemas['TierTerms']>) =>
        change((before) => ({
            ...before,
            tiers: before.tiers.map((t) => (t.tier === tier ? { ...t, ...to } : t)),
        }));
    return (
        <>
            {tiers.map((tier) => {
                const terms = value.tiers.find((t) => t.tier === tier);
                if (!terms) return null;
                return (
                    <fieldset key={tier} className={classes.tier}>
                        <legend>{words.tier(tier)}</legend>
                        <SimpleGrid cols={2}>
                            <NumberInput
                                label={words.fit_from}
                                min={0}
                                max={100}
                                value={terms.fit_from}
                                onChange={(to) =>
                                    typeof to === 'number' && put(tier, { fit_from: to })
                                }
                            />
                            <NumberInput
                                label={words.every}
                                min={1}
                                max={730}
                                value={terms.every_days}
                                onChange={(to) =>
                                    typeof to === 'number' && put(tier, { every_days: to })
                                }
                            />
                        </SimpleGrid>
                    </fieldset>
                );
            })}
            <NumberInput
                label={words.value}
                description={words.value_about}
                min={0}
                max={9_000_000_000}
                thousandSeparator
                value={value.tier_value}
                onChange={(to) =>
                    typeof to === 'number' && change((before) => ({ ...before, tier_value: to }))
                }
            />
        </>
    );
}

function Effect({ value }: { value: Settings }) {
    const [asked] = useDebouncedValue(
        { ideal: value.ideal, tiers: value.tiers, tier_value: value.tier_value },
        350,
    );
    const outlook = useQuery({
        queryKey: keys.list('ideal', asked),
        placeholderData: keepPreviousData,
        queryFn: () => answer(api.POST('/ideal-customer/check', { body: asked })),
    });
    if (outlook.isError)
        return <Failed error={outlook.error} again={() => void outlook.refetch()} />;
    if (!outlook.data) return <Waiting rows={8} height={40} />;
    const { accounts, changed, unknown, more, items } = outlook.data;
    return (
        <section className={classes.effect} aria-label={words.effect}>
            <Title order={3}>{words.effect}</Title>
            <Text size="sm" c="dimmed" aria-live="polite">
                {words.effect_line(accounts, changed, unknown)} {more && words.more}
            </Text>
            <ul className={classes.counts}>
                {outlook.data.tiers.map((one) => (
                    <li key={one.tier}>
                        <span>{words.effect_tier(one.tier)}</span>
                        <strong>{words.effect_counts(one.before, one.then)}</strong>
                    </li>
                ))}
            </ul>
            <table className={classes.table}>
                <thead>
                    <tr>
                        <th scope="col">{words.account}</th>
                        <th scope="col">{words.before}</th>
                        <th scope="col">{words.after}</th>
                    </tr>
                </thead>
                <tbody>
                    {items.slice(0, 20).map((one) => (
                        <tr key={one.account}>
                            <td>
                                <Link to="/accounts/$account" params={{ account: one.account }}>
                                    {one.name}
                                </Link>
                            </td>
                            <td>{one.before === undefined ? words.none : number(one.before)}</td>
                            <td data-moved={one.before !== one.fit.value || undefined}>
                                {one.fit.value === undefined ? words.none : number(one.fit.value)}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}
