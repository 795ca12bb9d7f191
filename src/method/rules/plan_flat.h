#pragma once
#include "method/rules/facts.h"

namespace ante::method::plan_flat {

// METHOD 4: the best action costs the buyer more than the minimum. If it does not, there is no
// second rung on the ladder: whoever declines the one has declined the other.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    if (!given.deal.in_play() || !awaited(meeting) || !meeting.plan) return std::nullopt;
    const Ask* best = meeting.plan->best();
    const Ask* minimum = meeting.plan->minimum();
    if (!best || !minimum) return std::nullopt;  // plan_missing speaks.

    // What it costs is its grade: who is asked changes what it is worth to us, not what he spends.
    if (best->effort > minimum->effort) return std::nullopt;
    return Holds{meeting.plan->written_at,
                 "In the plan of the " + called(given, meeting) + ", " + quoted(best->what) +
                     " costs the buyer no more than " + quoted(minimum->what) + "."};
}

inline constexpr Rule rule{
    .id = "plan_flat",
    .group = RuleGroup::meetings,
    .says = "The best action costs the buyer no more than the minimum.",
    .source = "METHOD 4: the best action costs the buyer more than the minimum. A definition.",
    .remedy = "Raise the best action, or lower the minimum.",
    .severity = Severity::note,
    .today = TodayGroup::plan,
    .holds = &holds,
    .examples = R"(
== the best is no better than the minimum
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we plan it: purpose "agree on a test", best "test the sample" from Dana by 20 May effort work, minimum "review the proposal with us" from Dana by 15 May effort work
-> plan_flat from 4 May 09:00
-> plan_flat because "test the sample"

== one step more is enough
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work
-> no plan_flat

== once the plan is mended it is gone
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we plan it: purpose "agree on a test", best "test the sample" from Dana by 20 May effort work, minimum "review the proposal with us" from Dana by 15 May effort work
-> plan_flat holds
we plan it: purpose "agree on a test", best "test the sample" from Dana by 20 May effort work, minimum "accept the next date" from Dana by 15 May effort presence
-> no plan_flat

== after the meeting it does not matter any more
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we plan it: purpose "agree on a test", best "test the sample" from Dana by 20 May effort work, minimum "review the proposal with us" from Dana by 15 May effort work
on 8 May 11:00
we debrief it: Dana came
-> no plan_flat
)",
};

}  // namespace ante::method::plan_flat
