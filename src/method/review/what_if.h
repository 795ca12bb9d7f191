#pragma once
// What other settings would have flagged (METHOD 7): a deal's history is told again, and after each
// of its events the rules are asked under both settings. Pure; costs two judgements for each moment
// of the deal in the span, of the rules that can differ.

#include <set>
#include <span>
#include <string_view>

#include "method/events.h"
#include "method/rules/rule.h"

namespace ante::method {

// Two settings, reduced to what can make a difference: where nothing but rules was changed, the
// others are switched off in both, so that they are not judged.
struct TwoSettings {
    Settings before{};
    Settings after{};
    bool only_rules = false;  // What acts are worth is the same in both.
};
TwoSettings what_differs(Settings before, Settings after);

// A deal's history, and what rules see beside it: as it is now, for nobody keeps what it was.
struct History {
    std::span<const Event> events;  // in their order, from the first
    const Zone& zone;
    std::optional<int> account_fit{};
    std::span<const MemberId> executives{};
};

struct Flagged {
    std::set<std::string_view> before;  // rules that held at some time of the span
    std::set<std::string_view> after;   // under the other settings
};

// From `from` to before `to`.
Flagged flagged(const History& history, const TwoSettings& settings, Instant from, Instant to);

}  // namespace ante::method
