import { Page, Waiting } from '@/parts/states';

export default function Screen() {
    return (
        <Page title="meeting">
            <Waiting />
        </Page>
    );
}
