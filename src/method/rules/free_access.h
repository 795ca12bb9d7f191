#pragma once
#include "method/rules/facts.h"

namespace ante::method::free_access {

// METHOD 5: a trial needs an end date and success criteria, and an exchange. It runs from its
// acceptance until somebody says that it is over: the buyer is satisfied, or it is withdrawn.
inline Judgement holds(const Grounds& given, const Request& request, const Thresholds&) {
    if (!given.deal.in_play() || request.kind != RequestKind::trial) return std::nullopt;
    const bool running = request.state == RequestState::accepted || request.blocks();
    if (!running || !request.acceptance) return std::nullopt;

    const Instant begun = request.acceptance->at;
    const std::string who(name_of(given.deal, request.by));

    // 1. Without an end date it is free access from its first moment. decide refuses such a trial;
    //    imported ones may be so.
    if (!request.acceptance->ends_on)
        return Holds{begun,
                     "The trial that " + who + " asked for runs since " + day_of(given, begun) +
                         " without an end date.",
                     {begun}};

    // 2. Without anything that the buyer still has to do it is free access from when the last of it
    //    was settled; a trial that was over by then is not running.
    if (has_open_promise(given.deal)) return std::nullopt;
    const Instant since = std::max(begun, last_open_promise(given.deal).value_or(begun));
    if (since >= given.zone.end_of(*request.acceptance->ends_on)) return std::nullopt;
    return Holds{since,
                 "The trial that " + who + " asked for runs until " +
                     words_of(*request.acceptance->ends_on) +
                     ", and no promise of the buyer is open.",
                 {since}};
}

inline constexpr Rule rule{
    .id = "free_access",
    .group = RuleGroup::requests,
    .says = "A trial is running, and the buyer owes nothing for it.",
    .source =
        "METHOD 2, 5: free access is compliance; a trial has an end, criteria and an exchange. "
        "Our judgement; no figures.",
    .remedy = "Date it, or end it.",
    .severity = Severity::warn,
    .today = TodayGroup::they_owe,
    .holds = &holds,
    .examples = R"(
== nothing in exchange
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a trial
-> no free_access
on 5 May 12:00
we accept it: purpose "try it on two depots", outcome "go or no go", decision "rollout", exchange nothing, ends 30 May, criteria "a fifth fewer empty runs"
-> free_access from 5 May 12:00
-> free_access because "30 May 2026"

== a promise in exchange, until it is kept
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a trial
we accept it: purpose "try it on two depots", outcome "go or no go", decision "rollout", exchange Dana "name two depots" by 12 May effort work, ends 30 May, criteria "a fifth fewer empty runs"
-> no free_access
on 8 May 12:00
Dana keeps "name two depots"
-> free_access from 8 May 12:00

== what is kept after the trial's end comes too late to matter
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "report to the board" by 15 June, effort people
Dana asks for a trial
we accept it: purpose "try it on two depots", outcome "go or no go", decision "rollout", exchange nothing, ends 30 May, criteria "a fifth fewer empty runs"
on 31 May 00:00
Dana keeps "report to the board"
-> no free_access

== the same a minute before its end
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "report to the board" by 15 June, effort people
Dana asks for a trial
we accept it: purpose "try it on two depots", outcome "go or no go", decision "rollout", exchange nothing, ends 30 May, criteria "a fifth fewer empty runs"
on 30 May 23:59
Dana keeps "report to the board"
-> free_access from 30 May 23:59

== the trial is over when she says so
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a trial
we accept it: purpose "try it on two depots", outcome "go or no go", decision "rollout", exchange nothing, ends 30 May, criteria "a fifth fewer empty runs"
we deliver it
-> free_access holds
Dana says the trial gave her what she was looking for
-> no free_access

== a demo gives no access
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board", outcome "yes or no", decision "shortlist", exchange nothing
-> no free_access

== a lost deal is another matter
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a trial
we accept it: purpose "try it on two depots", outcome "go or no go", decision "rollout", exchange nothing, ends 30 May, criteria "a fifth fewer empty runs"
we lose it to competitor
-> no free_access
)",
};

}  // namespace ante::method::free_access
