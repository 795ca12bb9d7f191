#pragma once
#include "method/relations/relation.h"
#include "method/rules/facts.h"

namespace ante::method::same_touch {

// METHOD 11: vary the touches. Told for each person, and for the account of those to nobody by
// name.
inline Judgement in_a_row(const Relation& given, std::optional<PersonId> person,
                          const std::string& whom, const Thresholds& is) {
    std::vector<const Touch*> theirs;
    for (const Touch& touch : given.touches)
        if (touch.person == person) theirs.push_back(&touch);
    if (theirs.empty()) return std::nullopt;
    std::size_t run = 0;
    while (run < theirs.size() && theirs[theirs.size() - 1 - run]->kind == theirs.back()->kind)
        ++run;
    const std::size_t wanted = is.count("touches");
    if (run < wanted) return std::nullopt;
    const Touch& nth = *theirs[theirs.size() - run + wanted - 1];
    return Holds{nth.at, "The last " + std::to_string(run) + " touches to " + whom +
                             " were all of one kind: " + called(nth.kind, run) + "."};
}

inline Judgement holds(const Relation& given, const Person& person, const Thresholds& is) {
    return in_a_row(given, person.id, person.name, is);
}
inline Judgement of_account(const Relation& given, const Thresholds& is) {
    return in_a_row(given, std::nullopt, given.account.name, is);
}

inline constexpr Threshold thresholds[] = {
    {"touches", 3, 2, 20, "So many touches of one kind in a row."},
};

inline constexpr Rule rule{
    .id = "same_touch",
    .group = RuleGroup::relations,
    .says = "We keep in touch in one way only.",
    .source = "METHOD 11: the touch mix. Our judgement.",
    .remedy = "Vary it: the report of touches shows which kind is answered.",
    .severity = Severity::note,
    .today = TodayGroup::relations,
    .thresholds = thresholds,
    .holds = &holds,
    .of_account = &of_account,
    .examples = R"(
== the third message in a row
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we try Dana by message
on 5 May
we try Dana by message
-> no same_touch
on 6 May
we try Dana by message
-> same_touch from 6 May 09:00
-> same_touch because "3 touches to Dana"
on 7 May
we try Dana by message
-> same_touch from 6 May 09:00

== a call between them
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we try Dana by message
we try Dana by message
we try Dana by call
we try Dana by message
-> no same_touch

== to different people
a deal "Fleet renewal" with Dana (decision_maker) and Rob (user) at Northwind
we try Dana by message
we try Rob by message
we try Dana by message
-> no same_touch

== a workspace that bores nobody
threshold same_touch.touches 2
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
we try Dana by article
on 5 May
we try Dana by article
-> same_touch from 5 May 09:00
)",
};

}  // namespace ante::method::same_touch
