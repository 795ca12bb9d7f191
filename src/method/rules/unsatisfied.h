#pragma once
#include "method/rules/facts.h"

namespace ante::method::unsatisfied {

// METHOD 5: a no keeps the request open with what is missing, and it stands in the gate: the next
// one can't be accepted before it.
inline Judgement holds(const Grounds& given, const Request& request, const Thresholds&) {
    if (!given.deal.in_play() || request.state != RequestState::unsatisfied) return std::nullopt;
    if (request.answers.empty()) return std::nullopt;
    const Answer& no = request.answers.back();
    std::string because = name_of(given.deal, no.by.value_or(request.by)) + " said on " +
                          day_of(given, no.at) + " that the " + std::string(called(request.kind)) +
                          " did not give what was looked for";
    if (!no.missing.empty()) because += ": " + quoted(no.missing);
    return Holds{no.at, because + ".", {no.at}};
}

inline constexpr Rule rule{
    .id = "unsatisfied",
    .group = RuleGroup::requests,
    .says = "What we delivered did not give the buyer what he was looking for.",
    .source = "METHOD 5: one at a time. Our judgement; no figures.",
    .remedy = "Close this one before anything else.",
    .severity = Severity::act,
    .today = TodayGroup::they_owe,
    .holds = &holds,
    .examples = R"(
== she said no
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
we deliver it
-> no unsatisfied
on 6 May 14:00
Dana says the demo did not give her what she was looking for: "prices are missing"
-> unsatisfied from 6 May 14:00
-> unsatisfied because "prices are missing"

== she said yes
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
we deliver it
Dana says the demo gave her what she was looking for
-> no unsatisfied

== delivered again, it is her turn
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
we deliver it
Dana says the demo did not give her what she was looking for: "prices are missing"
we deliver it
-> no unsatisfied

== a lost deal need not be mended
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
we deliver it
Dana says the demo did not give her what she was looking for: "prices are missing"
we lose it to competitor
-> no unsatisfied
)",
};

}  // namespace ante::method::unsatisfied
