#pragma once
// The order of Today (METHOD 9): where the next hour goes.

#include <string_view>

#include "base/fields.h"

namespace ante::method {

// The groups, in the order in which they stand on the list.
enum class TodayGroup : std::uint8_t { we_owe, plan, they_owe, cooling, relations, let_go };
constexpr auto words(TodayGroup) {
    return std::array{"we_owe"sv, "plan"sv, "they_owe"sv, "cooling"sv, "relations"sv, "let_go"sv};
}

// The group of a rule's signals. Every rule has one.
TodayGroup today_group(std::string_view rule);

// Sorts the signals of one deal: its first thing is the one with the smallest rank. Group first,
// then severity, then the rule's place in METHOD 7.
int today_rank(std::string_view rule);

}  // namespace ante::method
