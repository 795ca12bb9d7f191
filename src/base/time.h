#pragma once
// Moments and days. A moment (Instant) is the same everywhere; a day (Date) is on somebody's wall
// calendar, and only a Zone turns one into the other: the compiler refuses to mix them.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ante {

using namespace std::chrono_literals;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using Days = std::chrono::days;

using Instant = std::chrono::sys_time<milliseconds>;  // UTC, to the millisecond.
using Date = std::chrono::local_days;                 // A day in the workspace's calendar.

// "2026-05-14T09:00:00.000Z" (RFC 3339, always UTC, always milliseconds).
std::string text_of(Instant at);
// RFC 3339 with any offset, "T" or blank between, fraction optional; years 1900 to 9999.
std::optional<Instant> parse_instant(std::string_view text);

// "2026-05-14" (ISO 8601).
std::string text_of(Date day);
std::optional<Date> parse_date(std::string_view text);

// "14 May 2026": for sentences to people.
std::string words_of(Date day);

Date make_date(int year, unsigned month, unsigned day);  // The day must exist.
bool is_working_day(Date day);                           // Monday to Friday.
Date add_working_days(Date day, int count);              // The count-th working day after `day`.

// A time zone of the IANA database (read from the system's tzdata). Cheap to copy; never dangles.
class Zone {
public:
    Zone();                                            // UTC
    static Result<Zone> named(std::string_view name);  // "Europe/Berlin"; else `time_zone_unknown`

    std::string_view name() const;
    Date date_of(Instant at) const;
    // The first moment of that day. On days that start with a gap (midnight skipped), the gap's
    // end.
    Instant start_of(Date day) const;
    Instant end_of(Date day) const { return start_of(day + Days{1}); }
    // A wall-clock time on that day; in a gap or an overlap the earlier reading of the two.
    Instant at(Date day, minutes since_midnight) const;
    minutes time_of_day(Instant at) const;

    bool operator==(const Zone& other) const { return zone_ == other.zone_; }

private:
    const void* zone_;
};

}  // namespace ante
