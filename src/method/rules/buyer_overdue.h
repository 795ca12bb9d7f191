#pragma once
#include "method/rules/facts.h"

namespace ante::method::buyer_overdue {

// METHOD 3: an agreed promise whose date has passed is overdue until somebody says which of the
// four it is: kept, missed, released or withdrawn.
inline Judgement holds(const Grounds& given, const Commitment& promise, const Thresholds&) {
    if (!given.deal.in_play()) return std::nullopt;
    if (promise.side() != Side::buyer || !promise.open()) return std::nullopt;

    // 1. Whether he came to a meeting is for our debrief to say, and not for him.
    if (promise.attends) {
        const Meeting* meeting = given.deal.meeting(*promise.attends);
        if (meeting && awaited(*meeting)) return std::nullopt;
    }

    // 2. The whole of its day is his.
    const std::string who = promise.person() ? name_of(given.deal, *promise.person()) : "The buyer";
    return Holds{given.zone.end_of(promise.due),
                 who + " agreed to " + quoted(promise.what) + " by " + words_of(promise.due) + ".",
                 {*promise.agreed_at()}};
}

inline constexpr Rule rule{
    .id = "buyer_overdue",
    .group = RuleGroup::promises,
    .says = "The day of a promise of the buyer's is over, and nobody knows what came of it.",
    .source =
        "METHOD 3: overdue until somebody says what came of it. In a bank's log of 5,015 loan "
        "offers (BPI Challenge 2012), two weeks after the offer 75 % of the customers who had "
        "returned signed papers were approved, against 32 % of those who had not.",
    .remedy = "Ask; whose delay it is stays visible.",
    .severity = Severity::act,
    .today = TodayGroup::they_owe,
    .holds = &holds,
    .examples = R"(
== the whole day is hers
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
-> buyer_overdue from 21 May
-> buyer_overdue because "Dana agreed to"
on 20 May 23:59
-> buyer_overdue does not hold
on 21 May 00:00
-> buyer_overdue holds

== kept, it is gone
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
on 22 May
Dana keeps "bring the CFO"
-> no buyer_overdue

== missed is an answer, too
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
on 22 May
Dana misses "bring the CFO"
-> no buyer_overdue

== moved, it waits for the new day
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
on 22 May
Dana moves "bring the CFO" to 30 May
-> buyer_overdue from 31 May

== only proposed is not promised
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana is asked to "bring the CFO" by 20 May, effort people
-> no buyer_overdue

== whether she came is for our debrief to say
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00, accepted by Dana
-> no buyer_overdue
-> debrief_due from 6 May 10:30

== a parked deal does not press
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
we park it until 1 Sep
-> no buyer_overdue
)",
};

}  // namespace ante::method::buyer_overdue
