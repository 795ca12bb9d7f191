import { Grid, NavLink } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { FilesPart } from './files_part';
import { IdealPart } from './ideal_part';
import { MailPart } from './mail_part';
import { MePart } from './me_part';
import { MembersPart } from './members_part';
import { PlaysPart } from './plays_part';
import { PointsPart } from './points_part';
import { RulesPart } from './rules_part';
import classes from './settings.module.css';
import { StagesPart } from './stages_part';
import { TemplatesPart } from './templates_part';
import { TokensPart } from './tokens_part';
import { WorkspacePart } from './workspace_part';

const CalendarPart = lazy(() => import('@/screens/calendar/calendar_part'));

const parts = {
    workspace: WorkspacePart,
    stages: StagesPart,
    ideal: IdealPart,
    rules: RulesPart,
    plays: PlaysPart,
    templates: TemplatesPart,
    points: PointsPart,
    members: MembersPart,
    mail: MailPart,
    tokens: TokensPart,
    calendar: CalendarPart,
    me: MePart,
    files: FilesPart,
};
type Part = keyof typeof parts;

function is_part(name: string | undefined): name is Part {
    return name !== undefined && Object.hasOwn(parts, name);
}

export default function Settings() {
    const { part } = useParams({ strict: false }) as { part?: string };
    const shown: Part = is_part(part) ? part : 'workspace';
    const Shown = parts[shown];
    const row = useRef<HTMLElement>(null);
    useEffect(() => {
        const link = row.current?.querySelector<HTMLElement>(`[href="/settings/${shown}"]`);
        if (link && row.current)
            row.current.scrollLeft = link.offsetLeft - row.current.clientWidth / 3;
    }, [shown]);
    return (
        <Page title={say.settings.title}>
            <Grid gap="xl">
                <Grid.Col span={{ base: 12, sm: 3 }}>
                    <nav aria-label={say.settings.title} className={classes.parts} ref={row}>
                        {Object.keys(parts).map((name) => (
                            <NavLink
                                key={name}
                                component={Link}
                                to={`/settings/${name}`}
                                label={say.settings.parts[name as Part]}
                                active={name === shown}
                                aria-current={name === shown ? 'page' : undefined}
                                style={{ borderRadius: 8, minHeight: 44 }}
                            />
                        ))}
                    </nav>
                </Grid.Col>
                <Grid.Col span={{ base: 12, sm: 9 }}>
                    <h2 style={{ marginTop: 0 }}>{say.settings.parts[shown]}</h2>
                    <Suspense fallback={<Waiting rows={3} />}>
                        <Shown />
                    </Suspense>
                </Grid.Col>
            </Grid>
        </Page>
    );
}
