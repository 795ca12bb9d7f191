#pragma once
// What the sample tells of relations: an ideal customer, touches of a year, people with an interval
// of their own.

#include "api/demo/scene.h"
#include "store/records.h"

namespace ante::api::demo {

std::vector<Criterion> ideal_customer();

// Industry, segment and need of the nth account: most fit, every twelfth does not.
void fill_in(Account& account, std::size_t nth);

// Touches with the nth account, by that rep, over the last nine months.
Result<void> record_touches(store::Transaction& in, store::Workspace& workspace, const Cast& cast,
                            std::size_t nth, const Member& rep, Instant now);

// Companies without a deal: some of us are in touch with them, some nobody looks after. Each has a
// managing director, a head of operations and a dispatcher.
inline constexpr int resting_count = 16;
Result<void> record_resting(store::Transaction& in, store::Workspace& workspace,
                            const std::vector<Member>& reps, Instant founded, Instant now);

}  // namespace ante::api::demo
