#pragma once
#include "method/rules/facts.h"

namespace ante::method::homework_missing {

// METHOD 8: homework before the first meeting. The decision maker is known once he is named in the
// homework or is a player of the deal.
inline std::vector<std::string> unknown(const Deal& deal) {
    std::vector<std::string> missing;
    if (deal.homework.issue.empty()) missing.emplace_back("issue");
    if (deal.homework.reality.empty()) missing.emplace_back("reality");
    if (deal.homework.desired_result.empty()) missing.emplace_back("desired result");
    const bool decider =
        deal.homework.decision_maker || std::ranges::any_of(deal.players, [](const Player& player) {
            return player.role == Role::decision_maker && !player.left_at;
        });
    if (!decider) missing.emplace_back("decision maker");
    return missing;
}

inline Judgement holds(const Grounds& given, const Thresholds& is) {
    const Deal& deal = given.deal;
    if (!deal.in_play()) return std::nullopt;

    // 1. The first meeting: none was held before it.
    const Meeting* first = nullptr;
    for (const Meeting& meeting : deal.meetings) {
        if (meeting.held()) return std::nullopt;
        if (awaited(meeting) && (!first || meeting.starts < first->starts)) first = &meeting;
    }
    if (!first) return std::nullopt;

    const std::vector<std::string> missing = unknown(deal);
    if (missing.empty()) return std::nullopt;

    // 2. "Tomorrow" begins with the day before; what is booked later than that is named at once.
    const Instant eve = given.zone.start_of(given.zone.date_of(first->starts) - is.days("days"));
    return Holds{std::max(eve, first->scheduled_at),
                 "Before the " + called(given, *first) + ", not known: " + listed(missing) + "."};
}

inline constexpr Threshold thresholds[] = {
    {"days", 1, 0, 30, "So many days before the first meeting the homework should be done."},
};

inline constexpr Rule rule{
    .id = "homework_missing",
    .group = RuleGroup::deals,
    .says = "The first meeting is near, and the homework is not done.",
    .source = "METHOD 8: homework before the first meeting. Our judgement; no figures.",
    .remedy = "Do it before you spend their hour.",
    .severity = Severity::act,
    .today = TodayGroup::plan,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== the first meeting is tomorrow
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
-> no homework_missing
a call with Dana on 8 May 10:00
-> homework_missing from 7 May 00:00
-> homework_missing because "issue, reality and desired result"
on 6 May 23:59
-> homework_missing does not hold
on 7 May 00:00
-> homework_missing holds

== done
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
homework: issue "late trucks", reality "one in ten", result "one in fifty"
-> no homework_missing

== nobody knows who decides
a deal "Fleet renewal" with Rob (influencer) at Northwind
a call with Rob on 8 May 10:00
homework: issue "late trucks", reality "one in ten", result "one in fifty"
-> homework_missing from 7 May 00:00
-> homework_missing because "decision maker"
Dana (decision_maker) joins
-> no homework_missing

== booked at the last minute
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 7 May 16:00
a call with Dana on 8 May 10:00
-> homework_missing from 7 May 16:00

== only before the first meeting
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came, next call on 20 May 10:00 with Dana
-> no homework_missing

== called off
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
we call the meeting off
-> no homework_missing

== a workspace that prepares three days ahead
threshold homework_missing.days 3
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 8 May 10:00
-> homework_missing from 5 May 00:00
we lose it to other
-> no homework_missing
)",
};

}  // namespace ante::method::homework_missing
