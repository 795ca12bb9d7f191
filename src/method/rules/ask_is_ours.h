#pragma once
#include "method/rules/facts.h"

namespace ante::method::ask_is_ours {

// METHOD 2: grade 0 costs the buyer nothing; the work is ours. "May I send you a proposal?" is an
// offer, and a yes to it says nothing.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    if (!given.deal.in_play() || !awaited(meeting) || !meeting.plan) return std::nullopt;
    for (const Ask& ask : meeting.plan->asks)
        if (ask.effort == Effort::compliance)
            return Holds{meeting.plan->written_at, quoted(ask.what) + " would cost " +
                                                       std::string(given.deal.name_of(ask.owner)) +
                                                       " nothing: the work would be ours."};
    return std::nullopt;
}

inline constexpr Rule rule{
    .id = "ask_is_ours",
    .group = RuleGroup::meetings,
    .says = "Something in the plan would cost the buyer nothing.",
    .source =
        "METHOD 2: the table of effort. In 300 annotated persuasion dialogues people who only "
        "reacted positively paid in 51 % of cases, people who named an amount in 59 %: a small "
        "difference, in gifts and not in sales.",
    .remedy = "That is our work; what will they do?",
    .severity = Severity::warn,
    .today = TodayGroup::plan,
    .holds = &holds,
    .examples = R"(
== asking whether we may send something
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work, alternative "receive our brochure" from Dana by 12 May effort compliance
-> ask_is_ours from 4 May 09:00
-> ask_is_ours because "Dana"

== an hour of his calendar is his
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work, alternative "meet us again" from Dana by 12 May effort presence
-> no ask_is_ours

== after the meeting it does not matter any more
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we plan it: purpose "agree on a test", best "bring the CFO" from Dana by 20 May effort people, minimum "review the proposal with us" from Dana by 15 May effort work, alternative "receive our brochure" from Dana by 12 May effort compliance
on 8 May 11:00
we debrief it: Dana came
-> no ask_is_ours
)",
};

}  // namespace ante::method::ask_is_ours
