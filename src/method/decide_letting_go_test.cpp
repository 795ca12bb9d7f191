#include "unit/method/told.h"

namespace ante::method {
namespace {

struct Two : Told {
    MemberId mats = ids.make<MemberTag>(now);  // who leads the team
    MemberId ada = ids.make<MemberTag>(now);   // somebody else

    std::string says(MemberId who, const Command& command) {
        by = {.member = who};
        return answer_to(command);
    }
};
const ProposeLettingGo park{.how = LettingGoHow::park, .until = may(30), .why = "no budget"};

TEST(LettingGo, one_proposes_and_the_other_agrees) {
    Two told;
    EXPECT_EQ(told.says(told.mats, park), "accepted");
    ASSERT_TRUE(told.deal.letting_go);
    EXPECT_EQ(told.deal.letting_go->by, told.mats);
    EXPECT_TRUE(told.deal.in_play()) << "nothing has happened yet";
    EXPECT_EQ(told.says(told.mats, AgreeLettingGo{}), "letting_go_is_yours");
    EXPECT_EQ(told.says(told.ada, AgreeLettingGo{}), "letting_go_wants_owner");
    EXPECT_EQ(told.says(told.sam, AgreeLettingGo{}), "accepted");
    const auto* parked = std::get_if<Parked>(&told.deal.state);
    ASSERT_NE(parked, nullptr);
    EXPECT_EQ(parked->until, may(30));
    EXPECT_EQ(parked->why, "no budget");
    EXPECT_FALSE(told.deal.letting_go);
    EXPECT_EQ(count_of<LettingGoAgreed>(told.history), 1u);
    EXPECT_EQ(count_of<DealParked>(told.history), 1u);
}

TEST(LettingGo, who_carries_it_may_propose_and_anybody_else_agrees) {
    Two told;
    EXPECT_EQ(told.says(told.sam, ProposeLettingGo{.how = LettingGoHow::lose,
                                                   .to = LostTo::not_a_fit,
                                                   .why = "too small"}),
              "accepted");
    EXPECT_EQ(told.says(told.mats, AgreeLettingGo{}), "accepted");
    const auto* lost = std::get_if<Lost>(&told.deal.state);
    ASSERT_NE(lost, nullptr);
    EXPECT_EQ(lost->to, LostTo::not_a_fit);
}

TEST(LettingGo, the_other_may_keep_the_deal) {
    Two told;
    EXPECT_EQ(told.says(told.sam, DeclineLettingGo{}), "letting_go_not_proposed");
    EXPECT_EQ(told.says(told.sam, AgreeLettingGo{}), "letting_go_not_proposed");
    told.says(told.mats, park);
    EXPECT_EQ(told.says(told.sam, park), "letting_go_proposed");
    EXPECT_EQ(told.says(told.mats, park), "accepted") << "anew by the one who proposed it";
    EXPECT_EQ(told.says(told.sam, DeclineLettingGo{"she calls on Monday"}), "accepted");
    EXPECT_FALSE(told.deal.letting_go);
    EXPECT_TRUE(told.deal.in_play());
}

TEST(LettingGo, whatever_became_of_the_deal_answers_it) {
    Two told;
    told.says(told.mats, park);
    told.says(told.sam, WinDeal{});
    EXPECT_FALSE(told.deal.letting_go);
    EXPECT_EQ(told.says(told.mats, park), "deal_is_over");
}

TEST(LettingGo, needs_a_day_to_look_again) {
    Two told;
    EXPECT_EQ(told.says(told.mats, ProposeLettingGo{}), "until_missing");
    EXPECT_EQ(told.says(told.mats, ProposeLettingGo{.until = may(4)}), "until_not_after_today");
    told.says(told.mats, park);
    told.now = told.zone.at(may(31), 9h);
    EXPECT_EQ(told.says(told.sam, AgreeLettingGo{}), "until_not_after_today")
        << "the day has passed since";
    told.by = {.person = told.dana};
    EXPECT_EQ(told.answer_to(park), "member_missing");
    EXPECT_EQ(told.answer_to(AgreeLettingGo{}), "member_missing");
    EXPECT_EQ(told.answer_to(DeclineLettingGo{}), "member_missing");
}

TEST(Coaching, is_a_note_that_says_so) {
    Two told;
    told.says(told.mats, AddNote{"ask her for the CFO first", NoteKind::coaching});
    told.says(told.sam, AddNote{"will do"});
    EXPECT_EQ(told.deal.notes[0].kind, NoteKind::coaching);
    EXPECT_EQ(told.deal.notes[0].by, told.mats);
    EXPECT_EQ(told.deal.notes[1].kind, NoteKind::note);
}

}  // namespace
}  // namespace ante::method
