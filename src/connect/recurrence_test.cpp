#include "connect/recurrence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connect/icalendar.h"

namespace ante::connect {
namespace {

using std::chrono::year_month_day;
using testing::ElementsAre;
using testing::HasSubstr;

// "1997-09: 2-5 9; 1997-10: 7"; each at nine o'clock, or it says the time.
std::string shown(const std::vector<Wall>& walls) {
    std::string out;
    std::string month;
    Date run_from{};
    Date last{};
    const auto end_run = [&] {
        if (run_from != last) out += "-" + std::to_string(unsigned{year_month_day(last).day()});
    };
    for (const Wall wall : walls) {
        const Date day = std::chrono::floor<Days>(wall);
        const auto time = std::chrono::duration_cast<minutes>(wall - day);
        const std::string of = text_of(day).substr(0, 7);
        if (of == month && day == last + Days{1} && time == hours{9}) {
            last = day;
            continue;
        }
        end_run();
        if (of != month) out += (month.empty() ? "" : "; ") + of + ":";
        month = of;
        run_from = last = day;
        out += " " + std::to_string(unsigned{year_month_day(day).day()});
        if (time != hours{9})
            out += "T" + std::to_string(time / hours{1}) + ":" +
                   std::to_string(time % hours{1} / minutes{1});
    }
    end_run();
    return out;
}

Wall nine(std::string_view day) {
    return parse_date(day).value() + hours{9};
}

// The times of `rule` that begins on `start` at nine, as far as the day `until`.
std::string times(std::string_view start, std::string_view rule,
                  std::string_view until = "2060-01-01", std::string_view from = "") {
    const auto read = read_rule(rule);
    if (read.has_error()) return read.error().code;
    RepeatTimes repeated(read.value(), nine(start), nine(from.empty() ? start : from),
                         parse_date(until).value() + hours{24});
    std::int64_t budget = 1'000'000;
    std::vector<Wall> walls;
    while (const auto wall = repeated.next(budget))
        if (from.empty() || *wall >= nine(from)) walls.push_back(*wall);
    EXPECT_GE(budget, 0) << rule;
    return shown(walls);
}

// RFC 5545, 3.8.5.3: its examples with the dates that stand there, all of them in New York.
struct Example {
    const char* start;
    const char* rule;
    const char* days;
    const char* until = "2060-01-01";  // as far as the dates of the example go
    const char* except = "";
};

constexpr Example examples[] = {
    {"1997-09-02", "FREQ=DAILY;COUNT=10", "1997-09: 2-11"},
    {"1997-09-02", "FREQ=DAILY;UNTIL=19971224T000000Z",
     "1997-09: 2-30; 1997-10: 1-31; 1997-11: 1-30; 1997-12: 1-23"},
    {"1997-09-02", "FREQ=DAILY;INTERVAL=2",
     "1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30; "
     "1997-10: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30; "
     "1997-11: 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29; 1997-12: 1 3",
     "1997-12-04"},
    {"1997-09-02", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09: 2 12 22; 1997-10: 2 12"},
    {"1998-01-01", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
     "1998-01: 1-31; 1999-01: 1-31; 2000-01: 1-31"},
    {"1998-01-01", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
     "1998-01: 1-31; 1999-01: 1-31; 2000-01: 1-31"},
    {"1997-09-02", "FREQ=WEEKLY;COUNT=10",
     "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4"},
    {"1997-09-02", "FREQ=WEEKLY;UNTIL=19971224T000000Z",
     "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4 11 18 25; 1997-12: 2 9 16 23"},
    {"1997-09-02", "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
     "1997-09: 2 16 30; 1997-10: 14 28; 1997-11: 11 25; 1997-12: 9 23; 1998-01: 6 20; "
     "1998-02: 3 17",
     "1998-02-20"},
    {"1997-09-02", "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
     "1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2"},
    {"1997-09-02", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
     "1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2"},
    {"1997-09-01", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
     "1997-09: 1 3 5 15 17 19 29; 1997-10: 1 3 13 15 17 27 29 31; 1997-11: 10 12 14 24 26 28; "
     "1997-12: 8 10 12 22"},
    {"1997-09-02", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
     "1997-09: 2 4 16 18 30; 1997-10: 2 14 16"},
    {"1997-09-05", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
     "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-01: 2; 1998-02: 6; 1998-03: 6; "
     "1998-04: 3; 1998-05: 1; 1998-06: 5"},
    {"1997-09-05", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
     "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5"},
    {"1997-09-07", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
     "1997-09: 7 28; 1997-11: 2 30; 1998-01: 4 25; 1998-03: 1 29; 1998-05: 3 31"},
    {"1997-09-22", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
     "1997-09: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-01: 19; 1998-02: 16"},
    {"1997-09-28", "FREQ=MONTHLY;BYMONTHDAY=-3",
     "1997-09: 28; 1997-10: 29; 1997-11: 28; 1997-12: 29; 1998-01: 29; 1998-02: 26", "1998-02-28"},
    {"1997-09-02", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
     "1997-09: 2 15; 1997-10: 2 15; 1997-11: 2 15; 1997-12: 2 15; 1998-01: 2 15"},
    {"1997-09-30", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
     "1997-09: 30; 1997-10: 1 31; 1997-11: 1 30; 1997-12: 1 31; 1998-01: 1 31; 1998-02: 1"},
    {"1997-09-10", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
     "1997-09: 10-15; 1999-03: 10-13"},
    {"1997-09-02", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
     "1997-09: 2 9 16 23 30; 1997-11: 4 11 18 25; 1998-01: 6 13 20 27; 1998-03: 3 10 17 24 31",
     "1998-04-30"},
    {"1997-06-10", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
     "1997-06: 10; 1997-07: 10; 1998-06: 10; 1998-07: 10; 1999-06: 10; 1999-07: 10; "
     "2000-06: 10; 2000-07: 10; 2001-06: 10; 2001-07: 10"},
    {"1997-03-10", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
     "1997-03: 10; 1999-01: 10; 1999-02: 10; 1999-03: 10; 2001-01: 10; 2001-02: 10; 2001-03: 10; "
     "2003-01: 10; 2003-02: 10; 2003-03: 10"},
    {"1997-01-01", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
     "1997-01: 1; 1997-04: 10; 1997-07: 19; 2000-01: 1; 2000-04: 9; 2000-07: 18; 2003-01: 1; "
     "2003-04: 10; 2003-07: 19; 2006-01: 1"},
    {"1997-05-19", "FREQ=YEARLY;BYDAY=20MO", "1997-05: 19; 1998-05: 18; 1999-05: 17", "1999-12-31"},
    {"1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05: 12; 1998-05: 11; 1999-05: 17",
     "1999-12-31"},
    {"1997-03-13", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
     "1997-03: 13 20 27; 1998-03: 5 12 19 26; 1999-03: 4 11 18 25", "1999-12-31"},
    {"1997-06-05", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
     "1997-06: 5 12 19 26; 1997-07: 3 10 17 24 31; 1997-08: 7 14 21 28; 1998-06: 4 11 18 25; "
     "1998-07: 2 9 16 23 30; 1998-08: 6 13 20 27; 1999-06: 3 10 17 24; 1999-07: 1 8 15 22 29; "
     "1999-08: 5 12 19 26",
     "1999-12-31"},
    {"1997-09-02", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
     "1998-02: 13; 1998-03: 13; 1998-11: 13; 1999-08: 13; 2000-10: 13", "2000-12-31",
     "EXDATE;TZID=America/New_York:19970902T090000\r\n"},
    {"1997-09-13", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
     "1997-09: 13; 1997-10: 11; 1997-11: 8; 1997-12: 13; 1998-01: 10; 1998-02: 7; 1998-03: 7; "
     "1998-04: 11; 1998-05: 9; 1998-06: 13",
     "1998-06-30"},
    {"1996-11-05", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
     "1996-11: 5; 2000-11: 7; 2004-11: 2", "2004-12-31"},
    {"1997-09-04", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
     "1997-09: 4; 1997-10: 7; 1997-11: 6"},
    {"1997-09-29", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
     "1997-09: 29; 1997-10: 30; 1997-11: 27; 1997-12: 30; 1998-01: 29; 1998-02: 26; 1998-03: 30",
     "1998-03-31"},
    {"1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08: 5 10 19 24"},
    {"1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08: 5 17 19 31"},
    {"2007-01-15", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
     "2007-01: 15 30; 2007-02: 15; 2007-03: 15 30"},
};

ReadCalendar event_of(std::string_view start, std::string_view rule, std::string_view until,
                      std::string_view except, const Zone& zone) {
    std::string day(start);
    std::erase(day, '-');
    std::string text =
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:one\r\nDTSTART;TZID=America/New_York:";
    text.append(day).append("T090000\r\nRRULE:").append(rule).append("\r\n").append(except);
    text += "END:VEVENT\r\nEND:VCALENDAR\r\n";
    const CalendarWindow window{zone, zone.start_of(make_date(1996, 1, 1)),
                                zone.end_of(parse_date(until).value())};
    return read_calendar(text, window).value();
}

TEST(Recurrence, TheExamplesOfRfc5545) {
    const Zone new_york = Zone::named("America/New_York").value();
    for (const Example& example : examples) {
        const ReadCalendar found =
            event_of(example.start, example.rule, example.until, example.except, new_york);
        std::vector<Wall> walls;
        for (const CalendarEvent& event : found.events)
            walls.push_back(new_york.date_of(event.starts) + new_york.time_of_day(event.starts));
        EXPECT_EQ(shown(walls), example.days) << example.rule;
        EXPECT_TRUE(found.whole) << example.rule;
    }
}

// The rest of its examples: meetings don't come by the hour.
TEST(Recurrence, WhatComesByTheHourIsToldAndTakenOnce) {
    const Zone new_york = Zone::named("America/New_York").value();
    for (const char* rule :
         {"FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
          "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
          "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
          "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16"}) {
        const ReadCalendar found = event_of("1997-09-02", rule, "1998-12-31", "", new_york);
        EXPECT_EQ(found.events.size(), 1u) << rule;
        ASSERT_EQ(found.problems.size(), 1u) << rule;
        EXPECT_THAT(found.problems[0].says, HasSubstr("by the hour or faster")) << rule;
    }
}

// RFC 5545, 3.3.10: what is evaluated one after another.
TEST(Recurrence, TimesOfTheDayAreSpreadOverItsDays) {
    EXPECT_EQ(
        times("1997-01-05", "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30",
              "1999-01-10"),
        "1997-01: 5T9:30 12T8:30 12T9:30 19T8:30 19T9:30 26T8:30 26T9:30; "
        "1999-01: 3T8:30 3T9:30 10T8:30 10T9:30");
}

// Where programs in wide use differ from RFC 5545, and we don't.
TEST(Recurrence, WeekdaysWithAndWithoutANumberAreTakenTogether) {
    EXPECT_EQ(times("2024-03-04", "FREQ=MONTHLY;BYDAY=MO,2WE,-1FR", "2024-04-30"),
              "2024-03: 4 11 13 18 25 29; 2024-04: 1 8 10 15 22 26 29");
    EXPECT_EQ(times("2024-03-04", "FREQ=YEARLY;BYMONTH=3,4;BYDAY=MO,2WE,-1FR", "2024-12-31"),
              "2024-03: 4 11 13 18 25 29; 2024-04: 1 8 10 15 22 26 29");
}

TEST(Recurrence, AWeekOfTheYearHasItsWeekdayFromTheBegin) {
    EXPECT_EQ(times("2013-12-05", "FREQ=YEARLY;BYWEEKNO=49;WKST=TU", "2015-12-31"),
              "2013-12: 5; 2014-12: 4; 2015-12: 3");
    EXPECT_EQ(times("2022-12-03", "FREQ=YEARLY;BYWEEKNO=-5", "2024-12-31"),
              "2022-12: 3; 2023-12: 2; 2024-11: 30");
}

// "A set of recurrence instances starts at the beginning of the interval": of the week, even if the
// event begins in its midst.
TEST(Recurrence, APositionCountsFromTheBeginOfItsWeek) {
    EXPECT_EQ(times("1996-01-27", "FREQ=WEEKLY;BYSETPOS=3;BYDAY=SA,MO,SU", "1996-02-12"),
              "1996-01: 28; 1996-02: 4 11");
}

TEST(Recurrence, WhoAsksForLaterTimesGetsTheSame) {
    for (const char* rule :
         {"FREQ=DAILY;INTERVAL=17", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU",
          "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31,-2", "FREQ=YEARLY;INTERVAL=3;BYDAY=-1MO,20TU",
          "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
          "FREQ=DAILY;INTERVAL=17;COUNT=200"}) {
        std::string all = times("2001-01-31", rule);
        const std::string later = times("2001-01-31", rule, "2060-01-01", "2009-01-01");
        EXPECT_TRUE(all.ends_with(later)) << rule << "\n" << all << "\n" << later;
        EXPECT_GT(later.size(), 20u) << rule;
    }
}

// Steps are counted: see recurrence.h.
TEST(Recurrence, ARuleThatNeverHappensCostsTheDaysOfItsYears) {
    const auto steps = [](const char* rule, const char* from) {
        RepeatTimes repeated(read_rule(rule).value(), nine("2000-01-01"), nine(from),
                             nine("2100-01-01"));
        std::int64_t budget = 1'000'000;
        EXPECT_FALSE(repeated.next(budget)) << rule;
        return 1'000'000 - budget;
    };
    EXPECT_EQ(steps("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2000-01-01"), 101);
    EXPECT_EQ(steps("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "2000-01-01"), 1201);
    EXPECT_LE(steps("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2000-01-01"), 36'526);
    EXPECT_LE(steps("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2099-01-01"), 367);
    EXPECT_LE(steps("FREQ=YEARLY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=30", "2099-01-01"), 3);
}

TEST(Recurrence, AnEndOfTheStepsIsAnEnd) {
    RepeatTimes repeated(read_rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30").value(),
                         nine("2000-01-01"), nine("2000-01-01"), nine("2100-01-01"));
    std::int64_t budget = 100;
    EXPECT_FALSE(repeated.next(budget));
    EXPECT_LT(budget, 0);
}

TEST(Recurrence, RefusesWhatTheRfcForbids) {
    for (const char* rule : {"",
                             "COUNT=3",
                             "FREQ=DAILY;COUNT=3;UNTIL=20260101",
                             "FREQ=DAILY;INTERVAL=0",
                             "FREQ=DAILY;COUNT=0",
                             "FREQ=WEEKLY;BYMONTHDAY=3",
                             "FREQ=MONTHLY;BYWEEKNO=3",
                             "FREQ=DAILY;BYYEARDAY=3",
                             "FREQ=YEARLY;BYMONTH=13",
                             "FREQ=YEARLY;BYMONTH=-1",
                             "FREQ=YEARLY;BYMONTHDAY=0",
                             "FREQ=YEARLY;BYWEEKNO=54",
                             "FREQ=YEARLY;BYYEARDAY=-367",
                             "FREQ=YEARLY;BYDAY=54MO",
                             "FREQ=YEARLY;BYDAY=XX",
                             "FREQ=DAILY;BYHOUR=24",
                             "FREQ=DAILY;BYMINUTE=60",
                             "FREQ=DAILY;BYSECOND=61",
                             "FREQ=DAILY;BYSETPOS=0",
                             "FREQ=DAILY;UNTIL=20260230",
                             "FREQ=DAILY;UNTIL=2026",
                             "FREQ=DAILY;WKST=1"})
        EXPECT_EQ(times("2026-01-01", rule, "2026-02-01"), "rule_unreadable") << rule;
    EXPECT_EQ(times("2026-01-01", "FREQ=HOURLY", "2026-02-01"), "rule_too_often");
}

}  // namespace
}  // namespace ante::connect
