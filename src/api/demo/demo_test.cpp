#include "api/demo/demo.h"

#include <gtest/gtest.h>

#include <set>

#include "method/rules/rule.h"
#include "places.h"
#include "store/lists.h"
#include "store/tallies.h"
#include "store/verify.h"

namespace ante::api {
namespace {

const Instant now = *parse_instant("2026-11-20T10:00:00Z");

class Demo : public testing::TestWithParam<store::Engine> {
protected:
    std::set<std::string> words(std::string_view sql) {
        std::set<std::string> found;
        const auto done = store_->read([&](store::Connection& db) -> Result<void> {
            return db.each(sql, {now}, [&](const store::Row& row) -> Result<void> {
                found.emplace(row.text(0));
                return success();
            });
        });
        EXPECT_TRUE(done) << done.error().detail;
        return found;
    }
    void SetUp() override {
        auto opened = store::Store::open(*place_);
        ASSERT_TRUE(opened) << opened.error().detail;
        store_ = std::move(opened).value();
        const auto made = make_demo(*store_, now, 1);
        ASSERT_TRUE(made) << made.error().detail;
        made_ = made.value();
    }
    tests::FreshPlace place_{GetParam()};
    std::unique_ptr<store::Store> store_;
    DemoMade made_;
};

TEST_P(Demo, tells_of_every_signal_verdict_and_state) {
    EXPECT_EQ(made_.members, 12);
    EXPECT_EQ(made_.accounts, 76);
    EXPECT_EQ(made_.deals, 370);
    const auto holding = words(
        "SELECT rule FROM signal WHERE holds_from <= $1 UNION SELECT rule FROM "
        "relation_signal WHERE holds_from <= $1");
    for (const method::Rule* rule : method::all_rules())
        EXPECT_TRUE(holding.contains(std::string(rule->id))) << rule->id << " never holds";
    const auto verdicts = words("SELECT DISTINCT verdict FROM meeting WHERE starts <= $1");
    for (const std::string_view verdict : method::words(method::Verdict{}))
        EXPECT_TRUE(verdicts.contains(std::string(verdict))) << verdict;
    const auto states = words("SELECT DISTINCT state FROM request WHERE asked_at <= $1");
    for (const std::string_view state : method::words(method::RequestState{}))
        EXPECT_TRUE(states.contains(std::string(state))) << state;
    const auto deals = words("SELECT DISTINCT state FROM deal WHERE opened_at <= $1");
    EXPECT_EQ(deals, (std::set<std::string>{"prospect", "pipeline", "won", "lost", "parked"}));
}

// The sample is there to show what the advisor learns: plays by role, yeses and noes.
TEST_P(Demo, has_taught_the_advisor) {
    const auto taught = store_->read([&](store::Connection& db) -> Result<method::Experience> {
        TRY(const auto id, store::only_workspace(db));
        TRY(const auto workspace, store::look_into(db, *id));
        return store::experience_of(db, workspace);
    });
    ASSERT_TRUE(taught) << taught.error().detail;
    const method::Play& cfo = *method::find_play("bring_the_cfo");
    const method::Reckoning known = taught.value().reckon(cfo, method::Role::influencer);
    const method::Step* own = known.at(method::Circle::play_and_role);
    ASSERT_NE(own, nullptr);
    EXPECT_GE(own->asked, 10);
    EXPECT_GT(own->agreed, 0);
    EXPECT_LT(own->agreed, own->asked);
    EXPECT_GE(known.steps.size(), 3u);
}

TEST_P(Demo, follows_from_its_log_and_is_made_once) {
    const auto verified = store::verify(*store_);
    ASSERT_TRUE(verified) << verified.error().detail;
    for (const auto& d : verified.value().disagreements)
        ADD_FAILURE() << d.about << ": " << d.detail;
    const auto again = make_demo(*store_, now, 1);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "demo_not_empty");
}

INSTANTIATE_TEST_SUITE_P(Engines, Demo, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
