#pragma once
#include "method/advice/experience.h"
#include "method/rules/facts.h"

namespace ante::method::ask_beyond_authority {

// METHOD 4, 10: whoever lacks authority is asked for what he can give. The chance is that of the
// play, or else of its grade, with what the workspace's own asks had taught when the ask was
// planned. Later answers to others do not change what was said of this plan: so the signal follows
// from the deal alone. A role that is corrected does.
inline Chance chance_of(const Ask& ask, const Player& owner, const Settings& settings) {
    return moved(judged(ask.play, ask.effort, owner.role, owner.level, settings), ask.odds_moved);
}

inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds& is) {
    if (!given.deal.in_play() || !awaited(meeting) || !meeting.plan) return std::nullopt;
    for (const Ask& ask : meeting.plan->asks) {
        // 1. What was answered needs no guess.
        const Player* owner = given.deal.player(ask.owner);
        if (!owner || ask.outcome != AskOutcome::open) continue;

        // 2. As likely as the line is likely enough.
        const Chance likely = chance_of(ask, *owner, given.settings);
        if (static_cast<double>(likely.basis_points()) / 100 >= is["percent"]) continue;
        return Holds{meeting.plan->written_at, "Of people in " + owner->name +
                                                   "'s role we expect " +
                                                   std::to_string(likely.percent()) +
                                                   " in 100 to agree to " + quoted(ask.what) + "."};
    }
    return std::nullopt;
}

inline constexpr Threshold thresholds[] = {
    {"percent", 20, 0, 95, "Below this chance somebody is unlikely to be able to give it."},
};

inline constexpr Rule rule{
    .id = "ask_beyond_authority",
    .group = RuleGroup::meetings,
    .says = "Somebody is to be asked for what he can hardly give.",
    .source =
        "METHOD 4, 10. The chances by grade and role are our judgement, moved by what the "
        "workspace's own asks had come to when this one was planned.",
    .remedy = "Ask for a way to who can.",
    .severity = Severity::note,
    .today = TodayGroup::plan,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== a user can't release the budget
a deal "Fleet renewal" with Una (user) at Northwind
a call with Una on 8 May 10:00
we plan it: purpose "agree on a test", best "release the budget" from Una by 20 May effort stake, minimum "review the proposal with us" from Una by 15 May effort work
-> ask_beyond_authority from 4 May 09:00
-> ask_beyond_authority because "Una's role"

== a decision maker can
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we plan it: purpose "agree on a test", best "release the budget" from Dana by 20 May effort stake, minimum "review the proposal with us" from Dana by 15 May effort work
-> no ask_beyond_authority

== once she is known to decide, she can
a deal "Fleet renewal" with Una (user) at Northwind
a call with Una on 8 May 10:00
we plan it: purpose "agree on a test", best "release the budget" from Una by 20 May effort stake, minimum "review the proposal with us" from Una by 15 May effort work
-> ask_beyond_authority holds
Una becomes decision_maker
-> no ask_beyond_authority

== asked for what she can give
a deal "Fleet renewal" with Una (user) at Northwind
a call with Una on 8 May 10:00
we plan it: purpose "agree on a test", best "introduce her director" from Una by 20 May effort people, minimum "review the proposal with us" from Una by 15 May effort work
-> no ask_beyond_authority

== the line itself is likely enough
threshold ask_beyond_authority.percent 30
a deal "Fleet renewal" with Una (user) at Northwind
a call with Una on 8 May 10:00
we plan it: purpose "agree on a test", best "introduce her director" from Una by 20 May effort people, minimum "review the proposal with us" from Una by 15 May effort work
-> no ask_beyond_authority

== a workspace that asks for better odds
threshold ask_beyond_authority.percent 50
a deal "Fleet renewal" with Una (user) at Northwind
a call with Una on 8 May 10:00
we plan it: purpose "agree on a test", best "introduce her director" from Una by 20 May effort people, minimum "review the proposal with us" from Una by 15 May effort work
-> ask_beyond_authority from 4 May 09:00
Una calls the meeting off
-> no ask_beyond_authority
)",
};

}  // namespace ante::method::ask_beyond_authority
