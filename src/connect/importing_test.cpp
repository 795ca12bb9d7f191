#include "connect/importing.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/json.h"

namespace ante::connect {
namespace {

class Kept final : public RowSink {
public:
    Result<void> row(ImportRow&& row, const Record&) override {
        rows.push_back(std::move(row));
        return success();
    }
    Result<void> problem(std::span<const RowProblem> all, const Record& record) override {
        problems.insert(problems.end(), all.begin(), all.end());
        if (rejects) rejected += rejects->row(all, record);
        return success();
    }
    Result<void> note(const RowProblem& note) override {
        notes.push_back(note);
        return success();
    }

    std::vector<ImportRow> rows;
    std::vector<RowProblem> problems;
    std::vector<RowProblem> notes;
    const Rejects* rejects = nullptr;
    std::string rejected;
};

struct Import {
    ImportPlan plan;
    ImportTally tally;
    Kept kept;

    std::string codes() const {  // "3 amount amount_negative" …
        std::string out;
        for (const RowProblem& p : kept.problems)
            out +=
                (out.empty() ? "" : ", ") + std::to_string(p.line) + " " + p.column + " " + p.code;
        return out;
    }
    bool remarks(std::string_view code) const {
        return std::any_of(plan.remarks.begin(), plan.remarks.end(),
                           [&](const Remark& r) { return r.code == code; });
    }
    std::string questions() const {
        std::string out;
        for (const Question& q : plan.questions) out += (out.empty() ? "" : ", ") + q.code;
        return out;
    }
};

const Zone& berlin() {
    static const Zone zone = Zone::named("Europe/Berlin").value();
    return zone;
}

Import import(std::string_view text, ImportOptions options = {}) {
    if (!options.currency && !options.house_currency) options.house_currency = Currency{};
    Import all;
    TextBytes bytes(text);
    auto plan = plan_import(bytes, options);
    EXPECT_TRUE(plan) << plan.error().detail;
    if (!plan) return all;
    all.plan = std::move(plan.value());
    if (!all.plan.questions.empty()) return all;
    const Rejects rejects(all.plan);
    all.kept.rejects = &rejects;
    all.kept.rejected = rejects.header();
    const auto tally = read_import(bytes, all.plan, berlin(), all.kept);
    EXPECT_TRUE(tally) << tally.error().detail;
    if (tally) all.tally = tally.value();
    all.kept.rejects = nullptr;
    return all;
}

ImportOptions with_map(std::string map) {
    ImportOptions options;
    options.map = std::move(map);
    return options;
}

std::string refusal(std::string_view text, const ImportOptions& options = {}) {
    TextBytes bytes(text);
    const auto plan = plan_import(bytes, options);
    return plan ? "planned" : plan.error().code;
}

// ---- A whole file -------------------------------------------------------------------------------

TEST(Import, a_plain_pipeline) {
    const Import all = import(
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
        "1C1,Moses Frase,GTX,Cancity,Won,2016-10-20,2017-03-01,1054.0\n"
        "Z06,Dana Wu,MG,Isdom,Engaging,2016-10-25,,\n"
        "EC4,Dana Wu,MG,Isdom,Lost,2016-10-25,2017-03-07,0.0\n");
    EXPECT_EQ(all.codes(), "");
    ASSERT_EQ(all.kept.rows.size(), 3U);
    const ImportRow& won = all.kept.rows[0];
    EXPECT_EQ(won.external_id, "1C1");
    EXPECT_EQ(won.name, "Cancity – GTX");
    EXPECT_EQ(won.amount, (Money{105400, Currency{}}));
    EXPECT_EQ(won.status, ImportStatus::won);
    EXPECT_EQ(text_of(*won.closed_at), "2017-02-28T23:00:00.000Z");
    EXPECT_EQ(won.owner, "Moses Frase");
    const ImportRow& open = all.kept.rows[1];
    EXPECT_EQ(open.status, ImportStatus::open);
    EXPECT_EQ(open.crm_stage, "Engaging");
    EXPECT_FALSE(open.amount);
    EXPECT_FALSE(open.closed_at);
    EXPECT_EQ(all.kept.rows[2].lost_to, method::LostTo::other);
    EXPECT_TRUE(all.remarks("name_made"));
    EXPECT_TRUE(all.remarks("currency_assumed"));
    EXPECT_EQ(all.tally.good, 3);
    EXPECT_EQ(all.plan.rows, 3);
}

TEST(Import, hubspot_with_its_people_flags_and_dates) {
    const Import all = import(
        "\"Record ID\",\"Deal Name\",\"Deal Stage\",\"Is Closed Won\",\"Is closed lost\",\"Close "
        "Date\","
        "\"Create Date\",\"Amount\",\"Deal owner\",\"Associated Company (Primary)\",\"Associated "
        "Contact\","
        "\"Closed Lost Reason\",\"Deal Type\"\n"
        "\"12345678901\",\"Fleet\",\"Handover\",\"true\",\"false\",\"2026-05-03 "
        "10:30\",\"2026-01-02 09:00\","
        "\"1200.5\",\"Jane Roe\",\"Northwind\",\"Dana Wu (dana@x.com);Jo (jo@x.com)\",\"\",\"New "
        "Business\"\n"
        "\"12345678902\",\"Fleet\",\"Demo\",\"false\",\"false\",\"2026-09-03 10:30\",\"2026-01-02 "
        "09:00\","
        "\"\",\"Jane Roe\",\"Northwind\",\"\",\"\",\"\"\n"
        "\"12345678903\",\"Lost one\",\"Gone\",\"false\",\"true\",\"2026-02-03 "
        "10:30\",\"2026-01-02 09:00\","
        "\"\",\"Jane Roe\",\"Northwind\",\"\",\"They chose a competitor\",\"Existing Business\"\n");
    EXPECT_EQ(all.codes(), "");
    ASSERT_EQ(all.kept.rows.size(), 3U);
    EXPECT_EQ(all.plan.mapping.layout, Layout::hubspot);
    EXPECT_EQ(all.kept.rows[0].status, ImportStatus::won);
    EXPECT_EQ(text_of(*all.kept.rows[0].closed_at), "2026-05-03T08:30:00.000Z");
    ASSERT_EQ(all.kept.rows[0].people.size(), 2U);
    EXPECT_EQ(all.kept.rows[0].people[1], (ImportPerson{"Jo", "jo@x.com", "", {}}));
    EXPECT_EQ(all.kept.rows[0].kind, method::DealKind::fresh);
    EXPECT_EQ(all.kept.rows[1].status, ImportStatus::open);
    EXPECT_EQ(text_of(*all.kept.rows[1].expected_close), "2026-09-03");
    EXPECT_EQ(all.kept.rows[2].lost_to, method::LostTo::competitor);
    EXPECT_EQ(all.kept.rows[2].lost_words, "They chose a competitor");
}

TEST(Import, a_salesforce_report_with_its_footer) {
    const std::string_view text =
        "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Opportunity Owner\n"
        "006A,Fleet,Northwind,Closed Won,\"USD 45,000.00\",3/31/2026,Jane Roe\n"
        "006B,Depot,Northwind,Proposal,\"USD 1,500.00\",4/1/2026,Jane Roe\n"
        "\n"
        "Grand Totals (2 records)\n"
        "\n"
        "My report\n"
        "Confidential Information - Do Not Distribute\n"
        "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\n";
    const Import all = import(text);
    EXPECT_EQ(all.codes(), "");
    EXPECT_EQ(all.kept.rows.size(), 2U);
    EXPECT_EQ(all.plan.footer_line, 5);
    EXPECT_TRUE(all.remarks("footer"));
    EXPECT_EQ(all.kept.rows[0].amount, (Money{4500000, Currency{{'U', 'S', 'D'}}}));
    EXPECT_EQ(text_of(*all.kept.rows[1].expected_close), "2026-04-01");
}

TEST(Import, pipedrive_with_days_of_winning_and_activities) {
    const Import all = import(
        "Deal - ID;Deal - Title;Deal - Value;Deal - Currency of value;Deal - Status;Deal - Won "
        "time;"
        "Organization - Name*;Person - Name*;Person - Email (Work);Activity - Subject*;Activity - "
        "Type;"
        "Activity - Due date;Activity - Done\n"
        "1;Fleet;1.234,50;EUR;Won;2026-03-31 10:00:00;Northwind;Dana;dana@x.com,d@y.com;Site "
        "visit;Meeting;2026-03-01;Done\n"
        "2;Depot;500;EUR;Open;;Northwind;Jo;;Call him;Call;2026-09-01;To do\n");
    EXPECT_EQ(all.codes(), "");
    ASSERT_EQ(all.kept.rows.size(), 2U);
    EXPECT_EQ(all.kept.rows[0].amount, (Money{123450, Currency{}}));
    EXPECT_EQ(text_of(*all.kept.rows[0].closed_at), "2026-03-31T08:00:00.000Z");
    ASSERT_EQ(all.kept.rows[0].activities.size(), 1U);
    EXPECT_EQ(all.kept.rows[0].activities[0].act, ImportAct::meeting);
    EXPECT_EQ(all.kept.rows[0].people[0].email, "dana@x.com");
    EXPECT_TRUE(all.kept.rows[1].activities.empty());
    ASSERT_EQ(all.kept.notes.size(), 2U);
    EXPECT_EQ(all.kept.notes[0].code, "addresses_left_out");
    EXPECT_EQ(all.kept.notes[1].code, "activity_open");
}

TEST(Import, activities_of_their_own) {
    const Import all = import(
        "Deal ID,Type,Subject,Date,Contact,Direction\n"
        "D1,Email,Offer,2026-03-01 10:00,Dana,outgoing\n"
        "D1,Email,Re: Offer,2026-03-02 10:00,Dana,incoming\n"
        "D1,Smoke signal,Hm,2026-03-03,Dana,\n"
        ",Call,x,2026-03-03,Dana,\n"
        "D2,Call,x,soon,Dana,\n");
    EXPECT_EQ(all.plan.mapping.kind, ImportKind::activities);
    ASSERT_EQ(all.kept.rows.size(), 3U);
    EXPECT_EQ(all.kept.rows[0].activities[0].act, ImportAct::message);
    EXPECT_EQ(all.kept.rows[1].activities[0].act, ImportAct::reply);
    EXPECT_EQ(all.kept.rows[1].activities[0].side, method::Side::buyer);
    EXPECT_EQ(all.kept.rows[2].activities[0].subject, "Smoke signal: Hm");
    EXPECT_EQ(all.codes(), "5 Deal ID id_missing, 6 Date date_unreadable");
}

TEST(Import, utf16_tabs_and_old_encodings) {
    std::string wide = "\xff\xfe";
    for (const char c : "id\tdeal\taccount\n1\tFleet\tNorthwind\n"sv) wide += {c, '\0'};
    const Import all = import(wide);
    EXPECT_EQ(all.plan.format, (CsvFormat{Encoding::utf16le, Delimiter::tab}));
    EXPECT_EQ(all.kept.rows.size(), 1U);

    // Plain for 64 kB, then an umlaut of another age.
    std::string late = "id,deal,account\n";
    for (int i = 0; i < 5000; ++i) late += std::to_string(i) + ",Fleet,Northwind\n";
    late +=
        "x,Fleet,\xdc"
        "bersee\n";
    const Import old = import(late);
    EXPECT_EQ(old.plan.format.encoding, Encoding::windows1252);
    EXPECT_TRUE(old.remarks("encoding_assumed"));
    EXPECT_EQ(old.kept.rows.back().account, "Übersee");

    // But where UTF-8 is used, broken bytes are the row's fault.
    const Import mixed = import(
        "id,deal,account\n1,Fleet,Übersee\n2,Fleet,\xdc"
        "bersee\n",
        {.encoding = Encoding::utf8});
    EXPECT_EQ(mixed.codes(), "3 account text_broken");
}

// ---- Rows ---------------------------------------------------------------------------------------

TEST(ImportRows, bad_ones_are_told_and_good_ones_are_in) {
    const Import all = import(
        "id,deal,account,amount,created,status,email\n"
        "1,A,Acme,100,2026-01-01,open,a@x.com\n"
        "2,,Acme,100,2026-01-01,open,\n"
        "3,C,,100,2026-01-01,open,\n"
        "4,D,Acme,-5,2026-01-01,open,\n"
        "5,E,Acme,lots,TBD,open,not an address\n"
        ",F,Acme,100,2026-01-01,open,\n"
        "7,G,Acme,100,2026-01-01,open,,,surplus\n"
        "8,H,Acme,100,2026-01-01,open,,,\n"
        "9,\"I\" x,Acme,100,2026-01-01,open,\n"
        "10,J,Acme\n"
        "1.23E+11,K,Acme,1,2026-01-01,open,\n");
    EXPECT_EQ(all.codes(),
              "3 deal name_missing, 4 account account_missing, 5 amount amount_negative, "
              "6 amount amount_unreadable, 6 created date_unreadable, 6 email email_unreadable, "
              "7 id id_missing, 8  row_too_long, 10 deal quote_stray, 12 id id_mangled");
    ASSERT_EQ(all.kept.rows.size(), 3U);
    EXPECT_EQ(all.kept.rows[1].external_id, "8");
    EXPECT_EQ(all.kept.rows[2].external_id, "10");
    EXPECT_EQ(all.tally.rows, 11);
    EXPECT_EQ(all.tally.problems, 8);
}

TEST(ImportRows, too_long_texts_are_refused_not_cut) {
    const std::string most(200, 'x');
    EXPECT_EQ(import("id,deal,account\n1," + most + ",Acme\n").codes(), "");
    EXPECT_EQ(import("id,deal,account\n1," + most + "x,Acme\n").codes(), "2 deal too_long");
    EXPECT_EQ(import("id,deal,account,industry\n1,A,B," + most + "\n").codes(),
              "2 industry too_long");
}

TEST(ImportRows, status_flags_and_stage_must_agree) {
    const std::string header = "id,deal,account,won,lost,stage\n";
    EXPECT_EQ(import(header + "1,A,Acme,yes,yes,x\n").codes(), "2 won status_contradicts");
    EXPECT_EQ(import(header + "1,A,Acme,no,no,Closed Won\n").codes(), "2 stage status_contradicts");
    EXPECT_EQ(import(header + "1,A,Acme,,,Closed Won\n").kept.rows[0].status, ImportStatus::won);
    EXPECT_EQ(import(header + "1,A,Acme,2026-05-03,,x\n").kept.rows[0].status, ImportStatus::won);
    EXPECT_EQ(import(header + "1,A,Acme,,,Demo\n").kept.rows[0].status, ImportStatus::open);
    EXPECT_EQ(import("id,deal,account,status,won\n1,A,Acme,Lost,yes\n").codes(),
              "2 status status_contradicts");
}

TEST(ImportRows, days_of_closing_belong_to_closed_deals) {
    const std::string header = "id,deal,account,status,created,closed at\n";
    EXPECT_EQ(import(header + "1,A,Acme,open,2026-01-01,2026-02-01\n").codes(),
              "2 closed at open_but_closed");
    const Import backdated = import(header + "1,A,Acme,won,2026-03-01,2026-02-01\n");
    ASSERT_EQ(backdated.kept.rows.size(), 1U);
    EXPECT_EQ(backdated.kept.rows[0].created_at, backdated.kept.rows[0].closed_at);
    EXPECT_EQ(backdated.kept.notes[0].code, "created_after_closed");
    const Import same_day = import(header + "1,A,Acme,won,2026-03-01 15:00,2026-03-01\n");
    EXPECT_TRUE(same_day.kept.notes.empty());
    EXPECT_EQ(same_day.kept.rows[0].closed_at, same_day.kept.rows[0].created_at);
}

TEST(ImportRows, the_same_id_twice) {
    const Import all = import(
        "id,deal,account,contact\n"
        "1,A,Acme,Dana\n"
        "1,A,Acme,Dana\n"
        "1,A,Acme,Jo\n"
        "1,A,Acme,Jo\n"
        "1,B,Acme,Dana\n"
        "2,A,Acme,\n"
        "2,A,Acme,\n");
    EXPECT_EQ(all.codes(), "6  duplicate_id");
    EXPECT_NE(all.kept.problems[0].detail.find("line 2"), std::string::npos);
    ASSERT_EQ(all.kept.rows.size(), 3U);
    EXPECT_FALSE(all.kept.rows[0].continues);
    EXPECT_TRUE(all.kept.rows[1].continues);
    EXPECT_EQ(all.kept.rows[1].people[0].name, "Jo");
    EXPECT_EQ(all.tally.passed_over, 3);
}

TEST(ImportRows, without_ids_deals_are_told_apart_by_what_stays) {
    const std::string_view text =
        "deal,account,created,stage\n"
        "A,Acme,2026-01-01,Demo\n"
        "A,Acme,2026-02-01,Demo\n"
        "A,Acme,2026-01-01,Demo\n"
        "A,Acme,2026-01-01,Won\n";
    const Import all = import(text);
    EXPECT_TRUE(all.remarks("id_missing"));
    ASSERT_EQ(all.kept.rows.size(), 2U);
    EXPECT_TRUE(all.kept.rows[0].made_id);
    EXPECT_NE(all.kept.rows[0].external_id, all.kept.rows[1].external_id);
    EXPECT_EQ(all.tally.passed_over, 1);
    EXPECT_EQ(all.codes(), "5  deal_ambiguous");
    // Kept in people's stores: must be the same in every build.
    EXPECT_EQ(all.kept.rows[0].external_id, import(text).kept.rows[0].external_id);
    EXPECT_EQ(import("deal,account\nA,Acme\n").kept.rows[0].external_id,
              import("account,stage,deal\nACME,Won, a \n").kept.rows[0].external_id);
    EXPECT_EQ(import(text, with_map("id=#line")).kept.rows.size(), 4U);
}

TEST(ImportRows, currencies_must_agree) {
    const std::string header = "id,deal,account,amount,currency\n";
    EXPECT_EQ(import(header + "1,A,Acme,$100,EUR\n").codes(), "2 amount currency_contradicts");
    EXPECT_EQ(import(header + "1,A,Acme,100,Doubloons\n").codes(), "2 currency currency_unknown");
    EXPECT_EQ(import(header + "1,A,Acme,1000,JPY\n").kept.rows[0].amount,
              (Money{1000, Currency{{'J', 'P', 'Y'}}}));
}

TEST(ImportRows, constants_fill_empty_cells) {
    const Import all = import("id,deal,account\n1,A,\n2,B,Acme\n", with_map("account:=Unknown"));
    EXPECT_EQ(all.kept.rows[0].account, "Unknown");
    EXPECT_EQ(all.kept.rows[1].account, "Acme");
}

// ---- Questions ----------------------------------------------------------------------------------

TEST(ImportQuestions, dates_that_can_be_read_both_ways) {
    const std::string_view text = "id,deal,account,created\n1,A,Acme,3/5/2026\n2,B,Acme,4/5/2026\n";
    EXPECT_EQ(import(text).questions(), "dates_ambiguous");
    EXPECT_EQ(import(text).plan.questions[0].option, "--dates");
    const Import said = import(text, {.dates = DateOrder::mdy});
    EXPECT_EQ(text_of(*said.kept.rows[0].created_at), "2026-03-04T23:00:00.000Z");
    EXPECT_EQ(import(text, with_map("created.dates=dmy")).questions(), "");
    const Import proved = import(std::string(text) + "3,C,Acme,25/5/2026\n");
    EXPECT_EQ(text_of(*proved.kept.rows[0].created_at), "2026-05-02T22:00:00.000Z");
    const Import against =
        import(std::string(text) + "3,C,Acme,25/5/2026\n", {.dates = DateOrder::mdy});
    EXPECT_TRUE(against.remarks("dates_contradicted"));
    EXPECT_EQ(against.codes(), "4 created date_impossible");
}

TEST(ImportQuestions, amounts_that_can_be_read_both_ways) {
    const std::string_view text = "id,deal,account,amount\n1,A,Acme,\"1,234\"\n";
    EXPECT_EQ(import(text).questions(), "amounts_ambiguous");
    EXPECT_EQ(import(text, {.decimal = DecimalMark::point}).kept.rows[0].amount,
              (Money{123400, {}}));
    EXPECT_EQ(import(text, {.decimal = DecimalMark::comma}).kept.rows[0].amount, (Money{123, {}}));
}

TEST(ImportQuestions, a_currency_that_nobody_named) {
    TextBytes bytes("id,deal,account,amount\n1,A,Acme,5\n");
    EXPECT_EQ(plan_import(bytes, {}).value().questions.at(0).code, "currency_missing");
    EXPECT_TRUE(plan_import(bytes, {.currency = Currency{}}).value().questions.empty());
}

TEST(ImportQuestions, columns_that_are_not_there_or_twice) {
    EXPECT_EQ(import("deal,owner\nA,B\n").questions(), "account_missing");
    EXPECT_EQ(import("account\nA\n").questions(), "name_missing");
    EXPECT_EQ(import("deal,account\nA,B\n", with_map("amount=Price")).questions(),
              "column_not_there");
    EXPECT_EQ(import("deal,account\nA,B\n", with_map("amount=#7")).questions(), "column_not_there");
    EXPECT_EQ(import("deal,company,customer\nA,B,C\n").questions(), "column_claimed_twice");
    EXPECT_EQ(import("deal,company,customer\nA,B,C\n", with_map("account=#3")).kept.rows[0].account,
              "C");
    EXPECT_EQ(import("deal,account,x,x\nA,B,1,2\n", with_map("owner=x")).questions(),
              "column_claimed_twice");
}

TEST(ImportQuestions, words_that_decide_and_are_not_known) {
    const std::string_view text =
        "id,deal,account,status\n1,A,Acme,Archived\n2,B,Acme,Won\n3,C,Acme,Deleted\n";
    const Import asked = import(text);
    EXPECT_EQ(asked.questions(), "status_unknown");
    EXPECT_NE(asked.plan.questions[0].detail.find("\"Archived\" (1 row)"), std::string::npos);
    const Import told = import(text, with_map("status.archived=lost, status.Deleted=skip"));
    EXPECT_EQ(told.questions(), "");
    EXPECT_EQ(told.kept.rows.size(), 2U);
    EXPECT_EQ(told.kept.rows[0].status, ImportStatus::lost);
    EXPECT_EQ(told.kept.notes[0].code, "row_skipped");
}

TEST(ImportQuestions, a_column_named_for_dates_without_any_is_left_out_and_told) {
    const Import all = import("id,deal,account,last activity\n1,A,Acme,SMS sent\n");
    EXPECT_TRUE(all.remarks("column_without_dates"));
    EXPECT_EQ(all.kept.rows.size(), 1U);
    EXPECT_FALSE(all.kept.rows[0].last_activity_at);
}

TEST(ImportRefusals, no_header_no_file_no_mapping) {
    EXPECT_EQ(refusal(""), "file_empty");
    EXPECT_EQ(refusal("\n\n"), "header_missing");
    EXPECT_EQ(refusal("1,2,3\n4,5,6\n"), "header_missing");
    EXPECT_EQ(refusal("a,\"b\" c\n1,2\n"), "quote_stray");
    EXPECT_EQ(refusal(std::string(1000, ',') + "\n"), "columns_too_many");
    EXPECT_EQ(refusal("deal,account\nA,B\n", with_map("nonsense")), "mapping_malformed");
}

TEST(ImportRefusals, reading_needs_answers_and_the_same_file) {
    TextBytes bytes("deal,owner\nA,B\n");
    const ImportPlan asked = plan_import(bytes, {}).value();
    Kept kept;
    EXPECT_EQ(read_import(bytes, asked, berlin(), kept).error().code, "plan_has_questions");
    const ImportPlan plan = plan_import(bytes, with_map("account:=X")).value();
    TextBytes other("deal,amount\nA,5\n");
    EXPECT_EQ(read_import(other, plan, berlin(), kept).error().code, "file_changed");
}

TEST(ImportPlan, is_a_value_that_can_be_sent) {
    TextBytes bytes("id,deal,account,created,status,amount\n1,A,Acme,25/5/2026,won,\"1,50\"\n");
    const ImportPlan plan = plan_import(bytes, {.house_currency = Currency{}}).value();
    const auto again = from_json<ImportPlan>(to_json(plan), Input::stored);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again.value(), plan);
    Kept kept;
    EXPECT_EQ(read_import(bytes, again.value(), berlin(), kept).value().good, 1);
}

// ---- Round trips --------------------------------------------------------------------------------

TEST(Rejects, can_be_mended_and_imported_again) {
    const Import first = import("id;deal;account;amount\n1;=A;Acme;5\n2;'+B;;6\n3;C;Acme;much\n");
    EXPECT_EQ(first.tally.problems, 2);
    EXPECT_EQ(first.kept.rejected.substr(0, first.kept.rejected.find('\r')),
              "ante_line;ante_column;ante_reason;id;deal;account;amount");
    EXPECT_NE(first.kept.rejected.find("\r\n3;account;"), std::string::npos);

    // Still wrong: the same rows, and no further columns.
    const Import again = import(first.kept.rejected);
    EXPECT_TRUE(again.plan.written_by_ante);
    EXPECT_EQ(again.tally.problems, 2);
    EXPECT_EQ(std::count(again.kept.rejected.begin(), again.kept.rejected.end(), '\n'), 3);
    EXPECT_EQ(again.kept.rejected.find("ante_line", 5), std::string::npos);

    std::string mended = again.kept.rejected;
    mended.replace(mended.rfind("much"), 4, "7");
    mended.insert(mended.find(";6"), "Acme");
    const Import good = import(mended);
    EXPECT_EQ(good.codes(), "");
    ASSERT_EQ(good.kept.rows.size(), 2U);
    EXPECT_EQ(good.kept.rows[0].name, "'+B");
}

TEST(Rejects, are_text_even_of_broken_bytes) {
    const Import all =
        import("id,deal,account\n1,\xff\xfe,Ümlaut\n2,x,Ü\n", {.encoding = Encoding::utf8});
    EXPECT_EQ(all.tally.problems, 1);
    EXPECT_TRUE(is_text(all.kept.rejected));
}

template <class T>
rc::Gen<std::optional<T>> maybe(rc::Gen<T> some) {
    return rc::gen::map(rc::gen::pair(rc::gen::arbitrary<bool>(), std::move(some)),
                        [](const std::pair<bool, T>& p) {
                            return p.first ? std::optional<T>(p.second) : std::nullopt;
                        });
}

rc::Gen<std::string> hostile_text() {
    return rc::gen::map(
        rc::gen::resize(6, rc::gen::container<std::vector<std::string>>(
                               rc::gen::elementOf(std::vector<std::string>{
                                   "=1+1", "+",   "-",  "@SUM", "'",       "\"",    ",",   ";",
                                   "\t",   "\r",  "\n", " ",    "a",       "Ü",     "😀",   "n/a",
                                   "null", "<b>", "＝", "|",    "(x@y.z)", "1,234", "\x1a"}))),
        [](const std::vector<std::string>& pieces) {
            std::string out;
            for (const std::string& piece : pieces) out += piece;
            return out;
        });
}

rc::Gen<Instant> instants() {
    return rc::gen::map(rc::gen::inRange<std::int64_t>(-2'000'000'000'000, 4'000'000'000'000),
                        [](std::int64_t ms) { return Instant(milliseconds(ms)); });
}

ImportRow any_deal() {
    ImportRow row;
    row.external_id = "D" + *hostile_text();
    row.name = "n" + *hostile_text();
    row.account =
        *rc::gen::suchThat(hostile_text(), [](const std::string& t) { return !t.empty(); });
    row.account_domain = *hostile_text();
    row.sector = *hostile_text();
    row.product = *hostile_text();
    row.owner = *hostile_text();
    row.owner_email = *hostile_text();
    row.notes = *hostile_text();
    row.crm_stage = "stage " + *hostile_text();
    if (*rc::gen::arbitrary<bool>())
        row.amount = Money{
            *rc::gen::inRange<std::int64_t>(0, Money::largest),
            *rc::gen::element(Currency{}, Currency{{'J', 'P', 'Y'}}, Currency{{'K', 'W', 'D'}})};
    row.status = *rc::gen::element(ImportStatus::open, ImportStatus::won, ImportStatus::lost,
                                   ImportStatus::parked);
    row.kind =
        *rc::gen::element(std::optional<method::DealKind>{}, std::optional(method::DealKind::fresh),
                          std::optional(method::DealKind::renewal));
    row.created_at = *maybe(instants());
    if (row.status == ImportStatus::won || row.status == ImportStatus::lost) {
        row.closed_at = *maybe(instants());
        if (row.closed_at && row.created_at)
            row.closed_at = std::max(*row.closed_at, *row.created_at);
    }
    if (row.status == ImportStatus::lost) {
        row.lost_to = *rc::gen::element(method::LostTo::no_decision, method::LostTo::competitor,
                                        method::LostTo::other);
        row.lost_words = *hostile_text();
    }
    row.expected_close = Date(Days(*rc::gen::inRange(0, 30'000)));
    const auto people = *rc::gen::inRange<std::size_t>(0, 4);
    for (std::size_t i = 0; i < people; ++i)
        row.people.push_back(
            {"p" + std::to_string(i) + *hostile_text(), *hostile_text(), *hostile_text(),
             *rc::gen::element(std::optional<method::Role>{}, std::optional(method::Role::coach))});
    const auto acts = *rc::gen::inRange<std::size_t>(0, 3);
    for (std::size_t i = 0; i < acts; ++i)
        row.activities.push_back(
            {*rc::gen::element(ImportAct::call, ImportAct::meeting, ImportAct::reply),
             *rc::gen::element(method::Side::buyer, method::Side::seller), *instants(),
             std::to_string(i) + *hostile_text(), *hostile_text(), *hostile_text(),
             *hostile_text()});
    return row;
}

RC_GTEST_PROP(DealFile, what_ante_writes_it_reads_without_loss, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(1, 6);
    std::vector<ImportRow> deals;
    std::string text = deal_file_header();
    for (std::size_t i = 0; i < count; ++i) {
        ImportRow deal = any_deal();
        deal.external_id += "#" + std::to_string(i);
        text += deal_file_rows(deal);
        deals.push_back(std::move(deal));
    }
    Import all = import(text);
    RC_ASSERT(all.questions() == "");
    RC_ASSERT(all.codes() == "");
    std::vector<ImportRow> found;
    for (ImportRow& row : all.kept.rows) {
        if (row.continues) {
            for (auto& p : row.people) found.back().people.push_back(std::move(p));
            for (auto& a : row.activities) found.back().activities.push_back(std::move(a));
            continue;
        }
        found.push_back(std::move(row));
        found.back().line = 0;
    }
    RC_ASSERT(found.size() == deals.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        RC_ASSERT(to_json(found[i]) == to_json(deals[i]));
}

}  // namespace
}  // namespace ante::connect
