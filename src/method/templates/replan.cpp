#include "method/templates/replan.h"

#include <algorithm>

#include "method/templates/days.h"

namespace ante::method {
namespace {

bool follows(const Commitment* promise) {
    return promise && (promise->open() || std::holds_alternative<Proposed>(promise->state));
}

void add_moves(std::vector<PlanMove>& moves, const Deal& deal, const OurPlan& plan, Date go_live,
               Date today) {
    std::vector<Timed> lines;
    for (const PlannedLine& line : plan.lines) lines.push_back({line.key, {}, line.when});
    const auto before = days_of(lines, {plan.start, plan.go_live});
    const auto after = days_of(lines, {plan.start, go_live});
    if (!before || !after) return;  // They were in order when the plan was started.
    const std::vector<bool> hang = hang_on_go_live(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!hang[i] || !plan.lines[i].promise) continue;
        const Commitment* promise = deal.commitment(*plan.lines[i].promise);
        const Date was = before.value()[i];
        const Date is = after.value()[i];
        if (!follows(promise) || was == is) continue;
        const std::int64_t apart = working_days_between(was, promise->due);
        const Date to = apart == 0 ? is : step_working_days(is, apart);
        if (to == promise->due) continue;
        moves.push_back({promise->id, promise->what, promise->side(), promise->open(), promise->due,
                         to, to < today});
    }
}

}  // namespace

std::vector<PlanMove> moves_with(const Deal& deal, Date go_live, Date today) {
    std::vector<PlanMove> moves;
    for (const OurPlan& plan : deal.plans) add_moves(moves, deal, plan, go_live, today);
    std::ranges::stable_sort(moves, {}, &PlanMove::from);
    return moves;
}

}  // namespace ante::method
