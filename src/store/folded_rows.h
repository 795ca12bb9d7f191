#pragma once
// What the lists know of a deal (deal_rows.h), for who has folded its ledger already: folding is
// most of the work of a command on a long deal.

#include "method/ledger.h"
#include "store/deal_rows.h"

namespace ante::store {

// `ledger` must be the deal's under the workspace's settings.
DealRows rows_of(const method::Deal& deal, std::int64_t version, Instant changed_at,
                 const Workspace& workspace, const Beside& beside, const method::Ledger& ledger);

}  // namespace ante::store
