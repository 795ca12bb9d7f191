#include "connect/icalendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"

namespace ante::connect {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Instant at(std::string_view text) {
    return parse_instant(text).value();
}

CalendarWindow in_2026(const char* zone = "Europe/Berlin") {
    return {Zone::named(zone).value(), at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")};
}

std::string calendar(const std::string& inside) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n" + inside +
           "END:VCALENDAR\r\n";
}

std::string event(const std::string& lines) {
    return "BEGIN:VEVENT\r\nUID:one@example.com\r\n" + lines + "END:VEVENT\r\n";
}

ReadCalendar read(const std::string& text, const CalendarWindow& window = in_2026()) {
    auto read = read_calendar(text, window);
    if (read.has_error()) {
        ADD_FAILURE() << read.error().detail;
        return {};
    }
    return read.value();
}

std::vector<std::string> starts_of(const ReadCalendar& calendar) {
    std::vector<std::string> starts;
    for (const CalendarEvent& e : calendar.events) {
        starts.push_back(text_of(e.starts).substr(0, 16));
        if (e.cancelled) starts.back() += " cancelled";
    }
    return starts;
}

TEST(Calendar, ReadsAnEventWithItsPeople) {
    const auto found =
        read(calendar(event("DTSTART;TZID=Europe/Berlin:20260514T090000\r\n"
                            "DTEND;TZID=Europe/Berlin:20260514T094500\r\n"
                            "SUMMARY:Fleet\\, part 2\\; n\r\n ext steps\r\n"
                            "LOCATION:Room 4\r\nSEQUENCE:3\r\n"
                            "ORGANIZER;CN=\"Rep, Ria\":MAILTO:Ria@Seller.example\r\n"
                            "ATTENDEE;CN=Dana;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:"
                            "Dana@Northwind.example\r\n"
                            "ATTENDEE;CUTYPE=ROOM:mailto:room@x.example\r\n"
                            "DESCRIPTION:never read\r\n"
                            "X-SOMETHING:else\r\n")));
    ASSERT_EQ(found.events.size(), 1u);
    const CalendarEvent& e = found.events.front();
    EXPECT_EQ(e.uid, "one@example.com");
    EXPECT_EQ(e.recurrence_id, "");
    EXPECT_EQ(text_of(e.starts), "2026-05-14T07:00:00.000Z");
    EXPECT_EQ(e.minutes, 45);
    EXPECT_EQ(e.title, "Fleet, part 2; next steps");
    EXPECT_EQ(e.place, "Room 4");
    EXPECT_EQ(e.notes, "");
    EXPECT_EQ(e.sequence, 3);
    EXPECT_EQ(e.organizer, (Invitee{"Rep, Ria", "ria@seller.example", {}}));
    EXPECT_THAT(e.attendees,
                ElementsAre(Invitee{"Dana", "dana@northwind.example", Attendance::accepted}));
    EXPECT_FALSE(e.is_private);
    EXPECT_TRUE(e.busy);
    EXPECT_TRUE(found.problems.empty());
}

// The same nine o'clock on both sides of each change of the clocks.
TEST(Calendar, AWeeklyMeetingKeepsItsHourWhenTheClocksChange) {
    const std::string rule = "RRULE:FREQ=WEEKLY;COUNT=3\r\n";
    EXPECT_THAT(
        starts_of(read(calendar(event("DTSTART;TZID=Europe/Berlin:20260322T090000\r\n" + rule)))),
        ElementsAre("2026-03-22T08:00", "2026-03-29T07:00", "2026-04-05T07:00"));
    EXPECT_THAT(
        starts_of(read(calendar(event("DTSTART;TZID=Europe/Berlin:20261018T090000\r\n" + rule)))),
        ElementsAre("2026-10-18T07:00", "2026-10-25T08:00", "2026-11-01T08:00"));
    EXPECT_THAT(starts_of(read(
                    calendar(event("DTSTART;TZID=America/New_York:20260301T090000\r\n" + rule)))),
                ElementsAre("2026-03-01T14:00", "2026-03-08T13:00", "2026-03-15T13:00"));
    EXPECT_THAT(starts_of(read(calendar(event("DTSTART;TZID=Eastern Standard Time:"
                                              "20261025T090000\r\n" +
                                              rule)))),
                ElementsAre("2026-10-25T13:00", "2026-11-01T14:00", "2026-11-08T14:00"));
}

// 02:30 is not there on 29 March, and there twice on 25 October (RFC 5545, 3.3.5).
TEST(Calendar, TimesThatAreSkippedOrDoubled) {
    EXPECT_THAT(starts_of(read(calendar(event("DTSTART;TZID=Europe/Berlin:20260329T023000\r\n")))),
                ElementsAre("2026-03-29T01:30"));
    EXPECT_THAT(starts_of(read(calendar(event("DTSTART;TZID=Europe/Berlin:20261025T023000\r\n")))),
                ElementsAre("2026-10-25T00:30"));
}

TEST(Calendar, KnowsZonesByEveryNameThatIsCommon) {
    const auto start = [](const std::string& tzid) {
        return starts_of(read(calendar(event("DTSTART;TZID=" + tzid + ":20260714T090000\r\n"))))
            .at(0);
    };
    EXPECT_EQ(start("W. Europe Standard Time"), "2026-07-14T07:00");
    EXPECT_EQ(start("\"Pacific Standard Time (Mexico)\""), "2026-07-14T16:00");
    EXPECT_EQ(start("/freeassociation.sourceforge.net/Europe/London"), "2026-07-14T08:00");
    EXPECT_EQ(start("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires"), "2026-07-14T12:00");
    EXPECT_EQ(start("Nowhere/Land"), "2026-07-14T07:00");  // the reader's, and said
    const auto said = read(calendar(event("DTSTART;TZID=Nowhere/Land:20260714T090000\r\n")));
    ASSERT_EQ(said.problems.size(), 1u);
    EXPECT_THAT(said.problems[0].says, HasSubstr("time zone that nobody knows"));
}

TEST(Calendar, TakesAZoneAsTheFileDescribesIt) {
    const std::string zone =
        "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\n"
        "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n"
        "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
        "END:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
        "END:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
    EXPECT_THAT(
        starts_of(read(calendar(zone + event("DTSTART;TZID=Customized Time Zone:20260322T090000\r\n"
                                             "RRULE:FREQ=WEEKLY;UNTIL=20260405T070000Z\r\n")),
                       in_2026("America/New_York"))),
        ElementsAre("2026-03-22T08:00", "2026-03-29T07:00", "2026-04-05T07:00"));
}

TEST(Calendar, ExceptionsOfARepeatedEvent) {
    const auto found =
        read(calendar(event("DTSTART;TZID=Europe/Berlin:20260504T090000\r\nDURATION:PT30M\r\n"
                            "RRULE:FREQ=WEEKLY;UNTIL=20260601T070000Z\r\nSUMMARY:Weekly\r\n"
                            "EXDATE;TZID=Europe/Berlin:20260511T090000\r\n"
                            "RDATE;TZID=Europe/Berlin:20260513T100000\r\n") +
                      event("RECURRENCE-ID;TZID=Europe/Berlin:20260518T090000\r\n"
                            "DTSTART;TZID=Europe/Berlin:20260519T140000\r\nSUMMARY:Moved\r\n"
                            "DURATION:PT1H\r\n") +
                      event("RECURRENCE-ID:20260525T070000Z\r\nDTSTART:20260525T070000Z\r\n"
                            "STATUS:CANCELLED\r\n")));
    EXPECT_THAT(starts_of(found),
                ElementsAre("2026-05-04T07:00", "2026-05-13T08:00", "2026-05-19T12:00",
                            "2026-05-25T07:00 cancelled", "2026-06-01T07:00"));
    EXPECT_EQ(found.events[2].recurrence_id, "20260518T070000Z");
    EXPECT_EQ(found.events[2].title, "Moved");
    EXPECT_EQ(found.events[2].minutes, 60);
    EXPECT_EQ(found.events[4].minutes, 30);
    EXPECT_EQ(found.events[0].recurrence_id, "20260504T070000Z");
}

TEST(Calendar, AChangeOfAllThatFollow) {
    EXPECT_THAT(
        starts_of(read(calendar(event("DTSTART:20260504T090000Z\r\nRRULE:FREQ=DAILY;COUNT=4\r\n") +
                                event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260506T090000Z\r\n"
                                      "DTSTART:20260506T110000Z\r\n")))),
        ElementsAre("2026-05-04T09:00", "2026-05-05T09:00", "2026-05-06T11:00",
                    "2026-05-07T11:00"));
}

TEST(Calendar, OneTimeOfASeriesWithoutTheSeries) {
    const auto found =
        read(calendar(event("RECURRENCE-ID:20260506T090000Z\r\n"
                            "DTSTART:20260506T110000Z\r\n")));
    ASSERT_EQ(found.events.size(), 1u);
    EXPECT_EQ(found.events[0].recurrence_id, "20260506T090000Z");
    EXPECT_EQ(text_of(found.events[0].starts), "2026-05-06T11:00:00.000Z");
}

TEST(Calendar, WholeDaysArePrivateAndFree) {
    const auto found =
        read(calendar(event("DTSTART;VALUE=DATE:20260504\r\nDTEND;VALUE=DATE:"
                            "20260507\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\n")));
    ASSERT_EQ(found.events.size(), 1u);
    EXPECT_EQ(found.events[0].day, make_date(2026, 5, 4));
    EXPECT_EQ(found.events[0].days, 3);
    EXPECT_EQ(text_of(found.events[0].starts), "2026-05-03T22:00:00.000Z");
    EXPECT_TRUE(found.events[0].is_private);
    EXPECT_FALSE(found.events[0].busy);
}

TEST(Calendar, OnlyWhatTouchesTheWindow) {
    const CalendarWindow may{Zone(), at("2026-05-01T00:00:00Z"), at("2026-06-01T00:00:00Z")};
    EXPECT_THAT(starts_of(read(calendar(event("DTSTART:19980504T090000Z\r\n"
                                              "RRULE:FREQ=MONTHLY;BYDAY=1MO\r\n")),
                               may)),
                ElementsAre("2026-05-04T09:00"));
    EXPECT_THAT(
        starts_of(read(calendar(event("DTSTART:20260430T233000Z\r\nDURATION:PT1H\r\n")), may)),
        ElementsAre("2026-04-30T23:30"));
    EXPECT_TRUE(read(calendar(event("DTSTART:20260601T000000Z\r\n")), may).events.empty());
}

TEST(Calendar, OneBrokenEventDoesNotSpoilTheOthers) {
    const auto found =
        read(calendar(event("SUMMARY:When?\r\n") + event("DTSTART:20260231T090000Z\r\n") +
                      "BEGIN:VEVENT\r\nUID:two\r\nDTSTART:20260504T090000Z\r\n"
                      "END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:2026"));
    EXPECT_THAT(starts_of(found), ElementsAre("2026-05-04T09:00"));
    EXPECT_EQ(found.found, 4);
    EXPECT_EQ(found.left_out, 3);
    EXPECT_FALSE(found.whole);
    ASSERT_EQ(found.problems.size(), 4u);
    EXPECT_THAT(found.problems[0].says, HasSubstr("breaks off"));
    EXPECT_EQ(found.problems[1].line, 4);
    EXPECT_EQ(found.problems[1].says, "The event was left out: it does not say when it begins.");
}

// Half of a calendar would look as if the other half had been called off.
TEST(Calendar, TellsWhetherEverythingWasRead) {
    const std::string first = event("DTSTART:20260504T090000Z\r\n");
    const std::string text = calendar(first +
                                      "BEGIN:VEVENT\r\nUID:two\r\n"
                                      "DTSTART:20260505T090000Z\r\nEND:VEVENT\r\n");
    EXPECT_TRUE(read(text).whole);
    EXPECT_TRUE(read(text.substr(0, text.size() - 2)).whole);
    EXPECT_TRUE(read(first).whole) << "an event alone has its end";
    for (std::size_t cut = text.size() - 3; cut > 20; --cut) {
        const auto found = read(text.substr(0, cut));
        EXPECT_FALSE(found.whole) << cut;
        ASSERT_FALSE(found.problems.empty());
        EXPECT_THAT(found.problems[0].says, HasSubstr("its end is missing"));
        EXPECT_GE(found.problems[0].line, 1);
    }
    const auto whole = [](const std::string& lines) {
        return read(calendar(event("DTSTART:20260504T090000Z\r\n" + lines))).whole;
    };
    EXPECT_FALSE(whole("RRULE:FREQ=SOMETIMES\r\n"));
    EXPECT_FALSE(whole("RECURRENCE-ID:someday\r\n"));
    EXPECT_FALSE(whole("RDATE:20260505T090000Z" + std::string(70'000, '0') + "\r\n"));
    EXPECT_TRUE(whole("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n")) << "it never happens";
    EXPECT_TRUE(whole("DESCRIPTION:" + std::string(70'000, 'x') + "\r\n")) << "never read";
    EXPECT_FALSE(read(calendar(event("SUMMARY:When?\r\n"))).whole);
}

TEST(Calendar, RefusesWhatIsNone) {
    EXPECT_EQ(read_calendar("<html>Sign in</html>", in_2026()).error().code, "calendar_malformed");
    EXPECT_EQ(read_calendar("", in_2026()).error().code, "calendar_malformed");
    EXPECT_EQ(read_calendar(std::string(largest_calendar + 1, 'x'), in_2026()).error().code,
              "calendar_too_large");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "BEGIN:VEVENT\r\n";
    EXPECT_EQ(read_calendar(deep, in_2026()).error().code, "calendar_malformed");
}

TEST(Calendar, RulesThatNeverEndAreBounded) {
    for (const char* rule :
         {"FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
          "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=0",
          "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19;"
          "BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15;BYSECOND=0,1,2,3,4,5"}) {
        const auto found = read(
            calendar(event("DTSTART:20260101T090000Z\r\nRRULE:" + std::string(rule) + "\r\n")));
        EXPECT_LE(found.events.size(), most_times) << rule;
        EXPECT_GE(found.events.size(), 1u) << rule;
    }
}

std::string list_to(int last) {
    std::string list = "0";
    for (int i = 1; i <= last; ++i) list += "," + std::to_string(i);
    return list;
}

// Anybody may send a rule: what it costs is counted in steps, not hoped for.
TEST(Calendar, RulesThatNeverHappenCostNothing) {
    std::string text;
    for (int i = 0; i < 1'000; ++i)
        for (const char* every : {"DAILY", "MONTHLY", "YEARLY"})
            text += "BEGIN:VEVENT\r\nUID:" + std::string(every) + std::to_string(i) +
                    "\r\nDTSTART:20000301T090000Z\r\nRRULE:FREQ=" + every +
                    ";BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n";
    text += event("DTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=" +
                  list_to(23) + ";BYMINUTE=" + list_to(59) + ";BYSECOND=" + list_to(59) + "\r\n");
    text +=
        "BEGIN:VEVENT\r\nUID:leap\r\nDTSTART:20010301T090000Z\r\n"
        "RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29\r\nEND:VEVENT\r\n";
    const auto found = read(calendar(text));
    EXPECT_EQ(found.events.size(), 1u);
    EXPECT_TRUE(found.whole) << "three thousand of them are within the steps of a file";
    ASSERT_EQ(found.problems.size(), 1u);
    EXPECT_THAT(found.problems[0].says, HasSubstr("by the hour or faster"));
}

TEST(Calendar, RulesOfAFileTogetherAreBoundedAndTold) {
    std::string text;
    for (int i = 0; i < 2'000; ++i)
        text += "BEGIN:VEVENT\r\nUID:" + std::to_string(i) +
                "\r\nDTSTART:19000101T090000Z\r\nRRULE:FREQ=DAILY;COUNT=100000;BYMONTH=2;"
                "BYMONTHDAY=30\r\nEND:VEVENT\r\n";
    const auto found = read(calendar(text));
    EXPECT_TRUE(found.events.empty());
    EXPECT_FALSE(found.whole);
    ASSERT_FALSE(found.problems.empty());
    EXPECT_THAT(found.problems[0].says, HasSubstr("more often than can be read"));
}

TEST(Calendar, ZonesOfAFileTogetherAreBounded) {
    std::string text;
    for (int zone = 0; zone < 200; ++zone) {
        text += "BEGIN:VTIMEZONE\r\nTZID:z" + std::to_string(zone) +
                "\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n"
                "TZOFFSETTO:+0100\r\n";
        for (int rule = 0; rule < 100; ++rule)
            text += "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n";
        text += "END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:" + std::to_string(zone) +
                "\r\nDTSTART;TZID=z" + std::to_string(zone) + ":20260504T090000\r\nEND:VEVENT\r\n";
    }
    const auto found = read(calendar(text));
    EXPECT_EQ(found.events.size(), 200u);
}

// A file of 180 kB took ten seconds; it may have 16 MB.
TEST(Calendar, ManyChangesOfOneEvent) {
    const auto change = [](int day, const char* range) {
        const auto at = make_date(2000, 1, 1) + Days{day};
        std::string on = text_of(at);
        std::erase(on, '-');
        return event("RECURRENCE-ID" + std::string(range) + ":" + on + "T090000Z\r\nDTSTART:" + on +
                     "T110000Z\r\n");
    };
    for (const char* range : {"", ";RANGE=THISANDFUTURE"}) {
        std::string text = event("DTSTART:20000101T090000Z\r\nRRULE:FREQ=DAILY\r\n");
        for (int day = 9'490; day < 29'490; ++day) text += change(day, range);
        const auto found = read(calendar(text));
        EXPECT_EQ(found.events.size(), 365u);
        EXPECT_EQ(text_of(found.events[100].starts).substr(11, 5), "11:00");
        EXPECT_FALSE(found.whole) << "two thousand are enough";
        ASSERT_EQ(found.problems.size(), 1u);
        EXPECT_THAT(found.problems[0].says, HasSubstr("single times of this event were changed"));
    }
}

TEST(Calendar, RulesOfAllKinds) {
    const auto of = [](const std::string& start, const std::string& rule) {
        auto starts = starts_of(
            read(calendar(event("DTSTART:" + start + "T090000Z\r\nRRULE:" + rule + "\r\n"))));
        for (std::string& at : starts) at = at.substr(5, 5);
        return starts;
    };
    EXPECT_THAT(of("20260105", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3"),
                ElementsAre("01-05", "01-30", "02-27", "03-31"));
    EXPECT_THAT(of("20260131", "FREQ=MONTHLY;UNTIL=20260801T000000Z"),
                ElementsAre("01-31", "03-31", "05-31", "07-31"));
    EXPECT_THAT(of("20200229", "FREQ=YEARLY"), ElementsAre());
    EXPECT_THAT(of("20200228", "FREQ=YEARLY"), ElementsAre("02-28"));
    EXPECT_THAT(of("20251229", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=FR"), ElementsAre("01-02"));
    EXPECT_THAT(of("20251229", "FREQ=YEARLY;BYYEARDAY=-1,100"), ElementsAre("04-10", "12-31"));
    EXPECT_THAT(of("20251120", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"), ElementsAre("11-26"));
    EXPECT_THAT(of("20260103", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SA,SU;COUNT=4"),
                ElementsAre("01-03", "01-11", "01-17", "01-25"));
    EXPECT_THAT(of("20260105", "FREQ=DAILY;INTERVAL=50;byday=MO"), ElementsAre("01-05", "12-21"));
    EXPECT_THAT(of("20260105", "FREQ=WEEKLY;UNTIL=20260112"), ElementsAre("01-05", "01-12"));
}

// RFC 5545, 3.3.10: BYHOUR and its like must be ignored where the begin is a day.
TEST(Calendar, AWholeDayComesOnceADay) {
    const auto found = read(
        calendar(event("DTSTART;VALUE=DATE:20260504\r\nRRULE:FREQ=DAILY;BYHOUR=9,17;COUNT=3\r\n")));
    ASSERT_EQ(found.events.size(), 3u);
    EXPECT_EQ(found.events[2].day, make_date(2026, 5, 6));
}

TEST(Calendar, OldLettersAndLineEndsOfAllKinds) {
    const auto found = read(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260504T090000Z\n"
        "SUMMARY:Caf\xe9\nEND:VEVENT\rBEGIN:VEVENT\rUID:v\r"
        "DTSTART:20260505T090000Z\rEND:VEVENT\rEND:VCALENDAR");
    ASSERT_EQ(found.events.size(), 2u);
    EXPECT_EQ(found.events[0].title, "Café");
}

// ---- what we write

CalendarEvent meeting() {
    CalendarEvent e;
    e.uid = "0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a@ante";
    e.sequence = 2;
    e.starts = at("2026-03-29T07:00:00Z");
    e.minutes = 45;
    e.title =
        "Fleet: the next, and; last step \\ \"quoted\" — with a line\nbreak and a name that is "
        "long enough to be folded somewhere, Ærøskøbing Ærøskøbing Ærøskøbing";
    e.notes = "Bring:\n- the CFO";
    e.organizer = Invitee{"Ria \"the\" Rep; Sales: EMEA", "ria@seller.example", {}};
    e.attendees = {{"Dana", "dana@northwind.example", Attendance::needs_action}};
    return e;
}

TEST(Calendar, WhatIsWrittenReadsTheSame) {
    const CalendarEvent out = meeting();
    const std::string text = invitation(out, CalendarMethod::request, at("2026-03-01T00:00:00Z"));
    const auto found = read(text);
    ASSERT_EQ(found.events.size(), 1u) << text;
    const CalendarEvent& in = found.events[0];
    EXPECT_EQ(found.method, "REQUEST");
    EXPECT_EQ(in.uid, out.uid);
    EXPECT_EQ(in.sequence, 2);
    EXPECT_EQ(in.starts, out.starts);
    EXPECT_EQ(in.minutes, 45);
    std::string title = out.title;
    std::ranges::replace(title, '\n', ' ');
    EXPECT_EQ(in.title, title);
    EXPECT_EQ(in.organizer->address, "ria@seller.example");
    EXPECT_EQ(in.organizer->name, "Ria 'the' Rep; Sales: EMEA");
    EXPECT_EQ(in.attendees, out.attendees);
    EXPECT_THAT(text, HasSubstr("RSVP=TRUE"));
    EXPECT_THAT(text, HasSubstr("DTSTART:20260329T070000Z\r\n"));
    EXPECT_THAT(text, HasSubstr("DTSTAMP:20260301T000000Z\r\n"));
}

TEST(Calendar, LinesAreFoldedWithinCharacters) {
    std::string text = invitation(meeting(), CalendarMethod::request, at("2026-03-01T00:00:00Z"));
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find("\r\n", begin);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - begin, 75u);
        EXPECT_TRUE(is_text(text.substr(begin, end - begin)));
        begin = end + 2;
    }
}

TEST(Calendar, ACancelledOneSaysSo) {
    CalendarEvent out = meeting();
    out.cancelled = true;
    const std::string text = invitation(out, CalendarMethod::cancel, at("2026-03-01T00:00:00Z"));
    EXPECT_THAT(text, HasSubstr("METHOD:CANCEL"));
    EXPECT_TRUE(read(text).events.at(0).cancelled);
}

TEST(Calendar, AFeedOfMeetingsAndWholeDays) {
    CalendarEvent promise;
    promise.uid = "promise@ante";
    promise.day = make_date(2026, 5, 4);
    promise.days = 1;
    promise.title = "Send the price list";
    promise.busy = false;
    const std::vector<CalendarEvent> all{meeting(), promise};
    const std::string text = calendar_feed("Ria, Northgate", all, at("2026-03-01T00:00:00Z"));
    const auto found = read(text);
    EXPECT_EQ(found.name, "Ria, Northgate");
    ASSERT_EQ(found.events.size(), 2u);
    EXPECT_EQ(found.events[1].day, promise.day);
    EXPECT_EQ(found.events[1].days, 1);
    EXPECT_THAT(text, HasSubstr("DTSTART;VALUE=DATE:20260504\r\n"));
}

}  // namespace
}  // namespace ante::connect
