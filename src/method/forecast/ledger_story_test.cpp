// A deal of the ledger in the eyes of the forecast.
#include "method/forecast/ledger_story.h"

#include <gtest/gtest.h>

#include "method/forecast/model.h"
#include "unit/method/told.h"

namespace ante::method::forecast {
namespace {

const Model& beliefs() {
    static const Model model = learn(ledger_book(), Instant{}, {});
    return model;
}

double win(const Told& told, Instant at) {
    const auto story = story_of(told.deal, told.settings);
    EXPECT_TRUE(story);
    return story ? forecast(beliefs(), story->story(), at).win : -1;
}

TEST(LedgerStory, BeginsAtTheDoor) {
    Told told;
    EXPECT_FALSE(story_of(told.deal, told.settings));
    told.on(may(6));
    told.agreed(told.theirs("test the sample", may(20), Effort::work));
    const auto story = story_of(told.deal, told.settings);
    ASSERT_TRUE(story);
    EXPECT_EQ(story->opened, told.now);
    EXPECT_FALSE(story->ended);
    ASSERT_EQ(story->deeds.size(), 1U);
    EXPECT_EQ(story->deeds[0].came, Came::agreed);
    EXPECT_EQ(story->deeds[0].role, static_cast<int>(Role::decision_maker));
    EXPECT_NEAR(story->deeds[0].worth, 0.3 * 2 * 1.5, 1e-6);
}

TEST(LedgerStory, EndsAsTheDealDoes) {
    Told told;
    told.agreed(told.theirs("test the sample", may(20), Effort::work));
    told.on(may(30));
    const auto end_after = [&](const Command& command) {
        Told other = told;
        other.tell(command);
        return story_of(other.deal, other.settings)->ended;
    };
    EXPECT_EQ(end_after(WinDeal{})->how, End::won);
    EXPECT_EQ(end_after(LoseDeal{.to = LostTo::competitor, .why = "price"})->how, End::lost);
    EXPECT_EQ(end_after(LoseDeal{.to = LostTo::no_decision, .why = "budget"})->how, End::faded);
    const auto parked = end_after(ParkDeal{.until = make_date(2026, 7, 1)});
    EXPECT_EQ(parked->how, End::faded);
    EXPECT_EQ(parked->at, told.now);
}

TEST(LedgerStory, AKeptPromiseRaisesTheChanceAndAMissedOneDoesNot) {
    Told told;
    const CommitmentId sample = told.agreed(told.theirs("test the sample", may(20), Effort::work));
    told.on(may(15));
    const double before = win(told, told.now);
    Told kept = told;
    kept.tell(KeepPromise{sample});
    EXPECT_GT(win(kept, kept.now), before + 0.03);
    // What was known before is not changed by what came after.
    EXPECT_EQ(win(kept, kept.now - hours{1}), win(told, told.now - hours{1}));
    Told missed = told;
    missed.on(may(21));
    const double waiting = win(missed, missed.now);
    missed.tell(MissPromise{sample});
    EXPECT_LT(win(missed, missed.now), win(kept, kept.now));
    EXPECT_GT(waiting, 0);
}

TEST(LedgerStory, OurOwnWorkChangesNothingForTheBetter) {
    Told told;
    told.agreed(told.theirs("test the sample", may(20), Effort::work));
    told.on(may(10));
    const double before = win(told, told.now);
    told.tell(KeepPromise{told.agreed(told.ours("send the offer", may(10), Effort::people))});
    EXPECT_LE(win(told, told.now), before + 1e-12);
}

TEST(LedgerStory, AMeetingWithoutAnAdvanceIsAContinuationHoweverManyCame) {
    Told told;
    told.agreed(told.theirs("test the sample", may(20), Effort::work));
    told.on(may(6));
    const MeetingId meeting = told.meeting(told.now, {told.dana});
    told.now += hours{2};
    told.tell(DebriefMeeting{.meeting = meeting, .attended = {told.dana, told.rob}});
    const auto story = story_of(told.deal, told.settings);
    ASSERT_TRUE(story);
    EXPECT_EQ(std::count_if(story->deeds.begin(), story->deeds.end(),
                            [](const Deed& d) { return d.came == Came::continuation; }),
              1);
    const Facts facts = facts_at(beliefs().words, story->story(), told.now);
    EXPECT_EQ(facts[static_cast<std::size_t>(Known::continuations)], 1);
}

}  // namespace
}  // namespace ante::method::forecast
