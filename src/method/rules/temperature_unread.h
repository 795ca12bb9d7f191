#pragma once
#include "method/rules/facts.h"

namespace ante::method::temperature_unread {

// METHOD 4: each decision maker present is asked three things. It concerns the last meeting in
// which he was, and a later reading makes up for it.
inline std::optional<Instant> last_reading(const Deal& deal, PersonId person) {
    std::optional<Instant> last;
    for (const Meeting& meeting : deal.meetings)
        for (const Reading& reading : meeting.readings)
            if (reading.who == person) last = std::max(last, std::optional(reading.at));
    return last;
}

inline bool met_again(const Deal& deal, const Meeting& meeting, PersonId person) {
    return std::ranges::any_of(deal.meetings, [&](const Meeting& later) {
        return later.starts > meeting.starts && attended(later, person);
    });
}

inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    if (!given.deal.in_play() || !meeting.debrief) return std::nullopt;

    std::vector<std::string> unread;
    for (const PersonId person : meeting.debrief->attended) {
        // 1. Only who decides today is asked, and in the last meeting that he came to.
        if (!decides(given.deal, person) || met_again(given.deal, meeting, person)) continue;
        // 2. Read in it, or since.
        const std::optional<Instant> read = last_reading(given.deal, person);
        if (read && *read >= meeting.starts) continue;
        if (std::ranges::count(meeting.readings, person, &Reading::who) > 0) continue;
        unread.emplace_back(given.deal.name_of(person));
    }
    if (unread.empty()) return std::nullopt;
    return Holds{meeting.debrief->at,
                 listed(unread) + (unread.size() == 1 ? " decides, was" : " decide, were") +
                     " in the " + called(given, meeting) +
                     " and did not get the three questions of the temperature check."};
}

inline constexpr Rule rule{
    .id = "temperature_unread",
    .group = RuleGroup::meetings,
    .says = "A decision maker was there, and nobody asked where he stands.",
    .source =
        "METHOD 4: the temperature check, for each decision maker present. Our judgement; no "
        "figures.",
    .remedy = "Ask him, by phone if need be.",
    .severity = Severity::warn,
    .today = TodayGroup::they_owe,
    .holds = &holds,
    .examples = R"(
== the decision maker was not asked
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, Rob came
-> temperature_unread from 6 May 11:00
-> temperature_unread because "Dana"

== she was asked
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 10:20
Dana's temperature: not_yet, clarify "the price"
on 6 May 11:00
we debrief it: Dana came, Rob came
-> no temperature_unread

== asked by phone afterwards
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
-> temperature_unread holds
on 7 May
Dana's temperature: yes
-> no temperature_unread

== asked the next time
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, next call on 8 May 10:00 with Dana
on 8 May 10:20
Dana's temperature: yes
-> no temperature_unread

== only the last time counts
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, next call on 8 May 10:00 with Dana
on 8 May 11:00
we debrief it: Dana came
-> temperature_unread from 8 May 11:00 about the meeting on 8 May
-> no temperature_unread about the meeting on 6 May

== who does not decide need not be asked
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
-> no temperature_unread
Rob becomes decision_maker
-> temperature_unread from 6 May 11:00

== a decision maker who was not there can't be asked
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
-> no temperature_unread

== a deal that is lost needs no reading
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
we lose it to competitor
-> no temperature_unread
)",
};

}  // namespace ante::method::temperature_unread
