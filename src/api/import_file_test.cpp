// What becomes of the rows of a file, on both engines.
#include "api/import_file.h"

#include <map>

#include "api.h"
#include "store/deals.h"
#include "store/lists.h"
#include "store/verify.h"

namespace ante::api {
namespace {

using namespace method;
using store::EffectOn;
using Reports = std::vector<RowReport>;

struct Told {
    ImportReport report;
    Reports rows;
    std::string rejects;
    std::map<std::int64_t, connect::ImportRow> becomes;  // by line
    store::ImportId id{};
};

class ImportingFiles : public testing::TestWithParam<store::Engine> {
protected:
    connect::ImportPlan plan_of(const std::string& csv, const std::string& map = "") {
        connect::TextBytes file(csv);
        connect::ImportOptions options;
        options.map = map;
        options.house_currency = Currency::parse("EUR");
        auto plan = connect::plan_import(file, options);
        EXPECT_TRUE(plan) << plan.error().detail;
        for (const connect::Question& q : plan.value().questions) ADD_FAILURE() << q.detail;
        return std::move(plan).value();
    }
    Result<Told> try_import(const std::string& csv, ImportMode mode = ImportMode::real,
                            const std::string& map = "", ImportEars ears = {}) {
        connect::TextBytes file(csv);
        const connect::ImportPlan plan = plan_of(csv, map);
        Told told;
        ears.row = [&](const RowReport& row, const connect::ImportRow* becomes) {
            told.rows.push_back(row);
            if (becomes) told.becomes[row.line] = *becomes;
        };
        ears.reject = [&](const std::string& line) { told.rejects += line; };
        ears.begun = [&](store::ImportId id) { told.id = id; };
        TRY(told.report, import_file(api.store(),
                                     {.workspace = api.workspace,
                                      .file = file,
                                      .plan = plan,
                                      .mode = mode,
                                      .cause = {{admin.id, {}}, api.now, "test"},
                                      .file_name = "deals.csv"},
                                     ears));
        return told;
    }
    Told import(const std::string& csv, ImportMode mode = ImportMode::real,
                const std::string& map = "") {
        auto told = try_import(csv, mode, map);
        EXPECT_TRUE(told) << told.error().code << ": " << told.error().detail;
        return told ? std::move(told).value() : Told{};
    }
    Deal deal(const std::string& external_id) {
        auto found = api.store().read([&](store::Connection& db) -> Result<Deal> {
            TRY(const auto id, store::deal_by_external_id(db, api.workspace, external_id));
            if (!id) return not_found("deal");
            TRY(auto stored, store::load_deal(db, api.workspace, *id));
            return std::move(stored.deal);
        });
        EXPECT_TRUE(found) << external_id << ": " << found.error().detail;
        return found ? std::move(found).value() : Deal{};
    }
    std::int64_t count(const std::string& table) {
        return api.store()
            .read([&](store::Connection& db) {
                return db.value<std::int64_t>("SELECT count(*) FROM " + table);
            })
            .value()
            .value();
    }
    void expect_clean() {
        const auto verified = store::verify(api.store());
        ASSERT_TRUE(verified) << verified.error().detail;
        for (const auto& wrong : verified.value().disagreements)
            ADD_FAILURE() << wrong.about << ": " << wrong.detail;
    }

    tests::Api api{GetParam()};
    tests::Caller admin = api.member("Ada", MemberRole::admin);
};

std::vector<std::string> outcomes_of(const Reports& rows) {
    std::vector<std::string> all;
    for (const RowReport& row : rows)
        all.push_back(std::to_string(row.line) + " " + std::string(word_of(row.outcome)));
    return all;
}
using Words = std::vector<std::string>;

const std::string contacts_header =
    "id,deal,account,status,created,closed date,owner,contact,email,amount,currency\n";

TEST_P(ImportingFiles, AClosedDealHasAllItsContacts) {
    const Told told =
        import(contacts_header +
               "7,Fleet,Northwind,won,2026-01-05,2026-03-01,Sam,Dana Wu,dana@n.example,100,EUR\n"
               "7,Fleet,Northwind,won,2026-01-05,2026-03-01,Sam,Jo Li,jo@n.example,100,EUR\n"
               "7,Fleet,Northwind,won,2026-01-05,2026-03-01,Sam,Kim Ott,,100,EUR\n"
               "8,Spares,Northwind,open,2026-01-05,,Sam,Dana Wu,dana@n.example,,\n");
    EXPECT_EQ(outcomes_of(told.rows), (Words{"2 made", "3 joined", "4 joined", "5 made"}));
    EXPECT_EQ(told.report, (ImportReport{.rows = 4,
                                         .made = 2,
                                         .joined = 2,
                                         .accounts_made = 1,
                                         .people_made = 3,
                                         .members_made = 1}));
    const Deal fleet = deal("7");
    EXPECT_TRUE(std::holds_alternative<Won>(fleet.state));
    ASSERT_EQ(fleet.players.size(), 3u);
    EXPECT_EQ(fleet.players[2].name, "Kim Ott");
    EXPECT_EQ(deal("8").players[0].person, fleet.players[0].person);
    ASSERT_TRUE(told.becomes.contains(2));
    EXPECT_EQ(told.becomes.at(2).people.size(), 3u) << "the whole deal is told at its first row";
    EXPECT_FALSE(told.becomes.contains(3));
    expect_clean();
}

TEST_P(ImportingFiles, TheRowsOfADealStayTogetherAcrossBatches) {
    std::string csv = contacts_header;
    for (int i = 1; i < 1000; ++i)
        csv += std::to_string(i) + ",Deal,Northwind,open,2026-01-05,,,,,,\n";
    // The thousandth row of data begins a deal that goes on behind the border.
    for (int i = 0; i < 5; ++i)
        csv += "last,Deal,Northwind,won,2026-01-05,2026-03-01,,P" + std::to_string(i) + ",,,\n";
    csv += "after,Deal,Northwind,open,2026-01-05,,,,,,\n";
    const Told told = import(csv);
    EXPECT_EQ(told.report.rows, 1005);
    EXPECT_EQ(told.report.made, 1001);
    EXPECT_EQ(told.report.joined, 4);
    EXPECT_EQ(told.report.refused, 0);
    EXPECT_EQ(deal("last").players.size(), 5u);
    for (std::size_t i = 0; i < told.rows.size(); ++i)
        ASSERT_EQ(told.rows[i].line, static_cast<std::int64_t>(i) + 2) << "the file's order";
}

TEST_P(ImportingFiles, RowsThatStandApartAreJoinedWithinABatchAndElseSaySo) {
    std::string csv = contacts_header +
                      "7,Fleet,Northwind,won,2026-01-05,2026-03-01,,Dana Wu,,,\n"
                      "8,Spares,Northwind,open,2026-01-05,,,,,,\n"
                      "7,Fleet,Northwind,won,2026-01-05,2026-03-01,,Jo Li,,,\n";
    for (int i = 100; i < 1100; ++i)
        csv += std::to_string(i) + ",Deal,Northwind,open,2026-01-05,,,,,,\n";
    csv += "7,Fleet,Northwind,won,2026-01-05,2026-03-01,,Kim Ott,,,\n";
    const Told told = import(csv);
    EXPECT_EQ(deal("7").players.size(), 2u);
    EXPECT_EQ(told.rows.back().code, "rows_apart");
    EXPECT_EQ(told.report.refused, 1);
    EXPECT_NE(told.rejects.find("Kim Ott"), std::string::npos);
}

TEST_P(ImportingFiles, ARowIsRefusedWithItsLineAndColumnAndItsNeighboursAreIn) {
    const Told told = import(contacts_header +
                                 "1,Fleet,Northwind,open,2026-01-05,,,,,100,EUR\n"
                                 "2,Spares,Northwind,open,2026-01-05,,,,,a lot,EUR\n"
                                 "3,Tyres,Northwind,perhaps,2026-02-30,,,,,,\n"
                                 "4,Trailers,Northwind,open,2026-01-05,,,,,200,EUR\n",
                             ImportMode::real, "status.perhaps=open");
    EXPECT_EQ(outcomes_of(told.rows), (Words{"2 made", "3 refused", "4 refused", "5 made"}));
    EXPECT_EQ(told.rows[1].column, "amount");
    EXPECT_EQ(told.rows[1].code, "amount_unreadable");
    EXPECT_EQ(told.rows[2].column, "created");
    EXPECT_EQ(count("deal"), 2);

    // Mended where they lie, they go in.
    std::string mended = told.rejects;
    EXPECT_TRUE(mended.starts_with("ante_line,ante_column,ante_reason,id,deal,")) << mended;
    mended.replace(mended.rfind("a lot"), 5, "300");
    mended.replace(mended.rfind("2026-02-30"), 10, "2026-02-28");
    const Told again = import(mended, ImportMode::real, "status.perhaps=open");
    EXPECT_EQ(again.report.made, 2);
    EXPECT_EQ(deal("2").amount, (Money{30'000, *Currency::parse("EUR")}));
}

TEST_P(ImportingFiles, OfADealAllRowsAreRefusedOrNone) {
    std::string csv = contacts_header;  // with more people than a deal holds
    Words expected;
    for (int i = 0; i < 201; ++i) {
        csv += "7,Fleet,Northwind,open,2026-01-05,,,P" + std::to_string(i) + ",,,\n";
        expected.push_back(std::to_string(i + 2) + " refused");
    }
    csv += "8,Spares,Northwind,open,2026-01-05,,,,,,\n";
    expected.push_back("203 made");
    const Told told = import(csv);
    EXPECT_EQ(outcomes_of(told.rows), expected);
    for (int i = 0; i < 201; ++i)
        EXPECT_EQ(told.rows[static_cast<std::size_t>(i)].code, "deal_is_full");
    EXPECT_NE(told.rejects.find("P0,"), std::string::npos);
    EXPECT_NE(told.rejects.find("P200,"), std::string::npos);
    EXPECT_EQ(told.report.people_made, 0) << "what a refused row made is taken back with it";
    EXPECT_EQ(count("person"), 0);
    EXPECT_EQ(told.report.accounts_made, 1);
    expect_clean();
}

TEST_P(ImportingFiles, RowsAreCountedOnceWhateverIsRemarkedOnThem) {
    const Told told = import(contacts_header +
                                 "1,Fleet,Northwind,won,2026-03-05,2026-03-01,,,,,\n"
                                 "2,Spares,Northwind,nothing,2026-01-05,,,,,,\n"
                                 "3,Tyres,Northwind,open,2026-01-05,,,Dana Wu,,,\n"
                                 "3,Tyres,Northwind,open,2026-01-05,,,Dana Wu,,,\n",
                             ImportMode::real, "status.nothing=skip");
    EXPECT_EQ(outcomes_of(told.rows),
              (Words{"2 made", "3 passed_over", "4 made", "5 passed_over"}));
    EXPECT_EQ(told.rows[0].code, "created_after_closed");
    EXPECT_EQ(told.rows[1].code, "row_skipped");
    EXPECT_EQ(told.rows[3].code, "duplicate_row");
    EXPECT_EQ(told.report.rows, 4);
    EXPECT_EQ(told.report.passed_over, 2);
}

const std::string few =
    "id,deal,account,status,created,closed date,owner,contact,email,amount,currency\n"
    "1,Fleet,Northwind,open,2026-01-05,,Sam Hill,Dana Wu,dana@n.example,100,EUR\n"
    "2,Spares,Contoso,lost,2026-01-05,2026-02-05,sam@ante.example,,,50,EUR\n"
    "3,Tyres,contoso,open,2026-01-05,,Sam Hill,Jo Li,,,\n"
    "4,Bad,Contoso,open,2026-13-05,,,,,,\n";

TEST_P(ImportingFiles, ADryRunSaysTheSameAndWritesNothing) {
    const std::int64_t before = api.events_logged();
    const Told dry = import(few, ImportMode::dry_run);
    EXPECT_EQ(api.events_logged(), before);
    for (const char* table :
         {"deal", "account", "person", "import", "import_effect", "import_refusal"})
        EXPECT_EQ(count(table), 0) << table;
    EXPECT_TRUE(dry.id.nil());
    const Told real = import(few);
    EXPECT_EQ(outcomes_of(dry.rows), outcomes_of(real.rows));
    EXPECT_EQ(dry.rejects, real.rejects);
    ImportReport expected = real.report;
    expected.dry_run = true;
    EXPECT_EQ(dry.report, expected);
}

TEST_P(ImportingFiles, ADryRunCountsNobodyTwiceAcrossBatches) {
    std::string csv = contacts_header;
    for (int i = 0; i < 1200; ++i)
        csv += std::to_string(i) + ",Deal,Northwind,open,2026-01-05,,Sam,Dana Wu,,,\n";
    const Told dry = import(csv, ImportMode::dry_run);
    EXPECT_EQ(dry.report.made, 1200);
    EXPECT_EQ(dry.report.accounts_made, 1);
    EXPECT_EQ(dry.report.people_made, 1);
    EXPECT_EQ(dry.report.members_made, 1);
}

TEST_P(ImportingFiles, ASecondImportChangesNothing) {
    import(few);
    const std::int64_t before = api.events_logged();
    const Told again = import(few);
    EXPECT_EQ(again.report.same, 3);
    EXPECT_EQ(again.report.refused, 1);
    EXPECT_EQ(again.report.accounts_made + again.report.people_made + again.report.members_made, 0);
    EXPECT_EQ(api.events_logged(), before);
}

TEST_P(ImportingFiles, WhoAndWhatIsMissingIsMade) {
    const Told told = import(few);
    EXPECT_EQ(told.report.accounts_made, 2) << "Contoso and contoso are one";
    EXPECT_EQ(told.report.people_made, 2);
    EXPECT_EQ(told.report.members_made, 2);
    EXPECT_EQ(deal("2").account, deal("3").account);
    EXPECT_EQ(deal("1").owner, deal("3").owner);
    const auto member = api.store().read([&](store::Connection& db) {
        return store::load_member(db, api.workspace, deal("1").owner);
    });
    ASSERT_TRUE(member);
    EXPECT_EQ(member.value().value.name, "Sam Hill");
    EXPECT_FALSE(member.value().value.active) << "he can't sign in with an address nobody has";
    EXPECT_TRUE(member.value().value.email.ends_with("@import.invalid"));
    const Told mine = import("id,deal,account,status\n9,Own,Northwind,open\n");
    EXPECT_EQ(mine.report.members_made, 0);
    EXPECT_EQ(deal("9").owner, admin.id) << "without an owner it is the importer's";
}

TEST_P(ImportingFiles, ChangesAreFollowedAndNothingIsTakenBack) {
    import(few);
    const Told told = import(
        "id,deal,account,status,closed date,amount,currency,contact\n"
        "1,Fleet 2027,Northwind,won,2026-04-01,150,EUR,\n"
        "2,Spares again,Contoso,open,,70,EUR,\n"
        "3,Tyres,Contoso,open,,,,Kim Ott\n");
    EXPECT_EQ(outcomes_of(told.rows), (Words{"2 changed", "3 same", "4 changed"}));
    const Deal fleet = deal("1");
    EXPECT_EQ(fleet.name, "Fleet 2027");
    EXPECT_EQ(fleet.amount, (Money{15'000, *Currency::parse("EUR")}));
    ASSERT_TRUE(std::holds_alternative<Won>(fleet.state));
    EXPECT_EQ(std::get<Won>(fleet.state).at, *parse_instant("2026-03-31T22:00:00Z"));
    EXPECT_EQ(fleet.players.size(), 1u) << "a contact that the file no longer names stays";
    EXPECT_TRUE(std::holds_alternative<Lost>(deal("2").state)) << "it stays lost";
    EXPECT_EQ(deal("2").name, "Spares");
    EXPECT_EQ(deal("3").players.size(), 2u);
    expect_clean();
}

TEST_P(ImportingFiles, AParkedDealComesWithItsDayAlsoIfThatHasPassed) {
    import(
        "id,deal,account,status,created,parked until\n"
        "1,Later,Northwind,parked,2026-01-05,2026-09-01\n"
        "2,Too late,Northwind,parked,2026-01-05,2026-02-01\n",
        ImportMode::real, "parked_until=parked until");
    ASSERT_TRUE(std::holds_alternative<Parked>(deal("1").state));
    EXPECT_EQ(std::get<Parked>(deal("1").state).until, *parse_date("2026-09-01"));
    ASSERT_TRUE(std::holds_alternative<Parked>(deal("2").state));
    EXPECT_EQ(std::get<Parked>(deal("2").state).until, *parse_date("2026-02-01"));
}

TEST_P(ImportingFiles, ItIsRememberedWithAllThatItMade) {
    const Told told = import(few);
    ASSERT_FALSE(told.id.nil());
    const auto line = api.store().read(
        [&](store::Connection& db) { return load_import(db, api.workspace, told.id, api.now); });
    ASSERT_TRUE(line);
    EXPECT_EQ(line.value().state, store::ImportState::done);
    EXPECT_EQ(line.value().file_name, "deals.csv");
    EXPECT_EQ(line.value().rows_in_file, 4);
    EXPECT_EQ(line.value().by_name, "Ada");
    EXPECT_EQ(line.value().report, told.report);
    const auto effects = [&](EffectOn kind) {
        return api.store()
            .read([&](store::Connection& db) {
                return effects_of(db, api.workspace, told.id, kind, Uuid{}, 100);
            })
            .value();
    };
    EXPECT_EQ(effects(EffectOn::account).size(), 2u);
    EXPECT_EQ(effects(EffectOn::person).size(), 2u);
    EXPECT_EQ(effects(EffectOn::member).size(), 2u);
    ASSERT_EQ(effects(EffectOn::deal).size(), 3u);
    for (const store::ImportEffect& effect : effects(EffectOn::deal)) {
        const auto stored = api.store().read([&](store::Connection& db) {
            return store::load_deal(db, api.workspace, DealId{effect.subject});
        });
        ASSERT_TRUE(stored);
        EXPECT_EQ(stored.value().version, effect.version);
        EXPECT_EQ(effect.effect, store::Effect::made);
    }
    const auto refusals = api.store().read(
        [&](store::Connection& db) { return refusals_of(db, api.workspace, told.id, 0, 100); });
    ASSERT_EQ(refusals.value().size(), 1u);
    EXPECT_EQ(refusals.value()[0].line, 5);
    EXPECT_EQ(refusals.value()[0].column, "created");
    EXPECT_TRUE(told.rejects.ends_with(refusals.value()[0].reject));

    const Told again =
        import("id,deal,account,status,amount,currency\n1,Fleet,Northwind,open,700,EUR\n");
    const auto changed = api.store().read([&](store::Connection& db) {
        return effects_of(db, api.workspace, again.id, EffectOn::deal, Uuid{}, 100);
    });
    ASSERT_EQ(changed.value().size(), 1u);
    EXPECT_EQ(changed.value()[0].effect, store::Effect::changed);
    EXPECT_EQ(changed.value()[0].subject, deal("1").id.value);
}

TEST_P(ImportingFiles, ABrokenOffImportCanBeRunAgain) {
    std::string csv = contacts_header;
    for (int i = 0; i < 1200; ++i)
        csv += std::to_string(i) + ",Deal,Northwind,open,2026-01-05,,Sam,Dana Wu,,,\n";
    int batches = 0;
    ImportEars ears;
    ears.stops = [&] { return ++batches > 1; };
    const auto broken_off = try_import(csv, ImportMode::real, "", ears);
    ASSERT_FALSE(broken_off);
    EXPECT_EQ(broken_off.error().code, "import_broken_off");
    EXPECT_EQ(count("deal"), 1000) << "what was in stays";
    const auto page = api.store().read(
        [&](store::Connection& db) { return store::imports(db, api.workspace, 10, {}, api.now); });
    ASSERT_EQ(page.value().items.size(), 1u);
    EXPECT_EQ(page.value().items[0].state, store::ImportState::broken_off);
    EXPECT_EQ(page.value().items[0].report.made, 1000);
    EXPECT_FALSE(page.value().items[0].why.empty());

    const Told again = import(csv);
    EXPECT_EQ(again.report.same, 1000);
    EXPECT_EQ(again.report.made, 200);
    expect_clean();
}

TEST_P(ImportingFiles, ActivitiesNeedTheirDealAndAreTakenOnce) {
    import(few);
    const std::string csv =
        "Activity type,Deal id,Subject,Date,Contact person\n"
        "Meeting,1,First talk,2026-02-02,Dana Wu\n"
        "Call,1,Asked for a date,2026-02-04,Dana Wu\n"
        "Call,77,Nobody's,2026-02-04,\n";
    const std::string map =
        "rows=activities, id=Deal id, activity_type=Activity type, activity_subject=Subject, "
        "activity_at=Date, activity_person=Contact person, activity_type.Meeting=meeting, "
        "activity_type.Call=call";
    const Told told = import(csv, ImportMode::real, map);
    EXPECT_EQ(outcomes_of(told.rows), (Words{"2 changed", "3 changed", "4 refused"}));
    EXPECT_EQ(told.rows[2].code, "deal_not_found");
    EXPECT_EQ(deal("1").meetings.size(), 1u);
    EXPECT_EQ(deal("1").touches.size(), 1u);
    const Told again = import(csv, ImportMode::real, map);
    EXPECT_EQ(outcomes_of(again.rows), (Words{"2 same", "3 same", "4 refused"}));
    expect_clean();
}

INSTANTIATE_TEST_SUITE_P(Engines, ImportingFiles, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
