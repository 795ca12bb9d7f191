// Every scenario, and every rule's examples, on the pure method.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <regex>
#include <set>

#include "scenarios/runner/pure_stage.h"
#include "scenarios/runner/scenario_tests.h"

namespace ante::scenarios {
namespace {

class Pure : public testing::TestWithParam<Case> {};

TEST_P(Pure, plays) {
    ASSERT_EQ(GetParam().error, "");
    PureStage stage;
    const auto failure = play(GetParam().scenario, stage);
    if (failure) FAIL() << GetParam() << "\n  " << *failure;
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
    return test_name(info.param);
}
INSTANTIATE_TEST_SUITE_P(Scenarios, Pure, testing::ValuesIn(all_scenarios()), name_of);
INSTANTIATE_TEST_SUITE_P(Examples, Pure, testing::ValuesIn(all_examples()), name_of);

// The manual promises an example on each side of every rule's edge.
TEST(Examples, every_rule_has_one_that_holds_and_one_that_does_not) {
    for (const method::Rule* rule : method::all_rules()) {
        const std::string id(rule->id);
        bool holds = false;
        bool rests = false;
        const auto scenarios = read_script(rule->examples);
        ASSERT_TRUE(scenarios) << id;
        for (const Scenario& scenario : scenarios.value())
            for (const Step& step : scenario.steps)
                for (const Line& line : step.expects) {
                    holds |=
                        line.text.starts_with(id + " from") || line.text.starts_with(id + " holds");
                    rests |= line.text.starts_with("no " + id) ||
                             line.text.starts_with(id + " does not hold");
                }
        EXPECT_TRUE(holds) << id << " has no example in which it holds";
        EXPECT_TRUE(rests) << id << " has no example in which it does not hold";
    }
}

// Every reason that the method can give for a no is given somewhere: in a scenario or in a rule's
// example, or, where words can't get that far (a stranger's id, a deal with 2,000 promises), in a
// unit test, which names it in quotes.
TEST(Refusals, each_code_is_met_in_a_test) {
    const std::string method = ANTE_SOURCE "/src/method";
    std::string sources;
    std::string tests;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(method)) {
        const std::string path = entry.path().string();
        if (path.ends_with("_test.cpp"))
            tests += text_of_file(path);
        else if (path.ends_with(".cpp"))
            sources += text_of_file(path);
    }
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(ANTE_SOURCE "/tests/unit/method"))
        if (entry.path().extension() == ".cpp") tests += text_of_file(entry.path().string());
    std::set<std::string> met;
    std::vector<Case> cases = all_scenarios();
    std::ranges::copy(all_examples(), std::back_inserter(cases));
    for (const Case& one : cases)
        for (const Step& step : one.scenario.steps)
            for (const Line& line : step.expects)
                if (line.text.starts_with("refused "))
                    met.insert(line.text.substr(8, line.text.find(':') - 8));

    const std::regex given(R"re((refuse|not_found)\(\s*"([a-z_]+)")re");
    std::size_t codes = 0;
    for (std::sregex_iterator at(sources.begin(), sources.end(), given), end; at != end; ++at) {
        const std::string code = (*at)[2].str() + ((*at)[1] == "refuse" ? "" : "_not_found");
        EXPECT_TRUE(met.contains(code) || tests.find('"' + code + '"') != std::string::npos)
            << code << " is given as a reason, but no scenario and no unit test meets it";
        ++codes;
    }
    EXPECT_GT(codes, 50U);
}

// What the language must refuse, so that no scenario passes by being misread.
std::string outcome_of(const std::string& text) {
    const auto scenarios = read_script(text);
    if (!scenarios) return scenarios.error().detail;
    for (const Scenario& scenario : scenarios.value()) {
        PureStage stage;
        if (const auto failure = play(scenario, stage)) return *failure;
    }
    return "passes";
}

TEST(Language, says_where_a_script_is_malformed) {
    EXPECT_EQ(outcome_of("on 5 May\n"), "line 1: a step before the first heading (== …)");
    EXPECT_EQ(outcome_of("== one\n\n-> accepted\n"),
              "line 3: an expectation before the first step");
    EXPECT_EQ(outcome_of("== one\n== two\n"), "line 1: a heading without steps");
    EXPECT_EQ(outcome_of("== one\nwe note \"half\n"), "line 2: a text is not closed by a quote");
    EXPECT_EQ(outcome_of("== one\non 5 May\n== one\n"), "line 3: a second scenario \"one\"");
}

TEST(Language, fails_on_what_it_does_not_understand) {
    const std::string deal = "== one\na deal \"Fleet\" with Dana (user) at Northwind\n";
    EXPECT_NE(outcome_of(deal + "Dana smiles\n").find("line 3"), std::string::npos);
    EXPECT_NE(outcome_of(deal + "Dana writes \"hello\" twice\n").find("the end of the sentence"),
              std::string::npos);
    EXPECT_NE(outcome_of(deal + "Rob writes \"hello\"\n").find("nobody called Rob"),
              std::string::npos);
    EXPECT_NE(outcome_of(deal + "on 3 May\n").find("never goes back"), std::string::npos);
    EXPECT_NE(outcome_of(deal + "-> loud holds\n").find("no rule or expectation loud"),
              std::string::npos);
    EXPECT_EQ(outcome_of(deal + "Dana writes \"hello # no comment\"  # a comment\n"), "passes");
}

TEST(Language, notices_what_does_not_hold) {
    const std::string deal = "== one\na deal \"Fleet\" with Dana (user) at Northwind\n";
    EXPECT_NE(outcome_of(deal + "-> state pipeline\n").find("expected pipeline, found prospect"),
              std::string::npos);
    EXPECT_NE(outcome_of(deal + "-> refused anything\n").find("but it was accepted"),
              std::string::npos);
    EXPECT_NE(outcome_of(deal + "Dana agrees to \"\" by 8 May, effort work\n").find("was refused"),
              std::string::npos);
    EXPECT_NE(outcome_of(deal + "-> skin 10\n").find("found none"), std::string::npos);
}

}  // namespace
}  // namespace ante::scenarios
