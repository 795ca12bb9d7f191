#include "base/json.h"

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>

#include "base/json_parse.h"

namespace ante {
namespace {

namespace bj = boost::json;

constexpr std::size_t deepest = 32;

// ---- writing
// -------------------------------------------------------------------------------------

void write_fields(const Type& type, const void* value, std::string& out, bool& first) {
    for (const FieldRow& row : type.fields) {
        const void* member = row.of(value);
        if (row.type->shape == Shape::optional && row.type->value(member) == nullptr) continue;
        if (!first) out += ',';
        first = false;
        out += '"';
        out += row.name;
        out += "\":";
        write_json(*row.type, member, out);
    }
}

// ---- reading
// -------------------------------------------------------------------------------------

struct Reader {
    Input how;
    std::string pointer{};
    std::vector<FieldError> errors{};

    void wrong(std::string_view code, std::string detail) {
        errors.push_back({pointer, std::string(code), std::move(detail)});
    }
};

// Appends "/name" to the pointer for as long as it lives.
class Below {
public:
    Below(Reader& in, std::string_view name) : in_(in), length_(in.pointer.size()) {
        in.pointer += '/';
        for (const char c : name) {  // RFC 6901, section 3.
            if (c == '~')
                in.pointer += "~0";
            else if (c == '/')
                in.pointer += "~1";
            else
                in.pointer += c;
        }
    }
    ~Below() { in_.pointer.resize(length_); }
    Below(const Below&) = delete;
    Below& operator=(const Below&) = delete;

private:
    Reader& in_;
    std::size_t length_;
};

void read(const Type& type, void* value, const Limits& limits, const bj::value& from, Reader& in);

void read_integer(const Type& type, void* value, const Limits& limits, const bj::value& from,
                  Reader& in) {
    std::int64_t n = 0;
    if (from.is_int64()) {
        n = from.get_int64();
    } else if (from.is_uint64()) {
        return in.wrong("out_of_range", "That number is too large.");
    } else {
        return in.wrong("wrong_type", "This must be a whole number.");
    }
    const std::int64_t least = std::max(type.least, limits.min);
    const std::int64_t most = std::min(type.most, limits.max);
    if (in.how == Input::strict && (n < least || n > most))
        return in.wrong("out_of_range", "This must be from " + std::to_string(least) + " to " +
                                            std::to_string(most) + ".");
    type.set(value, n);
}

void read_real(void* value, const Limits& limits, const bj::value& from, Reader& in) {
    if (!from.is_number()) return in.wrong("wrong_type", "This must be a number.");
    const double number = from.is_double()  ? from.get_double()
                          : from.is_int64() ? static_cast<double>(from.get_int64())
                                            : static_cast<double>(from.get_uint64());
    // What is not finite could not be written again.
    const bool within = in.how == Input::stored || (number >= static_cast<double>(limits.min) &&
                                                    number <= static_cast<double>(limits.max));
    if (!std::isfinite(number) || !within)
        return in.wrong("out_of_range", "That number is out of range.");
    *static_cast<double*>(value) = number;
}

void read_text(void* value, const Limits& limits, const bj::value& from, Reader& in) {
    if (!from.is_string()) return in.wrong("wrong_type", "This must be a text.");
    const std::string_view text = from.get_string();
    if (in.how == Input::strict) {
        if (auto error = check_text(in.pointer, text, limits)) {
            in.errors.push_back(*std::move(error));
            return;
        }
    }
    static_cast<std::string*>(value)->assign(text);
}

void read_word(const Type& type, void* value, const bj::value& from, Reader& in) {
    if (from.is_string()) {
        const std::string_view word = from.get_string();
        for (std::size_t i = 0; i < type.words.size(); ++i)
            if (type.words[i] == word) return type.set(value, static_cast<std::int64_t>(i));
    }
    std::string list;
    for (const std::string_view word : type.words) {
        if (!list.empty()) list += ", ";
        list += word;
    }
    in.wrong("unknown_word", "This must be one of: " + list + ".");
}

void read_scalar(const Type& type, void* value, const bj::value& from, Reader& in) {
    if (from.is_string() && type.parse(value, std::string_view(from.get_string()))) return;
    if (type.name == "date-time")
        return in.wrong("wrong_format", "This must be a time like 2026-05-14T09:00:00Z.");
    if (type.name == "date")
        return in.wrong("wrong_format", "This must be a date like 2026-05-14.");
    if (type.name == "uuid")
        return in.wrong("wrong_format", "This must be an id of 36 characters.");
    in.wrong("wrong_format", "This must be a " + std::string(type.name) + ".");
}

void read_list(const Type& type, void* value, const Limits& limits, const bj::value& from,
               Reader& in) {
    if (!from.is_array()) return in.wrong("wrong_type", "This must be a list.");
    const bj::array& items = from.get_array();
    if (in.how == Input::strict && items.size() > limits.max_items)
        return in.wrong("too_many_items",
                        "At most " + std::to_string(limits.max_items) + " are taken here.");
    type.clear(value);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Below below(in, std::to_string(i));
        read(*type.inner, type.append(value), limits, items[i], in);
    }
}

void read_object(const Type& type, void* value, const bj::object& from, std::string_view tag,
                 Reader& in) {
    if (in.how == Input::strict) {
        for (const auto& [key, unused] : from) {
            const std::string_view name = key;
            bool known = name == tag;
            for (const FieldRow& row : type.fields)
                known = known || (row.name == name && !row.limits.from_path);
            if (known) continue;
            const Below below(in, name);
            in.wrong("unknown_field", "There is no such field here.");
        }
    }
    for (const FieldRow& row : type.fields) {
        const bj::value* given = from.if_contains(row.name);
        const bool optional = row.type->shape == Shape::optional;
        if (row.limits.from_path && in.how == Input::strict) continue;
        if (given == nullptr || (given->is_null() && optional)) {
            if (in.how == Input::strict && !optional && !row.limits.may_be_absent) {
                const Below below(in, row.name);
                in.wrong("missing", "This is needed.");
            }
            continue;
        }
        const Below below(in, row.name);
        read(*row.type, row.of(value), row.limits, *given, in);
    }
}

// 1e400 is JSON, but reads as infinity, and that can't be written. At most `deepest` calls deep.
bool is_finite(const bj::value& value) {
    if (value.is_double()) return std::isfinite(value.get_double());
    if (const auto* array = value.if_array())
        return std::all_of(array->begin(), array->end(), is_finite);
    if (const auto* object = value.if_object())
        return std::all_of(object->begin(), object->end(),
                           [](const auto& pair) { return is_finite(pair.value()); });
    return true;
}

void read_choice(const Type& type, void* value, const bj::value& from, Reader& in) {
    if (!from.is_object()) return in.wrong("wrong_type", "This must be an object.");
    const bj::object& object = from.get_object();
    const bj::value* tag = object.if_contains("type");
    if (tag != nullptr && tag->is_string()) {
        const std::string_view word = tag->get_string();
        for (std::size_t i = 0; i < type.alternatives.size(); ++i)
            if (type.alternatives[i].word == word)
                return read_object(*type.alternatives[i].type, type.emplace(value, i), object,
                                   "type", in);
    }
    std::string list;
    for (const Alternative& alternative : type.alternatives) {
        if (!list.empty()) list += ", ";
        list += alternative.word;
    }
    const Below below(in, "type");
    in.wrong("unknown_word", "This must be one of: " + list + ".");
}

void read(const Type& type, void* value, const Limits& limits, const bj::value& from, Reader& in) {
    switch (type.shape) {
        case Shape::boolean:
            if (!from.is_bool()) return in.wrong("wrong_type", "This must be true or false.");
            return type.set(value, from.get_bool() ? 1 : 0);
        case Shape::integer: return read_integer(type, value, limits, from, in);
        case Shape::real: return read_real(value, limits, from, in);
        case Shape::text: return read_text(value, limits, from, in);
        case Shape::word: return read_word(type, value, from, in);
        case Shape::scalar: return read_scalar(type, value, from, in);
        case Shape::raw:
            if (!is_finite(from)) return in.wrong("out_of_range", "A number in it is too large.");
            static_cast<Raw*>(value)->json = bj::serialize(from);
            return;
        case Shape::optional: return read(*type.inner, type.emplace(value, 0), limits, from, in);
        case Shape::list: return read_list(type, value, limits, from, in);
        case Shape::object:
            if (!from.is_object()) return in.wrong("wrong_type", "This must be an object.");
            return read_object(type, value, from.get_object(), "", in);
        case Shape::choice: return read_choice(type, value, from, in);
    }
}

}  // namespace

void write_json_text(std::string_view text, std::string& out) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t clean = 0;  // Everything before is written.
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, clean, i - clean);
        clean = i + 1;
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                out += "\\u00";
                out += hex[c >> 4];
                out += hex[c & 15];
        }
    }
    out.append(text, clean, text.size() - clean);
    out += '"';
}

void write_json_real(double value, std::string& out) {
    if (!std::isfinite(value)) {  // JSON has no word for it; none of our figures should be.
        out += "null";
        return;
    }
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void write_json(const Type& type, const void* value, std::string& out) {
    switch (type.shape) {
        case Shape::boolean: out += type.get(value) != 0 ? "true" : "false"; return;
        case Shape::integer: {
            std::array<char, 24> digits{};
            const auto end =
                std::to_chars(digits.data(), digits.data() + digits.size(), type.get(value)).ptr;
            out.append(digits.data(), end);
            return;
        }
        case Shape::real: return write_json_real(*static_cast<const double*>(value), out);
        case Shape::text: return write_json_text(*static_cast<const std::string*>(value), out);
        case Shape::word:
            out += '"';
            out += type.words[static_cast<std::size_t>(type.get(value))];
            out += '"';
            return;
        case Shape::scalar:
            out += '"';
            type.print(value, out);
            out += '"';
            return;
        case Shape::raw: out += static_cast<const Raw*>(value)->json; return;
        case Shape::optional: {
            const void* held = type.value(value);
            if (held == nullptr)
                out += "null";
            else
                write_json(*type.inner, held, out);
            return;
        }
        case Shape::list: {
            out += '[';
            const std::size_t size = type.size(value);
            for (std::size_t i = 0; i < size; ++i) {
                if (i != 0) out += ',';
                write_json(*type.inner, type.at(value, i), out);
            }
            out += ']';
            return;
        }
        case Shape::object: {
            out += '{';
            bool first = true;
            write_fields(type, value, out, first);
            out += '}';
            return;
        }
        case Shape::choice: {
            const Alternative& present =
                type.alternatives[static_cast<std::size_t>(type.get(value))];
            out += R"({"type":")";
            out += present.word;
            out += '"';
            bool first = false;
            write_fields(*present.type, type.value(value), out, first);
            out += '}';
            return;
        }
    }
}

Result<void> read_json(const Type& type, void* value, std::string_view text, Input how) {
    std::array<unsigned char, 16'384> space;  // Most bodies need no heap.
    bj::monotonic_resource resource(space.data(), space.size());
    boost::system::error_code failed;
    const bj::value parsed = parse_json(text, deepest, &resource, failed);
    if (failed)
        return Error{
            No::invalid, "json_malformed", "That is not JSON: " + failed.message() + ".", {}};

    Reader in{.how = how};
    read(type, value, Limits{.max_length = 100'000, .max_items = 10'000}, parsed, in);
    if (in.errors.empty()) return success();
    std::string detail = in.errors.size() == 1 ? "One field is wrong: " : "Some fields are wrong: ";
    detail += in.errors.front().pointer + " – " + in.errors.front().detail;
    return Error{No::invalid, "input_invalid", std::move(detail), std::move(in.errors)};
}

bool is_text(std::string_view bytes) {
    // RFC 3629, section 4.
    for (std::size_t i = 0; i < bytes.size();) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        std::size_t more = 0;
        unsigned least = 0;
        unsigned point = 0;
        if (c == 0) return false;
        if (c < 0x80) {
            ++i;
            continue;
        }
        if (c >= 0xc2 && c <= 0xdf) {
            more = 1;
            least = 0x80;
            point = c & 0x1fU;
        } else if ((c & 0xf0) == 0xe0) {
            more = 2;
            least = 0x800;
            point = c & 0x0fU;
        } else if (c >= 0xf0 && c <= 0xf4) {
            more = 3;
            least = 0x10000;
            point = c & 0x07U;
        } else
            return false;
        if (i + more >= bytes.size()) return false;
        for (std::size_t k = 1; k <= more; ++k) {
            const auto next = static_cast<unsigned char>(bytes[i + k]);
            if ((next & 0xc0) != 0x80) return false;
            point = point << 6 | (next & 0x3fU);
        }
        if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return false;
        i += more + 1;
    }
    return true;
}

std::size_t length_of(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    return count;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

std::optional<FieldError> check_text(std::string_view pointer, std::string_view text,
                                     const Limits& limits) {
    const auto wrong = [&](std::string_view code, std::string detail) {
        return FieldError{std::string(pointer), std::string(code), std::move(detail)};
    };
    if (!is_text(text)) return wrong("not_text", "This holds bytes that are not text (UTF-8).");
    if (limits.min_length > 0 && is_blank(text)) return wrong("empty", "This must not be empty.");
    const std::size_t length = length_of(text);
    if (length < limits.min_length)
        return wrong("too_short",
                     "This needs at least " + std::to_string(limits.min_length) + " characters.");
    if (length > limits.max_length)
        return wrong("too_long", "This has " + std::to_string(length) + " characters; " +
                                     std::to_string(limits.max_length) + " are the most.");
    return std::nullopt;
}

}  // namespace ante
