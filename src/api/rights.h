#pragma once
// Who may do what: the one place that is asked before an operation runs.

#include <span>

#include "api/endpoint.h"
#include "api/input.h"

namespace ante::api {

// The deal that the path is about, for Right::see_deal and Right::change_deal; empty otherwise.
//
// What he may not see is not there: `deal_not_found`, `meeting_not_found`, … as if it had never
// been made. What he may see and not change: `not_yours_to_change`. Below a role:
// `managers_only`, `admins_only`.
Result<std::optional<method::DealId>> check_right(store::Connection& db,
                                                  const store::Viewer& viewer, Right right,
                                                  std::span<const PathValue> path);

}  // namespace ante::api
