#pragma once
// The order of Today (METHOD 9): where the next hour goes.

#include <string_view>

#include "base/fields.h"

namespace ante::method {

// The groups, in the order in which they stand on the list. A rule names its own (rules/rule.h).
enum class TodayGroup : std::uint8_t { we_owe, plan, they_owe, cooling, relations, let_go };
constexpr auto words(TodayGroup) {
    return std::array{"we_owe"sv, "plan"sv, "they_owe"sv, "cooling"sv, "relations"sv, "let_go"sv};
}

// The group of a rule's signals; let_go for a rule that nobody knows.
TodayGroup today_group(std::string_view rule);

// Sorts the signals of one deal, of any groups: its first thing is the one with the smallest rank.
// Group first; in it the rules that METHOD 9 names, in its order; then the others by severity and
// by their place in METHOD 7. 0 to 999; 999 for a rule that nobody knows.
int today_rank(std::string_view rule);

}  // namespace ante::method
