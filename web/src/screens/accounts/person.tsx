// A person: where he works, what he decides, in which deals; his fields edited in place.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { answer, api, type Schemas, versioned } from '@/api/client';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { useShortcuts } from '@/parts/keys';
import { Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { edit_first, MergedInto } from './account';
import classes from './accounts.module.css';
import { DealsOf } from './deals_of';
import { type Field, Fields, type Place } from './in_place';
import { MergeWith } from './merge';
import { Touches } from './touches';

const words = say.accounts;
type Person = Schemas['Person'];

const levels: readonly Schemas['Level'][] = [
    'individual',
    'manager',
    'director',
    'executive',
    'owner',
];
const longest = { name: 200, email: 254, phone: 60, title: 200, department: 100, external_id: 200 };

function text_field(name: keyof typeof longest, type?: 'email' | 'tel'): Field<Person> {
    return {
        name,
        type: type ?? 'text',
        longest: longest[name],
        get: (person) => person[name],
        put: (person, text) => ({ ...person, [name]: text }),
    };
}
const fields: Field<Person>[] = [
    text_field('name'),
    text_field('title'),
    {
        name: 'level',
        choices: levels.map((l) => ({ value: l, label: say.method.level[l] })),
        get: (person) => person.level,
        put: (person, text) => ({
            ...person,
            level: levels.find((l) => l === text) ?? person.level,
        }),
        shown: (person) => say.method.level[person.level],
    },
    text_field('department'),
    text_field('email', 'email'),
    text_field('phone', 'tel'),
    {
        name: 'every_days',
        type: 'number',
        get: (person) => (person.every_days === undefined ? '' : String(person.every_days)),
        put: ({ every_days: _, ...person }, text) =>
            text === '' ? person : { ...person, every_days: Number(text) },
    },
    text_field('external_id'),
];

function input_of({ id: _, merged_into: __, ...input }: Person): Schemas['PersonInput'] {
    return input;
}

function place_of(person: string): Place<Person> {
    const path = { person };
    return {
        name: `person:${person}`,
        key: [...keys.person(person), 'fields'],
        read: () => versioned(api.GET('/people/{person}', { params: { path } })),
        write: (value, guard) =>
            versioned(
                api.PUT('/people/{person}', {
                    params: { path, header: guard },
                    body: input_of(value),
                }),
            ),
    };
}

export default function Screen() {
    const { person = '' } = useParams({ strict: false });
    return <OnePerson key={person} person={person} />;
}

// His deals, and what was said to him: of the account's last touches those that were his.
function usePersonDeals(person: string) {
    return useQuery({
        queryKey: keys.list('deals', 'person', person),
        queryFn: () =>
            answer(
                api.GET('/deals', {
                    params: {
                        query: {
                            person,
                            in_play: 'any',
                            scope: 'workspace',
                            sort: 'opened',
                            limit: 100,
                        },
                    },
                }),
            ),
    });
}
function usePersonTouches(person: string, account: string | undefined) {
    return useQuery({
        queryKey: keys.list('touches', account),
        enabled: account !== undefined,
        queryFn: () =>
            answer(
                api.GET('/accounts/{account}/touches', {
                    params: { path: { account: account ?? '' }, query: { limit: 200 } },
                }),
            ),
        select: (page) => page.items.filter((touch) => touch.person === person),
    });
}

function OnePerson({ person }: { person: string }) {
    const place = useMemo(() => place_of(person), [person]);
    const found = useQuery({ queryKey: place.key, queryFn: place.read });
    const account = found.data?.value.account;
    const at = useQuery({
        queryKey: [...keys.account(account ?? ''), 'name'],
        enabled: account !== undefined,
        queryFn: async () => {
            const params = { path: { account: account ?? '' } };
            return (await answer(api.GET('/accounts/{account}', { params }))).name;
        },
    });
    const deals = usePersonDeals(person);
    const touches = usePersonTouches(person, account);
    const [merging, set_merging] = useState(false);
    const go = useNavigate();
    const log = () => account && open_act({ act: 'touch', account, person });
    useShortcuts([
        { keys: 'e', does: words.e, run: edit_first },
        { keys: 't', does: words.touch, run: log },
    ]);
    if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
    if (!found.data || !account || deals.isPending || touches.isPending)
        return (
            <Page title={words.person} above={{ label: words.account, href: '/accounts' }}>
                <Waiting />
            </Page>
        );
    const { value } = found.data;
    return (
        <Page
            title={value.name}
            name={value.name}
            above={{ label: at.data ?? words.account, href: `/accounts/${account}` }}
            actions={
                <>
                    <Button variant="default" onClick={() => set_merging(true)}>
                        {words.merge_with}
                    </Button>
                    <Button onClick={log}>{words.touch}</Button>
                </>
            }
        >
            {value.merged_into && <MergedInto kind="person" id={value.merged_into} />}
            <div className={classes.sides}>
                <div>
                    <section className={classes.card} aria-label={words.deals}>
                        <div className={classes.card_head}>
                            <h2 className={classes.card_title}>{words.deals}</h2>
                        </div>
                        {deals.data ? (
                            <DealsOf deals={deals.data.items} />
                        ) : (
                            <Waiting rows={2} height={48} />
                        )}
                    </section>
                    <section className={classes.card} aria-label={words.touches}>
                        <div className={classes.card_head}>
                            <h2 className={classes.card_title}>{words.touches}</h2>
                        </div>
                        {touches.data ? (
                            <Touches
                                touches={touches.data}
                                people={new Map([[person, value.name]])}
                            />
                        ) : (
                            <Waiting rows={2} height={48} />
                        )}
                    </section>
                </div>
                <section className={classes.card} aria-label={words.about}>
                    <Fields place={place} of={found.data} fields={fields} />
                </section>
            </div>
            {merging && (
                <MergeWith
                    kind="person"
                    id={person}
                    account={account}
                    close={() => set_merging(false)}
                    merged={(into) => go({ to: '/people/$person', params: { person: into } })}
                />
            )}
        </Page>
    );
}
