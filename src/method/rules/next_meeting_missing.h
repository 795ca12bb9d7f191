#pragma once
#include "method/rules/facts.h"

namespace ante::method::next_meeting_missing {

// METHOD 4: was the next meeting booked before this one ended? It concerns the last meeting held,
// and ends with the next one booked, whenever that is.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    if (!given.deal.in_play() || !meeting.debrief) return std::nullopt;

    // 1. Only the last meeting held asks for a next one; none is missing while any is awaited.
    Instant since = meeting.debrief->at;
    for (const Meeting& other : given.deal.meetings) {
        if (awaited(other)) return std::nullopt;
        const bool after = other.starts > meeting.starts ||
                           (other.starts == meeting.starts && other.id > meeting.id);
        if (other.debrief && after) return std::nullopt;

        // 2. It is missing from the debrief, or from when the one that was booked fell away.
        if (other.cancelled_at) since = std::max(since, *other.cancelled_at);
        if (other.debrief) since = std::max(since, other.debrief->at);
    }

    std::string because = "No meeting with the buyer is booked after the " + called(given, meeting);
    if (!meeting.debrief->no_next_because.empty())
        because += ": " + quoted(meeting.debrief->no_next_because);
    return Holds{since, because + "."};
}

inline constexpr Rule rule{
    .id = "next_meeting_missing",
    .group = RuleGroup::meetings,
    .says = "A meeting was held, and none is booked after it.",
    .source =
        "METHOD 4: the next meeting is booked before this one ends. Our judgement; no figures.",
    .remedy = "Book it now; it is harder tomorrow.",
    .severity = Severity::warn,
    .today = TodayGroup::cooling,
    .holds = &holds,
    .examples = R"(
== debriefed without a next date
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
-> no next_meeting_missing
on 6 May 11:00
we debrief it: Dana came, no next because "she will call us"
-> next_meeting_missing from 6 May 11:00
-> next_meeting_missing because "she will call us"

== booked before it ended
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, next call on 20 May 10:00 with Dana accepted by Dana
-> no next_meeting_missing

== booked afterwards, late but booked
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
-> next_meeting_missing holds
a call with Dana on 20 May 10:00
-> no next_meeting_missing

== the one that was booked is called off
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, next call on 20 May 10:00 with Dana accepted by Dana
on 18 May 12:00
Dana calls the meeting off
-> next_meeting_missing from 18 May 12:00 about the meeting on 6 May

== only the last meeting asks
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
on 7 May
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> next_meeting_missing from 8 May 11:00 about the meeting on 8 May
-> no next_meeting_missing about the meeting on 6 May

== a won deal may rest
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
we win it
-> no next_meeting_missing
)",
};

}  // namespace ante::method::next_meeting_missing
