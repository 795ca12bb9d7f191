#pragma once
#include "method/rules/facts.h"

namespace ante::method::recap_due {

// METHOD 4: within 24 hours (a setting of the workspace, recap_hours) a recap goes out to the
// players: what both sides do, by when. The hours are the workspace's, not the rule's, because the
// debrief page promises them, too.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    // 1. Our word to write it down outlives the order; a lost or parked deal needs no recap.
    const bool won = std::holds_alternative<Won>(given.deal.state);
    if (!given.deal.in_play() && !won) return std::nullopt;
    if (!meeting.debrief || meeting.recap_sent_at) return std::nullopt;

    // 2. A later meeting's recap says what counts now.
    for (const Meeting& later : given.deal.meetings)
        if (later.starts > meeting.starts && later.recap_sent_at) return std::nullopt;

    // 3. The players wait since they parted, however late we note what came of it.
    return Holds{meeting.ends() + hours{given.settings.recap_hours},
                 "The recap of the " + called(given, meeting) + " has not been sent."};
}

inline constexpr Rule rule{
    .id = "recap_due",
    .group = RuleGroup::meetings,
    .says = "The players wait for the recap of a meeting.",
    .source = "METHOD 4: within 24 hours (default) a recap goes out. Our judgement; no figures.",
    .remedy = "Send it; it is already written.",
    .severity = Severity::act,
    .today = TodayGroup::we_owe,
    .holds = &holds,
    .examples = R"(
== a day after the meeting
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
-> no recap_due
on 6 May 11:00
we debrief it: Dana came
-> recap_due from 7 May 10:30
on 7 May 10:29
-> recap_due does not hold
on 7 May 10:30
-> recap_due holds
-> recap_due because "call with Dana on 6 May 2026"

== sent in time
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
we send the recap
-> no recap_due

== a workspace that sends it within four hours
setting recap_hours 4
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
-> recap_due from 6 May 14:30

== a later recap makes up for an earlier one
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, next call on 8 May 10:00 with Dana
on 8 May 11:00
we debrief it: Dana came
-> recap_due holds
we send the recap
-> no recap_due

== a won deal still waits for it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
we win it
-> recap_due from 7 May 10:30

== a lost one does not
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
we lose it to competitor
-> no recap_due
)",
};

}  // namespace ante::method::recap_due
