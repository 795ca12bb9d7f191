// Refusals that no scenario can meet, because its language has no words for a stranger's id or for
// the two-thousand-and-first promise.

#include <gtest/gtest.h>

#include "method/decide.h"

namespace ante::method {
namespace {

using namespace std::chrono_literals;

const Instant now = std::chrono::sys_days{std::chrono::year{2026} / 5 / 4} + 7h;
const Date tomorrow = make_date(2026, 5, 5);

class Refusals : public testing::Test {
protected:
    Refusals() {
        must(OpenDeal{.account = ids_.make<AccountTag>(now), .name = "Fleet renewal"});
        must(AddPlayer{.person = dana_, .role = Role::decision_maker});
    }

    Situation situation() {
        return {.at = now,
                .by = by_,
                .settings = settings_,
                .zone = zone_,
                .ids = ids_,
                .known = known_};
    }
    void must(const Command& command) {
        auto done = carry_out(deal_, command, situation());
        ASSERT_TRUE(done) << done.error().code;
        deal_ = std::move(done).value().deal;
    }
    std::string refused(const Command& command) {
        const Outcome outcome = decide(deal_, command, situation());
        return outcome ? "accepted" : outcome.error().code;
    }
    PromiseDraft promise() const {
        return {
            .person = dana_, .what = "bring the CFO", .due = tomorrow, .effort = Effort::people};
    }

    IdSource ids_{7};
    Settings settings_{};
    Zone zone_ = Zone::named("Europe/Berlin").value();
    Actor by_{.member = ids_.make<MemberTag>(now), .person = {}};
    PersonId dana_ = ids_.make<PersonTag>(now);
    std::vector<Known> known_{{dana_, "Dana", Level::executive}};
    Deal deal_{};
};

TEST_F(Refusals, what_is_not_there_is_not_found) {
    const auto nobody = ids_.make<CommitmentTag>(now);
    EXPECT_EQ(refused(AgreePromise{nobody}), "promise_not_found");
    EXPECT_EQ(refused(DeclinePromise{nobody, ""}), "promise_not_found");
    EXPECT_EQ(refused(KeepPromise{nobody, {}}), "promise_not_found");
    EXPECT_EQ(refused(MissPromise{nobody}), "promise_not_found");
    EXPECT_EQ(refused(ReleasePromise{nobody, ""}), "promise_not_found");
    EXPECT_EQ(refused(WithdrawPromise{nobody, ""}), "promise_not_found");
    EXPECT_EQ(refused(MovePromise{nobody, tomorrow}), "promise_not_found");

    const auto never_asked = ids_.make<RequestTag>(now);
    EXPECT_EQ(refused(AcceptRequest{.request = never_asked}), "request_not_found");
    EXPECT_EQ(refused(DeclineRequest{never_asked, ""}), "request_not_found");
    EXPECT_EQ(refused(DeliverRequest{never_asked}), "request_not_found");
    EXPECT_EQ(refused(AnswerRequest{.request = never_asked, .satisfied = true}),
              "request_not_found");
    EXPECT_EQ(refused(WithdrawRequest{never_asked, ""}), "request_not_found");

    const auto never_booked = ids_.make<MeetingTag>(now);
    EXPECT_EQ(refused(ChangeMeeting{.meeting = never_booked}), "meeting_not_found");
    EXPECT_EQ(refused(CancelMeeting{.meeting = never_booked}), "meeting_not_found");
    EXPECT_EQ(refused(WritePlan{.meeting = never_booked, .purpose = "p"}), "meeting_not_found");
    EXPECT_EQ(refused(RecordHesitation{never_booked, "words", {}}), "meeting_not_found");
    EXPECT_EQ(refused(TakeReading{.meeting = never_booked, .who = dana_}), "meeting_not_found");
    EXPECT_EQ(refused(DebriefMeeting{.meeting = never_booked}), "meeting_not_found");
    EXPECT_EQ(refused(SendRecap{never_booked}), "meeting_not_found");
    EXPECT_EQ(refused(WinDeal{never_booked, {}}), "meeting_not_found");
    EXPECT_EQ(refused(ProposePromise{promise(), Standing::agreed, never_booked, {}}),
              "meeting_not_found");
    EXPECT_EQ(refused(ProposePromise{promise(), Standing::agreed, {}, never_asked}),
              "request_not_found");

    EXPECT_EQ(refused(AnswerTouch{ids_.make<TouchTag>(now), ""}), "touch_not_found");

    must(ScheduleMeeting{.starts = now, .players = {dana_}});
    EXPECT_EQ(
        refused(AnswerAsk{.meeting = deal_.meetings.back().id, .ask = ids_.make<AskTag>(now)}),
        "ask_not_found");
}

TEST_F(Refusals, a_deal_is_opened_first_and_once) {
    EXPECT_EQ(refused(OpenDeal{.name = "Fleet renewal"}), "deal_already_open");
    deal_ = Deal{};
    EXPECT_EQ(refused(AddNote{"n"}), "deal_not_found");
    EXPECT_EQ(refused(OpenDeal{.name = " "}), "name_missing");
}

TEST_F(Refusals, somebody_of_us_does_our_work) {
    by_ = Actor{.member = {}, .person = dana_};
    EXPECT_EQ(refused(MakeTouch{TouchKind::call, dana_}), "member_missing");
    EXPECT_EQ(refused(AddNote{"n"}), "member_missing");
    deal_ = Deal{};
    EXPECT_EQ(refused(OpenDeal{.name = "Fleet renewal"}), "owner_missing");
}

TEST_F(Refusals, a_stranger_joins_no_deal) {
    EXPECT_EQ(refused(AddPlayer{.person = ids_.make<PersonTag>(now)}), "person_unknown");
}

TEST_F(Refusals, a_promise_is_moved_fifty_times_and_no_more) {
    must(ProposePromise{promise(), Standing::agreed, {}, {}});
    const CommitmentId id = deal_.commitments.back().id;
    for (int day = 1; day <= 50; ++day) must(MovePromise{id, tomorrow + Days{day}});
    EXPECT_EQ(refused(MovePromise{id, tomorrow + Days{51}}), "moved_too_often");
    EXPECT_EQ(refused(MissPromise{id}), "accepted");
}

TEST_F(Refusals, a_deal_holds_two_thousand_promises) {
    must(ProposePromise{promise(), Standing::agreed, {}, {}});
    const Commitment one = deal_.commitments.back();
    deal_.commitments.assign(1'999, one);
    EXPECT_EQ(refused(ProposePromise{promise(), Standing::agreed, {}, {}}), "accepted");
    deal_.commitments.push_back(one);
    EXPECT_EQ(refused(ProposePromise{promise(), Standing::agreed, {}, {}}), "deal_is_full");
}

}  // namespace
}  // namespace ante::method
