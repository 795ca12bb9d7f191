import { Autocomplete, NumberInput, Stack, TextInput } from '@mantine/core';
import { say } from '@/words';
import { plan_page } from '@/words/en/plan_page';
import type { Settings } from './draft';
import { SettingsForm } from './form';
import { Logo } from './logo';

const words = say.settings.workspace;
const zones = Intl.supportedValuesOf('timeZone');
const currencies = Intl.supportedValuesOf('currency');

interface Figure {
    name: 'half_life_days' | 'recap_hours' | 'reserve_minutes';
    label: string;
    unit: string;
    least: number;
    most: number;
    description?: string;
}
const figures: Figure[] = [
    {
        name: 'half_life_days',
        label: words.half_life,
        description: words.half_life_more,
        unit: words.days,
        least: 1,
        most: 365,
    },
    { name: 'recap_hours', label: words.recap, unit: words.hours, least: 1, most: 336 },
    { name: 'reserve_minutes', label: words.reserve, unit: words.minutes, least: 0, most: 120 },
];

export function WorkspacePart() {
    return (
        <SettingsForm>
            {({ value, change, refusal }) => {
                const set = <K extends keyof Settings>(name: K, to: Settings[K]) =>
                    change((before) => ({ ...before, [name]: to }));
                return (
                    <Stack maw={460}>
                        <TextInput
                            label={words.name}
                            value={value.name}
                            error={refusal?.at('name')}
                            maxLength={100}
                            required
                            onChange={(event) => set('name', event.currentTarget.value)}
                        />
                        <Autocomplete
                            label={words.zone}
                            description={words.zone_more}
                            data={zones}
                            limit={30}
                            value={value.time_zone}
                            error={refusal?.at('time_zone')}
                            required
                            onChange={(to) => set('time_zone', to)}
                        />
                        <Autocomplete
                            label={words.currency}
                            data={currencies}
                            limit={30}
                            value={value.currency}
                            error={refusal?.at('currency')}
                            required
                            onChange={(to) => set('currency', to.toUpperCase())}
                        />
                        <TextInput
                            type="color"
                            label={plan_page.colour}
                            description={plan_page.colour_more}
                            value={value.colour}
                            maw={240}
                            rightSection={<span className="numbers">{value.colour}</span>}
                            rightSectionWidth={96}
                            error={refusal?.at('colour')}
                            onChange={(event) => set('colour', event.currentTarget.value)}
                        />
                        <Logo />
                        {figures.map((f) => (
                            <NumberInput
                                key={f.name}
                                label={f.label}
                                description={f.description}
                                suffix={` ${f.unit}`}
                                min={f.least}
                                max={f.most}
                                value={value[f.name]}
                                error={refusal?.at(f.name)}
                                onChange={(to) => typeof to === 'number' && set(f.name, to)}
                            />
                        ))}
                    </Stack>
                );
            }}
        </SettingsForm>
    );
}
