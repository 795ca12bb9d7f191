#pragma once
#include "method/rules/facts.h"

namespace ante::method::one_more_thing {

// METHOD 5, 7: the third request delivered since the buyer last kept a promise. A promise that cost
// him nothing brings nothing back; a request that is delivered twice was asked for once.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    const Deal& deal = given.deal;
    if (!deal.in_play()) return std::nullopt;

    // 1. Since when nothing has come back.
    std::optional<Instant> kept;
    for (const Commitment& promise : deal.commitments)
        if (is_agreed_advance(promise)) kept = std::max(kept, promise.kept_at());

    // 2. What we have delivered since.
    std::vector<std::pair<Instant, RequestKind>> delivered;
    for (const Request& request : deal.requests)
        if (!request.deliveries.empty() && (!kept || request.deliveries.front() > *kept))
            delivered.emplace_back(request.deliveries.front(), request.kind);
    const std::size_t count = is.count("requests");
    if (delivered.size() < count) return std::nullopt;
    std::ranges::stable_sort(delivered, {}, &std::pair<Instant, RequestKind>::first);
    delivered.resize(count);

    std::vector<std::string> pieces;
    std::vector<Instant> acts;
    for (const auto& [at, kind] : delivered) {
        pieces.emplace_back(called(kind));
        acts.push_back(at);
    }
    return Holds{delivered.back().first,
                 (kept ? "Since the buyer last kept a promise, on " + day_of(given, *kept)
                       : "The buyer has kept no promise yet") +
                     (kept ? ", we have delivered: " : ", and we have delivered: ") +
                     listed(pieces) + ".",
                 acts};
}

inline constexpr Threshold thresholds[] = {
    {"requests", 3, 1, 20, "So many delivered requests without a kept promise have gone too far."},
};

inline constexpr Rule rule{
    .id = "one_more_thing",
    .group = RuleGroup::requests,
    .says = "We deliver and deliver, and the buyer has kept no promise meanwhile.",
    .source =
        "METHOD 5, 7. In 300 annotated persuasion dialogues people who asked for more "
        "information paid in 45 % of cases, those who did not in 58 %. Gifts and not sales, so "
        "weak; that it is the third is our judgement.",
    .remedy = "It has gone too far: no more until something comes back.",
    .severity = Severity::warn,
    .today = TodayGroup::they_owe,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== the third without anything coming back
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a document
we accept it: purpose "know us", outcome "she knows us", decision "shortlist", exchange nothing
we deliver it
Dana says the document gave her what she was looking for
Dana asks for a demo
we accept it: purpose "see the board", outcome "yes or no", decision "shortlist", exchange nothing
we deliver it
Dana says the demo gave her what she was looking for
-> no one_more_thing
Dana asks for a proposal
we accept it: purpose "compare price", outcome "a number", decision "budget", exchange nothing
on 6 May 15:00
we deliver it
-> one_more_thing from 6 May 15:00
-> one_more_thing because "document, demo and proposal"

== a kept promise begins the count anew
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana asks for a document
we accept it: purpose "know us", outcome "she knows us", decision "shortlist", exchange nothing
we deliver it
Dana says the document gave her what she was looking for
Dana asks for a demo
we accept it: purpose "see the board", outcome "yes or no", decision "shortlist", exchange nothing
we deliver it
Dana says the demo gave her what she was looking for
on 5 May
Dana keeps "test the sample"
Dana asks for a proposal
we accept it: purpose "compare price", outcome "a number", decision "budget", exchange nothing
on 6 May 15:00
we deliver it
-> no one_more_thing

== delivered again is not one more
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board", outcome "yes or no", decision "shortlist", exchange nothing
we deliver it
Dana says the demo did not give her what she was looking for: "too fast"
we deliver it
Dana says the demo did not give her what she was looking for: "too slow"
we deliver it
-> no one_more_thing

== what came before a kept promise does not count when it comes again
threshold one_more_thing.requests 1
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana asks for a demo
we accept it: purpose "see the board", outcome "yes or no", decision "shortlist", exchange nothing
we deliver it
-> one_more_thing holds
on 5 May
Dana says the demo did not give her what she was looking for: "too fast"
Dana keeps "test the sample"
on 6 May
we deliver it
-> no one_more_thing

== a workspace that stops at two
threshold one_more_thing.requests 2
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a document
we accept it: purpose "know us", outcome "she knows us", decision "shortlist", exchange nothing
we deliver it
Dana says the document gave her what she was looking for
Dana asks for a demo
we accept it: purpose "see the board", outcome "yes or no", decision "shortlist", exchange nothing
on 5 May 12:00
we deliver it
-> one_more_thing from 5 May 12:00
we park it until 1 Sep
-> no one_more_thing
)",
};

}  // namespace ante::method::one_more_thing
