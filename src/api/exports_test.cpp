// Deals out again: who sees what, every cell, and out and in again loses nothing.
#include <algorithm>
#include <set>

#include "api.h"
#include "api/demo/demo.h"
#include "api/import_file.h"
#include "store/verify.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;

std::string drained(const Got& got) {
    EXPECT_EQ(got.status, 200) << got.text;
    std::string all;
    if (!got.source) return all;
    got.source->open([] {});
    for (;;) {
        Source::Piece piece = got.source->next();
        all += piece.bytes;
        if (piece.state == Source::State::done) return all;
        if (piece.state == Source::State::more) continue;
        ADD_FAILURE() << "the export broke off";
        return all;
    }
}

std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
    connect::TextBytes bytes(csv);
    connect::CsvReader reader(bytes, {});
    std::vector<std::vector<std::string>> all;
    for (;;) {
        const auto record = reader.next();
        EXPECT_TRUE(record) << record.error().detail;
        if (!record || !record.value()) return all;
        all.emplace_back(record.value()->cells.begin(), record.value()->cells.end());
    }
}

ImportReport import_into(tests::Api& api, const Caller& who, const std::string& csv) {
    connect::TextBytes file(csv);
    const auto plan = connect::plan_import(file, {});
    EXPECT_TRUE(plan) << plan.error().detail;
    for (const auto& question : plan.value().questions) ADD_FAILURE() << question.detail;
    ImportEars ears;
    ears.row = [](const RowReport& row, const connect::ImportRow*) {
        EXPECT_NE(row.outcome, RowOutcome::refused) << row.line << ": " << row.detail;
    };
    const auto report = import_file(api.store(),
                                    {.workspace = api.workspace,
                                     .file = file,
                                     .plan = plan.value(),
                                     .mode = ImportMode::real,
                                     .cause = {{who.id, {}}, api.now, "test"},
                                     .file_name = "export.csv"},
                                    ears);
    EXPECT_TRUE(report) << report.error().detail;
    return report ? report.value() : ImportReport{};
}

class Exports : public testing::TestWithParam<store::Engine> {
protected:
    std::string post(const Caller& who, const std::string& path, const std::string& body,
                     const std::string& etag = "") {
        const Got got = api.post(who, path, body, etag);
        EXPECT_LT(got.status, 300) << path << ": " << got.text;
        etag_ = got.header("ETag");
        return got.at("/id").empty() ? got.at("/deal/id") : got.at("/id");
    }
    std::string account(const std::string& name) {
        return post(admin, "/accounts",
                    R"({"name":")" + name + R"(","domain":"n.example",)" +
                        R"("industry":"Haulage","region":"North","size":"50"})");
    }
    std::string open_deal(const Caller& who, const std::string& at, const std::string& name) {
        return post(who, "/deals",
                    R"({"account":")" + at + R"(","name":")" + name +
                        R"(","amount":{"minor":12345,"currency":"EUR"},)" +
                        R"("expected_close":"2026-12-01"})");
    }
    std::set<std::string> names_in(const std::string& csv) {
        std::set<std::string> names;
        for (const auto& row : cells_of(csv)) names.insert(row.at(1));
        names.erase("name");
        return names;
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller colleague = api.member("Cem", MemberRole::rep, "north");
    Caller stranger = api.member("Sven", MemberRole::rep, "south");
    Caller admin = api.member("Ada", MemberRole::admin);
    std::string etag_;
};

TEST_P(Exports, ARepExportsWhatHeMaySee) {
    const std::string at = account("Northwind");
    open_deal(rep, at, "Fleet");
    const std::string secret = open_deal(rep, at, "Secret");
    const Got hidden =
        api.post(rep, "/deals/" + secret, R"({"visibility":"only_me"})", etag_, Verb::patch);
    ASSERT_EQ(hidden.status, 200) << hidden.text;
    open_deal(stranger, at, "Southern");
    using Names = std::set<std::string>;
    const auto csv = [&](const Caller& who) {
        return names_in(drained(api.get(who, "/export/deals.csv")));
    };
    EXPECT_EQ(csv(admin), (Names{"Fleet", "Secret", "Southern"}));
    EXPECT_EQ(csv(stranger), Names{"Southern"});
    EXPECT_EQ(csv(rep), (Names{"Fleet", "Secret"}));
    EXPECT_EQ(csv(colleague), Names{"Fleet"});
    EXPECT_EQ(api.get({}, "/export/deals.csv").code(), "not_signed_in");

    const std::string lines = drained(api.get(stranger, "/export/deals.jsonl"));
    EXPECT_EQ(std::ranges::count(lines, '\n'), 1);
    EXPECT_EQ(boost::json::parse(lines).at("name").as_string(), "Southern");
}

TEST_P(Exports, EveryColumnIsFilledAsTheDealSays) {
    const std::string at = account("Northwind");
    const std::string id = open_deal(rep, at, "Fleet");
    std::string etag = etag_;
    for (const char* name : {"Dana Wu", "Jo Li"}) {
        const std::string person =
            post(rep, "/people",
                 R"({"account":")" + at + R"(","name":")" + name + R"(","email":")" +
                     std::string(name).substr(0, 2) + R"(@n.example","title":"Buyer"})");
        post(rep, "/deals/" + id + "/players",
             R"({"person":")" + person + R"(","role":"decision_maker"})", etag);
        etag = etag_;
    }
    post(rep, "/deals/" + id + "/lose", R"({"to":"competitor","why":"price, and \"terms\""})",
         etag);
    const auto rows = cells_of(drained(api.get(rep, "/export/deals.csv")));
    ASSERT_EQ(rows.size(), 3u) << "a row for each of its people";
    std::map<std::string, std::string> first;
    std::map<std::string, std::string> second;
    for (std::size_t i = 0; i < rows[0].size(); ++i) {
        first[rows[0][i]] = rows[1][i];
        second[rows[0][i]] = rows[2][i];
    }
    const std::map<std::string, std::string> expected = {
        {"ante_deal", id},
        {"name", "Fleet"},
        {"account", "Northwind"},
        {"account_domain", "n.example"},
        {"sector", "Haulage"},
        {"region", "North"},
        {"size", "50"},
        {"owner", "Ria"},
        {"amount", "123.45"},
        {"currency", "EUR"},
        {"kind", "new"},
        {"status", "lost"},
        {"lost_to", "competitor"},
        {"lost_reason", "price, and \"terms\""},
        {"person", "Dana Wu"},
        {"email", "Da@n.example"},
        {"title", "Buyer"},
        {"role", "decision_maker"},
        {"closed", "2026-05-04T09:00:00.000Z"},
        {"created", "2026-05-04T09:00:00.000Z"},
        {"expected_close", "2026-12-01"},
        {"owner_email", api.emails.at(rep.id)},
    };
    for (const auto& [column, cell] : expected) EXPECT_EQ(first[column], cell) << column;
    EXPECT_EQ(second["person"], "Jo Li");
    EXPECT_EQ(second["name"], "Fleet") << "the deal's cells are repeated";
}

TEST_P(Exports, NoCellIsAFormulaToASpreadsheet) {
    const std::string at = account("=HYPERLINK(1)");
    open_deal(rep, at, "+cmd|' /C calc'!A0");
    const std::string csv = drained(api.get(rep, "/export/deals.csv"));
    const auto rows = cells_of(csv);
    ASSERT_EQ(rows.size(), 2u);
    for (const std::string& cell : rows[1])
        EXPECT_FALSE(!cell.empty() && std::string("=+-@").find(cell[0]) != std::string::npos)
            << cell;
    EXPECT_EQ(rows[1][1], "'+cmd|' /C calc'!A0");
    EXPECT_EQ(import_into(api, admin, csv).same, 1) << "read again, it is what it was";
}

TEST_P(Exports, NamesAndTypesOfTheFilesAreSaid) {
    const Got csv = api.get(rep, "/export/deals.csv");
    EXPECT_NE(csv.header("Content-Disposition").find("deals.csv"), std::string::npos);
    EXPECT_EQ(cells_of(drained(csv)).size(), 1u) << "without deals the header is there";
    EXPECT_EQ(drained(api.get(rep, "/export/deals.jsonl")), "");
}

INSTANTIATE_TEST_SUITE_P(Engines, Exports, tests::engines(), tests::engine_name);

// ---- out and in again --------------------------------------------------------------------------

class OutAndIn : public testing::TestWithParam<std::uint64_t> {};

// The sample workspace has deals in every state, of many people.
TEST_P(OutAndIn, TheSampleWorkspaceComesBackTheSame) {
    tests::FreshPlace place(store::Engine::sqlite);
    auto opened = store::Store::open(*place);
    ASSERT_TRUE(opened) << opened.error().detail;
    const auto store = std::move(opened).value();
    const Instant now = *parse_instant("2026-05-04T09:00:00Z");
    ASSERT_TRUE(make_demo(*store, now, GetParam()));
    const auto exported = [&](store::Store& from, Instant at) {
        std::string token;
        const auto written = from.write_now([&](store::Transaction& in) -> Result<void> {
            std::optional<store::Known> admin;
            TRYV(in.db().each(
                "SELECT workspace_id, member_id FROM member WHERE role = 'admin' AND active = 1 "
                "ORDER BY member_id LIMIT 1",
                {}, [&](const store::Row& row) -> Result<void> {
                    admin = store::Known{{row.uuid(0)}, {row.uuid(1)}};
                    return success();
                }));
            TRY(const auto made, store::make_token(in, *admin, "test", at, std::nullopt));
            token = made.secret;
            return success();
        });
        EXPECT_TRUE(written) << written.error().detail;
        const auto application = make_application(from, {});
        Request request;
        request.path = {"api", "v1", "export", "deals.csv"};
        request.target = "/api/v1/export/deals.csv";
        request.headers = {{"authorization", "Bearer " + token}};
        request.peer = "127.0.0.1";
        request.request_id = "test";
        request.now = at;
        Got got;
        application->handle(std::move(request), [&](Answer answer) {
            got.status = answer.status;
            if (auto* download = std::get_if<Download>(&answer.content))
                got.source = std::move(download->from);
        });
        return drained(got);
    };
    const std::string out = exported(*store, now);
    EXPECT_GT(std::ranges::count(out, '\n'), 300);

    // 1. Into an empty workspace: what comes out again is the same file.
    tests::Api other(store::Engine::sqlite);
    const Caller ada = other.member("Ada", MemberRole::admin);
    const ImportReport made = import_into(other, ada, out);
    EXPECT_EQ(made.made, 370);
    EXPECT_EQ(made.refused + made.passed_over + made.changed + made.same, 0);
    EXPECT_EQ(drained(other.get(ada, "/export/deals.csv")), out);
    const std::int64_t events = other.events_logged();
    EXPECT_EQ(import_into(other, ada, out).same, 370);
    EXPECT_EQ(other.events_logged(), events);
    const auto verified = store::verify(other.store());
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified.value().disagreements.empty());

    // 2. Into the same workspace: nothing changes.
    connect::TextBytes file(out);
    const auto plan = connect::plan_import(file, {});
    ASSERT_TRUE(plan);
    const auto read = [&](std::string_view sql) {
        return store->read([&](store::Connection& db) { return db.value<std::int64_t>(sql); })
            .value()
            .value();
    };
    const std::int64_t before = read("SELECT count(*) FROM event");
    WorkspaceId id{};
    MemberId sam{};
    ASSERT_TRUE(store->read([&](store::Connection& db) {
        return db.each("SELECT workspace_id, member_id FROM member LIMIT 1", {},
                       [&](const store::Row& row) -> Result<void> {
                           id = {row.uuid(0)};
                           sam = {row.uuid(1)};
                           return success();
                       });
    }));
    const auto same = import_file(*store, {.workspace = id,
                                           .file = file,
                                           .plan = plan.value(),
                                           .mode = ImportMode::real,
                                           .cause = {{sam, {}}, now, "test"},
                                           .file_name = ""});
    ASSERT_TRUE(same) << same.error().detail;
    EXPECT_EQ(same.value().same, 370);
    EXPECT_EQ(same.value().made + same.value().changed + same.value().refused, 0);
    EXPECT_EQ(read("SELECT count(*) FROM event"), before);
    EXPECT_EQ(exported(*store, now), out);
}

INSTANTIATE_TEST_SUITE_P(Seeds, OutAndIn, testing::Values(1, 7));

}  // namespace
}  // namespace ante::api
