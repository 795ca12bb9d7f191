#pragma once
// Rules by which something is repeated (RRULE, RFC 5545, 3.3.10) and the times they stand for.
//
// What a rule may cost is counted, because anybody may send one: each day that is looked at is a
// step, and what ends before the first time that is asked for is passed over without a look. A rule
// that never happens (30 February) costs the days of its years, once.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace ante::connect {

using Wall = std::chrono::local_seconds;  // What a clock on that wall shows.

// UNTIL as it stands: a day with all that is on it, a wall's time, or UTC.
struct RepeatEnd {
    enum class Means : std::uint8_t { day, wall, utc };
    Means means = Means::day;
    Wall at{};
};

struct RepeatRule {
    enum class Every : std::uint8_t { year, month, week, day };
    struct Weekday {
        int nth = 0;           // of its month or year, from the end if below 0; 0: each
        unsigned weekday = 0;  // 0: Sunday
    };

    Every every = Every::day;
    std::int64_t interval = 1;
    std::int64_t count = 0;  // 0: without an end
    std::optional<RepeatEnd> until{};
    unsigned week_starts = 1;
    std::vector<int> months{};
    std::vector<int> weeks{};
    std::vector<int> year_days{};
    std::vector<int> month_days{};
    std::vector<Weekday> weekdays{};
    std::vector<int> hours{};
    std::vector<int> minutes{};
    std::vector<int> seconds{};
    std::vector<int> positions{};
};

// `rule_unreadable`; `rule_too_often` for what repeats by the hour or faster, or more than twelve
// times a day.
Result<RepeatRule> read_rule(std::string_view text);

// The times of a rule, in the wall's time, one after another.
class RepeatTimes {
public:
    // From `starts` on until `until`, with those before `from` left out where that saves steps.
    RepeatTimes(RepeatRule rule, Wall starts, Wall from, Wall until);

    // Takes its steps from `budget`. Nothing: it has ended, or the budget is below zero.
    std::optional<Wall> next(std::int64_t& budget);

private:
    std::optional<Date> begin_of(std::int64_t period) const;
    void gather(Date begin, std::int64_t& budget);
    void gather_month(int year, unsigned month, std::int64_t& budget);
    bool fits(Date day, const std::chrono::year_month_day& date) const;
    void spread_over_the_day();
    void keep_positions();

    RepeatRule rule_;
    const Wall starts_;
    const Wall until_;
    std::vector<std::chrono::seconds> times_of_day_;
    std::int64_t period_ = 0;  // the next to be looked at
    std::int64_t counted_ = 0;
    std::vector<Date> days_;   // of this period
    std::vector<Wall> walls_;  // of this period
    std::size_t at_ = 0;
};

}  // namespace ante::connect
