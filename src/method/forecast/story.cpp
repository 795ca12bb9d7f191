#include "method/forecast/story.h"

#include <algorithm>
#include <tuple>

namespace ante::method::forecast {

bool before(const Deed& a, const Deed& b) {
    const auto key = [](const Deed& d) {
        return std::tuple(d.at, d.side, d.kind, d.grade, d.came, d.role, d.worth, d.person);
    };
    return key(a) < key(b);
}

std::span<const Deed> Story::known_at(Instant at) const {
    const auto end = std::upper_bound(deeds.begin(), deeds.end(), at,
                                      [](Instant t, const Deed& deed) { return t < deed.at; });
    return deeds.first(static_cast<std::size_t>(end - deeds.begin()));
}

std::uint64_t lot_of(std::string_view id) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : id)
        hash = (hash ^ static_cast<unsigned char>(c)) * std::uint64_t{1099511628211};
    hash ^= hash >> 31;
    hash *= 0x9e3779b97f4a7c15U;
    return hash ^ (hash >> 29);
}

}  // namespace ante::method::forecast
