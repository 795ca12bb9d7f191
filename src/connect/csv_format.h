#pragma once
// What recognising a CSV file and reading it have in common.

#include <optional>
#include <string_view>

#include "connect/csv.h"

namespace ante::connect {

inline bool is_blank_byte(char c) {
    return c == ' ' || c == '\t';
}

// The delimiter that a first line "sep=;" names, as some spreadsheets write it.
std::optional<Delimiter> separator_line(std::string_view text);

}  // namespace ante::connect
