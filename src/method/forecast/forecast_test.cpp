// What holds for every forecast: who can raise a chance and who can't, what may be known, that the
// same history gives the same model, and that what was put into simulated deals is found again.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <deque>
#include <random>

#include "method/forecast/backtest.h"

namespace ante::method::forecast {
namespace {

const Instant start{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};

// Stories with what their views point into.
struct History {
    std::deque<std::string> ids;
    std::deque<std::vector<Deed>> deeds;
    Book book{.act_kinds = {"call", "mail", "papers", "signed"}, .deal_kinds = {"", "new"}};

    Story& add(Instant opened, std::optional<Ended> ended, std::vector<Deed> acts) {
        std::sort(acts.begin(), acts.end(), before);
        Story story;
        story.id = ids.emplace_back("deal " + std::to_string(1000 + ids.size()));
        story.opened = opened;
        story.ended = ended;
        story.deeds = deeds.emplace_back(std::move(acts));
        book.stories.push_back(story);
        return book.stories.back();
    }
};

Deed buyer(Instant at, int grade, Came came = Came::kept) {
    return {.at = at, .kind = 2, .grade = static_cast<std::int8_t>(grade), .came = came};
}
Deed seller(Instant at) {
    return {.at = at, .kind = 0, .grade = 1, .side = Side::seller};
}

// The world turned around: deals with much activity of ours are won, those in which the buyer works
// are lost. No data may teach the forecast that.
History upside_down() {
    History h;
    std::mt19937 lots(7);
    for (int i = 0; i < 300; ++i) {
        const Instant opened = start + hours{i};
        std::vector<Deed> acts;
        const bool ours = lots() % 2 == 0;
        for (int k = 1; k <= 5; ++k) {
            const Instant at = opened + hours{k * 20 + static_cast<int>(lots() % 19)};
            acts.push_back(ours ? seller(at) : buyer(at, static_cast<int>(lots() % 6)));
        }
        const bool won = ours ? lots() % 10 != 0 : lots() % 10 == 0;
        const Instant end = opened + Days{7 + static_cast<int>(lots() % 60)};
        h.add(opened, Ended{end, won ? End::won : lots() % 2 == 0 ? End::lost : End::faded}, acts);
    }
    return h;
}

// As it should be: work done early wins.
History as_expected(int deals = 600) {
    History h;
    std::mt19937 lots(11);
    for (int i = 0; i < deals; ++i) {
        const Instant opened = start + hours{6 * i};
        const bool works = lots() % 2 == 0;
        std::vector<Deed> acts{seller(opened + hours{1})};
        if (works) acts.push_back(buyer(opened + Days{1 + static_cast<int>(lots() % 5)}, -1));
        const bool won = lots() % 100 < (works ? 75U : 25U);
        const Instant end = opened + Days{8 + static_cast<int>(lots() % 40)};
        h.add(opened, Ended{end, won ? End::won : lots() % 2 == 0 ? End::lost : End::faded}, acts);
    }
    return h;
}

const Model& model_of(const History& history) {
    static std::deque<Model> models;
    return models.emplace_back(learn(history.book, start + Days{3650}, {}));
}

struct AnyDeal {
    Story story;
    std::vector<Deed> deeds;
    Instant now{};
};

Deed any_deed(int days) {
    const bool theirs = *rc::gen::inRange(0, 2) == 0;
    Deed deed{.at = start + hours{*rc::gen::inRange(0, 24 * days)},
              .person = static_cast<std::uint32_t>(*rc::gen::inRange(0, 4)),
              .kind = static_cast<std::uint16_t>(*rc::gen::inRange(0, 4)),
              .grade = static_cast<std::int8_t>(*rc::gen::inRange(-1, 6)),
              .role = static_cast<std::int8_t>(*rc::gen::inRange(-1, 6)),
              .side = theirs ? Side::buyer : Side::seller,
              .came = static_cast<Came>(*rc::gen::inRange(0, 8))};
    return deed;
}

std::vector<Deed> any_deeds(int days) {
    std::vector<Deed> deeds;
    for (int n = *rc::gen::inRange(0, 12); n > 0; --n) deeds.push_back(any_deed(days));
    std::sort(deeds.begin(), deeds.end(), before);
    return deeds;
}

double win(const Model& model, std::vector<Deed> deeds, int days) {
    std::sort(deeds.begin(), deeds.end(), before);
    Story story;
    story.opened = start;
    story.amount = 5000;
    story.deeds = deeds;
    return forecast(model, story, start + Days{days}).win;
}

constexpr double rounding = 1e-12;

class EveryWorld : public testing::TestWithParam<const Model*> {};

TEST_P(EveryWorld, OurOwnActivityNeverRaisesTheChance) {
    EXPECT_TRUE(rc::check([&] {
        const int days = *rc::gen::inRange(1, 200);
        std::vector<Deed> deeds = any_deeds(days);
        const double without = win(*GetParam(), deeds, days);
        for (int n = *rc::gen::inRange(1, 6); n > 0; --n) {
            Deed more = any_deed(days);
            more.side = Side::seller;
            deeds.push_back(more);
        }
        RC_ASSERT(win(*GetParam(), deeds, days) <= without + rounding);
    }));
}

TEST_P(EveryWorld, WhatTheBuyerKeepsNeverLowersTheChance) {
    EXPECT_TRUE(rc::check([&] {
        const int days = *rc::gen::inRange(1, 200);
        std::vector<Deed> deeds = any_deeds(days);
        const double without = win(*GetParam(), deeds, days);
        Deed more = any_deed(days);
        more.side = Side::buyer;
        more.came = *rc::gen::element(Came::kept, Came::kept_late, Came::agreed);
        deeds.push_back(more);
        RC_ASSERT(win(*GetParam(), deeds, days) >= without - rounding);
    }));
}

TEST_P(EveryWorld, NothingFromAfterTheDayIsUsed) {
    EXPECT_TRUE(rc::check([&] {
        const int days = *rc::gen::inRange(1, 100);
        std::vector<Deed> deeds = any_deeds(days);
        const double then = win(*GetParam(), deeds, days);
        for (int n = *rc::gen::inRange(1, 6); n > 0; --n) {
            Deed later = any_deed(days);
            later.at += Days{days} + milliseconds{1};
            deeds.push_back(later);
        }
        RC_ASSERT(win(*GetParam(), deeds, days) == then);
    }));
}

TEST_P(EveryWorld, TheChancesAddUpAndTheDatesStandInOrder) {
    EXPECT_TRUE(rc::check([&] {
        const int days = *rc::gen::inRange(0, 400);
        const std::vector<Deed> deeds = any_deeds(days + 1);
        Story story;
        story.opened = start;
        story.deeds = deeds;
        const Forecast f = forecast(*GetParam(), story, start + Days{days});
        RC_ASSERT(std::abs(f.win + f.lose + f.fade - 1) < 1e-9);
        RC_ASSERT(f.win > 0 && f.lose > 0 && f.fade > 0);
        RC_ASSERT(start + Days{days} <= f.early);
        RC_ASSERT(f.early <= f.expected && f.expected <= f.late);
    }));
}

INSTANTIATE_TEST_SUITE_P(Worlds, EveryWorld,
                         testing::Values(&model_of({}), &model_of(upside_down()),
                                         &model_of(as_expected())));

TEST(Forecast, WorksFromTheFirstDealAndNamesTheActs) {
    const Model model = learn(Book{}, start, {});
    History h;
    const Story& story = h.add(start, {}, {seller(start + Days{1}), buyer(start + Days{2}, 2)});
    const Instant now = start + Days{9};
    const auto moved = moved_by(model, story, now, 5);
    ASSERT_EQ(moved.size(), 2U);
    EXPECT_EQ(moved[0].deed.side, Side::buyer);
    EXPECT_GT(moved[0].points, 0.05);
    EXPECT_LE(moved[1].points, 0);
    const double now_chance = forecast(model, story, now).win;
    const double small = if_kept_now(model, story, now, Effort::presence, {});
    const double big = if_kept_now(model, story, now, Effort::stake, Role::decision_maker);
    EXPECT_LT(now_chance, small);
    EXPECT_LT(small, big);
}

TEST(Forecast, SilenceCools) {
    const Model model = learn(Book{}, start, {});
    History h;
    const Story& story = h.add(start, {}, {buyer(start + Days{2}, 3)});
    double last = 1;
    for (const int day : {2, 9, 16, 30, 60}) {
        const double chance = forecast(model, story, start + Days{day}).win;
        EXPECT_LT(chance, last) << day;
        last = chance;
    }
}

// ---- Learning
// -----------------------------------------------------------------------------------

TEST(Hazards, FindAgainWhatWasPutIn) {
    // Per week: the log odds of each end, alike in every week, and what one fact adds to each.
    constexpr std::array<double, ends> weekly{-2.5, -3.0, -2.8};
    constexpr std::array<double, ends> adds{0.8, -0.4, 0.0};
    const Belief belief{"fact", Pull::free, 0, 0, 0, 0.01, "", ""};
    std::mt19937_64 lots(5);
    std::uniform_real_distribution<double> even(0, 1);
    Sample sample{.width = 1};
    for (std::uint32_t deal = 0; deal < 6000; ++deal) {
        const double fact = 2 * even(lots) - 1;
        Seen seen{.deal = deal};
        while (seen.weeks < 60 && !seen.end) {
            ++seen.weeks;
            double left = even(lots);
            double total = 1;
            for (std::size_t a = 0; a < ends; ++a) total += std::exp(weekly[a] + adds[a] * fact);
            for (std::size_t a = 0; a < ends && !seen.end; ++a) {
                left -= std::exp(weekly[a] + adds[a] * fact) / total;
                if (left < 0) seen.end = static_cast<End>(a);
            }
        }
        sample.facts.push_back(fact);
        sample.seen.push_back(seen);
    }
    const Hazards found = fit(sample, {&belief, 1}, Errors::wanted);
    ASSERT_TRUE(found.settled);
    int near = 0;
    for (std::size_t a = 0; a < ends; ++a) {
        const double off = found.odds[a].back() - adds[a];
        EXPECT_GT(found.error[a].back(), 0.01);
        EXPECT_LT(found.error[a].back(), 0.2);
        EXPECT_LT(std::abs(off), 3 * found.error[a].back()) << a;
        near += std::abs(off) < 1.96 * found.error[a].back() ? 1 : 0;
        EXPECT_NEAR(found.odds[a][0], weekly[a], 0.25) << a;
    }
    EXPECT_GE(near, 2);
}

TEST(Hazards, BeliefsHoldWithoutDataAndLimitsHoldAgainstIt) {
    const Belief toward{"toward", Pull::toward, 0.5, 0, -0.5, 4, "", ""};
    const Hazards bare = fit(Sample{.width = 1}, {&toward, 1}, Errors::left_out);
    EXPECT_NEAR(bare.odds[0].back(), 0.5, 1e-6);
    EXPECT_NEAR(bare.odds[2].back(), -0.5, 1e-6);

    // Every deal with it is lost, every deal without it is won.
    Sample against{.width = 1};
    for (std::uint32_t deal = 0; deal < 400; ++deal) {
        const bool has = deal % 2 == 0;
        against.facts.push_back(has ? 1 : 0);
        against.seen.push_back({deal, 1, has ? End::lost : End::won});
    }
    const Hazards held = fit(against, {&toward, 1}, Errors::left_out);
    EXPECT_TRUE(held.settled);
    EXPECT_GE(held.odds[0].back(), 0);
    EXPECT_LE(held.odds[1].back(), held.odds[0].back() + 1e-12);
    const double with[] = {1};
    const double without[] = {0};
    EXPECT_GE(outlook(held, with).chance[0], outlook(held, without).chance[0] - 1e-12);
}

TEST(Learning, TheSameHistoryGivesTheSameModel) {
    const History one = as_expected();
    const History two = as_expected();
    const Model a = learn(one.book, start + Days{200}, {});
    const Model b = learn(two.book, start + Days{200}, {});
    EXPECT_EQ(a.hazards.odds, b.hazards.odds);
    EXPECT_EQ(a.calibration.shift, b.calibration.shift);
    EXPECT_EQ(a.calibration.slope, b.calibration.slope);
    EXPECT_GT(a.calibration.deals, 0U);
}

TEST(Learning, UnknownGradesAreLearnedFromWhatBecameOfTheDeals) {
    const History h = as_expected();
    const Model model = learn(h.book, start + Days{3650}, {});
    EXPECT_GE(model.words.grade_of[2], 2);  // papers: 75 % against 25 %
    EXPECT_LE(model.words.grade_of[2], 4);
    EXPECT_EQ(model.words.ungraded[0], 0);
}

TEST(Learning, NothingFromAfterTheDayIsLearned) {
    const Instant day = start + Days{80};
    const History clean = as_expected();
    History planted = as_expected();
    for (Story& story : planted.book.stories) {
        // What came later says the opposite of what happened.
        if (story.ended && story.ended->at >= day)
            story.ended->how = story.ended->how == End::won ? End::lost : End::won;
        std::vector<Deed> acts(story.deeds.begin(), story.deeds.end());
        acts.push_back({.at = day + hours{1}, .kind = 3, .grade = 5});
        story.deeds = planted.deeds.emplace_back(std::move(acts));
    }
    const Model a = learn(clean.book, day, {});
    const Model b = learn(planted.book, day, {});
    EXPECT_EQ(a.hazards.odds, b.hazards.odds);
    EXPECT_EQ(a.calibration.slope, b.calibration.slope);
}

// ---- Grading ------------------------------------------------------------------------------------

TEST(Scores, AreWhatOneReckonsByHand) {
    const double chance[] = {0.9, 0.6, 0.6, 0.2};
    const double base[] = {0.5, 0.5, 0.5, 0.5};
    const char won[] = {1, 1, 0, 0};
    const Scores s = score(chance, base, won);
    EXPECT_NEAR(s.brier, (0.01 + 0.16 + 0.36 + 0.04) / 4, 1e-12);
    EXPECT_NEAR(s.log, -(std::log(0.9) + std::log(0.6) + std::log(0.4) + std::log(0.8)) / 4, 1e-12);
    // Four pairs: three right, one tie.
    EXPECT_NEAR(s.auc, 3.5 / 4, 1e-12);
    EXPECT_NEAR(s.better_by, 0.25 - s.brier, 1e-12);
    EXPECT_LE(s.brier_95.low, s.brier);
    EXPECT_GE(s.brier_95.high, s.brier);
    const auto bins = reliability(chance, won);
    EXPECT_EQ(bins[6].deals, 2);
    EXPECT_NEAR(bins[6].came, 0.5, 1e-12);
    EXPECT_EQ(bins[9].deals, 1);
}

TEST(Backtest, ShowsSkillWhereThereIsSome) {
    const History h = as_expected(1200);
    const auto test = backtest(h.book, {{7, 14}, start + Days{150}});
    ASSERT_TRUE(test);
    EXPECT_EQ(test.value().skill, Skill::shown);
    const DayGrade& day = test.value().days[0];
    EXPECT_GT(day.forecast.auc, 0.7);
    EXPECT_LT(day.forecast.brier, day.base.brier);
    EXPECT_GT(day.with, 0.6);
    EXPECT_LT(day.without, 0.4);
}

TEST(Backtest, SaysNoSkillOfCoins) {
    History h;
    std::mt19937 lots(3);
    for (int i = 0; i < 2000; ++i) {
        const Instant opened = start + hours{3 * i};
        const Instant end = opened + Days{8 + static_cast<int>(lots() % 60)};
        h.add(opened, Ended{end, lots() % 2 == 0 ? End::won : End::lost}, {}).amount =
            1000 + lots() % 9000;
    }
    const auto test = backtest(h.book, {{7, 14, 21}, start + Days{150}});
    ASSERT_TRUE(test);
    EXPECT_NE(test.value().skill, Skill::shown);
    for (const DayGrade& day : test.value().days) EXPECT_LT(std::abs(day.forecast.better_by), 0.01);
}

TEST(Backtest, APlantedAnswerStaysUnused) {
    const Instant day = start + Days{150};
    const History clean = as_expected(1000);
    History planted = as_expected(1000);
    for (Story& story : planted.book.stories) {
        if (story.opened < day || story.ended->how != End::won) continue;
        std::vector<Deed> acts(story.deeds.begin(), story.deeds.end());
        acts.push_back({.at = story.opened + Days{7} + milliseconds{1}, .kind = 3, .grade = 5});
        std::sort(acts.begin(), acts.end(), before);
        story.deeds = planted.deeds.emplace_back(std::move(acts));
    }
    const auto a = backtest(clean.book, {{7}, day});
    const auto b = backtest(planted.book, {{7}, day});
    ASSERT_TRUE(a && b);
    ASSERT_EQ(a.value().predictions.size(), b.value().predictions.size());
    ASSERT_GT(a.value().predictions.size(), 100U);
    for (std::size_t i = 0; i < a.value().predictions.size(); ++i) {
        EXPECT_EQ(a.value().predictions[i].forecast.win, b.value().predictions[i].forecast.win);
        EXPECT_EQ(a.value().predictions[i].counts, b.value().predictions[i].counts);
    }
    // A day later the forecast may know, and does.
    const auto known = backtest(planted.book, {{8}, day});
    const auto unknown = backtest(clean.book, {{8}, day});
    EXPECT_GT(known.value().days[0].forecast.auc, unknown.value().days[0].forecast.auc + 0.05);
}

TEST(Backtest, OpenDealsAreForecastAndNotScored) {
    History h = as_expected(1000);
    const Instant day = start + Days{150};
    std::size_t opened = 0;
    for (Story& story : h.book.stories)
        if (story.opened >= day && ++opened % 2 == 0) story.ended.reset();
    const auto test = backtest(h.book, {{7}, day});
    ASSERT_TRUE(test);
    EXPECT_EQ(test.value().days[0].open, test.value().predictions.size());
    EXPECT_LT(test.value().days[0].decided, test.value().days[0].open);
}

TEST(Backtest, SaysHowManyDealsItTakes) {
    const History h = as_expected(20);
    const auto early = backtest(h.book, {{7}, start});
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, "nothing_to_learn");
    EXPECT_NE(early.error().detail.find("30 decided"), std::string::npos);
    const auto late = backtest(h.book, {{7}, start + Days{3650}});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "nothing_to_test");
    const auto few = backtest(h.book, {{0}, start + hours{60}});
    ASSERT_TRUE(few);
    EXPECT_EQ(few.value().skill, Skill::too_few);
}

}  // namespace
}  // namespace ante::method::forecast
