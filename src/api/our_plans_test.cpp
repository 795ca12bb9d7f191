// Templates of our plan, and plans that come from them.
#include <gtest/gtest.h>

#include "api.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class OurPlans : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        api.now = *parse_instant("2026-05-04T07:00:00Z");  // Monday
        got = api.post(rep, "/accounts", R"({"name":"Northwind Traders"})");
        const std::string account = got.at("/id");
        dana = person(account, "Dana");
        rob = person(account, "Rob");
        got = api.post(rep, "/deals", R"({"account":")" + account + R"(","name":"Fleet renewal"})");
        ASSERT_EQ(got.status, 201) << got.text;
        deal = "/deals/" + got.at("/deal/id");
        step("/players", R"({"person":")" + dana + R"(","role":"decision_maker"})");
        step("/players", R"({"person":")" + rob + R"(","role":"influencer"})");
    }
    std::string person(const std::string& account, const std::string& name) {
        return api
            .post(rep, "/people", R"({"account":")" + account + R"(","name":")" + name + "\"}")
            .at("/id");
    }
    void step(const std::string& path, const std::string& body) {
        got = api.post(rep, deal + path, body, got.header("ETag"));
        ASSERT_EQ(got.status, 200) << path << ": " << got.text;
    }
    static std::string lines() {
        return R"([{"key":"criteria","side":"buyer","what":"Write down the criteria","proof":"In a mail",)"
               R"("effort":"work","role":"influencer","when":{"from":"go_live","offset":-15}},)"
               R"({"key":"demo","side":"seller","what":"Show it on your data","proof":"You saw it",)"
               R"("effort":"work","when":{"from":"line","line":"criteria","offset":3,"unit":"days"}},)"
               R"({"key":"sign","side":"buyer","what":"Sign the contract","proof":"It is signed",)"
               R"("effort":"stake","role":"decision_maker","when":{"from":"go_live","offset":-1}}])";
    }
    static std::string body(const std::string& visibility, const std::string& with = lines(),
                            const std::string& name = "Ours") {
        return R"({"visibility":")" + visibility + R"(","plan":{"name":")" + name +
               R"(","lines":)" + with + "}}";
    }
    std::string theirs(const std::string& key, const std::string& what, const std::string& due) {
        return R"({"key":")" + key + R"(","promise":{"side":"buyer","person":")" + rob +
               R"(","what":")" + what + R"(","due":")" + due + R"(","effort":"work"}})";
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller colleague = api.member("Cem", MemberRole::rep, "north");
    Caller manager = api.member("Mona", MemberRole::manager, "south");
    Got got;
    std::string dana;
    std::string rob;
    std::string deal;
};

TEST_P(OurPlans, templates_are_ones_own_or_everybodys) {
    Got mine = api.post(rep, "/plan-templates", body("only_me"));
    ASSERT_EQ(mine.status, 201) << mine.text;
    const std::string at = "/plan-templates/" + mine.at("/id");
    EXPECT_EQ(mine.at("/may_change"), "true");
    EXPECT_EQ(api.get(colleague, at).code(), "plan_template_not_found");
    EXPECT_EQ(api.get(manager, at).code(), "plan_template_not_found");
    EXPECT_EQ(api.post(rep, "/plan-templates", body("team")).code(), "managers_only");

    const Got shared = api.post(manager, "/plan-templates", body("team"));
    ASSERT_EQ(shared.status, 201) << shared.text;
    const std::string there = "/plan-templates/" + shared.at("/id");
    const Got seen = api.get(colleague, there);
    EXPECT_EQ(seen.at("/may_change"), "false");
    EXPECT_EQ(api.post(colleague, there, body("team"), seen.header("ETag"), put).code(),
              "managers_only");
    EXPECT_EQ(api.post(manager, there, body("team"), "\"7\"", put).code(), "version_stale");
    const Got changed =
        api.post(manager, there, body("team", lines(), "Anew"), shared.header("ETag"), put);
    EXPECT_EQ(changed.at("/version"), "2") << changed.text;
    EXPECT_EQ(changed.at("/plan/name"), "Anew");

    // The list: one's own and the shared by name, then the shipped.
    const Got all = api.get(rep, "/plan-templates");
    EXPECT_EQ(all.at("/items/0/plan/name"), "Anew");
    EXPECT_EQ(all.at("/items/1/plan/name"), "Ours");
    EXPECT_EQ(all.at("/items/2/id"), "new_customer");
    EXPECT_EQ(all.at("/may_share"), "false");
    EXPECT_EQ(api.get(colleague, "/plan-templates").at("/items/1/shipped"), "true");

    EXPECT_EQ(api.post(manager, "/plan-templates/trial", body("team"), "\"0\"", put).code(),
              "plan_template_shipped");
    EXPECT_EQ(api.post(rep, at, "", mine.header("ETag"), del).status, 204);
    EXPECT_EQ(api.get(rep, at).code(), "plan_template_not_found");
}

TEST_P(OurPlans, what_cannot_work_is_refused_by_name) {
    const auto refused = [&](const std::string& with) {
        const Got no = api.post(rep, "/plan-templates", body("only_me", with));
        return no.code() + " " + no.at("/errors/0/pointer");
    };
    EXPECT_EQ(api.post(rep, "/plan-templates", body("only_me", "[]")).code(), "template_empty");
    const std::string first =
        R"({"key":"a","side":"buyer","what":"Test it","effort":"work","when":{"from":"line","line":")";
    EXPECT_EQ(refused("[" + first + R"(b","offset":1}}])"), "line_unknown /plan/lines/0/when");
    EXPECT_EQ(refused("[" + first + R"(a","offset":1}}])"), "lines_in_a_circle /plan/lines/0/when");
    EXPECT_EQ(refused(R"([{"key":"a","side":"buyer","what":"Follow up","effort":"work",)"
                      R"("when":{"from":"go_live","offset":-1}}])"),
              "promise_vague /plan/lines/0/what");
    // As it is typed: which line, and the days when all is well.
    const auto check = [&](const std::string& with) {
        return api.post(rep, "/plan-templates/check",
                        R"({"go_live":"2026-06-01","plan":{"name":"x","lines":)" + with + "}}");
    };
    EXPECT_EQ(check("[" + first + R"(b","offset":1}}])").at("/line"), "0");
    const Got days = check(lines());
    EXPECT_EQ(days.at("/valid"), "true") << days.text;
    EXPECT_EQ(days.at("/days/0"), "2026-05-11");
    EXPECT_EQ(days.at("/days/1"), "2026-05-14");
    EXPECT_EQ(days.at("/days/2"), "2026-05-29");
}

TEST_P(OurPlans, are_worked_back_looked_at_and_proposed_at_once) {
    const Got made = api.post(rep, "/plan-templates", body("only_me"));
    const std::string id = made.at("/id");
    const std::string sketch = R"({"template":")" + id + R"(","go_live":"2026-06-01")";
    Got draft = api.post(rep, deal + "/our-plan/check", sketch + "}");
    ASSERT_EQ(draft.status, 200) << draft.text;
    EXPECT_EQ(draft.at("/lines/0/promise/due"), "2026-05-11");
    EXPECT_EQ(draft.at("/lines/0/promise/person"), rob);
    EXPECT_EQ(draft.at("/lines/1/promise/member"), rep.id.text());
    EXPECT_EQ(draft.at("/lines/2/promise/person"), dana);
    EXPECT_EQ(draft.at("/valid"), "true");
    EXPECT_EQ(api.post(colleague, deal + "/our-plan/check",
                       R"({"template":")" + id + R"(","go_live":"2026-06-01"})")
                  .code(),
              "plan_template_not_found")
        << "another's own template stays his";

    // As the seller leaves it: one taken out, one reworded, one of his own that is past.
    const std::string past = R"({"promise":{"side":"seller","member":")" + rep.id.text() +
                             R"(","what":"Send the draft","due":"2026-05-01","effort":"work"}})";
    const std::string kept = theirs("criteria", "Write down three criteria", "2026-05-12");
    draft =
        api.post(rep, deal + "/our-plan/check", sketch + ",\"lines\":[" + kept + "," + past + "]}");
    EXPECT_EQ(draft.at("/lines/1/misfits/0/code"), "past") << draft.text;
    EXPECT_EQ(draft.at("/lines/1/earliest"), "2026-05-04");
    EXPECT_EQ(draft.at("/valid"), "false");

    const auto start = [&](const std::string& which) {
        return api.post(rep, deal + "/our-plan",
                        sketch + ",\"template_version\":1,\"lines\":[" + which + "]}",
                        got.header("ETag"));
    };
    EXPECT_EQ(start(kept + "," + past).code(), "due_in_the_past");
    EXPECT_EQ(start(theirs("nonesuch", "Test the sample", "2026-05-12")).code(),
              "template_line_unknown");
    EXPECT_EQ(start("").code(), "plan_empty");
    const std::string sign =
        R"({"key":"sign","promise":{"side":"buyer","person":")" + dana +
        R"(","what":"Sign the contract","due":"2026-05-29","effort":"stake"}})";
    Got started = start(kept + "," + sign);
    ASSERT_EQ(started.status, 200) << started.text;
    EXPECT_EQ(started.json().at("deal").at("commitments").as_array().size(), 2u);
    EXPECT_EQ(started.at("/deal/commitments/0/state/type"), "proposed");
    EXPECT_EQ(started.at("/deal/go_live"), "2026-06-01");
    EXPECT_EQ(started.at("/deal/plans/0/name"), "Ours");
    EXPECT_EQ(started.json().at("deal").at("plans").at(0).at("lines").as_array().size(), 3u);
    EXPECT_EQ(started.at("/deal/state/type"), "prospect");

    // Go-live moves: shown first, then only what is named.
    const Got moves = api.post(rep, deal + "/go-live/check", R"({"to":"2026-06-08"})");
    EXPECT_EQ(moves.at("/items/0/from"), "2026-05-12") << moves.text;
    EXPECT_EQ(moves.at("/items/0/to"), "2026-05-19") << "a day beyond the template's stays so";
    EXPECT_EQ(moves.at("/items/1/to"), "2026-06-05");
    EXPECT_EQ(moves.at("/items/1/agreed"), "false");
    EXPECT_EQ(api.post(rep, deal + "/go-live/check", R"({"to":"2026-05-03"})").code(),
              "go_live_past");
    const Got moved = api.post(
        rep, deal + "/go-live",
        R"({"to":"2026-06-08","by":"buyer","promises":[")" + moves.at("/items/0/promise") + "\"]}",
        started.header("ETag"));
    ASSERT_EQ(moved.status, 200) << moved.text;
    EXPECT_EQ(moved.at("/deal/commitments/0/due"), "2026-05-19");
    EXPECT_EQ(moved.at("/deal/commitments/1/due"), "2026-05-29");
    EXPECT_EQ(moved.at("/deal/go_live"), "2026-06-08");

    // The story tells of both.
    const std::string history = api.get(rep, deal + "/history").text;
    EXPECT_NE(history.find("Our plan to go live on 1 Jun 2026 was begun from “Ours” with 2 "
                           "promises proposed."),
              std::string::npos)
        << history;
    EXPECT_NE(history.find("The buyer moved the go-live date from 1 Jun 2026 to 8 Jun 2026."),
              std::string::npos);

    // A changed template no longer has the version one looked at.
    api.post(rep, "/plan-templates/" + id, body("only_me"), made.header("ETag"), put);
    got = moved;
    EXPECT_EQ(start(kept).code(), "template_changed");

    // A template made of what was promised here.
    const Got of_deal = api.get(rep, deal + "/plan-template");
    EXPECT_EQ(of_deal.at("/lines/0/what"), "Write down three criteria") << of_deal.text;
    EXPECT_EQ(of_deal.at("/lines/0/when/offset"), "-14");
    EXPECT_EQ(of_deal.at("/lines/0/role"), "influencer");
}

TEST_P(OurPlans, go_live_is_a_fact_of_the_deal_too) {
    got = api.post(rep, deal, R"({"go_live":"2026-06-01"})", got.header("ETag"), patch);
    EXPECT_EQ(got.at("/deal/go_live"), "2026-06-01") << got.text;
    got = api.post(rep, deal, R"({"go_live":null})", got.header("ETag"), patch);
    EXPECT_EQ(got.json().at("deal").as_object().contains("go_live"), false) << got.text;
}

INSTANTIATE_TEST_SUITE_P(Engines, OurPlans, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
