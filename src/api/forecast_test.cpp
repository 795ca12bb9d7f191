// The forecast as it is asked for: of a deal, of a pipeline, graded, and learned anew.
#include <gtest/gtest.h>

#include <cmath>
#include <future>
#include <thread>

#include "api.h"
#include "api/demo/demo.h"
#include "store/forecasts.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;
namespace json = boost::json;

class Forecasting : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        admin = api.member("Ada", MemberRole::admin);
        const auto made = add_sample(api.store(), api.workspace, admin.id, api.now, 1);
        ASSERT_TRUE(made) << made.error().detail;
    }
    static double number(const json::value& of, std::string_view pointer) {
        boost::system::error_code failed;
        const json::value* found = of.find_pointer(pointer, failed);
        EXPECT_TRUE(found != nullptr) << pointer;
        return found == nullptr ? NAN : found->to_number<double>();
    }
    json::value asked(const Caller& who, const std::string& path) {
        const Got got = api.get(who, path);
        EXPECT_EQ(got.status, 200) << path << ": " << got.text;
        return json::parse(got.text);
    }
    // The first deal of a kind that is this member's to see.
    std::string deal_in(const std::string& state, const std::string& more = "") {
        const auto page =
            asked(admin, "/deals?scope=workspace&limit=1&state=" + state + more).at("items");
        return std::string(page.at(0).at("id").as_string());
    }
    // One in the pipeline from which a promise is awaited, whichever of the sample's stands first.
    json::value with_a_promise() {
        const auto page = asked(admin, "/deals?scope=workspace&limit=100&state=pipeline");
        for (const json::value& line : page.at("items").as_array()) {
            const std::string id(line.at("id").as_string());
            json::value told = asked(admin, "/deals/" + id + "/forecast");
            const json::value* chances = told.as_object().if_contains("chances");
            if (chances && chances->as_object().contains("late") &&
                !told.at("if_kept").as_array().empty())
                return told;
        }
        ADD_FAILURE() << "no deal of the sample awaits a promise";
        return {};
    }
    std::int64_t newest() {
        return asked(admin, "/forecast/grade").at("voice").at("version").as_int64();
    }
    // As if what was learned had been graded so.
    void regrade(forecast::Skill skill) {
        const auto done = api.store().write_now([&](store::Transaction& in) -> Result<void> {
            TRY(auto stored, store::model_at(in.db(), api.workspace, api.now));
            stored->model.grade.skill = skill;
            TRYV(store::put_model(in, api.workspace, stored->model, api.now));
            return success();
        });
        ASSERT_TRUE(done) << done.error().detail;
    }

    tests::Api api{GetParam()};
    Caller admin;
};

TEST_P(Forecasting, of_a_deal_names_its_acts_and_what_a_promise_would_do) {
    const json::value told = with_a_promise();
    EXPECT_EQ(told.at("stand"), "in_pipeline");
    const json::value& chances = told.at("chances");
    const double win = number(chances, "/win");
    EXPECT_NEAR(win + number(chances, "/lose") + number(chances, "/fade"), 1, 1e-9);
    EXPECT_LE(chances.at("early").as_string(), chances.at("expected").as_string());
    EXPECT_LE(chances.at("expected").as_string(), chances.at("late").as_string());
    EXPECT_FALSE(told.at("moved").as_array().empty());
    ASSERT_FALSE(told.at("if_kept").as_array().empty());
    for (const json::value& kept : told.at("if_kept").as_array())
        EXPECT_GE(number(kept, "/win"), win - 1e-9) << "a kept promise never lowers the chance";
    const json::array& curve = told.at("curve").as_array();
    ASSERT_GE(curve.size(), 2u);
    EXPECT_NEAR(number(curve.back(), "/win"), win, 1e-9) << "the curve ends where it is now";
    for (std::size_t i = 1; i < curve.size(); ++i)
        EXPECT_LE(curve[i - 1].at("at").as_string(), curve[i].at("at").as_string());
    for (const json::value& act : told.at("acts").as_array()) {
        if (act.at("act").at("side") == "seller") {
            EXPECT_LE(number(act, "/after"), number(act, "/before") + 1e-9);
        }
    }

    // A prospect has none; one that is over only what was said before.
    const json::value prospect = asked(admin, "/deals/" + deal_in("prospect") + "/forecast");
    EXPECT_EQ(prospect.at("stand"), "before_the_door");
    EXPECT_FALSE(prospect.as_object().contains("chances"));
    const std::string won = deal_in("won", "&in_play=closed");
    const json::value over = asked(admin, "/deals/" + won + "/forecast");
    EXPECT_EQ(over.at("stand"), "ended");
    EXPECT_FALSE(over.as_object().contains("chances"));
    EXPECT_FALSE(over.at("curve").as_array().empty());
}

TEST_P(Forecasting, our_own_touch_never_raises_it_and_the_past_stays_as_it_was) {
    const std::string deal = deal_in("pipeline");
    const std::string path = "/deals/" + deal;
    const std::string then = "?as_of=2026-05-03T09:00:00Z";
    const json::value before = asked(admin, path + "/forecast");
    const std::string past = api.get(admin, path + "/forecast" + then).text;
    EXPECT_EQ(json::parse(past).at("voice").at("speaks"), "beliefs")
        << "nothing had been learned on that day";

    const std::string account(asked(admin, path).at("deal").at("account").as_string());
    const Got touched = api.post(admin, "/accounts/" + account + "/touches",
                                 R"({"kind":"call","deal":")" + deal + R"("})");
    ASSERT_LT(touched.status, 300) << touched.text;
    api.now += minutes{1};
    const json::value after = asked(admin, path + "/forecast");
    EXPECT_LE(number(after, "/chances/win"), number(before, "/chances/win") + 1e-9);
    EXPECT_EQ(api.get(admin, path + "/forecast" + then).text, past);
}

TEST_P(Forecasting, of_the_pipeline_adds_up) {
    const json::value all = asked(admin, "/forecast");
    ASSERT_EQ(all.at("currencies").as_array().size(), 1u);
    const json::value& sums = all.at("currencies").at(0);
    const double expected = number(sums, "/sum/expected");
    EXPECT_GT(expected, 0);
    EXPECT_LE(number(sums, "/sum/low"), number(sums, "/sum/middle"));
    EXPECT_LE(number(sums, "/sum/middle"), number(sums, "/sum/high"));
    for (const char* group : {"months", "reps", "teams"}) {
        double sum = 0;
        for (const json::value& line : sums.at(group).as_array())
            sum += number(line, "/sum/expected");
        EXPECT_NEAR(sum, expected, 1e-6 * expected) << group;
    }
    EXPECT_EQ(sums.at("months").as_array().size(), 7u);
    EXPECT_EQ(sums.at("months").at(0).at("from"), "2026-05-01");
    double bars = 0;
    for (const json::value& bar : sums.at("bars").as_array()) bars += number(bar, "/part");
    EXPECT_NEAR(bars, 1, 1e-9);

    // From last week to now, part by part; and each deal that is named says why.
    double here = number(sums, "/week/before");
    for (const json::value& part : sums.at("week").at("parts").as_array())
        here += number(part, "/sum");
    EXPECT_NEAR(here, number(sums, "/week/after"), 1e-6 * expected);
    EXPECT_NEAR(here, expected, 1e-6 * expected);
    ASSERT_FALSE(sums.at("week").at("deals").as_array().empty());
    for (const json::value& deal : sums.at("week").at("deals").as_array())
        EXPECT_FALSE(deal.at("because").as_string().empty());
    EXPECT_EQ(api.get(admin, "/forecast").text, api.get(admin, "/forecast").text);
}

TEST_P(Forecasting, shows_each_only_what_is_his_to_see) {
    const Caller rep = api.member("Rita", MemberRole::rep, "west");
    const json::value nothing = asked(rep, "/forecast");
    EXPECT_EQ(nothing.at("deals"), 0);
    EXPECT_TRUE(nothing.at("currencies").as_array().empty());
    EXPECT_EQ(api.get(rep, "/deals/" + deal_in("pipeline") + "/forecast").code(), "deal_not_found");
    EXPECT_EQ(api.get(rep, "/forecast/grade").status, 200);
    EXPECT_EQ(api.post(rep, "/forecast/refit", "{}").status, 403);

    const json::value all = asked(admin, "/forecast?scope=workspace");
    const json::value mine = asked(admin, "/forecast?scope=mine");
    EXPECT_GT(mine.at("deals").as_int64(), 0);
    EXPECT_LT(mine.at("deals").as_int64(), all.at("deals").as_int64());
    const Caller north = api.member("Nils", MemberRole::rep, "north");
    const json::value team = asked(north, "/forecast?scope=team");
    for (const json::value& line : team.at("currencies").at(0).at("teams").as_array())
        EXPECT_EQ(line.at("team"), "north");
}

TEST_P(Forecasting, without_skill_everybody_gets_the_base_rate) {
    const std::string path = "/deals/" + deal_in("pipeline") + "/forecast";
    regrade(forecast::Skill::none);
    const json::value grade = asked(admin, "/forecast/grade");
    EXPECT_EQ(grade.at("voice").at("speaks"), "base_rate");
    EXPECT_TRUE(grade.at("voice").at("says").as_string().starts_with("No skill"));
    const double base = number(grade, "/voice/base_rate");

    const json::value deal = asked(admin, path);
    EXPECT_NEAR(number(deal, "/chances/win"), base, 1e-12);
    EXPECT_TRUE(deal.at("moved").as_array().empty());
    EXPECT_TRUE(deal.at("curve").as_array().empty());
    EXPECT_FALSE(deal.at("chances").as_object().contains("expected"));
    const json::value pipeline = asked(admin, "/forecast");
    const json::value& sums = pipeline.at("currencies").at(0);
    EXPECT_NEAR(number(sums, "/sum/expected"), base * number(sums, "/open"), 1e-3);
    for (const json::value& changed : sums.at("week").at("deals").as_array())
        EXPECT_FALSE(changed.as_object().contains("act"));
}

TEST_P(Forecasting, learns_anew_when_told_and_by_itself_when_enough_has_ended) {
    EXPECT_EQ(newest(), 1) << "the sample brought it";
    const Got made = api.post(admin, "/forecast/refit", "{}");
    ASSERT_EQ(made.status, 200) << made.text;
    EXPECT_EQ(made.at("/version"), "2");
    EXPECT_EQ(newest(), 2);

    const std::int64_t needed = asked(admin, "/forecast/grade").at("next_after").as_int64();
    EXPECT_GE(needed, 10);
    const json::value page =
        asked(admin, "/deals?scope=workspace&state=pipeline&limit=" + std::to_string(needed));
    ASSERT_EQ(page.at("items").as_array().size(), static_cast<std::size_t>(needed));
    for (const json::value& line : page.at("items").as_array()) {
        const std::string path = "/deals/" + std::string(line.at("id").as_string());
        const Got lost = api.post(admin, path + "/lose", R"({"to":"competitor","why":"price"})",
                                  api.get(admin, path).header("ETag"));
        ASSERT_EQ(lost.status, 200) << lost.text;
    }
    for (int i = 0; i < 600 && newest() == 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(newest(), 3) << "in the background, after the last of them";
}

// Whoever asks for a page meanwhile is answered by the thread that took his request.
TEST_P(Forecasting, what_takes_a_while_holds_up_no_thread_that_serves) {
    const auto answered_elsewhere = [&](Verb verb, const std::string& target, std::string body) {
        Request request;
        request.verb = verb;
        EXPECT_TRUE(read_target("/api/v1" + target, request));
        request.headers = {{"authorization", "Bearer " + admin.token},
                           {"content-type", "application/json"}};
        request.body = Body(std::move(body));
        request.peer = "127.0.0.1";
        request.now = api.now;
        std::promise<std::thread::id> by;
        api.application().handle(std::move(request), [&](const Answer& answer) {
            EXPECT_EQ(answer.status, 200) << target;
            by.set_value(std::this_thread::get_id());
        });
        return by.get_future().get() != std::this_thread::get_id();
    };
    const std::string settings = api.get(admin, "/settings").text;
    EXPECT_TRUE(answered_elsewhere(get, "/forecast", ""));
    EXPECT_TRUE(answered_elsewhere(post, "/settings/check", "{\"settings\":" + settings + "}"));
    EXPECT_EQ(answered_elsewhere(get, "/deals", ""), GetParam() == store::Engine::postgres);
}

INSTANTIATE_TEST_SUITE_P(Engines, Forecasting, tests::engines(), tests::engine_name);

class FirstDeals : public testing::TestWithParam<store::Engine> {};

TEST_P(FirstDeals, are_judged_by_what_the_library_believes) {
    tests::Api api{GetParam()};
    const Caller admin = api.member("Ada", MemberRole::admin);
    const Got grade = api.get(admin, "/forecast/grade");
    EXPECT_EQ(grade.at("/voice/speaks"), "beliefs");
    EXPECT_EQ(grade.at("/next_after"), "30");
    EXPECT_FALSE(grade.json().contains("grade"));
    EXPECT_EQ(api.get(admin, "/forecast").at("/deals"), "0");
    const Got refit = api.post(admin, "/forecast/refit", "{}");
    EXPECT_EQ(refit.code(), "too_few_closed");
    EXPECT_NE(refit.at("/detail").find("It takes 30 closed deals"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, FirstDeals, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
