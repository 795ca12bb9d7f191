#pragma once
// Money is a whole number of minor units (cents, not euros) of one currency.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace ante {

// An ISO 4217 code, three capital letters.
struct Currency {
    std::array<char, 3> code{'E', 'U', 'R'};

    std::string text() const { return {code.begin(), code.end()}; }
    static std::optional<Currency> parse(std::string_view text) {
        if (text.size() != 3) return std::nullopt;
        for (const char c : text)
            if (c < 'A' || c > 'Z') return std::nullopt;
        return Currency{{text[0], text[1], text[2]}};
    }
    auto operator<=>(const Currency&) const = default;
};

// How many decimals a currency has (ISO 4217): 2, but 0 in Japan and 3 in Kuwait.
constexpr int decimals_of(Currency currency) {
    constexpr std::string_view none =
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    constexpr std::string_view three = "BHD IQD JOD KWD LYD OMR TND";
    const std::string_view code(currency.code.data(), currency.code.size());
    if (none.find(code) != std::string_view::npos) return 0;
    return three.find(code) != std::string_view::npos ? 3 : 2;
}

struct Money {
    // Nine trillion (10^12) in a currency with cents: exact as a JavaScript number.
    static constexpr std::int64_t largest = 900'000'000'000'000;

    std::int64_t minor = 0;
    Currency currency{};

    bool operator==(const Money&) const = default;
};  // Described in base/fields.h.

static_assert(Money::largest < (std::int64_t{1} << 53), "must be exact as a JavaScript number");

}  // namespace ante
