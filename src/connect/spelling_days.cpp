#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/json.h"
#include "connect/letters.h"
#include "connect/spelling.h"

namespace ante::connect {

namespace {

struct MonthName {
    std::string_view name;
    unsigned month;
};

// clang-format off
constexpr MonthName month_names[] = {  // English, German, Spanish, French, Italian, Portuguese, Dutch
    {"jan", 1}, {"january", 1}, {"januar", 1}, {"jaenner", 1}, {"janner", 1}, {"ene", 1}, {"enero", 1}, {"janv", 1}, {"janvier", 1}, {"gennaio", 1}, {"gen", 1}, {"janeiro", 1}, {"januari", 1},
    {"feb", 2}, {"february", 2}, {"februar", 2}, {"febrero", 2}, {"fevr", 2}, {"fevrier", 2}, {"febbraio", 2}, {"fevereiro", 2}, {"fev", 2}, {"februari", 2},
    {"mar", 3}, {"march", 3}, {"marz", 3}, {"maerz", 3}, {"mrz", 3}, {"marzo", 3}, {"mars", 3}, {"marco", 3}, {"maart", 3}, {"mrt", 3},
    {"apr", 4}, {"april", 4}, {"abr", 4}, {"abril", 4}, {"avr", 4}, {"avril", 4}, {"aprile", 4},
    {"may", 5}, {"mai", 5}, {"mayo", 5}, {"maggio", 5}, {"mag", 5}, {"maio", 5}, {"mei", 5},
    {"jun", 6}, {"june", 6}, {"juni", 6}, {"junio", 6}, {"juin", 6}, {"giugno", 6}, {"giu", 6}, {"junho", 6},
    {"jul", 7}, {"july", 7}, {"juli", 7}, {"julio", 7}, {"juil", 7}, {"juillet", 7}, {"luglio", 7}, {"lug", 7}, {"julho", 7},
    {"aug", 8}, {"august", 8}, {"ago", 8}, {"agosto", 8}, {"aout", 8}, {"augustus", 8},
    {"sep", 9}, {"sept", 9}, {"september", 9}, {"septiembre", 9}, {"septembre", 9}, {"settembre", 9}, {"set", 9}, {"setembro", 9},
    {"oct", 10}, {"october", 10}, {"okt", 10}, {"oktober", 10}, {"octubre", 10}, {"octobre", 10}, {"ottobre", 10}, {"ott", 10}, {"outubro", 10}, {"out", 10},
    {"nov", 11}, {"november", 11}, {"noviembre", 11}, {"novembre", 11}, {"novembro", 11},
    {"dec", 12}, {"december", 12}, {"dez", 12}, {"dezember", 12}, {"dic", 12}, {"diciembre", 12}, {"decembre", 12}, {"dicembre", 12}, {"dezembro", 12},
};
constexpr std::string_view weekdays[] = {"mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday"};
// clang-format on

unsigned month_named(std::string_view word) {
    const std::string name = folded(word);
    for (const MonthName& m : month_names)
        if (m.name == name) return m.month;
    return 0;
}

bool is_weekday(std::string_view word) {
    const std::string name = folded(word);
    return std::find(std::begin(weekdays), std::end(weekdays), name) != std::end(weekdays);
}

// A cell taken apart, before anybody has said which number is the day.
struct Parts {
    DateStyle style = DateStyle::unreadable;
    int first = 0;  // slash, dash, dot: as they stand
    int second = 0;
    int third = 0;
    int third_digits = 0;
    Moment moment{};  // certain, serial, unix; of the others the time only
};

struct Scanner {
    std::string_view text;
    std::size_t at = 0;

    bool done() const { return at == text.size(); }
    char peek() const { return done() ? '\0' : text[at]; }
    bool eat(char c) {
        if (peek() != c) return false;
        ++at;
        return true;
    }
    void blanks() {
        while (peek() == ' ') ++at;
    }
    // Up to nine digits; their count, 0 if there are none or too many.
    int digits(int& value) {
        const std::size_t from = at;
        value = 0;
        while (is_digit(peek()) && at - from < 10)
            value = at - from < 9 ? value * 10 + (text[at] - '0') : value, ++at;
        const std::size_t count = at - from;
        return count > 9 ? 0 : static_cast<int>(count);
    }
    std::string_view word() {
        const std::size_t from = at;
        while (!done() && is_letter(text[at])) ++at;
        return text.substr(from, at - from);
    }
};

std::optional<Date> day_of(int year, int month, int day) {
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1900 || year > 2199 || month < 1 || day < 1 || !date.ok()) return std::nullopt;
    return Date(std::chrono::local_days(date));
}

int full_year(int year, int digits) {
    if (digits == 4) return year;
    if (digits != 2) return -1;
    return year < 69 ? 2000 + year : 1900 + year;
}

// " 2:15:33 PM", "T14:15:33.5+01:00", "14:15 UTC", or nothing. False if it is something else.
bool read_time(Scanner& s, Moment& moment) {
    s.eat(',');
    if (!s.eat('T')) s.blanks();
    if (s.done()) return true;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int fraction = 0;
    const int hour_digits = s.digits(hour);
    if (hour_digits < 1 || hour_digits > 2) return false;
    const bool has_minutes = s.eat(':');
    if (has_minutes && s.digits(minute) != 2) return false;
    if (has_minutes && s.eat(':')) {
        if (s.digits(second) != 2) return false;
        if (s.peek() == '.' || s.peek() == ',') {
            ++s.at;
            int scale = 100;
            if (!is_digit(s.peek())) return false;
            for (; is_digit(s.peek()); ++s.at, scale /= 10)
                fraction += (s.text[s.at] - '0') * scale;
        }
    }
    s.blanks();
    if (is_letter(s.peek()) && s.peek() != 'Z') {
        const std::size_t from = s.at;
        std::string half = folded(s.word());
        if (half == "a" || half == "p") {  // a.m.
            if (s.eat('.') && folded(s.word()) == "m") s.eat('.');
            half += 'm';
        }
        if (half == "am" || half == "pm") {
            if (hour < 1 || hour > 12) return false;
            hour = hour % 12 + (half == "pm" ? 12 : 0);
        } else {
            if (!has_minutes) return false;
            s.at = from;
        }
    } else if (!has_minutes) {
        return false;
    }
    if (hour > 23 || minute > 59 || second > 59) return false;
    moment.time =
        hours(hour) + minutes(minute) + std::chrono::seconds(second) + milliseconds(fraction);
    s.blanks();
    if (s.done()) return true;

    // The zone.
    if (s.peek() == 'Z' || s.peek() == 'U' || s.peek() == 'G') {
        const std::string_view zone = s.word();
        if (zone != "Z" && zone != "UTC" && zone != "GMT") return false;
        moment.offset = minutes(0);
        s.blanks();
        if (s.done()) return true;
        if (zone == "Z") return false;
    }
    if (s.peek() != '+' && s.peek() != '-') return false;
    const int sign = s.peek() == '+' ? 1 : -1;
    ++s.at;
    int zone_hours = 0;
    int zone_minutes = 0;
    const int count = s.digits(zone_hours);
    if (count == 4) {
        zone_minutes = zone_hours % 100;
        zone_hours /= 100;
    } else if (count == 2 && s.eat(':')) {
        if (s.digits(zone_minutes) != 2) return false;
    } else if (count != 2) {
        return false;
    }
    if (zone_hours > 15 || zone_minutes > 59) return false;
    moment.offset = sign * (hours(zone_hours) + minutes(zone_minutes));
    s.blanks();
    return s.done();
}

DateStyle style_of(char separator) {
    switch (separator) {
        case '/': return DateStyle::slash;
        case '-': return DateStyle::dash;
        case '.': return DateStyle::dot;
        default: return DateStyle::unreadable;
    }
}

// 20260514, 45631.0, 1760000000, 1760000000000.
Parts read_number(std::string_view text) {
    Parts parts;
    const std::size_t point = text.find_first_of(".,");
    const std::string_view whole = text.substr(0, point);
    const std::string_view rest = point == std::string_view::npos ? "" : text.substr(point + 1);
    if (!std::all_of(whole.begin(), whole.end(), is_digit) ||
        !std::all_of(rest.begin(), rest.end(), is_digit) || whole.size() > 13 || rest.size() > 12)
        return parts;
    std::int64_t value = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), value);

    if (whole.size() == 5 && value >= 20'000 && value < 80'000) {
        double part = 0;
        double scale = 0.1;
        for (const char c : rest) part += (c - '0') * scale, scale /= 10;
        // Spreadsheets keep the time as a part of the day: to the second is what it can say.
        const auto seconds = std::int64_t{std::llround(part * 86'400)};
        parts.style = DateStyle::serial;
        parts.moment.day = make_date(1899, 12, 30) + Days{value};
        if (seconds > 0 && seconds < 86'400) parts.moment.time = std::chrono::seconds(seconds);
        if (seconds == 86'400) parts.moment.day += Days{1};
        return parts;
    }
    if (!rest.empty() && rest.find_first_not_of('0') != std::string_view::npos) return parts;
    if (whole.size() == 8 && rest.empty()) {
        const auto day = day_of(static_cast<int>(value / 10'000),
                                static_cast<int>(value / 100 % 100), static_cast<int>(value % 100));
        if (day) parts = {.style = DateStyle::certain, .moment = {.day = *day}};
        return parts;
    }
    if (whole.size() != 10 && whole.size() != 13) return parts;
    const Instant at{milliseconds(whole.size() == 10 ? value * 1000 : value)};
    const auto day = std::chrono::floor<Days>(at);
    if (day >= std::chrono::sys_days(std::chrono::year(2200) / 1 / 1)) return parts;
    parts.style = DateStyle::unix;
    parts.moment = {.day = Date(day.time_since_epoch()), .time = at - day, .offset = minutes(0)};
    return parts;
}

Parts take_apart(std::string_view cell) {
    cell = trimmed(cell);
    Parts parts;
    if (cell.empty() || cell.size() > 60) return parts;
    if (is_digit(cell[0]) && cell.find_first_not_of("0123456789.,") == std::string_view::npos &&
        cell.find_first_of("0123456789") == 0) {
        const std::size_t marks = static_cast<std::size_t>(
            std::count_if(cell.begin(), cell.end(), [](char c) { return c == '.' || c == ','; }));
        if (marks < 2) return read_number(cell);
    }

    std::string plain(cell);  // With plain blanks only.
    const bool wide = std::any_of(cell.begin(), cell.end(), [](char c) {
        return c == '\t' || static_cast<unsigned char>(c) >= 0x80;
    });
    if (wide) plain.clear();
    for (std::size_t i = 0; wide && i < cell.size();) {
        const std::size_t from = i;
        const char32_t point = take_point(cell, i);
        if (is_wide_blank(point) || point == '\t')
            plain += ' ';
        else
            plain += cell.substr(from, i - from);
    }
    Scanner s{plain};
    const auto certain = [&](int year, int month, int day) {
        const auto date = day_of(year, month, day);
        if (!date) return;
        parts.moment.day = *date;
        if (read_time(s, parts.moment)) parts.style = DateStyle::certain;
    };

    // 1. "Thu, 14 May 2026", "May 14, 2026", "May-14-2026".
    if (is_letter(s.peek())) {
        std::string_view word = s.word();
        if (is_weekday(word)) {
            s.eat('.');
            s.eat(',');
            s.blanks();
            word = s.word();
        }
        if (!word.empty()) {
            const int month = static_cast<int>(month_named(word));
            if (month == 0) return parts;
            s.eat('.');
            if (!s.eat('-') && !s.eat('/')) s.blanks();
            int day = 0;
            if (const int count = s.digits(day); count < 1 || count > 2) return parts;
            if (is_letter(s.peek())) {
                const std::string nth = folded(s.word());
                if (nth != "st" && nth != "nd" && nth != "rd" && nth != "th") return parts;
            }
            if (!s.eat('-') && !s.eat('/')) s.eat(',');
            s.blanks();
            int year = 0;
            const int count = s.digits(year);
            if (count != 4 && count != 2) return parts;
            certain(full_year(year, count), month, day);
            return parts;
        }
    }

    // 2. A number, a separator …
    int first = 0;
    const int first_digits = s.digits(first);
    if (first_digits != 1 && first_digits != 2 && first_digits != 4) return parts;
    if (is_letter(s.peek()) && first_digits <= 2) {  // 3rd of May
        const std::size_t from = s.at;
        const std::string nth = folded(s.word());
        if (nth != "st" && nth != "nd" && nth != "rd" && nth != "th") s.at = from;
    }
    const char separator = s.peek();
    if (separator == '-' || separator == '/' || separator == '.') ++s.at;
    s.blanks();

    // … a month's name: "05-Mar-2026", "3. Mai 26", "2026-May-03".
    if (is_letter(s.peek())) {
        std::string_view word = s.word();
        if (const std::string of = folded(word); of == "of" || of == "de") {
            s.blanks();
            word = s.word();
        }
        const int month = static_cast<int>(month_named(word));
        if (month == 0) return parts;
        s.eat('.');
        if (!s.eat('-') && !s.eat('/') && !s.eat(',')) s.blanks();
        s.blanks();
        int last = 0;
        const int count = s.digits(last);
        if (first_digits == 4) {
            if (count == 1 || count == 2) certain(first, month, last);
        } else if (count == 2 || count == 4) {
            certain(full_year(last, count), month, first);
        }
        return parts;
    }

    // … a number, the same separator, a number.
    const DateStyle style = style_of(separator);
    int second = 0;
    int third = 0;
    const int second_digits = s.digits(second);
    if (style == DateStyle::unreadable || second_digits < 1 || second_digits > 2) return parts;
    if (!s.eat(separator)) return parts;
    s.blanks();
    const int third_digits = s.digits(third);
    if (first_digits == 4) {
        if (third_digits == 1 || third_digits == 2) certain(first, second, third);
        return parts;
    }
    if (third_digits != 2 && third_digits != 4) return parts;
    Moment moment;
    if (!read_time(s, moment)) return parts;
    return {style, first, second, third, third_digits, moment};
}

std::optional<Date> in_order(const Parts& p, DateOrder order) {
    switch (order) {
        case DateOrder::dmy: return day_of(full_year(p.third, p.third_digits), p.second, p.first);
        case DateOrder::mdy: return day_of(full_year(p.third, p.third_digits), p.first, p.second);
        case DateOrder::ymd:
            if (p.third_digits != 2) return std::nullopt;
            return day_of(full_year(p.first, 2), p.second, p.third);
    }
    return std::nullopt;
}

std::string_view name_of(DateOrder order) {
    switch (order) {
        case DateOrder::dmy: return "day first";
        case DateOrder::mdy: return "month first";
        case DateOrder::ymd: return "year first";
    }
    return "";
}

Result<std::optional<DateOrder>> decide(const DateEvidence::Separator& seen,
                                        std::optional<DateOrder> said) {
    if (seen.cells == 0) return std::optional<DateOrder>{};
    if (said) return said;
    if (seen.day_first && seen.month_first)
        return refuse("dates_conflict",
                      "Line " + std::to_string(seen.day_first) + " has " +
                          shown(seen.day_first_cell) + ", which can only be day first, and line " +
                          std::to_string(seen.month_first) + " has " +
                          shown(seen.month_first_cell) + ", which can only be month first.");
    if (seen.year_first && (seen.day_first || seen.month_first))
        return refuse("dates_conflict", "Line " + std::to_string(seen.year_first) +
                                            " can only be year first, other lines can't.");
    if (seen.day_first) return std::optional(DateOrder::dmy);
    if (seen.month_first) return std::optional(DateOrder::mdy);
    if (seen.year_first) return std::optional(DateOrder::ymd);
    if (seen.open_at)
        return refuse("dates_ambiguous",
                      "Every date in this column can be read day first or month "
                      "first; the first is " +
                          shown(seen.open_cell) + " on line " + std::to_string(seen.open_at) + ".");
    return std::optional(DateOrder::dmy);  // 5/5/2026 only: both orders say the same.
}

}  // namespace

Instant Moment::at(const Zone& zone) const {
    if (!time) return zone.start_of(day);
    if (!offset) {
        const auto whole = std::chrono::floor<minutes>(*time);
        return zone.at(day, whole) + (*time - whole);
    }
    return Instant(day.time_since_epoch() + *time - *offset);
}

Date Moment::date(const Zone& zone) const {
    return offset ? zone.date_of(at(zone)) : day;
}

void DateEvidence::look(std::string_view cell, std::int64_t line) {
    if (says_nothing(cell)) return;
    ++filled_;
    const Parts parts = take_apart(cell);
    switch (parts.style) {
        case DateStyle::unreadable: ++unreadable_; return;
        case DateStyle::certain: return;
        case DateStyle::serial: ++serials_; return;
        case DateStyle::unix: ++unix_; return;
        case DateStyle::slash:
        case DateStyle::dash:
        case DateStyle::dot: break;
    }
    Separator& seen = by_separator_[static_cast<std::size_t>(parts.style) -
                                    static_cast<std::size_t>(DateStyle::slash)];
    const auto day_first = in_order(parts, DateOrder::dmy);
    const auto month_first = in_order(parts, DateOrder::mdy);
    const bool year_first = parts.first > 31 && in_order(parts, DateOrder::ymd);
    if (!day_first && !month_first && !year_first) {
        ++unreadable_;
        return;
    }
    ++seen.cells;
    const auto note = [&](std::int64_t& first_line, std::string& first_cell) {
        if (first_line) return;
        first_line = line;
        first_cell = std::string(trimmed(cell));
    };
    if (year_first) {
        if (!seen.year_first) seen.year_first = line;
    } else if (day_first && month_first) {
        if (*day_first != *month_first) note(seen.open_at, seen.open_cell);
    } else if (day_first) {
        note(seen.day_first, seen.day_first_cell);
    } else {
        note(seen.month_first, seen.month_first_cell);
    }
}

Result<DateReading> decide(const DateEvidence& evidence, std::optional<DateOrder> said) {
    DateReading reading;
    TRY(reading.slash, decide(evidence.slash(), said));
    TRY(reading.dash, decide(evidence.dash(), said));
    TRY(reading.dot, decide(evidence.dot(), said));
    return reading;
}

Result<Moment> read_moment(std::string_view cell, const DateReading& reading) {
    Parts parts = take_apart(cell);
    std::optional<DateOrder> order;
    switch (parts.style) {
        case DateStyle::unreadable:
            return refuse("date_unreadable", shown(trimmed(cell)) + " is no date we can read.");
        case DateStyle::certain:
        case DateStyle::serial:
        case DateStyle::unix: return parts.moment;
        case DateStyle::slash: order = reading.slash; break;
        case DateStyle::dash: order = reading.dash; break;
        case DateStyle::dot: order = reading.dot; break;
    }
    if (!order) {
        // Its column was not looked at: only what every order reads alike is certain.
        const auto day_first = in_order(parts, DateOrder::dmy);
        const auto month_first = in_order(parts, DateOrder::mdy);
        if (!day_first || !month_first || *day_first != *month_first)
            return refuse(
                "date_ambiguous",
                shown(trimmed(cell)) + " can be read day first or month first; say --dates.");
        order = DateOrder::dmy;
    }
    const auto day = in_order(parts, *order);
    if (!day)
        return refuse("date_impossible", shown(trimmed(cell)) + " is no day when read " +
                                             std::string(name_of(*order)) + ".");
    parts.moment.day = *day;
    return parts.moment;
}

}  // namespace ante::connect
