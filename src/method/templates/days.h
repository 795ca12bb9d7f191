#pragma once
// Working days in both directions, and a plan's days worked back from go-live.
//
// A working day is Monday to Friday. Holidays are not known: nobody here could say whose.

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "method/our_plan.h"

namespace ante::method {

// The count-th working day after `day`, or before it if `count` is negative; 0: `day` itself.
Date step_working_days(Date day, std::int64_t count);
// How many working days lie after `from` up to `to`; negative if `to` comes first. The way back of
// step_working_days for working days.
std::int64_t working_days_between(Date from, Date to);

// From one day to the other. What is counted in calendar days and would fall on a weekend keeps
// away from the day it is counted from: the Friday before what must be done by then, the Monday
// after what can only follow.
Date day_from(Date anchor, const When& when);

// A line of a plan as its day is told.
struct Timed {
    std::string key{};
    std::string what{};  // for sentences to people; empty: the key stands for it
    When when{};
};
// The days that lines hang on in the end.
struct Between {
    Date start{};
    Date go_live{};
};

// The day of each line, in their order. Refusals, in order of precedence: `line_key_twice`,
// `line_unknown` (it hangs on a line that there is not), `lines_in_a_circle`; each names the lines.
Result<std::vector<Date>> days_of(std::span<const Timed> lines, Between between);

// Whether each line hangs on go-live, directly or through others. The lines must be in order
// (days_of has taken them).
std::vector<bool> hang_on_go_live(std::span<const Timed> lines);

}  // namespace ante::method
