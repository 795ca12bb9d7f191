import { Page, Waiting } from '@/parts/states';

export default function Screen() {
    return (
        <Page title="Pipeline">
            <Waiting />
        </Page>
    );
}
