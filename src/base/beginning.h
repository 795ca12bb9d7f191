#pragma once
// The beginning of a text for which there is less room than it takes: never half a letter of it.

#include <string_view>

namespace ante {

namespace detail {
constexpr bool goes_on(char byte) {  // Within a letter of UTF-8.
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}
}  // namespace detail

// At most so many bytes of well-formed UTF-8.
constexpr std::string_view first_bytes(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && detail::goes_on(text[most])) --most;
    return text.substr(0, most);
}

// At most so many characters (code points) of it.
constexpr std::string_view first_letters(std::string_view text, std::size_t most) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (!detail::goes_on(text[at]) && ++letters > most) return text.substr(0, at);
    return text;
}

}  // namespace ante
