#pragma once
#include "method/rules/facts.h"

namespace ante::method::plan_missing {

// METHOD 4: a plan is asked for in every meeting; without a best and a minimum action there is
// nothing that the buyer could say yes to. That it pays is our judgement: no figures here.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds& is) {
    // 1. Nobody plans for a deal that rests, or for a meeting that is called off or over with.
    if (!given.deal.in_play() || !awaited(meeting)) return std::nullopt;

    // 2. Half a plan is none: without a minimum, one no ends it.
    const bool best = meeting.plan && meeting.plan->best();
    const bool minimum = meeting.plan && meeting.plan->minimum();
    if (best && minimum) return std::nullopt;

    // 3. A day before is early enough; what is booked later than that is named at once.
    return Holds{std::max<Instant>(meeting.starts - is.in_hours("hours"), meeting.scheduled_at),
                 "The " + called(given, meeting) + " has no " +
                     (best      ? "minimum action."
                      : minimum ? "best action."
                                : "best and no minimum action.")};
}

inline constexpr Threshold thresholds[] = {
    {"hours", 24, 1, 336, "So many hours before a meeting its plan should stand."},
};

inline constexpr Rule rule{
    .id = "plan_missing",
    .group = RuleGroup::meetings,
    .says = "A meeting is near, and it is not written down what the buyer will be asked to do.",
    .source = "METHOD 4: a plan is asked for in every meeting. Our judgement; no figures.",
    .remedy = "Write the plan; here are plays that fit.",
    .severity = Severity::act,
    .today = TodayGroup::plan,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== a call without a plan is named a day before
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
-> plan_missing from 5 May 10:00
-> plan_missing because "no best and no minimum action"
on 5 May 09:59
-> plan_missing does not hold
on 5 May 10:00
-> plan_missing holds

== booked at the last minute, it is named at once
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 5 May 16:00
a call with Dana on 6 May 10:00
-> plan_missing from 5 May 16:00

== with a best and a minimum action it is planned
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work
-> no plan_missing

== half a plan is none
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people
-> plan_missing because "no minimum action"
we plan it: purpose "agree on a test", minimum "review the proposal with us" from Dana by 15 May effort work
-> plan_missing because "no best action"
-> plan_missing from 5 May 10:00

== a meeting that is called off needs no plan
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
Dana calls the meeting off: "ill"
-> no plan_missing

== a parked deal needs no plan
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
we park it until 1 Sep
-> no plan_missing

== a workspace that plans two days ahead
threshold plan_missing.hours 48
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
-> plan_missing from 6 May 10:00

== a workspace that does not want it
rule plan_missing off
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
-> no plan_missing
)",
};

}  // namespace ante::method::plan_missing
