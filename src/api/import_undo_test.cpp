// An import is undone while nobody has built on what it made.
#include <gtest/gtest.h>

#include "api.h"
#include "store/deals.h"
#include "store/lists.h"
#include "store/removing.h"
#include "store/verify.h"

namespace ante::api {
namespace {

using namespace method;
using store::Effect;
using store::EffectOn;
using tests::Caller;
using tests::Got;
using enum Verb;

class ImportUndo : public testing::TestWithParam<store::Engine> {
protected:
    template <class T>
    T must(Result<T> done) {
        if (done.has_value()) return std::move(done).value();
        ADD_FAILURE() << done.error().code << ": " << done.error().detail;
        std::abort();
    }

    // An import that made `deals` deals with an account, a person and an owner of their own, as
    // the importer would tell it.
    std::string import(int deals) {
        store::ImportId made{};
        const auto written = api.store().write_now([&](store::Transaction& in) -> Result<void> {
            TRY(auto ws, store::enter(in, api.workspace));
            const store::Cause cause{{manager.id, {}}, api.now, "import"};
            TRY(made,
                store::begin_import(in, ws.id, {manager.id, "crm.csv", deals, "{}", "", api.now}));
            account = {.id = in.ids().make<AccountTag>(api.now), .name = "Hooli"};
            TRYV(store::record(in, ws, store::Versioned<Account>{}, account, cause));
            person = {
                .id = in.ids().make<PersonTag>(api.now), .account = account.id, .name = "Dana"};
            TRYV(store::record(in, ws, store::Versioned<Person>{}, person, cause));
            owner = {.id = in.ids().make<MemberTag>(api.now),
                     .name = "Kim",
                     .email = "kim@import.invalid",
                     .active = false};
            TRYV(store::put_login(in.db(), ws.id, owner));
            TRYV(store::record(in, ws, store::Versioned<Member>{}, owner, cause));
            store::ImportBatch batch;
            batch.effects = {{EffectOn::account, account.id.value, Effect::made, 1},
                             {EffectOn::person, person.id.value, Effect::made, 1},
                             {EffectOn::member, owner.id.value, Effect::made, 1}};
            for (int i = 0; i < deals; ++i) {
                OpenDeal open{.account = account.id, .name = "Fleet " + std::to_string(i)};
                open.owner = owner.id;
                open.external_id = "D-" + std::to_string(i);
                TRY(auto stored, store::perform(in, ws, {}, open, {api.now, {}}, cause));
                TRY(stored,
                    store::perform(in, ws, stored, AddPlayer{person.id, Role::user, {}},
                                   {api.now, {{person.id, "Dana", Level::individual}}}, cause));
                batch.effects.push_back(
                    {EffectOn::deal, stored.deal.id.value, Effect::made, stored.version});
                last = stored.deal.id.text();
            }
            TRYV(store::keep_batch(in.db(), ws.id, made, batch));
            return store::end_import(in.db(), ws.id, made, store::ImportState::done, "", api.now);
        });
        EXPECT_TRUE(written) << written.error().detail;
        return "/imports/" + made.text() + "/undo";
    }
    // Does the feed tell him of an event of this type?
    bool told_of(const Caller& who, MemberRole role, const std::string& type) {
        const store::Viewer viewer{api.workspace, who.id, role, "north"};
        bool told = false;
        const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
            TRY(const auto page, store::feed(db, viewer, 0, 1'000));
            for (const auto& event : page.events) told = told || event.type == type;
            return success();
        });
        EXPECT_TRUE(read) << read.error().detail;
        return told;
    }
    void expect_clean() {
        const auto verified = must(store::verify(api.store()));
        for (const auto& wrong : verified.disagreements)
            ADD_FAILURE() << wrong.about << ": " << wrong.detail;
    }
    std::size_t count(const std::string& path) {
        return api.get(admin, path).json().at("items").as_array().size();
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller manager = api.member("Mona", MemberRole::manager, "north");
    Caller other_manager = api.member("Olaf", MemberRole::manager, "south");
    Caller admin = api.member("Ada", MemberRole::admin);
    Account account;
    Person person;
    Member owner;
    std::string last;
};

TEST_P(ImportUndo, EverythingItMadeGoes) {
    const std::size_t members = count("/members");
    const std::string undo = import(7);
    Got got = api.get(manager, undo);
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(got.at("/can"), "true");
    EXPECT_EQ(got.at("/goes/deals"), "7");
    EXPECT_EQ(got.at("/says"), "7 deals, 1 person, 1 account and 1 member that it made would go.");

    EXPECT_EQ(api.post(rep, undo, "").code(), "managers_only");
    EXPECT_EQ(api.post(other_manager, undo, "").code(), "admins_only");
    got = api.post(manager, undo, "");
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(got.at("/import/state"), "undone");
    EXPECT_EQ(got.at("/gone/deals"), "7");
    EXPECT_EQ(got.at("/goes/deals"), "0");

    EXPECT_EQ(count("/deals?scope=workspace"), 0U);
    EXPECT_EQ(count("/accounts"), 0U);
    EXPECT_EQ(count("/people"), 0U);
    EXPECT_EQ(count("/members"), members);
    EXPECT_EQ(count("/search?q=fleet"), 0U);
    EXPECT_EQ(api.get(admin, "/deals/" + last).code(), "deal_not_found");
    EXPECT_EQ(api.get(admin, "/accounts/" + account.id.text()).code(), "account_not_found");
    // That they went is in the feed; to reps deals that nobody sees are none.
    EXPECT_TRUE(told_of(admin, MemberRole::admin, "deal_removed"));
    EXPECT_FALSE(told_of(rep, MemberRole::rep, "deal_removed"));
    EXPECT_FALSE(told_of(admin, MemberRole::admin, "deal_opened"));
    expect_clean();
    must(store::rebuild(api.store()));
    expect_clean();
    EXPECT_EQ(count("/accounts"), 0U);
    EXPECT_EQ(api.post(manager, undo, "").at("/import/state"), "undone");  // It was.

    import(2);  // The same file again.
    EXPECT_EQ(count("/deals?scope=workspace"), 2U);
    expect_clean();
}

TEST_P(ImportUndo, WhatOthersBuiltUponStandsInTheWay) {
    const std::string undo = import(3);
    Got got = api.get(admin, "/deals/" + last);
    got = api.post(admin, "/deals/" + last + "/notes", R"({"text":"Called him"})",
                   got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    got = api.post(rep, "/deals", R"({"account":")" + account.id.text() + R"(","name":"Mine"})");
    ASSERT_EQ(got.status, 201);
    const std::int64_t events = api.events_logged();

    got = api.get(admin, undo);
    EXPECT_EQ(got.at("/can"), "false");
    EXPECT_EQ(got.at("/says"), "1 deal and 1 account that it made were built on since.");
    EXPECT_EQ(got.at("/in_the_way/0/says"), "Fleet 2 has moved on since.");
    EXPECT_EQ(got.at("/in_the_way/1/because"), "deals");
    EXPECT_EQ(api.post(admin, undo, "").code(), "import_built_on");
    EXPECT_EQ(api.events_logged(), events);
    // He sees how many deals stand in the way, and not which.
    got = api.get(manager, undo);
    EXPECT_EQ(got.at("/built_on/deals"), "1");
    EXPECT_EQ(got.text.find("Fleet 2"), std::string::npos);
}

TEST_P(ImportUndo, MoreThanABatchGoesAndABrokenOffOneGoesOn) {
    const std::string undo = import(1'203);
    // Half of it went before the process ended.
    const auto half = api.store().write_now([&](store::Transaction& in) -> Result<void> {
        TRY(auto ws, store::enter(in, api.workspace));
        const auto id = Uuid::parse(undo.substr(9, 36));
        TRYV(store::remove_batch(in, ws, {*id}, {}, {{manager.id, {}}, api.now, "undo"}));
        return success();
    });
    ASSERT_TRUE(half) << half.error().detail;
    Got got = api.get(manager, undo);
    EXPECT_EQ(got.at("/gone/deals"), "500");
    EXPECT_EQ(got.at("/goes/deals"), "703");
    EXPECT_EQ(api.post(manager, undo, "").at("/gone/deals"), "1203");
    EXPECT_EQ(count("/deals?scope=workspace"), 0U);
    expect_clean();
}

INSTANTIATE_TEST_SUITE_P(Engines, ImportUndo, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
