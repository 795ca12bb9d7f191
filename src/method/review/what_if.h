#pragma once
// What other settings would have flagged (METHOD 7): a deal's history is told again, and after each
// of its events every rule is asked under both settings. Pure; costs two judgements of all rules
// for each moment of the deal in the span.

#include <set>
#include <span>
#include <string_view>

#include "method/events.h"
#include "method/rules/rule.h"

namespace ante::method {

struct Flagged {
    std::set<std::string_view> before;  // rules that held at some time of the span
    std::set<std::string_view> after;   // under the other settings
};

// `events` in their order, from the first. From `from` to before `to`.
Flagged flagged(std::span<const Event> events, const Settings& before, const Settings& after,
                const Zone& zone, std::optional<int> account_fit, Instant from, Instant to);

}  // namespace ante::method
