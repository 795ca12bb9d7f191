// Every text of the screens stands in the catalogue below words/en/: `say.today.empty`. Texts with
// something in them are functions. Words are METHOD.md's, short and friendly.
import { en } from './en';

export type Words = typeof en;
export const say: Words = en;
