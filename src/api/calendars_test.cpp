// What stands in a member's calendar becomes meetings of deals, and follows it.
#include "calendars.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>

#include "api/calendar_sync.h"
#include "house.h"
#include "page_server.h"

namespace ante::api {
namespace {

using namespace method;
using testing::HasSubstr;
using testing::Not;
using tests::Caller;
using tests::Got;
using enum Verb;

class CalendarsIn : public tests::Calendars {};

TEST_P(CalendarsIn, AnEventWithAPlayerBecomesAMeetingAndFollows) {
    const std::string id = deal(account, "Fleet", {dana});
    const std::string lines = "SUMMARY:Fleet review\r\nDURATION:PT45M\r\nLOCATION:https://x\r\n" +
                              with("Dana@Northwind.example", "ACCEPTED");
    Got got = upload(event("a", "DTSTART:20260512T090000Z\r\n" + lines) +
                     event("b", "DTSTART:20260513T090000Z\r\nSUMMARY:Dentist\r\n"));
    ASSERT_EQ(got.status, 201) << got.text;
    EXPECT_EQ(got.at("/found"), "2");
    EXPECT_EQ(got.at("/matched"), "1");
    const std::string calendar = got.at("/id");
    auto meetings = meetings_of(id);
    ASSERT_EQ(meetings.size(), 1u);
    const std::string meeting = text(meetings[0], "id");
    EXPECT_EQ(text(meetings[0], "title"), "Fleet review");
    EXPECT_EQ(text(meetings[0], "kind"), "video");
    EXPECT_EQ(meetings[0].at("minutes"), 45);
    EXPECT_EQ(meetings[0].at("players").as_array().size(), 1u);
    // It is accepted: his promise to come. And it wants a plan.
    got = api.get(rep, "/meetings/" + meeting);
    EXPECT_THAT(got.text, HasSubstr("\"attends\":\"" + meeting));

    // Read again: nothing happens.
    const auto logged = api.events_logged();
    upload(event("a", "DTSTART:20260512T090000Z\r\n" + lines), calendar);
    EXPECT_EQ(api.events_logged(), logged);
    EXPECT_EQ(meetings_of(id).size(), 1u);

    // Moved there, moved here; once.
    upload(event("a", "DTSTART:20260514T100000Z\r\nSEQUENCE:1\r\n" + lines), calendar);
    meetings = meetings_of(id);
    ASSERT_EQ(meetings.size(), 1u);
    EXPECT_EQ(text(meetings[0], "starts"), "2026-05-14T10:00:00.000Z");

    // What we change here stays until something changes there.
    got = api.get(rep, "/meetings/" + meeting);
    got = api.send(rep, patch, "/meetings/" + meeting, R"({"title":"Ours"})",
                   {{"if-match", got.header("ETag")}});
    ASSERT_EQ(got.status, 200) << got.text;
    upload(event("a", "DTSTART:20260514T100000Z\r\nSEQUENCE:1\r\n" + lines), calendar);
    EXPECT_EQ(text(meetings_of(id)[0], "title"), "Ours");

    upload(event("a", "DTSTART:20260514T100000Z\r\nSTATUS:CANCELLED\r\n" + lines), calendar);
    EXPECT_TRUE(meetings_of(id)[0].as_object().contains("cancelled_at"));
    expect_clean();
}

TEST_P(CalendarsIn, WhatIsTakenOutIsCalledOffUnlessItHasBeen) {
    const std::string id = deal(account, "Fleet", {dana});
    const std::string who = with("dana@northwind.example");
    const Got got = upload(event("past", "DTSTART:20260430T090000Z\r\n" + who) +
                           event("ahead", "DTSTART:20260512T090000Z\r\n" + who) +
                           event("long ago", "DTSTART:20260301T090000Z\r\n" + who));
    ASSERT_EQ(meetings_of(id).size(), 2u);  // nothing older than 30 days
    upload("", got.at("/id"));
    for (const auto& meeting : meetings_of(id))
        EXPECT_EQ(meeting.as_object().contains("cancelled_at"),
                  text(meeting, "starts") == "2026-05-12T09:00:00.000Z");
    expect_clean();
}

TEST_P(CalendarsIn, WhatCantBeReadIsNotCalledOff) {
    const std::string id = deal(account, "Fleet", {dana});
    const std::string who = with("dana@northwind.example");
    const std::string second = event("b", "DTSTART:20260513T090000Z\r\n" + who);
    Got got = upload(event("a", "DTSTART:20260512T090000Z\r\n" + who) + second);
    const std::string calendar = got.at("/id");
    ASSERT_EQ(meetings_of(id).size(), 2u);
    got = upload(event("a", "DTSTART:20261399T990000Z\r\n" + who) + second, calendar);
    EXPECT_EQ(got.at("/left_out"), "1");
    EXPECT_THAT(got.at("/problems/0/says"), HasSubstr("left out"));
    EXPECT_FALSE(meetings_of(id)[0].as_object().contains("cancelled_at"));
    upload(second, calendar);
    EXPECT_TRUE(meetings_of(id)[0].as_object().contains("cancelled_at"));
    // A file that ends half-way takes nothing away either.
    api.send(rep, post, "/calendars/file?name=Mine&replaces=" + calendar,
             "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + second.substr(0, second.size() - 20),
             {{"content-type", "text/calendar"}});
    EXPECT_FALSE(meetings_of(id)[1].as_object().contains("cancelled_at"));
}

TEST_P(CalendarsIn, WhatIsNoLongerHisIsNotFollowed) {
    const std::string id = deal(account, "Fleet", {dana});
    const std::string who = with("dana@northwind.example");
    Got got = upload(event("a", "DTSTART:20260512T090000Z\r\n" + who));
    const std::string calendar = got.at("/id");
    got = api.get(rep, "/deals/" + id);
    got = api.post(rep, "/deals/" + id + "/hand-over", R"({"to":")" + other.id.text() + "\"}",
                   got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    const auto logged = api.events_logged();
    upload(event("a", "DTSTART:20260513T090000Z\r\n" + who), calendar);
    upload("", calendar);
    EXPECT_EQ(api.events_logged(), logged);
}

TEST_P(CalendarsIn, WhatComesFromOurMailAddressComesFromUs) {
    const std::string id = deal(account, "Fleet", {dana});
    api.outside.mail_from = "Northgate <Sales@Northwind.example>";
    api.outside.inbox.url = "imaps://mail.northgate.example/INBOX";
    api.start();
    const std::string lines =
        "DTSTART:20260512T090000Z\r\nORGANIZER:mailto:sales@"
        "northwind.example\r\n" +
        with("dana@northwind.example");
    const Got got = upload(event("a", lines));
    ASSERT_EQ(meetings_of(id).size(), 1u);
    upload(event("a", "STATUS:CANCELLED\r\n" + lines), got.at("/id"));
    EXPECT_EQ(last_event("meeting_cancelled"), "seller");
}

TEST_P(CalendarsIn, ARepeatedMeetingWithItsExceptions) {
    const std::string id = deal(account, "Fleet", {dana});
    const std::string who = with("dana@northwind.example");
    const std::string series =
        event("weekly",
              "DTSTART;TZID=Europe/Berlin:20260505T090000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n" + who);
    const Got got = upload(series);
    EXPECT_EQ(meetings_of(id).size(), 4u);
    upload(series + event("weekly",
                          "RECURRENCE-ID;TZID=Europe/Berlin:20260512T090000\r\n"
                          "DTSTART;TZID=Europe/Berlin:20260513T150000\r\n" +
                              who),
           got.at("/id"));
    auto meetings = meetings_of(id);
    ASSERT_EQ(meetings.size(), 4u);
    EXPECT_EQ(text(meetings[1], "starts"), "2026-05-13T13:00:00.000Z");
    // The whole series an hour later: each of its meetings moves, none is made anew.
    upload(event("weekly",
                 "DTSTART;TZID=Europe/Berlin:20260505T100000\r\n"
                 "RRULE:FREQ=WEEKLY;COUNT=4\r\n" +
                     who),
           got.at("/id"));
    meetings = meetings_of(id);
    ASSERT_EQ(meetings.size(), 4u);
    EXPECT_EQ(text(meetings[3], "starts"), "2026-05-26T08:00:00.000Z");
    expect_clean();
}

TEST_P(CalendarsIn, SeveralDealsAreAskedAbout) {
    const std::string fleet = deal(account, "Fleet", {dana});
    const std::string depot = deal(account, "Depot", {dana});
    Got got = upload(event(
        "a", "DTSTART:20260512T090000Z\r\nSUMMARY:Which?\r\n" + with("dana@northwind.example")));
    EXPECT_EQ(got.at("/suggested"), "1");
    EXPECT_TRUE(meetings_of(fleet).empty());
    got = api.get(rep, "/calendar-entries");
    ASSERT_EQ(got.at("/items/0/title"), "Which?") << got.text;
    EXPECT_EQ(got.json().at("items").at(0).at("deals").as_array().size(), 2u);
    const std::string entry = got.at("/items/0/id");
    EXPECT_EQ(api.get(other, "/calendar-entries").at("/items"), "[]");
    EXPECT_EQ(
        api.post(other, "/calendar-entries/" + entry + "/deal", R"({"about":")" + depot + "\"}")
            .status,
        404);
    got = api.post(rep, "/calendar-entries/" + entry + "/deal", R"({"about":")" + depot + "\"}");
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(meetings_of(depot).size(), 1u);
    EXPECT_EQ(api.get(rep, "/calendar-entries").at("/items"), "[]");
}

TEST_P(CalendarsIn, WhatIsAboutNoDealIsNotAskedAboutAgain) {
    deal(account, "Fleet", {dana});
    deal(account, "Depot", {dana});
    const std::string lunch =
        event("a", "DTSTART:20260512T090000Z\r\n" + with("dana@northwind.example"));
    const Got got = upload(lunch);
    const std::string entry = api.get(rep, "/calendar-entries").at("/items/0/id");
    EXPECT_EQ(api.post(rep, "/calendar-entries/" + entry + "/leave", "").status, 204);
    upload(lunch, got.at("/id"));
    EXPECT_EQ(api.get(rep, "/calendar-entries").at("/items"), "[]");
}

TEST_P(CalendarsIn, PeopleNobodyKnowsAreFoundByTheirDomain) {
    const std::string id = deal(account, "Fleet");
    upload(event("a", "DTSTART:20260512T090000Z\r\n" + with("new@northwind.example")) +
           event("b", "DTSTART:20260513T090000Z\r\n" + with("somebody@gmail.com")) +
           event("c", "DTSTART:20260514T090000Z\r\n" + with(api.emails[other.id])));
    const auto meetings = meetings_of(id);
    ASSERT_EQ(meetings.size(), 1u);
    EXPECT_TRUE(meetings[0].at("players").as_array().empty());
}

TEST_P(CalendarsIn, AColleaguesDealIsNotTouched) {
    const std::string id = deal(account, "Theirs", {dana}, other);
    upload(event("a", "DTSTART:20260512T090000Z\r\n" + with("dana@northwind.example")));
    EXPECT_EQ(api.get(other, "/deals/" + id).json().at("deal").at("meetings").as_array().size(),
              0u);
    // Nor by a calendar that names a meeting of his.
    Got got = api.get(other, "/deals/" + id);
    got = api.post(other, "/deals/" + id + "/meetings",
                   R"({"kind":"call","starts":"2026-05-20T09:00:00Z","players":[]})",
                   got.header("ETag"));
    const std::string meeting = got.at("/deal/meetings/0/id");
    upload(event(meeting + "@meetings.ante", "DTSTART:20260521T090000Z\r\n"));
    upload(event(meeting + "@meetings.ante", "DTSTART:20260522T090000Z\r\n"));
    EXPECT_EQ(api.get(other, "/meetings/" + meeting).at("/meeting/starts"),
              "2026-05-20T09:00:00.000Z");
}

TEST_P(CalendarsIn, AMeetingThatIsThereIsNotMadeTwice) {
    const std::string id = deal(account, "Fleet", {dana});
    Got got = api.get(rep, "/deals/" + id);
    got = api.post(
        rep, "/deals/" + id + "/meetings",
        R"({"kind":"call","title":"By hand","starts":"2026-05-12T09:00:00Z","players":[")" + dana +
            R"("]})",
        got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    upload(
        event("a", "DTSTART:20260512T090500Z\r\nSUMMARY:x\r\n" + with("dana@northwind.example")));
    ASSERT_EQ(meetings_of(id).size(), 1u);
    EXPECT_EQ(text(meetings_of(id)[0], "starts"), "2026-05-12T09:00:00.000Z");
}

TEST_P(CalendarsIn, PrivateEntriesKeepTheirSecrets) {
    deal(account, "Fleet", {dana});
    const std::string secret = event("p",
                                     "DTSTART:20260512T090000Z\r\nSUMMARY:Planted secret\r\n"
                                     "CLASS:PRIVATE\r\nLOCATION:Planted place\r\n" +
                                         with("dana@northwind.example"));
    const auto stored = [&] {
        std::string all;
        const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
            return db.each("SELECT title, place, people, starts FROM calendar_entry", {},
                           [&](const store::Row& row) -> Result<void> {
                               all += std::string(row.text(0)) + "|" + std::string(row.text(1)) +
                                      "|" + std::string(row.text(2)) + "|" +
                                      std::to_string(row.integer(3));
                               return success();
                           });
        });
        EXPECT_TRUE(read.has_value());
        return all;
    };
    Got got = upload(secret);
    EXPECT_EQ(got.at("/matched"), "0");
    EXPECT_EQ(stored(), "||[]|1778576400000");
    got = upload(secret, got.at("/id"), "&keeps_private=true");
    EXPECT_EQ(got.at("/matched"), "1");
    EXPECT_THAT(stored(), HasSubstr("Planted secret"));
    // Kept no longer: what was kept goes, without reading it again.
    EXPECT_EQ(
        api.send(rep, patch, "/calendars/" + got.at("/id"), R"({"keeps_private":false})").status,
        200);
    EXPECT_EQ(stored(), "||[]|1778576400000");
    // Removed with its entries, not with its meetings.
    EXPECT_EQ(api.send(rep, del, "/calendars/" + got.at("/id")).status, 204);
    EXPECT_EQ(stored(), "");
}

TEST_P(CalendarsIn, BrokenFilesAreRefusedWithAReason) {
    Got got = api.send(rep, post, "/calendars/file", "<html>", {{"content-type", "text/calendar"}});
    EXPECT_EQ(got.code(), "calendar_malformed");
    got = upload(event("a", "SUMMARY:When?\r\n"));
    EXPECT_EQ(got.at("/left_out"), "1");
    EXPECT_THAT(got.at("/problems/0/says"), HasSubstr("does not say when"));
    EXPECT_EQ(
        api.post(rep, "/calendars", R"({"address":"file:///etc/passwd"})").at("/errors/0/code"),
        "address_invalid");
}

TEST_P(CalendarsIn, ASubscribedAddressIsLookedIntoAndTellsWhatIsWrong) {
    const std::string id = deal(account, "Fleet", {dana});
    std::string answer;
    std::string asked;
    std::mutex guard;
    const auto says = [&](std::string page) {
        const std::scoped_lock lock(guard);
        answer = std::move(page);
    };
    tests::PageServer server([&](const std::string& request) {
        const std::scoped_lock lock(guard);
        asked = request;
        return answer;
    });
    const std::string secret = "http://127.0.0.1:" + server.port() + "/planted-secret.ics";
    const Got made = api.post(rep, "/calendars", R"({"address":")" + secret + "\"}");
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.at("/place"), "127.0.0.1:" + server.port());

    // By itself it does not go to private addresses.
    says(tests::PageServer::page("x"));
    tests::OwnHouse careful(api.store(), api.outside, api.now);
    look_into_calendars(careful.house, api.now);
    EXPECT_EQ(server.connections(), 0);
    EXPECT_THAT(api.get(rep, "/calendars").at("/items/0/trouble"), HasSubstr("private network"));

    Outside outside = api.outside;
    outside.private_addresses = true;
    tests::OwnHouse own(api.store(), outside, api.now);
    const auto look_again = [&] {
        api.now += hours{1};
        EXPECT_EQ(api.post(rep, "/calendars/" + made.at("/id") + "/sync", "").status, 200);
        const Instant next = look_into_calendars(own.house, api.now);
        EXPECT_GT(next, api.now + minutes{10});
        return api.get(rep, "/calendars");
    };
    says("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(look_again().at("/items/0/trouble"), HasSubstr("no calendar at that address"));
    says(tests::PageServer::page("<html>please sign in</html>"));
    EXPECT_THAT(look_again().at("/items/0/trouble"), HasSubstr("That is no calendar"));
    says(tests::PageServer::page(
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Ria's\r\n" +
            event("a", "DTSTART:20260512T090000Z\r\n" + with("dana@northwind.example")) +
            "END:VCALENDAR\r\n",
        "ETag: \"v1\"\r\n"));
    Got got = look_again();
    EXPECT_EQ(got.at("/items/0/trouble"), "");
    EXPECT_EQ(got.at("/items/0/name"), "Ria's");
    EXPECT_EQ(got.at("/items/0/matched"), "1");
    EXPECT_EQ(meetings_of(id).size(), 1u);
    says("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
    got = look_again();
    EXPECT_EQ(got.at("/items/0/trouble"), "");
    EXPECT_THAT(asked, HasSubstr("If-None-Match: \"v1\""));
    EXPECT_THAT(got.text, Not(HasSubstr("planted-secret")));
}

TEST_P(CalendarsIn, OneServerThatDoesNotAnswerHoldsUpNoOther) {
    using tests::PageServer;
    const std::string nothing = PageServer::page("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    std::promise<void> quick_was_asked;
    auto waited_for = quick_was_asked.get_future();
    std::atomic<bool> came_meanwhile = false;
    PageServer slow([&](const std::string&) {
        came_meanwhile = waited_for.wait_for(std::chrono::seconds{20}) == std::future_status::ready;
        return nothing;
    });
    PageServer quick([&](const std::string&) {
        quick_was_asked.set_value();
        return nothing;
    });
    for (const PageServer* server : {&slow, &quick}) {
        add("/calendars", R"({"address":"http://127.0.0.1:)" + server->port() + R"(/a.ics"})");
        api.now += minutes{1};  // The slow one is due first.
    }
    Outside outside = api.outside;
    outside.private_addresses = true;
    tests::OwnHouse own(api.store(), outside, api.now);
    look_into_calendars(own.house, api.now);
    EXPECT_TRUE(came_meanwhile);
    EXPECT_EQ(quick.connections(), 1);
}

TEST_P(CalendarsIn, TheSameTextIsNotJudgedAnewWhereNoVersionIsNamed) {
    const std::string id = deal(account, "Fleet");
    std::atomic<int> asked = 0;
    tests::PageServer server([&](const std::string&) {
        return tests::PageServer::page(
            "BEGIN:VCALENDAR\r\n" +
            event("a", "DTSTAMP:20260501T00000" + std::to_string(asked++) +
                           "Z\r\nDTSTART:20260512T090000Z\r\n" + with("new@elsewhere.example")) +
            "END:VCALENDAR\r\n");
    });
    Outside outside = api.outside;
    outside.private_addresses = true;
    tests::OwnHouse own(api.store(), outside, api.now);
    add("/calendars", R"({"address":"http://127.0.0.1:)" + server.port() + R"(/a.ics"})");
    const auto look_after = [&](hours pause) {
        api.now += pause;
        look_into_calendars(own.house, api.now);
        const Got got = api.get(rep, "/calendars");
        EXPECT_EQ(got.at("/items/0/trouble"), "");
        return got.at("/items/0/matched");
    };
    EXPECT_EQ(look_after(hours{1}), "0");
    // Somebody became known: where nothing changed, that is seen with the next whole look.
    const std::string eve = person(account, "Eve", "new@elsewhere.example");
    Got got = api.get(rep, "/deals/" + id);
    got = api.post(rep, "/deals/" + id + "/players",
                   R"({"person":")" + eve + R"(","role":"decision_maker"})", got.header("ETag"));
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(look_after(hours{1}), "0");
    EXPECT_EQ(look_after(hours{24}), "1");
    EXPECT_EQ(asked, 3);
}

INSTANTIATE_TEST_SUITE_P(Engines, CalendarsIn, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
