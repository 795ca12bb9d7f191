#include "base/digits.h"

#include <array>
#include <cstring>

namespace ante {
namespace {

using std::chrono::year_month_day;

using Pairs = std::array<char, 512>;

constexpr Pairs hex_pairs() {
    constexpr std::string_view digits = "0123456789abcdef";
    Pairs pairs{};
    for (std::size_t byte = 0; byte < 256; ++byte) {
        pairs[2 * byte] = digits[byte >> 4];
        pairs[2 * byte + 1] = digits[byte & 15];
    }
    return pairs;
}
constexpr Pairs hex = hex_pairs();

char* put_byte(std::uint8_t byte, char* at) {
    std::memcpy(at, hex.data() + 2 * std::size_t{byte}, 2);
    return at + 2;
}

// With leading zeros; only as many of its last digits as there is width.
char* put_digits(unsigned number, std::size_t width, char* at) {
    for (std::size_t i = width; i-- > 0; number /= 10) at[i] = static_cast<char>('0' + number % 10);
    return at + width;
}

char* put_day(const year_month_day& day, char* at) {
    at = put_digits(static_cast<unsigned>(static_cast<int>(day.year())), 4, at);
    *at++ = '-';
    at = put_digits(static_cast<unsigned>(day.month()), 2, at);
    *at++ = '-';
    return put_digits(static_cast<unsigned>(day.day()), 2, at);
}

}  // namespace

char* put_uuid(const Uuid& id, char* at) {
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) *at++ = '-';
        at = put_byte(id.bytes[i], at);
    }
    return at;
}

char* put_instant(Instant moment, char* at) {
    const auto day = std::chrono::floor<Days>(moment);
    const auto ms = static_cast<unsigned>((moment - day).count());
    at = put_day(year_month_day{day}, at);
    *at++ = 'T';
    at = put_digits(ms / 3'600'000, 2, at);
    *at++ = ':';
    at = put_digits(ms / 60'000 % 60, 2, at);
    *at++ = ':';
    at = put_digits(ms / 1'000 % 60, 2, at);
    *at++ = '.';
    at = put_digits(ms % 1'000, 3, at);
    *at++ = 'Z';
    return at;
}

char* put_date(Date day, char* at) {
    return put_day(year_month_day{day}, at);
}

}  // namespace ante
