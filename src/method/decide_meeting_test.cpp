// METHOD 4: plan, hold, debrief.
#include "method/decisions.h"
#include "unit/method/told.h"

namespace ante::method {
namespace {

AskDraft ask(const Told& told, AskRank rank, std::string what, Effort effort) {
    return {.rank = rank,
            .what = std::move(what),
            .effort = effort,
            .owner = told.dana,
            .due = may(20)};
}

TEST(Scheduling, takes_players_who_are_there_and_hours_that_make_sense) {
    Told told;
    ScheduleMeeting command{.starts = told.zone.at(may(6), 10h), .players = {told.dana}};
    command.minutes = 4;
    EXPECT_EQ(told.answer_to(command), "minutes_out_of_range");
    command.minutes = 1441;
    EXPECT_EQ(told.answer_to(command), "minutes_out_of_range");
    command.minutes = 5;
    EXPECT_EQ(told.answer_to(command), "accepted");
    command.minutes = 1440;
    EXPECT_EQ(told.answer_to(command), "accepted");
    command.players = {told.dana, told.carl};
    EXPECT_EQ(told.answer_to(command), "player_unknown");
    command.players = {told.dana};
    command.accepted_by = {told.rob};
    EXPECT_EQ(told.answer_to(command), "accepted_not_expected");
    command.accepted_by = {told.dana, told.dana};
    EXPECT_EQ(told.answer_to(command), "accepted");
    EXPECT_EQ(told.deal.commitments.size(), 1u);
}

TEST(Scheduling, may_be_noted_up_to_a_month_afterwards) {
    Told told;
    ScheduleMeeting command{.starts = told.now - noted_afterwards - 1ms,
                            .players = {told.dana},
                            .accepted_by = {told.dana}};
    EXPECT_EQ(told.answer_to(command), "meeting_too_long_ago");
    command.starts = told.now - noted_afterwards;
    EXPECT_EQ(told.answer_to(command), "accepted");
    const MeetingId id = told.last_meeting().id;
    EXPECT_EQ(*told.promise(told.last_promise()).agreed_at(), command.starts);
    told.tell(DebriefMeeting{.meeting = id, .attended = {told.dana}});
    EXPECT_EQ(told.state_of(told.last_promise()), "kept");
}

TEST(Scheduling, acceptance_is_a_promise_of_presence_and_opens_the_door) {
    Told told;
    told.meeting(told.zone.at(may(6), 10h));
    EXPECT_EQ(word_of(told.deal.state), "prospect");
    told.meeting(told.zone.at(may(7), 10h), {told.dana});
    const Commitment& promise = told.promise(told.last_promise());
    EXPECT_EQ(promise.effort, Effort::presence);
    EXPECT_EQ(promise.attends, told.last_meeting().id);
    EXPECT_EQ(promise.due, may(7));
    EXPECT_EQ(*promise.person(), told.dana);
    EXPECT_EQ(word_of(told.deal.state), "pipeline");
}

TEST(Scheduling, on_a_parked_deal_needs_the_buyers_word) {
    Told told;
    told.tell(ParkDeal{.until = may(30)});
    ScheduleMeeting command{.starts = told.zone.at(may(6), 10h), .players = {told.dana}};
    EXPECT_EQ(told.answer_to(command), "deal_is_parked");
    command.accepted_by = {told.dana};
    EXPECT_EQ(told.answer_to(command), "accepted");
    EXPECT_EQ(word_of(told.deal.state), "pipeline");
    told.tell(WinDeal{});
    EXPECT_EQ(told.answer_to(command), "deal_is_over");
}

TEST(Changing, moves_the_promises_to_attend_with_the_day) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h), {told.dana});
    const CommitmentId promise = told.last_promise();
    told.tell(ChangeMeeting{.meeting = id, .starts = told.zone.at(may(6), 15h)});
    EXPECT_EQ(told.promise(promise).moves.size(), 0u);
    told.tell(ChangeMeeting{.meeting = id,
                            .starts = told.zone.at(may(8), 10h),
                            .accepted_by = {{told.dana, told.rob}}});
    EXPECT_EQ(told.promise(promise).moves.size(), 1u);
    EXPECT_EQ(told.promise(promise).due, may(8));
    ASSERT_EQ(told.deal.commitments.size(), 2u);  // Rob's is new
    EXPECT_EQ(told.promise(told.last_promise()).due, may(8));
    told.tell(ChangeMeeting{.meeting = id, .players = {{told.rob}}});
    EXPECT_EQ(told.state_of(promise), "released");
    EXPECT_TRUE(told.tell(ChangeMeeting{.meeting = id, .title = ""}).empty());
}

TEST(Changing, is_refused_for_what_is_over_or_unknown) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h));
    const auto change = [&](ChangeMeeting command) { return told.answer_to(command); };
    EXPECT_EQ(change({.meeting = MeetingId{}}), "meeting_not_found");
    EXPECT_EQ(change({.meeting = id, .minutes = 3}), "minutes_out_of_range");
    EXPECT_EQ(change({.meeting = id, .starts = told.now - Days{32}}), "meeting_too_long_ago");
    EXPECT_EQ(change({.meeting = id, .players = {{told.carl}}}), "player_unknown");
    EXPECT_EQ(change({.meeting = id, .players = {{told.dana}}, .accepted_by = {{told.rob}}}),
              "accepted_not_expected");
    told.tell(WritePlan{.meeting = id, .purpose = "shortlist", .reserve_minutes = 20});
    EXPECT_EQ(change({.meeting = id, .minutes = 19}), "reserve_out_of_range");
    EXPECT_EQ(change({.meeting = id, .minutes = 20}), "accepted");
    told.on(may(7));
    told.tell(DebriefMeeting{.meeting = id});
    EXPECT_EQ(change({.meeting = id, .minutes = 30}), "already_debriefed");
}

TEST(CallingOff, takes_back_or_lets_go_of_the_promises_to_attend) {
    Told told;
    const MeetingId theirs = told.meeting(told.zone.at(may(6), 10h), {told.dana});
    const CommitmentId withdrawn = told.last_promise();
    const MeetingId ours = told.meeting(told.zone.at(may(7), 10h), {told.dana});
    const CommitmentId released = told.last_promise();
    told.tell(CancelMeeting{theirs, Side::buyer, "ill"});
    told.tell(CancelMeeting{ours, Side::seller, "no plane"});
    EXPECT_EQ(told.state_of(withdrawn), "withdrawn");
    EXPECT_EQ(told.state_of(released), "released");
    EXPECT_EQ(told.answer_to(CancelMeeting{theirs}), "meeting_cancelled");
    EXPECT_EQ(told.answer_to(CancelMeeting{}), "meeting_not_found");
    for (const Command& command : std::vector<Command>{
             ChangeMeeting{.meeting = ours}, WritePlan{.meeting = ours, .purpose = "p"},
             DebriefMeeting{.meeting = ours}, SendRecap{ours}, AnswerAsk{.meeting = ours},
             RecordHesitation{ours, "frozen"}, TakeReading{.meeting = ours, .who = told.dana},
             WinDeal{.meeting = ours}})
        EXPECT_EQ(told.answer_to(command), "meeting_cancelled");
}

TEST(Plan, has_one_best_one_minimum_and_asks_that_are_promises) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h));
    const auto plan = [&](std::vector<AskDraft> asks, std::string purpose = "shortlist") {
        return told.answer_to(
            WritePlan{.meeting = id, .purpose = std::move(purpose), .asks = std::move(asks)});
    };
    const AskDraft best = ask(told, AskRank::best, "bring the CFO", Effort::people);
    const AskDraft minimum = ask(told, AskRank::minimum, "review it with us", Effort::work);
    EXPECT_EQ(plan({}, " "), "purpose_missing");
    EXPECT_EQ(plan({best, best}), "two_best");
    EXPECT_EQ(plan({minimum, minimum}), "two_minimum");
    AskDraft wrong = best;
    wrong.owner.reset();
    EXPECT_EQ(plan({wrong}), "owner_missing");
    wrong.owner = told.stranger;
    EXPECT_EQ(plan({wrong}), "owner_unknown");
    wrong = best;
    wrong.what = "";
    EXPECT_EQ(plan({wrong}), "what_missing");
    wrong.what = "circle back";
    EXPECT_EQ(plan({wrong}), "promise_vague");
    wrong = best;
    wrong.due.reset();
    EXPECT_EQ(plan({wrong}), "due_missing");
    wrong.due = may(3);
    EXPECT_EQ(plan({wrong}), "due_in_the_past");
    EXPECT_EQ(plan({}), "accepted");  // a draft: plan_missing shows it
    EXPECT_EQ(plan({best, minimum}), "accepted");
    std::vector<AskDraft> many(51, ask(told, AskRank::alternative, "test it", Effort::work));
    EXPECT_EQ(plan(many), "deal_is_full");
    many.pop_back();
    EXPECT_EQ(plan(many), "accepted");
    EXPECT_EQ(told.answer_to(WritePlan{.purpose = "shortlist"}), "meeting_not_found");
}

TEST(Plan, keeps_minutes_free) {  // METHOD 4: a sixth of the meeting, at least 10
    Told told;
    const auto reserve = [&](std::int64_t minutes) {
        told.tell(ScheduleMeeting{.starts = told.now + 24h, .minutes = minutes});
        told.tell(WritePlan{.meeting = told.last_meeting().id, .purpose = "shortlist"});
        return told.last_meeting().plan->reserve_minutes;
    };
    EXPECT_EQ(reserve(30), 10);
    EXPECT_EQ(reserve(60), 10);
    EXPECT_EQ(reserve(90), 15);
    EXPECT_EQ(reserve(5), 5);
    const MeetingId id = told.last_meeting().id;
    const auto keep = [&](std::int64_t minutes) {
        return told.answer_to(
            WritePlan{.meeting = id, .purpose = "shortlist", .reserve_minutes = minutes});
    };
    EXPECT_EQ(keep(6), "reserve_out_of_range");
    EXPECT_EQ(keep(-1), "reserve_out_of_range");
    EXPECT_EQ(keep(5), "accepted");
    EXPECT_EQ(keep(0), "accepted");
}

TEST(Plan, written_anew_keeps_what_was_answered) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h));
    const AskDraft best = ask(told, AskRank::best, "bring the CFO", Effort::people);
    const AskDraft minimum = ask(told, AskRank::minimum, "review it with us", Effort::work);
    told.tell(WritePlan{.meeting = id, .purpose = "shortlist", .asks = {best, minimum}});
    const AskId best_id = told.last_meeting().plan->best()->id;
    const AskId minimum_id = told.last_meeting().plan->minimum()->id;
    told.tell(AnswerAsk{.meeting = id, .ask = best_id, .answer = AskAnswer::declined});
    told.tell(WritePlan{.meeting = id, .purpose = "budget", .asks = {best, minimum}});
    EXPECT_EQ(told.last_meeting().plan->best()->id, best_id);
    EXPECT_EQ(told.last_meeting().plan->best()->outcome, AskOutcome::declined);
    EXPECT_EQ(told.last_meeting().plan->minimum()->id, minimum_id);
    EXPECT_EQ(told.last_meeting().plan->asks.size(), 2u);
    EXPECT_EQ(told.answer_to(WritePlan{
                  .meeting = id,
                  .purpose = "budget",
                  .asks = {ask(told, AskRank::best, "share the budget", Effort::exposure)}}),
              "two_best");
}

TEST(Holding, an_ask_is_answered_once) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h));
    told.tell(WritePlan{.meeting = id,
                        .purpose = "shortlist",
                        .asks = {ask(told, AskRank::best, "bring the CFO", Effort::people),
                                 ask(told, AskRank::minimum, "review it", Effort::work),
                                 ask(told, AskRank::alternative, "test it", Effort::work)}});
    const std::vector<Ask> asks = told.last_meeting().plan->asks;
    EXPECT_EQ(told.answer_to(AnswerAsk{.meeting = id, .ask = AskId{}}), "ask_not_found");
    AnswerAsk command{.meeting = id, .ask = asks[0].id, .answer = AskAnswer::changed};
    EXPECT_EQ(told.answer_to(command), "changed_to_missing");
    command.changed_to = told.ours("send the draft", may(8), Effort::work);
    EXPECT_EQ(told.answer_to(command), "owner_on_the_other_side");
    command.changed_to = PromiseDraft{.what = "send the CFO's assistant", .effort = Effort::work};
    EXPECT_EQ(told.answer_to(command), "due_missing");
    command.changed_to->due = may(8);
    EXPECT_EQ(told.answer_to(command), "accepted");
    EXPECT_EQ(*told.promise(told.last_promise()).person(), told.dana);  // whom we had asked
    EXPECT_EQ(told.answer_to(command), "ask_already_answered");

    told.tell(AnswerAsk{.meeting = id, .ask = asks[1].id, .answer = AskAnswer::accepted});
    const Ask* minimum = told.last_meeting().plan->minimum();
    EXPECT_EQ(minimum->outcome, AskOutcome::accepted);
    EXPECT_EQ(minimum->commitment, told.last_promise());
    EXPECT_EQ(told.promise(told.last_promise()).meeting, id);

    told.on(may(21));  // the ask's day has passed
    EXPECT_EQ(told.answer_to(AnswerAsk{.meeting = id, .ask = asks[2].id}), "due_in_the_past");
    EXPECT_EQ(
        told.answer_to(AnswerAsk{.meeting = id, .ask = asks[2].id, .answer = AskAnswer::declined}),
        "accepted");
}

TEST(Holding, notes_hesitation_and_temperature) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h));
    EXPECT_EQ(told.answer_to(RecordHesitation{id, " "}), "words_missing");
    EXPECT_EQ(told.answer_to(RecordHesitation{id, "budget is frozen", KeepOrPark::park}),
              "accepted");
    EXPECT_EQ(word_of(told.deal.state), "prospect");  // parking follows as its own command
    EXPECT_EQ(told.answer_to(TakeReading{.meeting = id, .who = told.stranger}), "player_unknown");
    told.tell(TakeReading{.meeting = id, .who = told.dana, .next_step = Interest::no});
    told.tell(TakeReading{.meeting = id, .who = told.dana, .next_step = Interest::yes});
    ASSERT_EQ(told.last_meeting().readings.size(), 1u);
    EXPECT_EQ(told.last_meeting().readings[0].next_step, Interest::yes);
}

TEST(Debriefing, is_for_meetings_that_began_and_once) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h));
    DebriefMeeting command{.meeting = id, .attended = {told.dana}};
    told.on(may(6), 10h - 1min);
    EXPECT_EQ(told.answer_to(command), "meeting_not_begun");
    EXPECT_EQ(told.answer_to(WinDeal{.meeting = id}), "meeting_not_begun");
    EXPECT_EQ(told.answer_to(SendRecap{id}), "not_debriefed");
    told.on(may(6), 10h);
    command.attended = {told.stranger};
    EXPECT_EQ(told.answer_to(command), "attended_unknown");
    command.attended = {told.dana};
    command.promises = {told.theirs("think about it", may(8), Effort::work)};
    EXPECT_EQ(told.answer_to(command), "promise_vague");
    command.promises = {};
    command.requests = {{.kind = RequestKind::demo, .by = told.stranger}};
    EXPECT_EQ(told.answer_to(command), "player_unknown");
    command.requests = {};
    command.next_meeting = ScheduleMeeting{.starts = told.zone.at(may(6), 10h)};
    EXPECT_EQ(told.answer_to(command), "next_meeting_not_later");
    command.next_meeting->starts = told.zone.at(may(12), 10h);
    EXPECT_EQ(told.answer_to(command), "accepted");
    EXPECT_EQ(told.answer_to(command), "already_debriefed");
    EXPECT_EQ(told.answer_to(SendRecap{id}), "accepted");
    EXPECT_EQ(told.answer_to(SendRecap{id}), "recap_already_sent");
}

TEST(Debriefing, knows_the_next_meeting_that_was_booked_in_this_one) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h));
    ScheduleMeeting next{.starts = told.zone.at(may(6), 10h),
                         .players = {told.dana},
                         .accepted_by = {told.dana},
                         .booked_in = id};
    told.on(may(6), 10h + 20min);
    EXPECT_EQ(told.answer_to(next), "next_meeting_not_later");
    next.starts = told.zone.at(may(12), 10h);
    EXPECT_EQ(told.answer_to(next), "accepted");
    EXPECT_EQ(told.promise(told.last_promise()).meeting, id);
    told.tell(DebriefMeeting{.meeting = id, .attended = {told.dana}});
    EXPECT_EQ(told.deal.meetings[0].debrief->next_meeting, told.deal.meetings[1].id);
    EXPECT_EQ(verdict_of(told.deal, told.deal.meetings[0]), Verdict::advance_other);
    EXPECT_EQ(told.answer_to(next), "already_debriefed");
}

TEST(Debriefing, tells_what_happened_in_the_meeting_whenever_it_is_told) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h), {told.dana, told.rob});
    told.on(may(8));
    told.tell(DebriefMeeting{.meeting = id,
                             .attended = {told.dana},
                             .promises = {told.theirs("test it", may(6), Effort::work)},
                             .requests = {{.kind = RequestKind::demo, .by = told.dana}},
                             .no_next_because = "budget first"});
    const Instant end = told.zone.at(may(6), 10h + 30min);
    EXPECT_EQ(told.state_of(told.deal.commitments[0].id), "kept");
    EXPECT_EQ(told.state_of(told.deal.commitments[1].id), "missed");
    EXPECT_EQ(*told.deal.commitments[1].settled_at(), end);
    EXPECT_EQ(*told.promise(told.last_promise()).agreed_at(), end);
    EXPECT_EQ(told.deal.requests[0].asked_at, end);
    EXPECT_EQ(told.deal.requests[0].meeting, id);
    EXPECT_EQ(told.deal.meetings[0].debrief->at, told.now);
    EXPECT_EQ(told.deal.meetings[0].debrief->no_next_because, "budget first");
}

TEST(Debriefing, of_a_closed_deal_is_for_meetings_before_the_end) {
    Told told;
    const MeetingId before = told.meeting(told.zone.at(may(6), 10h));
    const MeetingId after = told.meeting(told.zone.at(may(8), 10h));
    told.on(may(7));
    told.tell(LoseDeal{.to = LostTo::no_decision});
    told.on(may(9));
    EXPECT_EQ(told.answer_to(DebriefMeeting{.meeting = after}), "deal_is_over");
    EXPECT_EQ(told.answer_to(RecordHesitation{after, "frozen"}), "deal_is_over");
    EXPECT_EQ(told.answer_to(DebriefMeeting{.meeting = before, .attended = {told.dana}}),
              "accepted");
    EXPECT_EQ(told.answer_to(CancelMeeting{after}), "accepted");
    EXPECT_EQ(word_of(told.deal.state), "lost");
}

TEST(Debriefing, a_meeting_attended_brings_a_parked_deal_back) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(8), 10h));
    told.tell(ParkDeal{.until = may(30)});
    told.on(may(8), 11h);
    Told nobody = told;
    nobody.tell(DebriefMeeting{.meeting = id});
    EXPECT_EQ(word_of(nobody.deal.state), "parked");
    told.tell(DebriefMeeting{.meeting = id, .attended = {told.dana}});
    EXPECT_EQ(word_of(told.deal.state), "prospect");
}

TEST(Meetings, are_limited) {
    Told told;
    const ScheduleMeeting command{.starts = told.now + 24h};
    for (int i = 0; i < 500; ++i) told.tell(command);
    EXPECT_EQ(told.answer_to(command), "deal_is_full");
}

}  // namespace
}  // namespace ante::method
