#pragma once
#include "method/rules/facts.h"

namespace ante::method::gone_too_far {

// Since when momentum has been below the level, or will be if nobody acts. Before the first act
// there is none. An act may lift it or, as a missed promise, push it down.
inline Instant below_since(const Grounds& given, double level) {
    double stored = 0;
    Instant since = given.deal.opened_at;
    const double half_life = given.settings.half_life_days;
    for (const Act& act : given.ledger.acts) {
        if (act.side != Side::buyer || act.stake == 0) continue;
        stored += momentum_stored(act.stake, act.at, half_life);
        const Instant falls = momentum_falls_to(stored, level, half_life);
        if (falls > act.at)
            since = falls;
        else if (since > act.at)
            since = act.at;
    }
    return since;
}

// The age of the workspace's median won deal; four won deals are no median yet.
inline double pace_of(const Settings& settings) {
    return settings.won_deals >= 5 ? static_cast<double>(settings.pace_days) : 90;
}

// METHOD 7: older than twice the median won deal (180 days until five are won), and momentum
// below 1.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play()) return std::nullopt;
    const double span = is["times"] * pace_of(given.settings);
    const auto days = Days{static_cast<int>(span)};
    const Instant old = given.deal.opened_at + days;
    return Holds{std::max(old, below_since(given, is["momentum"])),
                 "Opened on " + day_of(given, given.deal.opened_at) + ", it is older than " +
                     std::to_string(days.count()) + " days, and has no momentum left."};
}

inline constexpr Threshold thresholds[] = {
    {"times", 2, 1, 10, "So many times the age of the median won deal is too old."},
    {"momentum", 1, 0.01, 100, "Momentum below this is as good as none."},
};

inline constexpr Rule rule{
    .id = "gone_too_far",
    .group = RuleGroup::deals,
    .says = "The deal is older than those that are won, and the buyer has stopped investing.",
    .source =
        "METHOD 6, 7. In a bank's log of 5,015 loan offers (BPI Challenge 2012) 9 % were "
        "approved after four silent weeks; the line is our judgement until five deals are won.",
    .remedy = "Park it; keep the friendship.",
    .severity = Severity::warn,
    .today = TodayGroup::let_go,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== half a year old, and nothing came of it
a deal "Fleet renewal" with Rob (influencer) at Northwind
-> gone_too_far from 31 Oct 08:00
-> gone_too_far because "4 May 2026"
on 31 Oct 07:59
-> gone_too_far does not hold
on 31 Oct 08:00
-> gone_too_far holds

== a workspace whose deals are won in 60 days
pace 60 days of 6 won deals
a deal "Fleet renewal" with Rob (influencer) at Northwind
-> gone_too_far from 1 Sep 09:00

== four won deals are no measure yet
pace 60 days of 4 won deals
a deal "Fleet renewal" with Rob (influencer) at Northwind
-> gone_too_far from 31 Oct 08:00

== as long as the buyer invests, age does not matter
pace 15 days of 6 won deals
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob agrees to "introduce the project head" by 20 May, effort people
Rob keeps "introduce the project head"
-> momentum 4
on 15 June 08:59
-> gone_too_far does not hold
on 15 June 09:01
-> gone_too_far holds

== a broken promise takes the momentum away at once
pace 5 days of 6 won deals
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob agrees to "grant access to the plans" by 20 May, effort stake
-> momentum 3
on 21 May 12:00
-> gone_too_far does not hold
Rob misses "grant access to the plans"
-> gone_too_far from 21 May 12:00

== a workspace that waits three times as long
threshold gone_too_far.times 3
pace 60 days of 6 won deals
a deal "Fleet renewal" with Rob (influencer) at Northwind
-> gone_too_far from 31 Oct 08:00

== a workspace that wants more momentum
threshold gone_too_far.momentum 2
pace 5 days of 6 won deals
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob agrees to "introduce the project head" by 20 May, effort people
Rob keeps "introduce the project head"
on 25 May 08:59
-> gone_too_far does not hold
on 25 May 09:01
-> gone_too_far holds

== parked, it is let go already
a deal "Fleet renewal" with Rob (influencer) at Northwind
we park it until 1 Sep
-> no gone_too_far
)",
};

}  // namespace ante::method::gone_too_far
