// Who may do what, and what may be sent: generated from the endpoint table, so that a new endpoint
// is tested by being there.
#include <gtest/gtest.h>

#include "api.h"
#include "api/conform.h"
#include "api/endpoints.h"
#include "api/input.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

constexpr std::string_view made_up = "0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a";

// A deal of Ria's with one of everything, by the names that paths use.
using Ids = std::map<std::string, std::string, std::less<>>;

class Table : public testing::TestWithParam<store::Engine> {
protected:
    Ids deal_of_ria(const std::string& visibility) {
        Ids ids;
        const auto text = [](const std::string& key, const std::string& value) {
            return "\"" + key + "\":\"" + value + "\"";
        };
        Got got = api.post(rep, "/accounts", "{" + text("name", "Northwind " + visibility) + "}");
        ids["account"] = got.at("/id");
        got = api.post(rep, "/people",
                       "{" + text("account", ids["account"]) + "," + text("name", "Dana") + "}");
        ids["person"] = got.at("/id");
        got = api.post(rep, "/deals",
                       "{" + text("account", ids["account"]) + "," + text("name", "Fleet") + "," +
                           text("visibility", visibility) + "}");
        EXPECT_EQ(got.status, 201) << got.text;
        ids["deal"] = got.at("/deal/id");
        const std::string deal = "/deals/" + ids["deal"];
        const auto step = [&](const std::string& path, const std::string& body) {
            got = api.post(rep, deal + path, body, got.header("ETag"));
            EXPECT_EQ(got.status, 200) << path << got.text;
        };
        step("/players", "{" + text("person", ids["person"]) + ",\"role\":\"decision_maker\"}");
        step("/meetings", R"({"kind":"call","starts":"2026-05-12T09:00:00Z","players":[")" +
                              ids["person"] + "\"]}");
        ids["meeting"] = got.at("/deal/meetings/0/id");
        step("/promises",
             R"({"promise":{"person":")" + ids["person"] +
                 R"(","what":"Sends the fleet list","due":"2026-05-20","effort":"work",)" +
                 R"("proof":"The list is in our inbox"},"standing":"agreed"})");
        ids["promise"] = got.at("/deal/commitments/0/id");
        step("/requests", R"({"request":{"kind":"demo","what":"The dispatch board","by":")" +
                              ids["person"] + "\"}}");
        ids["request"] = got.at("/deal/requests/0/id");
        ids["link"] = api.post(rep, deal + "/plan-links", "{" + text("person", ids["person"]) + "}")
                          .at("/link/link/id");
        ids["member"] = rep.id.text();
        ids["rule"] = "quiet";
        ids["play"] = std::string(made_up);
        ids["touch"] = ids["token"] = ids["ask"] = std::string(made_up);
        ids["etag"] = got.header("ETag");
        return ids;
    }

    static std::string filled(std::string_view path, const Ids& ids) {
        std::string out;
        while (!path.empty()) {
            if (path.front() != '{') {
                out += path.front();
                path.remove_prefix(1);
                continue;
            }
            const auto end = path.find('}');
            const auto known = ids.find(path.substr(1, end - 1));
            out += known == ids.end() ? std::string(made_up) : known->second;
            path.remove_prefix(end + 1);
        }
        return out;
    }

    // The right's own no; "" if the right was granted, whatever came then.
    static std::string refused_by_right(const Got& got) {
        const std::string code = got.code();
        for (const auto right :
             {"not_signed_in", "not_yours_to_change", "managers_only", "admins_only"})
            if (code == right) return code;
        // What the right itself looks for; other parts of a deal are looked for once it is granted.
        for (const auto hidden :
             {"deal_not_found", "meeting_not_found", "promise_not_found", "request_not_found"})
            if (code == hidden) return "not_found";
        return "";
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller colleague = api.member("Cem", MemberRole::rep, "north");
    Caller loner = api.member("Lea", MemberRole::rep);
    Caller stranger = api.member("Sven", MemberRole::rep, "south");
    Caller manager = api.member("Mona", MemberRole::manager, "north");
    Caller other_manager = api.member("Olaf", MemberRole::manager, "south");
    Caller admin = api.member("Ada", MemberRole::admin);
    WorkspaceId elsewhere = api.open_workspace("Elsewhere");
    Caller foreign = api.member("Fay", MemberRole::admin, "north", elsewhere);
};

enum class Who : std::uint8_t {
    nobody,
    owner,
    colleague,
    loner,
    stranger,
    manager,
    other_manager,
    admin,
    foreign
};

// METHOD and the table of rights, said once more by hand.
std::string expected(Right right, Who who, bool team_visible) {
    if (who == Who::nobody) return "not_signed_in";
    const bool changes = who == Who::owner || who == Who::manager || who == Who::admin;
    const bool sees = changes || (who == Who::colleague && team_visible);
    switch (right) {
        case Right::anyone:
        case Right::member: return "";
        case Right::see_deal: return sees ? "" : "not_found";
        case Right::change_deal: return changes ? "" : sees ? "not_yours_to_change" : "not_found";
        case Right::manage:
            return who == Who::manager || who == Who::other_manager || who == Who::admin ||
                           who == Who::foreign
                       ? ""
                       : "managers_only";
        case Right::administer:
            return who == Who::admin || who == Who::foreign ? "" : "admins_only";
    }
    return "?";
}

TEST_P(Table, EveryRightHoldsForEveryRoleAndChangesNothing) {
    const std::vector<std::pair<Who, Caller>> callers{{Who::nobody, {}},
                                                      {Who::owner, rep},
                                                      {Who::colleague, colleague},
                                                      {Who::loner, loner},
                                                      {Who::stranger, stranger},
                                                      {Who::manager, manager},
                                                      {Who::other_manager, other_manager},
                                                      {Who::admin, admin},
                                                      {Who::foreign, foreign}};
    // Not empty, so that nobody fills it with the sample.
    ASSERT_EQ(api.post(foreign, "/accounts", R"({"name":"Fabrikam"})").status, 201);
    for (const bool team_visible : {true, false}) {
        const Ids ids = deal_of_ria(team_visible ? "team" : "only_me");
        const std::string before = api.get(rep, "/deals/" + ids.at("deal")).text;
        const std::int64_t events = api.events_logged();
        for (const Endpoint& endpoint : all_endpoints()) {
            if (endpoint.right == Right::anyone) continue;
            for (const auto& [who, caller] : callers) {
                const Got got =
                    api.send(caller, endpoint.verb, filled(endpoint.path, ids),
                             endpoint.handler.write && endpoint.verb != del ? "{}" : "");
                EXPECT_EQ(refused_by_right(got), expected(endpoint.right, who, team_visible))
                    << endpoint.operation << " by " << static_cast<int>(who) << ": " << got.text;
            }
        }
        EXPECT_EQ(api.events_logged(), events);
        EXPECT_EQ(api.get(rep, "/deals/" + ids.at("deal")).text, before);
    }
}

TEST_P(Table, WhatIsHiddenAndWhatIsMissingAreAnsweredAlike) {
    const Ids ids = deal_of_ria("only_me");
    for (const Endpoint& endpoint : all_endpoints()) {
        if (endpoint.right != Right::see_deal && endpoint.right != Right::change_deal) continue;
        for (const Caller& who : {colleague, stranger, foreign}) {
            Got hidden = api.send(who, endpoint.verb, filled(endpoint.path, ids));
            Got missing = api.send(who, endpoint.verb, filled(endpoint.path, {}));
            EXPECT_EQ(hidden.status, 404) << endpoint.operation;
            EXPECT_EQ(hidden.code(), missing.code()) << endpoint.operation;
            EXPECT_EQ(hidden.at("/detail"), missing.at("/detail")) << endpoint.operation;
        }
    }
}

// ---- bad input

std::string wrong_value(const Type& type) {
    switch (type.shape) {
        case Shape::text: return "7";
        case Shape::optional: return wrong_value(*type.inner);
        case Shape::raw: return "";
        case Shape::object:
        case Shape::choice:
        case Shape::list: return "\"text\"";
        default: return "{}";
    }
}

std::string beyond_limits(const Type& type, const Limits& limits) {
    switch (type.shape) {
        case Shape::optional: return beyond_limits(*type.inner, limits);
        case Shape::text: return "\"" + std::string(limits.max_length + 1, 'x') + "\"";
        case Shape::integer:
            return limits.max < std::numeric_limits<std::int64_t>::max()
                       ? std::to_string(limits.max + 1)
                       : "";
        case Shape::word: return "\"no_such_word\"";
        case Shape::scalar: return "\"no such thing\"";
        default: return "";
    }
}

bool names(const Got& got, const std::string& pointer) {
    const auto* errors = got.json().if_contains("errors");
    if (!errors) return false;
    for (const auto& error : errors->as_array())
        if (error.at("pointer").as_string() == pointer) return true;
    return false;
}

TEST_P(Table, WrongInputIsRefusedEverywhereAndChangesNothing) {
    const Ids ids = deal_of_ria("team");
    const std::int64_t events = api.events_logged();
    for (const Endpoint& endpoint : all_endpoints()) {
        const std::string path = filled(endpoint.path, ids);
        const std::string what(endpoint.operation);
        const auto send = [&](const std::string& body) {
            // Signing in is throttled: time passes.
            api.now += std::chrono::seconds{60};
            return api.post(admin, path, body, ids.at("etag"), endpoint.verb);
        };
        if (!takes_json(endpoint)) {
            EXPECT_TRUE(names(api.send(admin, endpoint.verb, path + "?no_such=1"), "no_such") ||
                        api.get(admin, path).status == 404)
                << what;
            continue;
        }
        EXPECT_EQ(send("{").status, 400) << what;
        EXPECT_GE(send("[]").status, 400) << what;
        EXPECT_GE(send("{\"\xff\":1}").status, 400) << what;
        EXPECT_TRUE(names(send(R"({"no_such_field":1})"), "/no_such_field")) << what;
        EXPECT_EQ(api.send(admin, endpoint.verb, path, "a=b",
                           {{"content-type", "application/x-www-form-urlencoded"}})
                      .status,
                  415)
            << what;
        for (const FieldRow& row : endpoint.handler.input->fields) {
            if (row.limits.from_path) continue;
            const std::string name(row.name);
            for (const std::string& value :
                 {wrong_value(*row.type), beyond_limits(*row.type, row.limits)}) {
                if (value.empty()) continue;
                const Got got = send("{\"" + name + "\":" + value + "}");
                EXPECT_EQ(got.status, 422) << what << "/" << name << "=" << value;
                EXPECT_TRUE(names(got, "/" + name)) << what << "/" << name << ": " << got.text;
            }
        }
    }
    EXPECT_EQ(api.events_logged(), events);
}

TEST_P(Table, IdsOfOthersAreNobodysIds) {
    const Ids ids = deal_of_ria("team");
    const Got theirs = api.post(foreign, "/accounts", R"({"name":"Theirs"})");
    const std::int64_t events = api.events_logged();
    const std::string deal = "/deals/" + ids.at("deal");
    const std::string id = theirs.at("/id");
    const auto refused = [&](const std::string& path, const std::string& body,
                             const std::string& pointer) {
        const Got got = api.post(rep, path, body, ids.at("etag"));
        EXPECT_EQ(got.status, 422) << path << ": " << got.text;
        EXPECT_TRUE(names(got, pointer)) << path << ": " << got.text;
    };
    for (const std::string& one : {id, std::string(made_up)}) {
        refused("/deals", R"({"account":")" + one + R"(","name":"Mine"})", "/account");
        refused("/people", R"({"account":")" + one + R"(","name":"Dana"})", "/account");
        refused(deal + "/players", R"({"person":")" + one + R"(","role":"user"})", "/person");
        refused(deal + "/hand-over", R"({"to":")" + one + "\"}", "/to");
    }
    refused(deal + "/hand-over", R"({"to":")" + foreign.id.text() + "\"}", "/to");
    EXPECT_EQ(api.get(rep, "/accounts/" + id).status, 404);
    EXPECT_EQ(api.events_logged(), events);
}

INSTANTIATE_TEST_SUITE_P(Engines, Table, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
