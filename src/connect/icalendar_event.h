#pragma once
// One VEVENT as it stands in the file, before it is repeated.

#include <optional>
#include <string>
#include <vector>

#include "connect/icalendar.h"
#include "connect/icalendar_zones.h"

namespace ante::connect {

// A moment as calendars write it: a wall's time and whose wall it is, or a whole day.
struct CalendarTime {
    Wall wall{};
    bool whole_day = false;
    CalendarZone zone{Zone{}};

    Instant instant() const { return zone.at(wall); }
    Date day() const { return std::chrono::floor<Days>(wall); }
    bool is_same(const CalendarTime& other) const;
};

// One time of RDATE; with a length of its own if it is a period.
struct AddedTime {
    CalendarTime starts{};
    std::optional<std::chrono::seconds> lasts{};
};

struct ReadEvent {
    std::int64_t line = 0;
    CalendarEvent event{};  // all but when it is
    CalendarTime starts{};
    std::chrono::seconds lasts{};
    std::optional<CalendarTime> instead_of{};  // RECURRENCE-ID
    bool and_following = false;                // RANGE=THISANDFUTURE
    std::vector<std::string> rules{};          // RRULE, as they stand
    std::vector<AddedTime> added{};
    std::vector<CalendarTime> left_out{};
    bool says_more = false;     // There are more rules or dates than are read.
    bool unknown_zone = false;  // A TZID meant nothing; the reader's zone was taken.
};

// The reason if it can't be read: one sentence without the line.
Result<ReadEvent> read_event(const CalendarPart& part, const CalendarZones& zones,
                             const Zone& reader);

// The times at which it happens within the window, its own included, at most `most`; `budget` is
// what all events of the file may cost together. True in `cut` if there were more.
struct Times {
    std::vector<AddedTime> starts{};
    bool cut = false;
    bool too_often = false;  // A rule repeats faster than daily: its first time only.
    bool broken_rule = false;
};
Times times_of(const ReadEvent& event, const CalendarWindow& window, std::size_t most,
               std::int64_t& budget);

}  // namespace ante::connect
