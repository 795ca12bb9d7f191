#pragma once
#include "method/rules/facts.h"

namespace ante::method::one_sided {

// METHOD's first sentence: a deal is as real as what the buyer puts into it. A meeting after which
// only we have work to do is the moment to ask for the exchange: before we start.
inline Judgement holds(const Grounds& given, const Meeting& meeting, const Thresholds&) {
    if (!given.deal.in_play() || !meeting.debrief) return std::nullopt;

    // 1. Something that we promised in it is still to be done; afterwards it is too late to ask.
    const Commitment* ours = nullptr;
    for (const Commitment& promise : given.deal.commitments) {
        if (promise.meeting != meeting.id) continue;
        // 2. He promised something that costs him, too.
        if (is_agreed_advance(promise)) return std::nullopt;
        if (!ours && promise.side() == Side::seller && promise.open() && is_advance(promise.effort))
            ours = &promise;
    }
    if (!ours) return std::nullopt;

    // 3. He made up for it since.
    if (advanced_since(given.deal, meeting.debrief->at)) return std::nullopt;

    return Holds{std::max(meeting.debrief->at, *ours->agreed_at()),
                 "We left the " + called(given, meeting) + " with " + quoted(ours->what) +
                     " to do, and the buyer with nothing.",
                 {*ours->agreed_at()}};
}

inline constexpr Rule rule{
    .id = "one_sided",
    .group = RuleGroup::promises,
    .says = "A meeting left us with work and the buyer with none.",
    .source =
        "METHOD 2, 5: what we do for the buyer is exchanged for what he does. Our judgement; no "
        "figures.",
    .remedy = "Ask for the exchange before starting.",
    .severity = Severity::warn,
    .today = TodayGroup::they_owe,
    .holds = &holds,
    .examples = R"(
== only we have something to do
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:30
we agree to "send the draft" by 12 May, effort work, in the meeting
-> no one_sided
on 6 May 11:00
we debrief it: Dana came
-> one_sided from 6 May 11:00
-> one_sided because "send the draft"

== both have
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:30
we agree to "send the draft" by 12 May, effort work, in the meeting
Dana agrees to "fill in the questionnaire" by 12 May, effort work, in the meeting
on 6 May 11:00
we debrief it: Dana came
-> no one_sided

== a promise that costs nothing is none
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:30
we agree to "send the draft" by 12 May, effort work, in the meeting
Dana agrees to "read our brochure" by 12 May, effort compliance, proof "she says so", in the meeting
on 6 May 11:00
we debrief it: Dana came
-> one_sided from 6 May 11:00

== she makes up for it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:30
we agree to "send the draft" by 12 May, effort work, in the meeting
on 6 May 11:00
we debrief it: Dana came
on 7 May
Dana agrees to "fill in the questionnaire" by 12 May, effort work
-> no one_sided

== once the work is done, it is too late to ask
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:30
we agree to "send the draft" by 12 May, effort work, in the meeting
on 6 May 11:00
we debrief it: Dana came
on 7 May
we keep "send the draft"
-> no one_sided

== a lost deal asks for no exchange
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 10:30
we agree to "send the draft" by 12 May, effort work, in the meeting
on 6 May 11:00
we debrief it: Dana came
we lose it to competitor
-> no one_sided
)",
};

}  // namespace ante::method::one_sided
