// Imports over HTTP: tried, carried out, remembered, and the mappings kept for them.
#include <chrono>
#include <thread>

#include "api.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class HttpImports : public testing::TestWithParam<store::Engine> {
protected:
    Got send(const Caller& who, const std::string& query, const std::string& csv,
             const std::string& type = "text/csv") {
        return api.send(who, post, "/imports" + query, csv, {{"content-type", type}});
    }
    std::string rejects_of(const std::string& id) {
        const Got got = api.get(manager, "/imports/" + id + "/rejects.csv");
        EXPECT_EQ(got.status, 200) << got.text;
        std::string all;
        if (!got.source) return all;
        got.source->open([] {});
        for (;;) {
            Source::Piece piece = got.source->next();
            all += piece.bytes;
            if (piece.state != Source::State::more) return all;
        }
    }
    std::size_t deals() {
        return api.get(admin, "/deals?scope=workspace").json().at("items").as_array().size();
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller manager = api.member("Mona", MemberRole::manager, "north");
    Caller admin = api.member("Ada", MemberRole::admin);
};

const std::string few =
    "id,deal,account,status,created,contact,email,amount,currency,stage,owner\n"
    "1,Fleet,Northwind,open,2026-01-05,Dana Wu,dana@n.example,100,EUR,Demo,Sam Hill\n"
    "1,Fleet,Northwind,open,2026-01-05,Jo Li,jo@n.example,100,EUR,Demo,Sam Hill\n"
    "2,Spares,Contoso,open,2026-01-05,,,50,EUR,Talk,Sam Hill\n"
    "3,Tyres,Contoso,open,2026-01-05,,,a lot,EUR,Talk,Sam Hill\n";

TEST_P(HttpImports, ADryRunTellsWhatWouldBecomeOfEachRow) {
    const Got got = send(manager, "?dry_run=true&file_name=few.csv", few);
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(got.at("/report/dry_run"), "true");
    EXPECT_EQ(got.at("/report/made"), "2");
    EXPECT_EQ(got.at("/import"), "");
    const auto& preview = got.json().at("preview").as_array();
    ASSERT_EQ(preview.size(), 4u);
    EXPECT_EQ(got.at("/preview/0/report/outcome"), "made");
    EXPECT_EQ(got.at("/preview/0/becomes/name"), "Fleet");
    EXPECT_EQ(got.at("/preview/0/becomes/account"), "Northwind");
    EXPECT_EQ(got.at("/preview/0/becomes/people/1/name"), "Jo Li");
    EXPECT_EQ(got.at("/preview/0/becomes/amount/minor"), "10000");
    EXPECT_EQ(got.at("/preview/0/becomes/crm_stage"), "Demo");
    EXPECT_EQ(got.at("/preview/0/becomes/owner"), "Sam Hill");
    EXPECT_EQ(got.at("/preview/0/becomes/created_at"), "2026-01-04T23:00:00.000Z");
    EXPECT_EQ(got.at("/preview/1/report/outcome"), "joined");
    EXPECT_EQ(got.at("/preview/1/becomes"), "");
    EXPECT_EQ(got.at("/preview/3/report/column"), "amount");
    EXPECT_EQ(got.json().at("rows").as_array().size(), 4u);
    EXPECT_EQ(got.at("/plan/columns/1/target"), "name");
    EXPECT_EQ(got.at("/plan/columns/1/samples"), R"(["Fleet","Spares","Tyres"])");
    EXPECT_NE(got.at("/rejects").find("Tyres"), std::string::npos);
    EXPECT_EQ(deals(), 0u);
    EXPECT_TRUE(api.get(manager, "/imports").json().at("items").as_array().empty());
}

TEST_P(HttpImports, QuestionsOfTheMappingComeBeforeAnythingIsRead) {
    const std::string csv = "id,deal,account,amount,close date\n1,Fleet,Northwind,100,03/04/2026\n";
    const Got asked = send(manager, "", csv);
    ASSERT_EQ(asked.status, 200) << asked.text;
    EXPECT_EQ(asked.at("/plan/questions/0/code"), "dates_ambiguous");
    EXPECT_EQ(asked.at("/plan/questions/0/option"), "--dates");
    EXPECT_EQ(asked.at("/report/rows"), "0");
    EXPECT_EQ(deals(), 0u);
    const Got answered = send(manager, "?dates=dmy", csv);
    EXPECT_EQ(answered.at("/report/made"), "1") << answered.text;
    EXPECT_EQ(send(manager, "?map=name%3D", csv).at("/plan/questions/0/code"), "dates_ambiguous");
    EXPECT_EQ(send(manager, "?map=nonsense", csv).code(), "mapping_malformed");
}

TEST_P(HttpImports, AnImportIsRememberedWithItsRejects) {
    const Got got = send(manager, "?file_name=few.csv", few);
    ASSERT_EQ(got.status, 200) << got.text;
    EXPECT_EQ(got.at("/import/state"), "done");
    EXPECT_EQ(got.at("/import/by_name"), "Mona");
    EXPECT_EQ(got.at("/import/rows_in_file"), "4");
    EXPECT_EQ(got.json().at("rows").as_array().size(), 1u) << "those that need a look";
    EXPECT_TRUE(got.json().at("preview").as_array().empty());
    const std::string id = got.at("/import/id");
    const Got view = api.get(manager, "/imports/" + id);
    EXPECT_EQ(view.at("/import/file_name"), "few.csv");
    EXPECT_EQ(view.at("/import/report/made"), "2");
    EXPECT_EQ(view.at("/import/report/joined"), "1");
    EXPECT_EQ(view.at("/refused/0/line"), "5");
    EXPECT_EQ(view.at("/refused/0/column"), "amount");
    EXPECT_EQ(view.at("/mapping"), got.at("/plan/mapping"));
    EXPECT_EQ(rejects_of(id), got.at("/rejects"));

    api.now += std::chrono::seconds(1);  // The last comes first.
    send(manager, "?file_name=again.csv", few);
    const Got list = api.get(manager, "/imports?limit=1");
    EXPECT_EQ(list.at("/items/0/file_name"), "again.csv");
    EXPECT_EQ(list.at("/items/0/report/same"), "2");
    const Got next = api.get(manager, "/imports?limit=1&after=" + list.at("/next"));
    EXPECT_EQ(next.at("/items/0/id"), id);
    EXPECT_EQ(next.at("/next"), "");
    EXPECT_EQ(api.get(manager, "/imports/0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a").code(),
              "import_not_found");
}

TEST_P(HttpImports, ItGoesOnAfterTheAnswerAndTellsHowFarItIs) {
    std::string csv = "id,deal,account,status\n";
    for (int i = 0; i < 1500; ++i) csv += std::to_string(i) + ",Deal,Northwind,open\n";
    const Got begun = send(manager, "?wait=false", csv);
    ASSERT_EQ(begun.status, 200) << begun.text;
    EXPECT_EQ(begun.at("/import/state"), "running");
    EXPECT_EQ(begun.at("/import/rows_in_file"), "1500");
    EXPECT_EQ(begun.at("/report/made"), "0");
    const std::string id = begun.at("/import/id");
    const auto patience = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    std::string state = "running";
    while (state == "running" && std::chrono::steady_clock::now() < patience) {
        const Got view = api.get(manager, "/imports/" + id);
        state = view.at("/import/state");
        const std::int64_t rows = std::stoll(view.at("/import/report/rows"));
        EXPECT_TRUE(rows == 0 || rows == 1000 || rows == 1500) << rows;
        if (state == "running") std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(state, "done");
    EXPECT_EQ(api.get(manager, "/imports/" + id).at("/import/report/made"), "1500");
}

TEST_P(HttpImports, AStopBreaksALongImportOffAndItCanBeRunAgain) {
    std::string csv = "id,deal,account,status\n";
    for (int i = 0; i < 4000; ++i) csv += std::to_string(i) + ",Deal,Northwind,open\n";
    const Got begun = send(manager, "?wait=false", csv);
    const std::string id = begun.at("/import/id");
    api.start();  // The old process ends while it runs, or has just finished it.
    const Got view = api.get(manager, "/imports/" + id);
    const std::string state = view.at("/import/state");
    EXPECT_TRUE(state == "broken_off" || state == "done") << state;
    const std::int64_t made = std::stoll(view.at("/import/report/made"));
    if (state == "broken_off") {
        EXPECT_EQ(made % 1000, 0);
        EXPECT_NE(view.at("/import/why"), "");
    }
    const Got again = send(manager, "", csv);
    EXPECT_EQ(again.at("/report/same"), std::to_string(made));
    EXPECT_EQ(again.at("/report/made"), std::to_string(4000 - made));
}

TEST_P(HttpImports, AMappingIsKeptUsedAndForgotten) {
    const std::string csv = "Nr,Was,Wer\n1,Fleet,Northwind\n";
    EXPECT_FALSE(
        send(manager, "?dry_run=true", csv).json().at("plan").at("questions").as_array().empty());
    const std::string map = "?map=id%3DNr,%20name%3DWas,%20account%3DWer&dry_run=true";
    const Got tried = send(manager, map, csv);
    EXPECT_EQ(tried.at("/report/made"), "1") << tried.text;
    const std::string mapping = tried.at("/plan/mapping");
    const Got kept =
        api.send(manager, put, "/import-mappings/Old%20CRM", R"({"mapping":)" + mapping + "}");
    ASSERT_EQ(kept.status, 200) << kept.text;
    const Got list = api.get(manager, "/import-mappings");
    EXPECT_EQ(list.at("/items/0/name"), "Old CRM");
    EXPECT_EQ(list.at("/items/0/mapping"), mapping);
    EXPECT_EQ(send(manager, "?mapping=Old%20CRM", csv).at("/report/made"), "1");
    EXPECT_EQ(send(manager, "?mapping=Other", csv).code(), "mapping_not_found");
    EXPECT_EQ(api.send(manager, del, "/import-mappings/Old%20CRM").status, 204);
    EXPECT_EQ(api.send(manager, del, "/import-mappings/Old%20CRM").code(), "mapping_not_found");
    EXPECT_EQ(api.send(manager, put, "/import-mappings/x",
                       R"({"mapping":{"uses":[{"target":"nobody"}]}})")
                  .code(),
              "input_invalid");
    EXPECT_EQ(send(manager, "?recognise=false&map=name%3DWas", csv).at("/plan/mapping/uses/1"), "");
}

TEST_P(HttpImports, OnlyManagersAndAdminsImport) {
    for (const char* query : {"", "?dry_run=true"})
        EXPECT_EQ(send(rep, query, few).code(), "managers_only");
    for (const char* path : {"/imports", "/import-mappings"})
        EXPECT_EQ(api.get(rep, path).code(), "managers_only") << path;
    EXPECT_EQ(api.send(rep, put, "/import-mappings/x", R"({"mapping":{"uses":[]}})").code(),
              "managers_only");
    EXPECT_EQ(send({}, "", few).code(), "not_signed_in");
    const Got targets = api.get(rep, "/import-targets");
    EXPECT_EQ(targets.at("/items/1/target"), "name");
    EXPECT_NE(targets.at("/items/1/meaning"), "");
    EXPECT_EQ(deals(), 0u);
}

TEST_P(HttpImports, NobodySeesTheImportsOfAnotherWorkspace) {
    const auto elsewhere = api.open_workspace("Elsewhere");
    const Caller other = api.member("Otto", MemberRole::admin, "", elsewhere);
    const std::string id = send(manager, "", few).at("/import/id");
    EXPECT_EQ(api.get(other, "/imports/" + id).code(), "import_not_found");
    EXPECT_EQ(api.get(other, "/imports/" + id + "/rejects.csv").code(), "import_not_found");
    EXPECT_TRUE(api.get(other, "/imports").json().at("items").as_array().empty());
}

TEST_P(HttpImports, WhatIsNoFileOfDealsIsRefusedWithTheWayOut) {
    EXPECT_EQ(send(manager, "", "PK\x03\x04 and so on").code(), "file_is_xlsx");
    EXPECT_EQ(send(manager, "", "").code(), "file_empty");
    EXPECT_EQ(send(manager, "", few, "application/json").code(), "content_type_unsupported");
    EXPECT_EQ(send(manager, "?dates=ydm", few).code(), "input_invalid");
    EXPECT_EQ(send(manager, "?colour=red", few).code(), "input_invalid");
    EXPECT_EQ(send(manager, "?currency=euro", few).code(), "input_invalid");
    EXPECT_EQ(deals(), 0u);
}

TEST_P(HttpImports, HowLargeAFileMayBeIsSaidBeforeItComes) {
    Request head;
    head.verb = post;
    head.path = {"api", "v1", "imports"};
    head.now = api.now;
    EXPECT_FALSE(api.application().body_limit(head)) << "only for those who may come in";
    head.headers = {{"authorization", "Bearer " + manager.token}};
    const auto limit = api.application().body_limit(head);
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit.value(), 1'000'000'000u);
}

INSTANTIATE_TEST_SUITE_P(Engines, HttpImports, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
