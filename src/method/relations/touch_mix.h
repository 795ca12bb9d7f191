#pragma once
// Which kind of touch works (METHOD 11): what the workspace's own touches say, beside beliefs that
// are written down.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "method/values.h"

namespace ante::method {

// Touches of one kind to people of one level; `answers` are those that reached somebody.
struct KindTally {
    TouchKind kind = TouchKind::message;
    Level level = Level::individual;
    std::int64_t touches = 0;
    std::int64_t answers = 0;
};

struct KindAdvice {
    TouchKind kind = TouchKind::message;
    double chance = 0;         // that it is answered
    std::int64_t touches = 0;  // of ours that it is learned from
    std::int64_t answers = 0;
    std::string says{};

    static constexpr auto fields =
        describe(field<&KindAdvice::kind>("kind", "What to do."),
                 field<&KindAdvice::chance>("chance", "That it is answered, 0 to 1."),
                 field<&KindAdvice::touches>("touches", "Of yours that it is learned from."),
                 field<&KindAdvice::answers>("answers", "How many of these were answered."),
                 field<&KindAdvice::says>("says", "Why, in one sentence."));
    bool operator==(const KindAdvice&) const = default;
};

// All kinds, the most likely to be answered at this level first; those of `last`, the kind used
// last, come after the others (vary it), and entertainment stands at the end (METHOD 11).
// chance = (belief × 8 + answers) ÷ (8 + touches): eight touches of our own weigh as much as the
// belief. Beliefs are our judgement, no measurement.
std::vector<KindAdvice> kinds_for(Level level, std::span<const KindTally> tallies,
                                  std::optional<TouchKind> last);

}  // namespace ante::method
