// The map of an account: level × department, who of us knows whom there and how warm, gaps, and
// executives matched with executives. Each person on it is a place to act from.
import { Anchor, Button, Group, NumberInput, Popover, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, if_match, type Schemas, versioned } from '@/api/client';
import { useCommand } from '@/api/command';
import { keys, store } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { useMemberNames } from '@/parts/members';
import { usePhone } from '@/parts/phone';
import { say } from '@/words';
import { relating } from '@/words/en/relating';
import { ago } from '@/words/format';
import classes from './relation.module.css';

const words = relating;
type AccountMap = Schemas['AccountMap'];
type Person = Schemas['MapPerson'];
type Warmth = Schemas['Warmth'];

const levels: readonly Schemas['Level'][] = [
    'owner',
    'executive',
    'director',
    'manager',
    'individual',
];
// Where buyers decide has its row even if nobody stands in it: the gap is to be seen.
function is_shown(level: Schemas['Level'], people: Person[]): boolean {
    return level === 'executive' || people.some((p) => p.level === level);
}

interface Props {
    account: string;
    map: AccountMap;
}
export function AccountMapView({ account, map }: Props) {
    const phone = usePhone();
    if (map.people.length === 0)
        return (
            <Text size="sm" c="dimmed">
                {words.no_map}
            </Text>
        );
    return (
        <>
            <p className={classes.quiet} style={{ margin: '0 0 10px' }}>
                {words.map_about}
            </p>
            {phone ? (
                <ByLevel account={account} map={map} />
            ) : (
                <Table account={account} map={map} />
            )}
            <Legend />
            <div className={classes.below}>
                <Gaps map={map} />
                <Pairs map={map} />
            </div>
        </>
    );
}

function Table({ account, map }: Props) {
    return (
        <div className={classes.scroll}>
            <table className={classes.map} aria-label={words.map}>
                <thead>
                    <tr>
                        <td />
                        {map.departments.map((department) => (
                            <th key={department} scope="col">
                                {department || words.no_department}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {levels
                        .filter((level) => is_shown(level, map.people))
                        .map((level) => (
                            <tr key={level}>
                                <th scope="row">{say.method.level[level]}</th>
                                {map.departments.map((department) => (
                                    <td key={department}>
                                        <Cell
                                            account={account}
                                            people={map.people.filter(
                                                (p) =>
                                                    p.level === level &&
                                                    p.department === department,
                                            )}
                                        />
                                    </td>
                                ))}
                            </tr>
                        ))}
                </tbody>
            </table>
        </div>
    );
}

function Cell({ account, people }: { account: string; people: Person[] }) {
    return (
        <div className={classes.cell}>
            {people.map((person) => (
                <OnMap key={person.id} account={account} person={person} />
            ))}
        </div>
    );
}

function ByLevel({ account, map }: Props) {
    return (
        <div>
            {levels
                .filter((level) => is_shown(level, map.people))
                .map((level) => {
                    const people = map.people.filter((p) => p.level === level);
                    return (
                        <div key={level} className={classes.phone_level}>
                            <h3>{say.method.level[level]}</h3>
                            <div className={classes.phone_people}>
                                {people.map((person) => (
                                    <OnMap key={person.id} account={account} person={person} />
                                ))}
                                {people.length === 0 && (
                                    <span className={classes.quiet}>{words.nobody_here}</span>
                                )}
                            </div>
                        </div>
                    );
                })}
        </div>
    );
}

const filled: Record<Warmth, number> = { none: 0, cold: 0.25, warm: 0.6, close: 1 };

// A ring that fills with warmth: the buyer's colour, for it is their answer that warms.
function Ring({ warmth }: { warmth: Warmth }) {
    const around = 2 * Math.PI * 9;
    return (
        <svg className={classes.ring} viewBox="0 0 26 26" aria-hidden role="presentation">
            <circle
                cx="13"
                cy="13"
                r="9"
                fill={warmth === 'close' ? 'var(--buyer-soft)' : 'none'}
                stroke="var(--line)"
                strokeWidth="4"
                strokeDasharray={warmth === 'none' ? '3 3' : undefined}
            />
            {warmth !== 'none' && (
                <circle
                    cx="13"
                    cy="13"
                    r="9"
                    fill="none"
                    stroke="var(--buyer)"
                    strokeWidth="4"
                    strokeDasharray={`${filled[warmth] * around} ${around}`}
                    transform="rotate(-90 13 13)"
                />
            )}
        </svg>
    );
}

function Legend() {
    const all: Warmth[] = ['none', 'cold', 'warm', 'close'];
    return (
        <ul className={classes.legend}>
            {all.map((warmth) => (
                <li key={warmth}>
                    <Ring warmth={warmth} />
                    {words.warmth[warmth]}
                </li>
            ))}
        </ul>
    );
}

function OnMap({ account, person }: { account: string; person: Person }) {
    const [open, set_open] = useState(false);
    return (
        <Popover opened={open} onChange={set_open} width={300} shadow="md" trapFocus withinPortal>
            <Popover.Target>
                <button
                    type="button"
                    className={classes.person}
                    aria-label={words.person_words(
                        person.name,
                        person.title,
                        words.warmth[person.warmth],
                    )}
                    onClick={() => set_open(!open)}
                >
                    <Ring warmth={person.warmth} />
                    <span>{person.name}</span>
                </button>
            </Popover.Target>
            <Popover.Dropdown>
                <About account={account} person={person} close={() => set_open(false)} />
            </Popover.Dropdown>
        </Popover>
    );
}

interface AboutProps {
    account: string;
    person: Person;
    close: () => void;
}
function About({ account, person, close }: AboutProps) {
    const members = useMemberNames(person.ties.map((tie) => tie.member));
    const roles = person.roles.map((role) => say.method.role[role]);
    return (
        <>
            <Anchor
                component={Link}
                to={`/people/${person.id}`}
                fw={600}
                c="inherit"
                data-autofocus
            >
                {person.name}
            </Anchor>
            <Text size="sm" c="dimmed">
                {[person.title, ...roles].filter(Boolean).join(' · ')}
            </Text>
            {person.ties.length === 0 && <Text size="sm">{words.nobody_knows}</Text>}
            <ul className={classes.ties}>
                {person.ties.map((tie) => (
                    <li key={tie.member}>
                        {words.knows(members.get(tie.member) ?? '…', tie.times, ago(tie.last))}{' '}
                        <span className={classes.quiet}>
                            {words.warmth[tie.warmth]}, {words.since(ago(tie.since))}
                        </span>
                    </li>
                ))}
            </ul>
            <Interval person={person} />
            <Button
                size="xs"
                mt="xs"
                className={classes.target}
                onClick={() => {
                    close();
                    open_act({ act: 'touch', account, person: person.id });
                }}
            >
                {words.note_touch}
            </Button>
        </>
    );
}

// His own interval between touches, set where he stands.
function Interval({ person }: { person: Person }) {
    const [days, set_days] = useState<number | ''>(person.every_days ?? '');
    const path = { person: person.id };
    const save = useCommand<number | undefined, unknown>({
        send: async (every_days, guard) => {
            const now = await versioned(api.GET('/people/{person}', { params: { path } }));
            const { id: _, merged_into: __, every_days: ___, ...rest } = now.value;
            return answer(
                api.PUT('/people/{person}', {
                    params: {
                        path,
                        header: { ...guard, ...if_match(now.version) },
                    },
                    body: { ...rest, ...(every_days !== undefined && { every_days }) },
                }),
            );
        },
        done: () => store.invalidateQueries({ queryKey: keys.person(person.id) }),
        says: words.interval_saved,
    });
    return (
        <Group gap={6} align="flex-end" wrap="nowrap">
            <NumberInput
                label={words.set_every}
                placeholder={words.interval_none}
                size="xs"
                min={1}
                max={730}
                value={days}
                onChange={(to) => set_days(to === '' ? '' : Number(to))}
                style={{ flex: 1 }}
            />
            <Button
                size="xs"
                variant="default"
                loading={save.busy}
                disabled={days === (person.every_days ?? '')}
                onClick={() => save.run(days === '' ? undefined : days)}
            >
                {say.common.save}
            </Button>
        </Group>
    );
}

function Gaps({ map }: { map: AccountMap }) {
    return (
        <section aria-label={words.gaps}>
            <h3>{words.gaps}</h3>
            {map.gaps.length === 0 && <p className={classes.quiet}>{words.no_gaps}</p>}
            <ul className={classes.list}>
                {map.gaps.map((gap) => (
                    <li key={`${gap.level} ${gap.department}`}>
                        {gap.says}
                        {gap.openers.map((opener) => (
                            <div key={opener.member} className={classes.quiet}>
                                {opener.says}
                            </div>
                        ))}
                    </li>
                ))}
            </ul>
        </section>
    );
}

function Pairs({ map }: { map: AccountMap }) {
    const members = useMemberNames(map.pairs.flatMap((pair) => (pair.ours ? [pair.ours] : [])));
    const name_of = (id: string) => map.people.find((p) => p.id === id)?.name ?? '…';
    return (
        <section aria-label={words.pairs}>
            <h3>{words.pairs}</h3>
            {map.pairs.length === 0 && <p className={classes.quiet}>{words.no_pairs}</p>}
            <ul className={classes.list}>
                {map.pairs.map((pair) => (
                    <li key={pair.theirs}>
                        <strong>{name_of(pair.theirs)}</strong>
                        {pair.ours && ` ↔ ${members.get(pair.ours) ?? '…'}`}
                        <div className={classes.quiet}>
                            {!pair.ours && words.pair_nobody}
                            {pair.ours && !pair.in_contact && words.pair_proposed}
                            {pair.last && words.pair_met(ago(pair.last))}
                        </div>
                    </li>
                ))}
            </ul>
        </section>
    );
}
