#pragma once
// A seller with an account, deals and a calendar, for tests of what comes from calendars and of
// what goes into them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api.h"
#include "store/outbox.h"
#include "store/verify.h"

namespace ante::tests {

class Calendars : public testing::TestWithParam<store::Engine> {
protected:
    std::string add(const std::string& path, const std::string& body) {
        const Got made = api.post(rep, path, body);
        EXPECT_EQ(made.status, 201) << made.text;
        return made.at("/id");
    }
    std::string person(const std::string& at, const std::string& name, const std::string& email) {
        return add("/people", R"({"account":")" + at + R"(","name":")" + name + R"(","email":")" +
                                  email + "\"}");
    }
    // Its id.
    std::string deal(const std::string& at, const std::string& name,
                     const std::vector<std::string>& players = {},
                     std::optional<Caller> owner = {}) {
        const Caller who = owner.value_or(rep);
        Got got = api.post(who, "/deals", R"({"account":")" + at + R"(","name":")" + name + "\"}");
        EXPECT_EQ(got.status, 201) << got.text;
        const std::string id = got.at("/deal/id");
        for (const std::string& player : players) {
            got = api.post(who, "/deals/" + id + "/players",
                           R"({"person":")" + player + R"(","role":"decision_maker"})",
                           got.header("ETag"));
            EXPECT_EQ(got.status, 200) << got.text;
        }
        return id;
    }
    Got upload(const std::string& events, const std::string& replaces = "",
               const std::string& more = "") {
        const std::string to = replaces.empty() ? "" : "&replaces=" + replaces;
        return api.send(rep, api::Verb::post, "/calendars/file?name=Mine" + to + more,
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n",
                        {{"content-type", "text/calendar"}});
    }
    static std::string event(const std::string& uid, const std::string& lines) {
        return "BEGIN:VEVENT\r\nUID:" + uid + "\r\n" + lines + "END:VEVENT\r\n";
    }
    static std::string with(const std::string& address, const std::string& answer = "") {
        return "ATTENDEE" + (answer.empty() ? "" : ";PARTSTAT=" + answer) + ":mailto:" + address +
               "\r\n";
    }
    const boost::json::array meetings_of(const std::string& deal) {
        const Got got = api.get(rep, "/deals/" + deal);
        EXPECT_EQ(got.status, 200) << got.text;
        return got.json().at("deal").as_object().at("meetings").as_array();
    }
    static std::string text(const boost::json::value& of, std::string_view name) {
        return std::string(of.as_object().at(name).as_string());
    }
    // Who did it, in the last event of that type.
    std::string last_event(const std::string& type) {
        std::string by;
        const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
            return db.each("SELECT body FROM event WHERE type = $1 ORDER BY number", {type},
                           [&](const store::Row& row) -> Result<void> {
                               const auto body = boost::json::parse(row.text(0));
                               by = std::string(body.at("by").as_string());
                               return success();
                           });
        });
        EXPECT_TRUE(read.has_value());
        return by;
    }
    // By hand; its id.
    std::string booked(const std::string& deal, const std::string& at,
                       const std::vector<std::string>& players) {
        std::string who;
        for (const std::string& player : players)
            who += (who.empty() ? "\"" : ",\"") + player + "\"";
        Got got = api.get(rep, "/deals/" + deal);
        got = api.post(rep, "/deals/" + deal + "/meetings",
                       R"({"kind":"call","title":"At )" + at + R"(","starts":")" + at +
                           R"(","players":[)" + who + "]}",
                       got.header("ETag"));
        EXPECT_EQ(got.status, 200) << got.text;
        for (const auto& meeting : got.json().at("deal").at("meetings").as_array())
            if (text(meeting, "title") == "At " + at) return text(meeting, "id");
        return "";
    }
    std::vector<store::KeptLetter> letters_of(const std::string& deal) {
        std::vector<store::KeptLetter> all;
        const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
            TRY(all, store::letters_of(db, api.workspace, method::DealId{*Uuid::parse(deal)}, 50));
            return success();
        });
        EXPECT_TRUE(read.has_value());
        return all;
    }
    std::int64_t count(const std::string& sql) {
        std::int64_t found = -1;
        const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
            TRY(const auto value, db.value<std::int64_t>(sql));
            found = value.value_or(-1);
            return success();
        });
        EXPECT_TRUE(read.has_value());
        return found;
    }
    void expect_clean() {
        const auto verified = store::verify(api.store());
        ASSERT_TRUE(verified) << verified.error().detail;
        for (const auto& wrong : verified.value().disagreements)
            ADD_FAILURE() << wrong.about << ": " << wrong.detail;
    }

    Api api{GetParam()};
    Caller rep = api.member("Ria", method::MemberRole::rep, "north");
    Caller other = api.member("Sven", method::MemberRole::rep, "south");
    std::string account = add("/accounts", R"({"name":"Northwind","domain":"northwind.example"})");
    std::string dana = person(account, "Dana", "dana@northwind.example");
};

}  // namespace ante::tests
