// The figures of the literature:
//     Freireich EJ et al.: The effect of 6-mercaptopurine on the duration of steroid-induced
//     remissions in acute leukemia. Blood 21 (1963) 699–716: weeks in remission of 21 pairs.
//     Kleinbaum DG, Klein M: Survival Analysis, 3rd ed. (2012), chapter 2: its curves and test.
#include "method/review/survival.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace ante::method {
namespace {

std::vector<Watched> until(std::initializer_list<double> happened,
                           std::initializer_list<double> left = {}) {
    std::vector<Watched> group;
    for (const double time : happened) group.push_back({time, Seen::happened});
    for (const double time : left) group.push_back({time, Seen::left});
    return group;
}

const std::vector<Watched> mercaptopurine =
    until({6, 6, 6, 7, 10, 13, 16, 22, 23}, {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35});
const std::vector<Watched> placebo =
    until({1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23});

TEST(Survival, freireich_treated_as_in_the_textbook) {
    // Kleinbaum and Klein, table of group 1: time, n, m, S(t).
    const std::vector<SurvivalStep> expected{
        {6, 21, 3, 0.8571, 0},  {7, 17, 1, 0.8067, 0},  {10, 15, 1, 0.7529, 0},
        {13, 12, 1, 0.6902, 0}, {16, 11, 1, 0.6275, 0}, {22, 7, 1, 0.5378, 0},
        {23, 6, 1, 0.4482, 0},
    };
    const std::vector<SurvivalStep> steps = kaplan_meier(mercaptopurine);
    ASSERT_EQ(steps.size(), expected.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_EQ(steps[i].time, expected[i].time);
        EXPECT_EQ(steps[i].at_risk, expected[i].at_risk);
        EXPECT_EQ(steps[i].events, expected[i].events);
        EXPECT_NEAR(steps[i].survival, expected[i].survival, 5e-5);
    }
    EXPECT_EQ(median_of(steps), 23);
    // Greenwood's errors as R's survfit prints them for these data: 0.0764 at 6, 0.1346 at 23.
    EXPECT_NEAR(steps.front().error, 0.0764, 5e-5);
    EXPECT_NEAR(steps.back().error, 0.1346, 5e-5);
}

TEST(Survival, freireich_placebo_as_in_the_textbook) {
    const std::vector<SurvivalStep> steps = kaplan_meier(placebo);
    EXPECT_NEAR(survival_at(steps, 1), 0.9048, 5e-5);
    EXPECT_NEAR(survival_at(steps, 8), 0.3810, 5e-5);
    EXPECT_NEAR(survival_at(steps, 12), 0.1905, 5e-5);
    EXPECT_NEAR(survival_at(steps, 23), 0, 1e-12);
    EXPECT_EQ(median_of(steps), 8);
}

TEST(Survival, freireich_log_rank_is_16_79) {
    const std::optional<LogRank> test = log_rank(placebo, mercaptopurine);
    ASSERT_TRUE(test);
    EXPECT_EQ(test->observed, 21);
    EXPECT_NEAR(test->expected, 10.75, 0.005);
    EXPECT_NEAR(test->chi2, 16.79, 0.005);
    EXPECT_NEAR(test->p, 4.17e-5, 1e-7);

    const std::optional<LogRank> other_way = log_rank(mercaptopurine, placebo);
    ASSERT_TRUE(other_way);
    EXPECT_EQ(other_way->observed, 9);
    EXPECT_NEAR(other_way->expected, 19.25, 0.005);
    EXPECT_NEAR(other_way->chi2, test->chi2, 1e-9);
}

TEST(Survival, those_at_risk_are_counted_before_they_leave) {
    EXPECT_EQ(at_risk(mercaptopurine, 0), 21U);
    EXPECT_EQ(at_risk(mercaptopurine, 10), 15U);
    EXPECT_EQ(at_risk(mercaptopurine, 36), 0U);
}

TEST(Survival, nothing_to_compare_says_so) {
    EXPECT_FALSE(log_rank({}, placebo));
    EXPECT_FALSE(log_rank(until({}, {1, 2}), until({}, {3})));
    EXPECT_TRUE(kaplan_meier({}).empty());
    EXPECT_EQ(median_of(kaplan_meier(until({}, {5, 6}))), std::nullopt);
}

RC_GTEST_PROP(Survival, is_a_share_that_only_falls, ()) {
    const auto times = *rc::gen::container<std::vector<std::pair<std::uint8_t, bool>>>(
        rc::gen::arbitrary<std::pair<std::uint8_t, bool>>());
    std::vector<Watched> group;
    for (const auto& [time, happened] : times)
        group.push_back({static_cast<double>(time), happened ? Seen::happened : Seen::left});
    double before = 1;
    for (const SurvivalStep& step : kaplan_meier(group)) {
        RC_ASSERT(step.survival < before);
        RC_ASSERT(step.survival >= -1e-12);
        RC_ASSERT(step.at_risk == static_cast<double>(at_risk(group, step.time)));
        before = step.survival;
    }
}

// Without anybody who left early, the curve is the plain share of those who still wait.
RC_GTEST_PROP(Survival, without_leavers_it_is_the_plain_share, ()) {
    const auto times = *rc::gen::nonEmpty<std::vector<std::uint8_t>>();
    std::vector<Watched> group;
    for (const std::uint8_t time : times)
        group.push_back({static_cast<double>(time), Seen::happened});
    for (const SurvivalStep& step : kaplan_meier(group)) {
        const auto waiting = static_cast<double>(at_risk(group, step.time)) - step.events;
        RC_ASSERT(std::abs(step.survival - waiting / static_cast<double>(group.size())) < 1e-9);
    }
}

}  // namespace
}  // namespace ante::method
