// Where one can go, in the order of the navigation.
import {
    IconBook2,
    IconBuilding,
    IconCalendar,
    IconChartBar,
    IconChartHistogram,
    IconChecklist,
    IconHeartHandshake,
    IconInbox,
    IconLayoutKanban,
    IconSettings,
    IconSunHigh,
    IconUpload,
    IconUsers,
} from '@/parts/icons';
import { say } from '@/words';

export const places = [
    { to: '/today', label: say.shell.today, icon: IconSunHigh, keys: 'g t' },
    { to: '/pipeline', label: say.shell.pipeline, icon: IconLayoutKanban, keys: 'g p' },
    { to: '/meetings', label: say.shell.meetings, icon: IconCalendar, keys: 'g c' },
    { to: '/requests', label: say.shell.requests, icon: IconInbox, keys: 'g r' },
    { to: '/relations', label: say.shell.relations, icon: IconHeartHandshake, keys: 'g l' },
    { to: '/accounts', label: say.shell.accounts, icon: IconBuilding, keys: 'g a' },
    { to: '/people', label: say.shell.people, icon: IconUsers, keys: 'g e' },
    { to: '/forecast', label: say.shell.forecast, icon: IconChartHistogram, keys: 'g f' },
    { to: '/review', label: say.shell.review, icon: IconChecklist, keys: 'g w' },
    { to: '/team', label: say.shell.figures, icon: IconChartBar, keys: 'g u' },
    { to: '/method', label: say.shell.method, icon: IconBook2, keys: 'g m' },
    { to: '/import', label: say.shell.imports, icon: IconUpload, keys: 'g i' },
    { to: '/settings', label: say.shell.settings, icon: IconSettings, keys: 'g s' },
] as const;
