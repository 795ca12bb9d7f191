// Any bytes at all, read as a calendar; and what Ante writes of them, read again.

#include "connect/icalendar.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/json.h"

namespace {

using namespace ante;
using namespace ante::connect;

void must(bool holds) {
    if (!holds) std::abort();
}

void must_be_fit_to_keep(const CalendarEvent& event, const CalendarWindow& window) {
    must(!event.uid.empty() && is_text(event.uid) && is_text(event.recurrence_id));
    must(is_text(event.title) && is_text(event.place) && event.notes.empty());
    must(event.minutes >= 0 && event.minutes <= 366 * 24 * 60);
    must(event.day.has_value() == (event.days > 0));
    must(event.starts < window.to);
    for (const Invitee& who : event.attendees) must(is_text(who.name) && is_text(who.address));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const CalendarWindow window{Zone::named("Europe/Berlin").value(),
                                *parse_instant("2026-01-01T00:00:00Z"),
                                *parse_instant("2027-01-01T00:00:00Z")};
    const auto read = read_calendar(text, window);
    if (!read.has_value()) {
        must(!read.error().code.empty() && !read.error().detail.empty());
        return 0;
    }
    must(is_text(read.value().name));
    must(read.value().events.size() <= most_times);
    must(read.value().whole || !read.value().problems.empty());
    must(!read.value().whole || read.value().left_out == 0);
    for (const CalendarProblem& problem : read.value().problems)
        must(problem.line > 0 && is_text(problem.says));
    std::size_t looked_at = 0;
    for (const CalendarEvent& event : read.value().events) {
        must_be_fit_to_keep(event, window);
        if (++looked_at > 20) continue;  // Writing is slower than reading.
        const auto again =
            read_calendar(invitation(event, CalendarMethod::request, window.from), window);
        must(again.has_value() && again.value().whole);
        must(again.value().events.size() == 1);
        must(again.value().events[0].starts == event.starts);
        must(again.value().events[0].title == event.title);
    }
    return 0;
}
