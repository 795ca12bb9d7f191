#pragma once
// How often each kind of ask was answered, and how often with a yes: what the advisor learns from
// (method/advice/experience.h), counted as deals change, so that advice reads a few hundred rows
// and not every ask there ever was. The counts are of the whole workspace and name nobody.

#include "method/advice/experience.h"
#include "store/deal_rows.h"

namespace ante::store {

// What all asks of a workspace have taught.
Result<method::Experience> experience_of(Connection& db, const Workspace& workspace);

// A deal's answered asks were these, and are those.
Result<void> put_tallies(Connection& db, const std::vector<AnsweredAskRow>& before,
                         const std::vector<AnsweredAskRow>& after);
// Are they the sum of the answered asks, and can be made so again (verify.h).
Result<bool> tallies_are_right(Connection& db, method::WorkspaceId id);
Result<void> remake_tallies(Connection& db, method::WorkspaceId id);

}  // namespace ante::store
