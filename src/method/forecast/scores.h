#pragma once
// How good forecasts were, once one knows. Pure figures; nothing of deals.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace ante::method::forecast {

struct Range95 {
    double low = 0, high = 0;
};

struct Scores {
    std::size_t deals = 0;
    double brier = 0;  // mean squared distance; less is better
    double log = 0;    // mean −log of the chance given to what happened; less is better
    double auc = 0.5;  // how often a win was ranked above another end; ties count half
    Range95 brier_95{};
    Range95 auc_95{};
    // The Brier score of the base rate less this one's, on the same draws.
    double better_by = 0;
    Range95 better_95{};
};

// `chance` and `base` of each deal, and whether it was won. Intervals: 500 bootstrap draws of whole
// deals with a fixed seed.
Scores score(std::span<const double> chance, std::span<const double> base,
             std::span<const char> won);

// Of the deals given a chance within a tenth: how many, the mean chance given, the part won.
struct Bin {
    std::size_t deals = 0;
    double given = 0;
    double came = 0;
};
std::array<Bin, 10> reliability(std::span<const double> chance, std::span<const char> won);

double brier(std::span<const double> chance, std::span<const char> won);
double auc(std::span<const double> chance, std::span<const char> won);

}  // namespace ante::method::forecast
