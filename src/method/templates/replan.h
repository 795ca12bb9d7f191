#pragma once
// The go-live date moves: which promises of the plans would follow, and to which day. Only told
// here; MoveGoLive (commands.h) moves those that the seller names.

#include "method/deal.h"

namespace ante::method {

struct PlanMove {
    CommitmentId promise{};
    std::string what{};
    Side side = Side::buyer;
    bool agreed = false;  // its move counts (METHOD 3); of a proposed one only the day changes
    Date from{};
    Date to{};
    bool past = false;  // it would lie in the past: it can't follow

    static constexpr auto fields = describe(
        field<&PlanMove::promise>("promise", "The promise."),
        field<&PlanMove::what>("what", "What it is."),
        field<&PlanMove::side>("side", "Whose it is."),
        field<&PlanMove::agreed>("agreed",
                                 "Agreed: its move counts. Only proposed: it gets another day, "
                                 "and nothing counts."),
        field<&PlanMove::from>("from", "The day it has."),
        field<&PlanMove::to>("to", "Its new day."),
        field<&PlanMove::past>("past", "It would lie in the past, so it can't follow."));
    bool operator==(const PlanMove&) const = default;
};

// Those that hang on go-live and are agreed or proposed, in the order of their days. Each keeps the
// distance, in working days, that somebody gave it from the template's day.
std::vector<PlanMove> moves_with(const Deal& deal, Date go_live, Date today);

}  // namespace ante::method
