#pragma once
// How people and programs spell days and sums, and which of two readings a column's own rows prove.
//
// A cell such as 03/04/2026 or 1,234 has two readings that are a month or a factor of 1,000 apart.
// It is never read by habit: either another cell of the same column proves the reading, or the
// person who imports says it. A column is therefore looked through once (DateEvidence,
// MoneyEvidence: a few counters) before it is read.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/fields.h"
#include "base/money.h"
#include "base/result.h"
#include "base/time.h"

namespace ante::connect {

// clang-format off
enum class DateOrder : std::uint8_t { ymd, dmy, mdy };
constexpr auto words(DateOrder) { return std::array{"ymd"sv, "dmy"sv, "mdy"sv}; }

enum class DecimalMark : std::uint8_t { point, comma };
constexpr auto words(DecimalMark) { return std::array{"point"sv, "comma"sv}; }
// clang-format on

// Lower case, without accents (composed or combining), with single plain blanks for any run of
// blanks, underscores and no-break spaces, and without zero-width characters and quotes around it:
// "País/región " and "PAI\u0301S/REGIO\u0301N" are the same, as are "deal_stage" and "Deal Stage".
// Latin letters only; others are compared as they are.
std::string folded(std::string_view text);
std::string_view trimmed(std::string_view text);

// Does a cell say that there is nothing? "", "-", "n/a", "null", "none", "0000-00-00" …
bool says_nothing(std::string_view cell);

// ---- Days ---------------------------------------------------------------------------------------

// A moment as a cell gives it: a day, with a time of day if it has one, and a zone if it says so.
struct Moment {
    Date day{};
    std::optional<milliseconds> time{};  // Since midnight.
    std::optional<minutes> offset{};     // East of UTC.

    // In `zone` unless the cell has its own. A day without a time is its first moment.
    Instant at(const Zone& zone) const;
    // The day on the calendar of `zone`.
    Date date(const Zone& zone) const;
    bool operator==(const Moment&) const = default;
};

enum class DateStyle : std::uint8_t {
    unreadable,
    certain,  // One reading only: ISO, a month's name, year first, 20260514
    slash,    // 3/5/2026
    dash,     // 3-5-2026
    dot,      // 3.5.2026
    serial,   // 45631.0: days since 1899-12-30, as spreadsheets count (1954 to 2119)
    unix,     // 1760000000 or 1760000000000: seconds or milliseconds since 1970
};

// What the cells of one column say about the order of day and month. Each separator is judged for
// itself. A year of two digits stands last (69 is 1969, 68 is 2068); that it stands first is
// believed only of a number above 31, or on the importer's word.
class DateEvidence {
public:
    void look(std::string_view cell, std::int64_t line);

    struct Separator {
        std::int64_t cells = 0;      // With this separator and the year not first.
        std::int64_t open_at = 0;    // Line of the first that has two readings.
        std::int64_t day_first = 0;  // Line of the first that can only be day-first; 0 is none.
        std::int64_t month_first = 0;
        std::int64_t year_first = 0;  // "31/05/03" with two digits
        std::string open_cell;
        std::string day_first_cell;
        std::string month_first_cell;
    };
    const Separator& slash() const { return by_separator_[0]; }
    const Separator& dash() const { return by_separator_[1]; }
    const Separator& dot() const { return by_separator_[2]; }

    std::int64_t filled() const { return filled_; }
    std::int64_t serials() const { return serials_; }
    std::int64_t unix_times() const { return unix_; }
    std::int64_t unreadable() const { return unreadable_; }

private:
    std::array<Separator, 3> by_separator_{};
    std::int64_t filled_ = 0;
    std::int64_t serials_ = 0;
    std::int64_t unix_ = 0;
    std::int64_t unreadable_ = 0;
};

// How the days of one column are read. An order is there where the column needs one.
struct DateReading {
    std::optional<DateOrder> slash{};
    std::optional<DateOrder> dash{};
    std::optional<DateOrder> dot{};

    static constexpr auto fields =
        describe(field<&DateReading::slash>("slash", "Order of 3/5/2026."),
                 field<&DateReading::dash>("dash", "Order of 3-5-2026."),
                 field<&DateReading::dot>("dot", "Order of 3.5.2026."));
    bool operator==(const DateReading&) const = default;
};

// Refused with `dates_ambiguous` if every cell can be read both ways, `dates_conflict` if some can
// only be read one way and some only the other. `said` is the importer's own word and wins.
Result<DateReading> decide(const DateEvidence& evidence, std::optional<DateOrder> said);

// Refused with `date_unreadable` or, if its day does not exist in that order, `date_impossible`;
// `date_ambiguous` if the reading has no order for it.
Result<Moment> read_moment(std::string_view cell, const DateReading& reading);

// ---- Sums ---------------------------------------------------------------------------------------

// What the cells of one column say about the decimal mark.
//
// The rule. The mark is *proved* by a cell that holds both marks (the last is the decimal one), by
// one that repeats a mark (that one groups), and by one whose only mark is not followed by exactly
// three digits, or is preceded by more than three digits or by a lone zero (it is decimal). A cell
// with a single mark before exactly three digits proves nothing – 1,234 – except that a comma in
// a cell with a currency that has cents groups ("$45,000"): people don't write thousandths of a
// dollar, and programs that print long fractions print a point.
class MoneyEvidence {
public:
    void look(std::string_view cell, std::int64_t line);

    std::int64_t filled = 0;
    std::int64_t unreadable = 0;
    std::int64_t point_at = 0;  // Line of the first that proves a decimal point; 0 is none.
    std::int64_t comma_at = 0;
    std::int64_t open_at = 0;  // Line of the first that has two readings.
    std::string point_cell;
    std::string comma_cell;
    std::string open_cell;
    bool without_currency = false;  // Some cell names none.
    bool dollars = false;           // Some cell says "$" and not whose.
};

// Null if no cell needs it. Refused with `amounts_ambiguous` or `amounts_conflict`.
Result<std::optional<DecimalMark>> decide(const MoneyEvidence& evidence,
                                          std::optional<DecimalMark> said);

struct Amount {
    std::int64_t minor = 0;
    Currency currency{};
    bool currency_in_cell = false;
    bool rounded = false;  // It had more digits than the currency has.
};

// Reads "$45,000", "45k", "1.2M", "1.234,56 €", "(500)", "1'234.50 CHF", "EUR 1 234,50", "1054.0".
// `currency` is used where the cell names none; "$" and "kr" are its, if it is one of those.
// Refused with `amount_unreadable`, `amount_ambiguous`, `amount_too_large`, `currency_unclear`.
Result<Amount> read_amount(std::string_view cell, std::optional<DecimalMark> mark,
                           std::optional<Currency> currency);

// "EUR", "eur", "€", "US$", "Euro": null if it is none we know. "$" alone is USD.
std::optional<Currency> read_currency(std::string_view cell);

// "1054.00": with a point, no groups, as many decimals as the currency has.
std::string plain_amount(const Money& money);

}  // namespace ante::connect
