#include "connect/recurrence.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/fields.h"

namespace ante::connect {
namespace {

using std::chrono::year_month_day;

constexpr std::size_t most_times_a_day = 12;
constexpr std::size_t most_values = 800;  // of a list: each day of a year, from both ends
constexpr std::size_t most_weekdays = 100;
constexpr std::int64_t longest_interval = 10'000;
constexpr std::int64_t last_year = 2'300;

Error unreadable() {
    return Error{No::invalid, "rule_unreadable", "Its rule to repeat can't be read.", {}};
}

Error too_often() {
    return Error{No::invalid, "rule_too_often", "It repeats by the hour or faster.", {}};
}

std::string_view up_to(std::string_view& rest, char mark) {
    const std::size_t end = rest.find(mark);
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

std::optional<int> number_of(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    int number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, wrong] = std::from_chars(text.data(), end, number);
    if (wrong != std::errc() || stopped != end || text.empty()) return std::nullopt;
    return number;
}

std::optional<unsigned> weekday_of(std::string_view text) {
    constexpr std::array names{"SU"sv, "MO"sv, "TU"sv, "WE"sv, "TH"sv, "FR"sv, "SA"sv};
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) return std::nullopt;
    return static_cast<unsigned>(found - names.begin());
}

// "1,-1,3": each from `low` to `high`, or as far below zero if it may count from the end.
bool read_list(std::string_view text, int low, int high, bool from_the_end,
               std::vector<int>& into) {
    into.clear();
    while (!text.empty()) {
        const auto number = number_of(up_to(text, ','));
        if (!number || into.size() == most_values) return false;
        const int size = *number < 0 && from_the_end ? -*number : *number;
        if (size < low || size > high) return false;
        into.push_back(*number);
    }
    std::ranges::sort(into);
    into.erase(std::unique(into.begin(), into.end()), into.end());
    return !into.empty();
}

bool read_weekdays(std::string_view text, std::vector<RepeatRule::Weekday>& into) {
    into.clear();
    while (!text.empty()) {
        const std::string_view one = up_to(text, ',');
        if (one.size() < 2 || into.size() == most_weekdays) return false;
        const auto weekday = weekday_of(one.substr(one.size() - 2));
        const auto nth = one.size() == 2 ? 0 : number_of(one.substr(0, one.size() - 2));
        if (!weekday || !nth || *nth < -53 || *nth > 53) return false;
        into.push_back({*nth, *weekday});
    }
    return !into.empty();
}

// "20260504", "20260504T090000", "20260504T090000Z"
std::optional<RepeatEnd> read_end(std::string_view text) {
    const auto digits = [&](std::size_t at, std::size_t size) -> int {
        int number = -1;
        const char* end = text.data() + at + size;
        const auto [stopped, wrong] = std::from_chars(text.data() + at, end, number);
        return wrong == std::errc() && stopped == end ? number : -1;
    };
    if (text.size() != 8 && text.size() != 15 && text.size() != 16) return std::nullopt;
    const year_month_day date{std::chrono::year(digits(0, 4)),
                              std::chrono::month(static_cast<unsigned>(digits(4, 2))),
                              std::chrono::day(static_cast<unsigned>(digits(6, 2)))};
    if (digits(0, 4) < 0 || digits(4, 2) < 0 || digits(6, 2) < 0 || !date.ok()) return std::nullopt;
    RepeatEnd until{RepeatEnd::Means::day, Date(date)};
    if (text.size() == 8) return until;
    const int hour = digits(9, 2);
    const int minute = digits(11, 2);
    const int second = digits(13, 2);
    if (text[8] != 'T' || (text.size() == 16 && text[15] != 'Z')) return std::nullopt;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return std::nullopt;
    until.at += hours(hour) + minutes(minute) + std::chrono::seconds(second);
    until.means = text.size() == 16 ? RepeatEnd::Means::utc : RepeatEnd::Means::wall;
    return until;
}

std::string upper(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ' ' || c == '\t') continue;
        out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return out;
}

bool read_clause(std::string_view name, std::string_view value, RepeatRule& rule) {
    const auto whole_number = [&](std::int64_t& into, std::int64_t most) {
        const auto number = number_of(value);
        if (!number || *number < 1) return false;
        into = std::min<std::int64_t>(*number, most);
        return true;
    };
    if (name == "INTERVAL") return whole_number(rule.interval, longest_interval);
    if (name == "COUNT") return whole_number(rule.count, 1'000'000'000);
    if (name == "UNTIL") return (rule.until = read_end(value)).has_value();
    if (name == "WKST") {
        const auto weekday = weekday_of(value);
        rule.week_starts = weekday.value_or(1);
        return weekday.has_value();
    }
    if (name == "BYMONTH") return read_list(value, 1, 12, false, rule.months);
    if (name == "BYWEEKNO") return read_list(value, 1, 53, true, rule.weeks);
    if (name == "BYYEARDAY") return read_list(value, 1, 366, true, rule.year_days);
    if (name == "BYMONTHDAY") return read_list(value, 1, 31, true, rule.month_days);
    if (name == "BYDAY") return read_weekdays(value, rule.weekdays);
    if (name == "BYHOUR") return read_list(value, 0, 23, false, rule.hours);
    if (name == "BYMINUTE") return read_list(value, 0, 59, false, rule.minutes);
    if (name == "BYSECOND") {
        // Seconds that leap are unknown here: 60 is 59 (RFC 5545, 3.3.12).
        if (!read_list(value, 0, 60, false, rule.seconds)) return false;
        if (rule.seconds.back() == 60) rule.seconds.back() = 59;
        rule.seconds.erase(std::unique(rule.seconds.begin(), rule.seconds.end()),
                           rule.seconds.end());
        return true;
    }
    if (name == "BYSETPOS") return read_list(value, 1, 366, true, rule.positions);
    if (name == "RSCALE") return value == "GREGORIAN";
    return name == "SKIP" && value == "OMIT";
}

// Lists are sorted; an empty one says nothing.
bool lets(const std::vector<int>& list, int value, int from_the_end) {
    return list.empty() || std::ranges::binary_search(list, value) ||
           std::ranges::binary_search(list, from_the_end);
}

unsigned weekday_of(Date day) {
    return std::chrono::weekday(day).c_encoding();
}

Date first_of(std::chrono::year year) {
    return Date(year / 1 / 1);
}

int days_in(std::chrono::year year) {
    return year.is_leap() ? 366 : 365;
}

Date week_of(Date day, unsigned week_starts) {
    return day - Days((weekday_of(day) + 7 - week_starts) % 7);
}

// The week of a year is of the year in which most of its days are.
struct WeekNumber {
    std::chrono::year year;
    int number;
};
WeekNumber week_number(Date day, unsigned week_starts) {
    const Date middle = week_of(day, week_starts) + Days{3};
    const std::chrono::year year = year_month_day(middle).year();
    return {year, static_cast<int>((middle - first_of(year)).count()) / 7 + 1};
}

}  // namespace

Result<RepeatRule> read_rule(std::string_view text) {
    const std::string upper_case = upper(text);
    std::string_view rest = upper_case;
    RepeatRule rule;
    bool says_how_often = false;
    while (!rest.empty()) {
        std::string_view value = up_to(rest, ';');
        if (value.empty()) continue;
        const std::string_view name = up_to(value, '=');
        if (name == "FREQ") {
            if (value == "SECONDLY" || value == "MINUTELY" || value == "HOURLY") return too_often();
            constexpr std::array names{"YEARLY"sv, "MONTHLY"sv, "WEEKLY"sv, "DAILY"sv};
            const auto found = std::ranges::find(names, value);
            if (found == names.end()) return unreadable();
            rule.every = static_cast<RepeatRule::Every>(found - names.begin());
            says_how_often = true;
        } else if (!read_clause(name, value, rule)) {
            return unreadable();
        }
    }
    using Every = RepeatRule::Every;
    const bool by_year = rule.every == Every::year;
    if (!says_how_often || (rule.count > 0 && rule.until)) return unreadable();
    if (!by_year && (!rule.weeks.empty() || !rule.year_days.empty())) return unreadable();
    if (rule.every == Every::week && !rule.month_days.empty()) return unreadable();
    const auto each = [](const std::vector<int>& list) {
        return std::max<std::size_t>(1, list.size());
    };
    if (each(rule.hours) * each(rule.minutes) * each(rule.seconds) > most_times_a_day)
        return too_often();
    return rule;
}

RepeatTimes::RepeatTimes(RepeatRule rule, Wall starts, Wall from, Wall until)
    : rule_(std::move(rule)), starts_(starts), until_(until) {
    using Every = RepeatRule::Every;
    // What a rule does not say, it has of its begin.
    const Date day = std::chrono::floor<Days>(starts_);
    const year_month_day date(day);
    const bool names_days =
        !rule_.month_days.empty() || !rule_.year_days.empty() || !rule_.weekdays.empty();
    if (rule_.every == Every::year && !names_days && rule_.weeks.empty()) {
        if (rule_.months.empty())
            rule_.months.push_back(static_cast<int>(static_cast<unsigned>(date.month())));
        rule_.month_days.push_back(static_cast<int>(static_cast<unsigned>(date.day())));
    } else if (rule_.every == Every::month && !names_days) {
        rule_.month_days.push_back(static_cast<int>(static_cast<unsigned>(date.day())));
    } else if (!names_days && (rule_.every == Every::week || !rule_.weeks.empty())) {
        rule_.weekdays.push_back({0, weekday_of(day)});
    }
    const std::chrono::hh_mm_ss time(starts_ - day);
    if (rule_.hours.empty()) rule_.hours.push_back(static_cast<int>(time.hours().count()));
    if (rule_.minutes.empty()) rule_.minutes.push_back(static_cast<int>(time.minutes().count()));
    if (rule_.seconds.empty()) rule_.seconds.push_back(static_cast<int>(time.seconds().count()));
    for (const int hour : rule_.hours)
        for (const int minute : rule_.minutes)
            for (const int second : rule_.seconds)
                times_of_day_.push_back(hours(hour) + minutes(minute) +
                                        std::chrono::seconds(second));

    // Nobody asks for the years before; but who counts must begin at the begin.
    if (rule_.count > 0 || from <= starts_) return;
    const year_month_day later(std::chrono::floor<Days>(from));
    const std::int64_t years = static_cast<int>(later.year()) - static_cast<int>(date.year());
    const std::int64_t days = (std::chrono::floor<Days>(from) - day).count();
    std::int64_t passed = days;
    if (rule_.every == Every::year) passed = years;
    if (rule_.every == Every::month)
        passed = years * 12 + static_cast<int>(static_cast<unsigned>(later.month())) -
                 static_cast<int>(static_cast<unsigned>(date.month()));
    if (rule_.every == Every::week) passed = days / 7;
    period_ = std::max<std::int64_t>(0, passed / rule_.interval - 1);
}

std::optional<Wall> RepeatTimes::next(std::int64_t& budget) {
    for (;;) {
        while (at_ < walls_.size()) {
            const Wall wall = walls_[at_++];
            if (wall < starts_) continue;
            if (wall > until_ || (rule_.count > 0 && counted_ == rule_.count)) return std::nullopt;
            ++counted_;
            return wall;
        }
        if (rule_.count > 0 && counted_ == rule_.count) return std::nullopt;
        const auto begin = begin_of(period_);
        if (!begin || *begin > until_) return std::nullopt;
        if (--budget < 0) return std::nullopt;
        ++period_;
        days_.clear();
        gather(*begin, budget);
        spread_over_the_day();
        if (!rule_.positions.empty()) keep_positions();
        at_ = 0;
    }
}

std::optional<Date> RepeatTimes::begin_of(std::int64_t period) const {
    const Date day = std::chrono::floor<Days>(starts_);
    const year_month_day date(day);
    const std::int64_t ahead = period * rule_.interval;
    switch (rule_.every) {
        case RepeatRule::Every::day: return day + Days(ahead);
        case RepeatRule::Every::week: return week_of(day, rule_.week_starts) + Days(7 * ahead);
        case RepeatRule::Every::month: {
            const std::int64_t month =
                static_cast<int>(static_cast<unsigned>(date.month())) - 1 + ahead;
            const std::int64_t year = static_cast<int>(date.year()) + month / 12;
            if (year > last_year) return std::nullopt;
            return make_date(static_cast<int>(year), static_cast<unsigned>(month % 12) + 1, 1);
        }
        case RepeatRule::Every::year: break;
    }
    const std::int64_t year = static_cast<int>(date.year()) + ahead;
    if (year > last_year) return std::nullopt;
    return make_date(static_cast<int>(year), 1, 1);
}

void RepeatTimes::gather(Date begin, std::int64_t& budget) {
    const year_month_day date(begin);
    const int year = static_cast<int>(date.year());
    switch (rule_.every) {
        case RepeatRule::Every::year:
            for (unsigned month = 1; month <= 12; ++month) gather_month(year, month, budget);
            return;
        case RepeatRule::Every::month:
            return gather_month(year, static_cast<unsigned>(date.month()), budget);
        case RepeatRule::Every::week:
            for (int i = 0; i < 7; ++i)
                if (const Date day = begin + Days(i); fits(day, year_month_day(day)))
                    days_.push_back(day);
            return;
        case RepeatRule::Every::day:
            if (fits(begin, date)) days_.push_back(begin);
            return;
    }
}

void RepeatTimes::gather_month(int year, unsigned month, std::int64_t& budget) {
    if (!lets(rule_.months, static_cast<int>(month), 0)) return;
    const Date first = make_date(year, month, 1);
    const auto last = (std::chrono::year(year) / std::chrono::month(month) / std::chrono::last);
    const auto size = static_cast<int>(static_cast<unsigned>(last.day()));
    for (int i = 0; i < size; ++i) {
        if (!lets(rule_.month_days, i + 1, i - size)) continue;
        --budget;
        const Date day = first + Days(i);
        if (fits(day, year_month_day(day))) days_.push_back(day);
    }
}

bool RepeatTimes::fits(Date day, const year_month_day& date) const {
    const std::chrono::year year = date.year();
    const auto month_day = static_cast<int>(static_cast<unsigned>(date.day()));
    const int in_month =
        static_cast<int>(static_cast<unsigned>((year / date.month() / std::chrono::last).day()));
    const int year_day = static_cast<int>((day - first_of(year)).count()) + 1;
    if (!lets(rule_.months, static_cast<int>(static_cast<unsigned>(date.month())), 0)) return false;
    if (!lets(rule_.month_days, month_day, month_day - in_month - 1)) return false;
    if (!lets(rule_.year_days, year_day, year_day - days_in(year) - 1)) return false;
    if (!rule_.weeks.empty()) {
        const WeekNumber week = week_number(day, rule_.week_starts);
        // 28 December is in the last week, however weeks begin.
        const WeekNumber last = week_number(Date(week.year / 12 / 28), rule_.week_starts);
        if (!lets(rule_.weeks, week.number, week.number - last.number - 1)) return false;
    }
    if (rule_.weekdays.empty()) return true;
    const bool of_the_year =
        rule_.every == RepeatRule::Every::year && rule_.months.empty() && rule_.weeks.empty();
    const bool of_the_month =
        rule_.every == RepeatRule::Every::month ||
        (rule_.every == RepeatRule::Every::year && !of_the_year && rule_.weeks.empty());
    const int nth = of_the_year ? (year_day - 1) / 7 + 1 : (month_day - 1) / 7 + 1;
    const int from_the_end =
        of_the_year ? -((days_in(year) - year_day) / 7 + 1) : -((in_month - month_day) / 7 + 1);
    return std::ranges::any_of(rule_.weekdays, [&](const RepeatRule::Weekday& wanted) {
        if (wanted.weekday != weekday_of(day)) return false;
        if (wanted.nth == 0 || (!of_the_year && !of_the_month)) return true;
        return wanted.nth == nth || wanted.nth == from_the_end;
    });
}

void RepeatTimes::spread_over_the_day() {
    walls_.clear();
    for (const Date day : days_)
        for (const std::chrono::seconds time : times_of_day_) walls_.push_back(day + time);
}

void RepeatTimes::keep_positions() {
    const auto size = static_cast<int>(walls_.size());
    std::vector<Wall> kept;
    for (int i = 0; i < size; ++i)
        if (lets(rule_.positions, i + 1, i - size))
            kept.push_back(walls_[static_cast<std::size_t>(i)]);
    walls_ = std::move(kept);
}

}  // namespace ante::connect
