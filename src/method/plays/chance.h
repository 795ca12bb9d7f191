#pragma once
// P(accept): how likely somebody is to agree to what we ask (METHOD 10), before anybody here has
// asked. A prior by grade and role, moved by what is special about the play.
//
// The prior is judgement, not measurement, and says so wherever it is shown. A workspace's own asks
// will outweigh it as they come in.

#include <compare>
#include <cstdint>
#include <optional>

#include "method/plays/play.h"

namespace ante::method {

// In basis points: 10'000 is certain. Whole numbers, so that two machines agree.
class Chance {
public:
    static constexpr std::int64_t certain = 10'000;

    static constexpr Chance basis_points(std::int64_t n) {
        return Chance(n < 0 ? 0 : n > certain ? certain : n);
    }
    static constexpr Chance percent(std::int64_t n) { return basis_points(n * 100); }

    constexpr std::int64_t basis_points() const { return value_; }
    constexpr std::int64_t percent() const { return (value_ + 50) / 100; }  // Rounded, to show.
    constexpr double share() const { return static_cast<double>(value_) / certain; }
    constexpr auto operator<=>(const Chance&) const = default;

    constexpr Chance() = default;

private:
    constexpr explicit Chance(std::int64_t n) : value_(n) {}
    std::int64_t value_ = 0;
};

// METHOD 7, `ask_beyond_authority`, and METHOD 10: below this somebody is unlikely to be able to
// give it. Default of a workspace's threshold.
inline constexpr Chance beyond_authority = Chance::percent(20);

// Of something of that grade, not in the library. Certain for compliance: it costs nothing.
Chance chance(Effort effort, Role role);

// Of a play. Whoever it does not name among `given_by` has a quarter of the usual odds, whoever is
// not on one of its levels half. A person whose level is unknown is taken to be on one of them.
// Always within 1 % and 95 %: nobody is certain, and nobody is hopeless.
Chance chance(const Play& play, Role role, std::optional<Level> level = std::nullopt);

}  // namespace ante::method

// In JSON a whole number of basis points.
template <>
struct ante::detail::Make<ante::method::Chance> {
    static constexpr Type table() {
        using method::Chance;
        return {.shape = Shape::integer,
                .name = "integer",
                .most = Chance::certain,
                .get = [](const void* p) { return as<Chance>(p).basis_points(); },
                .set = [](void* p, std::int64_t v) { as<Chance>(p) = Chance::basis_points(v); }};
    }
};
