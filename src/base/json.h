#pragma once
// JSON from and to described structs (base/fields.h).
//
// Written: absent optionals are left out; lists and everything else are always there; times are
// RFC 3339 UTC with milliseconds, ids and enums texts, money {"minor": 1999, "currency": "EUR"}.
// Read strictly (what people and programs send): unknown fields, wrong types, missing fields and
// values beyond their Limits are each named by JSON pointer, all in one answer. Read as stored
// (what we wrote ourselves, perhaps by an older version): unknown fields are passed over and
// missing ones keep their default.

#include <string>
#include <string_view>

#include "base/fields.h"
#include "base/result.h"

namespace ante {

enum class Input : std::uint8_t { strict, stored };

void write_json(const Type& type, const void* value, std::string& out);

template <class T>
std::string to_json(const T& value) {
    std::string out;
    write_json(type_of<T>(), &value, out);
    return out;
}

void write_json_text(std::string_view text, std::string& out);  // Quoted and escaped.
void write_json_real(double value, std::string& out);  // Shortest that reads back the same.

// Reads `text` into `value`, which must be freshly made. On failure `value` is half-filled and the
// error is `json_malformed` (with the place) or `input_invalid` with every wrong field in `fields`.
// Limits: depth 32; broken UTF-8 and U+0000 are refused.
Result<void> read_json(const Type& type, void* value, std::string_view text, Input how);

template <class T>
Result<T> from_json(std::string_view text, Input how = Input::strict) {
    T value{};
    TRYV(read_json(type_of<T>(), &value, text, how));
    return value;
}

// Is it well-formed UTF-8 without U+0000?
bool is_text(std::string_view bytes);
// Characters (code points) of well-formed UTF-8.
std::size_t length_of(std::string_view text);
bool is_blank(std::string_view text);

// Checks one already-read text against limits, the way read_json does; null if it is fine.
std::optional<FieldError> check_text(std::string_view pointer, std::string_view text,
                                     const Limits& limits);

}  // namespace ante
