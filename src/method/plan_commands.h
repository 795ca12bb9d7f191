#pragma once
// What is asked of our plan: started from a template, and moved with the buyer's go-live (METHOD
// 14). See commands.h.

#include "method/deal.h"

namespace ante::method {

// A plan from a template (METHOD 14): everything in it is only proposed, ours and the buyer's. Not
// for callers: api/our_plans.cpp makes it of the template and of what the seller left of it.
struct PlanEntry {
    std::string key{};           // of the template's line; empty: a line of the seller's own
    std::optional<When> when{};  // the template's; absent for a line of his own
    std::optional<PromiseDraft> promise{};  // absent: he took it out
    static constexpr auto fields =
        describe(field<&PlanEntry::key>("key", "The template's line.", {.may_be_absent = true}),
                 field<&PlanEntry::when>("when", "The day that the template gives it."),
                 field<&PlanEntry::promise>("promise", "What is proposed."));
};
struct StartPlan {
    std::string from_template{};
    std::string name{};
    Date go_live{};
    std::vector<PlanEntry> lines{};
    static constexpr auto fields =
        describe(field<&StartPlan::from_template>("from_template", "The template's id."),
                 field<&StartPlan::name>("name", "What it is called."),
                 field<&StartPlan::go_live>("go_live", "The buyer's go-live date."),
                 field<&StartPlan::lines>("lines", "In the template's order."));
};
// The go-live date moved, and with it those of the plans' promises that are named. The days they
// get are those of `moves_with` (templates/replan.h).
struct MoveGoLive {
    Date to{};
    Side by = Side::buyer;
    std::vector<CommitmentId> promises{};
    static constexpr auto fields = describe(
        field<&MoveGoLive::to>("to", "The buyer's new go-live date; today or later."),
        field<&MoveGoLive::by>("by",
                               "Who moved it: a buyer act only if the buyer did. For whoever moves "
                               "his own promise it counts as a move."),
        field<&MoveGoLive::promises>("promises", "Which of the plan's promises move with it.",
                                     {.may_be_absent = true}));
};

}  // namespace ante::method
