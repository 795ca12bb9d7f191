#pragma once
#include "method/rules/facts.h"

namespace ante::method::poor_fit {

// METHOD 11: the ideal customer gives each account a fit of 0 to 100. An unknown fit says nothing.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play() || !given.account_fit) return std::nullopt;
    if (*given.account_fit >= is["fit"]) return std::nullopt;
    return Holds{given.deal.opened_at, "The account fits the ideal customer by " +
                                           std::to_string(*given.account_fit) + " of 100."};
}

inline constexpr Threshold thresholds[] = {
    {"fit", 50, 0, 100, "The ideal-customer line."},
};

inline constexpr Rule rule{
    .id = "poor_fit",
    .group = RuleGroup::deals,
    .says = "The account is not the kind of customer that we are good for.",
    .source =
        "METHOD 7, 11: the ideal customer. Our judgement; as good as the workspace's criteria.",
    .remedy = "Ask yourself: is this our customer?",
    .severity = Severity::note,
    .today = TodayGroup::let_go,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== below the line
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account fits 49
-> poor_fit from 4 May 09:00
-> poor_fit because "49 of 100"

== on the line
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account fits 50
-> no poor_fit

== nobody knows
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
-> no poor_fit

== a workspace with a lower line
threshold poor_fit.fit 30
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account fits 30
-> no poor_fit

== a won deal fits
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account fits 49
we win it
-> no poor_fit
)",
};

}  // namespace ante::method::poor_fit
