#pragma once
// One description of a struct, read by everyone who needs its members by name: the JSON codec
// (base/json.h), the OpenAPI document and through it the TypeScript client, the stored state, the
// columns of a query.
//
//     struct Reading {
//         PersonId who;
//         std::string clarify;
//         static constexpr auto fields = describe(
//             field<&Reading::who>("who", "The decision maker who answered."),
//             field<&Reading::clarify>("clarify", "What he wants cleared.", {.max_length = 500}));
//     };
//
// An enum takes part by a function beside it:      constexpr auto words(Side) { return
// std::array{"buyer"sv, "seller"sv}; } a text-like value by a row of Scalar<T> (below), a
// std::variant of described structs, each with   static constexpr std::string_view word = "kept";
// it is written as one object with "type": "kept".
//
// Of a change, std::optional<std::optional<T>> has three states: absent leaves what is there, null
// (an empty inner one) empties it, a value takes its place.
//
// The tables are built once at compile time and read by one table-driven codec, so that a new
// struct costs the compiler a table and not another codec.

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"

namespace ante {

using namespace std::string_view_literals;

struct Type;

// What a field holds beyond its type. Limits are checked on input (base/json.h, Input::strict) and
// printed into the contract.
struct Limits {
    std::size_t min_length = 0;    // of a text, in characters; 1 also refuses blanks only
    std::size_t max_length = 500;  // of a text, in characters
    std::size_t max_items = 200;   // of a list
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    bool may_be_absent = false;  // Input without it keeps the member's default.
    bool from_path = false;      // Filled from the URL's path, never from the body.
    bool personal = false;       // Says something of a person: rewritten when he is erased.
    bool secret = false;         // Never in a log; write only.
};

struct FieldRow {
    std::string_view name;
    std::string_view doc;
    const Type* type;
    void* (*member)(void* owner);
    Limits limits;

    void* of(void* owner) const { return member(owner); }
    const void* of(const void* owner) const { return member(const_cast<void*>(owner)); }
};

struct Alternative {
    std::string_view word;
    const Type* type;
};

enum class Shape : std::uint8_t {
    boolean,
    integer,
    real,
    text,
    word,
    scalar,
    raw,
    optional,
    list,
    object,
    choice
};

// A type, as a table. Only the rows of its shape are set.
struct Type {
    Shape shape;
    std::string_view name;  // "Deal": the unqualified C++ name. Of scalars: "date-time", "date", …

    std::span<const FieldRow> fields{};           // object
    std::span<const std::string_view> words{};    // word, in the enum's order
    std::span<const Alternative> alternatives{};  // choice, in the variant's order
    const Type* inner = nullptr;                  // optional, list

    std::int64_t least = 0;  // integer: what fits
    std::int64_t most = 0;

    std::int64_t (*get)(const void*) = nullptr;             // boolean, integer, word; choice: index
    void (*set)(void*, std::int64_t) = nullptr;             // boolean, integer, word
    void (*print)(const void*, std::string&) = nullptr;     // scalar
    bool (*parse)(void*, std::string_view) = nullptr;       // scalar
    const void* (*value)(const void*) = nullptr;            // optional (null if empty), choice
    void* (*emplace)(void*, std::size_t) = nullptr;         // optional, choice: a fresh one
    void (*clear)(void*) = nullptr;                         // optional, list
    std::size_t (*size)(const void*) = nullptr;             // list
    const void* (*at)(const void*, std::size_t) = nullptr;  // list
    void* (*append)(void*) = nullptr;                       // list
};

// JSON text that goes through as it is (an event's payload in the feed).
struct Raw {
    std::string json = "null";
    bool operator==(const Raw&) const = default;
};

template <class T>
concept Described = requires {
    T::fields;
};

// Text-like values: how they are written and read, and what they are called in the contract.
template <class T>
struct Scalar;

template <>
struct Scalar<Instant> {
    static constexpr std::string_view name = "date-time";
    static void print(const Instant& v, std::string& out) { out += text_of(v); }
    static std::optional<Instant> parse(std::string_view s) { return parse_instant(s); }
};
template <>
struct Scalar<Date> {
    static constexpr std::string_view name = "date";
    static void print(const Date& v, std::string& out) { out += text_of(v); }
    static std::optional<Date> parse(std::string_view s) { return parse_date(s); }
};
template <>
struct Scalar<Uuid> {
    static constexpr std::string_view name = "uuid";
    static void print(const Uuid& v, std::string& out) { out += v.text(); }
    static std::optional<Uuid> parse(std::string_view s) { return Uuid::parse(s); }
};
template <class Tag>
struct Scalar<Id<Tag>> {
    static constexpr std::string_view name = "uuid";
    static void print(const Id<Tag>& v, std::string& out) { out += v.text(); }
    static std::optional<Id<Tag>> parse(std::string_view s) {
        const auto id = Uuid::parse(s);
        if (!id) return std::nullopt;
        return Id<Tag>{*id};
    }
};
template <>
struct Scalar<Currency> {
    static constexpr std::string_view name = "currency";
    static void print(const Currency& v, std::string& out) { out += v.text(); }
    static std::optional<Currency> parse(std::string_view s) { return Currency::parse(s); }
};

namespace detail {

// "Deal" out of "... [with T = ante::method::Deal]" (g++) or "... [T = ante::method::Deal]"
// (clang).
template <class T>
constexpr std::string_view unqualified_name() {
    std::string_view text = __PRETTY_FUNCTION__;
    text = text.substr(text.find("T = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    if (const auto colon = text.rfind(':'); colon != std::string_view::npos)
        text = text.substr(colon + 1);
    return text;
}

template <class T>
struct Make;  // One specialisation a shape; a type without one can't be described.

template <class T>
inline constexpr Type table = Make<T>::table();

template <class T>
concept HasWords = std::is_enum_v<T> && requires(T e) {
    words(e);
};
template <HasWords T>
inline constexpr auto words_of = words(T{});

template <class T>
const T& as(const void* p) {
    return *static_cast<const T*>(p);
}
template <class T>
T& as(void* p) {
    return *static_cast<T*>(p);
}

template <>
struct Make<bool> {
    static constexpr Type table() {
        return {.shape = Shape::boolean,
                .name = "boolean",
                .get = [](const void* p) { return std::int64_t{as<bool>(p)}; },
                .set = [](void* p, std::int64_t v) { as<bool>(p) = v != 0; }};
    }
};

template <std::integral T>
struct Make<T> {
    static constexpr Type table() {
        return {.shape = Shape::integer,
                .name = "integer",
                .least = std::int64_t{std::numeric_limits<T>::min()},
                .most = std::int64_t{std::numeric_limits<T>::max()},
                .get = [](const void* p) { return static_cast<std::int64_t>(as<T>(p)); },
                .set = [](void* p, std::int64_t v) { as<T>(p) = static_cast<T>(v); }};
    }
};

// Durations are whole numbers; the field's name says of what (minutes, days).
template <class Rep, class Period>
struct Make<std::chrono::duration<Rep, Period>> {
    using T = std::chrono::duration<Rep, Period>;
    static constexpr Type table() {
        return {.shape = Shape::integer,
                .name = "integer",
                .least = -1'000'000'000'000,
                .most = 1'000'000'000'000,
                .get = [](const void* p) { return static_cast<std::int64_t>(as<T>(p).count()); },
                .set = [](void* p, std::int64_t v) { as<T>(p) = T{static_cast<Rep>(v)}; }};
    }
};

template <>
struct Make<double> {
    static constexpr Type table() { return {.shape = Shape::real, .name = "number"}; }
};
template <>
struct Make<std::string> {
    static constexpr Type table() { return {.shape = Shape::text, .name = "string"}; }
};
template <>
struct Make<Raw> {
    static constexpr Type table() { return {.shape = Shape::raw, .name = "json"}; }
};

template <HasWords T>
struct Make<T> {
    static constexpr Type table() {
        return {.shape = Shape::word,
                .name = unqualified_name<T>(),
                .words = std::span<const std::string_view>(words_of<T>),
                .get = [](const void* p) { return static_cast<std::int64_t>(as<T>(p)); },
                .set = [](void* p, std::int64_t v) { as<T>(p) = static_cast<T>(v); }};
    }
};

template <class T>
requires requires {
    Scalar<T>::name;
}
struct Make<T> {
    static constexpr Type table() {
        return {.shape = Shape::scalar,
                .name = Scalar<T>::name,
                .print = [](const void* p, std::string& out) { Scalar<T>::print(as<T>(p), out); },
                .parse =
                    [](void* p, std::string_view s) {
                        auto v = Scalar<T>::parse(s);
                        if (!v) return false;
                        as<T>(p) = *std::move(v);
                        return true;
                    }};
    }
};

template <class T>
struct Make<std::optional<T>> {
    using O = std::optional<T>;
    static constexpr Type table() {
        return {
            .shape = Shape::optional,
            .name = "optional",
            .inner = &detail::table<T>,
            .value = [](const void* p) -> const void* { return as<O>(p) ? &*as<O>(p) : nullptr; },
            .emplace = [](void* p, std::size_t) -> void* { return &as<O>(p).emplace(); },
            .clear = [](void* p) { as<O>(p).reset(); }};
    }
};

template <class T>
struct Make<std::vector<T>> {
    using V = std::vector<T>;
    static constexpr Type table() {
        return {.shape = Shape::list,
                .name = "list",
                .inner = &detail::table<T>,
                .clear = [](void* p) { as<V>(p).clear(); },
                .size = [](const void* p) { return as<V>(p).size(); },
                .at = [](const void* p, std::size_t i) -> const void* { return &as<V>(p)[i]; },
                .append = [](void* p) -> void* { return &as<V>(p).emplace_back(); }};
    }
};

template <Described T>
struct Make<T> {
    static constexpr Type table() {
        return {.shape = Shape::object,
                .name = unqualified_name<T>(),
                .fields = std::span<const FieldRow>(T::fields)};
    }
};

template <class... Ts>
struct Make<std::variant<Ts...>> {
    using V = std::variant<Ts...>;
    static constexpr std::array<Alternative, sizeof...(Ts)> rows{
        Alternative{Ts::word, &detail::table<Ts>}...};
    static constexpr Type table() {
        return {.shape = Shape::choice,
                .name = "choice",
                .alternatives = std::span<const Alternative>(rows),
                .get = [](const void* p) { return static_cast<std::int64_t>(as<V>(p).index()); },
                .value = [](const void* p) -> const void* {
                    return std::visit([](const auto& v) -> const void* { return &v; }, as<V>(p));
                },
                .emplace = [](void* p, std::size_t i) -> void* {
                    static constexpr std::array<void* (*)(V&), sizeof...(Ts)> makers{
                        [](V& v) -> void* { return &v.template emplace<Ts>(); }...};
                    return makers[i](as<V>(p));
                }};
    }
};

template <class T>
struct MemberOf;
template <class O, class M>
struct MemberOf<M O::*> {
    using Owner = O;
    using Value = M;
};

template <auto Member>
void* reach(void* owner) {
    using Owner = typename MemberOf<decltype(Member)>::Owner;
    return &(static_cast<Owner*>(owner)->*Member);
}

// Money lives below this header, so its fields are described here.
template <>
struct Make<Money> {
    static constexpr std::array<FieldRow, 2> rows{
        FieldRow{"minor",
                 "Whole minor units: cents, not euros.",
                 &detail::table<std::int64_t>,
                 &reach<&Money::minor>,
                 {.min = -Money::largest, .max = Money::largest}},
        FieldRow{"currency", "ISO 4217.", &detail::table<Currency>, &reach<&Money::currency>, {}}};
    static constexpr Type table() {
        return {.shape = Shape::object, .name = "Money", .fields = std::span<const FieldRow>(rows)};
    }
};

}  // namespace detail

template <class T>
constexpr const Type& type_of() {
    return detail::table<T>;
}

template <auto Member>
constexpr FieldRow field(std::string_view name, std::string_view doc, Limits limits = {}) {
    using Value = typename detail::MemberOf<decltype(Member)>::Value;
    return {name, doc, &detail::table<Value>, &detail::reach<Member>, limits};
}

template <class... Rows>
constexpr std::array<FieldRow, sizeof...(Rows)> describe(Rows... rows) {
    return {rows...};
}

// The word of an enum's value, and back.
template <detail::HasWords E>
constexpr std::string_view word_of(E value) {
    return detail::words_of<E>[static_cast<std::size_t>(value)];
}
template <detail::HasWords E>
constexpr std::optional<E> from_word(std::string_view word) {
    for (std::size_t i = 0; i < detail::words_of<E>.size(); ++i)
        if (detail::words_of<E>[i] == word) return static_cast<E>(i);
    return std::nullopt;
}

// The word of a variant's present alternative: "kept".
template <class... Ts>
constexpr std::string_view word_of(const std::variant<Ts...>& choice) {
    return std::visit([]<class T>(const T&) { return T::word; }, choice);
}

}  // namespace ante
