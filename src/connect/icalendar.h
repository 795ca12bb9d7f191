#pragma once
// Calendars as text (RFC 5545), read and written: what other people's programs send us, and what
// ours send them.
//
// Reading. Any text is read or refused with a reason; one event that is broken is left out with
// its line and what is wrong with it, and the others are read. Repeated events come out as the
// single times they stand for within a window, with their exceptions (RDATE, EXDATE,
// RECURRENCE-ID, THISANDFUTURE); cancelled ones come out as cancelled. Times are in the zone that
// the file names: by its IANA name (also inside another program's name of it), by the names that
// Windows gives zones, or as the file itself describes it; times without one are in the reader's.
// Descriptions, attachments, alarms, to-dos and journals are not read at all: what nobody needs to
// know about somebody's calendar is not kept either.
//
// Limits: largest_calendar bytes, most_components parts, most_times events and single times of
// repeated ones in the window, most_invitees people in all, 2,000 exceptions of an event; and all
// rules together may look at some million days, so that no text takes long, whatever it says. Rules
// that repeat by the hour or faster are taken for their first time only.
//
// Writing. Times in UTC, so that no daylight saving changes them; text escaped, lines folded.
//
// Threads: everything here may be called from any thread; nothing is kept.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"

namespace ante::connect {

inline constexpr std::size_t largest_calendar = 16 * 1024 * 1024;
inline constexpr std::size_t most_components = 100'000;
inline constexpr std::size_t most_times = 20'000;
inline constexpr std::size_t most_invitees = 200'000;

// What somebody who was invited has said (PARTSTAT).
enum class Attendance : std::uint8_t { needs_action, accepted, declined, tentative };
constexpr auto words(Attendance) {
    return std::array{"needs_action"sv, "accepted"sv, "declined"sv, "tentative"sv};
}

struct Invitee {
    std::string name{};
    std::string address{};  // lower case; empty: none was given
    Attendance answer = Attendance::needs_action;

    static constexpr auto fields =
        describe(field<&Invitee::name>("name", "As the calendar calls him."),
                 field<&Invitee::address>("address", "His address."),
                 field<&Invitee::answer>("answer", "Has he accepted?"));
    bool operator==(const Invitee&) const = default;
};

// An event, or one time of a repeated one.
struct CalendarEvent {
    std::string uid{};
    // Which time of a repeated event it is: when it would have begun, "20260329T070000Z" or, all
    // day, "20260329". Empty: it is not repeated.
    std::string recurrence_id{};
    std::int64_t sequence = 0;
    Instant starts{};  // all day: the day's begin in the reader's zone
    std::int64_t minutes = 0;
    std::optional<Date> day{};  // all day: the first
    std::int64_t days = 0;      // all day: how many
    std::string title{};
    std::string place{};
    std::string notes{};  // written only
    std::string url{};    // written only
    std::optional<Invitee> organizer{};
    std::vector<Invitee> attendees{};  // rooms and equipment left out
    bool cancelled = false;
    bool is_private = false;  // CLASS is not PUBLIC
    bool busy = true;         // TRANSP is not TRANSPARENT

    bool operator==(const CalendarEvent&) const = default;
};

// ---- reading

struct CalendarWindow {
    Zone zone{};  // of times that name none, and of whole days
    Instant from{};
    Instant to{};
};

// Why a part of the text was left out, or is not as the file says.
struct CalendarProblem {
    std::int64_t line = 0;
    std::string says{};  // one sentence for a person

    static constexpr auto fields =
        describe(field<&CalendarProblem::line>("line", "The line in the file, from 1."),
                 field<&CalendarProblem::says>("says", "What is wrong there."));
    bool operator==(const CalendarProblem&) const = default;
};

struct ReadCalendar {
    std::string name{};                       // X-WR-CALNAME, or NAME
    std::string method{};                     // "REQUEST", "CANCEL", "REPLY", …; empty: none
    std::vector<CalendarEvent> events{};      // by when they begin
    std::vector<CalendarProblem> problems{};  // the first hundred
    std::int64_t found = 0;                   // events in the file, repeated ones once
    std::int64_t left_out = 0;                // of these, with a problem
    // Everything in it was read: no event or rule left out, no limit met, and the text has its end.
    // If not, what is missing from "events" may stand in the calendar all the same. Each reason is
    // one of the problems, too, unless there are too many of them.
    bool whole = true;
};

// Events that touch the window. `calendar_too_large`; `calendar_malformed` if it is no calendar at
// all, or nested beyond reason.
Result<ReadCalendar> read_calendar(std::string_view text, const CalendarWindow& window);

// ---- writing

// What is asked of the receiver (RFC 5546).
enum class CalendarMethod : std::uint8_t { publish, request, cancel };
constexpr auto words(CalendarMethod) {
    return std::array{"PUBLISH"sv, "REQUEST"sv, "CANCEL"sv};
}

// One event for one mail or one file. A cancelled one says so in its status, too. `now` is when it
// was written (DTSTAMP).
std::string invitation(const CalendarEvent& event, CalendarMethod method, Instant now);

// One event without a method: as CalDAV wants it (RFC 4791, 4.1).
std::string calendar_object(const CalendarEvent& event, Instant now);

// Many, to be subscribed to: "name" is what calendars show it as.
std::string calendar_feed(std::string_view name, std::span<const CalendarEvent> events,
                          Instant now);

}  // namespace ante::connect
