// Two players who are one, and two again.
#include "method/merge.h"

#include "unit/method/told.h"

namespace ante::method {
namespace {

class Merging : public testing::Test {
protected:
    // Dana (decides) and Danni (the same woman, an influencer) are both in it, each with a part.
    void SetUp() override {
        told.known.push_back({danni, "Danni", Level::manager});
        told.tell(AddPlayer{.person = danni, .role = Role::influencer});
        told.tell(ScheduleMeeting{.starts = told.now + 48h,
                                  .players = {told.rob, danni, told.dana},
                                  .accepted_by = {danni}});
        told.tell(ScheduleMeeting{.starts = told.now + 72h, .players = {danni}});
        AskDraft ask{.rank = AskRank::best,
                     .what = "bring the CFO",
                     .effort = Effort::people,
                     .owner = danni,
                     .due = may(20)};
        told.tell(WritePlan{.meeting = told.deal.meetings[0].id, .purpose = "x", .asks = {ask}});
        told.tell(AskRequest{.request = {RequestKind::demo, "the board", danni}});
        told.tell(RecordReply{danni, "sounds good"});
        told.tell(MakeTouch{TouchKind::call, danni});
        told.tell(WriteHomework{Homework{.issue = "idle trucks", .decision_maker = danni}});
    }
    MergePlayer into_dana() const { return {merge, danni, told.dana, "Dana", Level::executive}; }

    Told told;
    PersonId danni = told.ids.make<PersonTag>(told.now);
    MergeId merge = told.ids.make<MergeTag>(told.now);
};

TEST_F(Merging, GivesEverythingToTheOneWhoStays) {
    told.tell(into_dana());
    EXPECT_FALSE(mentions(told.deal, danni));
    EXPECT_EQ(told.deal.player(told.dana)->role, Role::decision_maker);
    EXPECT_EQ(told.deal.meetings[0].players, (std::vector{told.rob, told.dana}));
    EXPECT_EQ(told.deal.meetings[1].players, (std::vector{told.dana}));
    EXPECT_EQ(*told.deal.commitments[0].person(), told.dana);
    EXPECT_EQ(told.deal.meetings[0].plan->asks[0].owner, told.dana);
    EXPECT_EQ(told.deal.requests[0].by, told.dana);
    EXPECT_EQ(told.deal.signs.back().person, told.dana);
    EXPECT_EQ(told.deal.touches.back().person, told.dana);
    EXPECT_EQ(told.deal.homework.decision_maker, told.dana);
}

TEST_F(Merging, PartedEverythingIsWhereItWas) {
    const Deal before = told.deal;
    told.tell(into_dana());
    ASSERT_NE(told.deal, before);
    told.tell(PartPlayer{merge});
    EXPECT_EQ(told.deal, before);
}

TEST_F(Merging, WhatHappenedSinceToEachPartStays) {
    told.tell(into_dana());
    const CommitmentId promise = told.deal.commitments[0].id;
    told.tell(WithdrawPromise{promise, "ill"});
    told.tell(RecordReply{told.dana, "another word"});
    told.tell(PartPlayer{merge});
    EXPECT_EQ(*told.promise(promise).person(), danni);
    EXPECT_EQ(word_of(told.promise(promise).state), "withdrawn");
    EXPECT_EQ(told.deal.signs.back().person, told.dana);
    EXPECT_EQ(told.deal.signs[told.deal.signs.size() - 2].person, danni);
}

TEST_F(Merging, TheStrongerRoleStaysAndComesBackApart) {
    told.tell(ChangePlayer{danni, Role::decision_maker});
    told.tell(ChangePlayer{told.dana, Role::user});
    told.tell(into_dana());
    EXPECT_EQ(told.deal.player(told.dana)->role, Role::decision_maker);
    told.tell(PartPlayer{merge});
    EXPECT_EQ(told.deal.player(told.dana)->role, Role::user);
    EXPECT_EQ(told.deal.player(danni)->role, Role::decision_maker);
}

TEST_F(Merging, IntoSomebodyNewIsPartedOnlyWhileNobodyNamedHim) {
    const Deal before = told.deal;
    const MergePlayer into_carl{merge, danni, told.carl, "Carl", Level::executive};
    told.tell(into_carl);
    EXPECT_EQ(told.deal.player(told.carl)->role, Role::influencer);
    const Deal merged = told.deal;
    told.tell(RecordReply{told.carl, "hello"});
    EXPECT_EQ(told.answer_to(PartPlayer{merge}), "merge_built_on");
    told.deal = merged;
    told.tell(PartPlayer{merge});
    EXPECT_EQ(told.deal, before);
}

TEST_F(Merging, MergedOnTheLaterOneIsPartedFirst) {
    const Deal before = told.deal;
    const MergeId second = told.ids.make<MergeTag>(told.now);
    told.tell(into_dana());
    told.tell(MergePlayer{second, told.dana, told.rob, "Rob", Level::manager});
    EXPECT_EQ(told.answer_to(PartPlayer{merge}), "merge_built_on");
    told.tell(PartPlayer{second});
    told.tell(PartPlayer{merge});
    EXPECT_EQ(told.deal, before);
}

TEST_F(Merging, OfSomebodyWhoIsNotInTheDealChangesNothing) {
    EXPECT_TRUE(told.tell(MergePlayer{merge, told.stranger, told.dana, "Dana"}).empty());
    EXPECT_EQ(told.answer_to(PartPlayer{merge}), "merge_not_found");
}

}  // namespace
}  // namespace ante::method
