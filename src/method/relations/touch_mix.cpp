#include "method/relations/touch_mix.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace ante::method {
namespace {

struct Belief {
    TouchKind kind;
    double upper;  // directors, executives, owners
    double lower;
};
// clang-format off
constexpr std::array beliefs{
    //                               upper lower
    Belief{TouchKind::note,          0.30, 0.25},  // a word written by hand is read by those who get few
    Belief{TouchKind::article,       0.20, 0.20},
    Belief{TouchKind::call,          0.30, 0.45},
    Belief{TouchKind::drop_in,       0.25, 0.45},  // those at the top are seldom at their desks
    Belief{TouchKind::message,       0.20, 0.30},
    Belief{TouchKind::event,         0.40, 0.35},
    Belief{TouchKind::entertainment, 0.50, 0.50},
};
// clang-format on
constexpr double strength = 8;

std::string plain(TouchKind kind) {
    std::string word(word_of(kind));
    std::ranges::replace(word, '_', '-');
    return word;
}

std::string sentence(const KindAdvice& advice, Level level, bool again) {
    const std::string at = " at the level of " + std::string(word_of(level));
    std::string says =
        advice.touches > 0
            ? std::to_string(advice.answers) + " of " + std::to_string(advice.touches) + " (" +
                  plain(advice.kind) + ") were answered" + at + "."
            : "Nobody has tried a " + plain(advice.kind) + at + " yet; this is our belief.";
    if (again) says += " It was the last thing you did: vary it.";
    if (advice.kind == TouchKind::entertainment) says += " The dearest kind: last of all.";
    return says;
}

}  // namespace

std::vector<KindAdvice> kinds_for(Level level, std::span<const KindTally> tallies,
                                  std::optional<TouchKind> last) {
    std::vector<KindAdvice> all;
    for (const Belief& belief : beliefs) {
        KindAdvice& advice = all.emplace_back(KindAdvice{.kind = belief.kind});
        for (const KindTally& tally : tallies) {
            if (tally.kind != belief.kind || tally.level != level) continue;
            advice.touches += tally.touches;
            advice.answers += tally.answers;
        }
        const double prior = level >= Level::director ? belief.upper : belief.lower;
        advice.chance = (prior * strength + static_cast<double>(advice.answers)) /
                        (strength + static_cast<double>(advice.touches));
        advice.says = sentence(advice, level, last == belief.kind);
    }
    std::ranges::stable_sort(all, {}, [&](const KindAdvice& a) {
        return std::tuple(a.kind == TouchKind::entertainment, last == a.kind, -a.chance);
    });
    return all;
}

}  // namespace ante::method
