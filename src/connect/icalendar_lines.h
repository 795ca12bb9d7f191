#pragma once
// The first look at a calendar's text: cuts it into the parts that are read, and drops all else, so
// that nothing but single, small, well-nested parts reaches the parser.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ante::connect {

// An event or a time zone, as text of its own: BEGIN and END, one unfolded property a line, only
// those that are read.
struct CalendarPart {
    std::int64_t line = 0;  // of its BEGIN
    std::string text{};
    bool cut_off = false;    // The text ended before it did.
    bool too_large = false;  // Its text is not kept.
};

struct CalendarParts {
    std::string name{};
    std::string method{};
    std::vector<CalendarPart> zones{};
    std::vector<CalendarPart> events{};
    std::optional<std::int64_t> broken_off{};  // The last line; the calendar's END is missing.
};

// `calendar_too_large`, `calendar_malformed`. Text that is no UTF-8 is read as Latin-1, line by
// line.
Result<CalendarParts> cut_calendar(std::string_view text);

}  // namespace ante::connect
