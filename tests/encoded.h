#pragma once
// Any bytes as a part of an address or a form: each as %XX.

#include <string>
#include <string_view>

namespace ante::tests {

inline std::string encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += hex[byte >> 4];
        out += hex[byte & 15];
    }
    return out;
}

}  // namespace ante::tests
