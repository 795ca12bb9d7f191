// What Today says of relations; the rest is in relating.ts and comes with its screens.
export const relations = {
    note_touch: 'Note a touch',
    note_touch_with: (who: string) => `Note a touch with ${who}`,
    last_real: (when: string) => `last real contact ${when}`,
    never: 'no real contact yet',
    suggestion: (kind: string, chance: string) =>
        `Most likely to be answered: ${kind.toLowerCase()} (${chance})`,
    tier_of: (tier: string) => (tier === 'none' ? 'No tier' : `Tier ${tier}`),
};
