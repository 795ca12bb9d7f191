import { Page, Waiting } from '@/parts/states';

export default function Screen() {
    return (
        <Page title="Method">
            <Waiting />
        </Page>
    );
}
