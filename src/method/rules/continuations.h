#pragma once
#include "method/rules/facts.h"

namespace ante::method::continuations {

// METHOD 4: a continuation is a meeting after which the sale goes on and the buyer has promised
// nothing that costs him. Refused ones are none of them an advance either.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play()) return std::nullopt;

    std::vector<const Meeting*> row;
    for (const Meeting* meeting : held_meetings(given.deal)) {
        const std::optional<Verdict> verdict = verdict_of(given.deal, *meeting);
        if (verdict && is_advance(*verdict))
            row.clear();
        else
            row.push_back(meeting);
    }
    const std::size_t count = is.count("meetings");
    if (row.size() < count) return std::nullopt;

    // Debriefs may come out of order: it holds once all of them are told.
    Instant from = row.front()->debrief->at;
    for (std::size_t i = 0; i < count; ++i) from = std::max(from, row[i]->debrief->at);
    std::vector<std::string> days;
    for (std::size_t i = 0; i < count; ++i) days.push_back(day_of(given, row[i]->starts));
    return Holds{from, "The meetings on " + listed(days) + " brought no advance."};
}

inline constexpr Threshold thresholds[] = {
    {"meetings", 3, 2, 20, "So many meetings in a row without an advance are no coincidence."},
};

inline constexpr Rule rule{
    .id = "continuations",
    .group = RuleGroup::deals,
    .says = "Meeting follows meeting, and the buyer promises nothing.",
    .source =
        "METHOD 4, 7. In 300 annotated persuasion dialogues people who only reacted positively "
        "paid in 51 % of cases, people who named an amount in 59 %: a small difference, in "
        "gifts and not in sales. That it is the third is our judgement.",
    .remedy = "It is a pleasant acquaintance, not a deal: ask, or let it be one.",
    .severity = Severity::warn,
    .today = TodayGroup::cooling,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== three pleasant talks
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> no continuations
a call with Dana on 12 May 10:00
on 12 May 11:00
we debrief it: Dana came
-> verdict continuation
-> continuations from 12 May 11:00
-> continuations because "6 May 2026, 8 May 2026 and 12 May 2026"

== an advance in between
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 10:20
Dana agrees to "test the sample" by 12 May, effort work, in the meeting
on 8 May 11:00
we debrief it: Dana came
-> verdict advance_other
a call with Dana on 12 May 10:00
on 12 May 11:00
we debrief it: Dana came
-> no continuations

== an advance in the fourth ends it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
a call with Dana on 12 May 10:00
on 12 May 11:00
we debrief it: Dana came
-> continuations holds
a call with Dana on 14 May 10:00
on 14 May 10:20
Dana agrees to "test the sample" by 20 May, effort work, in the meeting
on 14 May 11:00
we debrief it: Dana came
-> no continuations

== a workspace that counts to two
threshold continuations.meetings 2
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> continuations from 8 May 11:00
we lose it to no_decision
-> no continuations
)",
};

}  // namespace ante::method::continuations
