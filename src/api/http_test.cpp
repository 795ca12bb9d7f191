#include "api/http.h"

#include <gtest/gtest.h>

#include "api/problem.h"

namespace ante::api {
namespace {

TEST(Target, IsDecodedIntoSegmentsAndParameters) {
    Request r;
    ASSERT_TRUE(read_target("/api/v1/deals/a%20b?limit=50&q=a+b%26c&flag&q=2&&", r));
    EXPECT_EQ(r.target, "/api/v1/deals/a%20b");
    EXPECT_EQ(r.path, (std::vector<std::string>{"api", "v1", "deals", "a b"}));
    EXPECT_EQ(r.query,
              (std::vector<Parameter>{{"limit", "50"}, {"q", "a b&c"}, {"flag", ""}, {"q", "2"}}));
    EXPECT_EQ(r.parameter("q"), "a b&c");
    EXPECT_EQ(r.parameter("none"), std::nullopt);
}

TEST(Target, RootHasNoSegmentsAndATrailingSlashAnEmptyOne) {
    Request root;
    ASSERT_TRUE(read_target("/", root));
    EXPECT_TRUE(root.path.empty());
    Request folder;
    ASSERT_TRUE(read_target("/a/", folder));
    EXPECT_EQ(folder.path, (std::vector<std::string>{"a", ""}));
}

TEST(Target, RefusesWhatCouldMeanTwoThings) {
    for (const auto bad :
         {"", "a", "/%", "/%2", "/%zz", "/%00", "/%0a", "/a%2fb", "/..", "/a/../b", "/%2e%2E/x",
          "/.", "/%ff", "/%c0%ae", "/a?x=%", "/a?%ff=1", "/a?x=%00"}) {
        Request r;
        EXPECT_FALSE(read_target(bad, r)) << bad;
    }
    Request deep;
    EXPECT_FALSE(read_target(std::string(40, '/'), deep));
    std::string many = "/?";
    for (int i = 0; i < 101; ++i) many += "a=1&";
    Request full;
    EXPECT_FALSE(read_target(many, full));
}

TEST(Cookies, AreFoundByNameUnlessTossed) {
    Request r;
    r.headers = {{"cookie", "a=1; __Host-session=abc=; b=2"}, {"cookie", "c=3;a=1"}};
    EXPECT_EQ(r.cookie("__Host-session"), "abc=");
    EXPECT_EQ(r.cookie("c"), "3");
    EXPECT_EQ(r.cookie("a"), "1") << "the same value twice is the same cookie";
    EXPECT_EQ(r.cookie("d"), std::nullopt);
    r.headers.push_back({"cookie", "__Host-session=evil"});
    EXPECT_EQ(r.cookie("__Host-session"), std::nullopt);
}

TEST(Cookies, AreForThisHostOnly) {
    EXPECT_EQ(set_cookie("session", "t0k", std::chrono::hours{1}),
              (Header{"Set-Cookie",
                      "__Host-session=t0k; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600"}));
    EXPECT_EQ(clear_cookie("session").value,
              "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(EventText, CarriesLineBreaksAsSeveralLines) {
    EXPECT_EQ(event_text("7", "changed", "{}"), "id: 7\nevent: changed\ndata: {}\n\n");
    EXPECT_EQ(event_text("", "", "a\nb\r\nc"), "data: a\ndata: b\ndata: c\n\n");
}

TEST(Body, MovesToAFileWhenMemoryNoLongerSuffices) {
    Body body;
    const std::string piece(300'000, 'x');
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(body.append(piece, "/tmp"));
    EXPECT_FALSE(body.spooled());
    EXPECT_EQ(body.text().size(), 900'000u);
    ASSERT_TRUE(body.append("THE MIDDLE" + piece, "/tmp"));
    EXPECT_TRUE(body.spooled());
    EXPECT_EQ(body.text(), "");
    EXPECT_EQ(body.size(), 1'200'010u);
    char found[10];
    EXPECT_EQ(body.read(900'000, found).value(), 10u);
    EXPECT_EQ(std::string_view(found, 10), "THE MIDDLE");
    EXPECT_EQ(body.read(1'200'010, found).value(), 0u);
    EXPECT_EQ(body.read(1'200'005, found).value(), 5u);

    const Body small("abc");
    EXPECT_EQ(small.read(1, found).value(), 2u);
    EXPECT_EQ(small.read(9, found).value(), 0u);
}

TEST(Body, SaysSoWhenTheFolderIsNotThere) {
    Body body;
    const auto result = body.append(std::string(Body::in_memory + 1, 'x'), "/nowhere/at/all");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "unwritable_folder");
    EXPECT_EQ(result.error().kind, No::unavailable);
}

TEST(Problem, EveryNoHasItsStatus) {
    const std::pair<No, int> table[] = {
        {No::invalid, 422},   {No::refused, 422},         {No::not_found, 404},
        {No::forbidden, 403}, {No::unauthenticated, 401}, {No::conflict, 409},
        {No::stale, 412},     {No::version_missing, 428}, {No::too_large, 413},
        {No::too_many, 429},  {No::unavailable, 503},     {No::broken, 500}};
    for (const auto& [kind, status] : table) {
        EXPECT_EQ(status_of({kind, "x", "X.", {}}), status);
        EXPECT_NE(words_of_status(status), "");
    }
    EXPECT_EQ(status_of({No::invalid, "json_malformed", "", {}}), 400);
}

TEST(Problem, NamesEveryWrongPlaceAndKeepsInsidesInside) {
    const auto said = problem_json(
        {No::invalid, "input_invalid", "Two fields are wrong.", {{"/due", "past", "It is over."}}},
        "r1");
    EXPECT_EQ(said, R"({"type":"about:blank","title":"Unprocessable Content","status":422,)"
                    R"("code":"input_invalid","detail":"Two fields are wrong.","request_id":"r1",)"
                    R"("errors":[{"pointer":"/due","code":"past","detail":"It is over."}]})");

    const Answer broke = problem_answer(broken("row 7 of table secret"), "r2");
    EXPECT_EQ(std::get<std::string>(broke.content).find("secret"), std::string::npos);
    EXPECT_NE(broke.why.find("row 7"), std::string::npos);

    const Answer busy = problem_answer({No::unavailable, "store_down", "Later.", {}}, "r3");
    EXPECT_EQ(busy.headers, (std::vector<Header>{{"Retry-After", "5"}}));
}

}  // namespace
}  // namespace ante::api
