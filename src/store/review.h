#pragma once
// What the manager's view reads (METHOD 12). Figures are sums over `deal_day`, one small row for
// each deal and day on which anything happened: no deal is read for them. Measured in
// docs/REVIEW.md.

#include <optional>
#include <string>
#include <vector>

#include "method/review/figures.h"
#include "method/review/survival.h"
#include "store/deal_list.h"

namespace ante::store {

// One member, one team, or (neither) everybody. Whoever may ask for whom was checked before.
struct Whose {
    std::optional<method::MemberId> member{};
    std::optional<std::string> team{};
};

// The sums of each day of the span, all deals together. Reads a range of the key for each member.
Result<std::vector<method::DayTally>> days_of(Connection& db, method::WorkspaceId id,
                                              const Whose& whose, const method::Span& span);

// The verdicts of the last meetings of open deals: how many deals have which; empty: none held yet.
struct VerdictCount {
    std::string verdict;
    std::int64_t deals = 0;
    static constexpr auto fields = describe(
        field<&VerdictCount::verdict>("verdict", "Of the last meeting; empty: none was held yet."),
        field<&VerdictCount::deals>("deals", "Open deals."));
};
Result<std::vector<VerdictCount>> last_verdicts(Connection& db, method::WorkspaceId id,
                                                const Whose& whose);

// Open deals for the weekly meeting: those in which the buyer has acted since a day, the most
// points first, or those in which he has not, the most momentum first.
enum class ReviewOrder : std::uint8_t { acted, silent };
constexpr auto words(ReviewOrder) {
    return std::array{"acted"sv, "silent"sv};
}
struct ReviewQuery {
    Scope scope = Scope::team;
    std::optional<method::MemberId> owner{};
    ReviewOrder which = ReviewOrder::acted;
    Date since{};
    std::int64_t limit = 20;
    std::optional<std::string> after{};
};
Result<Page<method::DealId>> to_review(Connection& db, const Viewer& viewer,
                                       const ReviewQuery& query);

// Open deals that somebody proposed to let go, by owner; 200 at most.
Result<std::vector<method::DealId>> proposed_to_let_go(Connection& db, const Viewer& viewer,
                                                       Scope scope);

// Requests that were accepted over one that was not answered yet, the last asked first.
struct OverriddenRequest {
    method::DealId deal{};
    method::RequestId request{};
    Instant asked_at{};
};
Result<Page<OverriddenRequest>> overridden(Connection& db, const Viewer& viewer, Scope scope,
                                           std::int64_t limit,
                                           const std::optional<std::string>& after);

// The deals of the workspace whose second meeting was held, the last 20,000 of them.
struct EarlySample {
    std::vector<method::Watched> with;  // an advance in the first two meetings
    std::vector<method::Watched> without;
    std::int64_t closed_with = 0;  // won or lost
    std::int64_t closed_without = 0;
    std::int64_t won_with = 0;
    std::int64_t won_without = 0;
};
inline constexpr std::int64_t largest_sample = 20'000;
// In days, from the end of the second meeting until the deal was won; who lost, parked or still
// sells has left the watch then, or now.
Result<EarlySample> early_sample(Connection& db, method::WorkspaceId id, Instant now);

// Deals that were in play at some time since then, the last changed first.
struct Lately {
    method::DealId deal{};
    std::string name;
    std::string state;
    Instant changed_at{};
    std::optional<int> account_fit{};
};
Result<std::vector<Lately>> in_play_since(Connection& db, method::WorkspaceId id, Instant since,
                                          const std::optional<Lately>& after, std::int64_t limit);

}  // namespace ante::store
