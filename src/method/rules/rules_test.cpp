#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "method/rules/rule.h"
#include "method/rules/silence.h"

namespace ante::method {
namespace {

// METHOD 7; `answer_due` is of METHOD 14.
// clang-format off
constexpr std::array meetings{
    "plan_missing"sv, "plan_flat"sv, "ask_is_ours"sv, "ask_beyond_authority"sv, "no_reserve"sv,
    "debrief_due"sv, "next_meeting_missing"sv, "below_minimum"sv, "temperature_unread"sv,
    "not_willing"sv, "recap_due"sv};
constexpr std::array promises{
    "we_owe"sv, "answer_due"sv, "buyer_overdue"sv, "one_sided"sv, "nothing_open"sv, "broken_twice"sv};
constexpr std::array requests{
    "purpose_missing"sv, "check_back"sv, "unsatisfied"sv, "one_more_thing"sv, "free_access"sv};
constexpr std::array deals{
    "heavy_lifting"sv, "quiet"sv, "chasing"sv, "continuations"sv, "single_thread"sv, "no_power"sv,
    "no_early_commitment"sv, "homework_missing"sv, "poor_fit"sv, "gone_too_far"sv};
constexpr std::array relations{
    "touch_due"sv, "same_touch"sv, "entertainment_over"sv, "level_gap"sv, "executive_missing"sv};
// clang-format on

std::vector<std::pair<std::string_view, RuleGroup>> as_in_method() {
    std::vector<std::pair<std::string_view, RuleGroup>> all;
    for (const auto id : meetings) all.emplace_back(id, RuleGroup::meetings);
    for (const auto id : promises) all.emplace_back(id, RuleGroup::promises);
    for (const auto id : requests) all.emplace_back(id, RuleGroup::requests);
    for (const auto id : deals) all.emplace_back(id, RuleGroup::deals);
    for (const auto id : relations) all.emplace_back(id, RuleGroup::relations);
    return all;
}

bool is_a_sentence(std::string_view text) {
    return text.size() > 10 && (text.ends_with('.') || text.ends_with('?')) && text[0] >= 'A' &&
           text[0] <= 'Z';
}

TEST(Rules, are_those_of_the_method_in_its_order) {
    std::vector<std::pair<std::string_view, RuleGroup>> found;
    for (const Rule* rule : all_rules()) found.emplace_back(rule->id, rule->group);
    EXPECT_EQ(found, as_in_method());
    for (const Rule* rule : all_rules()) EXPECT_EQ(rule_named(rule->id), rule);
    EXPECT_EQ(rule_named("loud"), nullptr);
}

TEST(Rules, speak_in_sentences) {
    for (const Rule* rule : all_rules()) {
        EXPECT_TRUE(is_a_sentence(rule->says)) << rule->id << ": " << rule->says;
        EXPECT_TRUE(is_a_sentence(rule->source)) << rule->id << ": " << rule->source;
        EXPECT_TRUE(is_a_sentence(rule->remedy)) << rule->id << ": " << rule->remedy;
        EXPECT_TRUE(rule->source.starts_with("METHOD ")) << rule->id;
    }
}

TEST(Rules, have_thresholds_within_their_own_limits) {
    for (const Rule* rule : all_rules()) {
        std::set<std::string_view> names;
        for (const Threshold& threshold : rule->thresholds) {
            EXPECT_TRUE(names.insert(threshold.name).second) << rule->id << " " << threshold.name;
            EXPECT_LE(threshold.least, threshold.standard) << rule->id << " " << threshold.name;
            EXPECT_LE(threshold.standard, threshold.most) << rule->id << " " << threshold.name;
            EXPECT_LT(threshold.least, threshold.most) << rule->id << " " << threshold.name;
            EXPECT_TRUE(is_a_sentence(threshold.doc)) << rule->id << " " << threshold.name;
        }
        EXPECT_LE(names.size(), 10u) << rule->id << ": a setting holds ten";
    }
}

// A number that a workspace may change is shown changed.
TEST(Rules, have_an_example_for_each_threshold) {
    for (const Rule* rule : all_rules())
        for (const Threshold& threshold : rule->thresholds) {
            const std::string line =
                "\nthreshold " + std::string(rule->id) + "." + std::string(threshold.name) + " ";
            EXPECT_NE(rule->examples.find(line), std::string_view::npos) << line;
        }
}

TEST(Thresholds, are_the_standard_until_changed_and_stay_within_limits) {
    const Rule& quiet = *rule_named("quiet");
    Settings settings;
    EXPECT_EQ(Thresholds(quiet, settings).days("days"), Days{14});
    settings.rules.push_back({"quiet", true, {{"days", 10}, {"answers", 7.6}}});
    EXPECT_EQ(Thresholds(quiet, settings).days("days"), Days{10});
    EXPECT_EQ(Thresholds(quiet, settings).count("answers"), 8u);
    settings.rules[0].thresholds[0].value = 100'000;
    EXPECT_EQ(Thresholds(quiet, settings).days("days"), Days{365});
    settings.rules[0].thresholds[0].value = 0;
    EXPECT_EQ(Thresholds(quiet, settings).days("days"), Days{1});
}

// ---- Today

TEST(Today, has_the_groups_of_the_method) {
    const std::map<std::string_view, TodayGroup> named{
        {"we_owe", TodayGroup::we_owe},        {"recap_due", TodayGroup::we_owe},
        {"debrief_due", TodayGroup::we_owe},   {"plan_missing", TodayGroup::plan},
        {"check_back", TodayGroup::they_owe},  {"buyer_overdue", TodayGroup::they_owe},
        {"unsatisfied", TodayGroup::they_owe}, {"quiet", TodayGroup::cooling},
        {"nothing_open", TodayGroup::cooling}, {"next_meeting_missing", TodayGroup::cooling},
        {"gone_too_far", TodayGroup::let_go},
    };
    for (const auto& [rule, group] : named) EXPECT_EQ(today_group(rule), group) << rule;
}

TEST(Today, puts_every_rule_in_one_place) {
    std::map<int, std::string_view> order;
    for (const Rule* rule : all_rules()) {
        const int rank = today_rank(rule->id);
        EXPECT_GE(rank, 0);
        EXPECT_LT(rank, 999);
        EXPECT_TRUE(order.emplace(rank, rule->id).second) << rule->id;
        EXPECT_EQ(today_group(rule->id), rule->today);
    }
    TodayGroup before = TodayGroup::we_owe;
    for (const auto& [rank, rule] : order) {
        EXPECT_LE(before, today_group(rule)) << rule;
        before = today_group(rule);
    }
}

TEST(Today, follows_the_words_of_the_method_within_a_group) {
    const auto in_order = [](std::initializer_list<std::string_view> rules) {
        return std::ranges::is_sorted(rules, {}, today_rank);
    };
    EXPECT_TRUE(in_order({"we_owe", "recap_due", "debrief_due", "plan_missing"}));
    EXPECT_TRUE(in_order({"plan_missing", "homework_missing", "plan_flat"}));
    EXPECT_TRUE(in_order({"check_back", "buyer_overdue", "unsatisfied", "purpose_missing"}));
    EXPECT_TRUE(in_order({"quiet", "nothing_open", "next_meeting_missing", "heavy_lifting"}));
    EXPECT_TRUE(in_order({"no_early_commitment", "gone_too_far", "poor_fit", "loud"}));
}

// ---- on deals that chance made

constexpr Instant opened{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4}};

PersonId person(std::uint8_t n) {
    PersonId id;
    id.value.bytes[0] = static_cast<std::uint8_t>(n + 1);
    return id;
}

Instant on_day(int day) {
    return opened + Days{day};
}

Deal new_deal(std::uint8_t players) {
    Deal deal;
    deal.name = "Fleet renewal";
    deal.opened_at = opened;
    for (std::uint8_t n = 0; n < players; ++n)
        deal.players.push_back({.person = person(n), .name = "Player " + std::to_string(n)});
    return deal;
}

void add_meeting(Deal& deal, int day, std::vector<PersonId> attended) {
    Meeting meeting{.starts = on_day(day), .players = attended, .scheduled_at = on_day(day)};
    meeting.id.value.bytes[0] = static_cast<std::uint8_t>(deal.meetings.size() + 1);
    meeting.debrief = Debrief{.at = on_day(day), .attended = std::move(attended)};
    deal.meetings.push_back(std::move(meeting));
}

std::vector<Signal> signals(const Deal& deal, const Settings& settings) {
    return signals_of({deal, ledger_of(deal, settings), settings, Zone{}});
}

std::optional<Signal> signal(const Deal& deal, std::string_view rule, const Settings& settings) {
    for (Signal& one : signals(deal, settings))
        if (one.rule == rule) return one;
    return std::nullopt;
}

Deal random_deal() {
    const auto day = rc::gen::inRange(0, 200);
    const auto who = rc::gen::map(rc::gen::inRange(0, 3),
                                  [](int n) { return person(static_cast<std::uint8_t>(n)); });
    Deal deal = new_deal(3);
    for (const auto& [at, by] :
         *rc::gen::container<std::vector<std::pair<int, PersonId>>>(rc::gen::pair(day, who)))
        deal.signs.push_back({.person = by, .at = on_day(at)});
    std::vector<int> days = *rc::gen::container<std::vector<int>>(day);
    std::ranges::sort(days);
    for (const int at : days) add_meeting(deal, at, {*who});
    for (const int at : *rc::gen::container<std::vector<int>>(day))
        deal.touches.push_back({.at = on_day(at)});
    for (const auto& [at, by] :
         *rc::gen::container<std::vector<std::pair<int, PersonId>>>(rc::gen::pair(day, who))) {
        Commitment promise{.owner = Them{by},
                           .what = "test the sample",
                           .due = Zone{}.date_of(on_day(at + 10)),
                           .effort = *rc::gen::element(Effort::work, Effort::people),
                           .proposed_at = on_day(at)};
        promise.state = *rc::gen::element<PromiseState>(
            Agreed{on_day(at)}, Kept{on_day(at), on_day(at + 8), Punctual::on_time},
            Missed{on_day(at), on_day(at + 12)});
        deal.commitments.push_back(std::move(promise));
    }
    return deal;
}

TEST(Signals, follow_from_the_facts_alone) {
    rc::check("the same deal has the same signals; a rule switched off has none", [] {
        const Deal deal = random_deal();
        Settings settings;
        const std::vector<Signal> before = signals(deal, settings);
        RC_ASSERT(signals(deal, settings) == before);
        for (const Signal& one : before) {
            RC_ASSERT(rule_named(one.rule) != nullptr);
            RC_ASSERT(is_a_sentence(one.because));
        }
        RC_PRE(!before.empty());
        settings.rules.push_back({(*rc::gen::elementOf(before)).rule, false, {}});
        for (const Signal& one : signals(deal, settings))
            RC_ASSERT(one.rule != settings.rules[0].rule);
    });
}

TEST(Signals, of_a_lost_deal_are_none) {
    rc::check("nobody waits in a lost deal", [] {
        Deal deal = random_deal();
        deal.state = Lost{.at = on_day(300)};
        RC_ASSERT(signals(deal, Settings{}).empty());
    });
}

TEST(Quiet, is_not_moved_by_anything_that_we_do) {
    rc::check("our touches after the buyer's last act neither move nor remove it", [] {
        const Settings settings;
        Deal deal = random_deal();
        const std::optional<Instant> last = ledger_of(deal, settings).last_buyer_act;
        RC_PRE(last.has_value());
        const std::optional<Signal> before = signal(deal, "quiet", settings);
        RC_ASSERT(before.has_value());
        for (const int days : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 90)))
            deal.touches.push_back({.kind = TouchKind::call, .at = *last + Days{days}});
        RC_ASSERT(signal(deal, "quiet", settings) == before);
    });
}

TEST(Quiet, expects_what_he_did_before) {
    Deal deal = new_deal(1);
    const Settings settings;
    const Thresholds is(*rule_named("quiet"), settings);
    // He answers after 1, 2, … 10 days: nine of ten answers came within 9 days.
    int day = 0;
    for (int n = 1; n <= 10; ++n) {
        deal.touches.push_back({.at = on_day(day), .answered_at = on_day(day + n)});
        day += n;
        const auto replies = reply_times(deal, ledger_of(deal, settings));
        ASSERT_EQ(replies.size(), static_cast<std::size_t>(n));
        EXPECT_EQ(replies.back(), Days{n});
        const Days expected{n < 5 ? 14 : n < 10 ? n : 9};
        EXPECT_EQ(expected_silence(replies, is), expected) << n;
    }
}

TEST(Quiet, counts_from_our_first_contact_and_only_answers) {
    Deal deal = new_deal(1);
    const Settings settings;
    deal.touches.push_back({.at = on_day(0)});
    deal.touches.push_back({.at = on_day(3)});  // He had not answered the first.
    deal.signs.push_back({.at = on_day(5)});
    deal.signs.push_back({.at = on_day(7)});                              // On his own.
    deal.touches.push_back({.at = on_day(9), .answered_at = on_day(9)});  // He took the call.
    deal.touches.push_back({.at = on_day(20)});                           // Not answered yet.
    EXPECT_EQ(reply_times(deal, ledger_of(deal, settings)), std::vector<milliseconds>{Days{5}});
}

// The rules that look back over time, against a model with a clock: every six hours of two years it
// is asked whether the condition holds then, by what had happened by then.
std::optional<Instant> naive(Instant last_event, const std::function<bool(Instant)>& condition) {
    constexpr hours step{6};
    const Instant end = opened + Days{730};
    Instant at = last_event;
    if (condition(at)) {
        while (at > opened && condition(at - step)) at -= step;
        return at;
    }
    for (; at < end; at += step)
        if (condition(at)) return at;
    return std::nullopt;
}

TEST(SingleThread, is_what_a_model_with_a_clock_says) {
    rc::check("from the moment at which only one of them has acted in 60 days", [] {
        const Settings settings;
        Deal deal = new_deal(3);
        const auto day = rc::gen::inRange(0, 250);
        std::vector<int> days = *rc::gen::container<std::vector<int>>(2, day);
        const auto who = rc::gen::map(rc::gen::inRange(0, 3),
                                      [](int n) { return person(static_cast<std::uint8_t>(n)); });
        for (const int at : days) add_meeting(deal, at, {*who});
        for (const auto& [at, by] :
             *rc::gen::container<std::vector<std::pair<int, PersonId>>>(rc::gen::pair(day, who)))
            deal.signs.push_back({.person = by, .at = on_day(at)});

        std::vector<std::pair<Instant, PersonId>> acts;
        for (const Meeting& meeting : deal.meetings)
            acts.emplace_back(meeting.starts, meeting.debrief->attended[0]);
        for (const Sign& sign : deal.signs) acts.emplace_back(sign.at, *sign.person);
        const Instant met = on_day(std::ranges::max(days));
        const auto expected = naive(std::ranges::max(acts).first, [&](Instant now) {
            std::set<PersonId> active;
            for (const auto& [at, by] : acts)
                if (at <= now && now < at + Days{60}) active.insert(by);
            return now >= met && active.size() == 1;
        });
        const std::optional<Signal> found = signal(deal, "single_thread", settings);
        RC_ASSERT(found.has_value() == expected.has_value());
        if (found) RC_ASSERT(found->holds_from == *expected);
    });
}

TEST(GoneTooFar, is_what_a_model_with_a_clock_says) {
    rc::check("from the moment at which it is old and without momentum", [] {
        const Settings settings;
        const Deal deal = random_deal();
        const Ledger ledger = ledger_of(deal, settings);
        Instant last = opened;
        for (const Act& act : ledger.acts)
            if (act.side == Side::buyer) last = act.at;
        const auto expected = naive(last, [&](Instant now) {
            double momentum = 0;
            for (const Act& act : ledger.acts)
                if (act.side == Side::buyer && act.at <= now)
                    momentum += act.stake *
                                std::exp2(-std::chrono::duration<double>(now - act.at) / Days{21});
            return momentum < 1 && now >= opened + Days{180};
        });
        const std::optional<Signal> found = signal(deal, "gone_too_far", settings);
        RC_ASSERT(found.has_value());
        RC_ASSERT(expected.has_value());
        // The model looks every six hours.
        RC_ASSERT(found->holds_from <= *expected);
        RC_ASSERT(*expected - found->holds_from <= hours{6});
    });
}

TEST(HeavyLifting, begins_with_its_present_stretch) {
    const Settings settings;
    Deal deal = new_deal(1);
    const auto deliver = [&](int day, RequestKind kind) {
        Request request{.kind = kind, .by = person(0), .asked_at = on_day(0)};
        request.state = RequestState::satisfied;
        request.deliveries = {on_day(day)};
        deal.requests.push_back(request);
    };
    add_meeting(deal, 1, {person(0)});
    add_meeting(deal, 2, {person(0)});  // 2 against nothing
    deliver(3, RequestKind::proposal);  // 2 : 6, 25 %
    EXPECT_EQ(signal(deal, "heavy_lifting", settings)->holds_from, on_day(3));
    add_meeting(deal, 4, {person(0)});  // 3 : 6, 33 %
    EXPECT_EQ(signal(deal, "heavy_lifting", settings)->holds_from, on_day(3));
    add_meeting(deal, 5, {person(0)});  // 4 : 6, 40 %
    EXPECT_EQ(signal(deal, "heavy_lifting", settings), std::nullopt);
    deliver(6, RequestKind::demo);  // 4 : 9, 31 %
    EXPECT_EQ(signal(deal, "heavy_lifting", settings)->holds_from, on_day(6));
}

}  // namespace
}  // namespace ante::method
