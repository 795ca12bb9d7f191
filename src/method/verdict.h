#pragma once
// What a verdict rests on, gathered once for all meetings of a deal: verdict_of and meetings_held
// in ledger.h are its public faces.

#include <vector>

#include "method/deal.h"

namespace ante::method {

// What the buyer's promises of grade ≥ 1 that were made in a meeting, and agreed, cost him
// together.
struct Given {
    MeetingId meeting{};
    double points = 0;
};

// By meeting, for all meetings in which anything was given.
std::vector<Given> given_in_meetings(const Deal& deal);

// METHOD 4's table. `points`: what was given in this meeting; 0: nothing.
Verdict verdict(const Meeting& meeting, double points);

}  // namespace ante::method
