// The manager's view (METHOD 12): a team's or a rep's figures against their own past, deals to let
// go, overrides, the three months' penalty. A rep sees his own.
import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { manages, useMe } from '@/api/me';
import { IconDownload } from '@/parts/icons';
import { MemberPick } from '@/parts/member_pick';
import { Failed, Page, Waiting } from '@/parts/states';
import { say } from '@/words';
import { add_days, day } from '@/words/format';
import { Figures } from './figures';
import { Funnel } from './funnel';
import { LetGo } from './let_go';
import { Members } from './members';
import { Overrides } from './overrides';
import { Penalty } from './penalty';
import { type By, type Review, useFigures, useReview } from './read';
import classes from './team.module.css';
import { Verdicts } from './verdicts';

const all = { value: 'all', label: say.team.whole_team };

export default function Team() {
    const search = useSearch({ strict: false }) as { member?: string; by?: string };
    const go = useNavigate();
    const me = useMe();
    const by: By = search.by === 'month' ? 'month' : 'week';
    const leads = manages(me.data);
    const review = useReview(by, search.member);
    const figures = useFigures();
    const show = (member: string | undefined, to: By) =>
        go({ to: '/team', search: { ...(member && { member }), by: to }, replace: true });
    const failed = review.error ?? figures.error;
    const again = () => {
        void review.refetch();
        void figures.refetch();
    };
    return (
        <Page
            title={say.team.title}
            actions={
                <Group gap={8} className="no-print">
                    {leads && (
                        <MemberPick
                            name={say.team.whose}
                            first={all}
                            value={search.member ?? all.value}
                            change={(to) => show(to === all.value ? undefined : to, by)}
                            width={220}
                        />
                    )}
                    <SegmentedControl
                        aria-label={say.team.by}
                        data={[
                            { value: 'week', label: say.team.by_week },
                            { value: 'month', label: say.team.by_month },
                        ]}
                        value={by}
                        onChange={(to) => show(search.member, to === 'month' ? 'month' : 'week')}
                    />
                </Group>
            }
        >
            {failed ? (
                <Failed error={failed} again={again} />
            ) : !review.data || !figures.data ? (
                <Waiting rows={4} height={180} />
            ) : (
                <>
                    <Whose review={review.data} leads={leads} />
                    <div className={classes.pair}>
                        <Funnel figures={figures.data.items} reports={review.data.figures} />
                        <Verdicts counts={review.data.last_verdicts} />
                    </div>
                    <Figures figures={figures.data.items} reports={review.data.figures} />
                    {leads && !search.member && <Members by={by} figures={figures.data.items} />}
                </>
            )}
            {!search.member && <LetGo scope={leads ? 'workspace' : 'mine'} />}
            {!search.member && <Overrides scope={leads ? 'workspace' : 'mine'} />}
            {leads && !search.member && <Penalty />}
        </Page>
    );
}

function Whose({ review, leads }: { review: Review; leads: boolean }) {
    const name = review.member
        ? leads
            ? review.name
            : say.team.mine
        : review.team
          ? say.team.of_team(review.team)
          : say.team.everybody;
    const file = (kind: string) =>
        `/api/v1/export/figures.${kind}?by=${review.by}${review.member ? `&member=${review.member}` : ''}`;
    const span = (of: Review['recent']) => say.team.span(day(of.from), day(add_days(of.to, -1)));
    return (
        <Group justify="space-between" align="flex-end" mt={-8}>
            <div>
                <Text fw={600}>{name}</Text>
                <Text size="sm" c="dimmed">
                    {say.team.now}: {span(review.recent)} · {say.team.before}: {span(review.past)}
                </Text>
            </div>
            <Group gap={12} className="no-print">
                <Anchor href={file('csv')} download size="sm" className={classes.file}>
                    <IconDownload size={14} aria-hidden /> {say.team.csv}
                </Anchor>
                <Anchor href={file('xlsx')} download size="sm" className={classes.file}>
                    <IconDownload size={14} aria-hidden /> {say.team.xlsx}
                </Anchor>
                <Button variant="subtle" size="compact-md" onClick={() => window.print()}>
                    {say.team.print}
                </Button>
            </Group>
        </Group>
    );
}
