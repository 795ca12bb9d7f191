#pragma once
// How good forecasts were, once one knows. Pure figures; nothing of deals.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/fields.h"

namespace ante::method::forecast {

struct Range95 {
    double low = 0, high = 0;
    static constexpr auto fields =
        describe(field<&Range95::low>("low", "In 97.5 of 100 draws it is above."),
                 field<&Range95::high>("high", "In 97.5 of 100 draws it is below."));
    bool operator==(const Range95&) const = default;
};

struct Scores {
    std::int64_t deals = 0;
    double brier = 0;  // mean squared distance; less is better
    double log = 0;    // mean −log of the chance given to what happened; less is better
    double auc = 0.5;  // how often a win was ranked above another end; ties count half
    Range95 brier_95{};
    Range95 log_95{};
    Range95 auc_95{};
    // The Brier score of the base rate less this one's, on the same draws.
    double better_by = 0;
    Range95 better_95{};
    static constexpr auto fields = describe(
        field<&Scores::deals>("deals", "How many deals were graded."),
        field<&Scores::brier>("brier",
                              "Mean squared distance of chance and outcome; less is "
                              "better."),
        field<&Scores::log>("log", "Mean −log of the chance given to what came; less is better."),
        field<&Scores::auc>("auc", "How often a won deal was ranked above another; 0.5 is a coin."),
        field<&Scores::brier_95>("brier_95", "Range of it in 95 of 100 bootstrap draws."),
        field<&Scores::log_95>("log_95", "Range of it in 95 of 100 bootstrap draws."),
        field<&Scores::auc_95>("auc_95", "Range of it in 95 of 100 bootstrap draws."),
        field<&Scores::better_by>("better_by", "The base rate's Brier score less this one's."),
        field<&Scores::better_95>("better_95", "Range of it in 95 of 100 bootstrap draws."));
    bool operator==(const Scores&) const = default;
};

// `chance` and `base` of each deal, and whether it was won. Intervals: 500 bootstrap draws of whole
// deals with a fixed seed.
Scores score(std::span<const double> chance, std::span<const double> base,
             std::span<const char> won);

// Of the deals given a chance within a tenth: how many, the mean chance given, the part won.
struct Bin {
    std::int64_t deals = 0;
    double given = 0;
    double came = 0;
    // Of `came`, if the deals were drawn from many like them (Wilson's interval).
    Range95 came_95{};
    static constexpr auto fields = describe(
        field<&Bin::deals>("deals", "How many deals were given such a chance."),
        field<&Bin::given>("given", "The mean chance they were given."),
        field<&Bin::came>("came", "The part of them that was won."),
        field<&Bin::came_95>("came_95", "Where that part may lie by chance (Wilson's interval)."));
    bool operator==(const Bin&) const = default;
};
std::array<Bin, 10> reliability(std::span<const double> chance, std::span<const char> won);

double brier(std::span<const double> chance, std::span<const char> won);
double auc(std::span<const double> chance, std::span<const char> won);

}  // namespace ante::method::forecast
