// Our plan from a template: screens/our_plan, settings/templates, a strip on the deal's page.
import type { Schemas } from '@/api/client';
import { common } from './common';

const days = (n: number) => common.count(n, 'day', 'days');
const working_days = (n: number) => common.count(n, 'working day', 'working days');

export const plan_templates = {
    title: 'Our plan',
    // On the deal
    start: 'Start from a template',
    go_live: 'Go-live',
    go_live_on: (when: string) => `Go-live on ${when}`,
    no_go_live: 'No go-live date yet: when do they want to work with it?',
    from: (name: string) => `from “${name}”`,
    move_go_live: 'Move go-live',
    keep_as_template: 'Keep as a template',

    // Choosing
    choose: 'Which kind of plan?',
    choose_about:
        'A template only says what usually has to happen, and when. You look at each line; what you leave is proposed, and nothing is promised until somebody agrees.',
    fits: 'Fits this deal',
    others: 'Others',
    shipped: 'comes with Ante',
    yours: 'yours',
    everybodys: 'for everybody',
    lines: (theirs: number, ours: number) => `${theirs} of theirs, ${ours} of ours`,
    when: 'When do they want to go live?',
    when_more: 'Their day, not ours: the plan is worked back from it.',
    no_template: 'No templates yet',

    // The draft
    another: 'Another template',
    picture: (name: string) => `${name}, worked back from go-live`,
    picture_more: 'The buyer’s promises stand above the line, ours below; the taller, the dearer.',
    today: 'today',
    theirs: 'Theirs',
    ours: 'Ours',
    nobody: 'nobody yet',
    would_be: (role: string) => `usually the ${role}`,
    edit: (what: string) => `Edit: ${what}`,
    take_out: 'Take out',
    take_out_of: (what: string) => `Take out: ${what}`,
    taken_out: (n: number) => `${common.count(n, 'line', 'lines')} taken out`,
    put_back: (what: string) => `Put back: ${what}`,
    back: 'Put back',
    add_theirs: 'They could also …',
    add_ours: 'We could also …',
    earliest: (when: string) => `Move to ${when}`,
    earliest_of: (what: string, when: string) => `Move to ${when}: ${what}`,
    all_earliest: 'Move everything that is past to the next working day',
    done: 'Done',
    propose: (n: number) => `Propose ${common.count(n, 'promise', 'promises')}`,
    proposed: (n: number) =>
        `${common.count(n, 'promise', 'promises')} proposed. Each waits for a word.`,
    not_yet: 'First settle what stands in the way; it is said at each line.',
    empty: 'Nothing is left in it. Put a line back, or choose another template.',
    start_again: 'Start again from the template',
    changed: 'Your changes are kept here until you propose.',
    holidays: 'Working days are Monday to Friday; holidays are not known.',

    // Moving go-live
    move_title: 'Go-live moves',
    move_to: 'The new go-live date',
    who_moved: 'Who moved it?',
    they_moved: 'They did',
    we_moved: 'We did',
    moves_more: 'A move counts for whoever moves his own promise; the third is a miss.',
    would_follow: (n: number) => `${common.count(n, 'promise', 'promises')} would follow`,
    nothing_follows: 'No open promise hangs on the go-live date. Only the date itself moves.',
    same_day: 'That is the day it has.',
    from_to: (from: string, to: string) => `${from} → ${to}`,
    only_proposed: 'only proposed: it just gets another day',
    cannot_follow: (to: string) => `would lie on ${to}, which is past: move it by hand`,
    move: (n: number) =>
        n === 0 ? 'Move the date' : `Move the date and ${common.count(n, 'promise', 'promises')}`,
    moved: 'Go-live is moved',

    // Days in words
    counted: {
        start: (n: number, unit: Schemas['CountedIn']) =>
            n <= 0
                ? 'on the day it starts'
                : `${unit === 'days' ? days(n) : working_days(n)} after the start`,
        go_live: (n: number, unit: Schemas['CountedIn']) =>
            n === 0
                ? 'on the day of go-live'
                : `${unit === 'days' ? days(Math.abs(n)) : working_days(Math.abs(n))} ${n < 0 ? 'before' : 'after'} go-live`,
        line: (n: number, unit: Schemas['CountedIn'], what: string) =>
            n === 0
                ? `together with “${what}”`
                : `${unit === 'days' ? days(Math.abs(n)) : working_days(Math.abs(n))} ${n < 0 ? 'before' : 'after'} “${what}”`,
    },

    // Own templates
    own: 'Templates of your own',
    own_about:
        'What usually has to happen until your customers go live. Everybody uses the shared ones; managers and admins change them.',
    library: 'Those that come with Ante',
    library_about: 'They stay as they are. Copy one, and make the copy yours.',
    no_own: 'None yet. Copy one that comes with Ante, or keep a deal’s promises as a template.',
    add: 'New template',
    copy: 'Copy',
    copy_of: (name: string) => `Copy ${name}`,
    copied: (name: string) => `${name} (copy)`,
    edit_template: (name: string) => `Edit ${name}`,
    look: 'Look',
    fold: (name: string) => `Close ${name}`,
    look_at: (name: string) => `Look at ${name}`,
    remove: (name: string) => `Remove ${name}`,
    removed: 'Removed. Plans that were started from it stay.',
    untitled: 'Untitled',
    name: 'Name',
    about: 'For which deals',
    about_more: 'And why in this order',
    kinds: 'Kinds of deal',
    any_kind: 'any',
    shared: 'Everybody here may use it',
    shared_more: 'Only managers and admins make templates for everybody.',
    line_n: (n: number) => `Line ${n}`,
    side: 'Whose',
    what: 'What will be done',
    what_more: 'So that both can see it when it is done',
    proof: 'How both see that it is done',
    effort: 'What it costs',
    role: 'Who gives it',
    any_role: 'chosen each time',
    why: 'Why it stands here (the buyer never sees it)',
    offset: 'How many',
    unit: 'Counted in',
    units: { days: 'calendar days', working_days: 'working days' },
    before_after: 'Before or after',
    before: 'before',
    after: 'after',
    hangs_on: 'Counted from',
    the_start: 'the start',
    the_go_live: 'go-live',
    up: (what: string) => `Move up: ${what}`,
    down: (what: string) => `Move down: ${what}`,
    remove_line: (what: string) => `Remove the line: ${what}`,
    add_line: 'Add a line',
    save: 'Save the template',
    saved: 'The template is saved',
    as_it_would_be: (when: string) => `As it would be for a go-live on ${when}`,
    of_deal: 'A template of this deal’s promises',
    of_deal_about: 'Take out what was special to this deal, and say for which deals it is meant.',
    nothing_promised: 'Nothing was promised in this deal yet that a template could be made of.',
};
