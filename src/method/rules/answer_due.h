#pragma once
#include "method/rules/facts.h"

namespace ante::method::answer_due {

// METHOD 14: on his page the buyer proposes, and we answer. What he suggested or whom he named
// waits for us from that moment on; the oldest of it speaks.
inline Judgement holds(const Grounds& given, const Thresholds&) {
    // 1. In a won deal both sides still have work to do, and words to agree on. Lost or parked,
    //    nobody waits any more.
    const bool won = std::holds_alternative<Won>(given.deal.state);
    if (!given.deal.in_play() && !won) return std::nullopt;

    std::optional<Holds> oldest;
    const auto waits = [&](Instant since, std::string because) {
        if (!oldest || since < oldest->from) oldest = Holds{since, std::move(because), {since}};
    };

    // 2. A promise in other words, or on another day.
    for (const Commitment& promise : given.deal.commitments)
        if (const Counter* counter = promise.open_counter())
            waits(counter->at, name_of(given.deal, counter->by) + " suggested another " +
                                   (counter->what.empty() ? "day" : "wording") + " for " +
                                   quoted(promise.what) + " on " + day_of(given, counter->at) +
                                   ".");

    // 3. A person who should be in this.
    for (const Colleague& colleague : given.deal.colleagues)
        if (colleague.waits())
            waits(colleague.at, name_of(given.deal, colleague.by) + " named " + colleague.name +
                                    " on " + day_of(given, colleague.at) + ".");
    return oldest;
}

inline constexpr Rule rule{
    .id = "answer_due",
    .group = RuleGroup::promises,
    .says = "The buyer suggested something, and waits for our answer.",
    .source = "METHOD 14: the buyer proposes, we accept or leave it. Our judgement; no figures.",
    .remedy = "Answer; it is one tap.",
    .severity = Severity::act,
    .today = TodayGroup::we_owe,
    .holds = &holds,
    .examples = R"(
== another day waits for our yes
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
-> no answer_due
on 6 May 10:00
Dana suggests for "bring the CFO" by 27 May
-> answer_due from 6 May 10:00
-> answer_due because "another day for"
we accept what is suggested for "bring the CFO"
-> no answer_due

== leaving it as it was is an answer, too
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
Dana suggests for "bring the CFO" "bring the CFO's deputy"
-> answer_due because "another wording for"
we leave "bring the CFO" as it was: "the CFO signs"
-> no answer_due

== a colleague waits until we take him in or leave him out
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 6 May 10:00
Dana names a colleague "Carl": "signs"
-> answer_due from 6 May 10:00
-> answer_due because "Dana named Carl"
we take Carl (approver) in
-> no answer_due

== the oldest speaks, then the next
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 6 May 10:00
Dana names a colleague "Carl"
on 7 May 10:00
Dana names a colleague "Rob"
-> answer_due from 6 May 10:00
we leave Carl out
-> answer_due from 7 May 10:00

== what the buyer did himself overtakes what he suggested
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 20 May, effort people
Dana suggests for "bring the CFO" by 27 May
Dana keeps "bring the CFO"
-> no answer_due

== nobody waits in a lost deal
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana names a colleague "Carl"
we lose it to competitor
-> no answer_due
)",
};

}  // namespace ante::method::answer_due
