#pragma once
// How long until it happens, when some are still waiting (METHOD 12): Kaplan and Meier's curve, and
// the log-rank test of whether two groups differ. Tested against the tables of Freireich's trial.
//
//     Kaplan EL, Meier P: Nonparametric estimation from incomplete observations. JASA 53 (1958)
//     Mantel N: Evaluation of survival data … Cancer Chemotherapy Reports 50 (1966)
//
// Pure; costs a sort.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ante::method {

// One deal: how long it was watched, and whether it was won then or left the watch otherwise.
enum class Seen : std::uint8_t { happened, left };
struct Watched {
    double time = 0;  // ≥ 0, in any unit
    Seen end = Seen::left;
    bool operator==(const Watched&) const = default;
};

// At `time` something happened to `events` of the `at_risk` that were watched until then; from then
// on `survival` of all are still waiting. Who leaves at the same time still was at risk.
struct SurvivalStep {
    double time = 0;
    double at_risk = 0;
    double events = 0;
    double survival = 1;
    double error = 0;  // Greenwood's standard error of survival
    bool operator==(const SurvivalStep&) const = default;
};
// By time; empty if nothing happened to anybody.
std::vector<SurvivalStep> kaplan_meier(std::vector<Watched> group);

// The first time at which no more than half are waiting; empty if it never came to that.
std::optional<double> median_of(std::span<const SurvivalStep> steps);
// Still waiting at `time`, 0–1.
double survival_at(std::span<const SurvivalStep> steps, double time);
// How many are watched at `time` and after.
std::size_t at_risk(std::span<const Watched> group, double time);

struct LogRank {
    double observed = 0;  // in the first group
    double expected = 0;  // in the first group, if the groups did not differ
    double variance = 0;
    double chi2 = 0;  // of one degree of freedom
    double p = 1;     // that chance alone makes so large a difference
};
// Empty if nothing happened, or one group is empty: there is nothing to compare.
std::optional<LogRank> log_rank(std::span<const Watched> first, std::span<const Watched> second);

}  // namespace ante::method
