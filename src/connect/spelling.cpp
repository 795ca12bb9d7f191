#include "connect/spelling.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/json.h"

namespace ante::connect {

namespace {

// ---- Letters ------------------------------------------------------------------------------------

// Plain letters for U+00C0 to U+017F; '.' is treated below, or no letter.
constexpr std::string_view plain_latin =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"  // 00C0-00FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkll"       // 0100-013A
    "llllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(plain_latin.size() == 0x180 - 0xc0);

// One code point of well-formed UTF-8; bytes that are none count as themselves.
char32_t take_point(std::string_view text, std::size_t& i) {
    const auto c = static_cast<unsigned char>(text[i++]);
    const int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
    char32_t point = more == 3 ? c & 7U : more == 2 ? c & 15U : more == 1 ? c & 31U : c;
    for (int k = 0; k < more && i < text.size(); ++k)
        point = point << 6 | (static_cast<unsigned char>(text[i++]) & 63U);
    return point;
}

bool is_wide_blank(char32_t point) {
    return point == 0xa0 || point == 0x202f || (point >= 0x2000 && point <= 0x200a) ||
           point == 0x3000;
}
bool is_invisible(char32_t point) {
    return (point >= 0x300 && point <= 0x36f) || (point >= 0x200b && point <= 0x200f) ||
           point == 0xfeff || point == 0xad;
}
bool is_quote(char32_t point) {
    return point == '"' || point == '\'' || point == '`' || (point >= 0x2018 && point <= 0x201f) ||
           point == 0xab || point == 0xbb;
}

void append_folded(std::string& out, char32_t point, std::string_view as_written) {
    if (point >= 'A' && point <= 'Z') {
        out += static_cast<char>(point + 32);
    } else if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point == 0xc6 || point == 0xe6) {
        out += "ae";
    } else if (point == 0xdf) {
        out += "ss";
    } else if (point == 0xde || point == 0xfe) {
        out += "th";
    } else if (point == 0x132 || point == 0x133) {
        out += "ij";
    } else if (point == 0x152 || point == 0x153) {
        out += "oe";
    } else if (point >= 0xc0 && point < 0x180 && plain_latin[point - 0xc0] != '.') {
        out += plain_latin[point - 0xc0];
    } else {
        out += as_written;
    }
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::string shown(std::string_view cell) {
    std::string out = "\"";
    std::size_t i = 0;
    while (i < cell.size() && i < 40) {
        const std::size_t from = i;
        take_point(cell, i);
        out += cell.substr(from, i - from);
    }
    return out + (i < cell.size() ? "…\"" : "\"");
}

// ---- Days ---------------------------------------------------------------------------------------

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
        const auto seconds = static_cast<std::int64_t>(part * 86'400 + 0.5);
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

// ---- Sums ---------------------------------------------------------------------------------------

struct CurrencyName {
    std::string_view name;  // Folded.
    std::string_view code;
};
// clang-format off
constexpr CurrencyName currency_names[] = {
    {"€", "EUR"}, {"euro", "EUR"}, {"euros", "EUR"}, {"£", "GBP"}, {"us$", "USD"}, {"$us", "USD"}, {"us dollar", "USD"},
    {"ca$", "CAD"}, {"c$", "CAD"}, {"can$", "CAD"}, {"a$", "AUD"}, {"au$", "AUD"}, {"nz$", "NZD"}, {"hk$", "HKD"},
    {"s$", "SGD"}, {"nt$", "TWD"}, {"mx$", "MXN"}, {"r$", "BRL"}, {"fr.", "CHF"}, {"sfr", "CHF"}, {"sfr.", "CHF"},
    {"¥", "JPY"}, {"jp¥", "JPY"}, {"cn¥", "CNY"}, {"rmb", "CNY"}, {"₹", "INR"}, {"rs", "INR"}, {"rs.", "INR"}, {"zł", "PLN"},
    {"zl", "PLN"}, {"₽", "RUB"}, {"₺", "TRY"}, {"₩", "KRW"}, {"₪", "ILS"}, {"₫", "VND"}, {"kč", "CZK"}, {"kc", "CZK"}, {"₴", "UAH"}, {"₱", "PHP"}, {"฿", "THB"}, {"ft", "HUF"},
};
constexpr std::string_view currency_codes =
    "AED ARS AUD BAM BDT BGN BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DJF DKK DOP DZD EGP ETB EUR GBP GEL GHS GNF "
    "GTQ HKD HNL HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KHR KMF KRW KWD KZT LAK LBP LKR LYD MAD MDL MKD MMK MOP "
    "MUR MXN MYR NGN NIO NOK NPR NZD OMR PAB PEN PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SEK SGD THB TND TRY TTD TWD "
    "TZS UAH UGX USD UYU UZS VES VND VUV XAF XOF XPF ZAR ZMW";
constexpr std::string_view dollars = "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU DOP JMD TTD";
constexpr std::string_view crowns = "SEK NOK DKK ISK CZK";

struct Multiplier {
    std::string_view word;
    int zeros;
};
constexpr Multiplier multipliers[] = {
    {"k", 3}, {"tsd", 3}, {"tsd.", 3}, {"thousand", 3}, {"m", 6}, {"mm", 6}, {"mn", 6}, {"mio", 6}, {"mio.", 6},
    {"million", 6}, {"millions", 6}, {"b", 9}, {"bn", 9}, {"mrd", 9}, {"mrd.", 9}, {"billion", 9},
};
// clang-format on

bool lists(std::string_view codes, Currency currency) {
    return codes.find(std::string_view(currency.code.data(), 3)) != std::string_view::npos;
}

enum class Sign : std::uint8_t { none, named, dollar, crown };

enum class Proof : std::uint8_t { malformed, neither, point, comma, open_point, open_comma };

// A sum taken apart, before anybody has said which mark is the decimal one.
struct Sum {
    bool readable = false;
    bool negative = false;
    Sign sign = Sign::none;
    std::optional<Currency> currency{};  // If named.
    int zeros = 0;                       // "k" is 3.
    std::string number;                  // Digits and marks . , only where they stand.
    bool grouped_otherwise = false;      // By blanks or apostrophes.
    Proof proof = Proof::malformed;
};

// What stands before or after the number.
bool read_word(Sum& sum, std::string_view raw) {
    const std::string word = folded(raw);
    if (word.empty()) return true;
    if (word == "$") {
        if (sum.sign == Sign::named) return lists(dollars, *sum.currency);  // "USD $"
        sum.sign = Sign::dollar;
        return true;
    }
    if (word == "kr" || word == "kr.") {
        if (sum.sign == Sign::named) return lists(crowns, *sum.currency);
        sum.sign = Sign::crown;
        return true;
    }
    for (const Multiplier& m : multipliers) {
        if (m.word != word) continue;
        if (sum.zeros != 0) return false;
        sum.zeros = m.zeros;
        return true;
    }
    if (word == "-" || word == "\xe2\x88\x92") {
        sum.negative = !sum.negative;
        return true;
    }
    if (word == "+") return true;
    if (const auto currency = read_currency(raw)) {
        if (sum.currency && *sum.currency != *currency) return false;
        if (sum.sign == Sign::dollar && !lists(dollars, *currency)) return false;
        sum.currency = currency;
        sum.sign = Sign::named;
        return true;
    }
    return false;
}

// Words, and signs glued to them: "-$", "US$", "k€", "EUR".
bool read_words(Sum& sum, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == ' ') {
            ++i;
            continue;
        }
        std::size_t end = text.find(' ', i);
        if (end == std::string_view::npos) end = text.size();
        const std::string_view piece = text.substr(i, end - i);
        i = end;
        if (read_word(sum, piece)) continue;
        // One cut somewhere: "-$", "k€", "MEUR".
        bool cut = false;
        for (std::size_t at = 1; at < piece.size() && !cut; ++at) {
            if ((static_cast<unsigned char>(piece[at]) & 0xc0) == 0x80) continue;
            Sum trial = sum;
            cut = read_word(trial, piece.substr(0, at)) && read_word(trial, piece.substr(at));
            if (cut) sum = trial;
        }
        if (!cut) return false;
    }
    return true;
}

// Groups of three; the first of one to three; also 12,34,567 as in India.
bool grouped_well(std::string_view whole, char mark) {
    std::vector<std::size_t> sizes;
    std::size_t size = 0;
    for (const char c : whole) {
        if (c == mark) {
            sizes.push_back(size);
            size = 0;
        } else {
            ++size;
        }
    }
    sizes.push_back(size);
    if (sizes.size() == 1) return true;
    if (sizes.back() != 3 || sizes.front() < 1 || sizes.front() > 3) return false;
    bool western = true;
    bool indian = sizes.front() <= 2;
    for (std::size_t i = 1; i + 1 < sizes.size(); ++i) {
        western = western && sizes[i] == 3;
        indian = indian && sizes[i] == 2;
    }
    return western || indian;
}

Proof proof_of(const Sum& sum) {
    const std::string_view n = sum.number;
    const auto points = std::count(n.begin(), n.end(), '.');
    const auto commas = std::count(n.begin(), n.end(), ',');
    if (points == 0 && commas == 0) return Proof::neither;
    if (points > 0 && commas > 0) {
        const bool point_last = n.rfind('.') > n.rfind(',');
        const char decimal = point_last ? '.' : ',';
        const char group = point_last ? ',' : '.';
        if ((point_last ? points : commas) != 1) return Proof::malformed;
        if (sum.grouped_otherwise || !grouped_well(n.substr(0, n.find(decimal)), group))
            return Proof::malformed;
        return point_last ? Proof::point : Proof::comma;
    }
    const char mark = points > 0 ? '.' : ',';
    if (points + commas > 1) {
        if (sum.grouped_otherwise || !grouped_well(n, mark)) return Proof::malformed;
        return mark == '.' ? Proof::comma : Proof::point;
    }
    const std::size_t before = n.find(mark);
    const std::size_t after = n.size() - before - 1;
    if (after == 0) return Proof::neither;
    const bool decimal =
        after != 3 || before > 3 || before == 0 || n[0] == '0' || sum.grouped_otherwise;
    if (decimal) return mark == '.' ? Proof::point : Proof::comma;
    return mark == '.' ? Proof::open_point : Proof::open_comma;
}

Sum take_sum_apart(std::string_view cell) {
    Sum sum;
    cell = trimmed(cell);
    if (cell.empty() || cell.size() > 60) return sum;

    std::string plain;
    for (std::size_t i = 0; i < cell.size();) {
        const std::size_t from = i;
        const char32_t point = take_point(cell, i);
        if (is_wide_blank(point) || point == '\t')
            plain += ' ';
        else if (point == 0x2212 || point == 0x2013)
            plain += '-';
        else if (point == 0x2019 || point == 0xb4)
            plain += '\'';
        else if (!is_invisible(point))
            plain += cell.substr(from, i - from);
    }
    std::string_view text = trimmed(plain);
    // 1. Accountants write what is below zero in brackets.
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        sum.negative = true;
        text = trimmed(text.substr(1, text.size() - 2));
    }
    // 2. The number, from the first digit to the last.
    std::size_t begin = text.find_first_of("0123456789");
    const std::size_t end = text.find_last_of("0123456789");
    if (begin == std::string_view::npos) return sum;
    if (begin > 0 && (text[begin - 1] == '.' || text[begin - 1] == ',') &&
        (begin == 1 || !is_letter(text[begin - 2])))
        --begin;
    std::string_view number = text.substr(begin, end - begin + 1);
    std::string_view tail = text.substr(end + 1);
    if (begin > 0 && text.substr(0, begin).find_first_of("()[]%") != std::string_view::npos)
        return sum;

    // 3. "1.0E5", as programs print large numbers.
    if (const std::size_t e = number.find_first_of("eE"); e != std::string_view::npos) {
        std::string_view power = number.substr(e + 1);
        if (power.starts_with('+')) power.remove_prefix(1);
        const std::string_view mantissa = number.substr(0, e);
        int zeros = 0;
        const auto [stop, error] =
            std::from_chars(power.data(), power.data() + power.size(), zeros);
        const bool whole = error == std::errc() && stop == power.data() + power.size() &&
                           zeros >= 0 && zeros <= 15;
        if (!whole || mantissa.find_first_not_of("0123456789.") != std::string_view::npos ||
            std::count(mantissa.begin(), mantissa.end(), '.') > 1)
            return sum;
        sum.zeros = zeros;
        sum.number = mantissa;
        if (!read_words(sum, text.substr(0, begin)) || !read_words(sum, tail)) return sum;
        sum.readable = true;
        sum.proof = Proof::point;
        return sum;
    }

    // 4. "500.-" and "500,--": no cents.
    bool no_cents = false;
    char no_cents_mark = 0;
    if (tail.size() >= 2 && (tail[0] == ',' || tail[0] == '.') && tail[1] == '-') {
        no_cents = true;
        no_cents_mark = tail[0];
        tail.remove_prefix(1);
        while (!tail.empty() && tail[0] == '-') tail.remove_prefix(1);
    } else if (tail.starts_with('.') && (tail.size() == 1 || tail[1] == ' ')) {
        tail.remove_prefix(1);  // "500."
    }

    // 5. Blanks and apostrophes group, and nothing else.
    std::size_t run = 0;
    bool in_group = false;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const char c = number[i];
        if (is_digit(c)) {
            ++run;
            sum.number += c;
            continue;
        }
        if (in_group && run != 3) return sum;
        if (c == '.' || c == ',') {
            in_group = false;
            sum.number += c;
        } else if (c == ' ' || c == '\'') {
            if (run < 1 || run > 3 || sum.number.find_first_of(".,") != std::string::npos)
                return sum;
            in_group = true;
            sum.grouped_otherwise = true;
        } else {
            return sum;
        }
        run = 0;
    }
    if (in_group && run != 3) return sum;

    if (!read_words(sum, text.substr(0, begin)) || !read_words(sum, tail)) return sum;
    sum.proof = proof_of(sum);
    if (no_cents) {
        const char group = no_cents_mark == ',' ? '.' : ',';
        if (sum.number.find(no_cents_mark) != std::string::npos || !grouped_well(sum.number, group))
            return sum;
        sum.proof = no_cents_mark == ',' ? Proof::comma : Proof::point;
    }
    sum.readable = sum.proof != Proof::malformed;

    // 6. "$45,000": nobody writes thousandths of a dollar.
    const bool has_cents =
        sum.sign == Sign::dollar || (sum.currency && decimals_of(*sum.currency) == 2);
    if (sum.proof == Proof::open_comma && has_cents) sum.proof = Proof::point;
    return sum;
}

Error no_amount(std::string_view code, std::string detail) {
    return refuse(code, std::move(detail));
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    const auto is_edge = [](std::string_view t, bool front) -> std::size_t {
        if (t.empty()) return 0;
        const char c = front ? t.front() : t.back();
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return 1;
        if (front ? t.starts_with("\u00a0") : t.ends_with("\u00a0")) return 2;
        if (front ? t.starts_with("\ufeff") : t.ends_with("\ufeff")) return 3;
        if (front ? t.starts_with("\u200b") : t.ends_with("\u200b")) return 3;
        return 0;
    };
    while (const std::size_t n = is_edge(text, true)) text.remove_prefix(n);
    while (const std::size_t n = is_edge(text, false)) text.remove_suffix(n);
    return text;
}

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t from = i;
        const char32_t point = take_point(text, i);
        if (point == ' ' || point == '_' || (point >= '\t' && point <= '\r') ||
            is_wide_blank(point)) {
            blank = true;
            continue;
        }
        if (is_invisible(point) || is_quote(point)) continue;
        if (blank && !out.empty()) out += ' ';
        blank = false;
        append_folded(out, point, text.substr(from, i - from));
    }
    return out;
}

bool says_nothing(std::string_view cell) {
    cell = trimmed(cell);
    if (cell.empty()) return true;
    if (cell.size() > 20) return false;
    if (cell[0] >= '1' && cell[0] <= '9') return false;
    const std::string word = folded(cell);
    for (const auto nothing : {"-"sv, "--"sv, "—"sv, "–"sv, "n/a"sv, "na"sv, "#n/a"sv, "null"sv,
                               "none"sv, "nan"sv, "nil"sv, "(none)"sv, "(blank)"sv, "(not set)"sv,
                               "(empty)"sv, "0000-00-00"sv, "0000-00-00 00:00:00"sv})
        if (word == nothing) return true;
    return false;
}

// ---- Days ---------------------------------------------------------------------------------------

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

// ---- Sums ---------------------------------------------------------------------------------------

std::optional<Currency> read_currency(std::string_view cell) {
    const std::string name = folded(cell);
    if (name.empty()) return std::nullopt;
    if (name == "$" || name == "dollar" || name == "dollars") return Currency{{'U', 'S', 'D'}};
    for (const CurrencyName& c : currency_names)
        if (c.name == name) return Currency::parse(c.code);
    if (name.size() != 3) return std::nullopt;
    std::string code = name;
    for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    const auto currency = Currency::parse(code);
    return currency && lists(currency_codes, *currency) ? currency : std::nullopt;
}

void MoneyEvidence::look(std::string_view cell, std::int64_t line) {
    if (says_nothing(cell)) return;
    ++filled;
    const Sum sum = take_sum_apart(cell);
    if (!sum.readable) {
        ++unreadable;
        return;
    }
    without_currency = without_currency || sum.sign == Sign::none || sum.sign == Sign::crown;
    dollars = dollars || sum.sign == Sign::dollar;
    const auto note = [&](std::int64_t& first_line, std::string& first_cell) {
        if (first_line) return;
        first_line = line;
        first_cell = std::string(trimmed(cell));
    };
    switch (sum.proof) {
        case Proof::point: note(point_at, point_cell); break;
        case Proof::comma: note(comma_at, comma_cell); break;
        case Proof::open_point:
        case Proof::open_comma: note(open_at, open_cell); break;
        case Proof::malformed:
        case Proof::neither: break;
    }
}

Result<std::optional<DecimalMark>> decide(const MoneyEvidence& evidence,
                                          std::optional<DecimalMark> said) {
    if (said) return said;
    if (evidence.point_at && evidence.comma_at)
        return refuse("amounts_conflict",
                      "Line " + std::to_string(evidence.point_at) + " has " +
                          shown(evidence.point_cell) + " with a decimal point, and line " +
                          std::to_string(evidence.comma_at) + " has " + shown(evidence.comma_cell) +
                          " with a decimal comma.");
    if (evidence.point_at) return std::optional(DecimalMark::point);
    if (evidence.comma_at) return std::optional(DecimalMark::comma);
    if (evidence.open_at)
        return refuse("amounts_ambiguous",
                      shown(evidence.open_cell) + " on line " + std::to_string(evidence.open_at) +
                          " can be read with a factor of 1,000 between, and no "
                          "other row of the column settles it.");
    return std::optional<DecimalMark>{};
}

Result<Amount> read_amount(std::string_view cell, std::optional<DecimalMark> mark,
                           std::optional<Currency> currency) {
    const Sum sum = take_sum_apart(cell);
    const auto unreadable = [&] {
        return no_amount("amount_unreadable", shown(trimmed(cell)) + " is no amount we can read.");
    };
    if (!sum.readable) return unreadable();

    // 1. Whose money.
    Amount amount;
    amount.currency_in_cell = sum.sign == Sign::named;
    if (sum.sign == Sign::named) {
        amount.currency = *sum.currency;
    } else if (sum.sign == Sign::dollar) {
        amount.currency =
            currency && lists(dollars, *currency) ? *currency : Currency{{'U', 'S', 'D'}};
        amount.currency_in_cell = !(currency && lists(dollars, *currency));
    } else if (sum.sign == Sign::crown && !(currency && lists(crowns, *currency))) {
        return no_amount("currency_unclear",
                         shown(trimmed(cell)) +
                             " does not say whose crowns; say --currency or map "
                             "a currency column.");
    } else if (currency) {
        amount.currency = *currency;
    } else {
        return no_amount(
            "currency_unclear",
            shown(trimmed(cell)) + " names no currency; say --currency or map a currency column.");
    }

    // 2. Which mark is the decimal one: what the cell proves must agree with the column.
    char decimal = 0;
    switch (sum.proof) {
        case Proof::malformed: return unreadable();
        case Proof::neither: decimal = '.'; break;
        case Proof::point: decimal = '.'; break;
        case Proof::comma: decimal = ','; break;
        case Proof::open_point:
        case Proof::open_comma:
            if (!mark)
                return no_amount("amount_ambiguous", shown(trimmed(cell)) +
                                                         " can be read with a factor of 1,000 "
                                                         "between; say --decimal.");
            decimal = *mark == DecimalMark::point ? '.' : ',';
            break;
    }
    if (mark && (sum.proof == Proof::point || sum.proof == Proof::comma) &&
        (*mark == DecimalMark::point) != (sum.proof == Proof::point))
        return no_amount("amount_unreadable",
                         shown(trimmed(cell)) + " can't be read with a decimal " +
                             std::string(word_of(*mark)) + ", as the rest of its column is.");

    // 3. Digits, and how many of them are decimals.
    std::string digits;
    int scale = decimals_of(amount.currency) + sum.zeros;
    bool after = false;
    for (const char c : sum.number) {
        if (is_digit(c)) {
            digits += c;
            scale -= after ? 1 : 0;
        } else {
            after = after || c == decimal;
        }
    }
    if (scale >= 0) {
        digits.append(static_cast<std::size_t>(scale), '0');
    } else {
        const auto cut = static_cast<std::size_t>(-scale);
        if (digits.size() < cut) digits.insert(0, cut - digits.size(), '0');
        const std::string dropped = digits.substr(digits.size() - cut);
        digits.resize(digits.size() - cut);
        amount.rounded = dropped.find_first_not_of('0') != std::string::npos;
        if (dropped[0] >= '5') {  // Half away from zero.
            digits.insert(0, 1, '0');
            std::size_t i = digits.size() - 1;
            while (digits[i] == '9') digits[i--] = '0';
            ++digits[i];
        }
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.size() > 15)
        return no_amount("amount_too_large", shown(trimmed(cell)) + " is more than we can keep.");
    std::int64_t minor = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), minor);
    if (minor > Money::largest)
        return no_amount("amount_too_large", shown(trimmed(cell)) + " is more than we can keep.");
    amount.minor = sum.negative ? -minor : minor;
    return amount;
}

std::string plain_amount(const Money& money) {
    const auto decimals = static_cast<std::size_t>(decimals_of(money.currency));
    std::string digits = std::to_string(money.minor < 0 ? -money.minor : money.minor);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
    return (money.minor < 0 ? "-" : "") + digits;
}

}  // namespace ante::connect
