// Every text of the screens stands in the catalogue below words/en/: `say.today.empty`. Texts with
// something in them are functions. Words are METHOD.md's, short and friendly. What only a screen
// that comes later says may stand beside it and come with that screen (en/relating.ts).
import { en } from './en';

export type Words = typeof en;
export const say: Words = en;
