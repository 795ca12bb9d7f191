#pragma once
// Each scenario as a GoogleTest case of its own, for the programs that play them.

#include <ostream>
#include <string>
#include <vector>

#include "scenarios/runner/play.h"

namespace ante::scenarios {

struct Case {
    std::string where;  // "requests/one_at_a_time", "rule/quiet"
    std::string error;  // The script could not be read.
    Scenario scenario;
};
std::ostream& operator<<(std::ostream& out, const Case& one);

std::vector<Case> all_scenarios();  // tests/scenarios/**.test
std::vector<Case> all_examples();   // of every rule of the method

// "requests_one_at_a_time__the_second_waits": what GoogleTest takes for a name.
std::string test_name(const Case& one);

}  // namespace ante::scenarios
