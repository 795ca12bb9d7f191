// What is kept of a model and of a story says the same when it is read again; the grade finds skill
// where there is some; and sums are what one reckons by hand.
#include "method/forecast/kept_model.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <deque>
#include <random>

#include "base/json.h"
#include "method/forecast/ledger_story.h"
#include "method/forecast/story_text.h"
#include "method/forecast/sums.h"

namespace ante::method::forecast {
namespace {

const Instant start{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};

enum class World : std::uint8_t { deeds_tell, coins };

// Deals in which the buyer works win more often, or all are tossed; every one stands in a stage.
struct History {
    std::deque<std::string> ids;
    std::deque<std::vector<Deed>> deeds;
    std::deque<std::vector<Step>> steps;
    Book book = ledger_book();

    explicit History(World world, int deals = 400) {
        book.stages = {"explore", "commit"};
        std::mt19937 lots(5);
        for (int i = 0; i < deals; ++i) {
            const Instant opened = start + hours{8 * i};
            const bool works = lots() % 2 == 0;
            std::vector<Deed> acts;
            if (works)
                acts.push_back({.at = opened + Days{2},
                                .person = 1,
                                .worth = 2.5F,
                                .kind = 3,
                                .grade = 2,
                                .role = 3});
            acts.push_back(
                {.at = opened + Days{4}, .worth = 1, .kind = 15, .grade = 1, .side = Side::seller});
            const bool won = lots() % 100 < (world == World::coins ? 50U : works ? 80U : 20U);
            Story story;
            story.id = ids.emplace_back("deal " + std::to_string(1000 + i));
            story.opened = opened;
            story.ended = Ended{opened + Days{9 + static_cast<int>(lots() % 60)},
                                won ? End::won : End::faded};
            story.kind = 1;
            story.deeds = deeds.emplace_back(std::move(acts));
            const auto stage = static_cast<std::uint16_t>(lots() % 2);
            story.steps = steps.emplace_back(std::vector<Step>{{opened + hours{1}, stage}});
            book.stories.push_back(story);
        }
    }
};

const Instant later = start + Days{400};

TEST(KeptModel, SaysTheSameWhenItIsReadAgain) {
    const History h(World::deeds_tell);
    const Model model = learn(h.book, later, {});
    const std::string text = to_json(kept(model, grade(h.book, later, {})));
    const auto read = from_json<KeptModel>(text, Input::stored);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_TRUE(is_usable(read.value()));
    EXPECT_EQ(to_json(read.value()), text);
    const Model again = model_from(read.value());
    for (const Story& story : h.book.stories) {
        const Instant at = story.opened + Days{7};
        EXPECT_EQ(forecast(model, story, at).win, forecast(again, story, at).win);
        EXPECT_EQ(forecast(model, story, at).expected, forecast(again, story, at).expected);
    }
    KeptModel torn = read.value();
    torn.win_odds.pop_back();
    EXPECT_FALSE(is_usable(torn));
}

TEST(Grade, FindsSkillWhereThereIsSomeAndNoneInCoins) {
    const History told(World::deeds_tell);
    const Grade good = grade(told.book, later, {});
    EXPECT_EQ(good.skill, Skill::shown);
    EXPECT_LT(good.forecast.brier, good.base.brier);
    EXPECT_LT(good.forecast.brier, good.stage.brier);
    EXPECT_LT(good.forecast.brier, good.age.brier);
    EXPECT_LT(good.forecast.log_95.low, good.forecast.log);
    EXPECT_GT(good.forecast.log_95.high, good.forecast.log);
    std::int64_t in_bins = 0;
    for (const Bin& bin : good.bins) {
        in_bins += bin.deals;
        if (bin.deals == 0) continue;
        EXPECT_LE(bin.came_95.low, bin.came);
        EXPECT_GE(bin.came_95.high, bin.came);
    }
    EXPECT_EQ(in_bins, good.decided);

    const History coins(World::coins);
    EXPECT_NE(grade(coins.book, later, {}).skill, Skill::shown);
    const History few(World::deeds_tell, 40);
    EXPECT_EQ(grade(few.book, later, {}).skill, Skill::too_few);
    EXPECT_EQ(grade(ledger_book(), later, {}).skill, Skill::too_few);
}

TEST(Grade, LooksAtNothingFromAfterTheDay) {
    const Instant day = start + Days{110};
    const History clean(World::deeds_tell);
    History planted(World::deeds_tell);
    for (Story& story : planted.book.stories)
        if (story.ended->at >= day) story.ended->how = End::lost;
    EXPECT_EQ(to_json(grade(clean.book, day, {})), to_json(grade(planted.book, day, {})));
}

RC_GTEST_PROP(StoryText, is_read_as_it_was_written, ()) {
    std::vector<Deed> deeds(*rc::gen::inRange<std::size_t>(0, 8));
    for (Deed& deed : deeds) {
        deed.at = start + milliseconds(*rc::gen::arbitrary<std::int32_t>());
        deed.person = *rc::gen::arbitrary<std::uint16_t>();
        deed.worth = static_cast<float>(*rc::gen::inRange(-5000, 5000)) / 7.0F;
        deed.kind = *rc::gen::arbitrary<std::uint8_t>();
        deed.grade = static_cast<std::int8_t>(*rc::gen::inRange(-1, 6));
        deed.role = static_cast<std::int8_t>(*rc::gen::inRange(-1, 6));
        deed.side = *rc::gen::element(Side::buyer, Side::seller);
        deed.came = *rc::gen::element(Came::kept, Came::missed, Came::continuation);
    }
    std::vector<Deed> read;
    RC_ASSERT(read_deeds(text_of(deeds, start), start, read));
    RC_ASSERT(read == deeds);
}

TEST(StoryText, RefusesWhatIsNotOne) {
    std::vector<Deed> deeds;
    for (const char* text : {"1", "1,2,3;", "1,3,2,1,0,99,0,1;", "1,3,9,1,0,0,0,1;", "x"})
        EXPECT_FALSE(read_deeds(text, start, deeds)) << text;
    const StageEntry entries[] = {{.stage = "explore", .at = start + Days{1}, .reason = {}},
                                  {.stage = "commit", .at = start + Days{9}, .reason = {}}};
    std::vector<std::string> names{"commit"};
    std::vector<Step> steps;
    ASSERT_TRUE(read_steps(text_of(entries, start), start, names, steps));
    EXPECT_EQ(names, (std::vector<std::string>{"commit", "explore"}));
    EXPECT_EQ(steps[1].stage, 0);
    EXPECT_EQ(steps[1].at, start + Days{9});
    EXPECT_FALSE(read_steps("12 explore", start, names, steps));
}

TEST(WonBy, GrowsToTheChanceToWin) {
    const Story story = History(World::deeds_tell).book.stories.front();
    const std::vector<Deed> known;
    const Instant at = story.opened + Days{3};
    std::vector<Instant> moments;
    for (const int days : {0, 3, 7, 20, 90, 400, 40'000}) moments.push_back(at + Days{days});
    const Foretold told = foretell(beliefs(), story, known, at, moments);
    EXPECT_NEAR(told.won_by.front(), 0, 1e-12);
    EXPECT_TRUE(std::is_sorted(told.won_by.begin(), told.won_by.end()));
    EXPECT_NEAR(told.won_by.back(), told.forecast.win, 1e-9);
    // Half of the wins have come by the expected day.
    const Instant middle[] = {told.forecast.expected};
    EXPECT_NEAR(foretell(beliefs(), story, known, at, middle).won_by[0], told.forecast.win / 2,
                1e-6);
}

TEST(Sums, AreWhatOneReckonsByHand) {
    // 100 for sure next month, 50 with a half either in the second month or later.
    const std::vector<Prospective> deals{
        {.amount = 100, .win = 1, .by = {1, 1}, .rep = 0, .team = 0, .lot = 1},
        {.amount = 50, .win = 0.5, .by = {0, 0.25}, .rep = 1, .team = 0, .lot = 2}};
    const Sums sums = sum_up(deals, 2, 2, 1);
    EXPECT_NEAR(sums.total.expected, 125, 1e-9);
    EXPECT_EQ(sums.total.low, 100);
    EXPECT_EQ(sums.total.high, 150);
    EXPECT_NEAR(sums.won.expected, 1.5, 1e-9);
    ASSERT_EQ(sums.months.size(), 3u);
    EXPECT_NEAR(sums.months[0].expected, 100, 1e-9);
    EXPECT_NEAR(sums.months[1].expected, 12.5, 1e-9);
    EXPECT_NEAR(sums.months[2].expected, 12.5, 1e-9);
    EXPECT_NEAR(sums.reps[0].expected, 100, 1e-9);
    EXPECT_NEAR(sums.reps[1].expected, 25, 1e-9);
    EXPECT_NEAR(sums.teams[0].expected, 125, 1e-9);
    double all = 0;
    double with_both = 0;
    for (const Bar& bar : sums.bars) {
        all += bar.part;
        if (bar.to > 149) with_both += bar.part;
    }
    EXPECT_NEAR(all, 1, 1e-9);
    EXPECT_NEAR(with_both, 0.5, 0.06);  // 1,000 draws: four standard errors
}

TEST(Sums, AreTheSameForTheSameDeals) {
    std::vector<Prospective> deals;
    for (std::uint64_t i = 0; i < 50; ++i)
        deals.push_back({.amount = 10.0 * static_cast<double>(i),
                         .win = 0.3,
                         .by = {},
                         .rep = 0,
                         .team = 0,
                         .lot = i});
    const Sums one = sum_up(deals, 0, 1, 1);
    const Sums two = sum_up(deals, 0, 1, 1);
    EXPECT_EQ(one.total, two.total);
    EXPECT_LT(one.total.low, one.total.middle);
    EXPECT_LT(one.total.middle, one.total.high);
    const Sums none = sum_up({}, 3, 1, 1);
    EXPECT_EQ(none.total.expected, 0);
    EXPECT_EQ(none.months.size(), 4u);
}

}  // namespace
}  // namespace ante::method::forecast
