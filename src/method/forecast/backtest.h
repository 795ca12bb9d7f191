#pragma once
// "Grade it on your own history before you trust it": learn from what was known before a day, then
// forecast the deals opened from that day on as one would have then, and compare.

#include <vector>

#include "base/result.h"
#include "method/forecast/model.h"
#include "method/forecast/scores.h"

namespace ante::method::forecast {

struct BacktestOrder {
    std::vector<int> days{7, 14, 21};  // of a deal's life
    Instant train_before{};
};

// What would have been said of one deal on one day. `lasted` is what came of it, if that is known.
struct Prediction {
    const Story* story = nullptr;
    int day = 0;
    Forecast forecast{};
    double base_rate = 0;
    double two_numbers = 0;
    double counts = 0;
};

// In words: better than the base rate for sure, better but perhaps by luck, not better.
enum class Skill : std::uint8_t { shown, unsure, none, too_few };
constexpr auto words(Skill) {
    return std::array{"shown"sv, "unsure"sv, "none"sv, "too_few"sv};
}

// Judged against deals_to_grade and each_to_grade below.
Skill skill_of(const Scores& forecast, std::size_t won);

struct DayGrade {
    int day = 0;
    std::size_t open = 0;     // deals to forecast: open on that day, which the history reaches
    std::size_t decided = 0;  // of these, with a known end: the scores are theirs
    std::size_t won = 0;
    double base_rate = 0;
    std::size_t taught_base = 0;  // deals that the base rate was taken from
    Scores forecast{};
    Scores base{};
    Scores two{};
    Scores counts{};
    double with = 0, without = 0;  // the two numbers
    std::size_t deals_with = 0, deals_without = 0;
    Skill skill = Skill::too_few;
};

struct Backtest {
    Model model{};
    std::size_t tested = 0;  // deals opened from `train_before` on
    Instant history_ends{};  // the last moment the files know of
    std::vector<DayGrade> days{};
    std::vector<Prediction> predictions{};  // By day, then by deal.
    std::array<Bin, 10> bins{};             // of all days together
    // None if any graded day shows none; shown if one does and none shows none.
    Skill skill = Skill::too_few;
};

// How many deals it takes, for what.
inline constexpr std::size_t deals_to_learn = 30;  // decided before; fewer: the beliefs alone speak
inline constexpr std::size_t deals_to_grade = 50;  // decided afterwards, for a verdict on skill
inline constexpr std::size_t each_to_grade = 10;   // of them won, and not won

// Refused with `nothing_to_test` if no deal was opened from `train_before` on, `nothing_to_learn`
// if none was before.
Result<Backtest> backtest(const Book& book, const BacktestOrder& order);

}  // namespace ante::method::forecast
