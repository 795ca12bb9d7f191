#include "server/log.h"

#include <gtest/gtest.h>

#include <vector>

#include "server/answer_head.h"

namespace ante::server {
namespace {

TEST(Log, WritesOneObjectALineAboveItsLevel) {
    std::vector<std::string> lines;
    {
        Log log = Log::to([&](std::string_view line) { lines.emplace_back(line); }, Level::warn);
        log.say(Level::info, "unheard", {});
        log.say(Level::error, "odd", {{"text", "a\"\n"}, {"number", std::int64_t{-7}}, {"no", ""}});
        EXPECT_FALSE(log.takes(Level::info));
        EXPECT_TRUE(log.takes(Level::warn));
    }
    ASSERT_EQ(lines.size(), 1u) << "all is written when the log goes";
    EXPECT_EQ(lines[0].substr(lines[0].find("\"level\"")),
              R"("level":"error","event":"odd","text":"a\"\n","number":-7})");
}

TEST(Log, LevelsHaveWords) {
    EXPECT_EQ(level_of("debug"), Level::debug);
    EXPECT_EQ(level_of("off"), Level::off);
    EXPECT_EQ(level_of("loud"), std::nullopt);
}

TEST(Log, PathsThatMayHoldTokensAreMasked) {
    EXPECT_EQ(masked("/api/v1/deals/0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a"),
              "/api/v1/deals/0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a");
    EXPECT_EQ(masked("/plan/" + std::string(43, 't') + "/x"), "/plan/*/x");
    EXPECT_EQ(masked("/" + std::string(39, 'a')), "/" + std::string(39, 'a'));
    EXPECT_EQ(masked("/" + std::string(40, 'a')), "/*");
    EXPECT_EQ(masked("/"), "/");
    EXPECT_EQ(masked(""), "");
}

TEST(AnswerHead, DatesAreAsInTheStandard) {
    EXPECT_EQ(http_date(*parse_instant("1994-11-06T08:49:37Z")), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(http_date(*parse_instant("2026-12-31T23:59:59.999Z")),
              "Thu, 31 Dec 2026 23:59:59 GMT");
}

TEST(AnswerHead, TheApplicationMaySayHowItIsCachedButNotHowItIsFramed) {
    api::Answer answer{.headers = {{"cache-control", "public, max-age=1"},
                                   {"Content-Length", "7"},
                                   {"Transfer-Encoding", "chunked"},
                                   {"Bad name", "x"}}};
    std::string dropped;
    const std::string head = head_of({.answer = answer, .length = 3}, &dropped);
    EXPECT_EQ(head.find("no-store"), std::string::npos);
    EXPECT_NE(head.find("Content-Length: 3\r\n"), std::string::npos);
    EXPECT_EQ(head.find("chunked"), std::string::npos);
    EXPECT_EQ(dropped, "Content-Length, Transfer-Encoding, Bad name");
}

TEST(AnswerHead, AnswersWithoutContentSayNothingOfIt) {
    for (const int status : {204, 304}) {
        const std::string head = head_of({.answer = api::Answer{.status = status}}, nullptr);
        for (const auto* said : {"Content-Length", "Content-Type", "Transfer-Encoding"})
            EXPECT_EQ(head.find(said), std::string::npos) << head;
    }
}

}  // namespace
}  // namespace ante::server
