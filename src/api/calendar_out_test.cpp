// What goes out into other people's calendars: invitations by mail, the private feed, the recap's
// date.
#include "api/inbox.h"
#include "api/invitations.h"
#include "api/rsvp.h"
#include "calendars.h"
#include "connect/icalendar.h"
#include "house.h"

namespace ante::api {
namespace {

using namespace method;
using testing::HasSubstr;
using tests::Got;
using enum Verb;

class CalendarsOut : public tests::Calendars {};

TEST_P(CalendarsOut, AFeedIsPrivateAndCanBeTakenBack) {
    const std::string id = deal(account, "Fleet", {dana});
    Got got = api.get(rep, "/deals/" + id);
    got = api.post(
        rep, "/deals/" + id + "/meetings",
        R"({"kind":"call","title":"Kick-off","starts":"2026-05-12T09:00:00Z","players":[]})",
        got.header("ETag"));
    ASSERT_EQ(got.status, 200);
    got = api.post(rep, "/calendar-feed", "{}");
    ASSERT_EQ(got.status, 201) << got.text;
    std::string path = got.at("/url");
    path = path.substr(path.find("/calendar-feed"));
    const auto logged = api.events_logged();
    got = api.send(get, path, "", {});
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(api.events_logged(), logged);
    const auto read =
        connect::read_calendar(got.text, {Zone(), api.now - Days{30}, api.now + Days{60}});
    ASSERT_TRUE(read.has_value());
    ASSERT_EQ(read.value().events.size(), 1u);
    EXPECT_EQ(read.value().events[0].title, "Kick-off – Fleet");
    EXPECT_EQ(api.send(get, "/calendar-feed/ante_feed_x.ics", "", {}).status, 404);
    EXPECT_EQ(api.get(rep, "/calendar-feed").at("/exists"), "true");
    EXPECT_EQ(api.get(other, "/calendar-feed").at("/exists"), "false");
    EXPECT_EQ(api.send(rep, del, "/calendar-feed").status, 204);
    EXPECT_EQ(api.send(get, path, "", {}).status, 404);
}

TEST_P(CalendarsOut, WhoIsInvitedIsToldOfEveryChange) {
    const std::string id = deal(account, "Fleet", {dana});
    Got got = api.get(rep, "/deals/" + id);
    got = api.post(
        rep, "/deals/" + id + "/meetings",
        R"({"kind":"call","title":"Kick-off","starts":"2026-05-12T09:00:00Z","players":[")" + dana +
            R"("]})",
        got.header("ETag"));
    const std::string meeting = got.at("/deal/meetings/0/id");
    const auto letters = [&] {
        std::vector<store::KeptLetter> all;
        const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
            TRY(all, store::letters_of(db, api.workspace, DealId{*Uuid::parse(id)}, 50));
            return success();
        });
        EXPECT_TRUE(read.has_value());
        std::ranges::reverse(all);
        return all;
    };
    const auto tell = [&] {
        api.now += std::chrono::seconds{1};  // Letters stand in the order of their moments.
        const auto told = tell_changes(api.store(), api.outside, api.now);
        EXPECT_TRUE(told.has_value());
    };
    const auto said = [&](const store::KeptLetter& letter) {
        const auto read = connect::read_calendar(letter.letter.calendar,
                                                 {Zone(), Instant{}, api.now + Days{400}});
        EXPECT_TRUE(read.has_value());
        return read.value().events.at(0);
    };
    tell();
    EXPECT_TRUE(letters().empty());  // never by itself
    EXPECT_EQ(api.get(rep, "/meetings/" + meeting + "/invitation").at("/may_invite"), "true");
    got = api.post(rep, "/meetings/" + meeting + "/invitation", "", "*");
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(api.post(rep, "/meetings/" + meeting + "/invitation", "", "*").code(),
              "already_invited");
    ASSERT_EQ(letters().size(), 1u);
    EXPECT_EQ(letters()[0].letter.to_address, "dana@northwind.example");
    EXPECT_EQ(letters()[0].letter.calendar_method, "REQUEST");
    const std::string uid = said(letters()[0]).uid;
    EXPECT_EQ(said(letters()[0]).sequence, 0);
    // Answers go to whoever organizes: to him, or to the inbox once there is one that is read.
    const std::string his = said(letters()[0]).organizer->address;
    EXPECT_NE(his, "sales@northgate.example");
    api.outside.mail_from = "Northgate <sales@northgate.example>";
    api.outside.inbox.url = "imaps://mail.northgate.example/INBOX";

    // A change of something else tells nobody; a move does, once.
    got = api.get(rep, "/deals/" + id);
    got = api.send(rep, patch, "/deals/" + id, R"({"name":"Fleet 2"})",
                   {{"if-match", got.header("ETag")}});
    tell();
    EXPECT_EQ(letters().size(), 1u);
    got = api.send(rep, patch, "/meetings/" + meeting, R"({"starts":"2026-05-13T09:00:00Z"})",
                   {{"if-match", got.header("ETag")}});
    ASSERT_EQ(got.status, 200) << got.text;
    tell();
    tell();
    ASSERT_EQ(letters().size(), 2u);
    EXPECT_EQ(said(letters()[1]).uid, uid);
    EXPECT_EQ(said(letters()[1]).sequence, 1);
    EXPECT_EQ(said(letters()[1]).organizer->address, "sales@northgate.example");
    EXPECT_EQ(text_of(said(letters()[1]).starts), "2026-05-13T09:00:00.000Z");

    got =
        api.post(rep, "/meetings/" + meeting + "/cancel", R"({"by":"seller"})", got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    tell();
    tell();
    ASSERT_EQ(letters().size(), 3u);
    EXPECT_EQ(letters()[2].letter.calendar_method, "CANCEL");
    EXPECT_EQ(said(letters()[2]).uid, uid);
    EXPECT_EQ(said(letters()[2]).sequence, 2);
    EXPECT_TRUE(said(letters()[2]).cancelled);
}

TEST_P(CalendarsOut, WhatWasInvitedToKeepsItsCountEverywhere) {
    const std::string id = deal(account, "Fleet", {dana});
    const std::string meeting = booked(id, "2026-05-12T09:00:00Z", {dana});
    ASSERT_EQ(api.post(rep, "/meetings/" + meeting + "/invitation", "", "*").status, 200);
    Got got = api.get(rep, "/meetings/" + meeting);
    got = api.send(rep, patch, "/meetings/" + meeting, R"({"starts":"2026-05-13T09:00:00Z"})",
                   {{"if-match", got.header("ETag")}});
    ASSERT_EQ(got.status, 200) << got.text;
    ASSERT_TRUE(tell_changes(api.store(), api.outside, api.now).has_value());
    const std::string url = api.post(rep, "/calendar-feed", "{}").at("/url");
    got = api.send(get, url.substr(url.find("/calendar-feed")), "", {});
    EXPECT_THAT(got.text, HasSubstr("SEQUENCE:1"));
    got = api.get(rep, "/meetings/" + meeting + "/calendar");
    EXPECT_THAT(got.text, HasSubstr("SEQUENCE:1"));
}

TEST_P(CalendarsOut, OneThatCantBeToldStandsInNobodysWayAndWhatHasBegunIsOver) {
    std::vector<std::string> deals;
    std::vector<std::string> meetings;
    for (const std::string day : {"12", "13", "14"}) {
        deals.push_back(deal(account, "Fleet " + day, {dana}));
        meetings.push_back(booked(deals.back(), "2026-05-" + day + "T09:00:00Z", {dana}));
        ASSERT_EQ(api.post(rep, "/meetings/" + meetings.back() + "/invitation", "", "*").status,
                  200);
    }
    const std::vector<std::string> moved(meetings.begin(), meetings.begin() + 2);
    for (const std::string& meeting : moved) {
        Got got = api.get(rep, "/meetings/" + meeting);
        got = api.send(rep, patch, "/meetings/" + meeting, R"({"starts":"2026-05-20T09:00:00Z"})",
                       {{"if-match", got.header("ETag")}});
        ASSERT_EQ(got.status, 200) << got.text;
    }
    // Whichever comes first: one of the two is broken.
    const std::string broken = std::min(deals[0], deals[1]);
    const auto spoiled = api.store().write_now([&](store::Transaction& in) -> Result<void> {
        TRYV(in.db().exec("UPDATE meeting_invitation SET said = 'x' WHERE deal_id = $1",
                          {*Uuid::parse(broken)}));
        return success();
    });
    ASSERT_TRUE(spoiled.has_value());
    EXPECT_TRUE(tell_changes(api.store(), api.outside, api.now).has_error());
    EXPECT_EQ(letters_of(std::max(deals[0], deals[1])).size(), 2u);
    EXPECT_EQ(letters_of(broken).size(), 1u);

    // Nobody touches the third, and it begins.
    EXPECT_EQ(count("SELECT COUNT(*) FROM meeting_invitation WHERE is_over = 0"), 3);
    api.now += Days{12};
    (void)tell_changes(api.store(), api.outside, api.now);
    EXPECT_EQ(count("SELECT COUNT(*) FROM meeting_invitation WHERE is_over = 0"), 2);
    EXPECT_EQ(letters_of(deals[2]).size(), 1u);
}

TEST_P(CalendarsOut, ARecapInvitesOnlyWhoIsExpected) {
    api.outside.mail.url = "smtp://127.0.0.1:9";
    api.outside.mail.tls = false;
    api.outside.mail_from = "Northgate <sales@northgate.example>";
    api.start();
    const std::string paul = person(account, "Paul", "paul@northwind.example");
    const std::string id = deal(account, "Fleet", {dana, paul});
    const std::string held = booked(id, "2026-05-04T07:00:00Z", {dana, paul});
    booked(id, "2026-05-12T09:00:00Z", {dana});
    Got got = api.get(rep, "/deals/" + id);
    const std::string both = "[\"" + dana + "\",\"" + paul + "\"]";
    got = api.post(rep, "/meetings/" + held + "/debrief",
                   R"({"attended":)" + both + R"(,"no_next_because":"It is booked."})",
                   got.header("ETag"));
    ASSERT_LT(got.status, 300) << got.text;
    got = api.get(rep, "/deals/" + id);
    got =
        api.post(rep, "/meetings/" + held + "/recap/mail",
                 R"({"to":)" + both + R"(,"subject":"Recap","text":"Hello"})", got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    const auto letters = letters_of(id);
    ASSERT_EQ(letters.size(), 2u);
    for (const store::KeptLetter& kept : letters) {
        const bool expected = kept.letter.to_address == "dana@northwind.example";
        EXPECT_EQ(kept.letter.calendar_method, expected ? "REQUEST" : "PUBLISH");
        const auto read =
            connect::read_calendar(kept.letter.calendar, {Zone(), Instant{}, api.now + Days{400}});
        ASSERT_TRUE(read.has_value());
        EXPECT_EQ(read.value().events.at(0).attendees.size(), expected ? 1u : 0u);
    }
}

TEST_P(CalendarsOut, AnswersAreOfTheSizeOfAnswers) {
    const auto reply = [](const std::string& method, int events, const std::string& more) {
        std::string all = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:" + method + "\r\n";
        for (int i = 0; i < events; ++i)
            all += event("m" + std::to_string(i), "DTSTART:20260512T090000Z\r\n" + more +
                                                      with("dana@northwind.example", "ACCEPTED"));
        return all + "END:VCALENDAR\r\n";
    };
    EXPECT_EQ(read_reply(reply("REPLY", 1, ""), api.now).size(), 1u);
    EXPECT_EQ(read_reply(reply("REPLY", 50, ""), api.now).size(), 50u);
    EXPECT_TRUE(read_reply(reply("REPLY", 51, ""), api.now).empty());
    EXPECT_TRUE(read_reply(reply("REQUEST", 1, ""), api.now).empty());
    EXPECT_TRUE(read_reply(reply("REPLY", 1, "RRULE:FREQ=DAILY\r\n"), api.now).empty());
    EXPECT_TRUE(
        read_reply(reply("REPLY", 1, "DESCRIPTION:" + std::string(66'000, 'x') + "\r\n"), api.now)
            .empty());
}

TEST_P(CalendarsOut, AnAnswerByMailStandsBesideHisName) {
    const std::string id = deal(account, "Fleet", {dana});
    const std::string meeting = booked(id, "2026-05-12T09:00:00Z", {dana});
    ASSERT_EQ(api.post(rep, "/meetings/" + meeting + "/invitation", "", "*").status, 200);
    tests::OwnHouse own(api.store(), api.outside, api.now);
    const auto answer = [&](const std::string& from, const std::string& method) {
        const std::string mail =
            "From: " + from +
            "\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=" + method +
            "; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:" + method + "\r\n" +
            event(meeting + "@meetings.ante",
                  "DTSTART:20260512T090000Z\r\n" + with("dana@northwind.example", "DECLINED")) +
            "END:VCALENDAR\r\n";
        EXPECT_TRUE(take_mail(own.house, mail, api.now).has_value());
        return api.get(rep, "/meetings/" + meeting + "/invitation").at("/people/0/answer");
    };
    EXPECT_EQ(answer("eve@elsewhere.example", "REPLY"), "needs_action");
    EXPECT_EQ(answer("dana@northwind.example", "REQUEST"), "needs_action");
    EXPECT_EQ(answer("dana@northwind.example", "REPLY"), "declined");
}

INSTANTIATE_TEST_SUITE_P(Engines, CalendarsOut, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
