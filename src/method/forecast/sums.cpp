#include "method/forecast/sums.h"

#include <algorithm>
#include <cmath>

namespace ante::method::forecast {
namespace {

constexpr std::size_t most_bars = 24;

// One sum of each draw, for each of several groups.
class Draws {
public:
    explicit Draws(std::size_t groups) : sums_(groups * draws_of_sums), expected_(groups) {}
    float& at(std::size_t group, std::size_t draw) { return sums_[group * draws_of_sums + draw]; }
    void expect(std::size_t group, double sum) { expected_[group] += sum; }
    std::size_t groups() const { return expected_.size(); }

    std::vector<float> sorted(std::size_t group) const {
        const auto begin = sums_.begin() + static_cast<std::ptrdiff_t>(group * draws_of_sums);
        std::vector<float> sums(begin, begin + static_cast<std::ptrdiff_t>(draws_of_sums));
        std::sort(sums.begin(), sums.end());
        return sums;
    }
    Spread spread(std::size_t group) const {
        const std::vector<float> sums = sorted(group);
        const auto part = [&](double p) {
            return static_cast<double>(
                sums[static_cast<std::size_t>(p * static_cast<double>(sums.size() - 1))]);
        };
        return {expected_[group], part(0.1), part(0.5), part(0.9)};
    }
    std::vector<Spread> spreads() const {
        std::vector<Spread> all;
        for (std::size_t g = 0; g < groups(); ++g) all.push_back(spread(g));
        return all;
    }

private:
    std::vector<float> sums_;
    std::vector<double> expected_;
};

std::vector<Bar> bars_of(const std::vector<float>& sorted) {
    const double least = sorted.front();
    const double most = sorted.back();
    if (most <= least) return {{least, most, 1.0}};
    const double wide = (most - least) / most_bars;
    std::vector<Bar> bars;
    for (std::size_t b = 0; b < most_bars; ++b) {
        const auto from = least + wide * static_cast<double>(b);
        bars.push_back({from, from + wide, 0});
    }
    for (const float sum : sorted) {
        const auto b = static_cast<std::size_t>((static_cast<double>(sum) - least) / wide);
        bars[std::min(b, most_bars - 1)].part += 1.0 / static_cast<double>(sorted.size());
    }
    return bars;
}

// A number from 0 to 1 for each draw of a deal (splitmix64).
double lot(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

}  // namespace

Sums sum_up(std::span<const Prospective> deals, std::size_t months, std::size_t reps,
            std::size_t teams) {
    Draws total(1);
    Draws won(1);
    Draws by_month(months + 1);
    Draws by_rep(reps);
    Draws by_team(teams);
    for (const Prospective& deal : deals) {
        const auto amount = static_cast<float>(deal.amount);
        double before = 0;
        for (std::size_t m = 0; m <= months; ++m) {
            const double until = m < deal.by.size() ? deal.by[m] : deal.win;
            by_month.expect(m, deal.amount * (until - before));
            before = until;
        }
        total.expect(0, deal.amount * deal.win);
        won.expect(0, deal.win);
        by_rep.expect(deal.rep, deal.amount * deal.win);
        by_team.expect(deal.team, deal.amount * deal.win);
        std::uint64_t state = deal.lot;
        for (std::size_t draw = 0; draw < draws_of_sums; ++draw) {
            const double drawn = lot(state);
            if (drawn >= deal.win) continue;
            std::size_t month = 0;
            while (month < months && month < deal.by.size() && drawn >= deal.by[month]) ++month;
            total.at(0, draw) += amount;
            won.at(0, draw) += 1;
            by_month.at(month, draw) += amount;
            by_rep.at(deal.rep, draw) += amount;
            by_team.at(deal.team, draw) += amount;
        }
    }
    return {.total = total.spread(0),
            .won = won.spread(0),
            .bars = bars_of(total.sorted(0)),
            .months = by_month.spreads(),
            .reps = by_rep.spreads(),
            .teams = by_team.spreads()};
}

}  // namespace ante::method::forecast
