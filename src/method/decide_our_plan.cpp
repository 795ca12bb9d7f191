// Decisions on our plan: started from a template, and moved with the buyer's go-live. Both only
// ever propose: nothing is agreed here.

#include <algorithm>

#include "method/decisions.h"
#include "method/templates/days.h"
#include "method/templates/replan.h"

namespace ante::method {
namespace {

Refusal if_go_live_past(Date go_live, Date today) {
    if (go_live >= today) return std::nullopt;
    return refuse("go_live_past",
                  words_of(go_live) + " is past. When does the buyer mean to work with it?");
}

// The line at which a promise is refused, so that a screen can show it there.
Error at_line(Error no, std::size_t line) {
    no.fields.push_back({"/lines/" + std::to_string(line) + "/promise", no.code, no.detail});
    return no;
}

const PlanMove* move_of(const std::vector<PlanMove>& moves, CommitmentId promise) {
    const auto found = std::ranges::find(moves, promise, &PlanMove::promise);
    return found == moves.end() ? nullptr : &*found;
}

bool stands_still(const Deal& deal, const MoveGoLive& command) {
    return command.promises.empty() && deal.go_live == command.to &&
           std::ranges::all_of(deal.plans,
                               [&](const OurPlan& plan) { return plan.go_live == command.to; });
}

}  // namespace

Outcome on(const Deal& deal, const StartPlan& command, const Situation& now) {
    Decision decision(deal, now);
    const Date today = decision.today();

    // 1. It is work for a deal that goes on, towards a day that is to come.
    if (Refusal no = if_not_in_play(deal)) return *no;
    if (Refusal no = if_go_live_past(command.go_live, today)) return *no;
    if (Refusal no = if_full(deal.plans.size(), DealLimits::plans, "plans")) return *no;

    // 2. Something is proposed, and each of it is a promise that counts.
    std::size_t proposed = 0;
    for (std::size_t i = 0; i < command.lines.size(); ++i) {
        if (!command.lines[i].promise) continue;
        ++proposed;
        if (Refusal no = refuse_promise(deal, *command.lines[i].promise, today, now.settings))
            return at_line(std::move(*no), i);
    }
    if (proposed == 0)
        return refuse("plan_empty", "Nothing is left of the plan. Leave in what you propose.");
    if (Refusal no =
            if_full(deal.commitments.size() + proposed - 1, DealLimits::promises, "promises"))
        return *no;

    // 3. Its days can be told again when go-live moves.
    OurPlan plan{command.from_template, command.name, today, command.go_live, {}};
    std::vector<Timed> lines;
    for (const PlanEntry& entry : command.lines)
        if (entry.when) lines.push_back({entry.key, {}, *entry.when});
    TRYV(days_of(lines, {plan.start, plan.go_live}));

    for (const PlanEntry& entry : command.lines) {
        std::optional<CommitmentId> promise;
        if (entry.promise) {
            promise = decision.name<CommitmentTag>();
            decision.propose(commitment_from(*entry.promise, *promise, now.at, Side::seller));
        }
        if (entry.when) plan.lines.push_back({entry.key, *entry.when, promise});
    }
    decision.add(PlanStarted{std::move(plan), now.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const MoveGoLive& command, const Situation& now) {
    Decision decision(deal, now);
    const Side by = now.by.person ? Side::buyer : command.by;
    if (Refusal no = if_over(deal)) return *no;
    if (by == Side::seller)
        if (Refusal no = if_parked(deal)) return *no;
    if (Refusal no = if_go_live_past(command.to, decision.today())) return *no;

    const std::vector<PlanMove> moves = moves_with(deal, command.to, decision.today());
    for (const CommitmentId id : command.promises) {
        const Commitment* promise = deal.commitment(id);
        if (!promise) return not_found("promise");
        const PlanMove* move = move_of(moves, id);
        if (!move || move->past)
            return refuse("promise_does_not_follow",
                          in_quotes(promise->what) +
                              (move ? " would be due on " + words_of(move->to) +
                                          ", which is past. Move it by hand."
                                    : " does not hang on the go-live date, or is settled."));
        if (promise->moves.size() >= DealLimits::moves)
            return refuse("moved_too_often", in_quotes(promise->what) + " was moved " +
                                                 std::to_string(promise->moves.size()) +
                                                 " times. Call it missed, or release it.");
    }
    if (stands_still(deal, command)) return std::vector<Event>{};

    if (by == Side::buyer) decision.buyer_acts();
    GoLiveMoved moved{deal.go_live, command.to, by, {}, now.at};
    for (const PlanMove& move : moves) {
        if (std::ranges::find(command.promises, move.promise) == command.promises.end()) continue;
        if (move.agreed)
            decision.add(PromiseMoved{move.promise, move.from, move.to, by, now.at});
        else
            moved.redated.push_back({move.promise, move.to});
    }
    decision.add(std::move(moved));
    return std::move(decision).events();
}

}  // namespace ante::method
