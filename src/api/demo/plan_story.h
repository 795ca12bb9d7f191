#pragma once
// A deal whose plan to go live came from a template.

#include "api/demo/stories.h"

namespace ante::api::demo {

Scene a_plan_to_go_live(const Plot& plot);

}  // namespace ante::api::demo
