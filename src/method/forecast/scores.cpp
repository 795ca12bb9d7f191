#include "method/forecast/scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ante::method::forecast {
namespace {

constexpr int draws = 500;

// splitmix64: the same draws everywhere.
struct Lots {
    std::uint64_t state = 0x5851f42d4c957f2dU;
    std::uint64_t next() {
        std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
};

double squared(double x) {
    return x * x;
}

std::vector<std::size_t> by_chance(std::span<const double> chance) {
    std::vector<std::size_t> order(chance.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return chance[a] < chance[b]; });
    return order;
}

// Each deal counts `times` times.
double auc_of(std::span<const double> chance, std::span<const char> won,
              const std::vector<std::size_t>& order, std::span<const std::uint32_t> times) {
    double below = 0;  // other ends so far
    double right = 0;
    double wins = 0;
    for (std::size_t i = 0; i < order.size();) {
        double ties_won = 0;
        double ties_not = 0;
        const double same = chance[order[i]];
        std::size_t j = i;
        for (; j < order.size() && !(chance[order[j]] > same); ++j)
            (won[order[j]] != 0 ? ties_won : ties_not) += times[order[j]];
        right += ties_won * (below + ties_not / 2);
        wins += ties_won;
        below += ties_not;
        i = j;
    }
    return wins > 0 && below > 0 ? right / (wins * below) : 0.5;
}

Range95 middle_95(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size() - 1);
    return {values[static_cast<std::size_t>(0.025 * n)],
            values[static_cast<std::size_t>(std::ceil(0.975 * n))]};
}

// Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
Range95 wilson(double part, double n) {
    constexpr double z = 1.959964;
    const double middle = part + z * z / (2 * n);
    const double half = z * std::sqrt(part * (1 - part) / n + z * z / (4 * n * n));
    const double whole = 1 + z * z / n;
    // Rounding must not put what came outside its own range.
    return {std::clamp((middle - half) / whole, 0.0, part),
            std::clamp((middle + half) / whole, part, 1.0)};
}

}  // namespace

double brier(std::span<const double> chance, std::span<const char> won) {
    double sum = 0;
    for (std::size_t i = 0; i < chance.size(); ++i) sum += squared(chance[i] - won[i]);
    return chance.empty() ? 0 : sum / static_cast<double>(chance.size());
}

double auc(std::span<const double> chance, std::span<const char> won) {
    const std::vector<std::uint32_t> once(chance.size(), 1);
    return auc_of(chance, won, by_chance(chance), once);
}

Scores score(std::span<const double> chance, std::span<const double> base,
             std::span<const char> won) {
    Scores s{.deals = static_cast<std::int64_t>(chance.size())};
    if (chance.empty()) return s;
    const auto n = static_cast<double>(chance.size());
    s.brier = brier(chance, won);
    s.better_by = brier(base, won) - s.brier;
    std::vector<double> surprise;
    for (std::size_t i = 0; i < chance.size(); ++i)
        surprise.push_back(-std::log(std::max(won[i] != 0 ? chance[i] : 1 - chance[i], 1e-12)));
    for (const double one : surprise) s.log += one / n;
    const std::vector<std::size_t> order = by_chance(chance);
    std::vector<std::uint32_t> times(chance.size(), 1);
    s.auc = auc_of(chance, won, order, times);

    std::vector<double> briers;
    std::vector<double> logs;
    std::vector<double> aucs;
    std::vector<double> gains;
    Lots lots;
    for (int draw = 0; draw < draws; ++draw) {
        std::fill(times.begin(), times.end(), 0U);
        for (std::size_t i = 0; i < times.size(); ++i) ++times[lots.next() % times.size()];
        double own = 0;
        double others = 0;
        double surprised = 0;
        for (std::size_t i = 0; i < times.size(); ++i) {
            own += times[i] * squared(chance[i] - won[i]);
            others += times[i] * squared(base[i] - won[i]);
            surprised += times[i] * surprise[i];
        }
        briers.push_back(own / n);
        logs.push_back(surprised / n);
        gains.push_back((others - own) / n);
        aucs.push_back(auc_of(chance, won, order, times));
    }
    s.brier_95 = middle_95(briers);
    s.log_95 = middle_95(logs);
    s.auc_95 = middle_95(aucs);
    s.better_95 = middle_95(gains);
    return s;
}

std::array<Bin, 10> reliability(std::span<const double> chance, std::span<const char> won) {
    std::array<Bin, 10> bins{};
    for (std::size_t i = 0; i < chance.size(); ++i) {
        Bin& bin = bins[static_cast<std::size_t>(std::clamp(chance[i] * 10, 0.0, 9.0))];
        ++bin.deals;
        bin.given += chance[i];
        bin.came += won[i];
    }
    for (Bin& bin : bins) {
        if (bin.deals == 0) continue;
        const auto n = static_cast<double>(bin.deals);
        bin.given /= n;
        bin.came /= n;
        bin.came_95 = wilson(bin.came, n);
    }
    return bins;
}

}  // namespace ante::method::forecast
