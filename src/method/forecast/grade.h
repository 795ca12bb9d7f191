#pragma once
// "Is it any good?": the forecast graded on deals it had not seen, beside what it has to beat. The
// later part of the deals – of which nearly all have ended – is kept back; a model learned from
// what was known when the first of them was opened forecasts each once, on one day of its life
// drawn by its own lot, and so do three rivals: the base rate, a chance by stage, and a chance by
// age.

#include <array>

#include "method/forecast/backtest.h"

namespace ante::method::forecast {

// On one of these days of its life a deal is looked at, if it was open then.
inline constexpr std::array days_looked_at{7, 14, 28, 56, 84};

struct Grade {
    Skill skill = Skill::too_few;
    Instant learned_before{};
    std::int64_t learned_from = 0;  // deals decided before
    std::int64_t decided = 0;       // graded: the scores are theirs
    std::int64_t won = 0;           // of them
    std::int64_t open = 0;          // kept back and looked at, and not decided yet
    double base_rate = 0;           // the part won of those learned from
    Scores forecast{};
    Scores base{};
    Scores stage{};
    Scores age{};
    std::vector<Bin> bins{};  // ten, by the chance given
    static constexpr auto fields = describe(
        field<&Grade::skill>("skill",
                             "shown: better than the base rate in 95 of 100 draws; "
                             "unsure: better, perhaps by luck; none: not better; "
                             "too_few: it can't be said yet."),
        field<&Grade::learned_before>("learned_before",
                                      "It learned from what was known before that moment."),
        field<&Grade::learned_from>("learned_from", "Deals decided before it."),
        field<&Grade::decided>("decided", "Later deals with a known end: the scores are theirs."),
        field<&Grade::won>("won", "Of these won."),
        field<&Grade::open>("open", "Later deals that are not decided yet and can't be graded."),
        field<&Grade::base_rate>("base_rate", "The part won of the deals it learned from."),
        field<&Grade::forecast>("forecast", "The forecast's scores."),
        field<&Grade::base>("base", "Of the base rate: the same chance for each."),
        field<&Grade::stage>("stage", "Of stage × probability: the part won from that stage."),
        field<&Grade::age>("age", "Of age alone: the part won of the deals open on that day."),
        field<&Grade::bins>("bins", "Reliability: by the chance given, in tenths."));
    bool operator==(const Grade&) const = default;
};

// Too few deals give the grade `too_few` with what scores there are.
Grade grade(const Book& book, Instant known_by, const Pains& how);

}  // namespace ante::method::forecast
