#pragma once
// Our plan: how a deal gets to the buyer's go-live (METHOD 14). It stands in the deal as what it
// was worked back from: which of its promises hang on which day, so that they can follow when the
// go-live date moves. The promises themselves are the deal's commitments.

#include <optional>
#include <string>
#include <vector>

#include "method/values.h"

namespace ante::method {

// What a line's day is counted from.
enum class Anchor : std::uint8_t { start, go_live, line };
constexpr auto words(Anchor) {
    return std::array{"start"sv, "go_live"sv, "line"sv};
}
// Days of the calendar, or Monday to Friday only. Holidays are not known.
enum class CountedIn : std::uint8_t { days, working_days };
constexpr auto words(CountedIn) {
    return std::array{"days"sv, "working_days"sv};
}

// "3 days after the demo", "10 working days before go-live".
struct When {
    Anchor from = Anchor::go_live;
    std::string line{};       // whose day it is counted from, with Anchor::line
    std::int64_t offset = 0;  // before it if negative
    CountedIn unit = CountedIn::working_days;

    static constexpr std::int64_t farthest = 500;
    static constexpr auto fields =
        describe(field<&When::from>(
                     "from", "The day the plan starts, the buyer's go-live, or another line."),
                 field<&When::line>("line", "That other line's key.",
                                    {.max_length = 40, .may_be_absent = true}),
                 field<&When::offset>("offset", "So many days after it; before it if negative.",
                                      {.min = -farthest, .max = farthest}),
                 field<&When::unit>("unit", "Calendar days, or working days (Monday to Friday).",
                                    {.may_be_absent = true}));
    bool operator==(const When&) const = default;
};

// A line of the template, and the promise it became; none: it was taken out, and others may still
// hang on it.
struct PlannedLine {
    std::string key{};
    When when{};
    std::optional<CommitmentId> promise{};

    static constexpr auto fields =
        describe(field<&PlannedLine::key>("key", "The line's key in its template."),
                 field<&PlannedLine::when>("when", "The day that the template gave it."),
                 field<&PlannedLine::promise>("promise", "The promise it became; absent: none."));
    bool operator==(const PlannedLine&) const = default;
};

struct OurPlan {
    std::string from_template{};  // its id
    std::string name{};           // as the template was called then
    Date start{};
    Date go_live{};  // from which it is worked back; the deal's may have moved since
    std::vector<PlannedLine> lines{};

    static constexpr auto fields = describe(
        field<&OurPlan::from_template>("from_template", "The id of the template it came from."),
        field<&OurPlan::name>("name", "What the template was called then."),
        field<&OurPlan::start>("start", "The day on which it was proposed."),
        field<&OurPlan::go_live>("go_live", "The go-live date from which it is worked back."),
        field<&OurPlan::lines>("lines", "Its lines, in their order."));
    bool operator==(const OurPlan&) const = default;
};

}  // namespace ante::method
