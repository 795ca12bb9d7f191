#pragma once
#include <map>

#include "method/relations/relation.h"
#include "method/rules/facts.h"

namespace ante::method::entertainment_over {

// METHOD 11: entertainment comes last; it is the least effective and the dearest. It holds from the
// touch since which the share has been too high.
inline Judgement holds(const Relation& given, const Thresholds& is) {
    struct Cost {
        double all = 0;
        double entertaining = 0;
    };
    std::map<std::string, Cost> costs;  // by currency
    double touches = 0;
    double entertaining = 0;
    std::optional<Instant> since;
    std::string because;
    for (const Touch& touch : given.touches) {
        const bool is_it = touch.kind == TouchKind::entertainment;
        ++touches;
        entertaining += is_it ? 1 : 0;
        if (touch.cost) {
            Cost& cost = costs[touch.cost->currency.text()];
            cost.all += static_cast<double>(touch.cost->minor);
            if (is_it) cost.entertaining += static_cast<double>(touch.cost->minor);
        }
        const bool dear = std::ranges::any_of(costs, [&](const auto& one) {
            return one.second.entertaining * 100 > is["share_of_cost"] * one.second.all;
        });
        const bool many = entertaining * 100 > is["share_of_touches"] * touches;
        if (touches < is["touches"] || !(dear || many)) {
            since.reset();
            continue;
        }
        if (!since) since = touch.at;
        because = std::to_string(static_cast<std::size_t>(entertaining)) +
                  (entertaining > 1 ? " touches" : " touch") + " of " +
                  std::to_string(static_cast<std::size_t>(touches)) + " at " + given.account.name +
                  " entertained" + (dear ? ", and that is too large a part of the cost." : ".");
    }
    if (!since) return std::nullopt;
    return Holds{*since, because};
}

inline constexpr Threshold thresholds[] = {
    {"share_of_touches", 5, 0, 100, "Entertainment may be so many per cent of the touches."},
    {"share_of_cost", 20, 0, 100, "Entertainment may be so many per cent of their cost."},
    {"touches", 5, 1, 100, "Fewer touches than that say nothing."},
};

inline constexpr Rule rule{
    .id = "entertainment_over",
    .group = RuleGroup::relations,
    .says = "Too much of what we do for this relation is entertainment.",
    .source = "METHOD 7, 11: least effective and dearest. The line is our judgement.",
    .remedy = "It is the least effective touch and the dearest: do something useful instead.",
    .severity = Severity::note,
    .today = TodayGroup::relations,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== one dinner in five touches
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we reach Dana by entertainment
we reach Dana by call
we reach Dana by note
we try Dana by message
-> no entertainment_over
on 6 May
we reach Dana by article
-> entertainment_over from 6 May 09:00
-> entertainment_over because "1 touch of 5"

== useful things only
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we reach Dana by event
we reach Dana by call
we reach Dana by note
we try Dana by message
we reach Dana by article
-> no entertainment_over

== dear, though seldom
threshold entertainment_over.share_of_touches 50
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we reach Dana by call for 100
we reach Dana by call for 100
we reach Dana by call for 100
we reach Dana by call for 100
on 6 May
we reach Dana by entertainment for 100
-> no entertainment_over
on 7 May
we reach Dana by entertainment for 10
-> entertainment_over from 7 May 09:00
-> entertainment_over because "of the cost"

== a workspace that allows it
threshold entertainment_over.share_of_touches 50
threshold entertainment_over.share_of_cost 50
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we reach Dana by entertainment for 40
we reach Dana by call for 60
we reach Dana by note
we reach Dana by note
we reach Dana by note
-> no entertainment_over

== a workspace that judges sooner
threshold entertainment_over.touches 1
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we reach Dana by entertainment
-> entertainment_over from 4 May 09:00
)",
};

}  // namespace ante::method::entertainment_over
