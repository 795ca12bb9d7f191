import { accounts } from './accounts';
import { acts } from './acts';
import { common } from './common';
import { conflict } from './conflict';
import { deal } from './deal';
import { debrief } from './debrief';
import { finder } from './finder';
import { hold } from './hold';
import { imports } from './imports';
import { meeting } from './meeting';
import { method } from './method';
import { pipeline } from './pipeline';
import { playbook } from './playbook';
import { requests } from './requests';
import { settings } from './settings';
import { setup } from './setup';
import { shell } from './shell';
import { sign_in } from './sign_in';
import { today } from './today';

// A line each, so that two who add one do not meet.
export const en = {
    accounts,
    acts,
    common,
    conflict,
    deal,
    debrief,
    finder,
    hold,
    imports,
    meeting,
    method,
    pipeline,
    playbook,
    requests,
    settings,
    setup,
    shell,
    sign_in,
    today,
};
