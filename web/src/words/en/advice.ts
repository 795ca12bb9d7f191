export const advice = {
    title: 'What they can give now',
    more: 'The most that each can give, and the least that still moves the deal.',
    most: 'The most',
    least: 'The least',
    take_both: 'Use as best and minimum',
    take_both_of: (who: string) => `Use as best and minimum: ${who}`,
    take_least: 'Use as the minimum',
    take_least_of: (who: string) => `Use as the minimum: ${who}`,
    nothing: 'No play fits here just now. Write your own, or look through the library.',
    taken: (who: string) => `Best and minimum are filled in for ${who}. Change what you like.`,
    say: (chance: string) => `${chance} say yes`,
    why: (chance: string) => `Why ${chance}?`,
    circle: {
        judgement: 'Our judgement of such a grade and role',
        grade: 'Asks that cost as much, other roles',
        grade_and_role: 'Asks that cost as much, this role',
        play: 'This play, other roles',
        play_and_role: 'This play, this role',
    },
    agreed: (agreed: number, asked: number) => `${agreed} of ${asked} agreed`,
    if_no: (title: string) => `If not: ${title}`,

    // After a no, while the meeting goes on
    instead: 'Try this instead',
    or_instead: 'Or try this instead',
    instead_more: 'Tap what came of it: it joins the plan.',
    for: (who: string) => `For ${who}`,
} as const;
