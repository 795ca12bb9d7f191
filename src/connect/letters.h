#pragma once
// The letters of a cell, as dates and sums are read from them.

#include <string>
#include <string_view>

namespace ante::connect {

// One code point of well-formed UTF-8; bytes that are none count as themselves. Moves `i` past it.
char32_t take_point(std::string_view text, std::size_t& i);
bool is_wide_blank(char32_t point);
bool is_invisible(char32_t point);

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
inline bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

// The beginning of a cell in quotes, for a sentence about it.
std::string shown(std::string_view cell);

}  // namespace ante::connect
