#pragma once
// What has to follow from a write, in writes of its own: nobody waits for it, and nothing is lost
// if it does not happen (it is looked for again at the next start).

#include "api/endpoint.h"

namespace ante::api {

// A deal was won: once this is durable, the workspace's pace is measured anew (METHOD 7,
// gone_too_far), and written into its settings when it differs by more than a twentieth.
void measure_pace_after(Writing& in);

// The settings were changed: the deals' figures follow, some at a time, so that others may write in
// between.
void catch_up_after(Writing& in);
void catch_up(store::Store& store, method::WorkspaceId workspace);

// At the start: whatever an earlier process left to be done.
void catch_up_all(store::Store& store);

}  // namespace ante::api
