#include "connect/story_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "method/forecast/backtest.h"

namespace ante::connect {
namespace {

using method::Side;
using method::forecast::Came;
using method::forecast::End;

constexpr std::string_view deal_head = "deal,opened,closed,outcome,amount,kind\n";
constexpr std::string_view act_head = "deal,at,side,kind,effort,person,role,outcome\n";

Result<Stories> read(const std::string& deals, const std::string& acts) {
    TextBytes d(deals);
    TextBytes a(acts);
    return read_stories(d, "deals.csv", a, "acts.csv");
}

std::string deals_of(const std::string& rows) {
    return std::string(deal_head) + rows;
}
std::string acts_of(const std::string& rows) {
    return std::string(act_head) + rows;
}

const std::string two_deals =
    "a,2024-01-01T10:00:00Z,2024-03-01,won,500,new\n"
    "b,2024-01-02,,,,\n";

TEST(StoryFiles, AreReadAsDocumented) {
    const auto read_both =
        read(deals_of(two_deals), acts_of("b,2024-01-05,buyer,papers,2,Dana,decision_maker,\n"
                                          "a,2024-01-03T12:00:00+01:00,seller,call,,,,\n"
                                          "a,2024-01-01,buyer,mail,presence,,,kept_late\n"
                                          "a,2024-03-02,buyer,thanks,0,,,\n"
                                          "x,2024-03-02,buyer,thanks,0,,,\n"));
    ASSERT_TRUE(read_both) << read_both.error().detail;
    const Stories& s = read_both.value();
    EXPECT_EQ(s.acts, 5);
    EXPECT_EQ(s.after_end, 1);
    EXPECT_EQ(s.of_no_deal, 1);
    EXPECT_EQ(s.of_no_deal_line, 6);
    ASSERT_EQ(s.book.stories.size(), 2U);
    const auto& a = s.book.stories[0];
    EXPECT_EQ(a.id, "a");
    ASSERT_TRUE(a.ended);
    EXPECT_EQ(a.ended->how, End::won);
    EXPECT_EQ(a.amount, 500.0);
    EXPECT_EQ(s.book.deal_kinds[a.kind], "new");
    ASSERT_EQ(a.deeds.size(), 2U);
    EXPECT_EQ(a.deeds[0].at, a.opened);  // A day alone, on the day of the opening.
    EXPECT_EQ(a.deeds[0].came, Came::kept_late);
    EXPECT_EQ(a.deeds[0].grade, 1);
    EXPECT_EQ(text_of(a.deeds[1].at), "2024-01-03T11:00:00.000Z");
    EXPECT_EQ(a.deeds[1].side, Side::seller);
    EXPECT_EQ(a.deeds[1].grade, -1);
    const auto& b = s.book.stories[1];
    EXPECT_FALSE(b.ended);
    ASSERT_EQ(b.deeds.size(), 1U);
    EXPECT_EQ(s.book.act_kinds[b.deeds[0].kind], "papers");
    EXPECT_EQ(b.deeds[0].role, static_cast<int>(method::Role::decision_maker));
}

TEST(StoryFiles, OutcomesInOtherWords) {
    const auto s = read(
        "deal,opened,closed,outcome\n"
        "1,2024-01-01,2024-01-02,approved\n2,2024-01-01,2024-01-02,declined\n"
        "3,2024-01-01,2024-01-02,cancelled\n4,2024-01-01,2024-01-02,no_decision\n"
        "5,2024-01-01,,open\n",
        std::string(act_head));
    ASSERT_TRUE(s) << s.error().detail;
    const auto& stories = s.value().book.stories;
    EXPECT_EQ(stories[0].ended->how, End::won);
    EXPECT_EQ(stories[1].ended->how, End::lost);
    EXPECT_EQ(stories[2].ended->how, End::faded);
    EXPECT_EQ(stories[3].ended->how, End::faded);
    EXPECT_FALSE(stories[4].ended);
}

struct Wrong {
    std::string deals;
    std::string acts;
    std::string where;
    std::string code;
};

TEST(StoryFiles, WhatIsWrongIsNamedByItsLine) {
    const Wrong cases[] = {
        {"deal,opened,closed\na,2024-01-01,\n", "", "deals.csv:1", "column_missing"},
        {"deal,opened,opened,closed,outcome\n", "", "deals.csv:1", "column_twice"},
        {deals_of(two_deals + "a,2024-01-01,,,,\n"), "", "deals.csv:4", "deal_twice"},
        {deals_of("a,yesterday,,,,\n"), "", "deals.csv:2", "opened_unreadable"},
        {deals_of("a,01/02/2024,,,,\n"), "", "deals.csv:2", "opened_unreadable"},
        {deals_of("a,2024-01-05,2024-01-04,won,,\n"), "", "deals.csv:2", "closed_before_opened"},
        {deals_of("a,2024-01-05,,won,,\n"), "", "deals.csv:2", "closed_missing"},
        {deals_of("a,2024-01-05,2024-01-09,,,\n"), "", "deals.csv:2", "outcome_missing"},
        {deals_of("a,2024-01-05,2024-01-09,maybe,,\n"), "", "deals.csv:2", "outcome_unknown"},
        {deals_of("a,2024-01-05,,,\"1,000\",\n"), "", "deals.csv:2", "amount_unreadable"},
        {deals_of(",2024-01-05,,,,\n"), "", "deals.csv:2", "deal_missing"},
        {deals_of(two_deals), "deal,at,kind,effort\n", "acts.csv:1", "column_missing"},
        {deals_of(two_deals), acts_of("a,2024-01-02,them,call,,,,\n"), "acts.csv:2",
         "side_unknown"},
        {deals_of(two_deals), acts_of("a,2024-01-01T09:59:59Z,buyer,call,,,,\n"), "acts.csv:2",
         "at_before_opened"},
        {deals_of(two_deals), acts_of("b,2024-01-01,buyer,call,,,,\n"), "acts.csv:2",
         "at_before_opened"},
        {deals_of(two_deals), acts_of("a,,buyer,call,,,,\n"), "acts.csv:2", "at_unreadable"},
        {deals_of(two_deals), acts_of("a,2024-02-30,buyer,call,,,,\n"), "acts.csv:2",
         "at_unreadable"},
        {deals_of(two_deals), acts_of("a,2024-01-05,buyer,,,,,\n"), "acts.csv:2", "kind_missing"},
        {deals_of(two_deals), acts_of("a,2024-01-05,buyer,call,6,,,\n"), "acts.csv:2",
         "effort_unknown"},
        {deals_of(two_deals), acts_of("a,2024-01-05,buyer,call,,,CFO,\n"), "acts.csv:2",
         "role_unknown"},
        {deals_of(two_deals), acts_of("a,2024-01-05,buyer,call,,,,perhaps\n"), "acts.csv:2",
         "outcome_unknown"},
    };
    for (const Wrong& wrong : cases) {
        const auto answer = read(wrong.deals, wrong.acts.empty() ? acts_of("") : wrong.acts);
        ASSERT_FALSE(answer) << wrong.code;
        EXPECT_EQ(answer.error().code, "history_unreadable");
        ASSERT_EQ(answer.error().fields.size(), 1U) << wrong.code;
        EXPECT_EQ(answer.error().fields[0].pointer, wrong.where) << wrong.code;
        EXPECT_EQ(answer.error().fields[0].code, wrong.code);
        EXPECT_NE(answer.error().detail.find(wrong.where), std::string::npos);
    }
}

TEST(StoryFiles, AllThatIsWrongComesInOneAnswer) {
    std::string rows;
    for (int i = 0; i < 30; ++i) rows += "a,2024-01-05,nobody,call,,,,\n";
    const auto answer = read(deals_of(two_deals), acts_of(rows));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().fields.size(), 20U);
    EXPECT_NE(answer.error().detail.find("30 places"), std::string::npos);
}

TEST(StoryFiles, TheOrderOfTheRowsChangesNothing) {
    std::mt19937 lots(2);
    std::vector<std::string> deals;
    std::vector<std::string> acts;
    const auto day = [](int n) { return text_of(make_date(2024, 1, 1) + Days{n}); };
    for (int i = 0; i < 300; ++i) {
        const std::string id = "d" + std::to_string(i);
        const int opened = static_cast<int>(lots() % 200);
        const bool works = lots() % 2 == 0;
        const bool won = lots() % 4 != 0 ? works : !works;
        deals.push_back(id + "," + day(opened) + "," +
                        day(opened + 10 + static_cast<int>(lots() % 30)) +
                        (won ? ",won," : ",lost,") + std::to_string(100 + lots() % 900) + ",\n");
        for (int k = static_cast<int>(lots() % 4); k >= 0; --k)
            acts.push_back(id + "," + day(opened + static_cast<int>(lots() % 9)) +
                           (works ? ",buyer,papers,,P" : ",seller,call,,P") +
                           std::to_string(lots() % 3) + ",,\n");
    }
    const auto joined = [](const std::vector<std::string>& rows) {
        std::string text;
        for (const std::string& row : rows) text += row;
        return text;
    };
    const method::forecast::BacktestOrder order{
        {7}, Instant{(make_date(2024, 1, 1) + Days{120}).time_since_epoch()}};
    const auto straight = read(deals_of(joined(deals)), acts_of(joined(acts)));
    std::shuffle(deals.begin(), deals.end(), lots);
    std::shuffle(acts.begin(), acts.end(), lots);
    const auto mixed = read(deals_of(joined(deals)), acts_of(joined(acts)));
    ASSERT_TRUE(straight && mixed);
    const auto a = backtest(straight.value().book, order);
    const auto b = backtest(mixed.value().book, order);
    ASSERT_TRUE(a && b);
    ASSERT_GT(a.value().predictions.size(), 50U);
    ASSERT_EQ(a.value().predictions.size(), b.value().predictions.size());
    for (std::size_t i = 0; i < a.value().predictions.size(); ++i) {
        EXPECT_EQ(a.value().predictions[i].story->id, b.value().predictions[i].story->id);
        EXPECT_EQ(a.value().predictions[i].forecast.win, b.value().predictions[i].forecast.win);
    }
}

}  // namespace
}  // namespace ante::connect
