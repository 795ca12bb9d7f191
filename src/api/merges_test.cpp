// Duplicates: found, looked at, merged, and two again.
#include <gtest/gtest.h>

#include "api.h"
#include "store/lists.h"
#include "store/verify.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class Merges : public testing::TestWithParam<store::Engine> {
protected:
    std::string add(const std::string& path, const std::string& body) {
        const Got made = api.post(rep, path, body);
        EXPECT_EQ(made.status, 201) << made.text;
        return made.at("/id");
    }
    std::string account(const std::string& name, const std::string& more = "") {
        return add("/accounts", R"({"name":")" + name + "\"" + more + "}");
    }
    std::string person(const std::string& at, const std::string& name,
                       const std::string& email = "") {
        return add("/people", R"({"account":")" + at + R"(","name":")" + name + R"(","email":")" +
                                  email + "\"}");
    }
    std::string deal(const std::string& at, const std::string& name, const std::string& player,
                     const std::string& visibility = "team") {
        Got got = api.post(rep, "/deals",
                           R"({"account":")" + at + R"(","name":")" + name + R"(","visibility":")" +
                               visibility + "\"}");
        EXPECT_EQ(got.status, 201) << got.text;
        const std::string path = "/deals/" + got.at("/deal/id");
        got = api.post(rep, path + "/players",
                       R"({"person":")" + player + R"(","role":"decision_maker"})",
                       got.header("ETag"));
        EXPECT_EQ(got.status, 200) << got.text;
        got = api.post(rep, path + "/promises",
                       R"({"promise":{"person":")" + player +
                           R"(","what":"Sends the fleet list","due":"2026-05-20",)"
                           R"("effort":"work"},"standing":"agreed"})",
                       got.header("ETag"));
        EXPECT_EQ(got.status, 200) << got.text;
        return path;
    }
    Got merge(const Caller& who, const std::string& path, const std::string& into,
              const std::string& take = "") {
        return api.post(who, path + "/merge",
                        R"({"into":")" + into + R"(","take":[)" + take + "]}");
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
        const auto verified = store::verify(api.store());
        ASSERT_TRUE(verified) << verified.error().detail;
        for (const auto& wrong : verified.value().disagreements)
            ADD_FAILURE() << wrong.about << ": " << wrong.detail;
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller other = api.member("Sven", MemberRole::rep, "south");
    Caller manager = api.member("Mona", MemberRole::manager, "north");
    Caller admin = api.member("Ada", MemberRole::admin);
};

TEST_P(Merges, LikelyPairsAreFoundByNameDomainAndAddress) {
    const std::string hooli = account("Hooli", R"(,"domain":"hooli.example")");
    api.now += std::chrono::seconds(1);  // What is older comes first.
    const std::string inc = account("HOOLI, Inc.", R"(,"domain":"https://www.hooli.example/us")");
    account("Globex");
    const std::string third = account("The Hooli Group");
    Got got = api.get(rep, "/accounts/duplicates?limit=1");
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(got.at("/items/0/first/id"), hooli);
    EXPECT_EQ(got.at("/items/0/second/id"), inc);
    EXPECT_EQ(got.at("/items/0/because"), R"(["domain","name"])");
    got = api.get(
        rep, "/accounts/duplicates?limit=1&after=" + [&] {
            std::string mark;
            for (const char c : got.at("/next")) mark += c == ' ' ? "%20" : std::string(1, c);
            return mark;
        }());
    EXPECT_EQ(got.at("/items/0/second/id"), third) << got.text;
    EXPECT_EQ(got.at("/next"), "");

    const std::string dana = person(hooli, "Dana Keller", "dana@hooli.example");
    api.now += std::chrono::seconds(1);
    const std::string again = person(inc, "D. Keller", "Dana@hooli.example");
    person(hooli, "Rob Miller");
    person(inc, "Rob Miller");  // At another account: another Rob, as far as we know.
    got = api.get(rep, "/people/duplicates");
    EXPECT_EQ(got.json().at("items").as_array().size(), 1U) << got.text;
    EXPECT_EQ(got.at("/items/0/first/id"), dana);
    EXPECT_EQ(got.at("/items/0/second/id"), again);
    EXPECT_EQ(api.get(rep, "/people/duplicates?after=nonsense").code(), "after_invalid");
}

TEST_P(Merges, AnAccountGoesOverWithEverythingAndBack) {
    const std::string into = account("Hooli", R"(,"region":"north")");
    const std::string from = account("Hooli Inc.", R"(,"domain":"hooli.example","region":"south",)"
                                                   R"("external_id":"A-7")");
    const std::string dana = person(from, "Dana");
    const std::string path = deal(from, "Fleet", dana);
    const std::string own = deal(into, "Depot", person(into, "Rob"));
    ASSERT_EQ(api.post(rep, "/accounts/" + from + "/touches", R"({"kind":"call"})").status, 201);
    const std::string before = api.get(rep, path).at("/deal");
    const std::string account_before = api.get(rep, "/accounts/" + from).text;
    const std::string into_before = api.get(rep, "/accounts/" + into).text;

    // 1. A look.
    Got got = api.get(manager, "/accounts/" + from + "/merge-preview?into=" + into);
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(got.at("/deals"), "1");
    EXPECT_EQ(got.at("/people"), "1");
    EXPECT_EQ(got.at("/touches"), "1");
    EXPECT_EQ(got.json().at("differs").as_array().size(), 4U) << got.text;
    EXPECT_EQ(got.at("/in_the_way"), "");

    // 2. Merged.
    EXPECT_EQ(merge(rep, "/accounts/" + from, into).code(), "managers_only");
    got = merge(manager, "/accounts/" + from, into, "\"region\"");
    ASSERT_EQ(got.status, 200) << got.text;
    const std::string undo = "/merges/" + got.at("/merge/id");
    EXPECT_EQ(got.at("/deals"), "1");
    EXPECT_EQ(api.get(rep, path).at("/deal/account"), into);
    EXPECT_EQ(api.get(rep, "/people/" + dana).at("/account"), into);
    EXPECT_EQ(api.get(rep, "/accounts/" + into).at("/domain"), "hooli.example");
    EXPECT_EQ(api.get(rep, "/accounts/" + into).at("/region"), "south");
    EXPECT_EQ(api.get(rep, "/accounts/" + into).at("/external_id"), "A-7");
    EXPECT_EQ(api.get(rep, "/accounts/" + from).at("/merged_into"), into);
    EXPECT_EQ(api.get(rep, "/accounts/" + into + "/touches").json().at("items").as_array().size(),
              1U);
    got = api.post(rep, "/accounts/" + from, R"({"name":"Hooli again"})", "\"3\"", put);
    EXPECT_EQ(got.code(), "merged_already");
    EXPECT_EQ(got.at("/errors/0/detail"), into);
    EXPECT_EQ(merge(manager, "/accounts/" + from, into).code(), "merged_already");
    EXPECT_NE(api.get(rep, path + "/history").text.find("The deal is with Hooli now"),
              std::string::npos);
    expect_clean();

    // 3. What was added since stays where it is.
    const std::string since = deal(into, "Since", dana);
    EXPECT_EQ(api.post(rep, undo + "/undo", "").code(), "managers_only");
    got = api.post(manager, undo + "/undo", "");
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(api.get(rep, path).at("/deal"), before);
    EXPECT_EQ(api.get(rep, "/accounts/" + from).text, account_before);
    EXPECT_EQ(api.get(rep, "/accounts/" + into).text, into_before);
    EXPECT_EQ(api.get(rep, since).at("/deal/account"), into);
    EXPECT_EQ(api.get(rep, own).at("/deal/account"), into);
    EXPECT_EQ(api.post(manager, undo + "/undo", "").code(), "merge_undone");
    expect_clean();
}

TEST_P(Merges, APersonsPartInEveryDealIsTheOthers) {
    const std::string at = account("Hooli");
    const std::string dana = person(at, "Dana Keller");
    const std::string again = person(at, "D. Keller", "dana@hooli.example");
    const std::string path = deal(at, "Fleet", again);
    const std::string hidden = deal(at, "Hidden", again, "only_me");
    const std::string before = api.get(rep, path).at("/deal");
    api.now += std::chrono::hours{24};

    // Counts are of what one may see.
    const std::string preview = "/people/" + again + "/merge-preview?into=" + dana;
    EXPECT_EQ(api.get(rep, preview).at("/deals"), "2");
    EXPECT_EQ(api.get(other, preview).at("/deals"), "0");

    Got got = merge(rep, "/people/" + again, dana);
    ASSERT_EQ(got.status, 200) << got.text;
    const std::string undo = "/merges/" + got.at("/merge/id");
    EXPECT_EQ(api.get(rep, path).at("/deal/players/0/person"), dana);
    EXPECT_EQ(api.get(rep, path).at("/deal/commitments/0/owner/person"), dana);
    EXPECT_EQ(api.get(rep, "/people/" + dana).at("/email"), "dana@hooli.example");
    EXPECT_EQ(api.get(rep, "/people/" + again).at("/merged_into"), dana);
    EXPECT_EQ(api.get(rep, "/people?account=" + at).json().at("items").as_array().size(), 1U);
    EXPECT_EQ(api.get(other, undo).at("/deals"), "0");
    EXPECT_EQ(api.get(rep, undo).at("/deals"), "2");
    expect_clean();

    // As it was on the day before.
    got = api.get(rep, path + "?as_of=2026-05-04T12:00:00Z");
    EXPECT_EQ(got.at("/deal/players/0/person"), again);
    // Only admins read in the feed which deals went over.
    EXPECT_TRUE(told_of(admin, MemberRole::admin, "merge_added"));
    EXPECT_FALSE(told_of(rep, MemberRole::rep, "merge_added"));

    EXPECT_EQ(api.get(rep, "/merges?into=" + dana).at("/items/0/may_undo"), "true");
    EXPECT_EQ(api.get(other, "/merges").at("/items/0/may_undo"), "false");
    EXPECT_EQ(api.post(other, undo + "/undo", "").code(), "managers_only");
    got = api.post(rep, undo + "/undo", "");
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(api.get(rep, path).at("/deal"), before);
    EXPECT_EQ(api.get(rep, "/people/" + dana).at("/email"), "");
    expect_clean();
    const auto rebuilt = store::rebuild(api.store());
    ASSERT_TRUE(rebuilt) << rebuilt.error().detail;
    expect_clean();
}

TEST_P(Merges, WhatCannotBeToldApartIsNotUndone) {
    const std::string at = account("Hooli");
    const std::string dana = person(at, "Dana Keller");
    const std::string again = person(at, "D. Keller");
    const std::string path = deal(at, "Fleet", again);
    Got got = merge(rep, "/people/" + again, dana);
    const std::string undo = "/merges/" + got.at("/merge/id");
    got = api.get(rep, path);
    got = api.post(rep, path + "/replies", R"({"person":")" + dana + R"(","words":"Yes"})",
                   got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(api.get(rep, undo).at("/in_the_way/code"), "merge_built_on");
    const std::int64_t events = api.events_logged();
    EXPECT_EQ(api.post(rep, undo + "/undo", "").code(), "merge_built_on");
    EXPECT_EQ(api.events_logged(), events);
}

TEST_P(Merges, RefusalsChangeNothing) {
    const std::string one = account("Hooli");
    const std::string two = account("Globex");
    const std::string dana = person(one, "Dana");
    const std::string rob = person(two, "Rob");
    const std::string made_up = "0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a";
    const std::int64_t events = api.events_logged();
    EXPECT_EQ(merge(manager, "/accounts/" + one, one).code(), "merge_with_itself");
    EXPECT_EQ(merge(manager, "/accounts/" + one, made_up).status, 422);
    EXPECT_EQ(merge(manager, "/accounts/" + made_up, one).code(), "account_not_found");
    EXPECT_EQ(merge(rep, "/people/" + dana, rob).code(), "people_elsewhere");
    EXPECT_EQ(merge(rep, "/people/" + dana, dana).code(), "merge_with_itself");
    EXPECT_EQ(merge(rep, "/people/" + dana, made_up).status, 422);
    EXPECT_EQ(api.post(rep, "/merges/" + made_up + "/undo", "").code(), "merge_not_found");
    EXPECT_EQ(api.get(rep, "/people/" + dana + "/merge-preview?into=" + rob).at("/in_the_way/code"),
              "people_elsewhere");
    EXPECT_EQ(api.events_logged(), events);
}

INSTANTIATE_TEST_SUITE_P(Engines, Merges, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
