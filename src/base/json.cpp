#include "base/json.h"

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/digits.h"
#include "base/json_parse.h"

namespace ante {
namespace {

namespace bj = boost::json;

constexpr std::size_t deepest = 32;

// ---- writing
// -------------------------------------------------------------------------------------

// The end of a text that grows. The string is kept larger than what is written, and cut to it in
// the end: appending piece by piece was half of the writing.
class Sink {
public:
    explicit Sink(std::string& out) : out_(out), used_(out.size()) {}
    ~Sink() { out_.resize(used_); }
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    // Room for so many more characters, and where they go; taken() says how far they went.
    char* room(std::size_t size) {
        if (out_.size() - used_ < size) out_.resize(used_ + size + std::max(least, used_ / 2));
        return out_.data() + used_;
    }
    void taken(const char* end) { used_ = static_cast<std::size_t>(end - out_.data()); }

    void put(char c) {
        *room(1) = c;
        ++used_;
    }
    void put(std::string_view text) {
        std::memcpy(room(text.size()), text.data(), text.size());
        used_ += text.size();
    }
    // With the quotes; nothing in it needs escaping.
    void put_word(std::string_view word, char after = '\0') {
        char* at = room(word.size() + 3);
        *at++ = '"';
        std::memcpy(at, word.data(), word.size());
        at += word.size();
        *at++ = '"';
        if (after != '\0') *at++ = after;
        taken(at);
    }

private:
    static constexpr std::size_t least = 512;
    std::string& out_;
    std::size_t used_;
};

void write(const Type& type, const void* value, Sink& out);

void write_fields(const Type& type, const void* value, Sink& out, bool& first) {
    for (const FieldRow& row : type.fields) {
        const void* member = row.of(value);
        if (row.type->shape == Shape::optional && row.type->value(member) == nullptr) continue;
        if (!first) out.put(',');
        first = false;
        out.put_word(row.name, ':');
        write(*row.type, member, out);
    }
}

// Eight bytes that are all plain: no quote, no backslash, nothing below a blank. (Sean Anderson,
// "Bit Twiddling Hacks": a byte below n; sometimes a plain one is taken for such.)
bool are_plain(const char* eight) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, eight, sizeof bytes);
    const auto below = [](std::uint64_t in, std::uint64_t n) {
        return (in - ones * n) & ~in & (ones * 0x80);
    };
    return (below(bytes, 0x20) | below(bytes ^ ones * '"', 1) | below(bytes ^ ones * '\\', 1)) == 0;
}

// At most so long that its escapes fit into the room for it.
void write_part(std::string_view text, Sink& out) {
    static constexpr char hex[] = "0123456789abcdef";
    constexpr std::size_t longest_escape = 6;
    char* at = out.room(text.size() * longest_escape);
    for (std::size_t i = 0; i < text.size();) {
        if (i + 8 <= text.size() && are_plain(text.data() + i)) {
            std::memcpy(at, text.data() + i, 8);
            at += 8;
            i += 8;
            continue;
        }
        const char c = text[i++];
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && c != '"' && c != '\\') {
            *at++ = c;
            continue;
        }
        *at++ = '\\';
        switch (c) {
            case '"':
            case '\\': *at++ = c; break;
            case '\n': *at++ = 'n'; break;
            case '\r': *at++ = 'r'; break;
            case '\t': *at++ = 't'; break;
            default:
                std::memcpy(at, "u00", 3);
                at[3] = hex[byte >> 4];
                at[4] = hex[byte & 15];
                at += 5;
        }
    }
    out.taken(at);
}

void write_text(std::string_view text, Sink& out) {
    constexpr std::size_t part = 256;
    out.put('"');
    for (std::size_t i = 0; i < text.size(); i += part) write_part(text.substr(i, part), out);
    out.put('"');
}

void write_integer(std::int64_t number, Sink& out) {
    constexpr std::size_t longest = 20;
    char* const at = out.room(longest);
    out.taken(std::to_chars(at, at + longest, number).ptr);
}

void write_real(double number, Sink& out) {
    if (!std::isfinite(number)) return out.put("null");  // JSON has no word for it.
    constexpr std::size_t longest = 32;
    char* const at = out.room(longest);
    out.taken(std::to_chars(at, at + longest, number).ptr);
}

void write_scalar(const Type& type, const void* value, Sink& out) {
    char* at = out.room(uuid_length + 2);
    *at++ = '"';
    if (type.name == Scalar<Uuid>::name) {  // Id<Tag> is a Uuid and nothing else.
        at = put_uuid(*static_cast<const Uuid*>(value), at);
    } else if (type.name == Scalar<Instant>::name) {
        at = put_instant(*static_cast<const Instant*>(value), at);
    } else if (type.name == Scalar<Date>::name) {
        at = put_date(*static_cast<const Date*>(value), at);
    } else {
        std::string text;
        type.print(value, text);
        return out.put_word(text);
    }
    *at++ = '"';
    out.taken(at);
}

void write(const Type& type, const void* value, Sink& out) {
    switch (type.shape) {
        case Shape::boolean: return out.put(type.get(value) != 0 ? "true"sv : "false"sv);
        case Shape::integer: return write_integer(type.get(value), out);
        case Shape::real: return write_real(*static_cast<const double*>(value), out);
        case Shape::text: return write_text(*static_cast<const std::string*>(value), out);
        case Shape::word:
            return out.put_word(type.words[static_cast<std::size_t>(type.get(value))]);
        case Shape::scalar: return write_scalar(type, value, out);
        case Shape::raw: return out.put(static_cast<const Raw*>(value)->json);
        case Shape::optional: {
            const void* held = type.value(value);
            if (held == nullptr) return out.put("null");
            return write(*type.inner, held, out);
        }
        case Shape::list: {
            out.put('[');
            const std::size_t size = type.size(value);
            for (std::size_t i = 0; i < size; ++i) {
                if (i != 0) out.put(',');
                write(*type.inner, type.at(value, i), out);
            }
            return out.put(']');
        }
        case Shape::object: {
            out.put('{');
            bool first = true;
            write_fields(type, value, out, first);
            return out.put('}');
        }
        case Shape::choice: {
            const Alternative& present =
                type.alternatives[static_cast<std::size_t>(type.get(value))];
            out.put(R"({"type":)");
            out.put_word(present.word);
            bool first = false;
            write_fields(*present.type, type.value(value), out, first);
            return out.put('}');
        }
    }
}

// ---- reading
// -------------------------------------------------------------------------------------

class Below;

struct Reader {
    Input how;
    const Below* place = nullptr;  // null: the whole document
    std::vector<FieldError> errors{};

    std::string pointer() const;
    void wrong(std::string_view code, std::string detail) {
        errors.push_back({pointer(), std::string(code), std::move(detail)});
    }
};

// The place is one step further down for as long as this lives. Where nothing is wrong, which is
// nearly always, no pointer is written.
class Below {
public:
    Below(Reader& in, std::string_view name) : in_(in), above_(in.place), name_(name) {
        in.place = this;
    }
    Below(Reader& in, std::size_t index) : in_(in), above_(in.place), index_(index) {
        in.place = this;
    }
    ~Below() { in_.place = above_; }
    Below(const Below&) = delete;
    Below& operator=(const Below&) = delete;

    void append_to(std::string& pointer) const {
        if (above_ != nullptr) above_->append_to(pointer);
        pointer += '/';
        if (index_) pointer += std::to_string(*index_);
        for (const char c : name_) {  // RFC 6901, section 3.
            if (c == '~')
                pointer += "~0";
            else if (c == '/')
                pointer += "~1";
            else
                pointer += c;
        }
    }

private:
    Reader& in_;
    const Below* above_;
    std::string_view name_{};
    std::optional<std::size_t> index_{};
};

std::string Reader::pointer() const {
    std::string text;
    if (place != nullptr) place->append_to(text);
    return text;
}

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
        if (auto error = check_text("", text, limits)) {
            error->pointer = in.pointer();
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
        const Below below(in, i);
        read(*type.inner, type.append(value), limits, items[i], in);
    }
}

// Of a change: absent leaves it, null empties it.
bool may_be_emptied(const Type& type) {
    return type.shape == Shape::optional && type.inner->shape == Shape::optional;
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
            if (!is_text(name)) {  // No pointer could be text, either.
                in.wrong("not_text", "The name of a field in here is not text (UTF-8).");
                continue;
            }
            const Below below(in, name);
            in.wrong("unknown_field", "There is no such field here.");
        }
    }
    // What we wrote ourselves stands in the order of the fields: the next one is mostly the next.
    auto next = from.begin();
    for (const FieldRow& row : type.fields) {
        const bj::value* given = nullptr;
        if (next != from.end() && std::string_view(next->key()) == row.name)
            given = &(next++)->value();
        else
            given = from.if_contains(row.name);
        const bool optional = row.type->shape == Shape::optional;
        if (row.limits.from_path && in.how == Input::strict) continue;
        if (given != nullptr && given->is_null() && may_be_emptied(*row.type)) {
            row.type->emplace(row.of(value), 0);
            continue;
        }
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
    Sink sink(out);
    write_text(text, sink);
}

void write_json_real(double value, std::string& out) {
    Sink sink(out);
    write_real(value, sink);
}

void write_json(const Type& type, const void* value, std::string& out) {
    Sink sink(out);
    write(type, value, sink);
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
