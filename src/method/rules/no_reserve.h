#pragma once
#include "method/rules/facts.h"

namespace ante::method::no_reserve {

// METHOD 4: minutes are kept free at the end, a sixth of the meeting and at least ten, because what
// is asked for while people are standing up is not agreed to.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    if (!given.deal.in_play() || !awaited(meeting) || !meeting.plan) return std::nullopt;
    if (meeting.plan->reserve_minutes > 0) return std::nullopt;
    return Holds{meeting.plan->written_at, "The plan of the " + called(given, meeting) +
                                               " keeps no minutes free at its end."};
}

inline constexpr Rule rule{
    .id = "no_reserve",
    .group = RuleGroup::meetings,
    .says = "The plan keeps no minutes free at the end to agree on what comes next.",
    .source = "METHOD 4: minutes kept free at the end. Our judgement; no figures.",
    .remedy = "Keep ten minutes.",
    .severity = Severity::note,
    .today = TodayGroup::plan,
    .holds = &holds,
    .examples = R"(
== a plan that fills the whole hour
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00 for 60 minutes
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work, reserve 0
-> no_reserve from 4 May 09:00
-> no_reserve because "8 May 2026"

== one minute is a reserve, if a small one
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00 for 60 minutes
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work, reserve 1
-> no no_reserve

== who says nothing keeps a sixth
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00 for 60 minutes
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work
-> reserve 10
-> no no_reserve

== after the meeting it does not matter any more
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00 for 60 minutes
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work, reserve 0
on 8 May 11:00
we debrief it: Dana came
-> no no_reserve
)",
};

}  // namespace ante::method::no_reserve
