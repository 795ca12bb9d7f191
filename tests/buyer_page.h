#pragma once
// A deal with a page for its buyer, and a buyer's browser without a script: for the page's tests.

#include <gtest/gtest.h>

#include <regex>

#include "api.h"
#include "encoded.h"
#include "store/verify.h"

namespace ante::api {

inline const Header same_origin{"sec-fetch-site", "same-origin"};

using Fields = std::vector<std::pair<std::string, std::string>>;

// A buyer's browser without a script.
class BuyersBrowser {
public:
    explicit BuyersBrowser(tests::Api& api) : api_(api) {}

    tests::Got get(const std::string& path = "/plan") {
        std::vector<Header> headers{{"accept", "text/html"}};
        if (!session.empty()) headers.push_back({"cookie", "__Host-plan=" + session});
        return kept(api_.send(Verb::get, "/" + path, "", std::move(headers)));
    }
    tests::Got post(const std::string& path, const Fields& fields, std::vector<Header> more = {}) {
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + name + "=" + tests::encoded(value);
        std::vector<Header> headers{{"content-type", "application/x-www-form-urlencoded"}};
        if (more.empty()) more.push_back(same_origin);
        for (Header& header : more) headers.push_back(std::move(header));
        if (!session.empty()) headers.push_back({"cookie", "__Host-plan=" + session});
        return kept(api_.send(Verb::post, "/" + path, std::move(body), std::move(headers)));
    }
    tests::Got open(const std::string& url) { return post("/plan/open", {{"link", url}}); }
    // As the form on the page sends it; follows to the page afterwards.
    tests::Got does(const std::string& deed, Fields fields) {
        const std::string page = get().text;
        std::smatch found;
        if (std::regex_search(page, found, std::regex("name=\"token\" value=\"([0-9a-f]+)\"")))
            fields.emplace_back("token", found[1]);
        return post("/plan/" + deed, fields);
    }

    std::string session;

private:
    tests::Got kept(tests::Got got) {
        const std::string cookie = got.header("Set-Cookie");
        if (cookie.starts_with("__Host-plan=")) session = cookie.substr(12, cookie.find(';') - 12);
        return got;
    }
    tests::Api& api_;
};

class BuyerPageTest : public testing::TestWithParam<store::Engine> {
protected:
    tests::Api api{GetParam()};
    tests::Caller ria = api.member("Ria", method::MemberRole::rep, "north");
    tests::Caller admin = api.member("Ada", method::MemberRole::admin);
    std::string account, dana, rob, deal;
    BuyersBrowser browser{api};

    BuyerPageTest() {
        api.outside.mail.url = "smtp://127.0.0.1:9";  // discard: nobody answers
        api.outside.mail.tls = false;
        api.clock = [this] { return api.now; };
        api.start();
        account = made("/accounts", R"({"name":"Northwind"})");
        dana = person("Dana", "dana@northwind.example");
        rob = person("Rob", "");
        deal = made("/deals", R"({"account":")" + account + R"(","name":"Fleet renewal"})");
        act("/players", R"({"person":")" + dana + R"(","role":"decision_maker"})");
        act("/players", R"({"person":")" + rob + R"(","role":"user"})");
    }

    std::string made(const std::string& path, const std::string& body) {
        const tests::Got got = api.post(ria, path, body);
        EXPECT_EQ(got.status, 201) << got.text;
        const std::string id = got.at("/id");
        return id.empty() ? got.at("/deal/id") : id;
    }
    std::string person(const std::string& name, const std::string& email) {
        return made("/people", R"({"account":")" + account + R"(","name":")" + name +
                                   R"(","email":")" + email + R"("})");
    }
    tests::Got act(const std::string& path, const std::string& body, Verb verb = Verb::post) {
        const std::string etag = api.get(ria, "/deals/" + deal).header("ETag");
        const bool whole = path.starts_with("/promises/") || path.starts_with("/requests/");
        tests::Got got = api.post(ria, whole ? path : "/deals/" + deal + path, body, etag, verb);
        EXPECT_LT(got.status, 300) << path << ": " << got.text;
        return got;
    }
    std::string promise(const std::string& who, const std::string& what,
                        const std::string& more = "") {
        const tests::Got got =
            act("/promises", R"({"promise":{"side":"buyer","person":")" + who + R"(","what":")" +
                                 what + R"(","due":"2026-05-20","effort":"people"})" + more + "}");
        const auto& all = got.json().at("deal").at("commitments").as_array();
        return std::string(all.back().at("id").as_string());
    }
    tests::Got link(const std::string& who, const std::string& more = "") {
        return api.post(ria, "/deals/" + deal + "/plan-links",
                        R"({"person":")" + who + "\"" + more + "}");
    }
    std::string url(const std::string& who) { return link(who).at("/url"); }
    tests::Got look() { return api.get(ria, "/deals/" + deal); }
    boost::json::array events() {
        return api.get(ria, "/deals/" + deal + "/history?limit=200").json().at("items").as_array();
    }
    void expect_clean() {
        const auto verified = store::verify(api.store());
        ASSERT_TRUE(verified.has_value());
        EXPECT_TRUE(verified.value().clean());
    }
};

}  // namespace ante::api
