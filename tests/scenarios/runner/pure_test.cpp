// Every scenario, and every rule's examples, on the pure method.

#include <gtest/gtest.h>

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
