// First run: one link, one workspace, one winner; the sample in a workspace of one's own.
#include <gtest/gtest.h>

#include <thread>

#include "api.h"
#include "store/directory.h"
#include "store/verify.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

// An empty place, and the application on it.
class Empty {
public:
    explicit Empty(store::Engine engine) : place_(engine) {
        store_ = store::Store::open(*place_).value();
        ApplicationSettings settings;
        settings.check_answers = true;
        application_ = make_application(*store_, std::move(settings));
    }

    std::string link() {
        std::optional<std::string> secret;
        EXPECT_TRUE(store_->write_now([&](store::Transaction& in) -> Result<void> {
            TRY(secret, store::make_setup_secret(in.db(), now));
            return success();
        }));
        return secret.value_or("");
    }
    Got send(Verb verb, const std::string& target, std::string body, int from,
             std::vector<Header> headers = {}) {
        Request request;
        request.verb = verb;
        EXPECT_TRUE(read_target("/api/v1" + target, request));
        request.headers = std::move(headers);
        request.headers.push_back({"sec-fetch-site", "same-origin"});
        if (!body.empty()) request.headers.push_back({"content-type", "application/json"});
        request.body = Body(std::move(body));
        request.peer = "127.0.0." + std::to_string(from);
        request.now = now;
        auto answered = std::make_shared<std::promise<Answer>>();
        application_->handle(std::move(request),
                             [answered](Answer answer) { answered->set_value(std::move(answer)); });
        Answer answer = answered->get_future().get();
        Got got;
        got.status = answer.status;
        got.headers = std::move(answer.headers);
        if (auto* text = std::get_if<std::string>(&answer.content)) got.text = std::move(*text);
        return got;
    }
    store::Store& store() { return *store_; }

    Instant now = *parse_instant("2026-05-04T09:00:00Z");

private:
    tests::FreshPlace place_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Application> application_;
};

std::string wishes(const std::string& secret, const std::string& name = "Ada",
                   const std::string& zone = "America/New_York") {
    return R"({"secret":")" + secret +
           R"(","workspace":"Northgate","currency":"USD","time_zone":")" + zone + R"(","name":")" +
           name + R"(","email":")" + name + R"(@example.com","password":"correct horse battery"})";
}

class Setup : public testing::TestWithParam<store::Engine> {
protected:
    Empty empty{GetParam()};
};

TEST_P(Setup, WhoeverHoldsTheLinkMakesTheWorkspaceOnce) {
    EXPECT_EQ(empty.send(get, "/setup", "", 1).at("/needed"), "true");
    const std::string secret = empty.link();

    EXPECT_EQ(empty.send(post, "/setup", wishes("ante_setup_guessed"), 1).code(),
              "setup_link_used");
    EXPECT_EQ(empty.send(post, "/setup", wishes(secret, "Ada", "Mars/Olympus"), 1).code(),
              "input_invalid")
        << "and the link is not used up by a slip";
    const Got made = empty.send(post, "/setup", wishes(secret), 1);
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.at("/member/role"), "admin");

    std::string cookie = made.header("Set-Cookie");
    cookie = cookie.substr(0, cookie.find(';'));
    const Got me = empty.send(get, "/me", "", 1, {{"cookie", cookie}});
    EXPECT_EQ(me.at("/member/name"), "Ada") << me.text;
    EXPECT_EQ(me.at("/workspace/currency"), "USD");

    EXPECT_EQ(empty.send(get, "/setup", "", 1).at("/needed"), "false");
    EXPECT_EQ(empty.send(post, "/setup", wishes(secret, "Eve"), 1).code(), "already_set_up");
    EXPECT_EQ(empty.link(), "") << "no second link once there is a workspace";
}

TEST_P(Setup, ANewLinkEndsTheOneBefore) {
    const std::string old = empty.link();
    const std::string fresh = empty.link();
    EXPECT_EQ(empty.send(post, "/setup", wishes(old), 1).code(), "setup_link_used");
    EXPECT_EQ(empty.send(post, "/setup", wishes(fresh), 1).status, 201);
}

TEST_P(Setup, OfTwentyAtOnceOneWins) {
    const std::string secret = empty.link();
    std::atomic<int> won = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> all;
    for (int i = 0; i < 20; ++i)
        all.emplace_back([&, i] {
            const Got got =
                empty.send(post, "/setup", wishes(secret, "Ada" + std::to_string(i)), i + 1);
            if (got.status == 201)
                ++won;
            else if (got.code() == "setup_link_used" || got.code() == "already_set_up")
                ++refused;
            else
                ADD_FAILURE() << got.text;
        });
    for (std::thread& one : all) one.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(refused, 19);
    const auto members = empty.store().read([](store::Connection& db) {
        return db.value<std::int64_t>("SELECT COUNT(*) FROM member");
    });
    EXPECT_EQ(members.value().value_or(0), 1);
}

TEST_P(Setup, TheSampleFillsAWorkspaceOfOnesOwnOnce) {
    empty.now = *parse_instant("2026-11-20T15:00:00Z");
    const Got made = empty.send(post, "/setup", wishes(empty.link()), 1);
    std::string cookie = made.header("Set-Cookie");
    cookie = cookie.substr(0, cookie.find(';'));
    const std::vector<Header> mine{{"cookie", cookie}};

    const Got filled = empty.send(post, "/setup/sample", "{}", 1, mine);
    ASSERT_EQ(filled.status, 201) << filled.text;
    EXPECT_EQ(filled.at("/deals"), "370");
    const Got today = empty.send(get, "/today", "", 1, mine);
    EXPECT_GT(today.json().at("items").as_array().size(), 5u) << "some of the deals are mine";
    const Got deals = empty.send(get, "/deals?scope=workspace&limit=1", "", 1, mine);
    EXPECT_EQ(deals.at("/items/0/amount/currency"), "USD");

    EXPECT_EQ(empty.send(post, "/setup/sample", "{}", 1, mine).code(), "sample_not_empty");
    const auto verified = store::verify(empty.store());
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified.value().clean()) << verified.value().disagreements.front().detail;
}

INSTANTIATE_TEST_SUITE_P(Engines, Setup, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
