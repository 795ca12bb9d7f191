#include "method/verdict.h"

#include <algorithm>

#include "method/ledger.h"

namespace ante::method {
namespace {

// An ask of grade 0 is our work: accepting it is no advance, and no measure of one.
bool reached(const Ask* ask, double points_given) {
    if (!ask || !is_advance(ask->effort)) return false;
    return ask->outcome == AskOutcome::accepted || points_given >= points(ask->effort);
}

bool counts(const Commitment& promise) {
    return promise.meeting && promise.side() == Side::buyer && is_advance(promise.effort) &&
           promise.was_agreed();
}

}  // namespace

std::vector<Given> given_in_meetings(const Deal& deal) {
    std::vector<Given> all;
    for (const Commitment& promise : deal.commitments)
        if (counts(promise)) all.push_back({*promise.meeting, points(promise.effort)});
    std::ranges::sort(all, {}, &Given::meeting);

    std::vector<Given> together;
    for (const Given& one : all) {
        if (together.empty() || together.back().meeting != one.meeting)
            together.push_back(one);
        else
            together.back().points += one.points;
    }
    return together;
}

// METHOD 4: the first row that applies.
Verdict verdict(const Meeting& meeting, double points) {
    if (meeting.closed_with) return *meeting.closed_with;

    const Ask* best = meeting.plan ? meeting.plan->best() : nullptr;
    const Ask* minimum = meeting.plan ? meeting.plan->minimum() : nullptr;
    if (reached(best, points)) return Verdict::advance_best;
    if (reached(minimum, points)) return Verdict::advance_minimum;
    if (points > 0) return Verdict::advance_other;
    if (minimum && minimum->outcome == AskOutcome::declined) return Verdict::refused;
    return Verdict::continuation;
}

std::optional<Verdict> verdict_of(const Deal& deal, const Meeting& meeting) {
    if (!meeting.debrief) return std::nullopt;
    double given = 0;
    for (const Commitment& promise : deal.commitments)
        if (counts(promise) && *promise.meeting == meeting.id) given += points(promise.effort);
    return verdict(meeting, given);
}

}  // namespace ante::method
