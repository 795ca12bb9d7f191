#include "unit/method/told.h"

namespace ante::method {
namespace {

TEST(Opening, needs_a_name_and_an_owner_and_happens_once) {
    Told told(Told::Opened::not_yet);
    EXPECT_EQ(told.answer_to(AddNote{"hello"}), "deal_not_found");
    OpenDeal command{.name = " "};
    EXPECT_EQ(told.answer_to(command), "name_missing");
    command.name = "Fleet renewal";
    command.amount = Money{-1, {}};
    EXPECT_EQ(told.answer_to(command), "amount_negative");
    command.amount = Money{0, {}};
    told.by = {};
    EXPECT_EQ(told.answer_to(command), "owner_missing");
    command.owner = told.sam;
    EXPECT_EQ(told.answer_to(command), "accepted");
    EXPECT_EQ(told.deal.owner, told.sam);
    EXPECT_EQ(word_of(told.deal.state), "prospect");
    EXPECT_EQ(told.answer_to(command), "deal_already_open");
}

TEST(Changing, what_is_the_same_already_changes_nothing) {
    Told told;
    EXPECT_TRUE(told.tell(ChangeDeal{.name = "Fleet renewal"}).empty());
    EXPECT_EQ(told.tell(ChangeDeal{.name = "Fleet"}).size(), 1u);
    EXPECT_EQ(told.deal.name, "Fleet");
    EXPECT_EQ(told.answer_to(ChangeDeal{.name = ""}), "name_missing");
    EXPECT_EQ(told.answer_to(ChangeDeal{.amount = Money{-5, {}}}), "amount_negative");

    EXPECT_EQ(told.tell(ChangeDeal{.amount = Money{5, {}}, .expected_close = may(20)}).size(), 1u);
    EXPECT_EQ(told.deal.amount, (Money{5, {}}));
    EXPECT_EQ(told.tell(ChangeDeal{.amount = std::optional<Money>{}}).size(), 1u);
    EXPECT_EQ(told.deal.amount, std::nullopt);
    EXPECT_EQ(told.deal.expected_close, may(20)) << "what is not named stays";
    EXPECT_TRUE(told.tell(ChangeDeal{.amount = std::optional<Money>{}}).empty());
    EXPECT_TRUE(told.tell(HandOver{told.sam}).empty());
    EXPECT_EQ(told.answer_to(HandOver{}), "owner_missing");
    const auto kim = told.ids.make<MemberTag>(told.now);
    told.tell(HandOver{kim});
    EXPECT_EQ(told.deal.owner, kim);
}

TEST(Players, join_once_leave_and_join_again) {
    Told told;
    EXPECT_EQ(told.answer_to(AddPlayer{.person = told.dana}), "player_already_there");
    EXPECT_EQ(told.answer_to(AddPlayer{.person = told.stranger}), "person_unknown");
    EXPECT_EQ(told.answer_to(AddPlayer{.person = told.carl, .named_by = told.stranger}),
              "player_unknown");
    const auto events =
        told.tell(AddPlayer{.person = told.carl, .role = Role::approver, .named_by = told.dana});
    EXPECT_EQ(count_of<SignReceived>(events), 1u);
    EXPECT_EQ(told.deal.player(told.carl)->level, Level::executive);
    told.tell(RemovePlayer{told.carl});
    EXPECT_EQ(told.answer_to(RemovePlayer{told.carl}), "player_unknown");
    EXPECT_EQ(told.answer_to(ChangePlayer{told.carl, Role::user}), "player_unknown");
    told.known.clear();
    EXPECT_EQ(told.answer_to(AddPlayer{.person = told.carl, .role = Role::coach}), "accepted");
    EXPECT_EQ(told.deal.player(told.carl)->name, "Carl");
    EXPECT_EQ(told.deal.players.size(), 3u);
    EXPECT_TRUE(told.tell(ChangePlayer{told.carl, Role::coach}).empty());
    told.tell(FollowPerson{told.carl, "Carla", Level::owner});
    EXPECT_EQ(told.deal.player(told.carl)->name, "Carla");
    EXPECT_EQ(told.deal.player(told.carl)->role, Role::coach);
    EXPECT_EQ(told.answer_to(FollowPerson{told.stranger, "X"}), "player_unknown");
}

TEST(Players, of_parked_deals_are_named_by_the_buyer_and_of_closed_ones_by_nobody) {
    Told told;
    told.tell(ParkDeal{.until = may(30)});
    EXPECT_EQ(told.answer_to(AddPlayer{.person = told.carl}), "deal_is_parked");
    EXPECT_EQ(told.answer_to(AddPlayer{.person = told.carl, .named_by = told.dana}), "accepted");
    EXPECT_EQ(word_of(told.deal.state), "prospect");
    told.tell(LoseDeal{});
    told.tell(RemovePlayer{told.carl});
    EXPECT_EQ(told.answer_to(AddPlayer{.person = told.carl, .named_by = told.dana}),
              "deal_is_over");
}

TEST(Stages, are_proven_by_the_buyers_act_or_entered_with_a_reason) {
    Told told;
    const auto enter = [&](std::string stage, std::string reason = {}) {
        return told.answer_to(EnterStage{std::move(stage), std::move(reason)});
    };
    EXPECT_EQ(enter("nirvana"), "stage_unknown");
    EXPECT_EQ(enter("explore"), "stage_proof_missing");
    told.tell(WriteHomework{{.issue = "idle trucks"}});
    EXPECT_EQ(enter("explore"), "stage_proof_missing");
    told.tell(WriteHomework{{.issue = "idle trucks", .desired_result = "fewer"}});
    EXPECT_EQ(enter("explore"), "accepted");
    EXPECT_TRUE(told.deal.stages.back().proven);
    EXPECT_EQ(enter("explore"), "stage_already_entered");

    EXPECT_EQ(enter("commit"), "stage_proof_missing");
    EXPECT_EQ(enter("prove", "they are in a hurry"), "accepted");
    EXPECT_FALSE(told.deal.stages.back().proven);
    EXPECT_EQ(told.deal.stages.back().reason, "they are in a hurry");
    EXPECT_EQ(enter("commit"), "accepted");  // back needs no reason
    EXPECT_FALSE(told.deal.stages.back().proven);
    EXPECT_EQ(told.deal.stage(), "commit");
}

TEST(Stages, each_proof_has_its_edge) {
    Told told;
    const auto proven = [&](std::string_view stage) {
        return is_proven(told.deal, *told.settings.stage(stage));
    };
    // commit: first advance kept
    told.tell(KeepPromise{told.agreed(told.theirs("send us it", may(8), Effort::compliance))});
    const CommitmentId agreed = told.agreed(told.theirs("come", may(8), Effort::presence));
    EXPECT_FALSE(proven("commit"));
    told.tell(KeepPromise{agreed});
    EXPECT_TRUE(proven("commit"));

    // prove: evidence accepted by a decision maker
    EXPECT_FALSE(proven("prove"));
    const RequestId demo = told.delivered(RequestKind::demo);
    Told by_rob = told;
    by_rob.tell(AnswerRequest{.request = demo, .satisfied = true, .by = told.rob});
    EXPECT_FALSE(is_proven(by_rob.deal, *told.settings.stage("prove")));
    told.tell(AnswerRequest{.request = demo, .satisfied = true});
    EXPECT_TRUE(proven("prove"));

    // decide: terms gone through with who signs
    PromiseDraft terms = told.theirs("go through the terms", may(8), Effort::work);
    told.tell(KeepPromise{told.agreed(terms)});
    EXPECT_FALSE(proven("decide"));
    terms.proves = "decide";
    terms.person = told.rob;
    told.tell(KeepPromise{told.agreed(terms)});
    EXPECT_FALSE(proven("decide"));
    terms.person = told.dana;
    told.tell(KeepPromise{told.agreed(terms)});
    EXPECT_TRUE(proven("decide"));

    // sign: a stake agreed by who signs
    told.proposed(told.theirs("release the budget", may(8), Effort::stake));
    EXPECT_FALSE(proven("sign"));
    told.tell(AgreePromise{told.last_promise()});
    EXPECT_TRUE(proven("sign"));
    told.tell(WithdrawPromise{told.last_promise()});
    EXPECT_FALSE(proven("sign"));
}

TEST(Closing, comes_once_and_can_be_reopened_to_where_it_was) {
    Told told;
    EXPECT_EQ(told.answer_to(ReopenDeal{"why"}), "deal_in_play");
    EXPECT_EQ(told.answer_to(WinDeal{.meeting = MeetingId{}}), "meeting_not_found");
    EXPECT_EQ(told.answer_to(WinDeal{.amount = Money{-1, {}}}), "amount_negative");
    EXPECT_EQ(told.answer_to(LoseDeal{.meeting = MeetingId{}}), "meeting_not_found");
    told.tell(LoseDeal{.to = LostTo::competitor, .why = "price"});
    EXPECT_EQ(told.answer_to(WinDeal{}), "deal_is_over");
    EXPECT_EQ(told.answer_to(LoseDeal{}), "deal_is_over");
    EXPECT_EQ(told.answer_to(ParkDeal{.until = may(30)}), "deal_is_over");
    EXPECT_EQ(told.answer_to(WriteHomework{}), "deal_is_over");
    EXPECT_EQ(told.answer_to(EnterStage{"explore", "r"}), "deal_is_over");
    EXPECT_EQ(told.answer_to(ReopenDeal{" "}), "why_missing");
    told.tell(ReopenDeal{"they came back"});
    EXPECT_EQ(word_of(told.deal.state), "prospect");
    told.agreed(told.theirs("come", may(8), Effort::presence));
    const Instant since = told.now;
    told.now += 1h;
    told.tell(ParkDeal{.until = may(30)});
    told.tell(ParkDeal{.until = may(31)});
    told.tell(LoseDeal{});
    told.tell(ReopenDeal{"they came back"});
    ASSERT_EQ(word_of(told.deal.state), "pipeline");
    EXPECT_EQ(std::get<InPipeline>(told.deal.state).since, since);
    told.tell(ParkDeal{.until = may(30)});
    const auto events = told.tell(WinDeal{.amount = Money{500, {}}});
    EXPECT_EQ(count_of<DealReturned>(events), 1u);
    EXPECT_EQ(told.deal.amount->minor, 500);
}

TEST(Days, to_look_again_lie_after_today) {
    Told told;
    EXPECT_EQ(told.answer_to(ParkDeal{.until = may(4)}), "until_not_after_today");
    EXPECT_EQ(told.answer_to(Snooze{may(4)}), "until_not_after_today");
    EXPECT_EQ(told.answer_to(Snooze{may(5)}), "accepted");
    EXPECT_EQ(told.deal.snoozed_until, may(5));
    EXPECT_EQ(told.tell(Snooze{}).size(), 1u);
    EXPECT_EQ(told.deal.snoozed_until, std::nullopt);
    EXPECT_TRUE(told.tell(Snooze{}).empty()) << "it is on Today already";
    EXPECT_EQ(told.answer_to(ParkDeal{.until = may(5)}), "accepted");
}

TEST(Homework, knows_its_decision_maker) {
    Told told;
    EXPECT_EQ(told.answer_to(WriteHomework{{.decision_maker = told.stranger}}), "player_unknown");
    EXPECT_EQ(told.answer_to(WriteHomework{{.decision_maker = told.dana}}), "accepted");
    EXPECT_TRUE(told.tell(WriteHomework{{.decision_maker = told.dana}}).empty());
}

TEST(Contact, is_recorded_by_somebody) {
    Told told;
    told.by = {};
    EXPECT_EQ(told.answer_to(MakeTouch{.person = told.dana}), "member_missing");
    EXPECT_EQ(told.answer_to(AddNote{"x"}), "member_missing");
    told.by = {.member = told.sam};
    EXPECT_EQ(told.answer_to(AddNote{" "}), "text_missing");
    EXPECT_EQ(told.answer_to(MakeTouch{.person = told.dana}), "accepted");
    EXPECT_EQ(told.answer_to(AnswerTouch{}), "touch_not_found");
    EXPECT_EQ(told.answer_to(AnswerTouch{told.deal.touches[0].id}), "accepted");
    EXPECT_EQ(told.answer_to(AnswerTouch{told.deal.touches[0].id}), "touch_already_answered");
    EXPECT_EQ(told.answer_to(RecordReply{told.stranger}), "player_unknown");
    EXPECT_EQ(told.answer_to(RecordReply{}), "accepted");
}

}  // namespace
}  // namespace ante::method
