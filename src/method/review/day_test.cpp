#include "method/review/day.h"

#include "method/review/figures.h"
#include "method/review/what_if.h"
#include "unit/method/told.h"

namespace ante::method {
namespace {

Tally on(const Told& told, Date day) {
    for (const DayTally& one :
         days_of(told.deal, ledger_of(told.deal, told.settings), told.settings, told.zone))
        if (one.day == day) return one.tally;
    return {};
}

// A call with Dana on 6 May at ten, planned if asked for.
MeetingId call(Told& told, Date day) {
    told.tell(ScheduleMeeting{
        .title = "Call", .starts = told.zone.at(day, 10h), .minutes = 60, .players = {told.dana}});
    return told.deal.meetings.back().id;
}

void plan(Told& told, MeetingId meeting) {
    WritePlan plan{.meeting = meeting, .purpose = "a yes or no"};
    plan.reserve_minutes = 10;
    plan.asks = {{.rank = AskRank::best,
                  .what = "bring the CFO to a dated call",
                  .effort = Effort::people,
                  .owner = told.dana,
                  .due = may(20),
                  .proof = "CFO in the call"},
                 {.rank = AskRank::minimum,
                  .what = "test the sample and report",
                  .effort = Effort::work,
                  .owner = told.dana,
                  .due = may(15),
                  .proof = "her report"}};
    told.tell(plan);
}

TEST(Days, a_meeting_done_by_the_book_counts_in_every_step) {
    Told told;
    const MeetingId meeting = call(told, may(6));
    plan(told, meeting);
    told.now = told.zone.at(may(6), 10h) + minutes{50};
    told.tell(AnswerAsk{.meeting = meeting,
                        .ask = told.deal.meeting(meeting)->plan->best()->id,
                        .answer = AskAnswer::accepted});
    told.tell(TakeReading{.meeting = meeting, .who = told.dana, .next_step = Interest::yes});
    told.now = told.zone.at(may(6), 11h);
    told.tell(DebriefMeeting{.meeting = meeting,
                             .attended = {told.dana},
                             .next_meeting = ScheduleMeeting{.title = "Next",
                                                             .starts = told.zone.at(may(13), 10h),
                                                             .minutes = 30,
                                                             .players = {told.dana}}});
    told.now = told.zone.at(may(7), 10h);
    told.tell(SendRecap{meeting});

    const Tally day = on(told, may(6));
    EXPECT_EQ(day.held, 1);
    EXPECT_EQ(day.planned, 1);
    EXPECT_EQ(day.asked, 1);
    EXPECT_EQ(day.advanced, 1);
    EXPECT_EQ(day.next_booked, 1);
    EXPECT_EQ(day.recapped, 1);
    EXPECT_EQ(day.complied, 0);
    EXPECT_EQ(day.deciders, 1);
    EXPECT_EQ(day.read, 1);
    EXPECT_EQ(day.minutes, 60);
    EXPECT_EQ(day.minutes_alone, 0);
    EXPECT_GT(day.points_received, 0);
}

TEST(Days, a_pleasant_talk_counts_as_compliance_and_its_hour_as_alone) {
    Told told;
    const MeetingId meeting = call(told, may(6));
    told.now = told.zone.at(may(6), 11h);
    told.tell(DebriefMeeting{
        .meeting = meeting, .attended = {told.dana}, .no_next_because = "she will call"});
    told.now = told.zone.at(may(8), 10h);
    told.tell(SendRecap{meeting});

    const Tally day = on(told, may(6));
    EXPECT_EQ(day.held, 1);
    EXPECT_EQ(day.planned, 0);
    EXPECT_EQ(day.asked, 0);
    EXPECT_EQ(day.advanced, 0);
    EXPECT_EQ(day.next_booked, 0);
    EXPECT_EQ(day.recapped, 0) << "a day and more after it";
    EXPECT_EQ(day.complied, 1);
    EXPECT_EQ(day.read, 0);
    EXPECT_EQ(day.minutes_alone, 60);
}

TEST(Days, a_request_goes_without_purpose_on_the_day_its_time_is_over) {
    Told told;
    told.tell(AskRequest{{RequestKind::demo, "the board", told.dana}, {}});
    EXPECT_EQ(on(told, may(4)).requests, 1);
    EXPECT_EQ(on(told, may(6)).purposeless, 1) << "unless somebody answers it";

    told.now = told.zone.at(may(5), 9h);
    AcceptRequest accept{.request = told.deal.requests.back().id,
                         .purpose = "see the board",
                         .outcome = "yes or no",
                         .decision = "shortlist"};
    accept.nothing_in_exchange = true;
    told.tell(accept);
    EXPECT_EQ(on(told, may(6)).purposeless, 0);
    EXPECT_EQ(on(told, may(5)).accepted, 1);
    EXPECT_EQ(on(told, may(5)).for_nothing, 1);
    told.tell(DeliverRequest{told.deal.requests.back().id});
    EXPECT_EQ(on(told, may(5)).points_given, 3) << "a demo";
}

// The sums by day are the deal's own sums, whatever happened in which order.
TEST(Days, points_add_up_to_the_scale) {
    Told told;
    const MeetingId meeting = call(told, may(6));
    plan(told, meeting);
    told.now = told.zone.at(may(6), 11h);
    told.tell(AnswerAsk{.meeting = meeting,
                        .ask = told.deal.meeting(meeting)->plan->minimum()->id,
                        .answer = AskAnswer::accepted});
    told.tell(DebriefMeeting{
        .meeting = meeting, .attended = {told.dana, told.rob}, .no_next_because = "holidays"});
    told.now = told.zone.at(may(18), 9h);
    told.tell(MissPromise{told.deal.commitments.back().id});
    const Ledger ledger = ledger_of(told.deal, told.settings);
    Tally sum;
    for (const DayTally& day : days_of(told.deal, ledger, told.settings, told.zone))
        sum += day.tally;
    EXPECT_NEAR(sum.points_received, ledger.buyer_stake, 1e-9);
    EXPECT_NEAR(sum.points_given, ledger.seller_stake, 1e-9);
}

TEST(EarlyPart, needs_two_meetings_and_a_deal_that_went_on) {
    Told told;
    EXPECT_FALSE(early_part_of(told.deal));
    for (const unsigned day : {6U, 13U}) {
        const MeetingId meeting = call(told, may(day));
        told.now = told.zone.at(may(day), 11h);
        told.tell(DebriefMeeting{
            .meeting = meeting, .attended = {told.dana}, .no_next_because = "she will call"});
    }
    ASSERT_TRUE(early_part_of(told.deal));
    EXPECT_FALSE(early_part_of(told.deal)->advance);
    EXPECT_EQ(early_part_of(told.deal)->second_meeting, told.zone.at(may(13), 11h));
    told.tell(WinDeal{told.deal.meetings.back().id, {}});
    EXPECT_FALSE(early_part_of(told.deal)) << "won in the second: nothing is left to watch";
}

// ---- figures

TEST(Figures, have_a_name_a_sentence_and_an_id_of_their_own) {
    for (const Figure& figure : all_figures()) {
        EXPECT_FALSE(figure.name.empty());
        EXPECT_TRUE(figure.says.ends_with(".")) << figure.id;
        EXPECT_EQ(figure_named(figure.id), &figure);
        const bool divided = figure.unit == FigureUnit::share || figure.unit == FigureUnit::ratio;
        EXPECT_EQ(figure.of != nullptr, divided) << figure.id;
    }
    EXPECT_EQ(figure_named("charm"), nullptr);
}

TEST(Figures, compare_four_weeks_with_the_twelve_before) {
    const Date today = make_date(2026, 5, 14);  // a Thursday
    const ReviewSpans spans = review_spans(today, ReviewBy::week);
    EXPECT_EQ(spans.recent, (Span{make_date(2026, 4, 17), make_date(2026, 5, 15)}));
    EXPECT_EQ(spans.past, (Span{make_date(2026, 1, 23), make_date(2026, 4, 17)}));
    EXPECT_EQ(spans.buckets.front().from, make_date(2026, 1, 26));
    EXPECT_EQ(spans.buckets.back(), (Span{make_date(2026, 5, 11), make_date(2026, 5, 15)}));
    const ReviewSpans months = review_spans(today, ReviewBy::month);
    EXPECT_EQ(months.buckets.back(), (Span{make_date(2026, 5, 1), make_date(2026, 5, 15)}));
    EXPECT_EQ(months.buckets.front().from, make_date(2025, 6, 1));

    std::vector<DayTally> days;
    Tally meeting;
    meeting.held = 1;
    Tally planned = meeting;
    planned.planned = 1;
    days.push_back({today, planned});
    days.push_back({make_date(2026, 5, 4), meeting});
    for (int i = 0; i < 12; ++i) days.push_back({make_date(2026, 2, 2) + Days{i}, meeting});
    days.push_back({make_date(2026, 5, 20), meeting});  // ahead of today
    const std::vector<FigureReport> reports = report(days, spans);
    EXPECT_EQ(reports[0].id, "meetings_held");
    EXPECT_EQ(reports[0].recent.value, 2);
    EXPECT_EQ(reports[0].past.value, 4) << "12 in 12 weeks are 4 in 4";
    EXPECT_EQ(reports[1].id, "planned");
    EXPECT_EQ(reports[1].recent.value, 0.5);
    EXPECT_EQ(reports[1].past.value, 0);
    EXPECT_EQ(reports[1].series.back().value, 1);
    EXPECT_EQ(reports[1].series[0].value, std::nullopt) << "no meetings, no share";
}

// ---- what if

TEST(WhatIf, tells_what_another_threshold_would_have_flagged_and_when) {
    Told told;
    told.tell(RecordReply{told.dana, "interesting"});
    const Instant from = told.now;
    const Instant ten_days = told.now + Days{10};
    Settings patient = told.settings;
    patient.rules = {{.rule = "quiet", .on = true, .thresholds = {{"days", 30}}}};
    Settings hasty = told.settings;
    hasty.rules = {{.rule = "quiet", .on = true, .thresholds = {{"days", 5}}}};

    const TwoSettings two = what_differs(patient, hasty);
    EXPECT_TRUE(two.only_rules);

    const Flagged soon = flagged({told.history, told.zone}, two, from, ten_days);
    EXPECT_FALSE(soon.before.contains("quiet"));
    EXPECT_TRUE(soon.after.contains("quiet"));

    // An answer on the fourth day, and it never held.
    told.now += Days{4};
    told.tell(RecordReply{told.dana, "more?"});
    EXPECT_FALSE(
        flagged({told.history, told.zone}, two, from, from + Days{8}).after.contains("quiet"));
    // Closed deals are asked about the time before.
    told.now += Days{6};
    told.tell(WinDeal{});
    EXPECT_TRUE(
        flagged({told.history, told.zone}, two, from, told.now + Days{1}).after.contains("quiet"));
    EXPECT_FALSE(flagged({told.history, told.zone}, two, told.now, told.now + Days{1})
                     .after.contains("quiet"));
}

TEST(WhatIf, judges_nothing_that_is_the_same_in_both) {
    Told told;
    told.tell(RecordReply{told.dana, "interesting"});
    const Instant from = told.now;
    const Instant later = told.now + Days{60};
    const Flagged nothing =
        flagged({told.history, told.zone}, what_differs(told.settings, told.settings), from, later);
    EXPECT_TRUE(nothing.before.empty());
    EXPECT_TRUE(nothing.after.empty());

    // Another half-life moves momentum, so that any rule may differ.
    Settings slower = told.settings;
    slower.half_life_days = 90;
    const TwoSettings two = what_differs(told.settings, slower);
    EXPECT_FALSE(two.only_rules);
    EXPECT_TRUE(flagged({told.history, told.zone}, two, from, later).before.contains("quiet"));
}

TEST(WhatIf, sees_our_executives) {
    Told told;
    told.tell(RecordReply{told.dana, "interesting"});
    told.tell(
        ChangeDeal{.amount = std::optional<Money>(Money{50'000'00, *Currency::parse("EUR")})});
    Settings lower = told.settings;
    lower.rules = {{.rule = "executive_missing", .on = true, .thresholds = {{"amount", 1}}}};
    const TwoSettings two = what_differs(told.settings, lower);
    const std::array executives{MemberId{}};
    const Instant to = told.now + Days{20};  // The rule gives two weeks to bring one in.
    EXPECT_FALSE(
        flagged({told.history, told.zone}, two, told.now, to).after.contains("executive_missing"));
    EXPECT_TRUE(flagged({told.history, told.zone, {}, executives}, two, told.now, to)
                    .after.contains("executive_missing"));
}

}  // namespace
}  // namespace ante::method
