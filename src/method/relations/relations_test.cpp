#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

#include "method/relations/account_map.h"
#include "method/relations/touch_mix.h"

namespace ante::method {
namespace {

constexpr Instant now{std::chrono::sys_days{std::chrono::year{2026} / 6 / 1}};

template <class Tag>
Id<Tag> id(std::uint8_t n) {
    Id<Tag> made;
    made.value.bytes[15] = n;
    return made;
}

// ---- fit and tier

const std::vector<Criterion> ideal{
    {Attribute::industry, 40, {"Logistics", "Transport"}, {"Retail"}},
    {Attribute::size, 40, {"50-500", "1000+"}, {}},
    {Attribute::region, 20, {"Köln"}, {}},
};

TEST(Fit, is_the_weighted_mean_of_what_is_known) {
    Account account{.industry = " LOGISTICS ", .region = "KÖLN", .size = "120"};
    EXPECT_EQ(fit_of(account, ideal).value, 100);
    account.industry = "retail";
    EXPECT_EQ(fit_of(account, ideal).value, 80);  // (40 × 50 + 40 × 100 + 20 × 100) ÷ 100
    account.size = "501";
    EXPECT_EQ(fit_of(account, ideal).value, 40);
    account.size = "1000";
    EXPECT_EQ(fit_of(account, ideal).value, 80);
    account.size.clear();  // Neither for nor against: (40 × 50 + 20 × 100) ÷ 60
    EXPECT_EQ(fit_of(account, ideal).value, 67);
    const Fit fit = fit_of(account, ideal);
    ASSERT_EQ(fit.reasons.size(), 3u);
    EXPECT_EQ(fit.reasons[0].points, 50);
    EXPECT_EQ(fit.reasons[1].points, std::nullopt);
    EXPECT_EQ(fit.reasons[2].says, "Region is KÖLN: what we are good for.");
}

TEST(Fit, is_unknown_below_half_of_the_weight_and_stands_if_it_was_given) {
    Account account{.industry = "Logistics"};
    EXPECT_EQ(fit_of(account, ideal).value, std::nullopt);  // 40 of 100
    EXPECT_EQ(fit_of(account, ideal).from, FitFrom::nothing);
    account.region = "Bonn";
    EXPECT_EQ(fit_of(account, ideal).value, 67);  // 60 of 100 are known
    account.fit = 12;
    const Fit fit = fit_of(account, ideal);
    EXPECT_EQ(fit.value, 12);
    EXPECT_EQ(fit.computed, 67);
    EXPECT_EQ(fit.from, FitFrom::given);
    EXPECT_EQ(fit_of(Account{}, {}).value, std::nullopt);
}

TEST(Fit, is_within_its_limits_whatever_the_criteria) {
    rc::check("0 to 100, and more that is wanted never lowers it", [] {
        std::vector<Criterion> some;
        for (int i = 0; i < 4; ++i)
            some.push_back({*rc::gen::element(Attribute::industry, Attribute::segment,
                                              Attribute::size, Attribute::need),
                            *rc::gen::inRange(1, 101),
                            *rc::gen::container<std::vector<std::string>>(
                                rc::gen::element<std::string>("a", "b", "3", "1-5")),
                            {}});
        const auto word = rc::gen::element<std::string>("", "a", "b", "3");
        const Account account{.industry = *word, .size = *word, .segment = *word, .need = *word};
        const Fit before = fit_of(account, some);
        if (before.value) RC_ASSERT(*before.value >= 0 && *before.value <= 100);
        some[0].wanted.push_back(*word);
        const Fit after = fit_of(account, some);
        RC_ASSERT(before.value.has_value() == after.value.has_value());
        if (before.value) RC_ASSERT(*after.value >= *before.value);
    });
}

TEST(Tier, is_by_fit_and_one_higher_by_value) {
    const Settings settings;
    const auto tier = [&](std::optional<std::int64_t> fit, std::int64_t value, bool deals) {
        Fit found;
        found.value = fit;
        return tier_of(Account{}, found, value, deals, settings);
    };
    EXPECT_EQ(tier(75, 0, false), Tier::a);
    EXPECT_EQ(tier(74, 0, false), Tier::b);
    EXPECT_EQ(tier(50, 0, false), Tier::b);
    EXPECT_EQ(tier(25, 0, false), Tier::c);
    EXPECT_EQ(tier(24, 0, false), Tier::none);
    EXPECT_EQ(tier(74, 10'000'000, true), Tier::a);
    EXPECT_EQ(tier(74, 9'999'999, true), Tier::b);
    EXPECT_EQ(tier(24, 10'000'000, true), Tier::none);
    EXPECT_EQ(tier({}, 0, false), Tier::none);
    EXPECT_EQ(tier({}, 0, true), Tier::c);
    Account given;
    given.tier = Tier::b;
    EXPECT_EQ(tier_of(given, Fit{}, 0, false, settings), Tier::b);
    EXPECT_EQ(interval_of(given, Tier::b, settings), 60);
    given.every_days = 7;
    EXPECT_EQ(interval_of(given, Tier::b, settings), 7);
    EXPECT_EQ(interval_of(Account{}, Tier::none, settings), std::nullopt);
}

// ---- real contact

TEST(Contacts, are_real_if_somebody_was_reached_or_answered) {
    Touch touch{.person = id<PersonTag>(1), .at = now};
    EXPECT_TRUE(contacts_of(touch).empty());
    touch.reach = Reach::reached;
    ASSERT_EQ(contacts_of(touch).size(), 1u);
    EXPECT_EQ(contacts_of(touch)[0].kind, ContactKind::reached);
    touch.answered_at = now + Days{3};
    ASSERT_EQ(contacts_of(touch).size(), 1u);
    EXPECT_EQ(contacts_of(touch)[0].at, now + Days{3});
    EXPECT_EQ(contacts_of(touch)[0].kind, ContactKind::answered);
    touch.deal = id<DealTag>(1);  // The answer is an act of the deal there.
    EXPECT_TRUE(contacts_of(touch).empty());
}

TEST(Made, is_what_the_id_says) {
    IdSource ids(7);
    EXPECT_EQ(made_at(ids.next(now)), now);
}

// ---- the map

TEST(Warmth, halves_in_sixty_days) {
    const std::vector<Contact> met{{now - Days{60}, ContactKind::met, {}, {}}};
    EXPECT_NEAR(warmth_of(met, now), 1.0, 1e-12);
    const std::vector<Contact> reached{{now - Days{120}, ContactKind::reached, {}, {}}};
    EXPECT_NEAR(warmth_of(reached, now), 0.25, 1e-12);
    EXPECT_EQ(warmth_word(0, 0), Warmth::none);
    EXPECT_EQ(warmth_word(0.49, 1), Warmth::cold);
    EXPECT_EQ(warmth_word(0.5, 1), Warmth::warm);
    EXPECT_EQ(warmth_word(2, 1), Warmth::close);
}

class Map : public testing::Test {
protected:
    Person& person(std::uint8_t n, std::string name, Level level, std::string department) {
        return around.people.emplace_back(Person{.id = id<PersonTag>(n),
                                                 .name = std::move(name),
                                                 .level = level,
                                                 .department = std::move(department)});
    }
    void reach(std::uint8_t who, std::uint8_t by, int days_ago) {
        around.touches.push_back({.person = id<PersonTag>(who),
                                  .by = id<MemberTag>(by),
                                  .at = now - Days{days_ago},
                                  .reach = Reach::reached});
    }
    AccountMap map() { return map_of(relation_of(around, settings, zone), ours, now); }
    Around around;
    Settings settings;
    Zone zone;
    std::vector<Member> ours{
        {.id = id<MemberTag>(1), .name = "Sam"},
        {.id = id<MemberTag>(2), .name = "Ida", .level = Level::executive},
    };
};

TEST_F(Map, shows_who_knows_whom_and_where_nobody_does) {
    person(1, "Rob", Level::individual, "Depot");
    person(2, "Dana", Level::executive, "Management");
    person(3, "Finn", Level::director, "Finance");
    reach(1, 1, 10);
    reach(1, 1, 40);
    const AccountMap seen = map();
    EXPECT_EQ(seen.departments, (std::vector<std::string>{"Depot", "Finance", "Management"}));
    ASSERT_EQ(seen.people.size(), 3u);
    EXPECT_EQ(seen.people[0].name, "Dana");  // by level downwards
    EXPECT_EQ(seen.people[0].warmth, Warmth::none);
    const MapPerson& rob = seen.people[2];
    EXPECT_EQ(rob.warmth, Warmth::warm);
    ASSERT_EQ(rob.ties.size(), 1u);
    EXPECT_EQ(rob.ties[0].times, 2);
    EXPECT_EQ(rob.ties[0].since, now - Days{40});

    // 1. Nobody who decides: level speaks with level, then who could lead the way.
    ASSERT_EQ(seen.gaps.size(), 2u);
    EXPECT_EQ(seen.gaps[0].level, Level::executive);
    ASSERT_EQ(seen.gaps[0].openers.size(), 2u);
    EXPECT_EQ(seen.gaps[0].openers[0].member, id<MemberTag>(2));
    EXPECT_EQ(seen.gaps[0].openers[1].member, id<MemberTag>(1));
    EXPECT_EQ(seen.gaps[0].openers[1].through, id<PersonTag>(1));
    // 2. A department of which we only have names.
    EXPECT_EQ(seen.gaps[1].department, "Finance");

    // Ida is proposed for Dana.
    ASSERT_EQ(seen.pairs.size(), 1u);
    EXPECT_EQ(seen.pairs[0].ours, id<MemberTag>(2));
    EXPECT_FALSE(seen.pairs[0].in_contact);
}

TEST_F(Map, matches_executives_who_know_each_other_first) {
    person(1, "Dana", Level::executive, "");
    person(2, "Olga", Level::owner, "");
    reach(1, 2, 5);
    const AccountMap seen = map();
    EXPECT_EQ(seen.departments, (std::vector<std::string>{""}));
    EXPECT_TRUE(seen.gaps.empty());
    ASSERT_EQ(seen.pairs.size(), 2u);
    EXPECT_EQ(seen.pairs[0].theirs, id<PersonTag>(2));
    EXPECT_EQ(seen.pairs[0].ours, std::nullopt);  // Ida is taken: she knows Dana.
    EXPECT_EQ(seen.pairs[1].ours, id<MemberTag>(2));
    EXPECT_TRUE(seen.pairs[1].in_contact);
}

// ---- which kind works

TEST(Kinds, learn_from_touches_of_that_level) {
    const std::vector<KindTally> tallies{{TouchKind::message, Level::executive, 8, 8},
                                         {TouchKind::call, Level::individual, 100, 100}};
    const auto kinds = kinds_for(Level::executive, tallies, {});
    EXPECT_EQ(kinds.front().kind, TouchKind::message);
    EXPECT_NEAR(kinds.front().chance, (0.2 * 8 + 8) / 16, 1e-12);
    EXPECT_EQ(kinds.front().says, "8 of 8 (message) were answered at the level of executive.");
    EXPECT_EQ(kinds.back().kind, TouchKind::entertainment);  // the dearest, last
    const auto varied = kinds_for(Level::executive, tallies, TouchKind::message);
    EXPECT_NE(varied.front().kind, TouchKind::message);
    EXPECT_EQ(varied[varied.size() - 2].kind, TouchKind::message);
}

}  // namespace
}  // namespace ante::method
