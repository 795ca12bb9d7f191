#include "base/time.h"

#include <date/tz.h>

#include <array>
#include <charconv>
#include <exception>

#include "base/digits.h"

namespace ante {
namespace {

using std::chrono::year_month_day;

const date::time_zone& in(const void* zone) {
    return *static_cast<const date::time_zone*>(zone);
}

// Howard Hinnant's library has its own local_time clock; the numbers are the same.
date::local_time<milliseconds> local(Date day, milliseconds since_midnight) {
    return date::local_time<milliseconds>{day.time_since_epoch() + since_midnight};
}

bool digits(std::string_view text, std::size_t from, std::size_t count, int& out) {
    if (text.size() < from + count) return false;
    const char* first = text.data() + from;
    for (std::size_t i = 0; i < count; ++i)
        if (first[i] < '0' || first[i] > '9') return false;
    return std::from_chars(first, first + count, out).ec == std::errc{};
}

std::optional<year_month_day> parse_day(std::string_view text) {
    int y = 0;
    int m = 0;
    int d = 0;
    if (!digits(text, 0, 4, y) || !digits(text, 5, 2, m) || !digits(text, 8, 2, d)) return {};
    if (text[4] != '-' || text[7] != '-' || y < 1900) return {};
    const year_month_day day{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                             std::chrono::day{static_cast<unsigned>(d)}};
    if (!day.ok()) return {};
    return day;
}

}  // namespace

std::string text_of(Instant at) {
    std::string out(instant_length, '0');
    put_instant(at, out.data());
    return out;
}

std::optional<Instant> parse_instant(std::string_view text) {
    // 1. The date, and the time of day to the second.
    const auto day = parse_day(text.substr(0, 10));
    if (!day || text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
        return {};
    int h = 0;
    int m = 0;
    int s = 0;
    if (!digits(text, 11, 2, h) || text[13] != ':' || !digits(text, 14, 2, m) || text[16] != ':' ||
        !digits(text, 17, 2, s))
        return {};
    if (h > 23 || m > 59 || s > 60) return {};

    // 2. A fraction, of which milliseconds are kept.
    std::size_t at = 19;
    int ms = 0;
    if (text[at] == '.') {
        int scale = 100;
        const std::size_t first = ++at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            ms += (text[at] - '0') * scale;
        if (at == first) return {};
    }

    // 3. The offset: Z, or hours and minutes.
    minutes offset{0};
    const std::string_view rest = text.substr(at);
    if (rest != "Z" && rest != "z") {
        int oh = 0;
        int om = 0;
        if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || !digits(rest, 1, 2, oh) ||
            rest[3] != ':' || !digits(rest, 4, 2, om) || oh > 23 || om > 59)
            return {};
        offset = hours{oh} + minutes{om};
        if (rest[0] == '-') offset = -offset;
    }
    return Instant{std::chrono::sys_days{*day}} + hours{h} + minutes{m} + std::chrono::seconds{s} +
           milliseconds{ms} - offset;
}

std::string text_of(Date day) {
    std::string out(date_length, '0');
    put_date(day, out.data());
    return out;
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10) return {};
    const auto day = parse_day(text);
    if (!day) return {};
    return Date{*day};
}

std::string words_of(Date day) {
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const year_month_day ymd{day};
    return std::to_string(static_cast<unsigned>(ymd.day())) + " " +
           months[static_cast<unsigned>(ymd.month()) - 1] + " " +
           std::to_string(static_cast<int>(ymd.year()));
}

Date make_date(int year, unsigned month, unsigned day) {
    return Date{
        year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}};
}

bool is_working_day(Date day) {
    const std::chrono::weekday weekday{day};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

Date add_working_days(Date day, int count) {
    while (count > 0) {
        day += Days{1};
        if (is_working_day(day)) --count;
    }
    return day;
}

Zone::Zone() {
    static const date::time_zone* const utc = date::locate_zone("Etc/UTC");
    zone_ = utc;
}

Result<Zone> Zone::named(std::string_view name) {
    // The library throws on an unknown name, and would read any path: names are checked first.
    for (const char c : name) {
        const bool known = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
        if (!known) name = "";
    }
    try {
        if (!name.empty() && name.size() <= 64) {
            Zone zone;
            zone.zone_ = date::locate_zone(std::string(name));
            return zone;
        }
    } catch (const std::exception&) {  // Said below, in our words.
    }
    return Error{
        No::invalid,
        "time_zone_unknown",
        "That is not a time zone we know. Use a name like Europe/Berlin or America/New_York.",
        {}};
}

std::string_view Zone::name() const {
    return in(zone_).name();
}

Date Zone::date_of(Instant at) const {
    const auto wall = in(zone_).to_local(date::sys_time<milliseconds>{at.time_since_epoch()});
    return Date{std::chrono::floor<Days>(wall.time_since_epoch())};
}

minutes Zone::time_of_day(Instant at) const {
    const auto wall = in(zone_).to_local(date::sys_time<milliseconds>{at.time_since_epoch()});
    const auto since = wall.time_since_epoch();
    return std::chrono::floor<minutes>(since - std::chrono::floor<Days>(since));
}

Instant Zone::start_of(Date day) const {
    return at(day, minutes{0});
}

Instant Zone::at(Date day, minutes since_midnight) const {
    const auto utc = in(zone_).to_sys(local(day, since_midnight), date::choose::earliest);
    return Instant{std::chrono::floor<milliseconds>(utc.time_since_epoch())};
}

}  // namespace ante
