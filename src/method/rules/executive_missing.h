#pragma once
#include "method/rules/facts.h"

namespace ante::method::executive_missing {

inline bool over_the_line(const Deal& deal, double line) {
    if (!deal.in_play() || !deal.amount) return false;
    double major = static_cast<double>(deal.amount->minor);
    for (int i = 0; i < decimals_of(deal.amount->currency); ++i) major /= 10;
    return major >= line;
}

// Carries it, was in touch, or promised something in it.
inline bool engaged(const Deal& deal, MemberId member) {
    const auto promised = [&](const Commitment& promise) {
        const Us* us = std::get_if<Us>(&promise.owner);
        return us && us->member == member && promise.was_agreed();
    };
    return deal.owner == member || std::ranges::any_of(deal.commitments, promised) ||
           std::ranges::any_of(deal.touches,
                               [&](const DealTouch& touch) { return touch.by == member; });
}

// METHOD 7, 11: match level with level. A workspace in which nobody has the level of an executive
// is not asked for one.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!over_the_line(given.deal, is["amount"]) || given.executives.empty()) return std::nullopt;
    for (const MemberId member : given.executives)
        if (engaged(given.deal, member)) return std::nullopt;
    return Holds{given.deal.opened_at + is.days("days"),
                 "A deal of this size was opened on " + day_of(given, given.deal.opened_at) +
                     ", and none of our executives carries it, was in touch or promised "
                     "anything in it."};
}

inline constexpr Threshold thresholds[] = {
    {"amount", 100'000, 0, 1'000'000, "From so much on, in whole units of the deal's currency."},
    {"days", 14, 0, 365, "So many days are given to bring one in."},
};

inline constexpr Rule rule{
    .id = "executive_missing",
    .group = RuleGroup::relations,
    .says = "A large deal, and none of our executives is in it.",
    .source = "METHOD 7, 11: match level with level. The line is our judgement.",
    .remedy = "Match level with level: ask one of ours for a call with theirs.",
    .severity = Severity::warn,
    .today = TodayGroup::relations,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== large, and left to us
a colleague Ida (executive)
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we value it at 100000
-> executive_missing from 18 May 09:00
-> executive_missing because "4 May 2026"
on 18 May 09:00
-> executive_missing holds

== below the line
a colleague Ida (executive)
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we value it at 99999
-> no executive_missing

== she promised something
a colleague Ida (executive)
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we value it at 200000
-> executive_missing from 18 May 09:00
Ida agrees to "call their owner" by 20 May, effort people
-> no executive_missing

== nobody of ours has that level
a colleague Kim
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we value it at 200000
-> no executive_missing

== a workspace with larger deals
threshold executive_missing.amount 500000
a colleague Ida (executive)
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we value it at 200000
-> no executive_missing

== a workspace in a hurry
threshold executive_missing.days 1
a colleague Ida (executive)
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we value it at 200000
-> executive_missing from 5 May 09:00
)",
};

}  // namespace ante::method::executive_missing
