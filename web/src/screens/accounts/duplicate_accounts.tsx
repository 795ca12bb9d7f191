import { Duplicates } from './duplicates';

export default function Screen() {
    return <Duplicates kind="account" />;
}
