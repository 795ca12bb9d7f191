#include <algorithm>

#include "base/json.h"
#include "connect/icalendar.h"
#include "connect/icalendar_text.h"

namespace ante::connect {
namespace {

constexpr const char* product = "-//Ante//Ante//EN";

// What a text may hold: line breaks are escaped, other control characters mean nothing.
std::string clean(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out.push_back(c);
    return out;
}

// Within quotes there is no way to write a quote (3.2).
std::string in_parameter(std::string_view text) {
    std::string out = clean(text);
    std::ranges::replace(out, '"', '\'');
    std::ranges::replace(out, '\n', ' ');
    return out;
}

icaltimetype in_utc(Instant at) {
    const auto day = std::chrono::floor<Days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
    icaltimetype out = icaltime_null_time();
    out.year = static_cast<int>(date.year());
    out.month = static_cast<int>(static_cast<unsigned>(date.month()));
    out.day = static_cast<int>(static_cast<unsigned>(date.day()));
    out.hour = static_cast<int>(time.hours().count());
    out.minute = static_cast<int>(time.minutes().count());
    out.second = static_cast<int>(time.seconds().count());
    out.zone = icaltimezone_get_utc_timezone();
    return out;
}

icaltimetype whole_day(Date day) {
    const std::chrono::year_month_day date(day);
    icaltimetype out = icaltime_null_time();
    out.year = static_cast<int>(date.year());
    out.month = static_cast<int>(static_cast<unsigned>(date.month()));
    out.day = static_cast<int>(static_cast<unsigned>(date.day()));
    out.is_date = 1;
    return out;
}

// libical takes a parameter's text as it is and writes quotes where they are needed.
void name_him(icalproperty* property, const Invitee& who) {
    const std::string name = in_parameter(who.name);
    if (!name.empty()) icalproperty_add_parameter(property, icalparameter_new_cn(name.c_str()));
}

icalparameter_partstat partstat_of(Attendance answer) {
    switch (answer) {
        case Attendance::needs_action: return ICAL_PARTSTAT_NEEDSACTION;
        case Attendance::accepted: return ICAL_PARTSTAT_ACCEPTED;
        case Attendance::declined: return ICAL_PARTSTAT_DECLINED;
        case Attendance::tentative: return ICAL_PARTSTAT_TENTATIVE;
    }
    return ICAL_PARTSTAT_NEEDSACTION;
}

void add_people(icalcomponent* event, const CalendarEvent& from) {
    if (from.organizer && !from.organizer->address.empty()) {
        const std::string address = "mailto:" + in_parameter(from.organizer->address);
        icalproperty* property = icalproperty_new_organizer(address.c_str());
        name_him(property, *from.organizer);
        icalcomponent_add_property(event, property);
    }
    for (const Invitee& who : from.attendees) {
        if (who.address.empty()) continue;
        const std::string address = "mailto:" + in_parameter(who.address);
        icalproperty* property = icalproperty_new_attendee(address.c_str());
        name_him(property, who);
        icalproperty_add_parameter(property, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
        icalproperty_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
        icalproperty_add_parameter(property, icalparameter_new_partstat(partstat_of(who.answer)));
        icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
        icalcomponent_add_property(event, property);
    }
}

icalcomponent* component_of(const CalendarEvent& from, Instant now) {
    icalcomponent* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    const auto add = [&](icalproperty* property) { icalcomponent_add_property(event, property); };
    add(icalproperty_new_uid(clean(from.uid).c_str()));
    add(icalproperty_new_dtstamp(in_utc(now)));
    add(icalproperty_new_sequence(
        static_cast<int>(std::min<std::int64_t>(from.sequence, 1 << 30))));
    if (from.day) {
        add(icalproperty_new_dtstart(whole_day(*from.day)));
        add(icalproperty_new_dtend(
            whole_day(*from.day + Days{std::max<std::int64_t>(1, from.days)})));
    } else {
        add(icalproperty_new_dtstart(in_utc(from.starts)));
        add(icalproperty_new_dtend(in_utc(from.starts + minutes{from.minutes})));
    }
    add(icalproperty_new_summary(clean(from.title).c_str()));
    if (!from.place.empty()) add(icalproperty_new_location(clean(from.place).c_str()));
    if (!from.notes.empty()) add(icalproperty_new_description(clean(from.notes).c_str()));
    if (!from.url.empty()) add(icalproperty_new_url(in_parameter(from.url).c_str()));
    add(icalproperty_new_status(from.cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    if (from.is_private) add(icalproperty_new_class(ICAL_CLASS_PRIVATE));
    add(icalproperty_new_transp(from.busy && !from.cancelled ? ICAL_TRANSP_OPAQUE
                                                             : ICAL_TRANSP_TRANSPARENT));
    add_people(event, from);
    return event;
}

Component calendar_without_events() {
    return Component(icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                                         icalproperty_new_prodid(product), nullptr));
}

icalproperty_method method_of(CalendarMethod method) {
    switch (method) {
        case CalendarMethod::publish: return ICAL_METHOD_PUBLISH;
        case CalendarMethod::request: return ICAL_METHOD_REQUEST;
        case CalendarMethod::cancel: return ICAL_METHOD_CANCEL;
    }
    return ICAL_METHOD_PUBLISH;
}

}  // namespace

std::string invitation(const CalendarEvent& event, CalendarMethod method, Instant now) {
    const Component calendar = calendar_without_events();
    icalcomponent_add_property(calendar.get(), icalproperty_new_method(method_of(method)));
    icalcomponent_add_component(calendar.get(), component_of(event, now));
    return text_of(calendar.get());
}

std::string calendar_object(const CalendarEvent& event, Instant now) {
    const Component calendar = calendar_without_events();
    icalcomponent_add_component(calendar.get(), component_of(event, now));
    return text_of(calendar.get());
}

std::string calendar_feed(std::string_view name, std::span<const CalendarEvent> events,
                          Instant now) {
    const Component calendar = calendar_without_events();
    icalcomponent_add_property(calendar.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
    icalproperty* called = icalproperty_new_x(in_parameter(name).c_str());
    icalproperty_set_x_name(called, "X-WR-CALNAME");
    icalcomponent_add_property(calendar.get(), called);
    for (const CalendarEvent& event : events)
        icalcomponent_add_component(calendar.get(), component_of(event, now));
    return text_of(calendar.get());
}

}  // namespace ante::connect
