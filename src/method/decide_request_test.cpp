// METHOD 5: every piece of free work has a purpose.
#include "unit/method/told.h"

namespace ante::method {
namespace {

TEST(Gate, asks_for_purpose_outcome_decision_and_exchange) {
    Told told;
    const RequestId demo = told.asks_for(RequestKind::demo);
    AcceptRequest command{.request = demo};
    EXPECT_EQ(told.answer_to(command), "purpose_missing");
    command.purpose = " ";
    EXPECT_EQ(told.answer_to(command), "purpose_missing");
    command.purpose = "see the dispatch board";
    EXPECT_EQ(told.answer_to(command), "outcome_missing");
    command.outcome = "dispatchers say yes or no";
    EXPECT_EQ(told.answer_to(command), "decision_missing");
    command.decision = "shortlist";
    EXPECT_EQ(told.answer_to(command), "exchange_missing");
    command.nothing_in_exchange = true;
    EXPECT_EQ(told.answer_to(command), "accepted");
    EXPECT_EQ(told.answer_to(command), "request_already_answered");
    EXPECT_EQ(told.answer_to(AcceptRequest{}), "request_not_found");
}

TEST(Gate, takes_one_exchange_an_open_promise_of_the_buyer_or_a_new_one) {
    Told told;
    const CommitmentId theirs = told.agreed(told.theirs("bring the CFO", may(8), Effort::people));
    const CommitmentId ours = told.agreed(told.ours("send the draft", may(8), Effort::work));
    const CommitmentId kept = told.agreed(told.theirs("test the sample", may(8), Effort::work));
    told.tell(KeepPromise{kept});
    AcceptRequest command = told.acceptance(told.asks_for(RequestKind::demo));
    command.exchange = theirs;
    EXPECT_EQ(told.answer_to(command), "exchange_twice");
    command.nothing_in_exchange = false;
    for (const CommitmentId other : {ours, kept, CommitmentId{}}) {
        command.exchange = other;
        EXPECT_EQ(told.answer_to(command), "exchange_unknown");
    }
    command.exchange = theirs;
    EXPECT_EQ(told.answer_to(command), "accepted");
    EXPECT_EQ(told.deal.requests.back().acceptance->exchange, theirs);

    command = told.acceptance(told.asks_for(RequestKind::sample));
    command.nothing_in_exchange = false;
    command.exchange_promise = told.ours("send the draft", may(8), Effort::work);
    EXPECT_EQ(told.answer_to(command), "owner_on_the_other_side");
    command.exchange_promise = told.theirs("follow up", may(8), Effort::work);
    EXPECT_EQ(told.answer_to(command), "promise_vague");
    command.exchange_promise = told.theirs("fill in the form", may(8), Effort::work);
    EXPECT_EQ(told.answer_to(command), "accepted");
    EXPECT_EQ(told.state_of(told.last_promise()), "agreed");
    EXPECT_EQ(told.promise(told.last_promise()).request, told.deal.requests.back().id);
    EXPECT_EQ(told.deal.requests.back().acceptance->exchange, told.last_promise());
}

TEST(Gate, a_trial_ends_and_has_criteria) {
    Told told;
    AcceptRequest command = told.acceptance(told.asks_for(RequestKind::trial));
    EXPECT_EQ(told.answer_to(command), "trial_needs_an_end");
    command.ends_on = may(3);
    EXPECT_EQ(told.answer_to(command), "trial_end_in_the_past");
    command.ends_on = may(4);
    EXPECT_EQ(told.answer_to(command), "trial_needs_criteria");
    command.success_criteria = "ten drivers log in daily";
    EXPECT_EQ(told.answer_to(command), "accepted");
}

TEST(Gate, lets_one_through_at_a_time) {
    Told told;
    const RequestId demo = told.delivered(RequestKind::demo);
    AcceptRequest next = told.acceptance(told.asks_for(RequestKind::proposal));
    const auto refused = told.attempt(next);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "close_the_open_one_first");
    EXPECT_NE(refused.error().detail.find("Dana has not said whether the demo"), std::string::npos);

    told.tell(AnswerRequest{.request = demo, .satisfied = false, .missing = "prices"});
    EXPECT_EQ(told.answer_to(next), "close_the_open_one_first");
    told.tell(DeliverRequest{demo});
    EXPECT_EQ(told.answer_to(next), "close_the_open_one_first");
    Told overridden = told;
    next.override_reason = "the tender closes today";
    EXPECT_EQ(overridden.answer_to(next), "accepted");
    EXPECT_EQ(overridden.deal.requests.back().acceptance->override_reason,
              "the tender closes today");

    told.tell(AnswerRequest{.request = demo, .satisfied = true});
    EXPECT_EQ(told.answer_to(next), "accepted");
    EXPECT_EQ(told.deal.requests.back().acceptance->override_reason, "");  // nothing was overridden
}

TEST(Gate, an_accepted_one_does_not_stand_in_it_and_a_withdrawn_one_leaves_it) {
    Told told;
    const RequestId demo = told.asks_for(RequestKind::demo);
    told.tell(told.acceptance(demo));
    EXPECT_EQ(told.answer_to(told.acceptance(told.asks_for(RequestKind::sample))), "accepted");
    told.tell(DeliverRequest{demo});
    const RequestId proposal = told.asks_for(RequestKind::proposal);
    EXPECT_EQ(told.answer_to(told.acceptance(proposal)), "close_the_open_one_first");
    told.tell(WithdrawRequest{demo, "not wanted any more"});
    EXPECT_EQ(told.answer_to(told.acceptance(proposal)), "accepted");
}

TEST(LifeOfARequest, goes_its_way_and_no_other) {
    Told told;
    EXPECT_EQ(told.answer_to(AskRequest{.request = {.by = told.stranger}}), "player_unknown");
    EXPECT_EQ(told.answer_to(AskRequest{.request = {.by = told.dana}, .meeting = MeetingId{}}),
              "meeting_not_found");
    const RequestId demo = told.asks_for(RequestKind::demo);
    EXPECT_EQ(told.answer_to(DeliverRequest{demo}), "request_not_accepted");
    EXPECT_EQ(told.answer_to(AnswerRequest{.request = demo, .satisfied = true}),
              "request_not_delivered");
    told.tell(told.acceptance(demo));
    EXPECT_EQ(told.answer_to(DeclineRequest{demo}), "request_already_answered");
    EXPECT_EQ(told.answer_to(AnswerRequest{.request = demo, .satisfied = true}),
              "request_not_delivered");
    EXPECT_EQ(told.answer_to(DeliverRequest{demo}), "accepted");
    EXPECT_EQ(told.answer_to(DeliverRequest{demo}), "request_already_delivered");
    EXPECT_EQ(told.answer_to(AnswerRequest{.request = demo, .satisfied = false, .missing = " "}),
              "say_what_is_missing");
    EXPECT_EQ(
        told.answer_to(AnswerRequest{.request = demo, .satisfied = true, .by = told.stranger}),
        "player_unknown");
    EXPECT_EQ(
        told.answer_to(AnswerRequest{.request = demo, .satisfied = false, .missing = "prices"}),
        "accepted");
    EXPECT_EQ(told.answer_to(AnswerRequest{.request = demo, .satisfied = true}),
              "request_already_answered");
    EXPECT_EQ(told.answer_to(DeliverRequest{demo}), "accepted");
    EXPECT_EQ(told.answer_to(AnswerRequest{.request = demo, .satisfied = true}), "accepted");
    EXPECT_EQ(told.deal.request(demo)->answers.back().by, told.dana);
    EXPECT_EQ(told.deal.request(demo)->closed_at, told.now);
    EXPECT_EQ(told.answer_to(DeliverRequest{demo}), "request_closed");
    EXPECT_EQ(told.answer_to(WithdrawRequest{demo}), "request_closed");
    EXPECT_EQ(told.answer_to(DeliverRequest{}), "request_not_found");
    EXPECT_EQ(told.answer_to(AnswerRequest{}), "request_not_found");

    const RequestId sample = told.asks_for(RequestKind::sample);
    EXPECT_EQ(told.answer_to(DeclineRequest{sample, "after the terms are clear"}), "accepted");
    EXPECT_EQ(told.answer_to(told.acceptance(sample)), "request_already_answered");
    EXPECT_EQ(told.answer_to(WithdrawRequest{sample}), "request_closed");
}

TEST(LifeOfARequest, rests_with_a_parked_deal) {
    Told told;
    const RequestId demo = told.asks_for(RequestKind::demo);
    const RequestId sample = told.asks_for(RequestKind::sample);
    told.tell(told.acceptance(demo));
    told.tell(ParkDeal{.until = may(30)});
    EXPECT_EQ(told.answer_to(DeliverRequest{demo}), "deal_is_parked");
    EXPECT_EQ(told.answer_to(told.acceptance(sample)), "deal_is_parked");
    EXPECT_EQ(told.answer_to(DeclineRequest{sample}), "accepted");
    told.tell(ReopenDeal{"they called"});
    EXPECT_EQ(told.answer_to(DeliverRequest{demo}), "accepted");
    told.tell(LoseDeal{});
    EXPECT_EQ(told.answer_to(DeliverRequest{demo}), "deal_is_over");
}

}  // namespace
}  // namespace ante::method
