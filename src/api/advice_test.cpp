// What the advisor says over HTTP: what it has learned, with its numbers, and what to try after a
// no.
#include <gtest/gtest.h>

#include "api.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class Advising : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        const std::string account = api.post(rep, "/accounts", R"({"name":"Northwind"})").at("/id");
        dana =
            api.post(rep, "/people", R"({"account":")" + account + R"(","name":"Dana"})").at("/id");
        Got got = api.post(rep, "/deals", R"({"account":")" + account + R"(","name":"Fleet"})");
        deal = "/deals/" + got.at("/deal/id");
        got = api.post(rep, deal + "/players",
                       R"({"person":")" + dana + R"(","role":"influencer"})", got.header("ETag"));
        ASSERT_EQ(got.status, 200) << got.text;
        meeting = book();
    }
    std::string tag() { return api.get(rep, deal).header("ETag"); }
    std::string book() {
        const Got got = api.post(
            rep, deal + "/meetings",
            R"({"kind":"call","starts":"2026-05-12T09:00:00Z","players":[")" + dana + R"("]})",
            tag());
        EXPECT_EQ(got.status, 200) << got.text;
        const auto& meetings = got.json().at("deal").at("meetings").as_array();
        return "/meetings/" + std::string(meetings.back().at("id").as_string());
    }
    std::string ask(std::string_view rank, std::string_view play, std::string_view effort) {
        return R"({"rank":")" + std::string(rank) + R"(","play":")" + std::string(play) +
               R"(","what":"bring somebody, )" + std::string(play) + R"(","effort":")" +
               std::string(effort) + R"(","owner":")" + dana +
               R"(","due":"2026-05-20","proof":"it is done"})";
    }
    Got plan(std::string_view at) {
        return api.post(rep, std::string(at) + "/plan",
                        R"({"purpose":"a test","asks":[)" + ask("best", "bring_the_cfo", "people") +
                            "," + ask("minimum", "questionnaire", "work") + "]}",
                        tag(), put);
    }
    std::string ask_id(std::string_view rank) {
        const Got got = api.get(rep, meeting);
        for (const auto& one : got.json().at("meeting").at("plan").at("asks").as_array())
            if (one.at("rank").as_string() == rank) return std::string(one.at("id").as_string());
        return {};
    }
    Got answer(std::string_view rank, std::string_view came) {
        return api.post(rep, meeting + "/asks/" + ask_id(rank) + "/answer",
                        R"({"answer":")" + std::string(came) + R"("})", tag());
    }
    Got place(std::string_view play, std::string_view effort, std::string_view came) {
        return api.post(rep, meeting + "/asks",
                        R"({"ask":)" + ask("alternative", play, effort) + R"(,"answer":")" +
                            std::string(came) + R"("})",
                        "*");
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep);
    std::string dana;
    std::string deal;
    std::string meeting;
};

TEST_P(Advising, learns_from_what_came_of_asks_and_shows_the_numbers) {
    ASSERT_EQ(plan(meeting).status, 200);
    Got got = api.get(rep, meeting + "/advice");
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(got.at("/asks/0/chance"), "4500");
    EXPECT_EQ(got.at("/asks/0/steps/0/circle"), "judgement");
    EXPECT_NE(got.at("/asks/0/numbers").find("is our judgement"), std::string::npos);

    ASSERT_EQ(answer("best", "accepted").status, 200);
    got = api.get(rep, meeting + "/advice");
    EXPECT_EQ(got.at("/asks/0/chance"), "5111");  // (8 × 0.45 + 1) / 9
    EXPECT_TRUE(got.at("/asks/0/numbers").starts_with("1 of 1 influencer agreed to this"));
    EXPECT_EQ(got.at("/asks/0/steps/1/circle"), "play_and_role");
    EXPECT_EQ(got.at("/players/0/advice/best/steps/0/circle"), "judgement");

    // The plan being typed is told by the same numbers.
    meeting = book();
    got = api.post(rep, meeting + "/plan/check",
                   R"({"asks":[)" + ask("best", "bring_the_cfo", "people") + "]}");
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(got.at("/asks/0/chance"), "5111");
    EXPECT_TRUE(got.at("/asks/0/numbers").starts_with("1 of 1 influencer")) << got.text;
    const Got player = api.get(rep, deal + "/players/" + dana + "/advice");
    ASSERT_EQ(player.status, 200) << player.text;
}

TEST_P(Advising, names_something_else_after_a_no_and_takes_what_came_of_it_in_one_act) {
    ASSERT_EQ(plan(meeting).status, 200);
    ASSERT_EQ(answer("best", "declined").status, 200);
    Got got = api.get(rep, meeting + "/advice");
    EXPECT_EQ(got.at("/asks/0/instead/0/play/id"), "joint_plan") << "the fallback in the library";
    EXPECT_FALSE(got.at("/asks/0/if_declined").empty());
    EXPECT_EQ(got.text.find(R"("instead":[{"play":{"id":"bring_the_cfo")"), std::string::npos);

    got = place("joint_plan", "work", "accepted");
    ASSERT_EQ(got.status, 200) << got.text;
    const Got view = api.get(rep, meeting);
    EXPECT_EQ(view.at("/meeting/plan/asks/2/rank"), "alternative");
    EXPECT_EQ(view.at("/meeting/plan/asks/2/outcome"), "accepted");
    EXPECT_FALSE(view.at("/meeting/plan/asks/2/commitment").empty());
    got = api.get(rep, meeting + "/advice");
    EXPECT_NE(got.at("/asks/0/instead/0/play/id"), "joint_plan") << "it is agreed";
    EXPECT_TRUE(got.at("/asks/2/numbers").starts_with("1 of 1 influencer agreed"));

    EXPECT_EQ(place("joint_plan", "work", "changed").code(), "changed_to_missing");
    meeting = book();
    EXPECT_EQ(place("joint_plan", "work", "accepted").code(), "plan_not_written");
}

INSTANTIATE_TEST_SUITE_P(Engines, Advising, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
