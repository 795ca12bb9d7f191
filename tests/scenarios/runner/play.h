#pragma once
// Plays one scenario on one stage: reads each line by tests/scenarios/README.md, does it, and
// checks what is expected of it.

#include <optional>
#include <string>

#include "scenarios/runner/script.h"
#include "scenarios/runner/stage.h"

namespace ante::scenarios {

// Empty if all went as the scenario says; else the line, what was expected and what came.
std::optional<std::string> play(const Scenario& scenario, Stage& stage);

}  // namespace ante::scenarios
