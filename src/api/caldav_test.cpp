// Both ways with a real CalDAV server.
#include "connect/caldav.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api.h"
#include "api/calendar_sync.h"
#include "api/invitations.h"
#include "connect/icalendar.h"
#include "house.h"
#include "radicale.h"
#include "store/outbox.h"

namespace ante::api {
namespace {

using namespace method;
using testing::HasSubstr;
using testing::Not;
using tests::Caller;
using tests::Got;
using enum Verb;

class CalDav : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!tests::Radicale::is_installed()) GTEST_SKIP() << "radicale is not installed";
        server.emplace();
        collection = server->address() + "/ria/sales/";
        const auto made = connect::fetch(
            {.url = collection,
             .verb = "MKCALENDAR",
             .body = "<?xml version=\"1.0\"?><c:mkcalendar xmlns:d=\"DAV:\" "
                     "xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:set><d:prop>"
                     "<d:displayname>Sales &amp; more</d:displayname></d:prop></d:set>"
                     "</c:mkcalendar>",
             .user = "ria",
             .password = "app-password"},
            {.private_addresses = true});
        ASSERT_TRUE(made.has_value()) << made.error().detail;
        ASSERT_EQ(made.value().status, 201) << made.value().body;
        account = add("/accounts", R"({"name":"Northwind","domain":"northwind.example"})");
        dana = add("/people", R"({"account":")" + account +
                                  R"(","name":"Dana","email":"dana@northwind.example"})");
        Got got = api.post(rep, "/deals", R"({"account":")" + account + R"(","name":"Fleet"})");
        deal = got.at("/deal/id");
        got =
            api.post(rep, "/deals/" + deal + "/players",
                     R"({"person":")" + dana + R"(","role":"decision_maker"})", got.header("ETag"));
        ASSERT_EQ(got.status, 200) << got.text;
        outside = api.outside;
        outside.private_addresses = true;
        own.emplace(api.store(), outside, api.now);
    }

    std::string add(const std::string& path, const std::string& body) {
        const Got made = api.post(rep, path, body);
        EXPECT_EQ(made.status, 201) << made.text;
        return made.at("/id");
    }
    connect::DavAccount ria() const { return {collection, "ria", "app-password"}; }
    // As her own program would.
    std::string write(const std::string& name, const std::string& event, const std::string& etag) {
        const auto put = connect::put_object(ria(), name, event, etag, {.private_addresses = true});
        EXPECT_TRUE(put.has_value() && put.value()) << name;
        return put.has_value() ? put.value().value_or("") : "";
    }
    static std::string event(const std::string& uid, const std::string& starts) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:" + uid +
               "\r\nDTSTAMP:20260501T000000Z\r\nSUMMARY:Review\r\nDTSTART:" + starts +
               "\r\nDURATION:PT30M\r\nATTENDEE:mailto:dana@northwind.example\r\nEND:VEVENT\r\n"
               "END:VCALENDAR\r\n";
    }
    std::string connected(bool writes) {
        const Got got = api.post(rep, "/calendars/caldav",
                                 R"({"address":")" + collection +
                                     R"(","user":"ria","password":"app-password","writes":)" +
                                     (writes ? "true" : "false") + "}");
        EXPECT_EQ(got.status, 201) << got.text;
        return got.at("/id");
    }
    // By itself, a quarter of an hour later.
    Got look() {
        api.now += hours{1};
        look_into_calendars(own->house, api.now);
        const Got got = api.get(rep, "/calendars");
        EXPECT_EQ(got.at("/items/0/trouble"), "");
        return got;
    }
    boost::json::array meetings(std::optional<Caller> to = {}) {
        return api.get(to.value_or(rep), "/deals/" + deal)
            .json()
            .at("deal")
            .at("meetings")
            .as_array();
    }
    std::string starts() { return std::string(meetings().at(0).at("starts").as_string()); }
    bool is_cancelled(std::optional<Caller> to = {}) {
        return meetings(to).at(0).as_object().contains("cancelled_at");
    }
    // By hand; its id.
    std::string booked(const std::string& at, const std::string& title = "Kick-off") {
        Got got = api.get(rep, "/deals/" + deal);
        got = api.post(rep, "/deals/" + deal + "/meetings",
                       R"({"kind":"call","title":")" + title + R"(","starts":")" + at +
                           R"(","players":[")" + dana + R"("]})",
                       got.header("ETag"));
        EXPECT_EQ(got.status, 200) << got.text;
        const auto all = got.json().at("deal").at("meetings").as_array();
        for (const auto& meeting : all)
            if (meeting.at("title").as_string() == title)
                return std::string(meeting.at("id").as_string());
        return "";
    }
    void move(const std::string& meeting, const std::string& to) {
        Got got = api.get(rep, "/meetings/" + meeting);
        got = api.send(rep, patch, "/meetings/" + meeting, R"({"starts":")" + to + "\"}",
                       {{"if-match", got.header("ETag")}});
        EXPECT_EQ(got.status, 200) << got.text;
    }
    // As her own program would: everything in it that says the one says the other afterwards.
    void move_there(const std::string& name, const std::string& from, const std::string& to) {
        for (const connect::DavObject& object : objects()) {
            if (!object.href.ends_with(name)) continue;
            std::string moved = object.text;
            for (auto at = moved.find(from); at != std::string::npos; at = moved.find(from, at + 1))
                moved.replace(at, from.size(), to);
            write(name, moved, object.etag);
            return;
        }
        ADD_FAILURE() << name << " is not there";
    }
    std::size_t letters() {
        std::size_t count = 0;
        const auto told = tell_changes(api.store(), outside, api.now);
        EXPECT_TRUE(told.has_value());
        const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
            TRY(const auto all,
                store::letters_of(db, api.workspace, DealId{*Uuid::parse(deal)}, 50));
            count = all.size();
            return success();
        });
        EXPECT_TRUE(read.has_value());
        return count;
    }
    std::vector<connect::DavObject> objects() {
        const auto all = connect::dav_changes(ria(), "", {api.now - Days{30}, api.now + Days{90}},
                                              {.private_addresses = true});
        EXPECT_TRUE(all.has_value());
        return all.has_value() ? all.value().changed : std::vector<connect::DavObject>{};
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller other = api.member("Sven", MemberRole::rep, "south");
    std::optional<tests::Radicale> server;
    std::string collection;
    std::string account;
    std::string dana;
    std::string deal;
    Outside outside;
    std::optional<tests::OwnHouse> own;
};

TEST_P(CalDav, CalendarsAreFoundByTheServersName) {
    const connect::EgressRules rules{.private_addresses = true};
    for (const std::string at : {"", "/", "/ria/"}) {
        const auto found =
            connect::find_calendars({server->address() + at, "ria", "app-password"}, rules);
        ASSERT_TRUE(found.has_value()) << at << found.error().detail;
        ASSERT_EQ(found.value().size(), 1u) << at;
        EXPECT_EQ(found.value()[0].name, "Sales & more");
        EXPECT_EQ(found.value()[0].address, collection);
    }
    EXPECT_EQ(connect::find_calendars({server->address(), "ria", "wrong"}, rules).error().code,
              "caldav_refused");
    EXPECT_EQ(connect::find_calendars({server->address(), "ria", "app-password"}, {}).error().code,
              "address_invalid");  // no password over http
}

TEST_P(CalDav, WhatChangesThereChangesHere) {
    const std::string etag = write("a.ics", event("a", "20260512T090000Z"), "");
    connected(false);
    Got got = look();
    EXPECT_EQ(got.at("/items/0/matched"), "1");
    ASSERT_EQ(meetings().size(), 1u);
    const std::string later = write("a.ics", event("a", "20260513T100000Z"), etag);
    write("b.ics", event("b", "20260514T100000Z"), "");
    look();
    ASSERT_EQ(meetings().size(), 2u);
    EXPECT_EQ(meetings()[0].at("starts"), "2026-05-13T10:00:00.000Z");
    const auto logged = api.events_logged();
    look();
    EXPECT_EQ(api.events_logged(), logged);
    ASSERT_TRUE(connect::remove_object(ria(), "a.ics", {.private_addresses = true}).has_value());
    look();
    EXPECT_TRUE(meetings()[0].as_object().contains("cancelled_at"));
    EXPECT_FALSE(meetings()[1].as_object().contains("cancelled_at"));
    EXPECT_EQ(api.events_logged(), logged + 1);
}

TEST_P(CalDav, OurMeetingsStandThereAndAreFollowedBack) {
    connected(true);
    Got got = api.get(rep, "/deals/" + deal);
    got = api.post(
        rep, "/deals/" + deal + "/meetings",
        R"({"kind":"call","title":"Kick-off","starts":"2026-05-12T09:00:00Z","players":[]})",
        got.header("ETag"));
    const std::string meeting = got.at("/deal/meetings/0/id");
    look();
    auto there = objects();
    ASSERT_EQ(there.size(), 1u);
    EXPECT_THAT(there[0].text, HasSubstr("SUMMARY:Kick-off"));
    EXPECT_THAT(there[0].text, HasSubstr("DTSTART:20260512T090000Z"));
    look();
    EXPECT_EQ(objects().size(), 1u);
    EXPECT_EQ(objects()[0].etag, there[0].etag);  // not written again

    // Moved here, and then there.
    got = api.get(rep, "/meetings/" + meeting);
    got = api.send(rep, patch, "/meetings/" + meeting, R"({"starts":"2026-05-13T09:00:00Z"})",
                   {{"if-match", got.header("ETag")}});
    ASSERT_EQ(got.status, 200) << got.text;
    look();
    there = objects();
    ASSERT_EQ(there.size(), 1u);
    EXPECT_THAT(there[0].text, HasSubstr("DTSTART:20260513T090000Z"));
    look();
    EXPECT_EQ(meetings()[0].at("starts"), "2026-05-13T09:00:00.000Z");
    std::string moved = there[0].text;
    moved.replace(moved.find("20260513T0900"), 13, "20260514T1100");
    moved.replace(moved.find("20260513T0930"), 13, "20260514T1130");
    write(meeting + ".ics", moved, there[0].etag);
    look();
    ASSERT_EQ(meetings().size(), 1u);
    EXPECT_EQ(meetings()[0].at("starts"), "2026-05-14T11:00:00.000Z");

    // Called off here: gone there.
    got = api.get(rep, "/meetings/" + meeting);
    got =
        api.post(rep, "/meetings/" + meeting + "/cancel", R"({"by":"seller"})", got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    look();
    EXPECT_TRUE(objects().empty());
}

TEST_P(CalDav, AMeetingThatIsHandedOverIsNotCalledOff) {
    connected(true);
    const std::string meeting = booked("2026-05-12T09:00:00Z");
    EXPECT_EQ(api.post(rep, "/meetings/" + meeting + "/invitation", "", "*").status, 200);
    look();
    look();
    ASSERT_EQ(objects().size(), 1u);
    Got got = api.get(rep, "/deals/" + deal);
    got = api.post(rep, "/deals/" + deal + "/hand-over", R"({"to":")" + other.id.text() + "\"}",
                   got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    look();
    EXPECT_TRUE(objects().empty());
    look();
    EXPECT_FALSE(is_cancelled(other));
    EXPECT_EQ(letters(), 1u);  // the invitation alone
}

TEST_P(CalDav, WhatSheTakesOutHerselfIsCalledOff) {
    connected(true);
    const std::string meeting = booked("2026-05-12T09:00:00Z");
    look();
    look();
    const auto gone = connect::remove_object(ria(), meeting + ".ics", {.private_addresses = true});
    ASSERT_TRUE(gone.has_value());
    look();
    EXPECT_TRUE(is_cancelled());
}

TEST_P(CalDav, AnInvitationToWhatWePutThereIsTheSameMeeting) {
    connected(true);
    booked("2026-05-12T09:00:00Z");
    look();
    look();  // read back
    write("x.ics", event("x", "20260512T090500Z"), "");
    look();
    look();
    ASSERT_EQ(meetings().size(), 1u);
    EXPECT_FALSE(is_cancelled());
    ASSERT_EQ(objects().size(), 1u);  // It need not stand there twice.
    EXPECT_THAT(objects()[0].text, HasSubstr("UID:x"));
    look();
    EXPECT_FALSE(is_cancelled());
    move_there("x.ics", "20260512T090500Z", "20260513T100000Z");
    look();
    EXPECT_EQ(starts(), "2026-05-13T10:00:00.000Z");
}

TEST_P(CalDav, AnInvitationThatComesBeforeOursIsReadBackCallsNothingOff) {
    connected(true);
    booked("2026-05-12T09:00:00Z");
    look();
    write("x.ics", event("x", "20260512T090500Z"), "");
    look();
    look();
    look();
    ASSERT_EQ(meetings().size(), 1u);
    EXPECT_FALSE(is_cancelled());
    EXPECT_EQ(objects().size(), 1u);
}

TEST_P(CalDav, WhatCantBeReadThereIsNotCalledOff) {
    const std::string fine = event("a", "20260512T090000Z");
    const std::string etag = write("a.ics", fine, "");
    write("b.ics", event("b", "20260513T090000Z"), "");
    connected(false);
    look();
    ASSERT_EQ(meetings().size(), 2u);
    std::string crowd;  // More than is read of one event.
    for (int i = 0; i < 10'000; ++i)
        crowd += "ATTENDEE:mailto:guest" + std::to_string(i) + "@elsewhere.example\r\n";
    std::string too_large = fine;
    too_large.insert(too_large.find("END:VEVENT"), crowd);
    write("a.ics", too_large, etag);
    Got got = look();
    EXPECT_FALSE(is_cancelled());
    EXPECT_THAT(got.at("/items/0/problems/0/says"), HasSubstr("left out"));
    // What is gone is gone all the same, also when all of it is read.
    ASSERT_TRUE(connect::remove_object(ria(), "b.ics", {.private_addresses = true}).has_value());
    api.now += hours{24};
    look();
    EXPECT_FALSE(is_cancelled());
    EXPECT_TRUE(meetings()[1].as_object().contains("cancelled_at"));
}

TEST_P(CalDav, OurLaterMoveStands) {
    connected(true);
    const std::string meeting = booked("2026-05-12T14:00:00Z");
    look();
    look();
    move(meeting, "2026-05-12T16:00:00Z");
    look();
    move(meeting, "2026-05-12T15:00:00Z");
    look();
    look();
    EXPECT_EQ(starts(), "2026-05-12T15:00:00.000Z");
    ASSERT_EQ(objects().size(), 1u);
    EXPECT_THAT(objects()[0].text, HasSubstr("DTSTART:20260512T150000Z"));
}

TEST_P(CalDav, WhatIsMovedThereAtOnceIsFollowedHoweverFarAhead) {
    connected(true);
    for (const std::string day : {"12", "13"}) {
        const bool near = day == "12";
        const std::string meeting =
            near ? booked("2026-05-12T09:00:00Z") : booked("2026-07-20T09:00:00Z", "Far");
        look();
        // Before it was read back.
        move_there(meeting + ".ics", near ? "20260512T09" : "20260720T09",
                   near ? "20260514T11" : "20260722T11");
        look();
        const auto all = meetings();
        EXPECT_EQ(all.at(near ? 0 : 1).at("starts"),
                  near ? "2026-05-14T11:00:00.000Z" : "2026-07-22T11:00:00.000Z");
    }
}

TEST_P(CalDav, WhatIsFartherAheadThanALookReachesStays) {
    connected(true);
    booked("2027-07-20T09:00:00Z");
    for (int i = 0; i < 3; ++i) {
        look();
        api.now += hours{24};  // all of it is read
    }
    EXPECT_FALSE(is_cancelled());
}

TEST_P(CalDav, WhatTheServerRefusesStandsInNobodysWay) {
    const std::string one = booked("2026-05-12T09:00:00Z", "One");
    const std::string two = booked("2026-05-13T09:00:00Z", "Two");
    const std::string first = std::min(one, two);
    // The server wants the same event in one object only.
    write("imported.ics", event(first + "@meetings.ante", "20260512T090000Z"), "");
    connected(true);
    api.now += hours{1};
    look_into_calendars(own->house, api.now);
    EXPECT_THAT(api.get(rep, "/calendars").at("/items/0/trouble"), HasSubstr("did not take"));
    std::string all;
    for (const connect::DavObject& object : objects()) all += object.text;
    EXPECT_THAT(all, HasSubstr(std::max(one, two) + "@meetings.ante"));
}

TEST_P(CalDav, ALookHasItsTime) {
    const auto late = connect::dav_changes(
        ria(), "", {api.now, api.now + Days{1}},
        {.private_addresses = true, .until = std::chrono::steady_clock::now()});
    ASSERT_TRUE(late.has_error());
    EXPECT_EQ(late.error().code, "fetch_failed");
}

TEST_P(CalDav, NoOneGetsThePasswordBack) {
    connected(false);
    std::string all = api.get(rep, "/calendars").text;
    const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
        return db.each("SELECT secret, place, name FROM calendar_source", {},
                       [&](const store::Row& row) -> Result<void> {
                           all += std::string(row.text(0)) + std::string(row.text(1));
                           return success();
                       });
    });
    ASSERT_TRUE(read.has_value());
    EXPECT_THAT(all, Not(HasSubstr("app-password")));
}

INSTANTIATE_TEST_SUITE_P(Engines, CalDav, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
