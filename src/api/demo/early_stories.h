#pragma once
// Stories for the manager's view: deals with two meetings and an end, with an advance in the first
// two or without, and what manager and rep say to each other.

#include "api/demo/stories.h"

namespace ante::api::demo {

Scene an_early_advance(const Plot& plot);
Scene no_early_advance(const Plot& plot);
Scene the_manager_would_let_it_go(const Plot& plot);
Scene coached(const Plot& plot);

}  // namespace ante::api::demo
