// METHOD 4: the verdict of a debrief, row by row.
#include <algorithm>

#include "unit/method/told.h"

namespace ante::method {
namespace {

enum class Planned : std::uint8_t { best_and_minimum, nothing };

// A meeting on 5 May that has begun; best: people (4 points), minimum: work (2 points).
class Met : public Told {
public:
    MeetingId id{};

    explicit Met(Planned planned = Planned::best_and_minimum) {
        id = meeting(zone.at(may(5), 10h));
        if (planned == Planned::best_and_minimum)
            tell(WritePlan{.meeting = id,
                           .purpose = "shortlist",
                           .asks = {ask(AskRank::best, "bring the CFO", Effort::people),
                                    ask(AskRank::minimum, "review it with us", Effort::work),
                                    ask(AskRank::alternative, "test it", Effort::work)}});
        on(may(5), 11h);
    }

    AskDraft ask(AskRank rank, std::string what, Effort effort) const {
        return {
            .rank = rank, .what = std::move(what), .effort = effort, .owner = dana, .due = may(20)};
    }
    void answer(AskRank rank, AskAnswer answer) {
        tell(AnswerAsk{
            .meeting = id, .ask = deal.meeting(id)->plan->ranked(rank)->id, .answer = answer});
    }
    std::optional<Verdict> verdict() {
        if (!deal.meeting(id)->debrief)
            tell(DebriefMeeting{.meeting = id, .attended = {dana}, .promises = promises});
        return verdict_of(deal, *deal.meeting(id));
    }
    std::vector<PromiseDraft> promises{};
};

TEST(Verdict, is_empty_until_the_debrief) {
    Met met;
    EXPECT_EQ(verdict_of(met.deal, met.last_meeting()), std::nullopt);
}

TEST(Verdict, advance_best_when_the_best_is_accepted) {
    Met met;
    met.answer(AskRank::best, AskAnswer::accepted);
    EXPECT_EQ(met.verdict(), Verdict::advance_best);
}

TEST(Verdict, advance_best_when_promises_together_cost_as_much) {
    Met met;
    met.answer(AskRank::best, AskAnswer::declined);
    met.promises = {met.theirs("fill in the questionnaire", may(8), Effort::work),
                    met.theirs("test the sample", may(8), Effort::work)};
    EXPECT_EQ(met.verdict(), Verdict::advance_best);
}

TEST(Verdict, advance_minimum_at_least) {
    Met met;
    met.answer(AskRank::best, AskAnswer::declined);
    met.answer(AskRank::minimum, AskAnswer::accepted);
    EXPECT_EQ(met.verdict(), Verdict::advance_minimum);

    Met other;
    other.promises = {other.theirs("test the sample", may(8), Effort::work),
                      other.theirs("come on Friday", may(8), Effort::presence)};
    EXPECT_EQ(other.verdict(), Verdict::advance_minimum);
}

TEST(Verdict, advance_other_below_the_minimum) {
    Met met;
    met.answer(AskRank::best, AskAnswer::declined);
    met.answer(AskRank::minimum, AskAnswer::declined);
    met.promises = {met.theirs("come on Friday", may(8), Effort::presence)};
    EXPECT_EQ(met.verdict(), Verdict::advance_other);
}

TEST(Verdict, advance_other_without_a_plan) {
    Met met(Planned::nothing);
    met.promises = {met.theirs("come on Friday", may(8), Effort::presence)};
    EXPECT_EQ(met.verdict(), Verdict::advance_other);
}

TEST(Verdict, a_next_meeting_accepted_in_it_is_an_advance) {
    Met met(Planned::nothing);
    met.tell(DebriefMeeting{.meeting = met.id,
                            .attended = {met.dana},
                            .next_meeting = ScheduleMeeting{.starts = met.zone.at(may(12), 10h),
                                                            .players = {met.dana},
                                                            .accepted_by = {met.dana}}});
    EXPECT_EQ(met.verdict(), Verdict::advance_other);
    EXPECT_EQ(met.deal.meeting(met.id)->debrief->next_meeting, met.last_meeting().id);
    EXPECT_EQ(met.promise(met.last_promise()).attends, met.last_meeting().id);
    EXPECT_EQ(met.promise(met.last_promise()).meeting, met.id);
}

TEST(Verdict, continuation_whatever_they_liked_or_asked_for) {
    Met met;
    met.answer(AskRank::best, AskAnswer::declined);
    met.promises = {met.theirs("call me in two weeks", may(18), Effort::compliance),
                    met.ours("send the proposal", may(18), Effort::exposure)};
    EXPECT_EQ(met.verdict(), Verdict::continuation);
    EXPECT_EQ(met.ledger().meetings_held, 1);
    EXPECT_EQ(met.ledger().meetings_with_advance, 0);
}

TEST(Verdict, refused_when_the_minimum_was_declined) {
    Met met;
    met.answer(AskRank::best, AskAnswer::declined);
    met.answer(AskRank::minimum, AskAnswer::declined);
    EXPECT_EQ(met.verdict(), Verdict::refused);
}

TEST(Verdict, an_ask_of_grade_nothing_measures_nothing) {
    Met met(Planned::nothing);
    met.now -= 2h;
    met.tell(WritePlan{.meeting = met.id,
                       .purpose = "shortlist",
                       .asks = {met.ask(AskRank::best, "wait for our offer", Effort::compliance)}});
    met.now += 2h;
    met.answer(AskRank::best, AskAnswer::accepted);
    EXPECT_EQ(met.verdict(), Verdict::continuation);
}

TEST(Verdict, order_and_no_sale_come_first_and_before_or_after_the_debrief) {
    Met won;
    won.answer(AskRank::best, AskAnswer::accepted);
    won.tell(WinDeal{.meeting = won.id});
    EXPECT_EQ(won.verdict(), Verdict::order);

    Met lost;
    lost.answer(AskRank::best, AskAnswer::accepted);
    EXPECT_EQ(lost.verdict(), Verdict::advance_best);
    lost.tell(LoseDeal{.to = LostTo::competitor, .meeting = lost.id});
    EXPECT_EQ(lost.verdict(), Verdict::no_sale);

    Met parked;
    parked.tell(ParkDeal{.until = may(20), .meeting = parked.id});
    EXPECT_EQ(parked.verdict(), Verdict::no_sale);
    EXPECT_EQ(word_of(parked.deal.state), "parked");  // its debrief brings nothing back
    parked.tell(RecordReply{parked.dana, "let us go on"});
    EXPECT_EQ(word_of(parked.deal.state), "prospect");
    EXPECT_EQ(parked.verdict(), Verdict::no_sale);  // what it was, it stays
}

TEST(Verdict, a_reopened_win_was_no_order) {
    Met met;
    met.tell(WinDeal{.meeting = met.id});
    met.tell(ReopenDeal{"typed by mistake"});
    EXPECT_EQ(met.verdict(), Verdict::continuation);
}

TEST(Verdict, the_promises_of_another_meeting_do_not_count) {
    Met met(Planned::nothing);
    met.tell(ProposePromise{.promise = met.theirs("bring the CFO", may(8), Effort::people),
                            .standing = Standing::agreed});
    EXPECT_EQ(met.verdict(), Verdict::continuation);
}

TEST(Meetings, held_ones_are_counted_in_the_order_in_which_they_began) {
    Told told;
    const MeetingId late = told.meeting(told.zone.at(may(7), 10h));
    const MeetingId early = told.meeting(told.zone.at(may(6), 10h));
    told.meeting(told.zone.at(may(20), 10h));
    told.on(may(8));
    told.tell(DebriefMeeting{.meeting = late,
                             .attended = {told.dana},
                             .promises = {told.theirs("bring the CFO", may(9), Effort::people)}});
    told.tell(DebriefMeeting{.meeting = early});
    const auto held = held_meetings(told.deal);
    ASSERT_EQ(held.size(), 2u);
    EXPECT_EQ(held[0]->id, early);
    EXPECT_EQ(held[1]->id, late);
    EXPECT_EQ(told.ledger().meetings_held, 2);
    EXPECT_EQ(told.ledger().meetings_with_advance, 1);
}

}  // namespace
}  // namespace ante::method
