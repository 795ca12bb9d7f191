#pragma once
#include "method/rules/facts.h"

namespace ante::method::not_willing {

// METHOD 4, the third question: are you interested enough to take a next step? His latest answer
// counts, and what he does after it counts more: an advance that he agrees to later is a yes.
inline const Reading* latest_reading(const Deal& deal, PersonId person) {
    const Reading* latest = nullptr;
    for (const Meeting& meeting : deal.meetings)
        for (const Reading& reading : meeting.readings)
            if (reading.who == person && (!latest || reading.at >= latest->at)) latest = &reading;
    return latest;
}

inline bool moved_since(const Deal& deal, const Reading& reading) {
    return std::ranges::any_of(deal.commitments, [&](const Commitment& promise) {
        return is_agreed_advance(promise) && *promise.person() == reading.who &&
               *promise.agreed_at() > reading.at;
    });
}

inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    if (!given.deal.in_play()) return std::nullopt;

    Judgement first;
    for (const Reading& reading : meeting.readings) {
        // 1. Only who decides, and only his last word.
        if (!decides(given.deal, reading.who)) continue;
        if (latest_reading(given.deal, reading.who) != &reading) continue;
        // 2. Yes, in words or by what he agreed to since.
        if (reading.next_step == Interest::yes || moved_since(given.deal, reading)) continue;
        if (first && first->from <= reading.at) continue;

        std::string because = name_of(given.deal, reading.who) + " answered " +
                              (reading.next_step == Interest::no ? "no" : "not yet") + " on " +
                              day_of(given, reading.at);
        if (!reading.to_clarify.empty())
            because += "; to be clarified: " + quoted(reading.to_clarify);
        else if (!reading.words.empty())
            because += ": " + quoted(reading.words);
        first = Holds{reading.at, because + "."};
    }
    return first;
}

inline constexpr Rule rule{
    .id = "not_willing",
    .group = RuleGroup::meetings,
    .says = "A decision maker is not ready to take a next step.",
    .source = "METHOD 4: the temperature check, third question. Our judgement; no figures.",
    .remedy = "Clear what he named before anything else.",
    .severity = Severity::warn,
    .today = TodayGroup::they_owe,
    .holds = &holds,
    .examples = R"(
== not yet is not yes
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:20
Dana's temperature: not_yet, clarify "the price"
-> not_willing from 6 May 10:20
-> not_willing because "the price"

== yes is yes
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:20
Dana's temperature: yes
-> no not_willing

== a later yes ends it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:20
Dana's temperature: no
-> not_willing holds
on 6 May 11:00
we debrief it: Dana came, next call on 8 May 10:00 with Dana
on 8 May 10:20
Dana's temperature: yes
-> no not_willing

== what she does afterwards says more
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:20
Dana's temperature: no
on 6 May 10:40
Dana agrees to "bring the CFO" by 20 May, effort people
-> no not_willing

== what she agreed to before she said no does not count
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
a call with Dana on 6 May 10:00
on 6 May 10:20
Dana's temperature: no
-> not_willing from 6 May 10:20

== who does not decide may hesitate
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:20
Dana's temperature: no
Dana becomes influencer
-> no not_willing

== a parked deal waits
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:20
Dana's temperature: no
we park it until 1 Sep
-> no not_willing
)",
};

}  // namespace ante::method::not_willing
