#pragma once
// The figures of somebody, as they are answered and as they are written into files.

#include "api/endpoint.h"
#include "method/review/figures.h"
#include "store/review.h"

namespace ante::api {

struct AskFigures {
    std::optional<method::MemberId> member{};
    std::optional<std::string> team{};
    method::ReviewBy by = method::ReviewBy::week;
    static constexpr auto fields =
        describe(field<&AskFigures::member>("member", "Whose; absent: of the team."),
                 field<&AskFigures::team>("team",
                                          "Which team's; absent: yours, or your own figures if you "
                                          "have none to lead.",
                                          {.max_length = 100}),
                 field<&AskFigures::by>("by", "Weeks or months.", {.may_be_absent = true}));
};

struct ReviewOf {
    std::optional<method::MemberId> member{};
    std::optional<std::string> team{};
    std::string name;
    method::ReviewBy by = method::ReviewBy::week;
    method::Span recent{};
    method::Span past{};
    std::vector<method::Span> buckets{};
    std::vector<method::FigureReport> figures{};
    std::vector<store::VerdictCount> last_verdicts{};
    static constexpr auto fields =
        describe(field<&ReviewOf::member>("member", "The member, if it is one's."),
                 field<&ReviewOf::team>("team", "The team, if it is a team's."),
                 field<&ReviewOf::name>("name", "His name, or the team's; empty: everybody."),
                 field<&ReviewOf::by>("by", "Weeks or months."),
                 field<&ReviewOf::recent>("recent", "The last 4 weeks; by month, the last 13."),
                 field<&ReviewOf::past>("past", "The three times as many before."),
                 field<&ReviewOf::buckets>("buckets", "Calendar weeks or months of both."),
                 field<&ReviewOf::figures>("figures", "One of each figure."),
                 field<&ReviewOf::last_verdicts>(
                     "last_verdicts", "Open deals by the verdict of their last meeting."));
};

// Who may see whose: a rep his own, a manager his team's and of each in it, an admin everybody's.
// Absent both: the team of a manager, all of an admin, else the member's own. `not_your_figures`.
Result<store::Whose> whose_figures(const Reading& in, const std::optional<method::MemberId>& member,
                                   const std::optional<std::string>& team);

Result<ReviewOf> figures_of(const Reading& in, const store::Whose& whose, method::ReviewBy by);

}  // namespace ante::api
