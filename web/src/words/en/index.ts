import { common } from './common';
import { conflict } from './conflict';
import { method } from './method';
import { shell } from './shell';
import { sign_in } from './sign_in';

export const en = { common, conflict, method, shell, sign_in };
