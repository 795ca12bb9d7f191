import { Page, Waiting } from '@/parts/states';

export default function Screen() {
    return (
        <Page title="Requests">
            <Waiting />
        </Page>
    );
}
