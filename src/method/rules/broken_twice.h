#pragma once
#include "method/rules/facts.h"

namespace ante::method::broken_twice {

enum class Word : std::uint8_t { broken, kept };
struct Outcome {
    Instant at{};
    Word word = Word::kept;
    const Commitment* promise = nullptr;
};

// What came of each promise of the buyer's, by time. METHOD 3: the third move is a miss; a promise
// is broken once, however often it was moved or called missed after that. Coming to a meeting
// unpromised keeps a word that he did not need to give (METHOD 2). Released and withdrawn promises
// say nothing here. At the same moment the broken ones come first: the doubt is his.
inline std::vector<Outcome> outcomes(const Deal& deal, const Ledger& ledger) {
    std::vector<Outcome> all;
    for (const Act& act : ledger.acts)
        if (act.side == Side::buyer && act.kind == ActKind::attended)
            all.push_back({act.at, Word::kept, nullptr});
    for (const Commitment& promise : deal.commitments) {
        if (promise.side() != Side::buyer) continue;
        if (promise.moved_too_often())
            all.push_back({promise.missing_move()->at, Word::broken, &promise});
        else if (const Missed* missed = std::get_if<Missed>(&promise.state))
            all.push_back({missed->at, Word::broken, &promise});
        if (promise.kept_at()) all.push_back({*promise.kept_at(), Word::kept, &promise});
    }
    std::ranges::stable_sort(all, [](const Outcome& a, const Outcome& b) {
        return a.at != b.at ? a.at < b.at : a.word < b.word;
    });
    return all;
}

inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play()) return std::nullopt;

    std::vector<const Outcome*> row;
    const std::vector<Outcome> all = outcomes(given.deal, given.ledger);
    for (const Outcome& outcome : all) {
        if (outcome.word == Word::kept)
            row.clear();
        else
            row.push_back(&outcome);
    }
    const std::size_t count = is.count("misses");
    if (row.size() < count) return std::nullopt;

    std::vector<std::string> broken;
    std::vector<Instant> acts;
    for (std::size_t i = 0; i < count; ++i) {
        broken.push_back(quoted(row[i]->promise->what));
        acts.push_back(row[i]->at);
    }
    return Holds{row[count - 1]->at,
                 "The buyer broke " + counted(count, "promise") + " in a row: " + listed(broken) +
                     ", the last of them on " + day_of(given, row[count - 1]->at) + ".",
                 acts};
}

inline constexpr Threshold thresholds[] = {
    {"misses", 2, 1, 20, "So many broken promises in a row are more than bad luck."},
};

inline constexpr Rule rule{
    .id = "broken_twice",
    .group = RuleGroup::promises,
    .says = "The buyer broke two promises in a row.",
    .source =
        "METHOD 3, 7: the third move is a miss; the second miss in a row. Our judgement; no "
        "figures.",
    .remedy = "Ask what's up.",
    .severity = Severity::warn,
    .today = TodayGroup::they_owe,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== the second miss in a row
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana agrees to "bring the CFO" by 14 May, effort people
on 13 May 10:00
Dana misses "test the sample"
-> no broken_twice
on 15 May 10:00
Dana misses "bring the CFO"
-> broken_twice from 15 May 10:00
-> broken_twice because "bring the CFO"

== a kept promise between them
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana agrees to "fill in the questionnaire" by 14 May, effort work
Dana agrees to "bring the CFO" by 14 May, effort people
on 13 May 10:00
Dana misses "test the sample"
on 14 May 10:00
Dana keeps "fill in the questionnaire"
on 15 May 10:00
Dana misses "bring the CFO"
-> no broken_twice

== a kept promise afterwards ends it
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana agrees to "fill in the questionnaire" by 30 May, effort work
Dana agrees to "bring the CFO" by 14 May, effort people
on 15 May 10:00
Dana misses "test the sample"
Dana misses "bring the CFO"
-> broken_twice holds
on 18 May 10:00
Dana keeps "fill in the questionnaire"
-> no broken_twice

== the third move is a miss, the second is not
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana agrees to "bring the CFO" by 14 May, effort people
on 13 May 10:00
Dana misses "test the sample"
Dana moves "bring the CFO" to 18 May
Dana moves "bring the CFO" to 20 May
-> no broken_twice
on 14 May 10:00
Dana moves "bring the CFO" to 25 May
-> broken_twice from 14 May 10:00

== a promise is broken once
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "bring the CFO" by 14 May, effort people
Dana moves "bring the CFO" to 18 May
Dana moves "bring the CFO" to 20 May
Dana moves "bring the CFO" to 25 May
on 26 May 10:00
Dana misses "bring the CFO"
-> no broken_twice

== what we broke is another matter
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
we agree to "send the draft" by 12 May, effort work
on 13 May 10:00
Dana misses "test the sample"
we miss "send the draft"
-> no broken_twice

== a workspace that waits for three
threshold broken_twice.misses 3
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana agrees to "bring the CFO" by 14 May, effort people
on 15 May 10:00
Dana misses "test the sample"
Dana misses "bring the CFO"
-> no broken_twice

== a parked deal is left in peace
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
Dana agrees to "test the sample" by 12 May, effort work
Dana agrees to "bring the CFO" by 14 May, effort people
on 15 May 10:00
Dana misses "test the sample"
Dana misses "bring the CFO"
we park it until 1 Sep
-> no broken_twice
)",
};

}  // namespace ante::method::broken_twice
