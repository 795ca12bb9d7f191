// The library of plays as a workspace has it: some switched off, some of its own.
#include <gtest/gtest.h>

#include "api.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class Plays : public testing::TestWithParam<store::Engine> {
protected:
    Got change(boost::json::array plays) {
        const Got settings = api.get(admin, "/settings");
        boost::json::object wanted = settings.json();
        wanted["plays"] = std::move(plays);
        return api.post(admin, "/settings", boost::json::serialize(wanted), settings.header("ETag"),
                        put);
    }
    static boost::json::object a_play(std::string_view id, std::string_view effort = "people") {
        return {{"id", id},
                {"title", "Visit our depot"},
                {"effort", effort},
                {"ask", "Would you see it run, with two of your planners?"},
                {"what", "visit our depot with two planners"},
                {"given_by", boost::json::array{"decision_maker"}},
                {"meetings", boost::json::array{"call"}}};
    }
    // A decision maker's advice for a meeting of that kind.
    std::string advice(const std::string& kind) {
        const std::string account = api.post(rep, "/accounts", R"({"name":"Northwind"})").at("/id");
        const std::string dana =
            api.post(rep, "/people", R"({"account":")" + account + R"(","name":"Dana"})").at("/id");
        Got got = api.post(rep, "/deals", R"({"account":")" + account + R"(","name":"Fleet"})");
        const std::string deal = "/deals/" + got.at("/deal/id");
        got =
            api.post(rep, deal + "/players",
                     R"({"person":")" + dana + R"(","role":"decision_maker"})", got.header("ETag"));
        got = api.post(rep, deal + "/meetings",
                       R"({"kind":")" + kind + R"(","starts":"2026-05-12T09:00:00Z","players":[")" +
                           dana + R"("]})",
                       got.header("ETag"));
        EXPECT_EQ(got.status, 200) << got.text;
        return api.get(rep, "/meetings/" + got.at("/deal/meetings/0/id") + "/advice").text;
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep);
    Caller admin = api.member("Ada", MemberRole::admin);
};

TEST_P(Plays, OfOnesOwnAreAddedChangedAndRemoved) {
    ASSERT_EQ(change({a_play("own_visit")}).status, 200);
    EXPECT_EQ(api.get(rep, "/plays/own_visit").at("/title"), "Visit our depot");
    EXPECT_NE(api.get(rep, "/plays").text.find("own_visit"), std::string::npos);
    EXPECT_EQ(api.get(rep, "/plays?role=user").text.find("own_visit"), std::string::npos);
    EXPECT_NE(advice("call").find("own_visit"), std::string::npos);
    EXPECT_EQ(advice("visit").find("own_visit"), std::string::npos) << "not in such a meeting";

    boost::json::object other = a_play("own_visit");
    other["title"] = "See it run";
    ASSERT_EQ(change({other}).status, 200);
    EXPECT_EQ(api.get(rep, "/plays/own_visit").at("/title"), "See it run");

    ASSERT_EQ(change({}).status, 200);
    EXPECT_EQ(api.get(rep, "/plays/own_visit").code(), "play_not_found");
    EXPECT_EQ(advice("call").find("own_visit"), std::string::npos);
}

TEST_P(Plays, OfOnesOwnCostTheBuyerSomethingThatCanBeSeen) {
    const auto wrong = [&](boost::json::array plays) {
        const Got got = change(std::move(plays));
        EXPECT_EQ(got.code(), "input_invalid") << got.text;
        return got.at("/errors/0/pointer") + " " + got.at("/errors/0/code");
    };
    EXPECT_EQ(wrong({a_play("Own visit")}), "/plays/0/id wrong_format");
    const std::string taken = api.get(rep, "/plays").at("/items/0/id");
    EXPECT_EQ(wrong({a_play(taken)}), "/plays/0/id play_in_library");
    EXPECT_EQ(wrong({a_play("own_visit", "compliance")}), "/plays/0/effort ask_is_ours");
    boost::json::object vague = a_play("own_visit");
    vague["what"] = "follow up";
    EXPECT_EQ(wrong({vague}), "/plays/0/what promise_vague");
    EXPECT_EQ(wrong({a_play("own_visit"), a_play("own_visit")}), "/plays/1/id given_twice");
    EXPECT_EQ(api.get(rep, "/settings").at("/plays"), "[]");
}

INSTANTIATE_TEST_SUITE_P(Engines, Plays, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
