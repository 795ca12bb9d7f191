#include "base/ids.h"

#include "base/digits.h"

namespace ante {
namespace {

// splitmix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
std::uint64_t splitmix(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr bool dash_at(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

}  // namespace

std::string Uuid::text() const {
    std::string out(uuid_length, '-');
    put_uuid(*this, out.data());
    return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Uuid id;
    std::size_t at = 0;
    for (std::uint8_t& byte : id.bytes) {
        if (dash_at(at) && text[at++] != '-') return std::nullopt;
        const int high = hex_digit(text[at++]);
        const int low = hex_digit(text[at++]);
        if (high < 0 || low < 0) return std::nullopt;
        byte = static_cast<std::uint8_t>(high << 4 | low);
    }
    return id;
}

Uuid IdSource::next(Instant now) {
    // 1. The clock may stand still or jump back; the id may not. Within a millisecond 12 bits count
    //    up, and when they are used up we borrow the next millisecond (RFC 9562, 6.2, method 1).
    const std::int64_t ms = now.time_since_epoch().count();
    if (ms > last_ms_) {
        last_ms_ = ms;
        sequence_ = static_cast<std::uint32_t>(splitmix(random_) & 0x3ff);
    } else if (++sequence_ > 0xfff) {
        ++last_ms_;
        sequence_ = 0;
    }

    // 2. 48 bits of milliseconds, version 7, 12 bits of sequence, variant 10, 62 bits of chance.
    Uuid id;
    for (std::size_t i = 0; i < 6; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(last_ms_ >> (40 - 8 * i));
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | sequence_ >> 8);
    id.bytes[7] = static_cast<std::uint8_t>(sequence_);
    const std::uint64_t chance = splitmix(random_);
    std::memcpy(id.bytes.data() + 8, &chance, sizeof chance);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

}  // namespace ante
