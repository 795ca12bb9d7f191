#pragma once
#include "method/relations/relation.h"
#include "method/rules/facts.h"

namespace ante::method::level_gap {

// Where buyers decide: at the level of an executive or the owner, or wherever the decision maker of
// one of the account's deals stands.
inline bool decides(const Relation& given, const Person& person) {
    if (person.level >= Level::executive) return true;
    return std::ranges::any_of(given.deals, [&](const Deal& deal) {
        return std::ranges::any_of(deal.players, [&](const Player& player) {
            return player.person == person.id && player.role == Role::decision_maker;
        });
    });
}

// METHOD 7, 11: worth a deal is an account that has one in play, or is of tier A or B and knows us.
inline Judgement holds(const Relation& given, const Thresholds& is) {
    if (given.account.merged_into) return std::nullopt;

    // 1. Since when is it worth a deal?
    std::optional<Instant> worth;
    for (const Deal& deal : given.deals)
        if (deal.in_play()) worth = std::min(worth.value_or(deal.opened_at), deal.opened_at);
    if (!worth && given.tier <= Tier::b && !given.contacts.empty())
        worth = given.contacts.front().at;
    if (!worth) return std::nullopt;

    // 2. One real contact at such a level is enough.
    bool known = false;
    for (const Person& person : given.people) {
        if (!decides(given, person)) continue;
        if (last_contact(given, person.id)) return std::nullopt;
        known = true;
    }
    return Holds{*worth + is.days("days"), known ? "We know who decides at " + given.account.name +
                                                       ", and were never in real contact with them."
                                                 : "We know nobody at " + given.account.name +
                                                       " at a level where buyers decide."};
}

inline constexpr Threshold thresholds[] = {
    {"days", 14, 0, 365, "So many days are given to get there."},
};

inline constexpr Rule rule{
    .id = "level_gap",
    .group = RuleGroup::relations,
    .says = "We have no contact at a level where this customer decides.",
    .source = "METHOD 7, 11: levels. Our judgement.",
    .remedy = "The account's map shows who of us could open it, and who there could lead the way.",
    .severity = Severity::warn,
    .today = TodayGroup::relations,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== two weeks of a deal, and only users know us
a deal "Fleet renewal" with Rob (user) at Northwind
on 5 May
Rob writes "nice tool"
-> level_gap from 18 May 09:00
-> level_gap because "nobody at Northwind"
on 18 May 08:59
-> level_gap does not hold
on 18 May 09:00
-> level_gap holds

== knowing a name is no contact
a deal "Fleet renewal" with Rob (user) and Dana (approver, executive) at Northwind
-> level_gap from 18 May 09:00
-> level_gap because "never in real contact"
we try Dana by call
-> level_gap from 18 May 09:00
we reach Dana by call
-> no level_gap

== who decides may stand lower
a deal "Fleet renewal" with Rob (decision_maker, manager) at Northwind
-> level_gap from 18 May 09:00
Rob writes "go on"
-> no level_gap

== an account that is worth none
a deal "Fleet renewal" with Rob (user) at Northwind
Rob writes "nice tool"
we lose it to not_a_fit
-> no level_gap
the account is tier B
-> level_gap from 18 May 09:00

== a workspace in a hurry
threshold level_gap.days 2
a deal "Fleet renewal" with Rob (user) at Northwind
-> level_gap from 6 May 09:00
)",
};

}  // namespace ante::method::level_gap
