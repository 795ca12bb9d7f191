#pragma once
// What a forecast has to beat to be worth a look: the base rate, two numbers, and a plain logistic
// regression on counts. Each is made for one day of a deal's life from deals that were decided
// before `known_by` and still open on that day; none sees more than the forecast does.

#include <array>

#include "method/forecast/facts.h"

namespace ante::method::forecast {

class BaseRate {
public:
    // Without such a deal: the part won of all that are decided, without any: a quarter.
    BaseRate(const Book& book, Instant known_by, Days day);
    double chance() const { return chance_; }
    std::size_t deals() const { return deals_; }

private:
    double chance_ = 0.25;
    std::size_t deals_ = 0;
};

// Has the buyer done anything of grade 2 or more by that day? Two numbers, one for each answer,
// with one deal of the base rate added to each side.
class TwoNumbers {
public:
    TwoNumbers(const Book& book, const Vocabulary& words, Instant known_by, Days day);
    double chance(const Story& story, Instant at) const;
    double with() const { return chance_[1]; }
    double without() const { return chance_[0]; }
    std::size_t deals_with() const { return deals_[1]; }
    std::size_t deals_without() const { return deals_[0]; }

private:
    const Vocabulary& words_;
    std::array<double, 2> chance_{};
    std::array<std::size_t, 2> deals_{};
};

// How often each side did what by that day (kinds that 20 deals know, at most 30), and the log of
// the amount; scaled, with a ridge of one deal's weight.
class CountRegression {
public:
    CountRegression(const Book& book, Instant known_by, Days day);
    double chance(const Story& story, Instant at) const;

private:
    std::vector<double> row(const Story& story, Instant at) const;

    std::vector<int> column_;  // by kind, buyers' before ours
    std::size_t kinds_ = 0;
    std::size_t width_ = 0;
    std::vector<double> mean_;
    std::vector<double> spread_;
    std::vector<double> weights_;  // the intercept first
};

}  // namespace ante::method::forecast
