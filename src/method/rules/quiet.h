#pragma once
#include "method/rules/facts.h"
#include "method/rules/silence.h"

namespace ante::method::quiet {

// The longer a buyer stays away, the more he has to lose of his interest; and our own messages keep
// nothing warm. (METHOD 7; loan-offer log BPI 2012.)
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    // 1. Nobody waits for an answer in a deal that is over, or before anything has begun.
    const std::optional<Instant> last = given.ledger.last_buyer_act;
    if (!given.deal.in_play() || !last) return std::nullopt;

    // 2. A date that the buyer gave us is not silence: the clock starts when that day is over.
    const Commitment* named = nullptr;
    for (const Commitment& promise : given.deal.commitments)
        if (promise.side() == Side::buyer && promise.open() &&
            given.zone.end_of(promise.due) > *last && (!named || promise.due > named->due))
            named = &promise;
    const Instant since = named ? given.zone.end_of(named->due) : *last;

    // 3. He is quiet once he is slower than himself.
    const std::vector<milliseconds> replies = reply_times(given.deal, given.ledger);
    const milliseconds expected = expected_silence(replies, is);
    const auto days = static_cast<std::size_t>(std::chrono::ceil<Days>(expected).count());

    std::string because = "The buyer last acted on " + day_of(given, *last);
    if (named) because += " and named " + words_of(named->due) + " for " + quoted(named->what);
    because += replies.size() < is.count("answers") ? "; a buyer is expected to act within "
                                                    : "; as a rule he has answered within ";
    return Holds{since + expected, because + counted(days, "day") + ".", {*last}};
}

inline constexpr Threshold thresholds[] = {
    {"days", 14, 1, 365, "A buyer without a rhythm of his own is expected to act in so many days."},
    {"answers", 5, 1, 100, "After so many answers of his own his own rhythm counts."},
    {"percentile", 90, 50, 100, "His rhythm: so many per cent of his answers came faster."},
    {"least_days", 3, 0, 365, "Nobody is expected to be faster than that."},
    {"most_days", 45, 1, 730, "Nobody is given longer than that."},
};

inline constexpr Rule rule{
    .id = "quiet",
    .group = RuleGroup::deals,
    .says = "The buyer has not acted for longer than he usually takes.",
    .source =
        "METHOD 7. In a bank's log of 5,015 loan offers (BPI Challenge 2012) 32 % of the "
        "customers who had not acted two weeks after the offer were approved in the end, and 9 "
        "% after four silent weeks; more chase calls made no difference.",
    .remedy = "Ask one honest question; another brochure is not one.",
    .severity = Severity::warn,
    .today = TodayGroup::cooling,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== silent for two weeks
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
-> no quiet
on 5 May
Dana writes "sounds good"
-> quiet from 19 May 09:00
-> quiet because "5 May 2026"
on 19 May 08:59
-> quiet does not hold
on 19 May 09:00
-> quiet holds

== our three mails change nothing
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 5 May
Dana writes "sounds good"
on 7 May
we touch Dana by message
on 9 May
we touch Dana by call
on 11 May
we touch Dana by article
-> quiet from 19 May 09:00

== an answer ends the silence
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 5 May
Dana writes "sounds good"
on 20 May
we touch Dana by message
-> quiet holds
on 21 May
Dana answers
-> quiet from 4 June 09:00

== she named a date, so we wait for it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 13 May
Dana agrees to "bring the CFO" by 30 May, effort people
-> quiet from 14 June 00:00
-> quiet because "30 May 2026"

== a date that has passed is no date
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 8 May, effort people
on 20 May
Dana writes "soon"
-> quiet from 3 June 09:00

== a quick buyer after five answers
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we touch Dana by message
on 8 May
Dana answers
we touch Dana by message
on 12 May
Dana answers
we touch Dana by message
on 16 May
Dana answers
we touch Dana by message
on 20 May
Dana answers
-> quiet from 3 June 09:00
we touch Dana by message
on 24 May
Dana answers
-> quiet from 28 May 09:00
-> quiet because "within 4 days"

== nobody is expected within hours
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
threshold quiet.answers 2
we touch Dana by message
on 4 May 11:00
Dana answers
we touch Dana by message
on 4 May 13:00
Dana answers
-> quiet from 7 May 13:00

== nor given longer than six weeks and a bit
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
threshold quiet.answers 1
we touch Dana by message
on 1 July
Dana answers
-> quiet from 15 Aug 09:00

== a workspace that is as patient as half of his answers were fast
threshold quiet.answers 3
threshold quiet.percentile 50
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we touch Dana by message
on 9 May
Dana answers
we touch Dana by message
on 16 May
Dana answers
we touch Dana by message
on 26 May
Dana answers
-> quiet from 2 June 09:00

== a workspace whose buyers answer within a day
threshold quiet.answers 1
threshold quiet.least_days 1
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we touch Dana by message
on 4 May 11:00
Dana answers
-> quiet from 5 May 11:00

== a workspace that never waits longer than 20 days
threshold quiet.answers 1
threshold quiet.most_days 20
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we touch Dana by message
on 1 June
Dana answers
-> quiet from 21 June 09:00

== a workspace that waits ten days
threshold quiet.days 10
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 5 May
Dana writes "sounds good"
-> quiet from 15 May 09:00

== won deals may rest
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
on 5 May
Dana writes "sounds good"
we win it
-> no quiet
)",
};

}  // namespace ante::method::quiet
