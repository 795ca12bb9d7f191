#include "scenarios/runner/sentence.h"

#include <array>
#include <charconv>
#include <cmath>

namespace ante::scenarios {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
// A byte beyond ASCII belongs to a letter: Müller.
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word(char c) {
    return is_letter(c) || is_digit(c) || c == '_';
}

std::optional<unsigned> month_named(std::string_view name) {
    constexpr std::array months{"jan"sv, "feb"sv, "mar"sv, "apr"sv, "may"sv, "jun"sv,
                                "jul"sv, "aug"sv, "sep"sv, "oct"sv, "nov"sv, "dec"sv};
    std::string lower;
    for (const char c : name.substr(0, 3)) lower += is_upper(c) ? static_cast<char>(c + 32) : c;
    for (unsigned i = 0; i < months.size(); ++i)
        if (months[i] == lower) return i + 1;
    return std::nullopt;
}

}  // namespace

std::string_view Sentence::rest() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
        rest_.remove_prefix(1);
    return rest_;
}

bool Sentence::at_end() {
    return rest().empty();
}

void Sentence::end() {
    if (!at_end()) missing("the end of the sentence");
}

bool Sentence::take(std::string_view words) {
    if (!rest().starts_with(words)) return false;
    const std::string_view after = rest_.substr(words.size());
    if (is_word(words.back()) && !after.empty() && is_word(after.front())) return false;
    rest_ = after;
    return true;
}

void Sentence::need(std::string_view words) {
    if (!take(words)) missing("`" + std::string(words) + "`");
}

std::optional<std::string> Sentence::text() {
    if (!rest().starts_with('"')) return std::nullopt;
    std::string found;
    std::size_t i = 1;
    for (; i < rest_.size() && rest_[i] != '"'; ++i) found += rest_[i];
    rest_.remove_prefix(std::min(i + 1, rest_.size()));
    return found;
}

std::optional<std::string> Sentence::name() {
    if (at_end() || !(is_upper(rest_.front()) || static_cast<unsigned char>(rest_.front()) >= 0x80))
        return std::nullopt;
    std::size_t n = 0;
    // An apostrophe belongs to a name (O'Neill) unless it makes the genitive: "Dana's".
    while (n < rest_.size() &&
           (is_word(rest_[n]) || rest_[n] == '-' ||
            (rest_[n] == '\'' && n + 1 < rest_.size() && is_upper(rest_[n + 1]))))
        ++n;
    std::string found(rest_.substr(0, n));
    rest_.remove_prefix(n);
    return found;
}

std::optional<std::string> Sentence::word() {
    if (at_end()) return std::nullopt;
    std::size_t n = 0;
    while (n < rest_.size() && (is_word(rest_[n]) ||
                                (rest_[n] == '.' && n + 1 < rest_.size() && is_word(rest_[n + 1]))))
        ++n;
    if (n == 0) return std::nullopt;
    std::string found(rest_.substr(0, n));
    rest_.remove_prefix(n);
    return found;
}

std::optional<double> Sentence::number() {
    if (at_end()) return std::nullopt;
    double value = 0;
    const auto [stop, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{}) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(stop - rest_.data()));
    return value;
}

std::optional<Date> Sentence::date() {
    return attempt([](Sentence& s) -> std::optional<Date> {
        const auto day = s.number();
        if (!day || *day < 1 || *day > 31 || *day != std::floor(*day)) return std::nullopt;
        const auto name = s.word();
        const auto month = name ? month_named(*name) : std::nullopt;
        if (!month) return std::nullopt;
        // A time of day may follow instead of a year: "14 May 10:30".
        const auto year = s.attempt([](Sentence& t) -> std::optional<double> {
            const auto value = t.number();
            return value && *value >= 1900 && !t.take(":") ? value : std::nullopt;
        });
        const std::chrono::year_month_day found{
            std::chrono::year{static_cast<int>(year.value_or(2026))}, std::chrono::month{*month},
            std::chrono::day{static_cast<unsigned>(*day)}};
        if (!found.ok()) return std::nullopt;
        return Date{std::chrono::local_days{found}};
    });
}

std::optional<minutes> Sentence::time_of_day() {
    return attempt([](Sentence& s) -> std::optional<minutes> {
        const std::string_view ahead = s.rest();
        if (ahead.size() < 5 || !is_digit(ahead[0]) || !is_digit(ahead[1]) || ahead[2] != ':' ||
            !is_digit(ahead[3]) || !is_digit(ahead[4]))
            return std::nullopt;
        const int hour = (ahead[0] - '0') * 10 + (ahead[1] - '0');
        const int minute = (ahead[3] - '0') * 10 + (ahead[4] - '0');
        if (hour > 23 || minute > 59) return std::nullopt;
        s.rest_.remove_prefix(5);
        return minutes{hour * 60 + minute};
    });
}

std::string Sentence::need_text() {
    auto found = text();
    if (!found) missing("a quoted text");
    return *found;
}
std::string Sentence::need_name() {
    auto found = name();
    if (!found) missing("a name");
    return *found;
}
std::string Sentence::need_word() {
    auto found = word();
    if (!found) missing("a word");
    return *found;
}
double Sentence::need_number() {
    const auto found = number();
    if (!found) missing("a number");
    return *found;
}
std::int64_t Sentence::need_whole() {
    const double found = need_number();
    if (found != std::floor(found)) missing("a whole number");
    return static_cast<std::int64_t>(found);
}
Date Sentence::need_date() {
    const auto found = date();
    if (!found) missing("a date like 14 May");
    return *found;
}

void Sentence::missing(const std::string& what) {
    const std::string here = at_end() ? std::string("the end") : "`" + std::string(rest()) + "`";
    throw Fault{"expected " + what + ", found " + here};
}

}  // namespace ante::scenarios
