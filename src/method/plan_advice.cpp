#include "method/plan_advice.h"

#include <algorithm>

namespace ante::method {
namespace {

// Who is expected and still in the deal.
const Player* somebody_in(const Deal& deal, const Meeting& meeting) {
    for (const PersonId person : meeting.players) {
        const Player* player = deal.player(person);
        if (player && !player->left_at) return player;
    }
    return nullptr;
}

}  // namespace

std::vector<PlanAdvice> advice_on_plan(const Deal& deal, const Meeting& meeting) {
    std::vector<PlanAdvice> advice;
    if (!meeting.plan || meeting.cancelled_at || meeting.debrief) return advice;
    const Player* there = somebody_in(deal, meeting);
    for (const Ask& ask : meeting.plan->asks) {
        if (ask.outcome != AskOutcome::open) continue;
        if (std::ranges::find(meeting.players, ask.owner) != meeting.players.end()) continue;
        const std::string owner(deal.name_of(ask.owner));
        if (there)
            advice.push_back({meeting.id, ask.id, "owner_not_in_the_room",
                              owner + " is not expected in this meeting. Ask " + there->name +
                                  " to bring " + owner + " or to carry it there; or ask " +
                                  there->name + " for something."});
        else
            advice.push_back({meeting.id, ask.id, "owner_out_of_reach",
                              "Nobody is expected in this meeting who could carry this to " +
                                  owner + ". Expect " + owner + ", or somebody close."});
    }
    return advice;
}

}  // namespace ante::method
