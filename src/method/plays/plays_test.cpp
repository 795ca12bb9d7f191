#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "method/plays/advice.h"

namespace ante::method {
namespace {

constexpr std::array roles{Role::user,  Role::gatekeeper, Role::influencer,
                           Role::coach, Role::approver,   Role::decision_maker};
constexpr std::array stages{DefaultStage::explore, DefaultStage::commit, DefaultStage::prove,
                            DefaultStage::decide, DefaultStage::sign};
constexpr std::array kinds{DealKind::fresh, DealKind::expansion, DealKind::renewal};
constexpr std::array grades{Effort::presence, Effort::work, Effort::people, Effort::exposure,
                            Effort::stake};

template <class T>
bool names(const std::vector<T>& list, const T& value) {
    return std::ranges::find(list, value) != list.end();
}

template <class T>
bool within(const std::vector<T>& all, const std::vector<T>& part) {
    return std::ranges::all_of(part, [&](const T& one) { return names(all, one); });
}

template <class T>
bool meet(const std::vector<T>& a, const std::vector<T>& b) {
    return std::ranges::any_of(a, [&](const T& one) { return names(b, one); });
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

const Play& play(std::string_view id) {
    const Play* found = find_play(id);
    if (!found) throw std::runtime_error("no play " + std::string(id));
    return *found;
}

// Every described text keeps to its own limits: what the contract promises, the library holds.
template <class T>
void expect_within_limits(const T& row, std::string_view what) {
    const auto read = from_json<T>(to_json(row), Input::strict);
    EXPECT_TRUE(read) << what << ": " << (read ? "" : read.error().detail);
    if (!read)
        for (const auto& f : read.error().fields) ADD_FAILURE() << f.pointer << " " << f.code;
    else
        EXPECT_EQ(read.value(), row) << what;
}

TEST(Plays, there_are_at_least_forty_and_each_has_its_own_id_title_and_words) {
    EXPECT_GE(all_plays().size(), 40u);
    std::map<std::string, int> ids, titles, asks, promises, hesitations;
    for (const Play& p : all_plays()) {
        EXPECT_EQ(ids[p.id]++ + titles[p.title]++ + asks[p.ask]++ + promises[p.what]++ +
                      hesitations[p.if_declined]++,
                  0)
            << p.id;
        EXPECT_EQ(find_play(p.id), &p);
    }
    EXPECT_EQ(find_play("no_such_play"), nullptr);
}

TEST(Plays, are_complete_and_within_the_limits_of_their_description) {
    for (const Play& p : all_plays()) {
        expect_within_limits(p, p.id);
        EXPECT_TRUE(is_advance(p.effort)) << p.id;
        EXPECT_FALSE(p.given_by.empty() || p.stages.empty() || p.kinds.empty()) << p.id;
        EXPECT_TRUE(p.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos)
            << p.id;
    }
}

TEST(Plays, stand_in_the_table_of_their_grade) {
    EXPECT_TRUE(std::ranges::is_sorted(all_plays(), {}, &Play::effort));
    for (const Effort grade : grades)
        EXPECT_GE(std::ranges::count(all_plays(), grade, &Play::effort), 8) << word_of(grade);
}

// METHOD 3: a promise that counts can be seen when it is done.
TEST(Plays, promise_something_that_can_be_seen) {
    for (const Play& p : all_plays()) {
        const std::string text = lower(p.what + " | " + p.proof);
        for (const char* vague : {"follow up", "touch base", "think about", "circle back",
                                  "get back to", "look into", "review internally", "consider",
                                  "as soon as possible", "keep in touch", "discuss internally"})
            EXPECT_EQ(text.find(vague), std::string::npos) << p.id << ": " << vague;
        EXPECT_GE(std::ranges::count(p.what, ' '), 4) << p.id << " is too short to be concrete";
        EXPECT_NE(p.what, p.proof) << p.id;
    }
}

// METHOD 4: the question is open; nothing is presumed and nobody is squeezed.
TEST(Plays, ask_openly_and_press_nobody) {
    for (const Play& p : all_plays()) {
        EXPECT_NE(p.ask.find('?'), std::string::npos) << p.id << " asks nothing";
        const std::string text = lower(p.ask + " " + p.if_declined);
        for (const char* pressure : {"only today",
                                     "last chance",
                                     "other customers are waiting",
                                     "when we start",
                                     "shall i put you down",
                                     "tuesday or wednesday",
                                     "you must",
                                     "surely you",
                                     "don't you agree",
                                     "to be honest",
                                     "no-brainer",
                                     "win-win",
                                     "reach out",
                                     "leverage",
                                     "synerg",
                                     "game changer",
                                     "at the end of the day",
                                     "offer expires",
                                     "circle back",
                                     "touch base"})
            EXPECT_EQ(text.find(pressure), std::string::npos) << p.id << ": " << pressure;
    }
}

TEST(Plays, fall_back_to_something_cheaper_that_the_same_people_can_give) {
    for (const Play& p : all_plays()) {
        if (p.effort == Effort::presence) {
            EXPECT_EQ(p.fallback, "") << p.id;
            continue;
        }
        const Play* cheaper = find_play(p.fallback);
        ASSERT_NE(cheaper, nullptr) << p.id << " falls back to " << p.fallback;
        EXPECT_LT(points(cheaper->effort), points(p.effort)) << p.id;
        EXPECT_TRUE(within(cheaper->given_by, p.given_by)) << p.id << " → " << cheaper->id;
        EXPECT_TRUE(within(cheaper->kinds, p.kinds)) << p.id << " → " << cheaper->id;
        EXPECT_TRUE(meet(cheaper->stages, p.stages)) << p.id << " → " << cheaper->id;
        if (!cheaper->only_with.empty()) {
            EXPECT_FALSE(p.only_with.empty()) << p.id << " → " << cheaper->id;
            EXPECT_TRUE(within(cheaper->only_with, p.only_with)) << p.id << " → " << cheaper->id;
        }
    }
}

TEST(Plays, cover_every_example_of_the_method) {
    const std::map<std::string, Effort> of_the_table{
        {"next_meeting", Effort::presence},
        {"questionnaire", Effort::work},
        {"test_the_sample", Effort::work},
        {"proposal_line_by_line", Effort::work},
        {"bring_the_cfo", Effort::people},
        {"introduce_the_project_head", Effort::people},
        {"carry_the_message_up", Effort::people},
        {"share_the_budget", Effort::exposure},
        {"share_the_present_contract", Effort::exposure},
        {"share_real_data", Effort::exposure},
        {"how_you_decide", Effort::exposure},
        {"access_to_the_system", Effort::exposure},
        {"paid_pilot", Effort::stake},
        {"release_the_budget", Effort::stake},
        {"start_legal_and_purchasing", Effort::stake},
        {"name_the_sponsor", Effort::stake},
    };
    for (const auto& [id, effort] : of_the_table) EXPECT_EQ(play(id).effort, effort) << id;
    EXPECT_EQ(play("bring_the_cfo").opens_level, Level::executive);
    EXPECT_EQ(play("way_to_the_decision_maker").opens_role, Role::decision_maker);
}

TEST(Plays, there_is_one_for_everybody_in_each_grade_that_he_can_give) {
    for (const Effort grade : grades)
        for (const Role role : roles) {
            if (chance(grade, role) < beyond_authority) continue;
            const auto fit = std::ranges::count_if(all_plays(), [&](const Play& p) {
                return p.effort == grade && names(p.given_by, role);
            });
            EXPECT_GE(fit, 3) << word_of(grade) << " from " << word_of(role);
        }
}

TEST(Plays, every_kind_of_request_has_an_exchange_and_the_cheapest_comes_first) {
    for (const RequestKind kind :
         {RequestKind::demo, RequestKind::sample, RequestKind::proposal, RequestKind::references,
          RequestKind::document, RequestKind::trial, RequestKind::call, RequestKind::time,
          RequestKind::other}) {
        const auto fit = exchanges_for(kind);
        EXPECT_GE(fit.size(), 2u) << word_of(kind);
        EXPECT_TRUE(std::ranges::is_sorted(fit, {}, [](const Play* p) { return p->effort; }));
    }
    const auto trial = exchanges_for(RequestKind::trial);
    EXPECT_NE(std::ranges::find(trial, &play("success_criteria")), trial.end());
}

TEST(Words, there_is_a_kind_way_to_decline_each_request_and_it_keeps_the_door_open) {
    ASSERT_EQ(all_declines().size(), detail::words_of<RequestKind>.size());
    for (std::size_t i = 0; i < all_declines().size(); ++i) {
        const Decline& d = all_declines()[i];
        EXPECT_EQ(d.kind, static_cast<RequestKind>(i));
        EXPECT_EQ(&decline_of(d.kind), &d);
        expect_within_limits(d, word_of(d.kind));
        const Play& instead = play(d.instead);
        EXPECT_TRUE(names(instead.exchange_for, d.kind)) << word_of(d.kind);
    }
}

TEST(Words, free_words_openers_and_ways_up_are_complete) {
    for (const FreeWord& w : all_free_words()) {
        expect_within_limits(w, w.they_say);
        EXPECT_NE(find_play(w.play), nullptr) << w.they_say;
        EXPECT_NE(w.answer.find('?'), std::string::npos) << w.they_say;
    }
    std::set<std::string> ids;
    for (const Opener& o : all_openers()) {
        expect_within_limits(o, o.id);
        EXPECT_TRUE(ids.insert(o.id).second) << o.id;
        EXPECT_NE(o.says.find('?'), std::string::npos) << o.id;
    }
    EXPECT_EQ(way_up_from(Role::decision_maker), nullptr);
    for (const Role role : roles) {
        const WayUp* way = way_up_from(role);
        if (role == Role::decision_maker) continue;
        ASSERT_NE(way, nullptr) << word_of(role);
        expect_within_limits(*way, word_of(role));
        EXPECT_GE(way->plays.size(), 2u);
        for (const std::string& id : way->plays) {
            EXPECT_TRUE(names(play(id).given_by, role)) << word_of(role) << " " << id;
            EXPECT_GE(chance(play(id), role), beyond_authority) << word_of(role) << " " << id;
            EXPECT_TRUE(play(id).opens_level || play(id).opens_role) << id;
        }
    }
}

// METHOD 7, ask_beyond_authority.
TEST(Chance, knows_who_can_release_a_budget) {
    const Play& budget = play("release_the_budget");
    for (const Role role : {Role::user, Role::gatekeeper, Role::influencer, Role::coach}) {
        EXPECT_LT(chance(Effort::stake, role), beyond_authority) << word_of(role);
        EXPECT_LT(chance(budget, role), beyond_authority) << word_of(role);
    }
    for (const Role role : {Role::approver, Role::decision_maker}) {
        EXPECT_GE(chance(Effort::stake, role), beyond_authority) << word_of(role);
        EXPECT_GE(chance(budget, role), beyond_authority) << word_of(role);
    }
    EXPECT_LT(chance(budget, Role::approver, Level::individual),
              chance(budget, Role::approver, Level::director));
    EXPECT_LT(chance(Effort::exposure, Role::user), beyond_authority);
    EXPECT_GE(chance(Effort::exposure, Role::influencer), beyond_authority);
}

TEST(Chance, is_never_certain_and_never_hopeless) {
    for (const Play& p : all_plays())
        for (const Role role : roles)
            for (const Level level : {Level::individual, Level::director, Level::owner}) {
                EXPECT_GE(chance(p, role, level), Chance::percent(1)) << p.id;
                EXPECT_LE(chance(p, role, level), Chance::percent(95)) << p.id;
                EXPECT_LE(chance(p, role, level), chance(p, role)) << p.id;
            }
    for (const Role role : roles)
        EXPECT_EQ(chance(Effort::compliance, role), Chance::percent(100)) << word_of(role);
}

TEST(Chance, more_authority_never_lowers_it_for_exposure_and_stake) {
    const Settings settings;
    for (const Effort grade : {Effort::exposure, Effort::stake})
        for (const Role a : roles)
            for (const Role b : roles)
                if (settings.authority_of(a) < settings.authority_of(b)) {
                    EXPECT_LE(chance(grade, a), chance(grade, b))
                        << word_of(grade) << ": " << word_of(a) << ", " << word_of(b);
                }
}

TEST(Chance, falls_from_grade_to_grade_for_whoever_has_no_one_to_send) {
    for (const Role role : {Role::user, Role::gatekeeper, Role::influencer, Role::coach})
        for (std::size_t i = 1; i < grades.size(); ++i)
            EXPECT_LT(chance(grades[i], role), chance(grades[i - 1], role)) << word_of(role);
}

TEST(Chance, lies_between_nothing_and_certain) {
    EXPECT_EQ(Chance::basis_points(-3), Chance::percent(0));
    EXPECT_EQ(Chance::basis_points(10'001), Chance::percent(100));
    EXPECT_EQ(Chance::basis_points(1950).percent(), 20);
    EXPECT_EQ(Chance::basis_points(1949).percent(), 19);
    EXPECT_DOUBLE_EQ(Chance::percent(25).share(), 0.25);
}

TEST(Advice, the_best_costs_more_than_the_minimum_for_everybody_everywhere) {
    const Settings settings;
    for (const Role role : roles)
        for (const DefaultStage stage : stages)
            for (const DealKind kind : kinds) {
                const Occasion occasion{.role = role, .stage = stage, .kind = kind};
                const PlayAdvice advice = propose(occasion, settings);
                const std::string where = std::string(word_of(role)) + " " +
                                          std::string(word_of(stage)) + " " +
                                          std::string(word_of(kind));
                ASSERT_TRUE(advice.best && advice.minimum) << where;
                EXPECT_GT(points(advice.best->play.effort), points(advice.minimum->play.effort))
                    << where;
                EXPECT_TRUE(is_advance(advice.minimum->play.effort)) << where;
                EXPECT_GE(advice.best->chance, beyond_authority) << where;
                EXPECT_GE(advice.minimum->chance, advice.best->chance) << where;
                EXPECT_GE(advice.others.size(), 1u) << where;
                for (const Proposal& other : advice.others) {
                    EXPECT_LE(other.worth, advice.best->worth) << where << " " << other.play.id;
                    EXPECT_NE(other.play.id, advice.best->play.id);
                    EXPECT_NE(other.play.id, advice.minimum->play.id);
                    EXPECT_GE(other.chance, beyond_authority);
                }
            }
}

TEST(Advice, asks_who_signs_for_the_most_he_can_give_and_a_user_for_less) {
    const Settings settings;
    const PlayAdvice boss =
        propose({.role = Role::decision_maker, .stage = DefaultStage::decide}, settings);
    EXPECT_EQ(boss.best->play.effort, Effort::stake);
    const PlayAdvice user = propose({.role = Role::user, .stage = DefaultStage::decide}, settings);
    EXPECT_LT(user.best->play.effort, Effort::exposure);
}

TEST(Advice, says_why_and_where_the_number_comes_from) {
    const PlayAdvice advice = propose({.role = Role::approver, .stage = DefaultStage::sign}, {});
    EXPECT_EQ(advice.best->play.id, "start_legal_and_purchasing");
    EXPECT_EQ(
        advice.best->because,
        "Of what fits here this brings the most: 10 points × 1.25 from an approver, at a chance "
        "of 27 %.");
    EXPECT_TRUE(advice.best->numbers.starts_with("27 % is our judgement")) << advice.best->numbers;
    EXPECT_DOUBLE_EQ(advice.best->stake, 12.5);
    EXPECT_EQ(advice.minimum->because,
              "The likeliest yes that still costs them something: 62 % for 1 point.");
}

TEST(Advice, is_written_as_json_with_the_play_in_it_and_the_chance_in_basis_points) {
    const PlayAdvice advice = propose({.role = Role::approver, .stage = DefaultStage::sign}, {});
    const std::string text = to_json(advice);
    EXPECT_EQ(text.substr(0, 44), R"({"best":{"play":{"id":"start_legal_and_purch)");
    EXPECT_NE(text.find(R"("chance":2748,"stake":12.5,)"), std::string::npos)
        << text.substr(0, 3000);
}

TEST(Advice, what_opens_a_missing_level_ranks_up) {
    Occasion occasion{.role = Role::coach, .stage = DefaultStage::prove};
    const auto place_of_the_cfo = [&] {
        const PlayAdvice advice = propose(occasion, {});
        if (advice.best->play.id == "bring_the_cfo") return -1;
        const auto at = std::ranges::find(advice.others, "bring_the_cfo",
                                          [](const Proposal& p) { return p.play.id; });
        return static_cast<int>(at - advice.others.begin());
    };
    const int before = place_of_the_cfo();
    occasion.missing_levels = {Level::executive};
    EXPECT_LT(place_of_the_cfo(), before);
    EXPECT_EQ(propose(occasion, {}).best->play.opens_level, Level::executive);
    EXPECT_NE(propose(occasion, {})
                  .best->because.find("It also brings in an executive; none has met us."),
              std::string::npos);
}

TEST(Advice, an_open_request_brings_its_plays_and_raises_what_can_be_asked_in_return) {
    Occasion occasion{.role = Role::user, .stage = DefaultStage::commit};
    const auto proposed = [&](std::string_view id) -> const Proposal* {
        static PlayAdvice advice;
        advice = propose(occasion, {});
        if (advice.best->play.id == id) return &*advice.best;
        if (advice.minimum->play.id == id) return &*advice.minimum;
        for (const Proposal& p : advice.others)
            if (p.play.id == id) return &p;
        return nullptr;
    };
    EXPECT_EQ(proposed("success_criteria"), nullptr);
    EXPECT_EQ(proposed("verdict_after_the_demo"), nullptr);
    const double without = proposed("three_real_cases")->worth;
    occasion.open_requests = {RequestKind::trial};
    ASSERT_NE(proposed("success_criteria"), nullptr);
    EXPECT_NE(proposed("success_criteria")
                  ->because.find("It is a fair exchange for the trial they asked for."),
              std::string::npos);
    EXPECT_EQ(proposed("verdict_after_the_demo"), nullptr);
    EXPECT_GT(proposed("three_real_cases")->worth, without);
}

TEST(Plays, that_need_an_open_request_are_an_exchange_for_it) {
    for (const Play& p : all_plays()) EXPECT_TRUE(within(p.exchange_for, p.only_with)) << p.id;
}

TEST(Advice, leaves_out_what_is_open_between_us_already) {
    Occasion occasion{.role = Role::influencer, .stage = DefaultStage::commit};
    const std::string first = propose(occasion, {}).best->play.id;
    occasion.leave_out = {first};
    EXPECT_NE(propose(occasion, {}).best->play.id, first);
}

TEST(Advice, keeps_to_the_least_chance_and_still_names_a_minimum) {
    const PlayAdvice advice = propose({.role = Role::user, .least = Chance::percent(99)}, {});
    EXPECT_FALSE(advice.best);
    EXPECT_TRUE(advice.others.empty());
    ASSERT_TRUE(advice.minimum);
    EXPECT_TRUE(is_advance(advice.minimum->play.effort));
}

TEST(Advice, without_anything_cheaper_there_is_a_minimum_and_no_best) {
    Occasion occasion{.role = Role::user, .stage = DefaultStage::sign};
    for (const Play& p : all_plays())
        if (p.effort != Effort::people) occasion.leave_out.push_back(p.id);
    const PlayAdvice advice = propose(occasion, {});
    EXPECT_FALSE(advice.best);
    ASSERT_TRUE(advice.minimum);
    EXPECT_EQ(advice.minimum->play.id, "carry_the_message_up");
    EXPECT_GE(advice.others.size(), 1u);
}

TEST(Advice, is_silent_when_everything_is_left_out) {
    Occasion occasion;
    for (const Play& p : all_plays()) occasion.leave_out.push_back(p.id);
    const PlayAdvice advice = propose(occasion, {});
    EXPECT_FALSE(advice.best || advice.minimum);
    EXPECT_TRUE(advice.others.empty());
}

TEST(Advice, takes_the_workspaces_own_plays_where_they_fit) {
    Settings settings;
    settings.plays = {{.id = "own_site_visit",
                       .title = "Visit our depot",
                       .effort = Effort::stake,
                       .ask = "Would you see it run?",
                       .what = "visit our depot with the planners",
                       .given_by = {Role::decision_maker},
                       .kinds = {DealKind::fresh},
                       .meetings = {MeetingKind::visit}}};
    const auto proposed = [&](const Occasion& occasion) {
        const PlayAdvice advice = propose(occasion, settings);
        const auto is_own = [](const Proposal& p) { return p.play.id == "own_site_visit"; };
        return (advice.best && is_own(*advice.best)) ||
               (advice.minimum && is_own(*advice.minimum)) ||
               std::ranges::any_of(advice.others, is_own);
    };
    Occasion occasion{.role = Role::decision_maker};
    EXPECT_TRUE(proposed(occasion));
    for (const DefaultStage stage : stages) {
        occasion.stage = stage;
        EXPECT_TRUE(proposed(occasion)) << word_of(stage);
    }
    occasion.meeting = MeetingKind::visit;
    EXPECT_TRUE(proposed(occasion));
    occasion.meeting = MeetingKind::call;
    EXPECT_FALSE(proposed(occasion));
    EXPECT_FALSE(proposed({.role = Role::user}));
    EXPECT_FALSE(proposed({.role = Role::decision_maker, .kind = DealKind::renewal}));
    EXPECT_FALSE(proposed({.role = Role::decision_maker, .leave_out = {"own_site_visit"}}));
}

TEST(Advice, a_workspace_that_weighs_authority_differently_gets_other_worths) {
    Settings settings;
    settings.authority_weights = {{Role::user, 0.5}};
    const Occasion occasion{.role = Role::user};
    EXPECT_LT(propose(occasion, settings).best->worth, propose(occasion, {}).best->worth);
}

TEST(Advice, whoever_cannot_give_it_has_a_way_to_who_can) {
    for (const Role role : roles)
        for (const DefaultStage stage : stages)
            for (const DealKind kind : kinds) {
                const auto ways = ways_to_who_can(
                    {.role = role, .level = Level::manager, .stage = stage, .kind = kind}, {});
                EXPECT_EQ(ways.empty(), role == Role::decision_maker)
                    << word_of(role) << " " << word_of(stage) << " " << word_of(kind);
                for (const Proposal& p : ways) EXPECT_GE(p.chance, beyond_authority);
            }
    const auto up = ways_to_who_can({.role = Role::decision_maker,
                                     .level = Level::director,
                                     .stage = DefaultStage::prove,
                                     .missing_levels = {Level::executive}},
                                    {});
    ASSERT_FALSE(up.empty());
    EXPECT_EQ(up.front().play.opens_level, Level::executive);
}

TEST(Advice, best_and_minimum_hold_whatever_is_left_out_and_missing) {
    rc::check("best is dearer than the minimum and likely enough", [] {
        Occasion occasion;
        occasion.role = *rc::gen::elementOf(roles);
        occasion.stage = *rc::gen::elementOf(stages);
        occasion.kind = *rc::gen::elementOf(kinds);
        occasion.least = Chance::percent(*rc::gen::inRange(0, 101));
        for (const Play& p : all_plays())
            if (*rc::gen::inRange(0, 3) == 0) occasion.leave_out.push_back(p.id);
        if (*rc::gen::arbitrary<bool>()) occasion.open_requests = {RequestKind::trial};
        if (*rc::gen::arbitrary<bool>()) occasion.missing_levels = {Level::executive};
        const PlayAdvice advice = propose(occasion, {});
        if (advice.best) {
            RC_ASSERT(advice.minimum.has_value());
            RC_ASSERT(points(advice.best->play.effort) > points(advice.minimum->play.effort));
            RC_ASSERT(advice.best->chance >= occasion.least);
            RC_ASSERT(!names(occasion.leave_out, advice.best->play.id));
        }
        if (advice.minimum) RC_ASSERT(!names(occasion.leave_out, advice.minimum->play.id));
    });
}

TEST(Stages, of_a_workspace_find_their_like) {
    Settings settings;
    for (const Stage& stage : settings.stages)
        EXPECT_EQ(word_of(default_stage(settings, stage.id)), stage.id);
    settings.stages = {{"talk", "Talk"}, {"test", "Test"}, {"terms", "Terms"}};
    EXPECT_EQ(default_stage(settings, "talk"), DefaultStage::explore);
    EXPECT_EQ(default_stage(settings, "test"), DefaultStage::prove);
    EXPECT_EQ(default_stage(settings, "terms"), DefaultStage::sign);
    EXPECT_EQ(default_stage(settings, "gone"), DefaultStage::explore);
    settings.stages = {{"all", "All"}};
    EXPECT_EQ(default_stage(settings, "all"), DefaultStage::explore);
}

}  // namespace
}  // namespace ante::method
