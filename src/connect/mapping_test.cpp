#include "connect/mapping.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "connect/import_words.h"

namespace ante::connect {
namespace {

using enum Target;

Recognised recognised(std::vector<std::string> header) {
    return recognise_mapping(header);
}

std::string column_of(const Mapping& mapping, Target target) {
    const ColumnUse* use = mapping.use_of(target);
    return use ? use->column : "";
}

TEST(RecogniseMapping, hubspot) {
    const auto found = recognised({"Record ID", "Amount in company currency", "Amount", "Deal Name",
                                   "Deal owner", "Deal Stage", "Close Date", "Create Date",
                                   "Is Closed Won", "Associated Company", "Associated Contact",
                                   "Associated Company (Primary)", "Closed Lost Reason"});
    EXPECT_EQ(found.mapping.layout, Layout::hubspot);
    EXPECT_TRUE(found.questions.empty());
    EXPECT_EQ(column_of(found.mapping, amount), "Amount");
    EXPECT_EQ(column_of(found.mapping, account), "Associated Company (Primary)");
    EXPECT_EQ(column_of(found.mapping, close_date), "Close Date");
    EXPECT_EQ(column_of(found.mapping, won), "Is Closed Won");
    EXPECT_EQ(
        column_of(recognised({"ID de registro", "Nombre del negocio", "Etapa del negocio"}).mapping,
                  stage),
        "Etapa del negocio");
}

TEST(RecogniseMapping, salesforce_reports_and_api_names) {
    const auto report = recognised({"Opportunity Owner", "Account Name", "Opportunity Name",
                                    "Stage", "Amount Currency", "Amount", "Close Date",
                                    "Created Date", "Opportunity ID", "Type"});
    EXPECT_EQ(report.mapping.layout, Layout::salesforce);
    EXPECT_EQ(column_of(report.mapping, currency), "Amount Currency");
    EXPECT_EQ(column_of(report.mapping, kind), "Type");
    const auto api = recognised({"Id", "Name", "StageName", "CloseDate", "IsWon", "IsClosed"});
    EXPECT_EQ(api.mapping.layout, Layout::salesforce);
    EXPECT_EQ(column_of(api.mapping, id), "Id");
    EXPECT_EQ(column_of(api.mapping, over), "IsClosed");
}

TEST(RecogniseMapping, pipedrive_with_its_stars) {
    const auto found = recognised({"Deal - Title", "Deal - Value", "Deal - Status",
                                   "Deal - Won time", "Organization - Name*", "Person - Name*",
                                   "Deal - ID", "Activity - Subject*", "Activity - Due date"});
    EXPECT_EQ(found.mapping.layout, Layout::pipedrive);
    EXPECT_EQ(column_of(found.mapping, account), "Organization - Name*");
    EXPECT_EQ(column_of(found.mapping, won), "Deal - Won time");
    EXPECT_EQ(column_of(found.mapping, activity_at), "Activity - Due date");
}

TEST(RecogniseMapping, plain_names) {
    const auto found = recognised({"opportunity_id", "sales_agent", "product", "account",
                                   "deal_stage", "engage_date", "close_date", "close_value"});
    EXPECT_EQ(found.mapping.layout, Layout::generic);
    EXPECT_EQ(column_of(found.mapping, id), "opportunity_id");
    EXPECT_EQ(column_of(found.mapping, owner), "sales_agent");
    EXPECT_EQ(column_of(found.mapping, created), "engage_date");
    EXPECT_EQ(column_of(found.mapping, amount), "close_value");
}

TEST(RecogniseMapping, two_claims_are_asked_about_and_nothing_is_chosen) {
    const auto found = recognised({"Deal", "Company", "Customer", "Owner"});
    EXPECT_EQ(found.mapping.use_of(account), nullptr);
    ASSERT_EQ(found.questions.size(), 1U);
    EXPECT_EQ(found.questions[0].code, "column_claimed_twice");
    EXPECT_EQ(found.questions[0].target, account);
    EXPECT_EQ(found.questions[0].choices, (std::vector<std::string>{"account=#2", "account=#3"}));
    EXPECT_EQ(recognised({"Record ID", "Deal Name", "Amount", "Amount"}).questions.size(), 1U);
}

TEST(RecogniseMapping, words_with_two_meanings_are_left_alone) {
    for (const auto header : {"client", "revenue", "date", "score"})
        EXPECT_TRUE(recognised({header}).mapping.uses.empty()) << header;
}

TEST(RecogniseMapping, lists_of_activities) {
    const auto found = recognised({"Deal ID", "Type", "Subject", "Date", "Assigned To"});
    EXPECT_EQ(found.mapping.kind, ImportKind::activities);
    EXPECT_EQ(column_of(found.mapping, activity_by), "Assigned To");
}

TEST(ParseMapping, reads_every_form_and_writes_it_back) {
    const auto mapping = parse_mapping(
        "name=Deal Name, amount = #4,account:=Acme, owner=\"Last, First\", status=State, "
        "status.In Review=open, status.\"Won, signed\"=won, created=Start, created.dates=mdy, "
        "id=#line",
        {});
    ASSERT_TRUE(mapping) << mapping.error().detail;
    EXPECT_EQ(column_of(mapping.value(), name), "Deal Name");
    EXPECT_EQ(mapping.value().use_of(amount)->position, 4);
    EXPECT_EQ(mapping.value().use_of(account)->otherwise, "Acme");
    EXPECT_EQ(column_of(mapping.value(), owner), "Last, First");
    EXPECT_EQ(mapping.value().use_of(status)->words[1], (WordUse{"Won, signed", "won"}));
    EXPECT_EQ(mapping.value().use_of(created)->dates, DateOrder::mdy);
    EXPECT_EQ(parse_mapping(spelled(mapping.value()), {}).value(), mapping.value());
}

TEST(ParseMapping, lays_over_what_was_recognised) {
    const auto base = recognised({"Deal", "Company", "Owner"}).mapping;
    const auto mapping = parse_mapping("owner=, account:=none", base).value();
    EXPECT_EQ(mapping.use_of(owner), nullptr);
    EXPECT_EQ(column_of(mapping, account), "Company");
    EXPECT_EQ(mapping.use_of(account)->otherwise, "none");
    EXPECT_EQ(parse_mapping("", base).value(), base);
}

TEST(ParseMapping, refuses_what_it_cannot_read) {
    for (const auto text :
         {"name", "nme=Deal", "amount=#0", "amount=#1001", "amount=#x", "status.x=maybe",
          "name.x=won", "rows=people", "layout=sugar", "created.dates=dym", "status.=won"}) {
        const auto mapping = parse_mapping(text, {});
        ASSERT_FALSE(mapping) << text;
        EXPECT_EQ(mapping.error().code, "mapping_malformed");
    }
}

TEST(Mapping, can_be_saved_as_json) {
    auto mapping = recognised({"Deal", "Company", "Owner"}).mapping;
    mapping.uses[0].words.push_back({"x", "won"});
    const auto again = from_json<Mapping>(to_json(mapping));
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again.value(), mapping);
}

TEST(Targets, each_has_a_meaning) {
    for (std::size_t t = 0; t < target_count; ++t)
        EXPECT_FALSE(meaning_of(static_cast<Target>(t)).empty()) << t;
}

TEST(Words, of_others) {
    EXPECT_EQ(status_of("Closed - Won"), ImportStatus::won);
    EXPECT_EQ(status_of("closedlost"), ImportStatus::lost);
    EXPECT_EQ(status_of("Closed Won (Sales Pipeline)"), ImportStatus::won);
    EXPECT_EQ(status_of("Negotiation (won soon)"), std::nullopt);
    EXPECT_EQ(status_of("Proposal"), std::nullopt);
    EXPECT_EQ(kind_of("newbusiness"), method::DealKind::fresh);
    EXPECT_EQ(kind_of("Existing Business"), method::DealKind::expansion);
    EXPECT_EQ(role_of("Decision-Maker"), method::Role::decision_maker);
    EXPECT_EQ(act_of("E-Mail"), ImportAct::message);
    EXPECT_EQ(yes_or_no("1.0"), true);
    EXPECT_EQ(yes_or_no("maybe"), std::nullopt);
    EXPECT_EQ(lost_to_of("Lost to Competitor X"), method::LostTo::competitor);
    EXPECT_EQ(lost_to_of("no budget"), method::LostTo::no_decision);
    EXPECT_EQ(lost_to_of("not_a_fit"), method::LostTo::not_a_fit);
    EXPECT_EQ(lost_to_of("price"), method::LostTo::other);
}

}  // namespace
}  // namespace ante::connect
