#pragma once
// A scenario file, cut into scenarios and steps. What the steps mean is told in
// tests/scenarios/README.md and read by play.cpp; here they are lines with numbers.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ante::scenarios {

struct Line {
    int number = 0;  // In its file, from 1.
    std::string text;
};

// One thing done, and what is expected of it: the lines after it that begin with "->".
struct Step {
    Line does;
    std::vector<Line> expects;
};

struct Scenario {
    int line = 0;  // Of its heading.
    std::string title;
    std::vector<Step> steps;
};

// Fails with the line's number for a step before the first heading, an expectation before the
// first step, an empty or repeated heading, a heading without steps, a text without its closing
// quote.
Result<std::vector<Scenario>> read_script(std::string_view text);

// Every *.test file below `folder`, by path.
std::vector<std::string> scripts_in(const std::string& folder);
// The whole file; terminates the test program if it can't be read.
std::string text_of_file(const std::string& path);

}  // namespace ante::scenarios
