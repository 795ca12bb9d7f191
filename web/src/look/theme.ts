// The look, in one place. Two accents: `us` (blue) for the seller's side, `buyer` (copper) for
// theirs, everywhere the same. Red is for overdue, never for a side.
import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { say } from '@/words';

const us: MantineColorsTuple = [
    '#eef4ff',
    '#dbe6fb',
    '#b6cbf5',
    '#8eaef0',
    '#6d95eb',
    '#5785e8',
    '#3f6fd6',
    '#305bb8',
    '#264a98',
    '#1b3872',
];
const buyer: MantineColorsTuple = [
    '#fff3e8',
    '#fbe3ce',
    '#f3c59e',
    '#eba669',
    '#e48c3e',
    '#dd7b22',
    '#b8600f',
    '#96500f',
    '#763f0d',
    '#57300b',
];
const gray: MantineColorsTuple = [
    '#f8f8f6',
    '#f0f0ed',
    '#e4e4e0',
    '#d3d3ce',
    '#bcbcb6',
    '#96968f',
    '#6b6b66',
    '#51514d',
    '#363633',
    '#212120',
];
const dark: MantineColorsTuple = [
    '#d5d8de',
    '#b6bac3',
    '#9a9fab',
    '#717785',
    '#4a505e',
    '#363c49',
    '#272c37',
    '#1e222b',
    '#171a21',
    '#101218',
];

export const theme = createTheme({
    colors: { us, buyer, gray, dark },
    primaryColor: 'us',
    primaryShade: { light: 7, dark: 6 },
    autoContrast: true,
    defaultRadius: 'md',
    fontFamily:
        'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    headings: {
        fontWeight: '650',
        sizes: {
            h1: { fontSize: '1.5rem', lineHeight: '1.25' },
            h2: { fontSize: '1.15rem' },
            h3: { fontSize: '1rem' },
        },
    },
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
        Modal: {
            defaultProps: {
                centered: false,
                overlayProps: { backgroundOpacity: 0.45 },
                closeButtonProps: { 'aria-label': say.common.close },
            },
            styles: { title: { fontWeight: 650, fontSize: '1.125rem' } },
        },
        // Its placeholder for the focus is a child that a menu must not have.
        Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
        Notification: { defaultProps: { closeButtonProps: { 'aria-label': say.common.close } } },
        Tooltip: {
            defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } },
        },
    },
});
