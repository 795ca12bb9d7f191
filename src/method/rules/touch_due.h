#pragma once
#include "method/relations/relation.h"
#include "method/rules/facts.h"

namespace ante::method::touch_due {

inline std::string last_said(const Relation& given, std::optional<Instant> last) {
    return last ? "; the last real contact was on " + day_of(given, *last) + "."
                : "; there was no real contact yet.";
}

// METHOD 11: the interval runs from the last real touch. While a deal is in play its own signals
// watch it; a parked one gives the account its day.
inline Judgement of_account(const Relation& given, const Thresholds&) {
    if (given.account.merged_into || given.in_play || !given.every_days) return std::nullopt;
    const Instant since = given.last_real.value_or(made_at(given.account.id.value));
    const Instant due = since + Days{*given.every_days};

    // 1. The day that a parked deal was given, if nobody was in touch since.
    if (given.parked_until) {
        const Instant back = given.zone.start_of(*given.parked_until);
        if (back > since && back < due)
            return Holds{back, "A deal was parked until " + words_of(*given.parked_until) +
                                   last_said(given, given.last_real)};
    }

    // 2. Its interval.
    const std::string why =
        given.account.every_days
            ? "This account is seen every "
            : "An account of tier " + std::string(word_of(given.tier)) + " is seen every ";
    return Holds{due, why + counted(static_cast<std::size_t>(*given.every_days), "day") +
                          last_said(given, given.last_real)};
}

// A person with an interval of his own is due by himself, whatever becomes of the account.
inline Judgement holds(const Relation& given, const Person& person, const Thresholds&) {
    if (given.account.merged_into || !person.every_days) return std::nullopt;
    const std::optional<Instant> last = last_contact(given, person.id);
    return Holds{last.value_or(made_at(person.id.value)) + Days{*person.every_days},
                 person.name + " is seen every " +
                     counted(static_cast<std::size_t>(*person.every_days), "day") +
                     last_said(given, last)};
}

inline constexpr Rule rule{
    .id = "touch_due",
    .group = RuleGroup::relations,
    .says = "It is time for a word.",
    .source = "METHOD 11: tiers. The intervals are our judgement; a workspace's own.",
    .remedy = "Reach out; an attempt that reaches nobody does not count.",
    .severity = Severity::warn,
    .today = TodayGroup::relations,
    .holds = &holds,
    .of_account = &of_account,
    .examples = R"(
== a parked customer of tier B, two months after we reached her
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account is tier B
we park it until 1 Dec
on 5 May
we reach Dana by call
-> touch_due from 4 July 09:00
-> touch_due because "tier B is seen every 60 days"
on 4 July 08:59
-> touch_due does not hold
on 4 July 09:00
-> touch_due holds

== an attempt is no touch
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account is tier B
we park it until 1 Dec
on 5 May
we reach Dana by call
on 30 June
we try Dana by call
-> touch_due from 4 July 09:00

== what she does herself is
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account is tier A
on 5 May
Dana writes "sounds good"
we lose it to no_decision
-> touch_due from 4 June 09:00

== a deal in play has signals of its own
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account is tier A
we reach Dana by call
-> no touch_due
we lose it to competitor
-> touch_due from 3 June 09:00

== the day to which a deal was parked comes first
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account is tier C
we reach Dana by call
we park it until 1 June
-> touch_due from 1 June 00:00
-> touch_due because "parked until 1 Jun 2026"
on 1 June
we reach Dana by message
-> touch_due from 29 Sep 09:00

== nobody asked for it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account is tier none
we reach Dana by call
we lose it to competitor
-> no touch_due

== by fit, if nobody gave a tier
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
the account fits 80
we reach Dana by call
we lose it to competitor
-> touch_due from 3 June 09:00

== a person with an interval of her own
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we see Dana every 10 days
we reach Dana by note
-> touch_due from 14 May 09:00
-> touch_due because "Dana is seen every 10 days"
on 12 May
Dana writes "sounds good"
-> touch_due from 22 May 09:00
)",
};

}  // namespace ante::method::touch_due
