#pragma once
#include "method/rules/facts.h"

namespace ante::method::check_back {

// METHOD 5: after delivery the one question is "did you get what you were looking for?". Two
// working days later, at the same time of day: what was delivered on Friday is not asked about on
// Sunday.
inline Instant working_days_after(const Grounds& given, Instant at, int count) {
    const Date day = add_working_days(given.zone.date_of(at), count);
    const auto within_the_minute = at - std::chrono::floor<minutes>(at);
    return given.zone.at(day, given.zone.time_of_day(at)) + within_the_minute;
}

inline Judgement holds(const Grounds& given, const Request& request, const Thresholds& is) {
    if (!given.deal.in_play() || request.state != RequestState::delivered) return std::nullopt;
    if (request.deliveries.empty()) return std::nullopt;
    const Instant delivered = request.deliveries.back();
    return Holds{working_days_after(given, delivered, static_cast<int>(is.count("working_days"))),
                 "The " + std::string(called(request.kind)) + " was delivered on " +
                     day_of(given, delivered) + ", and " +
                     std::string(given.deal.name_of(request.by)) +
                     " has not said whether it gave what was looked for.",
                 {delivered}};
}

inline constexpr Threshold thresholds[] = {
    {"working_days", 2, 1, 60, "The question is put so many working days after the delivery."},
};

inline constexpr Rule rule{
    .id = "check_back",
    .group = RuleGroup::requests,
    .says = "We delivered, and the buyer has not said whether it gave him what he was looking for.",
    .source = "METHOD 5: the one question after delivery. Our judgement; no figures.",
    .remedy = "Ask: did you get what you were looking for?",
    .severity = Severity::act,
    .today = TodayGroup::they_owe,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== two working days after the delivery
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
-> no check_back
we deliver it
-> check_back from 6 May 09:00
-> check_back because "delivered on 4 May 2026"
on 6 May 08:59
-> check_back does not hold
on 6 May 09:00
-> check_back holds

== over the weekend
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
on 8 May 16:30
we deliver it
-> check_back from 12 May 16:30

== she answered
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
we deliver it
Dana says the demo gave her what she was looking for
-> no check_back

== delivered again, the question is put again
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
we deliver it
on 5 May
Dana says the demo did not give her what she was looking for: "prices are missing"
-> no check_back
on 7 May
we deliver it
-> check_back from 11 May 09:00

== a workspace that waits a week
threshold check_back.working_days 5
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
we deliver it
-> check_back from 11 May 09:00

== a won deal has answered
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana asks for a demo
we accept it: purpose "see the board live", outcome "dispatchers say yes or no", decision "shortlist", exchange nothing
we deliver it
we win it
-> no check_back
)",
};

}  // namespace ante::method::check_back
