#pragma once
// Names of things: 128-bit, time-ordered (UUID version 7, RFC 9562), made here, never by a
// database.

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace ante {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    // "0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a", 36 characters, lower case.
    std::string text() const;
    // Takes upper and lower case; nothing else but the 36-character form.
    static std::optional<Uuid> parse(std::string_view text);

    bool nil() const { return *this == Uuid{}; }
    auto operator<=>(const Uuid&) const = default;
};

// An identifier that cannot be mistaken for another's: a DealId is not a PersonId.
template <class Tag>
struct Id {
    Uuid value{};

    std::string text() const { return value.text(); }
    bool nil() const { return value.nil(); }
    auto operator<=>(const Id&) const = default;
};

// Makes new ids, strictly ascending even when the clock stands still or jumps back. Deterministic
// from its seed and the instants it is given. Not thread-safe: each writer has its own; two sources
// with different seeds do not collide (62 random bits).
class IdSource {
public:
    explicit IdSource(std::uint64_t seed) : random_(seed) {}
    Uuid next(Instant now);

    template <class Tag>
    Id<Tag> make(Instant now) {
        return Id<Tag>{next(now)};
    }

private:
    std::uint64_t random_;
    std::int64_t last_ms_ = 0;
    std::uint32_t sequence_ = 0;
};

}  // namespace ante

template <>
struct std::hash<ante::Uuid> {
    std::size_t operator()(const ante::Uuid& id) const noexcept {
        std::size_t low = 0;
        std::memcpy(&low, id.bytes.data() + 8, sizeof low);
        return low;
    }
};
template <class Tag>
struct std::hash<ante::Id<Tag>> {
    std::size_t operator()(const ante::Id<Tag>& id) const noexcept {
        return std::hash<ante::Uuid>{}(id.value);
    }
};
