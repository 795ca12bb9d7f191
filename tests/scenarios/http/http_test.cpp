// Every scenario through HTTP, on SQLite and on PostgreSQL (where ANTE_TEST_POSTGRES names one),
// and every rule's examples on SQLite. At the end what is stored must be what follows from the log.

#include <gtest/gtest.h>

#include "scenarios/http/http_stage.h"
#include "scenarios/runner/scenario_tests.h"

namespace ante::scenarios {
namespace {

using OnEngine = std::tuple<store::Engine, Case>;

class Http : public testing::TestWithParam<OnEngine> {};

TEST_P(Http, plays) {
    const auto& [engine, one] = GetParam();
    ASSERT_EQ(one.error, "");
    HttpStage stage(House::on(engine));
    const auto failure = play(one.scenario, stage);
    if (failure) FAIL() << word_of(engine) << ", " << one << "\n  " << *failure;
}

std::string name_of(const testing::TestParamInfo<OnEngine>& info) {
    const auto& [engine, one] = info.param;
    return std::string(word_of(engine)) + "_" + test_name(one);
}
INSTANTIATE_TEST_SUITE_P(Scenarios, Http,
                         testing::Combine(tests::engines(), testing::ValuesIn(all_scenarios())),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Examples, Http,
                         testing::Combine(testing::Values(store::Engine::sqlite),
                                          testing::ValuesIn(all_examples())),
                         name_of);

class LastOneOut : public testing::Environment {
    void TearDown() override { House::close_all(); }
};
const auto* const last_one_out = testing::AddGlobalTestEnvironment(new LastOneOut);

}  // namespace
}  // namespace ante::scenarios
