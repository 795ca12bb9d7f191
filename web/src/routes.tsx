// Every address and the screen it shows. Screens come when they are first asked for.
import {
    createRootRoute,
    createRoute,
    createRouter,
    lazyRouteComponent,
    Outlet,
    redirect,
} from '@tanstack/react-router';
import { Empty, Failed, Waiting } from './parts/states';
import { Shell } from './shell/shell';
import { say } from './words';

const root = createRootRoute({
    component: Outlet,
    notFoundComponent: () => (
        <Empty title={say.common.not_found}>{say.common.not_found_more}</Empty>
    ),
    errorComponent: ({ error, reset }) => <Failed error={error} again={reset} />,
});

// With the navigation around it, for those who are signed in.
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell });

type Search = Record<string, string>;
// Addresses carry filters as plain words, which the screen reads.
const search = (raw: Record<string, unknown>): Search =>
    Object.fromEntries(
        Object.entries(raw)
            .filter(([, value]) => value !== undefined && value !== null && value !== '')
            .map(([name, value]) => [name, String(value)]),
    );

const at = <const P extends string>(path: P, load: Parameters<typeof lazyRouteComponent>[0]) =>
    createRoute({
        getParentRoute: () => inside,
        path,
        validateSearch: search,
        component: lazyRouteComponent(load),
    });

const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
        throw redirect({ to: '/today' });
    },
});
const sign_in = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: search,
    component: lazyRouteComponent(() => import('./screens/sign_in/sign_in')),
});
const new_password = createRoute({
    getParentRoute: () => root,
    path: '/new-password',
    component: lazyRouteComponent(() => import('./screens/sign_in/new_password')),
});
const unsubscribe = createRoute({
    getParentRoute: () => root,
    path: '/unsubscribe',
    component: lazyRouteComponent(() => import('./screens/sign_in/unsubscribe')),
});
const setup = createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(() => import('./screens/setup/setup')),
});

const screens = [
    at('/today', () => import('./screens/today/today')),
    at('/pipeline', () => import('./screens/pipeline/pipeline')),
    at('/deals/$deal', () => import('./screens/deal/deal')),
    at('/deals/$deal/our-plan', () => import('./screens/our_plan/our_plan')),
    at('/deals/$deal/go-live', () => import('./screens/our_plan/go_live')),
    at('/meetings', () => import('./screens/meeting/meetings')),
    at('/meetings/$meeting', () => import('./screens/meeting/meeting')),
    at('/meetings/$meeting/plan', () => import('./screens/meeting/plan')),
    at('/meetings/$meeting/sheet', () => import('./screens/meeting/sheet')),
    at('/meetings/$meeting/hold', () => import('./screens/meeting/hold')),
    at('/meetings/$meeting/debrief', () => import('./screens/meeting/debrief')),
    at('/requests', () => import('./screens/requests/requests')),
    at('/team', () => import('./screens/team/team')),
    at('/review', () => import('./screens/review/review')),
    at('/relations', () => import('./screens/relations/relations')),
    at('/forecast', () => import('./screens/forecast/forecast')),
    at('/accounts', () => import('./screens/accounts/accounts')),
    at('/accounts/duplicates', () => import('./screens/accounts/duplicate_accounts')),
    at('/accounts/$account', () => import('./screens/accounts/account')),
    at('/people', () => import('./screens/accounts/people')),
    at('/people/import', () => import('./screens/accounts/contacts_import')),
    at('/people/duplicates', () => import('./screens/accounts/duplicate_people')),
    at('/people/$person', () => import('./screens/accounts/person')),
    at('/import', () => import('./screens/import/import')),
    at('/settings', () => import('./screens/settings/settings')),
    at('/settings/$part', () => import('./screens/settings/settings')),
    at('/method', () => import('./screens/method/method')),
    at('/method/$entry', () => import('./screens/method/method')),
] as const;

export const router = createRouter({
    routeTree: root.addChildren([
        home,
        sign_in,
        new_password,
        unsubscribe,
        setup,
        inside.addChildren(screens),
    ]),
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Waiting />,
    scrollRestoration: true,
    // Plain words, not JSON, in the address: ?stage=commit
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (values) => {
        const text = new URLSearchParams(values as Search).toString();
        return text ? `?${text}` : '';
    },
});

declare module '@tanstack/react-router' {
    interface Register {
        router: typeof router;
    }
}
