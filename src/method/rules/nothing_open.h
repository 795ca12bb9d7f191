#pragma once
#include "method/rules/facts.h"

namespace ante::method::nothing_open {

// METHOD 7: no open buyer commitment and no meeting ahead. Then nothing between us has a date.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    const Deal& deal = given.deal;
    if (!deal.in_play() || has_open_promise(deal)) return std::nullopt;

    // 1. A meeting counts as ahead until somebody says what came of it: its debrief may bring the
    //    next promise, and debrief_due asks for it.
    std::optional<Instant> last = last_open_promise(deal);
    for (const Meeting& meeting : deal.meetings) {
        if (awaited(meeting)) return std::nullopt;
        if (meeting.cancelled_at) last = std::max(last, meeting.cancelled_at);
        if (meeting.debrief) last = std::max(last, std::optional(meeting.debrief->at));
    }

    // 2. From when the last of it was settled.
    if (last)
        return Holds{*last,
                     "What was last open between us was settled on " + day_of(given, *last) +
                         ": no promise of the buyer is open, and no meeting is booked.",
                     {*last}};

    // 3. A new deal is given some days, so that a list that was just imported or typed in does not
    //    fill Today at once.
    return Holds{deal.opened_at + is.days("days"),
                 "Opened on " + day_of(given, deal.opened_at) +
                     ", and the buyer has neither promised anything nor got a meeting booked."};
}

inline constexpr Threshold thresholds[] = {
    {"days", 7, 0, 365, "A new deal may be without promise and meeting for so many days."},
};

inline constexpr Rule rule{
    .id = "nothing_open",
    .group = RuleGroup::promises,
    .says = "No promise of the buyer is open, and no meeting is ahead.",
    .source =
        "METHOD 7. In a bank's log of 5,015 loan offers (BPI Challenge 2012), approvals of "
        "customers who had not acted fell to 9 % after four silent weeks.",
    .remedy = "There is nothing between us: ask for something.",
    .severity = Severity::warn,
    .today = TodayGroup::cooling,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== the last promise is kept, and nothing follows
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
-> no nothing_open
on 11 May 15:00
Dana keeps "test the sample"
-> nothing_open from 11 May 15:00
-> nothing_open because "11 May 2026"

== an open promise is something
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana agrees to "bring the CFO" by 20 May, effort people
Dana keeps "test the sample"
-> no nothing_open

== what we owe is not something of hers
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
we agree to "send the draft" by 12 May, effort work
on 11 May 15:00
Dana keeps "test the sample"
-> nothing_open from 11 May 15:00

== a meeting ahead is something, until it is debriefed
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
-> no nothing_open
on 6 May 11:00
-> no nothing_open
we debrief it: Dana came
-> nothing_open from 6 May 11:00

== a meeting called off leaves nothing
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 5 May 12:00
Dana calls the meeting off
-> nothing_open from 5 May 12:00

== a new deal has a week
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
-> nothing_open from 11 May 09:00
on 11 May 08:59
-> nothing_open does not hold
on 11 May 09:00
-> nothing_open holds

== a workspace that gives two days
threshold nothing_open.days 2
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
-> nothing_open from 6 May 09:00

== a won deal may rest
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we win it
-> no nothing_open
)",
};

}  // namespace ante::method::nothing_open
