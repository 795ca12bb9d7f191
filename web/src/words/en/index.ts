import { accounts } from './accounts';
import { acts } from './acts';
import { advice } from './advice';
import { common } from './common';
import { conflict } from './conflict';
import { deal } from './deal';
import { debrief } from './debrief';
import { finder } from './finder';
import { forecast } from './forecast';
import { hold } from './hold';
import { imports } from './imports';
import { mail } from './mail';
import { meeting } from './meeting';
import { method } from './method';
import { pipeline } from './pipeline';
import { playbook } from './playbook';
import { relations } from './relations';
import { requests } from './requests';
import { settings } from './settings';
import { setup } from './setup';
import { shell } from './shell';
import { sign_in } from './sign_in';
import { team } from './team';
import { today } from './today';

// A line each, so that two who add one do not meet.
export const en = {
    accounts,
    acts,
    advice,
    common,
    conflict,
    deal,
    debrief,
    finder,
    forecast,
    hold,
    imports,
    mail,
    meeting,
    method,
    pipeline,
    playbook,
    relations,
    requests,
    settings,
    setup,
    shell,
    sign_in,
    team,
    today,
};
