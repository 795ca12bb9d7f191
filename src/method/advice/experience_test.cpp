#include "method/advice/experience.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <vector>

#include "method/plays/advice.h"
#include "method/rules/rule.h"
#include "unit/method/told.h"

namespace ante::method {
namespace {

const std::vector<Role> roles = {Role::user,       Role::influencer, Role::coach,
                                 Role::gatekeeper, Role::approver,   Role::decision_maker};

const Play& cfo() {  // Grade people, no ease of its own: by judgement 45 % of influencers.
    return *find_play("bring_the_cfo");
}
AskTally of_cfo(Role role, std::int64_t asked, std::int64_t agreed) {
    return {cfo().id, Effort::people, role, asked, agreed};
}
AskTally of_people(Role role, std::int64_t asked, std::int64_t agreed) {
    return {"", Effort::people, role, asked, agreed};
}
Reckoning for_influencer(std::vector<AskTally> tallies) {
    return Experience(std::move(tallies), Settings{}).reckon(cfo(), Role::influencer);
}
std::int64_t chance_for_influencer(std::vector<AskTally> tallies) {
    return for_influencer(std::move(tallies)).chance.basis_points();
}

TEST(Experience, without_answers_is_our_judgement) {
    const Experience none;
    for (const Play& play : all_plays())
        for (const Role role : roles) {
            const Reckoning reckoning = none.reckon(play, role, Level::director);
            EXPECT_EQ(reckoning.chance, chance(play, role, Level::director)) << play.id;
            ASSERT_EQ(reckoning.steps.size(), 1u);
            EXPECT_EQ(reckoning.steps.front().circle, Circle::judgement);
            EXPECT_EQ(none.reckon(play.effort, role).chance, chance(play.effort, role));
        }
    EXPECT_EQ(none.reckon(Effort::compliance, Role::user).chance, Chance::percent(100));
}

// By hand, in shares: judgement 0.45, and 0.55 for a decision maker. Odds 0.8182 and 1.2222: a
// decision maker's yes counts 0.8182 / 1.2222 = 0.669421 of an influencer's, his no counts one.
TEST(Experience, is_what_one_reckons_by_hand) {
    // (8 × 0.45 + 17) / (8 + 24)
    EXPECT_NEAR(static_cast<double>(chance_for_influencer({of_cfo(Role::influencer, 24, 17)})),
                6437.5, 0.5);
    // (12 × 0.45 + 6.69421) / (12 + 6.69421), and without a yes 5.4 / 22
    EXPECT_EQ(chance_for_influencer({of_cfo(Role::decision_maker, 10, 10)}), 6469);
    EXPECT_EQ(chance_for_influencer({of_cfo(Role::decision_maker, 10, 0)}), 2455);
    // (14 × 0.45 + 5) / (14 + 6)
    EXPECT_EQ(chance_for_influencer({of_people(Role::influencer, 6, 5)}), 5650);
    // (24 × 0.45 + 2.677686) / (24 + 8.677686)
    EXPECT_EQ(chance_for_influencer({of_people(Role::decision_maker, 10, 4)}), 4124);

    // All of them, from the outside in: 0.412443, 0.538710, 0.581747, 0.676687.
    const Reckoning all =
        for_influencer({of_cfo(Role::influencer, 24, 17), of_cfo(Role::decision_maker, 8, 6),
                        of_people(Role::influencer, 6, 5), of_people(Role::decision_maker, 10, 4)});
    const std::vector<Step> expected = {
        {Circle::judgement, 0, 0, Chance::basis_points(4500)},
        {Circle::grade, 10, 4, Chance::basis_points(4124)},
        {Circle::grade_and_role, 6, 5, Chance::basis_points(5387)},
        {Circle::play, 8, 6, Chance::basis_points(5817)},
        {Circle::play_and_role, 24, 17, Chance::basis_points(6767)},
    };
    EXPECT_EQ(all.steps, expected);
    EXPECT_EQ(all.chance, Chance::basis_points(6767));
}

// A user brings his CFO in 0.30 × (a quarter of the odds: no play for users) = 0.096774 of cases. A
// decision maker does in 0.55: ratio of odds 11.4074. The user's yes counts as one, his no as
// 1 / 11.4074.
TEST(Experience, a_no_of_somebody_who_hardly_can_says_little_about_somebody_who_can) {
    const Experience users({of_cfo(Role::user, 10, 0)}, Settings{});
    EXPECT_NEAR(users.reckon(cfo(), Role::decision_maker).chance.share(), 0.5126, 0.0002);
    const Experience eager({of_cfo(Role::user, 10, 10)}, Settings{});
    // (12 × 0.55 + 10) / 22
    EXPECT_EQ(eager.reckon(cfo(), Role::decision_maker).chance.basis_points(), 7545);
}

TEST(Experience, answers_as_we_expected_change_nothing) {
    // 11 of 20 decision makers are the 55 % that we judged.
    EXPECT_EQ(chance_for_influencer({of_cfo(Role::decision_maker, 20, 11)}), 4500);
    EXPECT_EQ(chance_for_influencer({of_people(Role::influencer, 20, 9)}), 4500);
}

TEST(Experience, what_costs_something_else_teaches_nothing) {
    EXPECT_EQ(chance_for_influencer({{"", Effort::work, Role::influencer, 30, 30},
                                     {cfo().id, Effort::work, Role::influencer, 30, 0},
                                     {"", Effort::compliance, Role::influencer, 9, 9}}),
              4500);
}

TEST(Experience, an_ask_that_is_no_play_learns_from_its_grade_and_names_of_plays_count_there_too) {
    const Experience known({of_cfo(Role::influencer, 20, 18)}, Settings{});
    // (14 × 0.45 + 18) / (14 + 20)
    EXPECT_EQ(known.reckon(Effort::people, Role::influencer).chance.basis_points(), 7147);
    // A play that was rewritten to cost something else is its grade alone.
    const Settings settings;
    EXPECT_EQ(known.reckon(cfo().id, Effort::people, Role::influencer, {}, settings).chance,
              known.reckon(cfo(), Role::influencer).chance);
    EXPECT_EQ(known.reckon(cfo().id, Effort::work, Role::influencer, {}, settings).chance,
              chance(Effort::work, Role::influencer));
    EXPECT_EQ(known.reckon("gone", Effort::people, Role::influencer, {}, settings).chance,
              known.reckon(Effort::people, Role::influencer).chance);
}

TEST(Experience, a_play_of_the_workspaces_own_is_learned_too) {
    Settings settings;
    settings.plays = {{.id = "our_workshop", .effort = Effort::people}};
    const Experience known({{"our_workshop", Effort::people, Role::influencer, 24, 17}}, settings);
    EXPECT_NEAR(
        known.reckon("our_workshop", Effort::people, Role::influencer, {}, settings).chance.share(),
        0.64375, 0.00006);
}

TEST(Experience, says_where_the_number_comes_from) {
    const auto says = [](std::vector<AskTally> tallies) {
        return numbers_of(for_influencer(std::move(tallies)), Role::influencer);
    };
    EXPECT_TRUE(
        says({of_cfo(Role::influencer, 24, 17)}).starts_with("17 of 24 influencers agreed to this"))
        << says({of_cfo(Role::influencer, 24, 17)});
    EXPECT_TRUE(says({of_cfo(Role::influencer, 1, 1)}).starts_with("1 of 1 influencer agreed"));
    EXPECT_TRUE(says({of_cfo(Role::decision_maker, 10, 10)})
                    .starts_with("No influencer was asked yet; 10 of 10 others agreed to this"));
    EXPECT_NE(says({of_people(Role::influencer, 6, 5)}).find("5 of 6 influencers agreed to some"),
              std::string::npos);
    EXPECT_NE(says({of_people(Role::user, 6, 5)}).find("5 of 6 others agreed to something"),
              std::string::npos);
    EXPECT_TRUE(says({of_cfo(Role::influencer, 24, 17), of_cfo(Role::coach, 1, 1)})
                    .starts_with("17 of 24 influencers agreed to this, and 1 of 1 other."));
    EXPECT_NE(says({of_people(Role::influencer, 6, 5), of_people(Role::user, 3, 0)})
                  .find("5 of 6 influencers and 0 of 3 others agreed to something"),
              std::string::npos);
    EXPECT_TRUE(says({}).starts_with("45 % is our judgement"));
}

TEST(Experience, strengths_stand_from_the_outside_in_and_each_has_its_reason) {
    const auto all = strengths();
    ASSERT_EQ(all.size(), 4u);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(all[i].circle), i + 1);
        EXPECT_GT(all[i].because.size(), 40u);
        if (i > 0) {
            EXPECT_LT(all[i].asks, all[i - 1].asks) << "what is nearer is learned sooner";
        }
    }
}

// ---- properties

AskTally some_tally() {
    static const std::vector<std::string> plays = [] {
        std::vector<std::string> ids{"", "gone"};
        for (const Play& play : all_plays()) ids.push_back(play.id);
        return ids;
    }();
    AskTally tally{*rc::gen::elementOf(plays), Effort::people, *rc::gen::elementOf(roles), 0, 0};
    const Play* play = find_play(tally.play);
    tally.effort = play ? play->effort : static_cast<Effort>(*rc::gen::inRange(1, 6));
    tally.asked = *rc::gen::inRange(1, 60);
    tally.agreed = *rc::gen::inRange<std::int64_t>(0, tally.asked + 1);
    return tally;
}
std::vector<AskTally> some_tallies() {
    std::vector<AskTally> all;
    for (int n = *rc::gen::inRange(1, 30); n > 0; --n) {
        AskTally tally = some_tally();
        const bool there = std::ranges::any_of(all, [&](const AskTally& t) {
            return t.play == tally.play && t.effort == tally.effort && t.role == tally.role;
        });
        if (!there) all.push_back(std::move(tally));
    }
    return all;
}
std::vector<Chance> all_chances(const std::vector<AskTally>& tallies) {
    const Experience known(tallies, Settings{});
    std::vector<Chance> chances;
    for (const Role role : roles) {
        for (const Play& play : all_plays()) chances.push_back(known.reckon(play, role).chance);
        for (int grade = 0; grade < 6; ++grade)
            chances.push_back(known.reckon(static_cast<Effort>(grade), role).chance);
    }
    return chances;
}

TEST(Experience, one_more_yes_never_lowers_a_chance_and_one_more_no_never_raises_one) {
    EXPECT_TRUE(rc::check([] {
        std::vector<AskTally> tallies = some_tallies();
        const std::vector<Chance> before = all_chances(tallies);
        AskTally& at = tallies[*rc::gen::inRange<std::size_t>(0, tallies.size())];
        const bool yes = *rc::gen::arbitrary<bool>();
        ++at.asked;
        if (yes) ++at.agreed;
        const std::vector<Chance> after = all_chances(tallies);
        for (std::size_t i = 0; i < before.size(); ++i) {
            const bool in_order = yes ? after[i] >= before[i] : after[i] <= before[i];
            RC_ASSERT(in_order);
        }
    }));
}

TEST(Experience, does_not_depend_on_the_order_of_the_answers) {
    EXPECT_TRUE(rc::check([] {
        std::vector<AskTally> tallies = some_tallies();
        const std::vector<Chance> before = all_chances(tallies);
        std::ranges::reverse(tallies);
        const auto turn = *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(tallies));
        std::rotate(tallies.begin(), tallies.begin() + turn, tallies.end());
        RC_ASSERT(all_chances(tallies) == before);
    }));
}

TEST(Experience, what_is_kept_with_an_ask_says_the_same_chance_again) {
    EXPECT_TRUE(rc::check([] {
        const Experience known(some_tallies(), Settings{});
        const Play& play = *rc::gen::elementOf(all_plays());
        const Role role = *rc::gen::elementOf(roles);
        const Reckoning reckoning = known.reckon(play, role);
        const Chance again = moved(chance(play, role), odds_moved(reckoning));
        RC_ASSERT(std::abs(again.basis_points() - reckoning.chance.basis_points()) <= 2);
    }));
    EXPECT_EQ(moved(Chance::percent(30), std::nullopt), Chance::percent(30));
    EXPECT_EQ(moved(Chance::percent(100), 20'000), Chance::percent(100));
}

// ---- what is learned from

class Asking : public ::testing::Test {
protected:
    Asking() {
        ScheduleMeeting schedule{.starts = told.now + 48h, .players = {told.dana, told.rob}};
        told.tell(schedule);
        meeting = told.deal.meetings.back().id;
    }
    AskDraft draft(AskRank rank, PersonId owner, Effort effort, std::string play = {}) const {
        AskDraft ask{.rank = rank, .play = std::move(play)};
        ask.what = "bring the CFO, " + std::string(word_of(rank));
        ask.effort = effort;
        ask.owner = owner;
        ask.due = may(20);
        return ask;
    }
    void plan(std::vector<AskDraft> asks) {
        told.tell(WritePlan{.meeting = meeting, .purpose = "a test", .asks = std::move(asks)});
    }
    void answer(std::size_t at, AskAnswer came, std::optional<Effort> to = {}) {
        AnswerAsk command{.meeting = meeting,
                          .ask = told.deal.meeting(meeting)->plan->asks[at].id,
                          .answer = came};
        if (to) {
            command.changed_to = PromiseDraft{};
            command.changed_to->person = told.dana;
            command.changed_to->what = "bring the CFO's assistant";
            command.changed_to->due = may(22);
            command.changed_to->effort = *to;
        }
        told.tell(command);
    }
    std::vector<std::string> learned() const {
        std::vector<std::string> all;
        for (const AnsweredAsk& a : answered_asks(told.deal))
            all.push_back(std::string(word_of(a.role)) + " " + std::string(word_of(a.effort)) +
                          (a.play.empty() ? "" : " " + a.play) + (a.agreed ? " yes" : " no"));
        return all;
    }

    Told told;
    MeetingId meeting{};
};

TEST_F(Asking, teaches_what_was_answered_and_not_what_is_open_or_ours) {
    plan({draft(AskRank::best, told.dana, Effort::stake, "release_the_budget"),
          draft(AskRank::minimum, told.rob, Effort::work),
          draft(AskRank::alternative, told.rob, Effort::compliance)});
    EXPECT_TRUE(learned().empty());
    answer(0, AskAnswer::declined);
    answer(1, AskAnswer::accepted);
    answer(2, AskAnswer::accepted);
    EXPECT_EQ(learned(), (std::vector<std::string>{"decision_maker stake release_the_budget no",
                                                   "influencer work yes"}));
}

TEST_F(Asking, changed_is_a_yes_if_it_costs_as_much) {
    plan({draft(AskRank::best, told.dana, Effort::people, cfo().id),
          draft(AskRank::minimum, told.rob, Effort::work)});
    answer(0, AskAnswer::changed, Effort::work);
    answer(1, AskAnswer::changed, Effort::people);
    EXPECT_EQ(learned(), (std::vector<std::string>{"decision_maker people bring_the_cfo no",
                                                   "influencer work yes"}));
}

TEST_F(Asking, a_slip_that_is_taken_back_teaches_nothing_and_a_corrected_role_teaches_anew) {
    plan({draft(AskRank::best, told.rob, Effort::people)});
    answer(0, AskAnswer::accepted);
    told.tell(ChangePlayer{told.rob, Role::decision_maker});
    EXPECT_EQ(learned(), std::vector<std::string>{"decision_maker people yes"});
    told.tell(CorrectAsk{meeting, told.deal.meeting(meeting)->plan->asks.front().id});
    EXPECT_TRUE(learned().empty());
}

// ---- ask_beyond_authority

bool beyond(const Told& told) {
    const Ledger ledger = ledger_of(told.deal, told.settings);
    const auto signals = signals_of({told.deal, ledger, told.settings, told.zone, {}});
    return std::ranges::any_of(signals,
                               [](const Signal& s) { return s.rule == "ask_beyond_authority"; });
}

TEST_F(Asking, beyond_authority_is_judged_by_what_was_known_when_it_was_planned) {
    const WritePlan ask{.meeting = meeting,
                        .purpose = "a test",
                        .asks = {draft(AskRank::best, told.rob, Effort::stake)}};
    told.tell(ask);
    EXPECT_TRUE(beyond(told)) << "6 % of influencers, by judgement";

    // Here influencers do give it: 18 of 24.
    const Experience known({{"", Effort::stake, Role::influencer, 24, 18}}, told.settings);
    const auto planned = carry_out(told.deal, ask,
                                   {.at = told.now,
                                    .by = told.by,
                                    .settings = told.settings,
                                    .zone = told.zone,
                                    .ids = told.ids,
                                    .known = told.known,
                                    .experience = &known});
    ASSERT_TRUE(planned);
    told.deal = planned.value().deal;
    EXPECT_FALSE(beyond(told));
    EXPECT_TRUE(told.deal.meetings.back().plan->asks.front().odds_moved);

    // Learned noes make it hold where judgement would not.
    const Experience never({{"", Effort::people, Role::influencer, 80, 1}}, told.settings);
    const auto again =
        carry_out(told.deal,
                  WritePlan{.meeting = meeting,
                            .purpose = "a test",
                            .asks = {draft(AskRank::best, told.rob, Effort::people)}},
                  {.at = told.now,
                   .by = told.by,
                   .settings = told.settings,
                   .zone = told.zone,
                   .ids = told.ids,
                   .known = told.known,
                   .experience = &never});
    ASSERT_TRUE(again);
    told.deal = again.value().deal;
    EXPECT_TRUE(beyond(told));
}

// ---- try this instead

Occasion with_rob() {
    return {.role = Role::influencer, .level = Level::manager, .stage = DefaultStage::prove};
}
Ask declined(std::string_view play, Effort effort) {
    return {.play = std::string(play), .effort = effort, .outcome = AskOutcome::declined};
}

TEST(Instead, begins_with_what_the_play_falls_back_to_and_costs_less) {
    const auto instead = instead_of(declined("bring_the_cfo", Effort::people), with_rob(), {});
    ASSERT_FALSE(instead.empty());
    EXPECT_LE(instead.size(), 3u);
    EXPECT_EQ(instead.front().play.id, cfo().fallback);
    for (const Proposal& p : instead) {
        EXPECT_NE(p.play.id, "bring_the_cfo");
        EXPECT_FALSE(p.because.empty());
        EXPECT_FALSE(p.numbers.empty());
    }
    Occasion occasion = with_rob();
    occasion.leave_out = {cfo().fallback};
    const auto other = instead_of(declined("bring_the_cfo", Effort::people), occasion, {});
    ASSERT_FALSE(other.empty());
    EXPECT_NE(other.front().play.id, cfo().fallback);
}

TEST(Instead, leads_to_who_can_give_it) {
    const auto instead = instead_of(declined("", Effort::stake), with_rob(), {});
    EXPECT_TRUE(std::ranges::any_of(instead, [](const Proposal& p) {
        return p.play.opens_role == Role::decision_maker ||
               (p.play.opens_level && *p.play.opens_level >= Level::director);
    }));
}

TEST(Instead, follows_what_was_learned) {
    const auto first = instead_of(declined("", Effort::people), with_rob(), {});
    ASSERT_FALSE(first.empty());
    const Play likeliest = first.front().play;
    const Experience never({{likeliest.id, likeliest.effort, Role::influencer, 60, 0}}, Settings{});
    const auto then = instead_of(declined("", Effort::people), with_rob(), {}, never);
    ASSERT_FALSE(then.empty());
    EXPECT_NE(then.front().play.id, likeliest.id);
}

TEST(Advice, proposes_another_best_where_people_here_decline_the_first) {
    const Occasion occasion = with_rob();
    const PlayAdvice before = propose(occasion, {});
    ASSERT_TRUE(before.best);
    const Play& first = before.best->play;
    const Experience never({{first.id, first.effort, Role::influencer, 60, 0}}, Settings{});
    const PlayAdvice after = propose(occasion, {}, never);
    ASSERT_TRUE(after.best);
    EXPECT_NE(after.best->play.id, first.id);
    ASSERT_TRUE(before.best->fallback);
    EXPECT_EQ(before.best->fallback->play, first.fallback);
}

}  // namespace
}  // namespace ante::method
