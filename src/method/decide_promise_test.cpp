#include "unit/method/told.h"

namespace ante::method {
namespace {

std::string propose(Told& told, const PromiseDraft& draft) {
    return told.answer_to(ProposePromise{.promise = draft, .standing = Standing::agreed});
}

// ---- METHOD 3: a promise that counts

TEST(PromiseThatCounts, has_an_owner_of_its_own_side_who_is_in_the_deal) {
    Told told;
    PromiseDraft draft = told.theirs("bring the CFO", may(8), Effort::people);
    draft.person.reset();
    EXPECT_EQ(propose(told, draft), "owner_missing");
    draft.member = told.sam;
    EXPECT_EQ(propose(told, draft), "owner_on_the_other_side");
    draft.person = told.dana;
    EXPECT_EQ(propose(told, draft), "owner_on_the_other_side");
    draft.member.reset();
    draft.person = told.stranger;
    EXPECT_EQ(propose(told, draft), "owner_unknown");
    draft.person = told.dana;
    EXPECT_EQ(propose(told, draft), "accepted");

    PromiseDraft ours = told.ours("send the draft", may(8), Effort::work);
    ours.member.reset();
    EXPECT_EQ(propose(told, ours), "owner_missing");
    ours.person = told.dana;
    EXPECT_EQ(propose(told, ours), "owner_on_the_other_side");
}

TEST(PromiseThatCounts, is_not_of_somebody_who_left) {
    Told told;
    told.tell(RemovePlayer{told.dana});
    EXPECT_EQ(propose(told, told.theirs("bring the CFO", may(8), Effort::people)), "owner_unknown");
    told.tell(AddPlayer{.person = told.dana, .role = Role::decision_maker});
    EXPECT_EQ(propose(told, told.theirs("bring the CFO", may(8), Effort::people)), "accepted");
}

TEST(PromiseThatCounts, says_what_and_by_when) {
    Told told;
    PromiseDraft draft = told.theirs("", may(8), Effort::people);
    EXPECT_EQ(propose(told, draft), "what_missing");
    draft.what = "  ";
    EXPECT_EQ(propose(told, draft), "what_missing");
    draft.what = "follow up";
    EXPECT_EQ(propose(told, draft), "promise_vague");
    draft.proof = "the signed form is in our inbox";
    EXPECT_EQ(propose(told, draft), "accepted");

    draft = told.theirs("bring the CFO", may(8), Effort::people);
    draft.due.reset();
    EXPECT_EQ(propose(told, draft), "due_missing");
    draft.due = may(3);
    EXPECT_EQ(propose(told, draft), "due_in_the_past");
    draft.due = may(4);  // today
    EXPECT_EQ(propose(told, draft), "accepted");
    draft.due = may(4) + Days{400};  // advised against, not refused
    EXPECT_EQ(propose(told, draft), "accepted");
}

TEST(PromiseThatCounts, is_refused_for_the_first_reason_that_applies) {
    Told told;
    PromiseDraft draft{.side = Side::buyer, .what = "think about it"};
    EXPECT_EQ(propose(told, draft), "owner_missing");
    draft.person = told.dana;
    EXPECT_EQ(propose(told, draft), "promise_vague");
    draft.what = "test the sample";
    EXPECT_EQ(propose(told, draft), "due_missing");
}

TEST(PromiseThatCounts, is_dated_in_the_workspaces_zone) {
    Told told;
    told.now = *parse_instant("2026-05-04T22:30:00Z");  // 5 May, 00:30 in Berlin
    EXPECT_EQ(propose(told, told.theirs("test the sample", may(4), Effort::work)),
              "due_in_the_past");
    EXPECT_EQ(propose(told, told.theirs("test the sample", may(5), Effort::work)), "accepted");
}

TEST(PromiseThatCounts, proves_a_stage_that_there_is) {
    Told told;
    PromiseDraft draft = told.theirs("go through the terms", may(8), Effort::work);
    draft.proves = "nirvana";
    EXPECT_EQ(propose(told, draft), "stage_unknown");
    draft.proves = "decide";
    EXPECT_EQ(propose(told, draft), "accepted");
}

TEST(PromiseThatCounts, belongs_to_a_meeting_and_a_request_that_there_are) {
    Told told;
    const PromiseDraft draft = told.theirs("test the sample", may(8), Effort::work);
    EXPECT_EQ(told.answer_to(ProposePromise{.promise = draft, .meeting = MeetingId{}}),
              "meeting_not_found");
    EXPECT_EQ(told.answer_to(ProposePromise{.promise = draft, .request = RequestId{}}),
              "request_not_found");
}

TEST(Vague, words_promise_nothing_that_can_be_seen) {
    for (const char* text : {"follow up",
                             "Following up",
                             "We'll follow up.",
                             "We\u2019ll follow-up next week",
                             "touch base",
                             "Let's touch base again soon",
                             "think about it",
                             "we will think it over",
                             "thinking about this some more",
                             "circle back",
                             "circling back to you",
                             "get back to you",
                             "Will get back to us",
                             "they get back to you next month",
                             "come back to you",
                             "look into it",
                             "looking into that",
                             "review internally",
                             "internal review",
                             "review it internally",
                             "discuss it internally",
                             "let you know",
                             "we'll see",
                             "keep in touch",
                             "stay in touch",
                             "be in touch",
                             "check internally",
                             "consider it",
                             "...",
                             "we will"})
        EXPECT_TRUE(is_vague(text)) << text;
    for (const char* text :
         {"bring the CFO", "get back to you with the signed form", "look into the contract's annex",
          "review the proposal with us, line by line", "test the sample", "think tank invites us",
          "follow up the tender with a price list", "send the draft", "call us on Thursday at 10",
          "Muster pr\u00fcfen", "sign", "checkt das Angebot"})
        EXPECT_FALSE(is_vague(text)) << text;
}

TEST(Advice, is_given_on_far_days_and_missing_proof) {
    Told told;
    PromiseDraft draft = told.theirs("bring the CFO", may(4) + Days{91}, Effort::people);
    const auto codes = [&] {
        std::string all;
        for (const Advice& advice : advice_on(draft, may(4))) all += advice.code + " ";
        return all;
    };
    EXPECT_EQ(codes(), "due_too_far proof_missing ");
    draft.due = may(4) + Days{90};
    EXPECT_EQ(codes(), "proof_missing ");
    draft.proof = "the CFO is in the call";
    EXPECT_EQ(codes(), "");
}

// ---- its life

TEST(LifeOfAPromise, proposed_to_agreed_or_declined) {
    Told told;
    const PromiseDraft draft = told.theirs("bring the CFO", may(8), Effort::people);
    const CommitmentId a = told.proposed(draft);
    const CommitmentId b = told.proposed(draft);
    for (const Command& too_early :
         std::vector<Command>{KeepPromise{a}, MissPromise{a}, ReleasePromise{a}, WithdrawPromise{a},
                              MovePromise{a, may(9)}})
        EXPECT_EQ(told.answer_to(too_early), "promise_not_agreed");
    EXPECT_EQ(told.answer_to(AgreePromise{a}), "accepted");
    EXPECT_EQ(told.state_of(a), "agreed");
    EXPECT_EQ(told.answer_to(AgreePromise{a}), "promise_already_agreed");
    EXPECT_EQ(told.answer_to(DeclinePromise{a}), "promise_already_agreed");
    EXPECT_EQ(told.answer_to(DeclinePromise{b, "no time"}), "accepted");
    EXPECT_EQ(told.state_of(b), "declined");
    EXPECT_EQ(told.answer_to(AgreePromise{b}), "promise_already_settled");
    EXPECT_EQ(told.answer_to(KeepPromise{b}), "promise_already_settled");
    EXPECT_EQ(told.answer_to(KeepPromise{CommitmentId{}}), "promise_not_found");
}

TEST(LifeOfAPromise, agreed_to_one_of_four_and_no_further) {
    Told told;
    const PromiseDraft draft = told.theirs("bring the CFO", may(8), Effort::people);
    const auto ends = [&](auto command) {
        command.promise = told.agreed(draft);
        EXPECT_EQ(told.answer_to(command), "accepted");
        EXPECT_EQ(told.answer_to(command), "promise_already_settled");
        EXPECT_EQ(told.answer_to(MovePromise{command.promise, may(20)}), "promise_already_settled");
        return std::string(told.state_of(command.promise));
    };
    EXPECT_EQ(ends(KeepPromise{}), "kept");
    EXPECT_EQ(ends(MissPromise{}), "missed");
    EXPECT_EQ(ends(ReleasePromise{}), "released");
    EXPECT_EQ(ends(WithdrawPromise{}), "withdrawn");
}

TEST(LifeOfAPromise, is_agreed_before_its_day_has_passed) {
    Told told;
    const CommitmentId id = told.proposed(told.theirs("bring the CFO", may(8), Effort::people));
    told.on(may(9));
    EXPECT_EQ(told.answer_to(AgreePromise{id}), "due_in_the_past");
    told.on(may(8), 23h);
    EXPECT_EQ(told.answer_to(AgreePromise{id}), "accepted");
}

TEST(Keeping, is_not_before_it_was_agreed_and_not_in_the_future) {
    Told told;
    told.on(may(6), 15h);
    const CommitmentId id = told.agreed(told.theirs("bring the CFO", may(8), Effort::people));
    told.on(may(12));
    EXPECT_EQ(told.answer_to(KeepPromise{id, may(13)}), "kept_in_the_future");
    EXPECT_EQ(told.answer_to(KeepPromise{id, may(5)}), "kept_before_it_was_agreed");
    EXPECT_EQ(told.answer_to(KeepPromise{id, may(6)}), "accepted");
    EXPECT_GE(*told.promise(id).kept_at(), *told.promise(id).agreed_at());
}

TEST(Keeping, by_the_end_of_its_day_is_on_time) {
    const auto punctual = [](Date day, minutes time) {
        Told told;
        const CommitmentId id = told.agreed(told.theirs("bring the CFO", may(8), Effort::people));
        told.on(day, time);
        told.tell(KeepPromise{id});
        return std::get<Kept>(told.promise(id).state).punctual;
    };
    EXPECT_EQ(punctual(may(8), 23h + 59min), Punctual::on_time);
    EXPECT_EQ(punctual(may(9), 0h), Punctual::late);
}

TEST(Moving, changes_the_day_and_counts) {
    Told told;
    const CommitmentId id = told.agreed(told.theirs("bring the CFO", may(8), Effort::people));
    EXPECT_EQ(told.answer_to(MovePromise{id, may(3)}), "due_in_the_past");
    EXPECT_EQ(told.answer_to(MovePromise{id, may(8)}), "same_day");
    EXPECT_EQ(told.answer_to(MovePromise{id, may(12)}), "accepted");
    EXPECT_EQ(told.promise(id).due, may(12));
    EXPECT_EQ(told.promise(id).moves.size(), 1u);
    EXPECT_EQ(told.promise(id).moves[0].from, may(8));
    for (unsigned i = 0; i < 49; ++i) told.tell(MovePromise{id, may(13) + Days{i}});
    EXPECT_EQ(told.answer_to(MovePromise{id, may(12)}), "moved_too_often");
}

TEST(Proposing, is_the_buyers_when_he_offers_or_does_it_on_his_page) {
    Told told;
    PromiseDraft draft = told.theirs("bring the CFO", may(8), Effort::people);
    EXPECT_EQ(told.promise(told.proposed(draft)).proposed_by, Side::seller);
    draft.initiative = Initiative::unasked;
    EXPECT_EQ(told.promise(told.proposed(draft)).proposed_by, Side::buyer);
    told.tell_as(told.dana,
                 ProposePromise{.promise = told.ours("send the draft", may(8), Effort::work)});
    EXPECT_EQ(told.promise(told.last_promise()).proposed_by, Side::buyer);
}

// ---- METHOD 8: the funnel has a door, and parked deals come back by a buyer's act

TEST(Door, opens_with_the_first_agreed_advance) {
    Told told;
    told.agreed(told.theirs("send us a proposal", may(8), Effort::compliance));
    told.agreed(told.ours("send the draft", may(8), Effort::stake));
    const CommitmentId id = told.proposed(told.theirs("come on Friday", may(8), Effort::presence));
    EXPECT_EQ(word_of(told.deal.state), "prospect");
    told.now += 1h;
    EXPECT_EQ(count_of<PipelineEntered>(told.tell(AgreePromise{id})), 1u);
    ASSERT_EQ(word_of(told.deal.state), "pipeline");
    EXPECT_EQ(std::get<InPipeline>(told.deal.state).since, told.now);
    EXPECT_EQ(count_of<PipelineEntered>(told.tell(
                  ProposePromise{.promise = told.theirs("bring the CFO", may(8), Effort::people),
                                 .standing = Standing::agreed})),
              0u);
}

TEST(Parked, comes_back_by_a_buyers_act_and_takes_no_work_of_ours) {
    const auto parked = [](const auto& step) {
        Told told;
        const CommitmentId theirs = told.agreed(told.theirs("come", may(8), Effort::presence));
        const CommitmentId ours = told.agreed(told.ours("send it all", may(8), Effort::work));
        told.tell(ParkDeal{.until = may(30)});
        const std::string answer = told.answer_to(step(told, theirs, ours));
        return answer + ", " + std::string(word_of(told.deal.state));
    };
    using Id = CommitmentId;
    EXPECT_EQ(parked([](Told& t, Id, Id) -> Command {
                  return ProposePromise{.promise = t.theirs("bring it", may(9), Effort::people),
                                        .standing = Standing::agreed};
              }),
              "accepted, pipeline");
    EXPECT_EQ(parked([](Told& t, Id, Id) -> Command {
                  return ProposePromise{.promise = t.theirs("bring it", may(9), Effort::people)};
              }),
              "deal_is_parked, parked");
    EXPECT_EQ(parked([](Told& t, Id, Id) -> Command {
                  return ProposePromise{.promise = t.ours("send it", may(9), Effort::people),
                                        .standing = Standing::agreed};
              }),
              "deal_is_parked, parked");
    EXPECT_EQ(parked([](Told&, Id a, Id) -> Command { return KeepPromise{a}; }),
              "accepted, pipeline");
    EXPECT_EQ(parked([](Told&, Id, Id b) -> Command { return KeepPromise{b}; }),
              "accepted, parked");
    EXPECT_EQ(parked([](Told&, Id a, Id) -> Command {
                  return MovePromise{a, may(9)};
              }),
              "accepted, pipeline");
    EXPECT_EQ(parked([](Told&, Id, Id b) -> Command {
                  return MovePromise{b, may(9)};
              }),
              "deal_is_parked, parked");
    EXPECT_EQ(parked([](Told&, Id a, Id) -> Command { return MissPromise{a}; }),
              "accepted, parked");
    EXPECT_EQ(parked([](Told& t, Id, Id) -> Command { return MakeTouch{.person = t.dana}; }),
              "accepted, parked");
    EXPECT_EQ(parked([](Told&, Id, Id) -> Command { return AddNote{"call in June"}; }),
              "accepted, parked");
    EXPECT_EQ(parked([](Told& t, Id, Id) -> Command { return RecordReply{t.dana}; }),
              "accepted, pipeline");
    EXPECT_EQ(parked([](Told& t, Id, Id) -> Command {
                  return AskRequest{.request = {.kind = RequestKind::demo, .by = t.dana}};
              }),
              "accepted, pipeline");
    EXPECT_EQ(parked([](Told&, Id, Id) -> Command { return ReopenDeal{"they called"}; }),
              "accepted, pipeline");
    EXPECT_EQ(parked([](Told&, Id, Id) -> Command { return Snooze{may(20)}; }),
              "deal_is_parked, parked");
}

TEST(Parked, a_prospect_comes_back_as_one_and_passes_the_door_after_that) {
    Told told;
    told.tell(ParkDeal{.until = may(30)});
    const std::vector<Event> events =
        told.tell(ProposePromise{.promise = told.theirs("bring the CFO", may(8), Effort::people),
                                 .standing = Standing::agreed});
    ASSERT_EQ(events.size(), 4u);
    EXPECT_TRUE(std::holds_alternative<DealReturned>(events[0]));
    EXPECT_EQ(std::get<DealReturned>(events[0]).by, Side::buyer);
    EXPECT_TRUE(std::holds_alternative<PipelineEntered>(events[3]));
    EXPECT_EQ(word_of(told.deal.state), "pipeline");
}

TEST(Correcting, is_for_who_said_it_and_not_for_what_a_meeting_told) {
    Told told;
    const CommitmentId promise = told.agreed(told.theirs("bring the CFO", may(20), Effort::people));
    told.tell(KeepPromise{promise});
    EXPECT_EQ(told.answer_to(CorrectPromise{promise}), "said_by_another");
    told.said = Said{{.member = MemberId{told.stranger.value}}, told.now};
    EXPECT_EQ(told.answer_to(CorrectPromise{promise}), "said_by_another");
    told.said = Said{told.by, told.now};
    EXPECT_EQ(told.answer_to(CorrectPromise{promise}), "accepted");
    EXPECT_EQ(told.state_of(promise), "agreed");

    const MeetingId meeting = told.meeting(told.zone.at(may(4), 10h), {told.dana});
    const CommitmentId presence = told.last_promise();
    told.on(may(4), 11h);
    told.tell(DebriefMeeting{.meeting = meeting, .attended = {told.dana}});
    EXPECT_EQ(told.state_of(presence), "kept");
    told.said = Said{told.by, told.now};
    EXPECT_EQ(told.answer_to(CorrectPromise{presence}), "told_by_the_meeting");
}

TEST(Over, takes_no_new_work_but_what_came_of_the_old) {
    Told told;
    const PromiseDraft draft = told.theirs("bring the CFO", may(8), Effort::people);
    std::vector<CommitmentId> open;
    for (int i = 0; i < 5; ++i) open.push_back(told.agreed(draft));
    const CommitmentId proposed = told.proposed(draft);
    const RequestId demo = told.delivered(RequestKind::demo);
    told.tell(MakeTouch{.person = told.dana});
    told.tell(WinDeal{});

    EXPECT_EQ(propose(told, draft), "deal_is_over");
    EXPECT_EQ(told.answer_to(AgreePromise{proposed}), "deal_is_over");
    EXPECT_EQ(told.answer_to(MovePromise{open[4], may(9)}), "deal_is_over");
    EXPECT_EQ(told.answer_to(AskRequest{.request = {.by = told.dana}}), "deal_is_over");
    EXPECT_EQ(told.answer_to(Snooze{may(20)}), "deal_is_over");
    EXPECT_EQ(told.answer_to(KeepPromise{open[0]}), "accepted");
    EXPECT_EQ(told.answer_to(MissPromise{open[1]}), "accepted");
    EXPECT_EQ(told.answer_to(ReleasePromise{open[2]}), "accepted");
    EXPECT_EQ(told.answer_to(WithdrawPromise{open[3]}), "accepted");
    EXPECT_EQ(told.answer_to(AnswerRequest{.request = demo, .satisfied = true}), "accepted");
    EXPECT_EQ(told.answer_to(RecordReply{told.dana}), "accepted");
    EXPECT_EQ(told.answer_to(AddNote{"thank them"}), "accepted");
    EXPECT_EQ(told.answer_to(MakeTouch{.person = told.dana}), "accepted");
    EXPECT_EQ(told.answer_to(AnswerTouch{told.deal.touches[0].id}), "accepted");
    EXPECT_EQ(word_of(told.deal.state), "won");
}

}  // namespace
}  // namespace ante::method
