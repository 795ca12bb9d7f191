#pragma once
#include "method/rules/facts.h"

namespace ante::method::we_owe {

// METHOD 7: our commitment's date. On its day and not after it: the day is for keeping it.
inline Judgement holds(const Grounds& given, const Commitment& promise, const Thresholds&) {
    // 1. Our word binds us in a deal that is won or parked as well. A lost deal frees us.
    if (std::holds_alternative<Lost>(given.deal.state)) return std::nullopt;
    if (promise.side() != Side::seller || !promise.open()) return std::nullopt;

    // 2. From the first moment of its day, in the workspace's time zone.
    return Holds{given.zone.start_of(promise.due),
                 "We promised " + quoted(promise.what) + " by " + words_of(promise.due) + ".",
                 {*promise.agreed_at()}};
}

inline constexpr Rule rule{
    .id = "we_owe",
    .group = RuleGroup::promises,
    .says = "The day of a promise of ours has come.",
    .source = "METHOD 7, 9: what we owe comes first. Our judgement; no figures.",
    .remedy = "Keep our word first.",
    .severity = Severity::act,
    .today = TodayGroup::we_owe,
    .holds = &holds,
    .examples = R"(
== from the morning of its day
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we agree to "send the draft" by 12 May, effort work
-> we_owe from 12 May
-> we_owe because "by 12 May 2026"
on 11 May 23:59
-> we_owe does not hold
on 12 May 00:00
-> we_owe holds

== kept, it is gone
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we agree to "send the draft" by 12 May, effort work
we keep "send the draft"
-> no we_owe

== moved, it waits for the new day
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we agree to "send the draft" by 12 May, effort work
we move "send the draft" to 15 May
-> we_owe from 15 May

== what the buyer owes is another matter
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 12 May, effort people
-> no we_owe

== our word counts in a won deal, too
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we agree to "send the draft" by 12 May, effort work
we win it
-> we_owe from 12 May

== and to a friend whose deal is parked
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we agree to "send the draft" by 12 May, effort work
we park it until 1 Sep
-> we_owe from 12 May

== a lost deal frees us
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we agree to "send the draft" by 12 May, effort work
we lose it to competitor
-> no we_owe
)",
};

}  // namespace ante::method::we_owe
