#pragma once
// A template worked back from a deal's go-live: a draft with days and owners, and in words what
// does not fit. A draft promises nothing; StartPlan (commands.h) proposes what is left of it.

#include "method/decide.h"
#include "method/templates/plan_template.h"

namespace ante::method {

// What a seller settles before a line can be proposed, or had better look at.
struct Misfit {
    // In the way: past, owner_missing, and the refusals of a promise that counts (METHOD 3).
    // To look at: after_go_live, out_of_order, due_too_far, proof_missing.
    std::string code{};
    std::string says{};
    bool in_the_way = false;
    static constexpr auto fields =
        describe(field<&Misfit::code>("code", "Stable, snake_case."),
                 field<&Misfit::says>("says", "One sentence."),
                 field<&Misfit::in_the_way>("in_the_way", "Can't it be proposed so?"));
    bool operator==(const Misfit&) const = default;
};

// A promise as it is proposed to the seller; the same as what he sends back.
struct DraftPromise : PromiseDraft {
    static constexpr auto fields = PromiseDraft::fields;
    bool operator==(const DraftPromise&) const = default;
};

struct DraftLine {
    std::string key{};  // of the template's line; empty: the seller's own
    DraftPromise promise{};
    std::optional<Role> role{};      // whose it would be, by the template
    std::optional<When> when{};      // as the template tells its day
    std::optional<Date> planned{};   // the day the template gives it
    std::optional<Date> earliest{};  // the first day it could get, where its own is past
    std::string why{};
    std::vector<Misfit> misfits{};

    static constexpr auto fields =
        describe(field<&DraftLine::key>("key", "The template's line; empty: one of your own."),
                 field<&DraftLine::promise>("promise", "As it would be proposed."),
                 field<&DraftLine::role>("role", "Whose it would be, by the template."),
                 field<&DraftLine::when>("when", "How the template tells its day."),
                 field<&DraftLine::planned>("planned", "The day the template gives it."),
                 field<&DraftLine::earliest>("earliest",
                                             "The first day it could get, where its own is past."),
                 field<&DraftLine::why>("why", "Why it stands here; for you, not for the buyer."),
                 field<&DraftLine::misfits>("misfits", "What does not fit, in words."));
    bool operator==(const DraftLine&) const = default;
};

struct PlanDraft {
    std::string from_template{};
    std::string name{};
    Date start{};  // today
    Date go_live{};
    std::vector<DraftLine> lines{};
    std::int64_t late_by = 0;  // working days by which the first line is past
    std::string says{};
    bool valid = false;  // could all of it be proposed as it stands?

    static constexpr auto fields = describe(
        field<&PlanDraft::from_template>("from_template", "The template's id."),
        field<&PlanDraft::name>("name", "What it is called."),
        field<&PlanDraft::start>("start", "Today, in the workspace's time zone."),
        field<&PlanDraft::go_live>("go_live", "The buyer's go-live date."),
        field<&PlanDraft::lines>("lines", "In the template's order.", {.max_items = 260}),
        field<&PlanDraft::late_by>("late_by",
                                   "Working days by which it starts late: its first line is as "
                                   "long past. 0: it fits."),
        field<&PlanDraft::says>("says", "Whether it fits, in words."),
        field<&PlanDraft::valid>("valid", "Could all of it be proposed as it stands?"));
    bool operator==(const PlanDraft&) const = default;
};

// The template for this deal: owners are its players by their roles, ours its owner. `today` is the
// workspace's. Refusals, in order of precedence: `go_live_past`, then those of expect_usable. What
// merely does not fit is told in the draft (its misfits are those of `judge`).
Result<PlanDraft> draft_of(const PlanTemplate& plan, const Deal& deal, Date go_live, Date today,
                           const Settings& settings);

// The same draft with the seller's changes: misfits, late_by, says and valid are told anew.
void judge(PlanDraft& draft, const Deal& deal, Date today, const Settings& settings);

// A template made of the promises that a deal's plan was made of: what was declined, released or
// withdrawn, and the attendance of meetings is left out. Each day is told in working days before
// `go_live`, or after it.
PlanTemplate template_of(const Deal& deal, Date go_live);

}  // namespace ante::method
