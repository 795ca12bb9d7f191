#pragma once
// Three ways to end, week by week: in each week a deal is won, lost or fades away, or goes on. The
// odds of each against going on are e^(stretch + Σ coefficient × fact): a multinomial logit. The
// facts are those of the day one looks from (the landmark) and stay as they are; how far ahead a
// week lies is told by the stretch it is in. (Dynamic prediction by landmarking: van Houwelingen &
// Putter, "Dynamic Prediction in Clinical Survival Analysis", 2012; competing risks in discrete
// time: Tutz & Schmid, "Modeling Discrete Time-to-Event Data", 2016.)
//
// Why the limits of priors.h suffice: let V(u) be the chance to win if the deal is still open after
// u weeks. V(u) = (w + V(u+1)) / (1 + w + l + f) with the odds w, l, f of that week. It rises with
// w and with V(u+1) and falls with l and f; so by induction, from the last week back, whatever may
// only raise w and lower l and f can never lower the chance, and the other way round.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "method/forecast/priors.h"
#include "method/forecast/story.h"

namespace ante::method::forecast {

// The last week of each stretch; the last stretch has no end.
inline constexpr std::array<int, 7> stretch_ends{1, 2, 4, 8, 16, 32, 1 << 30};
inline constexpr std::size_t stretches = stretch_ends.size();

// What became of a deal from a landmark on: how many whole weeks it was watched, and whether it
// ended in the last of them.
struct Seen {
    std::uint32_t deal = 0;  // Landmarks of one deal stand together.
    int weeks = 0;
    std::optional<End> end{};
};

struct Sample {
    std::size_t width = 0;
    std::vector<double> facts{};  // Row by row.
    std::vector<Seen> seen{};
    double weight = 1;  // Of each landmark, so that all landmarks of a deal count as one deal.
};

// Of one end: first the stretches, then the facts.
struct Hazards {
    std::array<std::vector<double>, ends> odds{};
    // Standard errors by deal (sandwich); 0 where a limit holds the figure. Empty unless wanted.
    std::array<std::vector<double>, ends> error{};
    bool settled = false;  // The fit came to rest.
};

enum class Errors : std::uint8_t { left_out, wanted };
// Newton's method on a convex sum with limits: one answer, whatever the order of the rows but for
// rounding. Some 60,000 rows of 40 facts take a second or two.
Hazards fit(const Sample& sample, std::span<const Belief> beliefs, Errors errors);

struct Outlook {
    std::array<double, ends> chance{};  // They add up to 1.
    // Weeks until it is won, if it is: the middle, and the range that holds eight of ten.
    double weeks = 0;
    double weeks_early = 0;  // 10 %
    double weeks_late = 0;   // 90 %
};
Outlook outlook(const Hazards& hazards, std::span<const double> facts);
// The chance that it is won within so many weeks, for each of them; never more than chance[won].
std::vector<double> won_within(const Hazards& hazards, std::span<const double> facts,
                               std::span<const double> weeks);

}  // namespace ante::method::forecast
