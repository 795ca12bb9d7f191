// The command line on the server's own machine: what its key opens, and that nothing else does.
#include <filesystem>

#include "api.h"
#include "store/backup.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

const std::string key = "ante_key_for_this_test";

class Local : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override { start(key); }
    void start(const std::string& with_key) {
        ApplicationSettings settings;
        settings.local_key = with_key;
        settings.check_answers = true;
        application_.reset();
        application_ = make_application(api.store(), settings);
    }
    Got post_local(const std::string& path, const std::string& body, const std::string& as = "") {
        Request request;
        request.verb = post;
        EXPECT_TRUE(read_target("/api/v1/local/" + path, request));
        request.headers = {{"content-type", "application/json"}};
        if (!as.empty()) request.headers.push_back({"authorization", "Bearer " + as});
        request.body = Body(body);
        request.peer = "127.0.0.1";
        request.request_id = "test";
        request.now = api.now;
        std::promise<Answer> answered;
        application_->handle(std::move(request),
                             [&](Answer answer) { answered.set_value(std::move(answer)); });
        Answer answer = answered.get_future().get();
        Got got;
        got.status = answer.status;
        if (auto* text = std::get_if<std::string>(&answer.content)) got.text = std::move(*text);
        return got;
    }
    static std::string with_key(const std::string& more = "") {
        return R"({"key":")" + key + "\"" + more + "}";
    }

    tests::Api api{GetParam()};
    Caller admin = api.member("Ada", MemberRole::admin);
    Caller rep = api.member("Ria", MemberRole::rep);
    std::unique_ptr<Application> application_;
};

TEST_P(Local, NothingOpensWithoutTheKey) {
    const std::string file = (std::filesystem::temp_directory_path() / "ante-no-backup").string();
    for (const std::string& path :
         std::vector<std::string>{"token", "verify", "rebuild", "backup"}) {
        const std::string more = path == "backup" ? R"(,"file":")" + file + "\"" : "";
        EXPECT_EQ(post_local(path, "{}").code(), "input_invalid") << path;
        for (const std::string& wrong :
             std::vector<std::string>{"x", key + "x", key.substr(1), "X" + key.substr(1)})
            EXPECT_EQ(post_local(path, R"({"key":")" + wrong + "\"" + more + "}").code(),
                      "key_refused")
                << path << " " << wrong;
        EXPECT_EQ(post_local(path, R"({"key":"x")" + more + "}", admin.token).code(), "key_refused")
            << path << ": an admin's token is no key";
    }
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_P(Local, WhereThereIsNoKeyNobodyHasIt) {
    start("");
    EXPECT_EQ(post_local("token", with_key()).code(), "key_refused");
    EXPECT_EQ(post_local("verify", with_key()).code(), "key_refused");
    EXPECT_EQ(post_local("verify", R"({"key":""})").code(), "input_invalid");
}

TEST_P(Local, TheKeyGivesATokenForAnHour) {
    const Got first = post_local("token", with_key());
    ASSERT_EQ(first.status, 200) << first.text;
    EXPECT_EQ(first.at("/ends_at"), "2026-05-04T10:00:00.000Z");
    EXPECT_EQ(api.get({{}, first.at("/secret")}, "/me").at("/member/name"), "Ada")
        << "without a name it is the first admin";
    const Got hers = post_local("token", with_key(R"(,"as":")" + api.emails.at(rep.id) + "\""));
    EXPECT_EQ(api.get({{}, hers.at("/secret")}, "/me").at("/member/name"), "Ria");
    EXPECT_EQ(post_local("token", with_key(R"(,"as":"nobody@x.example")")).code(), "nobody_here");
    api.now += hours{1};
    EXPECT_EQ(api.get({{}, hers.at("/secret")}, "/me").code(), "not_signed_in");
}

TEST_P(Local, VerifyFindsWhatDoesNotFollowAndRebuildMendsIt) {
    const Got made = api.post(rep, "/accounts", R"({"name":"Northwind"})");
    const Got deal =
        api.post(rep, "/deals", R"({"account":")" + made.at("/id") + R"(","name":"Fleet"})");
    ASSERT_EQ(deal.status, 201) << deal.text;
    EXPECT_EQ(post_local("verify", with_key()).at("/disagreements"), "[]");
    ASSERT_TRUE(api.store().write_now([](store::Transaction& in) -> Result<void> {
        TRYV(in.db().exec("UPDATE deal SET name = 'Tampered'"));
        return success();
    }));
    const Got found = post_local("verify", with_key());
    EXPECT_EQ(found.json().at("disagreements").as_array().size(), 1u) << found.text;
    EXPECT_EQ(post_local("rebuild", with_key()).status, 200);
    EXPECT_EQ(post_local("verify", with_key()).at("/disagreements"), "[]");
    EXPECT_EQ(api.get(rep, "/deals").at("/items/0/name"), "Fleet");
}

TEST_P(Local, ABackupIsACopyOfEverythingAndOverwritesNothing) {
    api.post(rep, "/accounts", R"({"name":"Northwind"})");
    std::string folder = (std::filesystem::temp_directory_path() / "ante-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    const std::string file = folder + "/copy.db";
    const std::string body = with_key(R"(,"file":")" + file + "\"");
    EXPECT_EQ(post_local("backup", body).status, 204);
    EXPECT_EQ(post_local("backup", body).code(), "file_exists");
    EXPECT_EQ(post_local("backup", with_key(R"(,"file":"copy.db")")).code(), "path_relative");
    EXPECT_EQ(post_local("backup", with_key(R"(,"file":")" + folder + R"(/no/x.db")")).code(),
              "folder_unwritable");

    const auto place = store::Place::parse(folder + "/restored");
    ASSERT_TRUE(place);
    ASSERT_TRUE(store::restore(file, place.value(), {}));
    {
        const auto restored = store::Store::open(place.value());
        ASSERT_TRUE(restored) << restored.error().detail;
        const auto name = restored.value()->read([](store::Connection& db) {
            return db.value<std::string>("SELECT name FROM account");
        });
        EXPECT_EQ(name.value(), "Northwind");
    }
    std::filesystem::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Engines, Local, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
