// An account: its deals, its people, what kept it warm; its fields edited in place.
import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { answer, api, type Schemas, versioned } from '@/api/client';
import { keys } from '@/api/store';
import { open_act } from '@/parts/acts/open';
import { useShortcuts } from '@/parts/keys';
import { Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { relating } from '@/words/en/relating';
import { AccountMapView } from './account_map';
import classes from './accounts.module.css';
import { DealsOf, StateSums } from './deals_of';
import { type Field, Fields, type Place } from './in_place';
import { MergeWith } from './merge';
import { RelationCard } from './relation_card';
import { Touches } from './touches';

const words = say.accounts;
type Account = Schemas['Account'];

const longest = { name: 200, domain: 200, external_id: 200 };
type Wording = keyof typeof longest | 'industry' | 'segment' | 'region' | 'size' | 'need';

function text_field(name: Wording): Field<Account> {
    return {
        name,
        longest: name in longest ? 200 : 100,
        get: (account: Account) => account[name],
        put: (account: Account, text: string) => ({ ...account, [name]: text }),
    };
}
const tiers = Object.keys(relating.tiers) as Schemas['Tier'][];
const fields: Field<Account>[] = [
    text_field('name'),
    text_field('domain'),
    text_field('industry'),
    text_field('segment'),
    text_field('size'),
    text_field('region'),
    text_field('need'),
    {
        name: 'fit',
        type: 'number',
        get: (account) => (account.fit === undefined ? '' : String(account.fit)),
        put: ({ fit: _, ...account }, text) =>
            text === '' ? account : { ...account, fit: Number(text) },
    },
    {
        name: 'tier',
        choices: [
            { value: '', label: words.by_itself },
            ...tiers.map((t) => ({ value: t, label: relating.tier_of(t) })),
        ],
        get: (account) => account.tier ?? '',
        put: ({ tier: _, ...account }, text) => {
            const tier = tiers.find((t) => t === text);
            return tier ? { ...account, tier } : account;
        },
        shown: (account) => (account.tier ? relating.tier_of(account.tier) : words.by_itself),
    },
    {
        name: 'every_days',
        type: 'number',
        get: (account) => (account.every_days === undefined ? '' : String(account.every_days)),
        put: ({ every_days: _, ...account }, text) =>
            text === '' ? account : { ...account, every_days: Number(text) },
    },
    text_field('external_id'),
];

function input_of({ id: _, merged_into: __, ...input }: Account): Schemas['AccountInput'] {
    return input;
}

function place_of(account: string): Place<Account> {
    const path = { account };
    return {
        name: `account:${account}`,
        key: [...keys.account(account), 'fields'],
        read: () => versioned(api.GET('/accounts/{account}', { params: { path } })),
        write: (value, guard) =>
            versioned(
                api.PUT('/accounts/{account}', {
                    params: { path, header: guard },
                    body: input_of(value),
                }),
            ),
    };
}

export function edit_first(): void {
    document.querySelector<HTMLElement>('[data-field]')?.click();
}

export default function Screen() {
    const { account = '' } = useParams({ strict: false });
    return <OneAccount key={account} account={account} />;
}

function OneAccount({ account }: { account: string }) {
    const place = useMemo(() => place_of(account), [account]);
    const found = useQuery({ queryKey: place.key, queryFn: place.read });
    const overview = useQuery({
        queryKey: keys.list('account', account),
        queryFn: () =>
            answer(api.GET('/accounts/{account}/overview', { params: { path: { account } } })),
    });
    const relation = useQuery({
        queryKey: keys.list('relation', account),
        queryFn: () =>
            answer(api.GET('/accounts/{account}/relation', { params: { path: { account } } })),
    });
    const map = useQuery({
        queryKey: keys.list('map', account),
        queryFn: () =>
            answer(api.GET('/accounts/{account}/map', { params: { path: { account } } })),
    });
    const [merging, set_merging] = useState(false);
    const go = useNavigate();
    useShortcuts(
        useMemo(
            () => [
                { keys: 'e', does: words.e, run: edit_first },
                {
                    keys: 'n',
                    does: words.new_deal,
                    run: () => open_act({ act: 'new_deal', account }),
                },
                { keys: 't', does: words.touch, run: () => open_act({ act: 'touch', account }) },
            ],
            [account],
        ),
    );
    if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
    if (overview.isError) return <Failed error={overview.error} again={() => overview.refetch()} />;
    if (!found.data || !overview.data)
        return (
            <Page title={words.account} above={{ label: words.title, href: '/accounts' }}>
                <Waiting />
            </Page>
        );
    const { value } = found.data;
    const { deals, people, touches, states, more } = overview.data;
    return (
        <Page
            title={value.name}
            name={value.name}
            above={{ label: words.title, href: '/accounts' }}
            actions={
                <>
                    <Button variant="default" onClick={() => set_merging(true)}>
                        {words.merge_with}
                    </Button>
                    <Button variant="default" onClick={() => open_act({ act: 'touch', account })}>
                        {words.touch}
                    </Button>
                    <Button onClick={() => open_act({ act: 'new_deal', account })}>
                        {words.new_deal}
                    </Button>
                </>
            }
        >
            {value.merged_into && <MergedInto kind="account" id={value.merged_into} />}
            <section className={classes.card} aria-label={relating.map}>
                <h2 className={classes.card_title} style={{ marginBottom: 4 }}>
                    {relating.map}
                </h2>
                {map.isError && <Failed error={map.error} again={() => void map.refetch()} />}
                {map.isPending && <Waiting rows={3} height={64} />}
                {map.data && <AccountMapView account={account} map={map.data} />}
            </section>
            <div className={classes.sides}>
                <div>
                    <section className={classes.card} aria-label={words.deals}>
                        <div className={classes.card_head}>
                            <h2 className={classes.card_title}>{words.deals}</h2>
                            <StateSums states={states} />
                        </div>
                        <DealsOf deals={deals} />
                        {more && (
                            <Link
                                className={classes.more}
                                to="/pipeline"
                                search={{
                                    look: 'table',
                                    account,
                                    in_play: 'any',
                                    scope: 'workspace',
                                }}
                            >
                                {words.more_deals}
                            </Link>
                        )}
                    </section>
                    <section className={classes.card} aria-label={words.touches}>
                        <div className={classes.card_head}>
                            <h2 className={classes.card_title}>{words.touches}</h2>
                        </div>
                        <Touches
                            touches={touches}
                            people={new Map(people.map((p) => [p.id, p.name]))}
                        />
                    </section>
                </div>
                <div>
                    <section className={classes.card} aria-label={relating.relation}>
                        <h2 className={classes.card_title}>{relating.relation}</h2>
                        {relation.isError && (
                            <Failed error={relation.error} again={() => void relation.refetch()} />
                        )}
                        {relation.isPending && <Waiting rows={5} height={32} />}
                        {relation.data && <RelationCard relation={relation.data} />}
                    </section>
                    <section className={classes.card} aria-label={words.about}>
                        <Fields place={place} of={found.data} fields={fields} />
                    </section>
                    <section className={classes.card} aria-label={words.people}>
                        <div className={classes.card_head}>
                            <h2 className={classes.card_title}>{words.people}</h2>
                            <Button
                                variant="subtle"
                                size="compact-sm"
                                onClick={() => open_act({ act: 'new_person', account })}
                            >
                                {words.new_person}
                            </Button>
                        </div>
                        <PeopleAt people={people} />
                    </section>
                </div>
            </div>
            {merging && (
                <MergeWith
                    kind="account"
                    id={account}
                    close={() => set_merging(false)}
                    merged={(into) => go({ to: '/accounts/$account', params: { account: into } })}
                />
            )}
        </Page>
    );
}

function PeopleAt({ people }: { people: Schemas['Person'][] }) {
    if (people.length === 0)
        return (
            <Text size="sm" c="dimmed">
                {words.no_people}
            </Text>
        );
    return (
        <ul className={classes.plain}>
            {people.map((person) => (
                <li key={person.id} className={classes.item}>
                    <div className={classes.main}>
                        <Link
                            to="/people/$person"
                            params={{ person: person.id }}
                            className={classes.name}
                        >
                            {person.name}
                        </Link>
                        <Text className={classes.quiet} truncate>
                            {person.title || person.email}
                        </Text>
                    </div>
                    <Text className={classes.quiet}>{say.method.level[person.level]}</Text>
                </li>
            ))}
        </ul>
    );
}

export function MergedInto({ kind, id }: { kind: 'account' | 'person'; id: string }) {
    return (
        <Alert color="gray" title={words.merged_into}>
            {kind === 'account' ? (
                <Link className={classes.more} to="/accounts/$account" params={{ account: id }}>
                    {words.merged_go}
                </Link>
            ) : (
                <Link className={classes.more} to="/people/$person" params={{ person: id }}>
                    {words.merged_go}
                </Link>
            )}
        </Alert>
    );
}
