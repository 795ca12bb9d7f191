#pragma once
// What a pipeline will bring, as a distribution: each deal is won or not by its own chance, at its
// own time. Deals are taken as independent; a bad year for all of them at once is not in it, so
// that real ranges are wider.

#include <cstdint>
#include <span>
#include <vector>

#include "base/fields.h"

namespace ante::method::forecast {

// One open deal.
struct Prospective {
    double amount = 0;
    double win = 0;
    std::vector<double> by{};  // the chance that it is won by the end of each month; never falling
    std::size_t rep = 0;
    std::size_t team = 0;
    std::uint64_t lot = 0;  // of the deal (lot_of): the same deals give the same draws
};

// A sum that may come: its mean, and the range that holds eight of ten draws.
struct Spread {
    double expected = 0;  // exact
    double low = 0;       // 10 %
    double middle = 0;
    double high = 0;  // 90 %
    static constexpr auto fields =
        describe(field<&Spread::expected>("expected", "Amount × chance, summed."),
                 field<&Spread::low>("low", "One draw in ten brings less."),
                 field<&Spread::middle>("middle", "Half of the draws bring less."),
                 field<&Spread::high>("high", "One draw in ten brings more."));
    bool operator==(const Spread&) const = default;
};

// One bar of a histogram: the part of the draws that bring between `from` and `to`.
struct Bar {
    double from = 0, to = 0, part = 0;
    static constexpr auto fields =
        describe(field<&Bar::from>("from", "From this sum on."), field<&Bar::to>("to", "Up to it."),
                 field<&Bar::part>("part", "The part of the draws; all together are 1."));
};

struct Sums {
    Spread total{};
    Spread won{};  // how many deals
    std::vector<Bar> bars{};
    std::vector<Spread> months{};  // the last one: later
    std::vector<Spread> reps{};
    std::vector<Spread> teams{};
};

inline constexpr std::size_t draws_of_sums = 1000;

// `months` ends are in each deal's `by`; months has one more entry for what comes later. Some 20
// million lots for 20,000 deals: a tenth of a second.
Sums sum_up(std::span<const Prospective> deals, std::size_t months, std::size_t reps,
            std::size_t teams);

}  // namespace ante::method::forecast
