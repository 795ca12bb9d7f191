#pragma once
#include "method/rules/facts.h"

namespace ante::method::no_early_commitment {

// METHOD 7: second meeting over, no advance yet. An advance agreed at any time ends it: what was
// late is then told by the time to win (METHOD 12), not by a signal that nobody can act on.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play() || given.ledger.first_advance) return std::nullopt;
    const std::size_t meetings = is.count("meetings");
    const std::optional<Instant> met = debriefed(given.deal, meetings);
    if (!met) return std::nullopt;
    return Holds{*met, "The buyer had promised nothing that costs him when meeting " +
                           std::to_string(meetings) + " was debriefed, on " + day_of(given, *met) +
                           ", and has not since."};
}

inline constexpr Threshold thresholds[] = {
    {"meetings", 2, 1, 20, "An advance is expected within so many meetings."},
};

inline constexpr Rule rule{
    .id = "no_early_commitment",
    .group = RuleGroup::deals,
    .says = "Two meetings are over, and the buyer has promised nothing that costs him.",
    .source =
        "METHOD 7, 12: the three-month penalty. A rule of thumb of sellers; measured on the "
        "workspace's own deals once 20 of each kind are closed, and weak until then.",
    .remedy = "Expect three months more; the forecast does.",
    .severity = Severity::note,
    .today = TodayGroup::cooling,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== two meetings and no advance
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
-> no no_early_commitment
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> no_early_commitment from 8 May 11:00
-> no_early_commitment because "8 May 2026"

== she promised something in the second
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 10:20
Dana agrees to "test the sample" by 12 May, effort work, in the meeting
on 8 May 11:00
we debrief it: Dana came
-> no no_early_commitment

== accepting a date is an advance, if the smallest
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00, accepted by Dana
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> no no_early_commitment

== a promise that costs nothing is none
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 10:20
Dana agrees to "read our brochure" by 12 May, effort compliance, proof "she says so", in the meeting
on 8 May 11:00
we debrief it: Dana came
-> no_early_commitment from 8 May 11:00

== a workspace with longer beginnings
threshold no_early_commitment.meetings 3
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> no no_early_commitment

== a parked deal has time
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
we park it until 1 Sep
-> no no_early_commitment
)",
};

}  // namespace ante::method::no_early_commitment
