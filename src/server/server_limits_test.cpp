#include <gtest/gtest.h>

#include "server/server_for_tests.h"

namespace ante::server::tests {
namespace {

TEST_F(ServerTest, ExpectingAGoAheadGetsIt) {
    start();
    Client c = client();
    ASSERT_TRUE(
        c.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: "
               "100-continue\r\n\r\n"));
    EXPECT_EQ(c.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    ASSERT_TRUE(c.send("ok"));
    EXPECT_EQ(c.read_answer().body, "POST|a#ok");
}

TEST_F(ServerTest, ARefusedUploadIsRefusedBeforeItIsSent) {
    start();
    Client c = client();
    ASSERT_TRUE(
        c.send("POST /secret HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: "
               "100-continue\r\n\r\n"));
    Got got = c.read_answer();
    EXPECT_EQ(got.status, 401);
    EXPECT_NE(got.body.find("\"sign_in\""), std::string::npos);
    EXPECT_TRUE(c.ended());
    EXPECT_EQ(app.handled, 0);
}

struct Bad {
    std::string request;
    int status;
};

TEST_F(ServerTest, WhatIsMalformedIsAnsweredOnceAndClosed) {
    start();
    const std::string h = "Host: x\r\n";
    const std::string chunked = "POST /a HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked\r\n\r\n";
    // clang-format off
    const std::vector<Bad> table = {
        {"\r\n\r\n", 400},
        {"\n", 400},
        {" GET / HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET\r\n\r\n", 400},
        {"GET /\r\n\r\n", 400},
        {"GET  / HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /  HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET / HTTP/1.1 \r\n" + h + "\r\n", 400},
        {"GET / HTTP/x.1\r\n" + h + "\r\n", 400},
        {"GET / http/1.1\r\n" + h + "\r\n", 400},
        {"GET / HTTP/2.0\r\n" + h + "\r\n", 505},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"GET / HTTP/1.1\n" + h + "\n", 400},
        {"GET / HTTP/1.1\r\nHost: x\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "A: b\r\n folded\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "A: b\r\n\tfolded\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n " + h + "\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "A : b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + ": b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "no colon\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "A(b: c\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "A: b\x01\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + std::string("A: b\0c\r\n\r\n", 10), 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "Host: y\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: x/../y\r\n\r\n", 400},
        {"GET /a/../b HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /%2e%2e/b HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /%00 HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /%g0 HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /%ff HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /a?b=%f HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /a#b HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /\xc3\xa4 HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET * HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET a/b HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET ftp://x/ HTTP/1.1\r\n" + h + "\r\n", 400},
        {"CONNECT x:1 HTTP/1.1\r\n" + h + "\r\n", 501},
        {"TRACE / HTTP/1.1\r\n" + h + "\r\n", 501},
        {"get / HTTP/1.1\r\n" + h + "\r\n", 501},
        {"BREW / HTTP/1.1\r\n" + h + "\r\n", 501},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 3, 3\r\n\r\nabc", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: +3\r\n\r\nabc", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: -3\r\n\r\nabc", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 0x3\r\n\r\nabc", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 3 4\r\n\r\nabc", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length:\r\n\r\nabc", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 99999999999999999999\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Transfer-Encoding: gzip\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Transfer-Encoding: \x0b" "chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {chunked + "x\r\nhello\r\n", 400},
        {chunked + "5\nhello\r\n0\r\n\r\n", 400},
        {chunked + "-5\r\nhello\r\n", 400},
        {chunked + "5 5\r\nhello\r\n", 400},
        {chunked + "5\r\nhelloXX0\r\n\r\n", 400},
        {chunked + "fffffffffffffffff\r\nhello\r\n", 400},
        {chunked + "5;" + std::string(5000, 'e') + "\r\nhello\r\n0\r\n\r\n", 400},
        {chunked + "0\r\nContent-Length: 5\r\n\r\n", 400},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 100001\r\n\r\n", 413},
        {chunked + "20000\r\n" + std::string(0x20000, 'x') + "\r\n0\r\n\r\n", 413},
        {"GET /" + std::string(8200, 'a') + " HTTP/1.1\r\n" + h + "\r\n", 414},
        {"GET /" + std::string(20000, 'a'), 414},
        {std::string(20000, 'A'), 414},
        {"GET / HTTP/1.1\r\n" + h + "A: " + std::string(16400, 'a') + "\r\n\r\n", 431},
        {"GET / HTTP/1.1\r\n" + h + "A: " + std::string(30000, 'a'), 431},
        {"POST /a HTTP/1.1\r\n" + h + "Content-Length: 2\r\nExpect: a pony\r\n\r\n", 417},
    };
    // clang-format on
    for (const Bad& bad : table) {
        Client c = client();
        c.send(bad.request);
        Got got = c.read_answer();
        const std::string shown = bad.request.substr(0, 120);
        EXPECT_EQ(got.status, bad.status) << shown;
        EXPECT_TRUE(got.whole) << shown;
        EXPECT_EQ(got.headers.count("connection"), 1u) << shown;
        EXPECT_NE(got.body.find("\"code\":"), std::string::npos) << shown;
        c.no_more();
        EXPECT_EQ(c.read_to_end(), "") << "one answer, then the end: " << shown;
        EXPECT_FALSE(c.was_reset()) << shown;
    }
    std::string many = "GET / HTTP/1.1\r\n" + h;
    for (int i = 0; i < 101; ++i) many += "A" + std::to_string(i) + ": b\r\n";
    EXPECT_EQ(ask(many + "\r\n").status, 431);
    EXPECT_EQ(app.handled, 0) << "none of it was taken for a request";
    EXPECT_EQ(ask(get).status, 200) << "and others are served";
}

TEST_F(ServerTest, WhatIsLegalButRareIsServed) {
    start();
    EXPECT_EQ(ask("GET http://x:80/a?b=1 HTTP/1.1\r\nHost: x\r\n\r\n").body, "GET|a&b=1#");
    EXPECT_EQ(ask("GET http://x HTTP/1.1\r\nHost: x\r\n\r\n").body, "GET#");
    EXPECT_EQ(ask("GET /a HTTP/1.1\r\nhOsT:x\r\n\r\n").body, "GET|a#");
    EXPECT_EQ(ask("GET /a HTTP/1.1\r\nHost: [::1]:8420\r\n\r\n").body, "GET|a#");
    EXPECT_EQ(
        ask("PATCH /a HTTP/1.1\r\nHost: x\r\ntransfer-encoding: Chunked\r\n\r\n0\r\n\r\n").body,
        "PATCH|a#");
    EXPECT_EQ(ask("DELETE /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").body, "DELETE|a#");
    EXPECT_EQ(ask("GET /a HTTP/1.1\r\nHost: x\r\nEmpty:\r\n\r\n").body, "GET|a#");
    EXPECT_EQ(ask("GET /" + std::string(8000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
}

TEST_F(ServerTest, LargeUploadsAreSetAsideInAFile) {
    start();
    Client c = client();
    const std::string piece(1'000'000, '\x01');
    ASSERT_TRUE(c.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n"));
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(c.send(piece));
    EXPECT_EQ(c.read_answer().body, "20000000 20000000 spooled");
    EXPECT_EQ(c.ask(post("/upload", "\x01\x02")).body, "2 3 in memory");
}

TEST_F(ServerTest, AllBodiesTogetherHaveALimit) {
    limits.bodies_in_memory = 50'000;
    start();
    EXPECT_EQ(ask(post("/a", std::string(60'000, 'x'))).status, 503);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(ask(post("/a", std::string(40'000, 'x'))).status, 200) << "all is given back";
    limits = Limits{};
    limits.bodies_on_disk = 3'000'000;
    server.reset();
    start();
    EXPECT_EQ(ask(post("/upload", std::string(4'000'000, 'x'))).status, 503);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(ask(post("/upload", std::string(2'000'000, 'x'))).status, 200);
}

TEST_F(ServerTest, SlowClientsAreSentAway) {
    // Long enough for the quick ones to be quick on a machine that has much to do.
    limits.first_byte = milliseconds{1'000};
    limits.head_time = milliseconds{1'000};
    limits.body_time = milliseconds{1'000};
    limits.idle = milliseconds{1'000};
    start();
    std::vector<Client> silent, half_head, half_body, idle;
    for (int i = 0; i < 75; ++i) {
        silent.push_back(client());
        half_head.push_back(client());
        ASSERT_TRUE(half_head.back().send("GET / HTTP/1.1\r\nHost:"));
        half_body.push_back(client());
        ASSERT_TRUE(
            half_body.back().send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"));
        idle.push_back(client());
        ASSERT_EQ(idle.back().ask(get).status, 200);
    }
    for (Client& c : silent) EXPECT_EQ(c.read_to_end(), "");
    for (Client& c : idle) EXPECT_EQ(c.read_to_end(), "");
    for (Client& c : half_head) EXPECT_EQ(c.read_answer().status, 408);
    for (Client& c : half_body) EXPECT_EQ(c.read_answer().status, 408);
    EXPECT_EQ(ask(get).status, 200);
}

TEST_F(ServerTest, ADribblingHeadIsSentAwayThoughBytesKeepComing) {
    limits.head_time = milliseconds{300};
    start();
    Client c = client();
    ASSERT_TRUE(c.send("GET / HTTP/1.1\r\nHost: x\r\nA: "));
    // Each byte would start the clock anew if it were an idle time.
    for (int i = 0; i < 400 && c.send("a"); ++i) {
        std::this_thread::sleep_for(milliseconds{10});
    }
    EXPECT_EQ(c.read_answer().status, 408);
}

TEST_F(ServerTest, MoreConnectionsThanAllowedAreTurnedAway) {
    limits.connections = 5;
    start();
    std::vector<Client> few;
    for (int i = 0; i < 5; ++i) {
        few.push_back(client());
        EXPECT_EQ(few.back().ask(get).status, 200);
    }
    Client more = client();
    Got got = more.ask(get);
    EXPECT_EQ(got.status, 503);
    EXPECT_EQ(got.headers["retry-after"], "5");
    more.close();
    few.pop_back();
    EXPECT_TRUE(eventually([&] { return ask(get).status == 200; }));
}

}  // namespace
}  // namespace ante::server::tests
