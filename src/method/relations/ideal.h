#pragma once
// The ideal customer and the tiers, as a workspace writes them down (METHOD 11). What follows from
// them for one account is in fit.h.

#include <array>
#include <string>
#include <vector>

#include "base/fields.h"

namespace ante::method {

// What of an account a criterion looks at.
enum class Attribute : std::uint8_t { industry, segment, size, region, need };
constexpr auto words(Attribute) {
    return std::array{"industry"sv, "segment"sv, "size"sv, "region"sv, "need"sv};
}

// "Industry, weighs 30: logistics and transport are ours, retail half of it." Words are compared
// without regard to case and accents; "50-500" and "200+" match a size that is a number within.
struct Criterion {
    Attribute attribute = Attribute::industry;
    std::int64_t weight = 1;
    std::vector<std::string> wanted{};  // counts in full
    std::vector<std::string> partly{};  // counts half

    static constexpr auto fields = describe(
        field<&Criterion::attribute>("attribute", "What of the account is looked at."),
        field<&Criterion::weight>("weight", "How much it weighs beside the others.",
                                  {.min = 1, .max = 100}),
        field<&Criterion::wanted>("wanted", "What we are good for: counts in full.",
                                  {.max_length = 100, .max_items = 50, .may_be_absent = true}),
        field<&Criterion::partly>("partly", "What will do: counts half.",
                                  {.max_length = 100, .max_items = 50, .may_be_absent = true}));
    bool operator==(const Criterion&) const = default;
};

enum class Tier : std::uint8_t { a, b, c, none };
constexpr auto words(Tier) {
    return std::array{"A"sv, "B"sv, "C"sv, "none"sv};
}

// From which fit an account is of a tier, and after how many days without real contact it is due.
struct TierTerms {
    Tier tier = Tier::c;
    std::int64_t fit_from = 0;
    std::int64_t every_days = 90;

    static constexpr auto fields = describe(
        field<&TierTerms::tier>("tier", "A, B or C."),
        field<&TierTerms::fit_from>("fit_from", "From this fit on.", {.min = 0, .max = 100}),
        field<&TierTerms::every_days>("every_days", "A real touch at least every so many days.",
                                      {.min = 1, .max = 730}));
    bool operator==(const TierTerms&) const = default;
};

// A every 30 days from a fit of 75, B every 60 from 50, C every 120 from 25. Our judgement; a
// workspace's own.
std::vector<TierTerms> default_tiers();

}  // namespace ante::method
