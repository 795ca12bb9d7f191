#pragma once
// What is known of a deal on a day, as figures: one for each row of priors.h. Nothing from after
// that day is looked at (Story::known_at).

#include <string>
#include <vector>

#include "method/forecast/priors.h"
#include "method/forecast/story.h"

namespace ante::method::forecast {

// What one history taught about its own words; part of a model.
struct Vocabulary {
    std::vector<std::string> act_kinds{};  // of the book it was learned from
    std::vector<std::string> deal_kinds{};
    std::vector<int> grade_of{};    // of a buyer's act that has none of its own, by kind
    std::vector<char> ungraded{};   // by kind: some buyer's act of it has no grade
    std::vector<int> act_column{};  // by kind; −1: too rare to have one
    std::vector<int> deal_column{};
    std::vector<int>
        ours_column{};  // of acts of ours, by kind: days of it; the next column: lately
    // Logs; of deals that say one: the middle, and the bounds of the smallest and largest fifth.
    double usual_amount = 0;
    double small_amount = 0;
    double large_amount = 0;
    std::vector<std::string> columns{};  // names, in the order of the facts
    std::vector<Belief> beliefs{};       // one for each column
};

Vocabulary learn_words(const Book& book, Instant known_by);

using Facts = std::vector<double>;
Facts facts_at(const Vocabulary& words, const Story& story, Instant at);
// Of acts that may differ from the story's own: "what if?".
Facts facts_of(const Vocabulary& words, const Story& story, std::span<const Deed> known,
               Instant at);

// Points × authority (of the buyer's people) × what came of it, unless the deed says its worth.
// Below 0: broken promises.
double worth_of(const Vocabulary& words, const Deed& deed);
int grade_of(const Vocabulary& words, const Deed& deed);

}  // namespace ante::method::forecast
