// The manager's view over HTTP: who sees whose figures, deals to let go, the weekly review, files,
// and what other settings would have flagged.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "api.h"
#include "method/review/figures.h"
#include "store/verify.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class Review : public testing::TestWithParam<store::Engine> {
protected:
    std::string add(const Caller& who, const std::string& path, const std::string& body) {
        const Got made = api.post(who, path, body);
        EXPECT_EQ(made.status, 201) << made.text;
        return made.at("/id");
    }
    void step(const Caller& who, const std::string& path, const std::string& body) {
        got = api.post(who, path, body, got.header("ETag"));
        ASSERT_EQ(got.status, 200) << path << ": " << got.text;
    }
    std::string open(const std::string& name) {
        got = api.post(rep, "/deals", R"({"account":")" + account + R"(","name":")" + name + "\"}");
        EXPECT_EQ(got.status, 201) << got.text;
        deal = "/deals/" + got.at("/deal/id");
        return got.at("/deal/id");
    }
    // A call on the spot, with a promise of Dana's or without.
    void meet(bool advance) {
        step(rep, deal + "/players", R"({"person":")" + dana + R"(","role":"decision_maker"})");
        step(rep, deal + "/meetings",
             R"({"kind":"call","minutes":60,"starts":")" + text_of(api.now) + R"(","players":[")" +
                 dana + "\"]}");
        const std::string meeting = "/meetings/" + got.at("/deal/meetings/0/id");
        api.now += hours{1};
        step(
            rep, meeting + "/debrief",
            R"({"attended":[")" + dana + R"("],"promises":[)" +
                (advance
                     ? R"({"side":"buyer","person":")" + dana +
                           R"(","what":"Brings the CFO","due":"2026-05-20","proof":"he is there","effort":"people"})"
                     : std::string()) +
                R"(],"no_next_because":"She calls"})");
    }
    const boost::json::object* figure(const Got& review, const std::string& id) {
        for (const auto& one : review.json().at("figures").as_array())
            if (one.at("id").as_string() == id) return &one.as_object();
        return nullptr;
    }
    double recent(const Got& review, const std::string& id) {
        const auto* found = figure(review, id);
        if (found == nullptr || found->at("recent").as_object().count("value") == 0) return -1;
        return found->at("recent").at("value").to_number<double>();
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller colleague = api.member("Cem", MemberRole::rep, "north");
    Caller lead = api.member("Mats", MemberRole::manager, "north");
    Caller other_lead = api.member("Ines", MemberRole::manager, "south");
    Caller admin = api.member("Ada", MemberRole::admin);
    std::string account = add(rep, "/accounts", R"({"name":"Northwind Traders"})");
    std::string dana =
        add(rep, "/people",
            R"({"account":")" + account + R"(","name":"Dana","email":"dana@example.com"})");
    Got got;
    std::string deal;
};

TEST_P(Review, figures_follow_from_what_was_told_at_once) {
    open("Fleet renewal");
    meet(true);
    open("Night shift");
    meet(false);
    const Got mine = api.get(rep, "/review");
    ASSERT_EQ(mine.status, 200) << mine.text;
    EXPECT_EQ(mine.at("/name"), "Ria");
    EXPECT_EQ(recent(mine, "meetings_held"), 2);
    EXPECT_EQ(recent(mine, "advance_rate"), 0.5);
    EXPECT_EQ(recent(mine, "compliance_share"), 0.5);
    EXPECT_EQ(recent(mine, "temperature_coverage"), 0);
    EXPECT_EQ(recent(mine, "hours_alone"), 1);
    EXPECT_EQ(recent(mine, "overrides"), 0);
    EXPECT_EQ(recent(mine, "without_purpose"), -1) << "nothing was asked: no share";

    // Four weeks later it is the past; the average of four weeks of twelve.
    api.now += Days{30};
    const Got later = api.get(rep, "/review");
    EXPECT_EQ(recent(later, "meetings_held"), 0);
    EXPECT_EQ(figure(later, "advance_rate")->at("past").at("value").to_number<double>(), 0.5);

    // A deal that changes hands takes its days along.
    const Got now = api.get(lead, deal);
    EXPECT_EQ(api.post(lead, deal + "/hand-over", R"({"to":")" + colleague.id.text() + "\"}",
                       now.header("ETag"))
                  .status,
              200);
    EXPECT_EQ(figure(api.get(colleague, "/review"), "meetings_held")
                      ->at("past")
                      .at("part")
                      .to_number<double>() *
                  3,
              1);
    const auto verified = store::verify(api.store());
    ASSERT_TRUE(verified);
    for (const auto& wrong : verified.value().disagreements)
        ADD_FAILURE() << wrong.about << ": " << wrong.detail;
}

TEST_P(Review, a_rep_sees_his_own_and_a_manager_his_teams) {
    open("Fleet renewal");
    meet(true);
    EXPECT_EQ(api.get(lead, "/review").at("/team"), "north");
    EXPECT_EQ(recent(api.get(lead, "/review"), "meetings_held"), 1);
    EXPECT_EQ(recent(api.get(lead, "/review?member=" + rep.id.text()), "meetings_held"), 1);
    EXPECT_EQ(recent(api.get(other_lead, "/review"), "meetings_held"), 0);
    EXPECT_EQ(api.get(other_lead, "/review?member=" + rep.id.text()).code(), "not_your_figures");
    EXPECT_EQ(api.get(other_lead, "/review?team=north").code(), "not_your_figures");
    EXPECT_EQ(api.get(colleague, "/review?member=" + rep.id.text()).code(), "not_your_figures");
    EXPECT_EQ(api.get(rep, "/review?team=north").code(), "not_your_figures");
    EXPECT_EQ(recent(api.get(admin, "/review"), "meetings_held"), 1);
    EXPECT_EQ(recent(api.get(admin, "/review?team=north"), "meetings_held"), 1);

    const Got members = api.get(lead, "/review/members?limit=2");
    ASSERT_EQ(members.status, 200) << members.text;
    EXPECT_EQ(members.json().at("items").as_array().size(), 2u);
    const Got rest = api.get(lead, "/review/members?limit=2&after=" + members.at("/next"));
    EXPECT_EQ(rest.json().at("items").as_array().size(), 1u);
    EXPECT_EQ(api.get(rep, "/review/members").json().at("items").as_array().size(), 1u);
    EXPECT_EQ(api.get(rep, "/review/penalty").code(), "managers_only");
    EXPECT_EQ(api.get(lead, "/review/penalty").at("/missing_with"), "20");
}

TEST_P(Review, the_weekly_meeting_begins_with_what_buyers_did) {
    open("Silent one");
    meet(false);
    api.now += Days{10};
    open("Fleet renewal");
    meet(true);
    const Got acted = api.get(lead, "/review/deals?scope=team");
    ASSERT_EQ(acted.status, 200) << acted.text;
    ASSERT_EQ(acted.json().at("items").as_array().size(), 1u);
    EXPECT_EQ(acted.at("/items/0/deal/name"), "Fleet renewal");
    EXPECT_EQ(acted.at("/items/0/buyer_acts/0/kind"), "agreed");
    EXPECT_EQ(acted.at("/items/0/owed/0/promise/what"), "Brings the CFO");
    EXPECT_EQ(acted.at("/items/0/owed/0/by"), "Dana");
    const Got silent = api.get(lead, "/review/deals?scope=team&which=silent");
    ASSERT_EQ(silent.json().at("items").as_array().size(), 1u);
    EXPECT_EQ(silent.at("/items/0/deal/name"), "Silent one");
    EXPECT_EQ(api.get(lead, "/review/deals?scope=team&since=2026-05-01")
                  .json()
                  .at("items")
                  .as_array()
                  .size(),
              2u);

    // A coaching note stands beside it, in both people's view.
    got = api.post(lead, deal + "/notes", R"({"text":"Who else signs?","kind":"coaching"})", "*");
    ASSERT_EQ(got.status, 200) << got.text;
    const Got his = api.get(rep, "/review/deals?scope=mine");
    EXPECT_EQ(his.at("/items/0/coaching/0/text"), "Who else signs?");
    EXPECT_EQ(his.at("/items/0/coaching/0/by_name"), "Mats");
}

TEST_P(Review, the_manager_proposes_to_let_go_and_the_rep_agrees) {
    open("Fleet renewal");
    got = api.get(lead, deal);
    step(lead, deal + "/letting-go", R"({"how":"park","until":"2026-09-01","why":"no act"})");
    const Got proposed = api.get(rep, "/review/letting-go?scope=mine&which=proposed");
    ASSERT_EQ(proposed.status, 200) << proposed.text;
    EXPECT_EQ(proposed.at("/items/0/letting_go/by_name"), "Mats");
    EXPECT_EQ(proposed.at("/items/0/letting_go/yours_to_answer"), "true");
    EXPECT_EQ(api.get(lead, "/review/letting-go?scope=team&which=proposed")
                  .at("/items/0/letting_go/yours_to_answer"),
              "false");
    EXPECT_EQ(api.post(lead, deal + "/letting-go/agree", "{}", got.header("ETag")).code(),
              "letting_go_is_yours");
    step(rep, deal + "/letting-go/agree", "{}");
    EXPECT_EQ(got.at("/deal/state/type"), "parked");
    EXPECT_EQ(
        api.get(rep, "/review/letting-go?which=proposed").json().at("items").as_array().size(), 0u);

    // Half a year of nothing is on the list by itself.
    const std::string old = open("Old one");
    api.now += Days{200};
    const Got due = api.get(lead, "/review/letting-go?scope=team");
    ASSERT_EQ(due.json().at("items").as_array().size(), 1u) << due.text;
    EXPECT_EQ(due.at("/items/0/deal/id"), old);
    EXPECT_EQ(due.at("/items/0/why/0/rule"), "gone_too_far");
}

TEST_P(Review, overrides_tell_what_came_of_them) {
    open("Fleet renewal");
    step(rep, deal + "/players", R"({"person":")" + dana + R"(","role":"decision_maker"})");
    const auto accepted = [&](int index, const std::string& more) {
        step(rep, deal + "/requests", R"({"request":{"kind":"demo","by":")" + dana + "\"}}");
        const std::string request =
            "/requests/" + got.at("/deal/requests/" + std::to_string(index) + "/id");
        step(rep, request + "/accept",
             R"({"purpose":"p","outcome":"o","decision":"d","nothing_in_exchange":true)" + more +
                 "}");
        api.now += hours{1};
        step(rep, request + "/deliver", "{}");
    };
    accepted(0, "");
    accepted(1, R"(,"override_reason":"The board meets on Monday")");
    const Got list = api.get(lead, "/review/overrides?scope=team");
    ASSERT_EQ(list.status, 200) << list.text;
    ASSERT_EQ(list.json().at("items").as_array().size(), 1u);
    EXPECT_EQ(list.at("/items/0/reason"), "The board meets on Monday");
    EXPECT_EQ(list.at("/items/0/state"), "delivered");
    EXPECT_EQ(list.at("/items/0/owner_name"), "Ria");
    EXPECT_EQ(recent(api.get(lead, "/review"), "overrides"), 1);
    EXPECT_EQ(recent(api.get(lead, "/review"), "for_nothing"), 1);
}

TEST_P(Review, figures_go_into_files_with_their_definitions) {
    open("Fleet renewal");
    meet(true);
    const Got csv = api.get(lead, "/export/figures.csv");
    ASSERT_EQ(csv.status, 200);
    EXPECT_NE(csv.text.find("Team north,Meetings held"), std::string::npos) << csv.text;
    EXPECT_NE(csv.text.find("Ria,Advance,share,1"), std::string::npos) << csv.text;
    for (const Figure& figure : all_figures())
        EXPECT_NE(csv.text.find(std::string(figure.says)), std::string::npos) << figure.id;
    const Got xlsx = api.get(lead, "/export/figures.xlsx?by=month");
    EXPECT_EQ(xlsx.text.substr(0, 2), "PK");
    EXPECT_EQ(api.get(rep, "/export/figures.csv?team=north").code(), "not_your_figures");
}

TEST_P(Review, other_settings_are_tried_and_nothing_is_kept) {
    open("Fleet renewal");
    meet(true);
    step(rep, deal + "/replies", R"({"words":"soon"})");
    api.now += Days{9};
    step(rep, deal + "/win", "{}");
    const std::int64_t before = api.events_logged();
    auto settings = api.get(admin, "/settings").json();
    settings["rules"] = boost::json::parse(
        R"([{"rule":"quiet","on":true,"thresholds":[{"name":"days","value":3}]}])");
    boost::json::object body;
    body["settings"] = settings;
    const Got told = api.post(admin, "/settings/check", boost::json::serialize(body));
    ASSERT_EQ(told.status, 200) << told.text;
    EXPECT_EQ(told.at("/looked_at"), "1");
    EXPECT_EQ(told.at("/all"), "true");
    EXPECT_EQ(api.events_logged(), before);
    EXPECT_EQ(api.post(lead, "/settings/check", boost::json::serialize(body)).code(),
              "admins_only");
    settings["half_life_days"] = 0;
    body["settings"] = settings;
    EXPECT_EQ(api.post(admin, "/settings/check", boost::json::serialize(body)).code(),
              "input_invalid");
}

INSTANTIATE_TEST_SUITE_P(Engines, Review, tests::engines(), tests::engine_name);

// The manual has the same name and sentence for each figure as the screens.
TEST(ReviewManual, says_what_the_figures_are) {
    std::ifstream in(std::string(ANTE_SOURCE) + "/docs/REVIEW.md");
    std::stringstream manual;
    manual << in.rdbuf();
    for (const Figure& figure : all_figures())
        EXPECT_NE(manual.str().find("| " + std::string(figure.name) + " | " +
                                    std::string(word_of(figure.unit)) + " | " +
                                    std::string(figure.says) + " |"),
                  std::string::npos)
            << "docs/REVIEW.md lacks: | " << figure.name << " | " << word_of(figure.unit) << " | "
            << figure.says << " |";
}

}  // namespace
}  // namespace ante::api
