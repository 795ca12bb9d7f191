#include "method/advice/asked.h"

namespace ante::method {
namespace {

bool agreed_to(const Deal& deal, const Ask& ask) {
    if (ask.outcome == AskOutcome::accepted) return true;
    if (ask.outcome != AskOutcome::changed || !ask.commitment) return false;
    const Commitment* promise = deal.commitment(*ask.commitment);
    return promise && promise->effort >= ask.effort;
}

}  // namespace

std::vector<AnsweredAsk> answered_asks(const Deal& deal) {
    std::vector<AnsweredAsk> answered;
    for (const Meeting& meeting : deal.meetings) {
        if (!meeting.plan) continue;
        for (const Ask& ask : meeting.plan->asks) {
            if (ask.outcome == AskOutcome::open || ask.effort == Effort::compliance) continue;
            const Player* owner = deal.player(ask.owner);
            if (!owner) continue;
            answered.push_back({ask.id, ask.play, ask.effort, owner->role, agreed_to(deal, ask)});
        }
    }
    return answered;
}

}  // namespace ante::method
