#pragma once
// What is allowed in a plan, and would be better made otherwise (METHOD 4).

#include <string>
#include <vector>

#include "method/deal.h"

namespace ante::method {

struct PlanAdvice {
    MeetingId meeting{};
    AskId ask{};
    std::string code{};  // owner_not_in_the_room, owner_out_of_reach
    std::string says{};
    static constexpr auto fields =
        describe(field<&PlanAdvice::meeting>("meeting", "The meeting."),
                 field<&PlanAdvice::ask>("ask", "The ask in its plan."),
                 field<&PlanAdvice::code>("code", "owner_not_in_the_room or owner_out_of_reach."),
                 field<&PlanAdvice::says>("says", "Why, in one sentence."));
    bool operator==(const PlanAdvice&) const = default;
};

// An ask's owner will be in the room or can be reached through who is (METHOD 4). Who reaches whom
// nobody has told us, so this is advice and no refusal:
//
//     owner_not_in_the_room   others are expected in the meeting: one of them must carry it to him
//     owner_out_of_reach      nobody else of the buyer's side is: who should?
//
// Of open asks in meetings that are still to be debriefed; in the order of the plan.
std::vector<PlanAdvice> advice_on_plan(const Deal& deal, const Meeting& meeting);

}  // namespace ante::method
