#include "method/ledger.h"

#include <algorithm>
#include <cmath>

#include "unit/method/told.h"

namespace ante::method {
namespace {

double buyer(const Told& told) {
    return told.ledger().buyer_stake;
}
double seller(const Told& told) {
    return told.ledger().seller_stake;
}

// ---- METHOD 2: stake = points × authority × initiative × state

TEST(Stake, a_kept_promise_is_worth_its_grades_points) {  // METHOD 2: the table of effort
    const double expected[] = {0, 1, 2, 4, 6, 10};
    for (const Effort effort : {Effort::compliance, Effort::presence, Effort::work, Effort::people,
                                Effort::exposure, Effort::stake}) {
        Told told;
        PromiseDraft draft = told.theirs("test the sample", may(8), effort);
        draft.person = told.rob;  // influencer: 1.0
        told.tell(KeepPromise{told.agreed(draft)});
        EXPECT_DOUBLE_EQ(buyer(told), expected[grade(effort)]) << word_of(effort);
    }
}

TEST(Stake, authority_multiplies_it) {  // METHOD 2: authority (default)
    const std::pair<Role, double> rows[] = {{Role::user, 0.8},      {Role::gatekeeper, 0.8},
                                            {Role::influencer, 1},  {Role::coach, 1},
                                            {Role::approver, 1.25}, {Role::decision_maker, 1.5}};
    for (const auto& [role, weight] : rows) {
        Told told;
        told.tell(ChangePlayer{told.rob, role});
        PromiseDraft draft = told.theirs("release the budget", may(8), Effort::stake);
        draft.person = told.rob;
        told.tell(KeepPromise{told.agreed(draft)});
        EXPECT_DOUBLE_EQ(buyer(told), 10 * weight) << word_of(role);
    }
}

TEST(Stake, what_is_offered_unasked_is_worth_a_quarter_more) {  // METHOD 2: initiative
    Told told;
    PromiseDraft draft = told.theirs("bring the CFO", may(8), Effort::people);
    draft.initiative = Initiative::unasked;
    told.tell(KeepPromise{told.agreed(draft)});
    EXPECT_DOUBLE_EQ(buyer(told), 4 * 1.5 * 1.25);
}

TEST(Stake, each_state_is_worth_its_part) {  // METHOD 2: state
    const auto worth_after = [](const auto& step) {
        Told told;
        PromiseDraft draft = told.theirs("release the budget", may(8), Effort::stake);
        draft.person = told.rob;
        const CommitmentId id = told.agreed(draft);
        told.on(may(11));
        step(told, id);
        return buyer(told);
    };
    const auto nothing = [](Told&, CommitmentId) {};
    EXPECT_DOUBLE_EQ(worth_after(nothing), 3);  // agreed 0.3
    EXPECT_DOUBLE_EQ(worth_after([](Told& t, CommitmentId id) {
                         t.tell(KeepPromise{id, may(8)});
                     }),
                     10);  // kept on time 1
    EXPECT_DOUBLE_EQ(worth_after([](Told& t, CommitmentId id) {
                         t.tell(KeepPromise{id, may(9)});
                     }),
                     6);  // kept late 0.6
    EXPECT_DOUBLE_EQ(worth_after([](Told& t, CommitmentId id) { t.tell(ReleasePromise{id}); }),
                     0);  // released 0
    EXPECT_DOUBLE_EQ(worth_after([](Told& t, CommitmentId id) { t.tell(MissPromise{id}); }),
                     -5);  // missed −0.5
    EXPECT_DOUBLE_EQ(worth_after([](Told& t, CommitmentId id) { t.tell(WithdrawPromise{id}); }),
                     -3);  // withdrawn −0.3
}

TEST(Stake, proposing_and_declining_cost_nothing) {
    Told told;
    const CommitmentId id = told.proposed(told.theirs("bring the CFO", may(8), Effort::people));
    EXPECT_DOUBLE_EQ(buyer(told), 0);
    told.tell(DeclinePromise{id, "no time"});
    EXPECT_DOUBLE_EQ(buyer(told), 0);
    EXPECT_EQ(told.ledger().acts.back().kind, ActKind::declined);
    EXPECT_EQ(told.ledger().acts.back().side, Side::buyer);
}

TEST(Stake, the_third_move_is_a_miss_and_what_comes_after_it_is_late) {  // METHOD 3: life
    Told told;
    PromiseDraft draft = told.theirs("release the budget", may(8), Effort::stake);
    draft.person = told.rob;
    const CommitmentId id = told.agreed(draft);
    told.tell(MovePromise{id, may(12)});
    told.tell(MovePromise{id, may(13)});
    EXPECT_DOUBLE_EQ(buyer(told), 3);
    told.tell(MovePromise{id, may(14)});
    EXPECT_DOUBLE_EQ(buyer(told), -5);
    told.tell(MovePromise{id, may(15)});
    EXPECT_DOUBLE_EQ(buyer(told), -5);

    Told withdrawn = told;
    withdrawn.tell(WithdrawPromise{id});
    EXPECT_DOUBLE_EQ(buyer(withdrawn), -5);  // nothing is gained by withdrawing now
    told.tell(KeepPromise{id});
    EXPECT_DOUBLE_EQ(buyer(told), 6);
    EXPECT_EQ(told.ledger().acts.back().kind, ActKind::kept_late);
}

TEST(Stake, attendance_is_presence_kept_once) {  // METHOD 2: buyer acts
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h), {told.dana});
    EXPECT_DOUBLE_EQ(buyer(told), 1.5 * 0.3);  // Dana's promise to attend
    told.on(may(6), 11h);
    told.tell(DebriefMeeting{.meeting = id, .attended = {told.dana, told.rob}});
    EXPECT_DOUBLE_EQ(buyer(told), 1.5 + 1);  // Dana kept it, Rob came without having promised
    EXPECT_EQ(told.ledger().last_buyer_act, told.zone.at(may(6), 10h));
}

TEST(Stake, absence_misses_the_promise_to_attend) {
    Told told;
    const MeetingId id = told.meeting(told.zone.at(may(6), 10h), {told.dana});
    told.on(may(6), 11h);
    told.tell(DebriefMeeting{.meeting = id});
    EXPECT_DOUBLE_EQ(buyer(told), -0.75);
}

// ---- METHOD 6: seller stake and skin in the game

TEST(SellerStake, promises_count_by_state_alone_and_requests_at_their_first_delivery) {
    Told told;
    const CommitmentId id = told.agreed(told.ours("build the mock-up", may(8), Effort::people));
    EXPECT_DOUBLE_EQ(seller(told), 4 * 0.3);
    told.tell(KeepPromise{id});
    EXPECT_DOUBLE_EQ(seller(told), 4);

    const RequestId demo = told.asks_for(RequestKind::demo);
    told.tell(told.acceptance(demo));
    EXPECT_DOUBLE_EQ(seller(told), 4);
    told.tell(DeliverRequest{demo});
    EXPECT_DOUBLE_EQ(seller(told), 4 + 3);  // METHOD 2: a demo costs 3
    told.tell(AnswerRequest{.request = demo, .satisfied = false, .missing = "prices"});
    told.tell(DeliverRequest{demo});
    EXPECT_DOUBLE_EQ(seller(told), 4 + 3);
}

TEST(SellerStake, a_promise_that_delivers_a_request_is_not_counted_twice) {
    Told told;
    const RequestId demo = told.asks_for(RequestKind::demo);
    told.tell(told.acceptance(demo));
    told.tell(ProposePromise{.promise = told.ours("show the demo", may(8), Effort::work),
                             .standing = Standing::agreed,
                             .request = demo});
    told.tell(KeepPromise{told.last_promise()});
    EXPECT_DOUBLE_EQ(seller(told), 0);
    told.tell(DeliverRequest{demo});
    EXPECT_DOUBLE_EQ(seller(told), 3);
}

TEST(SellerStake, is_never_below_nothing) {
    Told told;
    told.tell(MissPromise{told.agreed(told.ours("send the draft", may(8), Effort::stake))});
    EXPECT_DOUBLE_EQ(seller(told), 0);
    EXPECT_EQ(told.ledger().skin_in_the_game, std::nullopt);
}

TEST(Skin, is_the_buyers_part_in_whole_per_cent) {  // METHOD 6
    EXPECT_EQ(skin_in_the_game(0, 0), std::nullopt);
    EXPECT_EQ(skin_in_the_game(-2, 0), std::nullopt);
    EXPECT_EQ(skin_in_the_game(-2, 3), 0);
    EXPECT_EQ(skin_in_the_game(1, 0), 100);
    EXPECT_EQ(skin_in_the_game(1, 2), 33);
    EXPECT_EQ(skin_in_the_game(2, 1), 67);
    EXPECT_EQ(skin_in_the_game(1, 7), 13);  // 12.5: halves go up
    EXPECT_EQ(skin_in_the_game(1, 1), 50);
}

TEST(Skin, leaves_no_dust_when_all_was_let_go) {
    Told told;
    for (int i = 0; i < 7; ++i)
        told.tell(
            ReleasePromise{told.agreed(told.theirs("bring the CFO", may(8), Effort::people))});
    EXPECT_EQ(told.ledger().skin_in_the_game, std::nullopt);
}

// ---- METHOD 6: momentum

TEST(Momentum, halves_with_each_half_life) {
    const double stored = momentum_stored(8, landmark + Days{10}, 21);
    EXPECT_NEAR(momentum_now(stored, landmark + Days{10}, 21), 8, 1e-9);
    EXPECT_NEAR(momentum_now(stored, landmark + Days{31}, 21), 4, 1e-9);
    EXPECT_NEAR(momentum_now(stored, landmark + Days{52}, 21), 2, 1e-9);
}

TEST(Momentum, falls_to_a_level_when_it_says) {
    const double stored = momentum_stored(8, landmark + Days{10}, 21);
    const Instant then = momentum_falls_to(stored, 1, 21);
    EXPECT_LE(momentum_now(stored, then, 21), 1 + 1e-9);
    EXPECT_GT(momentum_now(stored, then - 1min, 21), 1);
    EXPECT_LE(momentum_falls_to(0, 1, 21), landmark);
    EXPECT_LE(momentum_falls_to(-3, 1, 21), landmark);
}

TEST(Momentum, counts_each_step_at_its_own_moment) {
    Told told;
    PromiseDraft draft = told.theirs("release the budget", may(28), Effort::stake);
    draft.person = told.rob;
    const CommitmentId id = told.agreed(draft);  // +3 on 4 May
    const Instant start = told.now;
    told.now = start + Days{21};
    told.tell(KeepPromise{id});  // +7 on 25 May
    const Ledger ledger = told.ledger();
    EXPECT_NEAR(momentum_now(ledger.momentum, told.now, 21), 3 * 0.5 + 7, 1e-6);
}

TEST(Momentum, knows_nothing_of_what_we_do) {
    Told told;
    told.agreed(told.theirs("bring the CFO", may(28), Effort::people));
    const Ledger before = told.ledger();
    told.now += 24h;
    for (int i = 0; i < 5; ++i) told.tell(MakeTouch{TouchKind::message, told.dana});
    told.tell(KeepPromise{told.agreed(told.ours("send the draft", may(8), Effort::exposure))});
    told.proposed(told.theirs("share the budget", may(20), Effort::exposure));
    told.tell(AddNote{"called twice"});
    const Ledger after = told.ledger();
    EXPECT_DOUBLE_EQ(after.momentum, before.momentum);
    EXPECT_EQ(after.last_buyer_act, before.last_buyer_act);
    EXPECT_LT(*after.skin_in_the_game, *before.skin_in_the_game);
}

TEST(Momentum, stays_a_number_far_from_the_landmark) {
    EXPECT_TRUE(std::isfinite(momentum_stored(15, landmark + Days{365 * 60}, 1)));
    EXPECT_TRUE(std::isfinite(momentum_stored(15, landmark - Days{365 * 60}, 1)));
}

// ---- which acts end silence

TEST(Silence, ends_with_whatever_reaches_us) {
    const auto ends_it = [](const auto& step) {
        Told told;
        const CommitmentId id = told.agreed(told.theirs("bring the CFO", may(28), Effort::people));
        const RequestId demo = told.delivered(RequestKind::demo);
        told.tell(MakeTouch{TouchKind::call, told.dana});
        told.now += 24h;
        step(told, id, demo);
        return told.ledger().last_buyer_act == told.now;
    };
    EXPECT_TRUE(ends_it([](Told& t, auto, auto) { t.tell(RecordReply{t.dana, "sounds good"}); }));
    EXPECT_TRUE(ends_it([](Told& t, auto, auto) { t.asks_for(RequestKind::sample); }));
    EXPECT_TRUE(ends_it([](Told& t, auto id, auto) { t.tell(KeepPromise{id}); }));
    EXPECT_TRUE(ends_it([](Told& t, auto id, auto) { t.tell(MissPromise{id}); }));
    EXPECT_TRUE(ends_it([](Told& t, auto id, auto) { t.tell(MovePromise{id, may(20)}); }));
    EXPECT_TRUE(ends_it([](Told& t, auto id, auto) { t.tell(WithdrawPromise{id}); }));
    EXPECT_TRUE(ends_it([](Told& t, auto, auto demo) {
        t.tell(AnswerRequest{.request = demo, .satisfied = true});
    }));
    EXPECT_TRUE(ends_it([](Told& t, auto, auto) {
        t.tell(AddPlayer{.person = t.carl, .role = Role::approver, .named_by = t.dana});
    }));
    EXPECT_TRUE(ends_it([](Told& t, auto, auto) {
        t.tell(AnswerTouch{t.deal.touches.back().id, "call me"});
    }));

    EXPECT_FALSE(ends_it([](Told& t, auto id, auto) { t.tell(ReleasePromise{id}); }));
    EXPECT_FALSE(ends_it([](Told& t, auto, auto) { t.tell(AddPlayer{.person = t.carl}); }));
    EXPECT_FALSE(ends_it([](Told& t, auto, auto demo) { t.tell(WithdrawRequest{demo}); }));
    EXPECT_FALSE(ends_it([](Told& t, auto, auto) { t.meeting(t.now + 48h); }));
}

TEST(Silence, ends_when_an_ask_is_declined) {
    Told told;
    const MeetingId id = told.meeting(told.now + 24h);
    told.tell(WritePlan{.meeting = id,
                        .purpose = "shortlist",
                        .asks = {{.rank = AskRank::best,
                                  .what = "bring the CFO",
                                  .effort = Effort::people,
                                  .owner = told.dana,
                                  .due = may(20)}}});
    told.now += 25h;
    told.tell(AnswerAsk{
        .meeting = id, .ask = told.last_meeting().plan->asks[0].id, .answer = AskAnswer::declined});
    EXPECT_EQ(told.ledger().last_buyer_act, told.now);
    EXPECT_DOUBLE_EQ(buyer(told), 0);
}

TEST(Ledger, lists_acts_by_time_and_the_first_advance) {
    Told told;
    EXPECT_EQ(told.ledger().first_advance, std::nullopt);
    told.agreed(told.theirs("send us a proposal", may(8), Effort::compliance));
    EXPECT_EQ(told.ledger().first_advance, std::nullopt);
    told.agreed(told.ours("send the draft", may(8), Effort::work));
    EXPECT_EQ(told.ledger().first_advance, std::nullopt);
    told.now += 1h;
    const CommitmentId id = told.agreed(told.theirs("bring the CFO", may(8), Effort::people));
    EXPECT_EQ(told.ledger().first_advance, told.now);
    told.now += 1h;
    told.tell(MissPromise{id});
    const Ledger ledger = told.ledger();
    EXPECT_EQ(ledger.first_advance, told.now - 1h);
    EXPECT_TRUE(std::ranges::is_sorted(ledger.acts, {}, &Act::at));
}

TEST(Ledger, full_stake_is_what_keeping_on_time_brings) {
    Told told;
    PromiseDraft draft = told.theirs("bring the CFO", may(8), Effort::people);
    draft.initiative = Initiative::unasked;
    const CommitmentId id = told.agreed(draft);
    EXPECT_DOUBLE_EQ(full_stake(told.deal, told.promise(id), told.settings), 4 * 1.5 * 1.25);
    told.settings.authority_weights = {{Role::decision_maker, 2}};
    EXPECT_DOUBLE_EQ(full_stake(told.deal, told.promise(id), told.settings), 4 * 2 * 1.25);
}

}  // namespace
}  // namespace ante::method
