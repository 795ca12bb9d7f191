// The journey of a request: finding, signing in, rights, versions, idempotency.
#include "api/application.h"

#include <mutex>
#include <set>
#include <thread>

#include "api.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class Journeys : public testing::TestWithParam<store::Engine> {
protected:
    std::string add_account(const std::string& name) {
        const Got made = api.post(rep, "/accounts", R"({"name":")" + name + R"("})");
        EXPECT_EQ(made.status, 201) << made.text;
        return made.at("/id");
    }
    Got open_deal(const Caller& who, const std::string& name = "Fleet renewal") {
        const std::string account = add_account("Northwind " + name);
        const Got made =
            api.post(who, "/deals", R"({"account":")" + account + R"(","name":")" + name + R"("})");
        EXPECT_EQ(made.status, 201) << made.text;
        return made;
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller colleague = api.member("Cem", MemberRole::rep, "north");
    Caller manager = api.member("Mona", MemberRole::manager, "north");
    Caller stranger = api.member("Sven", MemberRole::rep, "south");
    Caller admin = api.member("Ada", MemberRole::admin);
};

TEST_P(Journeys, UnknownAddressesAndVerbsAreSaidSo) {
    EXPECT_EQ(api.get(rep, "/nothing").code(), "path_not_found");
    const Got wrong = api.send(rep, put, "/deals");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("Allow"), "GET, POST");
}

TEST_P(Journeys, NothingIsServedWithoutAMember) {
    EXPECT_EQ(api.get({}, "/deals").code(), "not_signed_in");
    EXPECT_EQ(api.get({{}, "ante_token_made_up"}, "/deals").code(), "not_signed_in");
    EXPECT_EQ(api.send(get, "/deals", "", {{"authorization", "Basic eDp5"}}).code(),
              "authorization_invalid");
}

TEST_P(Journeys, ADealGoesFromOpenToWon) {
    Got deal = open_deal(rep);
    const std::string id = deal.at("/deal/id");
    EXPECT_EQ(deal.at("/deal/state/type"), "prospect");
    EXPECT_EQ(deal.at("/owner_name"), "Ria");
    deal = api.post(rep, "/deals/" + id + "/notes", R"({"text":"A first word."})",
                    deal.header("ETag"));
    EXPECT_EQ(deal.status, 200) << deal.text;
    deal = api.post(rep, "/deals/" + id + "/win", "", deal.header("ETag"));
    EXPECT_EQ(deal.status, 200) << deal.text;
    EXPECT_EQ(deal.at("/deal/state/type"), "won");
    EXPECT_EQ(api.get(rep, "/deals/" + id).at("/deal/notes/0/text"), "A first word.");
}

TEST_P(Journeys, AWriteNeedsTheVersionItLookedAt) {
    const Got deal = open_deal(rep);
    const std::string notes = "/deals/" + deal.at("/deal/id") + "/notes";
    EXPECT_EQ(api.post(rep, notes, R"({"text":"a"})").status, 428);
    EXPECT_EQ(api.post(rep, notes, R"({"text":"a"})", "7").code(), "if_match_invalid");
    const std::string seen = deal.header("ETag");
    EXPECT_EQ(api.post(rep, notes, R"({"text":"a"})", seen).status, 200);
    const Got late = api.post(rep, notes, R"({"text":"b"})", seen);
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.at("/errors/0/detail"), "2") << "names the version it has now";
}

TEST_P(Journeys, OfManyWhoWriteAtOnceOneWins) {
    const Got deal = open_deal(rep);
    const std::string notes = "/deals/" + deal.at("/deal/id") + "/notes";
    const std::string seen = deal.header("ETag");
    std::atomic<int> won = 0;
    std::atomic<int> stale = 0;
    std::vector<std::thread> writers;
    for (int i = 0; i < 64; ++i)
        writers.emplace_back([&, i] {
            const Got got =
                api.post(rep, notes, R"({"text":"note )" + std::to_string(i) + "\"}", seen);
            won += got.status == 200;
            stale += got.status == 412;
        });
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(stale, 63);
    EXPECT_EQ(api.get(rep, "/deals/" + deal.at("/deal/id"))
                  .json()
                  .at("deal")
                  .at("notes")
                  .as_array()
                  .size(),
              1u);
}

TEST_P(Journeys, WhoLooksAgainAfterALostRaceLosesNothing) {
    const Got deal = open_deal(rep);
    const std::string path = "/deals/" + deal.at("/deal/id");
    std::vector<std::thread> writers;
    for (int i = 0; i < 16; ++i)
        writers.emplace_back([&, i] {
            for (int attempt = 0; attempt < 1000; ++attempt) {
                const std::string seen = api.get(rep, path).header("ETag");
                const Got got = api.post(rep, path + "/notes",
                                         R"({"text":"note )" + std::to_string(i) + "\"}", seen);
                if (got.status == 200) return;
                EXPECT_EQ(got.status, 412);
            }
            ADD_FAILURE() << "never came through";
        });
    for (std::thread& writer : writers) writer.join();
    const Got after = api.get(rep, path);
    std::set<std::string> notes;
    for (const auto& note : after.json().at("deal").at("notes").as_array())
        notes.insert(std::string(note.at("text").as_string()));
    EXPECT_EQ(notes.size(), 16u);
    EXPECT_EQ(after.header("ETag"), "\"17\"");
}

TEST_P(Journeys, FiveWonDealsMeasureThePace) {
    const auto settings = [&] { return api.get(admin, "/settings"); };
    EXPECT_EQ(settings().at("/won_deals"), "0");
    std::vector<Got> deals;
    for (int i = 0; i < 5; ++i) deals.push_back(open_deal(rep, "Deal " + std::to_string(i)));
    api.now += Days{40};
    for (const Got& deal : deals) {
        const Got won =
            api.post(rep, "/deals/" + deal.at("/deal/id") + "/win", "", deal.header("ETag"));
        ASSERT_EQ(won.status, 200) << won.text;
    }
    // The measuring is a write of its own, that nobody waits for; another write comes after it.
    for (int i = 0; i < 1000 && settings().at("/won_deals") == "0"; ++i)
        std::this_thread::sleep_for(5ms);
    EXPECT_EQ(settings().at("/won_deals"), "5");
    EXPECT_EQ(settings().at("/pace_days"), "40");
}

TEST_P(Journeys, TheSameWriteSentOftenHasOneEffectAndOneAnswer) {
    const std::string account = add_account("Northwind");
    const std::string body = R"({"account":")" + account + R"(","name":"Once"})";
    const std::int64_t before = api.events_logged();
    std::vector<std::thread> writers;
    std::mutex mutex;
    std::set<std::string> answers;
    std::atomic<int> replayed = 0;
    for (int i = 0; i < 64; ++i)
        writers.emplace_back([&] {
            const Got got = api.send(rep, post, "/deals", body, {{"idempotency-key", "k1"}});
            replayed += got.header("Idempotency-Replayed") == "true";
            const std::scoped_lock lock(mutex);
            answers.insert(std::to_string(got.status) + got.header("ETag") + got.text);
        });
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(answers.size(), 1u);
    EXPECT_EQ(replayed, 63);
    EXPECT_EQ(api.events_logged(), before + 1);

    const Got other =
        api.send(rep, post, "/deals", R"({"account":")" + account + R"(","name":"Other"})",
                 {{"idempotency-key", "k1"}});
    EXPECT_EQ(other.code(), "idempotency_key_reused");
    const Got mine = api.send(colleague, post, "/deals", body, {{"idempotency-key", "k1"}});
    EXPECT_EQ(mine.status, 201) << "a key is its sender's own";
    EXPECT_EQ(mine.header("Idempotency-Replayed"), "");
    EXPECT_EQ(
        api.send(rep, post, "/deals", body, {{"idempotency-key", std::string(201, 'k')}}).code(),
        "idempotency_key_invalid");
}

TEST_P(Journeys, WhatIsNotHisToSeeIsNotThere) {
    const Got deal = open_deal(rep);
    const std::string id = deal.at("/deal/id");
    const std::string made_up = "0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a";
    for (const std::string& path : {std::string(""), std::string("/notes")}) {
        const Verb verb = path.empty() ? get : post;
        Got hidden = api.send(stranger, verb, "/deals/" + id + path);
        Got missing = api.send(stranger, verb, "/deals/" + made_up + path);
        EXPECT_EQ(hidden.status, 404);
        EXPECT_EQ(hidden.code(), missing.code());
        EXPECT_EQ(hidden.at("/detail"), missing.at("/detail"));
    }
    EXPECT_EQ(api.get(colleague, "/deals/" + id).status, 200);
    EXPECT_EQ(api.get(colleague, "/deals/" + id).at("/may_change"), "false");
    EXPECT_EQ(api.post(colleague, "/deals/" + id + "/notes", R"({"text":"a"})", "\"1\"").code(),
              "not_yours_to_change");
    EXPECT_EQ(api.post(manager, "/deals/" + id + "/notes", R"({"text":"a"})", "\"1\"").status, 200);
    EXPECT_EQ(api.get(admin, "/deals/" + id).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Engines, Journeys, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
