#pragma once
// How well an account fits the ideal customer, and its tier (METHOD 11).

#include <optional>
#include <string>
#include <vector>

#include "method/people.h"
#include "method/settings.h"

namespace ante::method {

// One criterion's part in the fit.
struct FitReason {
    Attribute attribute = Attribute::industry;
    std::int64_t weight = 0;
    std::optional<std::int64_t> points{};  // 0, 50 or 100; empty: nobody knows
    std::string value{};                   // the account's
    std::string says{};                    // "Industry is Logistics: wanted."

    static constexpr auto fields =
        describe(field<&FitReason::attribute>("attribute", "What was looked at."),
                 field<&FitReason::weight>("weight", "How much it weighs."),
                 field<&FitReason::points>("points", "0, 50 or 100; absent: nobody knows."),
                 field<&FitReason::value>("value", "What the account has."),
                 field<&FitReason::says>("says", "In one sentence."));
    bool operator==(const FitReason&) const = default;
};

// Where a fit comes from. One that somebody gave – by hand, or by an import – stands, for he knew
// something that no criterion asks for; emptied, the criteria's comes back.
enum class FitFrom : std::uint8_t { nothing, criteria, given };
constexpr auto words(FitFrom) {
    return std::array{"nothing"sv, "criteria"sv, "given"sv};
}

struct Fit {
    std::optional<std::int64_t> value{};     // 0–100; empty: unknown
    std::optional<std::int64_t> computed{};  // by the criteria, even if another was given
    FitFrom from = FitFrom::nothing;
    std::vector<FitReason> reasons{};

    static constexpr auto fields = describe(
        field<&Fit::value>("value", "0 to 100; absent: not enough is known."),
        field<&Fit::computed>("computed", "By the criteria, even if another one was given."),
        field<&Fit::from>("from", "The criteria, or somebody who gave it."),
        field<&Fit::reasons>("reasons", "Each criterion's part in it."));
    bool operator==(const Fit&) const = default;
};

// The weighted mean of the criteria whose attribute is known, rounded, halves up. What nobody knows
// counts neither for nor against; if less than half of the weight is known, so is nothing of the
// fit.
Fit fit_of(const Account& account, const std::vector<Criterion>& ideal);

// The tier that somebody gave it; else by fit, and one higher (C to B, B to A) if the account's
// deals in play and won are worth `tier_value` or more. An account whose fit is unknown counts as
// C once it has bought or has a deal in play, and as none before.
Tier tier_of(const Account& account, const Fit& fit, std::int64_t value_minor, bool has_deals,
             const Settings& settings);

// Days between real touches: the account's own, else its tier's; empty: none wanted.
std::optional<std::int64_t> interval_of(const Account& account, Tier tier,
                                        const Settings& settings);

}  // namespace ante::method
