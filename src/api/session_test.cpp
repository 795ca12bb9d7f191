// Signing in and out, and who is let in.
#include <gtest/gtest.h>

#include "api.h"
#include "api/door.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class Sessions : public testing::TestWithParam<store::Engine> {
protected:
    static std::string cookie_of(const Got& got) {
        const std::string header = got.header("Set-Cookie");
        return header.substr(0, header.find(';'));
    }
    Got sign_in(const std::string& as, const std::string& by, std::vector<Header> headers = {}) {
        return api.send(post, "/session", R"({"email":")" + as + R"(","password":")" + by + "\"}",
                        std::move(headers));
    }
    Got with_cookie(const std::string& cookie, Verb verb, const std::string& target,
                    const std::string& body = "", const std::string& site = "same-origin") {
        std::vector<Header> headers{{"cookie", cookie}};
        if (!site.empty()) headers.push_back({"sec-fetch-site", site});
        return api.send(verb, target, body, std::move(headers));
    }
    void set_password(const Caller& who) {
        EXPECT_EQ(api.send(who, put, "/me/password", R"({"password":")" + password + "\"}").status,
                  204);
    }

    const std::string password = "correct horse battery";
    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller admin = api.member("Ada", MemberRole::admin);
    const std::string email = api.emails[rep.id];
};

TEST_P(Sessions, APasswordOpensOneAndSigningInAgainMakesAFreshOne) {
    set_password(rep);
    const Got first = sign_in(email, password);
    ASSERT_EQ(first.status, 200) << first.text;
    EXPECT_EQ(first.at("/member/name"), "Ria");
    const std::string old = cookie_of(first);
    EXPECT_EQ(with_cookie(old, get, "/me").status, 200);
    const Got second =
        sign_in(email, password, {{"cookie", old}, {"sec-fetch-site", "same-origin"}});
    const std::string fresh = cookie_of(second);
    EXPECT_NE(fresh, old);
    EXPECT_EQ(with_cookie(old, get, "/me").status, 401);
    EXPECT_EQ(with_cookie(fresh, del, "/session").status, 204);
    EXPECT_EQ(with_cookie(fresh, get, "/me").status, 401);
}

TEST_P(Sessions, UnknownAndWrongAreAnsweredAlike) {
    set_password(rep);
    const Got wrong = sign_in(email, "incorrect horse");
    const Got unknown = sign_in("nobody@example.com", password);
    const Got without = sign_in(api.emails[admin.id], password);
    EXPECT_EQ(wrong.status, 401);
    for (const Got* other : {&unknown, &without}) {
        EXPECT_EQ(other->status, wrong.status);
        EXPECT_EQ(other->code(), wrong.code());
        EXPECT_EQ(other->at("/detail"), wrong.at("/detail"));
    }
}

TEST_P(Sessions, GuessingIsSlow) {
    set_password(rep);
    int refused = 0;
    for (int i = 0; i < 12; ++i) refused += sign_in(email, "guess").status == 429;
    EXPECT_GE(refused, 1);
    EXPECT_EQ(sign_in(email, password).status, 429) << "also with the right one";
    api.now += 5min;
    EXPECT_EQ(sign_in(email, password).status, 200);
}

TEST_P(Sessions, ALinkWorksOnce) {
    const Got made = api.post(admin, "/members/" + rep.id.text() + "/sign-in-link", "");
    ASSERT_EQ(made.status, 201) << made.text;
    const std::string url = made.at("/url");
    EXPECT_TRUE(url.starts_with("http://127.0.0.1:8420/sign-in#ante_link_")) << url;
    const std::string body = R"({"secret":")" + url.substr(url.find('#') + 1) + "\"}";
    const Got in = api.send(post, "/session/link", body, {});
    EXPECT_EQ(in.status, 200) << in.text;
    EXPECT_EQ(with_cookie(cookie_of(in), get, "/me").at("/member/id"), rep.id.text());
    EXPECT_EQ(api.send(post, "/session/link", body, {}).code(), "link_used_up");
}

TEST_P(Sessions, ANewPasswordEndsTheOthers) {
    set_password(rep);
    const std::string here = cookie_of(sign_in(email, password));
    const std::string there = cookie_of(sign_in(email, password));
    EXPECT_EQ(with_cookie(here, put, "/me/password", R"({"password":"another long one"})").code(),
              "password_wrong");
    EXPECT_EQ(with_cookie(here, put, "/me/password",
                          R"({"current":")" + password + R"(","password":"short"})")
                  .status,
              422);
    const Got changed =
        with_cookie(here, put, "/me/password",
                    R"({"current":")" + password + R"(","password":"another long one"})");
    EXPECT_EQ(changed.status, 204) << changed.text;
    EXPECT_EQ(with_cookie(there, get, "/me").status, 401);
    EXPECT_EQ(with_cookie(cookie_of(changed), get, "/me").status, 200);
}

TEST_P(Sessions, WhoIsKeptOutIsOutWithinASecond) {
    set_password(rep);
    const std::string cookie = cookie_of(sign_in(email, password));
    EXPECT_EQ(api.get(rep, "/me").status, 200);
    Got member = api.get(admin, "/members/" + rep.id.text());
    const Got out =
        api.post(admin, "/members/" + rep.id.text(),
                 R"({"name":"Ria","email":")" + email + R"(","role":"rep","active":false})",
                 member.header("ETag"), put);
    ASSERT_EQ(out.status, 200) << out.text;
    api.now += 1001ms;
    EXPECT_EQ(api.get(rep, "/me").status, 401);
    EXPECT_EQ(with_cookie(cookie, get, "/me").status, 401);
    EXPECT_EQ(sign_in(email, password).code(), "sign_in_refused");
}

TEST_P(Sessions, TheLastAdminStays) {
    const Got me = api.get(admin, "/members/" + admin.id.text());
    EXPECT_EQ(
        api.post(admin, "/members/" + admin.id.text(),
                 R"({"name":"Ada","email":"ada@example.com","role":"rep"})", me.header("ETag"), put)
            .code(),
        "last_admin");
}

TEST_P(Sessions, AForeignPageCantWriteByCookie) {
    set_password(rep);
    const std::string cookie = cookie_of(sign_in(email, password));
    struct Case {
        std::string site;
        std::string origin;
        int status;
    };
    const std::string body = R"({"name":"Northwind"})";
    for (const Case& c :
         {Case{"same-origin", "", 201}, Case{"cross-site", "", 403}, Case{"same-site", "", 403},
          Case{"none", "", 403}, Case{"", "http://127.0.0.1:8420", 201},
          Case{"", "http://evil.example", 403}, Case{"", "null", 403},
          Case{"cross-site", "http://127.0.0.1:8420", 403}, Case{"", "", 403}}) {
        std::vector<Header> headers{{"cookie", cookie}};
        if (!c.site.empty()) headers.push_back({"sec-fetch-site", c.site});
        if (!c.origin.empty()) headers.push_back({"origin", c.origin});
        EXPECT_EQ(api.send(post, "/accounts", body, headers).status, c.status)
            << c.site << " " << c.origin;
    }
    EXPECT_EQ(with_cookie(cookie, get, "/me", "", "cross-site").status, 200) << "reading is fine";
    EXPECT_EQ(sign_in(email, password, {{"origin", "http://evil.example"}}).code(), "cross_site");
    std::vector<Header> headers{{"sec-fetch-site", "cross-site"}};
    EXPECT_EQ(api.send(rep, post, "/accounts", body, headers).status, 201)
        << "no page knows a token";
}

TEST_P(Sessions, ATokensSecretIsShownOnce) {
    const Got made =
        api.send(rep, post, "/me/tokens", R"({"name":"Script"})", {{"idempotency-key", "t"}});
    ASSERT_EQ(made.status, 201) << made.text;
    const Caller script{rep.id, made.at("/secret")};
    EXPECT_EQ(api.get(script, "/me").status, 200);
    EXPECT_EQ(api.get(rep, "/me/tokens").text.find(script.token), std::string::npos);
    EXPECT_EQ(api.send(rep, post, "/me/tokens", R"({"name":"Script"})", {{"idempotency-key", "t"}})
                  .code(),
              "answered_once");
    EXPECT_EQ(api.send(rep, del, "/me/tokens/" + made.at("/token/id")).status, 204);
    EXPECT_EQ(api.get(script, "/me").status, 401);
}

INSTANTIATE_TEST_SUITE_P(Engines, Sessions, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
