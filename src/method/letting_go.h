#pragma once
// Letting a deal go is agreed between two: whoever of us proposes it, and whoever carries the deal
// (METHOD 12). What follows is ParkDeal or LoseDeal, as events of the deal (commands.h).

#include "method/deal.h"

namespace ante::method {

// One of us proposes to let the deal go, the other agrees or keeps it.
struct ProposeLettingGo {
    LettingGoHow how = LettingGoHow::park;
    std::optional<Date> until{};
    LostTo to = LostTo::no_decision;
    std::string why{};
    static constexpr auto fields = describe(
        field<&ProposeLettingGo::how>("how", "Park it, or call it lost."),
        field<&ProposeLettingGo::until>("until", "To park: the day to look again."),
        field<&ProposeLettingGo::to>("to", "To lose: to whom.", {.may_be_absent = true}),
        field<&ProposeLettingGo::why>("why", "Why.", {.max_length = 2000, .may_be_absent = true}));
};
struct AgreeLettingGo {
    static constexpr auto fields = describe();
};
struct DeclineLettingGo {
    std::string why{};
    static constexpr auto fields = describe(field<&DeclineLettingGo::why>(
        "why", "Why the deal is kept.", {.max_length = 2000, .may_be_absent = true}));
};

}  // namespace ante::method
