#pragma once
// A workspace's model as it is kept: all that a forecast needs of it, and its grade, as described
// fields. The same history gives the same text, to the last byte, whatever database it was read
// from.

#include <string>
#include <vector>

#include "method/forecast/grade.h"

namespace ante::method::forecast {

struct KeptModel {
    std::int64_t facts_version = 1;  // of the facts and beliefs (Model::version)
    Instant known_by{};
    std::int64_t deals = 0, won = 0, lost = 0, faded = 0, open = 0;  // that it learned from
    std::vector<std::string> act_kinds{}, deal_kinds{}, columns{};
    std::vector<std::int64_t> grade_of{}, act_column{}, ours_column{}, deal_column{};
    double usual_amount = 0, small_amount = 0, large_amount = 0;
    std::vector<double> win_odds{}, lose_odds{}, fade_odds{};
    double shift = 0, slope = 1;
    std::int64_t calibrated_on = 0;
    Grade grade{};

    static constexpr auto fields = describe(
        field<&KeptModel::facts_version>("facts_version", "Of the facts and the beliefs."),
        field<&KeptModel::known_by>("known_by", "It learned from what was known before."),
        field<&KeptModel::deals>("deals", "How many deals it learned from."),
        field<&KeptModel::won>("won", "Of these won."), field<&KeptModel::lost>("lost", "Lost."),
        field<&KeptModel::faded>("faded", "Nobody decided, or parked."),
        field<&KeptModel::open>("open", "Not decided by then."),
        field<&KeptModel::act_kinds>("act_kinds", "Words for acts."),
        field<&KeptModel::deal_kinds>("deal_kinds", "Words for kinds of deals."),
        field<&KeptModel::columns>("columns", "What is known of a deal, in the order of the odds."),
        field<&KeptModel::grade_of>("grade_of", "Grades of acts that have none, by kind."),
        field<&KeptModel::act_column>("act_column", "The column of a kind of act; −1: none."),
        field<&KeptModel::ours_column>("ours_column",
                                       "The first of two columns of a kind of our acts; −1: none."),
        field<&KeptModel::deal_column>("deal_column", "The column of a kind of deal; −1: none."),
        field<&KeptModel::usual_amount>("usual_amount", "Log of the middle amount."),
        field<&KeptModel::small_amount>("small_amount", "Log of the bound of the smallest fifth."),
        field<&KeptModel::large_amount>("large_amount", "Log of the bound of the largest fifth."),
        field<&KeptModel::win_odds>("win_odds",
                                    "Weekly log odds of a win: stretches, then columns."),
        field<&KeptModel::lose_odds>("lose_odds", "The same of a loss."),
        field<&KeptModel::fade_odds>("fade_odds", "The same of fading away."),
        field<&KeptModel::shift>("shift", "Correction: log odds × slope + shift."),
        field<&KeptModel::slope>("slope", "Correction: log odds × slope + shift."),
        field<&KeptModel::calibrated_on>("calibrated_on", "Deals it was corrected on."),
        field<&KeptModel::grade>("grade", "How good a model learned so was on later deals."));
    bool operator==(const KeptModel&) const = default;

    std::int64_t decided() const { return won + lost + faded; }
};

KeptModel kept(const Model& model, Grade grade);
// The model again; `known_by`, words and odds as they were. Its beliefs are this program's.
Model model_from(const KeptModel& kept);

// A model of these facts and this shape? If not, it was made by another version: refit.
bool is_usable(const KeptModel& kept);

// What the library believes before the first deal.
const Model& beliefs();

}  // namespace ante::method::forecast
