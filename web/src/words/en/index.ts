import { acts } from './acts';
import { common } from './common';
import { conflict } from './conflict';
import { method } from './method';
import { settings } from './settings';
import { shell } from './shell';
import { sign_in } from './sign_in';
import { today } from './today';

// A line each, so that two who add one do not meet.
export const en = {
    acts,
    common,
    conflict,
    method,
    settings,
    shell,
    sign_in,
    today,
};
