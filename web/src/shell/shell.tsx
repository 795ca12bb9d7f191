// What stands around every screen: where one can go, finding, one's own menu.
import { Button, Kbd, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useHotkeys, useNetwork } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useLive } from '@/api/live';
import { type Me, useMe } from '@/api/me';
import { useSending } from '@/api/sending';
import { ActHost } from '@/parts/acts/host';
import { IconDots, IconSearch } from '@/parts/icons';
import { useShortcuts } from '@/parts/keys';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import { sign_out } from './actions';
import { places } from './places';
import classes from './shell.module.css';
import { open_shortcuts, ShortcutList } from './shortcut_list';

const on_the_phone = 4; // The rest is behind "More".

// Not needed for the first look; it comes while one reads.
const Finder = lazy(() => import('./finder'));

export function Shell() {
    const me = useMe();
    if (me.isError) return <Failed error={me.error} again={() => me.refetch()} />;
    if (!me.data)
        return (
            <main className={classes.content}>
                <Waiting />
            </main>
        );
    return <SignedIn me={me.data} />;
}

function SignedIn({ me }: { me: Me }) {
    const go = useNavigate();
    const network = useNetwork();
    useLive();
    // Here, so that it is heard before the finder has come.
    useHotkeys([['mod+K', spotlight.open]], []);
    useSending(me.member.id);
    useShortcuts(
        useMemo(
            () => [
                ...places.map((p) => ({
                    keys: p.keys,
                    does: say.shell.go(p.label),
                    run: () => go({ to: p.to }),
                })),
                { keys: '/', does: say.shell.find, run: spotlight.open },
                { keys: '?', does: say.shell.shortcuts, run: open_shortcuts },
            ],
            [go],
        ),
    );
    return (
        <div className={classes.frame}>
            <a href="#content" className="skip">
                {say.shell.skip}
            </a>
            <aside className={`${classes.side} no-print`}>
                <Link to="/today" className={classes.logo}>
                    <img src="/ante.svg" alt="" width={28} height={28} />
                    <span>{say.shell.name}</span>
                </Link>
                <Button
                    variant="default"
                    justify="space-between"
                    leftSection={<IconSearch size={16} />}
                    rightSection={<Kbd size="xs">⌘K</Kbd>}
                    onClick={spotlight.open}
                    fullWidth
                    styles={{ label: { flex: 1 } }}
                    c="dimmed"
                    fw={400}
                >
                    {say.common.search}
                </Button>
                <nav aria-label={say.shell.nav} className={classes.nav}>
                    {places.map((p) => (
                        <Link
                            key={p.to}
                            to={p.to}
                            className={classes.place}
                            activeProps={{ 'data-active': true }}
                        >
                            <p.icon size={18} stroke={1.7} aria-hidden />
                            {p.label}
                        </Link>
                    ))}
                </nav>
                <div style={{ flex: 1 }} />
                <MyMenu me={me} />
            </aside>
            <main id="content" className={classes.content} tabIndex={-1}>
                {!network.online && (
                    <div role="status" className={classes.offline}>
                        {say.shell.offline}
                    </div>
                )}
                <Outlet />
            </main>
            <nav aria-label={say.shell.nav} className={`${classes.tabs} no-print`}>
                {places.slice(0, on_the_phone).map((p) => (
                    <Link
                        key={p.to}
                        to={p.to}
                        className={classes.tab}
                        activeProps={{ 'data-active': true }}
                    >
                        <p.icon size={22} stroke={1.7} aria-hidden />
                        {p.label}
                    </Link>
                ))}
                <Menu position="top-end">
                    <Menu.Target>
                        <UnstyledButton className={classes.tab}>
                            <IconDots size={22} stroke={1.7} aria-hidden />
                            {say.shell.more}
                        </UnstyledButton>
                    </Menu.Target>
                    <Menu.Dropdown>
                        <Menu.Item leftSection={<IconSearch size={16} />} onClick={spotlight.open}>
                            {say.common.search}
                        </Menu.Item>
                        {places.slice(on_the_phone).map((p) => (
                            <Menu.Item
                                key={p.to}
                                component={Link}
                                to={p.to}
                                leftSection={<p.icon size={16} />}
                            >
                                {p.label}
                            </Menu.Item>
                        ))}
                        <Menu.Divider />
                        <MyItems />
                    </Menu.Dropdown>
                </Menu>
            </nav>
            <Suspense fallback={null}>
                <Finder me={me} />
            </Suspense>
            <ActHost />
            <ShortcutList />
        </div>
    );
}

function MyMenu({ me }: { me: Me }) {
    return (
        <Menu position="top-start" width={220}>
            <Menu.Target>
                <UnstyledButton className={classes.me}>
                    <span className={classes.name}>{me.member.name}</span>
                    <span className={classes.workspace}>{me.workspace.name}</span>
                </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
                <MyItems />
            </Menu.Dropdown>
        </Menu>
    );
}

function MyItems() {
    const { colorScheme, setColorScheme } = useMantineColorScheme();
    return (
        <>
            <Menu.Label>{say.shell.colours}</Menu.Label>
            {(['light', 'dark', 'auto'] as const).map((scheme) => (
                <Menu.Item
                    key={scheme}
                    onClick={() => setColorScheme(scheme)}
                    aria-current={colorScheme === scheme}
                    fw={colorScheme === scheme ? 650 : undefined}
                >
                    {scheme === 'auto' ? say.shell.system : say.shell[scheme]}
                </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={open_shortcuts}>{say.shell.shortcuts}</Menu.Item>
            <Menu.Item onClick={() => void sign_out()}>{say.shell.sign_out}</Menu.Item>
        </>
    );
}
