#include "unit/method/told.h"

namespace ante::method {
namespace {

struct OnPage : Told {
    std::string dana_says(const Command& command) {
        by = {.person = dana};
        std::string answer = answer_to(command);
        by = {.member = sam};
        return answer;
    }
    std::optional<Instant> last_buyer_act() const {
        return ledger_of(deal, settings).last_buyer_act;
    }
};

TEST(OurPlan, what_he_proposes_otherwise_changes_nothing_until_we_accept_it) {
    OnPage told;
    const auto id = told.proposed(told.theirs("bring the CFO", may(20), Effort::people));
    told.on(may(6));
    EXPECT_EQ(told.dana_says(CounterPromise{id, "bring the CFO's deputy", may(27), "holidays"}),
              "accepted");
    EXPECT_EQ(told.promise(id).what, "bring the CFO");
    EXPECT_EQ(told.promise(id).due, may(20));
    ASSERT_TRUE(told.promise(id).open_counter());
    EXPECT_EQ(told.last_buyer_act(), told.now) << "proposing is a buyer act";

    told.on(may(8));
    EXPECT_EQ(told.answer_to(AcceptCounter{id}), "accepted");
    EXPECT_EQ(told.promise(id).what, "bring the CFO's deputy");
    EXPECT_EQ(told.promise(id).due, may(27));
    EXPECT_EQ(told.state_of(id), "agreed") << "both have said yes to the same words";
    EXPECT_FALSE(told.promise(id).open_counter());
    EXPECT_TRUE(std::holds_alternative<InPipeline>(told.deal.state));
    EXPECT_DOUBLE_EQ(ledger_of(told.deal, told.settings).buyer_stake, 4 * 1.5 * 0.3);
}

TEST(OurPlan, a_day_of_ours_that_we_grant_is_his_move_on_the_day_he_asked) {
    OnPage told;
    const auto id = told.agreed(told.ours("send the draft", may(12), Effort::work));
    told.on(may(6));
    const Instant asked = told.now;
    EXPECT_EQ(told.dana_says(CounterPromise{.promise = id, .due = may(19)}), "accepted");
    told.on(may(9));
    EXPECT_EQ(told.answer_to(AcceptCounter{id}), "accepted");
    EXPECT_EQ(told.promise(id).due, may(19));
    ASSERT_EQ(told.promise(id).moves.size(), 1u);
    EXPECT_EQ(told.promise(id).moves[0].by, Side::buyer);
    EXPECT_EQ(told.last_buyer_act(), asked) << "our yes ends none of his silence";
    EXPECT_FALSE(told.promise(id).moved_too_often());
}

TEST(OurPlan, our_own_promise_agreed_by_our_yes_is_no_second_act_of_his) {
    OnPage told;
    const auto id = told.proposed(told.ours("send the draft", may(12), Effort::work));
    told.on(may(6));
    const Instant asked = told.now;
    told.dana_says(CounterPromise{.promise = id, .what = "send the signed draft"});
    told.on(may(9));
    told.tell(AcceptCounter{id});
    EXPECT_EQ(told.state_of(id), "agreed");
    EXPECT_EQ(told.last_buyer_act(), asked);
}

TEST(OurPlan, what_we_leave_stands_as_it_was_and_he_reads_why) {
    OnPage told;
    const auto id = told.agreed(told.theirs("bring the CFO", may(20), Effort::people));
    told.dana_says(CounterPromise{.promise = id, .due = may(30)});
    EXPECT_EQ(told.answer_to(LeaveCounter{id, "the board meets on the 22nd"}), "accepted");
    EXPECT_EQ(told.promise(id).due, may(20));
    EXPECT_EQ(told.promise(id).counters[0].state, CounterState::left);
    EXPECT_EQ(told.promise(id).counters[0].answer, "the board meets on the 22nd");
    EXPECT_EQ(told.answer_to(AcceptCounter{id}), "counter_not_found");
    EXPECT_EQ(told.answer_to(LeaveCounter{id, ""}), "counter_not_found");
}

TEST(OurPlan, whatever_else_becomes_of_the_promise_overtakes_it) {
    OnPage told;
    const auto id = told.proposed(told.theirs("bring the CFO", may(20), Effort::people));
    told.dana_says(CounterPromise{.promise = id, .due = may(30)});
    told.dana_says(CounterPromise{.promise = id, .due = may(28)});
    EXPECT_EQ(told.promise(id).counters[0].state, CounterState::overtaken);
    EXPECT_EQ(told.dana_says(AgreePromise{id}), "accepted");
    EXPECT_EQ(told.promise(id).counters[1].state, CounterState::overtaken);
    EXPECT_EQ(told.promise(id).due, may(20));

    told.dana_says(CounterPromise{.promise = id, .due = may(25)});
    told.dana_says(MovePromise{.promise = id, .to = may(24)});
    EXPECT_EQ(told.promise(id).counters[2].state, CounterState::overtaken);
    told.dana_says(CounterPromise{.promise = id, .due = may(26)});
    told.dana_says(KeepPromise{.promise = id});
    EXPECT_EQ(told.promise(id).counters[3].state, CounterState::overtaken);
}

TEST(OurPlan, refusals_of_another_proposal_in_their_order) {
    OnPage told;
    const auto id = told.agreed(told.theirs("bring the CFO", may(20), Effort::people));
    EXPECT_EQ(told.dana_says(CounterPromise{.promise = {}, .due = may(21)}), "promise_not_found");
    EXPECT_EQ(told.answer_to(CounterPromise{.promise = id, .due = may(21)}), "buyer_missing");
    EXPECT_EQ(told.dana_says(CounterPromise{.promise = id}), "counter_empty");
    EXPECT_EQ(told.dana_says(CounterPromise{id, " bring the CFO ", may(20), ""}), "counter_empty");
    EXPECT_EQ(told.dana_says(CounterPromise{.promise = id, .what = "get back to you"}),
              "promise_vague");
    EXPECT_EQ(told.dana_says(CounterPromise{.promise = id, .due = may(3)}), "due_in_the_past");
    told.dana_says(CounterPromise{.promise = id, .due = may(5)});
    told.on(may(7));
    EXPECT_EQ(told.answer_to(AcceptCounter{id}), "due_in_the_past");
    told.tell(RemovePlayer{told.dana});
    EXPECT_EQ(told.dana_says(CounterPromise{.promise = id, .due = may(21)}), "player_unknown");
    told.tell(MissPromise{id});
    EXPECT_EQ(told.answer_to(AcceptCounter{id}), "promise_already_settled");
    EXPECT_EQ(told.answer_to(LeaveCounter{id, ""}), "promise_already_settled");
}

TEST(OurPlan, twenty_other_proposals_for_one_promise_are_enough) {
    OnPage told;
    const auto id = told.agreed(told.theirs("bring the CFO", may(20), Effort::people));
    for (unsigned i = 0; i < 20; ++i)
        EXPECT_EQ(told.dana_says(CounterPromise{.promise = id, .due = may(21 + i % 2)}),
                  "accepted");
    EXPECT_EQ(told.dana_says(CounterPromise{.promise = id, .due = may(25)}), "deal_is_full");
}

TEST(OurPlan, a_named_colleague_is_no_player_before_we_say_so) {
    OnPage told;
    told.on(may(6));
    EXPECT_EQ(told.dana_says(NameColleague{"Carl", "carl@northwind.example", "signs"}), "accepted");
    ASSERT_EQ(told.deal.colleagues.size(), 1u);
    const ColleagueId named = told.deal.colleagues[0].id;
    EXPECT_EQ(told.deal.player(told.carl), nullptr);
    EXPECT_EQ(told.last_buyer_act(), told.now);
    EXPECT_EQ(told.deal.signs.back().channel, Channel::page);
    EXPECT_EQ(told.dana_says(NameColleague{"Carl ", "", ""}), "colleague_already_named");
    EXPECT_EQ(told.dana_says(NameColleague{"Rob", "", ""}), "player_already_there");
    EXPECT_EQ(told.dana_says(NameColleague{" ", "", ""}), "name_missing");
    EXPECT_EQ(told.answer_to(NameColleague{"Carl", "", ""}), "buyer_missing");

    told.on(may(7));
    EXPECT_EQ(told.answer_to(ConfirmColleague{named, told.stranger, Role::approver}),
              "person_unknown");
    EXPECT_EQ(told.answer_to(ConfirmColleague{named, told.carl, Role::approver}), "accepted");
    ASSERT_NE(told.deal.player(told.carl), nullptr);
    EXPECT_EQ(told.deal.player(told.carl)->role, Role::approver);
    EXPECT_EQ(told.deal.colleagues[0].became, told.carl);
    EXPECT_EQ(told.deal.signs.size(), 1u) << "he was named once";
    EXPECT_EQ(told.answer_to(ConfirmColleague{named, told.carl, Role::user}), "colleague_answered");
    EXPECT_EQ(told.answer_to(DismissColleague{named}), "colleague_answered");
    EXPECT_EQ(told.answer_to(DismissColleague{}), "colleague_not_found");
}

TEST(OurPlan, whom_we_do_not_take_in_stays_out) {
    OnPage told;
    told.dana_says(NameColleague{"Carl", "", ""});
    EXPECT_EQ(told.answer_to(DismissColleague{told.deal.colleagues[0].id}), "accepted");
    EXPECT_FALSE(told.deal.colleagues[0].waits());
    EXPECT_FALSE(told.deal.colleagues[0].became);
    EXPECT_EQ(told.dana_says(NameColleague{"Carl", "", ""}), "accepted") << "named again";
    told.tell(AddPlayer{.person = told.carl});
    EXPECT_EQ(told.answer_to(ConfirmColleague{told.deal.colleagues[1].id, told.carl, {}}),
              "accepted")
        << "who is in the deal already is only confirmed";
}

TEST(OurPlan, it_brings_a_parked_deal_back_and_none_that_is_over) {
    OnPage told;
    const auto id = told.agreed(told.theirs("bring the CFO", may(20), Effort::people));
    told.tell(ParkDeal{.until = may(30), .why = "", .meeting = {}});
    told.dana_says(CounterPromise{.promise = id, .due = may(25)});
    EXPECT_TRUE(told.deal.in_play());
    told.tell(ParkDeal{.until = may(30), .why = "", .meeting = {}});
    EXPECT_EQ(told.answer_to(AcceptCounter{id}), "deal_is_parked");
    told.dana_says(NameColleague{"Carl", "", ""});
    EXPECT_TRUE(told.deal.in_play());
    told.tell(WinDeal{});
    EXPECT_EQ(told.dana_says(CounterPromise{.promise = id, .due = may(26)}), "deal_is_over");
    EXPECT_EQ(told.dana_says(NameColleague{"Cora", "", ""}), "deal_is_over");
}

TEST(OurPlan, what_he_wrote_himself_is_told_apart_from_what_we_wrote_of_him) {
    OnPage told;
    told.dana_says(RecordReply{.person = {}, .words = "Monday is fine"});
    told.tell(RecordReply{.person = told.dana, .words = "sounded annoyed"});
    EXPECT_EQ(told.deal.signs[0].channel, Channel::page);
    EXPECT_FALSE(told.deal.signs[1].channel);
}

TEST(OurPlan, the_goal_stands_in_words_that_he_reads) {
    OnPage told;
    told.tell(ShareGoal{"No truck idles on a Monday"});
    EXPECT_EQ(told.deal.goal, "No truck idles on a Monday");
    EXPECT_TRUE(told.tell(ShareGoal{"No truck idles on a Monday"}).empty());
    told.tell(ShareGoal{"  "});
    EXPECT_EQ(told.deal.goal, "");
}

TEST(OurPlan, a_merge_takes_what_he_did_along_and_gives_it_back) {
    OnPage told;
    const auto id = told.agreed(told.theirs("bring the CFO", may(20), Effort::people));
    told.dana_says(CounterPromise{.promise = id, .due = may(25)});
    told.dana_says(NameColleague{"Carl", "", ""});
    const Deal before = told.deal;
    const MergeId merge = told.ids.make<MergeTag>(told.now);
    told.tell(MergePlayer{merge, told.dana, told.rob, "Rob", Level::manager});
    EXPECT_EQ(told.promise(id).counters[0].by, told.rob);
    EXPECT_EQ(told.deal.colleagues[0].by, told.rob);
    told.tell(PartPlayer{merge});
    EXPECT_EQ(told.deal, before);
}

}  // namespace
}  // namespace ante::method
