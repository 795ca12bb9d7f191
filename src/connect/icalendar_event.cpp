#include "connect/icalendar_event.h"

#include <algorithm>
#include <set>

#include "base/beginning.h"
#include "base/json.h"
#include "connect/icalendar_text.h"
#include "store/directory.h"

namespace ante::connect {
namespace {

using std::chrono::seconds;

constexpr std::size_t most_people = 500;        // of an event
constexpr std::size_t most_exceptions = 5'000;  // RDATE and EXDATE, each
constexpr std::size_t most_rules = 4;
constexpr std::size_t longest_title = 500;  // bytes
constexpr seconds longest_event{Days{366}};

Error unreadable(std::string says) {
    return Error{No::invalid, "event_unreadable", std::move(says), {}};
}

std::string one_line(const char* text) {
    std::string line(first_bytes(text ? text : "", longest_title));
    std::ranges::replace(line, '\n', ' ');
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return is_text(line) ? line : std::string();
}

std::optional<Wall> time_on_the_wall(const icaltimetype& t) {
    return t.year < 1900 ? std::nullopt : wall_of(t);
}

// The values of all lines of this name, as they stand (see CalendarPart).
std::vector<std::string> values_of(std::string_view text, std::string_view name) {
    std::vector<std::string> values;
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n");
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        std::string called(line.substr(0, line.find_first_of(";:")));
        for (char& c : called)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (called == name) values.emplace_back(line.substr(colon + 1));
    }
    return values;
}

class Reader {
public:
    Reader(icalcomponent* component, const CalendarZones& zones, const Zone& reader)
        : component_(component), zones_(zones), reader_(reader) {}

    Result<ReadEvent> read(const std::string& text) {
        icalproperty* start = first(ICAL_DTSTART_PROPERTY);
        if (!start) return unreadable("it does not say when it begins");
        TRY(out_.starts, time_of(start, icalproperty_get_dtstart(start)));
        TRY(out_.lasts, length());
        texts();
        if (out_.event.uid.empty()) out_.event.uid = "no-uid-" + store::hash_of(text).substr(0, 32);
        people();
        TRYV(repeats(text));
        return std::move(out_);
    }

private:
    icalproperty* first(icalproperty_kind kind) {
        return icalcomponent_get_first_property(component_, kind);
    }
    icalproperty* next(icalproperty_kind kind) {
        return icalcomponent_get_next_property(component_, kind);
    }

    Result<CalendarTime> time_of(icalproperty* property, const icaltimetype& t) {
        const auto wall = time_on_the_wall(t);
        if (!wall) return unreadable("it names a time that does not exist");
        CalendarTime time{*wall, t.is_date != 0, CalendarZone(reader_)};
        if (t.is_date) return time;
        if (icaltime_is_utc(t)) {
            time.zone = CalendarZone(Zone());
            return time;
        }
        icalparameter* named = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
        const char* tzid = named ? icalparameter_get_tzid(named) : nullptr;
        if (!tzid) return time;
        if (auto zone = zones_.named(tzid))
            time.zone = *std::move(zone);
        else
            out_.unknown_zone = true;
        return time;
    }

    Result<seconds> length() {
        if (icalproperty* end = first(ICAL_DTEND_PROPERTY)) {
            TRY(const auto until, time_of(end, icalproperty_get_dtend(end)));
            if (out_.starts.whole_day || until.whole_day)
                return std::clamp(seconds(until.wall - out_.starts.wall), seconds(0),
                                  longest_event);
            return std::clamp(std::chrono::floor<seconds>(until.instant() - out_.starts.instant()),
                              seconds(0), longest_event);
        }
        if (icalproperty* duration = first(ICAL_DURATION_PROPERTY)) {
            const auto lasts =
                seconds(icaldurationtype_as_int(icalproperty_get_duration(duration)));
            return std::clamp(lasts, seconds(0), longest_event);
        }
        return out_.starts.whole_day ? seconds(Days{1}) : seconds(0);
    }

    void texts() {
        CalendarEvent& event = out_.event;
        if (icalproperty* p = first(ICAL_UID_PROPERTY))
            event.uid = first_bytes(one_line(icalproperty_get_uid(p)), 400);
        if (icalproperty* p = first(ICAL_SUMMARY_PROPERTY))
            event.title = one_line(icalproperty_get_summary(p));
        if (icalproperty* p = first(ICAL_LOCATION_PROPERTY))
            event.place = one_line(icalproperty_get_location(p));
        if (icalproperty* p = first(ICAL_SEQUENCE_PROPERTY))
            event.sequence = std::max(0, icalproperty_get_sequence(p));
        if (icalproperty* p = first(ICAL_STATUS_PROPERTY))
            event.cancelled = icalproperty_get_status(p) == ICAL_STATUS_CANCELLED;
        if (icalproperty* p = first(ICAL_CLASS_PROPERTY))
            event.is_private = icalproperty_get_class(p) != ICAL_CLASS_PUBLIC;
        if (icalproperty* p = first(ICAL_TRANSP_PROPERTY))
            event.busy = icalproperty_get_transp(p) != ICAL_TRANSP_TRANSPARENT;
    }

    void people() {
        if (icalproperty* p = first(ICAL_ORGANIZER_PROPERTY))
            out_.event.organizer = invitee(p, icalproperty_get_organizer(p));
        for (icalproperty* p = first(ICAL_ATTENDEE_PROPERTY); p; p = next(ICAL_ATTENDEE_PROPERTY)) {
            if (out_.event.attendees.size() == most_people) break;
            icalparameter* type = icalproperty_get_first_parameter(p, ICAL_CUTYPE_PARAMETER);
            const auto kind = type ? icalparameter_get_cutype(type) : ICAL_CUTYPE_INDIVIDUAL;
            if (kind == ICAL_CUTYPE_ROOM || kind == ICAL_CUTYPE_RESOURCE) continue;
            out_.event.attendees.push_back(invitee(p, icalproperty_get_attendee(p)));
        }
    }

    static Invitee invitee(icalproperty* property, const char* value) {
        Invitee who;
        if (auto* p = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER))
            who.name = first_bytes(one_line(icalparameter_get_cn(p)), 200);
        if (auto* p = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER))
            switch (icalparameter_get_partstat(p)) {
                case ICAL_PARTSTAT_ACCEPTED: who.answer = Attendance::accepted; break;
                case ICAL_PARTSTAT_DECLINED: who.answer = Attendance::declined; break;
                case ICAL_PARTSTAT_TENTATIVE: who.answer = Attendance::tentative; break;
                default: break;
            }
        std::string address = one_line(value);
        // Some name a person by a number of theirs, and his address beside it.
        if (auto* p = icalproperty_get_first_parameter(property, ICAL_EMAIL_PARAMETER))
            if (const char* email = icalparameter_get_email(p)) address = one_line(email);
        for (char& c : address)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (address.starts_with("mailto:")) address.erase(0, 7);
        const auto at = address.find('@');
        const bool is_address = at != std::string::npos && at > 0 && at + 1 < address.size() &&
                                address.size() <= 254 &&
                                address.find_first_of(" <>\",;:") == std::string::npos;
        if (is_address) who.address = std::move(address);
        return who;
    }

    Result<void> repeats(const std::string& text) {
        if (icalproperty* p = first(ICAL_RECURRENCEID_PROPERTY)) {
            TRY(out_.instead_of, time_of(p, icalproperty_get_recurrenceid(p)));
            if (auto* range = icalproperty_get_first_parameter(p, ICAL_RANGE_PARAMETER))
                out_.and_following = icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
            return success();
        }
        if (!values_of(text, "RECURRENCE-ID").empty())
            return unreadable("it does not say which time of a repeated event it is");
        out_.rules = values_of(text, "RRULE");
        out_.says_more = out_.rules.size() > most_rules;
        out_.rules.resize(std::min(out_.rules.size(), most_rules));
        for (icalproperty* p = first(ICAL_RDATE_PROPERTY); p; p = next(ICAL_RDATE_PROPERTY)) {
            if (out_.added.size() == most_exceptions) {
                out_.says_more = true;
                break;
            }
            const icaldatetimeperiodtype when = icalproperty_get_rdate(p);
            const bool is_period = icaltime_is_null_time(when.time);
            TRY(auto time, time_of(p, is_period ? when.period.start : when.time));
            std::optional<seconds> lasts;
            if (const auto ends = time_on_the_wall(when.period.end); is_period && ends)
                lasts = seconds(*ends - time.wall);
            else if (is_period)
                lasts = seconds(icaldurationtype_as_int(when.period.duration));
            if (lasts) lasts = std::clamp(*lasts, seconds(0), longest_event);
            out_.added.push_back({std::move(time), lasts});
        }
        for (icalproperty* p = first(ICAL_EXDATE_PROPERTY); p; p = next(ICAL_EXDATE_PROPERTY)) {
            if (out_.left_out.size() == most_exceptions) {
                out_.says_more = true;
                break;
            }
            TRY(auto time, time_of(p, icalproperty_get_exdate(p)));
            out_.left_out.push_back(std::move(time));
        }
        return success();
    }

    icalcomponent* component_;
    const CalendarZones& zones_;
    const Zone& reader_;
    ReadEvent out_;
};

// What is left out, and what was taken already, found fast: a file may name thousands.
class Taken {
public:
    explicit Taken(const ReadEvent& event) {
        for (const CalendarTime& out : event.left_out) {
            if (out.whole_day)
                days_.insert(out.day());
            else
                moments_.insert(out.instant());
        }
    }
    // False if it is left out or there already.
    bool take(const CalendarTime& time) {
        if (days_.contains(time.day())) return false;
        return time.whole_day ? there_.insert(time.day()).second
                              : moments_.insert(time.instant()).second;
    }

private:
    std::set<Date> days_;
    std::set<Date> there_;
    std::set<Instant> moments_;
};

// The last moment on the event's own wall at which its rule still holds.
Wall last_wall(const RepeatEnd& end, const CalendarTime& starts) {
    if (end.means == RepeatEnd::Means::day) return end.at + Days{1} - seconds{1};
    if (end.means == RepeatEnd::Means::wall || starts.whole_day) return end.at;
    return starts.zone.wall_of(Instant(end.at.time_since_epoch()));
}

}  // namespace

bool CalendarTime::is_same(const CalendarTime& other) const {
    if (whole_day || other.whole_day) return day() == other.day();
    return instant() == other.instant();
}

Result<ReadEvent> read_event(const CalendarPart& part, const CalendarZones& zones,
                             const Zone& reader) {
    if (part.cut_off) return unreadable("it has no end");
    if (part.too_large) return unreadable("it is too large");
    const Component parsed = parse_component(part.text);
    if (!parsed || icalcomponent_isa(parsed.get()) != ICAL_VEVENT_COMPONENT)
        return unreadable("it is no event that can be read");
    TRY(auto event, Reader(parsed.get(), zones, reader).read(part.text));
    event.line = part.line;
    return event;
}

Times times_of(const ReadEvent& event, const CalendarWindow& window, std::size_t most,
               std::int64_t& budget) {
    Times times;
    Taken taken(event);
    const auto touches = [&](const CalendarTime& time, seconds lasts) {
        const Instant from = time.instant();
        return from < window.to && from + std::max(lasts, seconds(1)) > window.from;
    };
    const auto take = [&](CalendarTime time, std::optional<seconds> lasts) {
        if (!touches(time, lasts.value_or(event.lasts)) || !taken.take(time)) return;
        if (times.starts.size() == most) {
            times.cut = true;
            return;
        }
        times.starts.push_back({std::move(time), lasts});
    };
    take(event.starts, std::nullopt);
    for (const AddedTime& added : event.added) {
        budget -= 10;
        take(added.starts, added.lasts);
    }
    // In the wall's time of the event's zone, so that nine o'clock stays nine o'clock when the
    // clocks change. Zones differ by a day at most: what is further off can't touch the window.
    const auto wall_of = [](Instant at) {
        return Wall(std::chrono::floor<seconds>(at).time_since_epoch());
    };
    const Wall from = wall_of(window.from) - event.lasts - Days{2};
    for (const std::string& text : event.rules) {
        auto rule = read_rule(text);
        if (rule.has_error()) {
            (rule.error().code == "rule_too_often" ? times.too_often : times.broken_rule) = true;
            continue;
        }
        if (event.starts.whole_day) {  // RFC 5545, 3.3.10: these must be ignored then.
            rule.value().hours.clear();
            rule.value().minutes.clear();
            rule.value().seconds.clear();
        }
        Wall until = wall_of(window.to) + Days{2};
        if (const auto& end = rule.value().until)
            until = std::min(until, last_wall(*end, event.starts));
        RepeatTimes repeated(std::move(rule.value()), event.starts.wall, from, until);
        while (const auto wall = repeated.next(budget)) {
            if (--budget < 0 || times.cut) break;
            take({*wall, event.starts.whole_day, event.starts.zone}, std::nullopt);
        }
        times.cut = times.cut || budget < 0;
    }
    return times;
}

}  // namespace ante::connect
