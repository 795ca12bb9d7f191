#pragma once
// Bytes as text that any column, file or header can hold.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ante::store {

// The URL's alphabet is without padding (RFC 4648, section 5); the other one is section 4's.
enum class Base64 : std::uint8_t { plain, url };

std::string base64_of(std::string_view bytes, Base64 how);

// Empty if the text is not base64 of that kind, to its last character.
std::optional<std::string> from_base64(std::string_view text, Base64 how);

}  // namespace ante::store
