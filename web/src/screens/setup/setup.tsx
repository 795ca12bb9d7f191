import { Page, Waiting } from '@/parts/states';

export default function Screen() {
    return (
        <Page title="Setup">
            <Waiting />
        </Page>
    );
}
