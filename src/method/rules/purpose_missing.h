#pragma once
#include "method/rules/facts.h"

namespace ante::method::purpose_missing {

// METHOD 5: every piece of free work has a purpose. A request that is neither accepted with one nor
// declined is work that drifts towards us.
inline Judgement holds(const Grounds& given, const Request& request, const Thresholds& is) {
    if (!given.deal.in_play() || request.state != RequestState::asked) return std::nullopt;
    return Holds{request.asked_at + is.days("days"),
                 name_of(given.deal, request.by) + " asked for a " +
                     std::string(called(request.kind)) + " on " + day_of(given, request.asked_at) +
                     ", and it has been neither accepted nor declined.",
                 {request.asked_at}};
}

inline constexpr Threshold thresholds[] = {
    {"days", 2, 0, 60, "A request should be accepted or declined within so many days."},
};

inline constexpr Rule rule{
    .id = "purpose_missing",
    .group = RuleGroup::requests,
    .says = "The buyer asked for something, and nobody knows yet what it is for.",
    .source =
        "METHOD 5. In 300 annotated persuasion dialogues people who asked for more information "
        "paid in 45 % of cases, those who did not in 58 %: asking for more is no sign of "
        "buying. Gifts and not sales, so weak.",
    .remedy = "Find out what it is for.",
    .severity = Severity::act,
    .today = TodayGroup::they_owe,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== two days after it was asked for
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
-> purpose_missing from 6 May 09:00
-> purpose_missing because "Dana asked for a demo on 4 May 2026"
on 6 May 08:59
-> purpose_missing does not hold
on 6 May 09:00
-> purpose_missing holds

== accepted with its purpose
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
-> no purpose_missing

== declined is an answer
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we decline it: "we show it to those who decide"
-> no purpose_missing

== withdrawn by the one who asked
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
Dana withdraws the demo
-> no purpose_missing

== a workspace that answers within a day
threshold purpose_missing.days 1
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
-> purpose_missing from 5 May 09:00

== a lost deal needs no answer
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we lose it to competitor
-> no purpose_missing
)",
};

}  // namespace ante::method::purpose_missing
