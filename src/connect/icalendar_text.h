#pragma once
// libical, where its objects own themselves. Included by nobody but the calendar's own files.

#include <libical/ical.h>

#include <memory>
#include <optional>
#include <string>

#include "connect/recurrence.h"

namespace ante::connect {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

// Null if it is none. Errors are told by what is missing then, never by ending the program.
inline Component parse_component(const std::string& text) {
    icalerror_set_errors_are_fatal(0);
    return Component(icalparser_parse_string(text.c_str()));
}

// Empty if there is no such time.
inline std::optional<Wall> wall_of(const icaltimetype& t) {
    if (icaltime_is_null_time(t) || t.year < 1 || t.year > 2200) return std::nullopt;
    if (t.month < 1 || t.month > 12 || t.day < 1) return std::nullopt;
    if (t.day > icaltime_days_in_month(t.month, t.year)) return std::nullopt;
    const Date day =
        make_date(t.year, static_cast<unsigned>(t.month), static_cast<unsigned>(t.day));
    if (t.is_date) return day;
    if (t.hour < 0 || t.hour > 23 || t.minute < 0 || t.minute > 59) return std::nullopt;
    if (t.second < 0 || t.second > 60) return std::nullopt;
    return day + hours(t.hour) + minutes(t.minute) + std::chrono::seconds(t.second);
}

inline std::string value_of(icalproperty* property) {
    std::unique_ptr<char, void (*)(void*)> text(icalproperty_get_value_as_string_r(property),
                                                [](void* p) { icalmemory_free_buffer(p); });
    return text ? std::string(text.get()) : std::string();
}

inline std::string text_of(icalcomponent* component) {
    std::unique_ptr<char, void (*)(void*)> text(icalcomponent_as_ical_string_r(component),
                                                [](void* p) { icalmemory_free_buffer(p); });
    return text ? std::string(text.get()) : std::string();
}

}  // namespace ante::connect
