#include "scenarios/runner/scenario_tests.h"

#include <cctype>

#include "method/rules/rule.h"

namespace ante::scenarios {
namespace {

void add(std::vector<Case>& cases, const std::string& where, std::string_view text) {
    const auto scenarios = read_script(text);
    if (!scenarios) {
        cases.push_back({where, scenarios.error().detail, {0, "can be read", {}}});
        return;
    }
    if (scenarios.value().empty())
        cases.push_back({where, "there is no scenario in it", {0, "is not empty", {}}});
    for (const Scenario& scenario : scenarios.value()) cases.push_back({where, "", scenario});
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Case& one) {
    return out << one.where << ":" << one.scenario.line << " " << one.scenario.title;
}

std::vector<Case> all_scenarios() {
    const std::string folder = ANTE_SOURCE "/tests/scenarios/";
    std::vector<Case> cases;
    for (const std::string& path : scripts_in(folder))
        add(cases, path.substr(folder.size(), path.size() - folder.size() - 5), text_of_file(path));
    return cases;
}

std::vector<Case> all_examples() {
    std::vector<Case> cases;
    for (const method::Rule* rule : method::all_rules())
        add(cases, "rule/" + std::string(rule->id), rule->examples);
    return cases;
}

std::string test_name(const Case& one) {
    std::string name;
    for (const char c : one.where + "__" + one.scenario.title) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) continue;
        name += std::isalnum(byte) ? c : '_';
    }
    return name;
}

}  // namespace ante::scenarios
