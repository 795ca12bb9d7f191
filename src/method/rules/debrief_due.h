#pragma once
#include "method/rules/facts.h"

namespace ante::method::debrief_due {

// METHOD 4: the verdict is computed from what was agreed, so somebody must say what was agreed,
// while he remembers it.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    // 1. In play; and the meeting in which the deal was won, lost or parked, since that is the one
    //    to learn from. What else such a deal holds in its calendar is nobody's homework.
    if (!given.deal.in_play() && !meeting.closed_with) return std::nullopt;

    // 2. Called off, or said already.
    if (!awaited(meeting)) return std::nullopt;
    return Holds{meeting.ends(),
                 "Nobody has said yet what came of the " + called(given, meeting) + "."};
}

inline constexpr Rule rule{
    .id = "debrief_due",
    .group = RuleGroup::meetings,
    .says = "A meeting is over, and nobody has said yet what came of it.",
    .source =
        "METHOD 4: the verdict is computed from what was agreed, never typed. Our judgement "
        "that it is told best at once; no figures.",
    .remedy = "Debrief it: one minute, three taps.",
    .severity = Severity::act,
    .today = TodayGroup::we_owe,
    .holds = &holds,
    .examples = R"(
== due from the meeting's end, not from its start
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00 for 30 minutes
-> debrief_due from 6 May 10:30
on 6 May 10:29
-> debrief_due does not hold
on 6 May 10:30
-> debrief_due holds
-> debrief_due because "call with Dana on 6 May 2026"

== said, it is gone
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00 for 30 minutes
on 6 May 10:30
we debrief it: Dana came
-> no debrief_due

== that nobody came is an answer
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00 for 30 minutes
on 6 May 10:30
we debrief it: nobody came
-> no debrief_due

== a moved meeting moves it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00 for 30 minutes
we move the meeting to 8 May 10:00
-> debrief_due from 8 May 10:30

== called off, there is nothing to tell
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00 for 30 minutes
we call the meeting off
-> no debrief_due

== the meeting in which the order was given is told, too
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00 for 30 minutes
on 6 May 10:20
we win it in the meeting
-> debrief_due from 6 May 10:30
on 6 May 10:30
we debrief it: Dana came
-> no debrief_due

== a lost deal asks for nothing
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00 for 30 minutes
we lose it to competitor
-> no debrief_due
)",
};

}  // namespace ante::method::debrief_due
