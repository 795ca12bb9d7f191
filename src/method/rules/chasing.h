#pragma once
#include "method/rules/facts.h"

namespace ante::method::chasing {

// METHOD 7: the third touch of ours since the buyer's last act; since the beginning if he has not
// acted at all. Deliveries and recaps are owed to him and chase nobody. What comes in the same
// moment as his act follows it, unless he answered it there.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play()) return std::nullopt;

    const std::optional<Instant> last = given.ledger.last_buyer_act;
    std::vector<Instant> ours;
    for (const DealTouch& touch : given.deal.touches)
        if (!touch.answered_at && (!last || touch.at >= *last)) ours.push_back(touch.at);
    const std::size_t count = is.count("touches");
    if (ours.size() < count) return std::nullopt;
    std::ranges::sort(ours);
    ours.resize(count);

    return Holds{ours.back(),
                 "We have been in touch " + std::to_string(count) + " times, last on " +
                     day_of(given, ours.back()) + ", and the buyer " +
                     (last ? "has not acted since " + day_of(given, *last) : "has never acted") +
                     ".",
                 ours};
}

inline constexpr Threshold thresholds[] = {
    {"touches", 3, 2, 20, "So many touches of ours without an act of the buyer's are a chase."},
};

inline constexpr Rule rule{
    .id = "chasing",
    .group = RuleGroup::deals,
    .says = "We keep getting in touch, and the buyer does not act.",
    .source =
        "METHOD 7. In a bank's log of 5,015 loan offers (BPI Challenge 2012) more chase calls "
        "to silent customers made no difference; that the third is the last is our judgement.",
    .remedy = "Stop chasing; ask what's up, or park.",
    .severity = Severity::warn,
    .today = TodayGroup::cooling,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== the third touch without an answer
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana writes "sounds good"
on 6 May
we touch Dana by message
on 8 May
we touch Dana by call
-> no chasing
on 11 May 14:00
we touch Dana by article
-> chasing from 11 May 14:00
-> chasing because "4 May 2026"

== a fourth changes nothing
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana writes "sounds good"
on 6 May
we touch Dana by message
on 8 May
we touch Dana by call
on 11 May 14:00
we touch Dana by article
on 13 May
we touch Dana by message
-> chasing from 11 May 14:00

== an act of hers begins the count anew
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana writes "sounds good"
on 6 May
we touch Dana by message
on 8 May
we touch Dana by call
on 9 May
Dana writes "soon"
on 11 May
we touch Dana by article
-> no chasing

== somebody who never acted can be chased, too
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 5 May
we touch Dana by message
on 6 May
we touch Dana by message
on 7 May
we touch Dana by message
-> chasing from 7 May 09:00
-> chasing because "never"

== a workspace that stops at two
threshold chasing.touches 2
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 5 May
we touch Dana by message
on 6 May
we touch Dana by message
-> chasing from 6 May 09:00
we park it until 1 Sep
-> no chasing
)",
};

}  // namespace ante::method::chasing
