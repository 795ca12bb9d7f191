#include <algorithm>
#include <charconv>
#include <vector>

#include "base/json.h"
#include "connect/letters.h"
#include "connect/spelling.h"

namespace ante::connect {

namespace {

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
