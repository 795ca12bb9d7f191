#pragma once
#include "method/rules/facts.h"

namespace ante::method::below_minimum {

// METHOD 4, the ladder: best → minimum → what's up. Whoever declines the least that still moves the
// deal has a reason; not to ask for it is to guess.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    if (!given.deal.in_play() || !meeting.plan) return std::nullopt;
    const Ask* minimum = meeting.plan->minimum();
    if (!minimum || minimum->outcome != AskOutcome::declined || !minimum->answered_at)
        return std::nullopt;

    // 1. He was asked, and answered.
    if (meeting.hesitation) return std::nullopt;

    // 2. He moved all the same: an advance in this meeting, or agreed to since.
    for (const Commitment& promise : given.deal.commitments)
        if (is_agreed_advance(promise) && promise.meeting == meeting.id) return std::nullopt;
    if (advanced_since(given.deal, *minimum->answered_at)) return std::nullopt;

    return Holds{*minimum->answered_at, std::string(name_of(given.deal, minimum->owner)) +
                                            " declined " + quoted(minimum->what) + " on " +
                                            day_of(given, *minimum->answered_at) +
                                            ", and what holds the buyer back is not written down."};
}

inline constexpr Rule rule{
    .id = "below_minimum",
    .group = RuleGroup::meetings,
    .says = "The buyer declined the minimum, and nobody knows what holds him back.",
    .source = "METHOD 4: minimum declined → what's up. Our judgement; no figures.",
    .remedy = "Ask what's up.",
    .severity = Severity::warn,
    .today = TodayGroup::they_owe,
    .holds = &holds,
    .examples = R"(
== the minimum is declined, and nobody asks why
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work
on 6 May 10:20
Dana declines the best
-> no below_minimum
Dana declines the minimum: "not now"
-> below_minimum from 6 May 10:20
-> below_minimum because "review the proposal with us"

== she said what's up
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work
on 6 May 10:20
Dana declines the best
Dana declines the minimum
what's up: "budget is frozen"
-> no below_minimum

== she promised something else in it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work
on 6 May 10:20
Dana declines the best
Dana declines the minimum
Dana agrees to "meet us at the fair" by 22 May, effort presence, in the meeting
-> no below_minimum

== a promise that costs nothing does not answer it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work
on 6 May 10:20
Dana declines the best
Dana declines the minimum
Dana agrees to "read our brochure" by 22 May, effort compliance, proof "she says so", in the meeting
-> below_minimum from 6 May 10:20

== parked, the question rests
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work
on 6 May 10:20
Dana declines the best
Dana declines the minimum
we park it until 1 Sep
-> no below_minimum
)",
};

}  // namespace ante::method::below_minimum
