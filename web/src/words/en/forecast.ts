export const forecast = {
    title: 'Forecast',
    what: 'What the open deals of the pipeline will bring, judged by what their buyers did.',
    scope: 'Whose deals',
    scopes: { mine: 'Mine', team: 'My team', workspace: 'All I see' },
    currency: 'Currency',
    empty: 'No open deal in the pipeline yet',
    empty_more:
        'A deal enters the pipeline, and so the forecast, with the buyer’s first agreed promise that costs him something.',
    no_sums: 'None of these deals says what it would be worth.',
    speaks: {
        beliefs: 'The library’s beliefs',
        model: 'Learned here',
        base_rate: 'No skill: the base rate',
    },
    // The sum
    sum: 'What it will bring',
    expected: 'expected',
    eight_of_ten: (low: string, high: string) => `Eight of ten draws: ${low} to ${high}`,
    open_worth: (open: string, deals: string) => `of ${open} in ${deals}`,
    deals: (n: number, of: string) => (n === 1 ? '1 deal' : `${of} deals`),
    wins: (expected: string, low: string, high: string) =>
        `About ${expected} of them won (${low} to ${high}).`,
    without_amount: (n: string) => `${n} without an amount are in no sum.`,
    sum_label: (expected: string, low: string, high: string) =>
        `Histogram of what the pipeline brings: ${expected} expected, eight of ten draws between ${low} and ${high}.`,
    alone: 'Each deal is drawn for itself; a year that is bad for all of them is not in it.',
    // By month, rep, team
    by_month: 'By month',
    by_rep: 'By rep',
    by_team: 'By team',
    later: 'Later',
    no_team: 'No team',
    rep: 'Rep',
    team: 'Team',
    open: 'Open',
    range: 'Eight of ten',
    expect: 'Expected',
    from_to: (low: string, high: string) => `${low} – ${high}`,
    // Since last week
    week: 'Since last week',
    was: 'A week ago',
    is: 'Now',
    changes: {
        entered: 'New',
        warmer: 'Warmer',
        cooler: 'Cooler',
        won: 'Won',
        lost: 'Lost',
        faded: 'Faded',
    },
    changes_more: {
        entered: 'entered the pipeline',
        warmer: 'the chance rose',
        cooler: 'the chance fell',
        won: 'in the books now',
        lost: 'decided against us',
        faded: 'nobody decided, or parked',
    },
    week_label: (was: string, is: string) => `From ${was} a week ago to ${is} now.`,
    no_change: 'No deal has changed it by more than a hair.',
    which_deals: 'The deals that changed it most',
    from_chance: (before: string, after: string) => `${before} → ${after}`,
    // Is it any good?
    grade: 'Is it any good?',
    skill: {
        shown: 'It has skill',
        unsure: 'Perhaps; it may be luck',
        none: 'No skill',
        too_few: 'Too early to say',
    },
    graded_on: (decided: string, won: string, from: string) =>
        `Learned from the ${from} deals that had ended first, tried on ${decided} later ones that it had not seen, of which ${won} were won. Each was forecast once, on a day of its life drawn by lot.`,
    not_graded: (ended: number, next: string) =>
        ended === 1
            ? `One deal has ended here. After ${next} more it learns for the first time.`
            : `${ended} deals have ended here. After ${next} more it learns for the first time.`,
    still_open: (n: number) =>
        n === 1
            ? 'One later deal is not decided yet and can’t be graded.'
            : `${n} later deals are not decided yet and can’t be graded.`,
    reliability: 'Reliability',
    reliability_more:
        'Of the deals given such a chance, that many were won. On the line it keeps its word; the whiskers say how far chance alone may carry it.',
    reliability_label: 'Chance given against part won',
    given: 'Chance given',
    came: 'Part won',
    dot: (given: string, came: string, deals: number) =>
        `given ${given}, won ${came}, ${deals} ${deals === 1 ? 'deal' : 'deals'}`,
    scores: 'Scores on those deals',
    who: {
        forecast: 'Forecast',
        base: 'Base rate',
        stage: 'Stage × probability',
        age: 'Age alone',
    },
    brier: 'Brier',
    brier_more:
        'Mean squared distance between the chance and what came. Less is better; a coin gets 0.25.',
    log: 'Log score',
    log_more: 'Punishes being sure and wrong. Less is better.',
    auc: 'Ranking',
    auc_more: 'How often a won deal was ranked above another. 50 % is a coin.',
    range_95: 'Small figures: where it lies in 95 of 100 bootstrap draws.',
    learned: (version: string, decided: string, day: string) =>
        `Version ${version}, learned from ${decided} closed deals on ${day}.`,
    learns_after: (n: string) => `It learns again by itself after ${n} more.`,
    refit: 'Learn anew now',
    refitted: (version: string) => `Learned anew: version ${version}`,
    // On the deal
    on_deal: 'How it may end',
    to_win: 'to win',
    to_lose: 'to lose',
    to_fade: 'to fade away',
    if_won: (day: string, early: string, late: string) =>
        `If it is won: around ${day}, eight of ten between ${early} and ${late}.`,
    chances_label: (win: string, lose: string, fade: string) =>
        `${win} to win, ${lose} to lose, ${fade} to fade away`,
    curve_label: (now: string) => `The chance to win over time; ${now} at its end.`,
    curve_more: 'Each dot is an act, theirs larger than ours; between them it cools by itself.',
    moved: 'What moved it',
    moved_none: 'No single act has moved it by a point.',
    points: (n: string) => `${n} points`,
    one_promise: 'One kept promise',
    if_kept: (who: string, what: string) => `${who}: ${what}`,
    any_promise: (effort: string) => `any promise of ${effort}`,
    would_be: (now: string, then: string) => `${now} → ${then}`,
    how_it_grades: 'Is it any good?',
};
