#pragma once
// Events that say something about a deal and do nothing in it: its ledger, its story (forecast/)
// and what its account's relation takes from it are the same before and after. Who writes what
// follows from a deal may leave those alone. An event that is not known to be idle is not.

#include "method/events.h"

namespace ante::method {

bool is_idle(const Event& event);

}  // namespace ante::method
