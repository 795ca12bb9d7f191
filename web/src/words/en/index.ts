import { common } from './common';
import { conflict } from './conflict';
import { method } from './method';
import { settings } from './settings';
import { shell } from './shell';
import { sign_in } from './sign_in';

export const en = { common, conflict, method, settings, shell, sign_in };
