#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "server/server_for_tests.h"

namespace ante::server::tests {
namespace {

TEST_F(ServerTest, HandsRequestsOverAndAnswersBack) {
    start();
    Got got = ask("POST /a%20b/c?q=1+2 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.body, "POST|a b|c&q=1 2#hello");
    EXPECT_EQ(got.headers["content-type"], "application/json");
}

TEST_F(ServerTest, EverythingCarriesTheSecurityHeaders) {
    settings.public_url = "https://sales.example.com";
    start();
    for (const std::string& request : {get, std::string("GET /fixed HTTP/1.1\r\nHost: x\r\n\r\n"),
                                       std::string("GET /throws HTTP/1.1\r\nHost: x\r\n\r\n"),
                                       std::string("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
                                       std::string("rubbish\r\n\r\n")}) {
        Got got = ask(request);
        EXPECT_EQ(
            got.headers["content-security-policy"],
            "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'; style-src 'self'")
            << request;
        EXPECT_EQ(got.headers["x-content-type-options"], "nosniff");
        EXPECT_EQ(got.headers["referrer-policy"], "no-referrer");
        EXPECT_EQ(got.headers["cross-origin-opener-policy"], "same-origin");
        EXPECT_EQ(got.headers["cross-origin-resource-policy"], "same-origin");
        EXPECT_EQ(got.headers["strict-transport-security"], "max-age=63072000");
        EXPECT_EQ(got.headers["cache-control"], "no-store");
        EXPECT_GE(got.headers["x-request-id"].size(), 8u);
        EXPECT_TRUE(got.headers.contains("date"));
    }
}

TEST_F(ServerTest, NoPromiseOfHttpsWhereThereIsNone) {
    start();
    EXPECT_FALSE(ask(get).headers.contains("strict-transport-security"));
}

TEST_F(ServerTest, AHeaderWithALineBreakIsDroppedNotSent) {
    start();
    Got got = ask("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(got.headers.contains("x-a"));
    EXPECT_FALSE(got.headers.contains("x-evil"));
    EXPECT_EQ(got.headers["etag"], "\"7\"");
}

TEST_F(ServerTest, KeepsTheConnectionForTheNextRequest) {
    start();
    Client c = client();
    for (int i = 0; i < 50; ++i) EXPECT_EQ(c.ask(get).body, "GET|a#");
    EXPECT_EQ(c.ask("GET /none HTTP/1.1\r\nHost: x\r\n\r\n").status, 204);
    EXPECT_EQ(c.ask(post("/b", "x")).body, "POST|b#x");
    Got last = c.ask("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(last.headers["connection"], "close");
    EXPECT_TRUE(c.ended());
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
    start();
    Client c = client();
    std::string all;
    for (int i = 0; i < 100; ++i) {
        const std::string n = std::to_string(i);
        all += i % 3 == 0   ? "GET /later HTTP/1.1\r\nHost: x\r\n\r\n"
               : i % 3 == 1 ? post("/p" + n, "body" + n)
                            : "GET /g" + n + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }
    ASSERT_TRUE(c.send(all));
    for (int i = 0; i < 100; ++i) {
        const std::string n = std::to_string(i);
        Got got = c.read_answer();
        EXPECT_EQ(got.body, i % 3 == 0   ? "later"
                            : i % 3 == 1 ? "POST|p" + n + "#body" + n
                                         : "GET|g" + n + "#");
    }
}

TEST_F(ServerTest, ARequestMayComeByteByByte) {
    start();
    Client c = client();
    for (const char byte : post("/slow", "abc")) ASSERT_TRUE(c.send({&byte, 1}));
    EXPECT_EQ(c.read_answer().body, "POST|slow#abc");
}

TEST_F(ServerTest, HeadIsGetWithoutTheBody) {
    start();
    Client c = client();
    ASSERT_TRUE(c.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n"));
    Got got = c.read_answer(true);
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.headers["content-length"], "6");
    EXPECT_EQ(c.ask(get).body, "GET|a#") << "and nothing of a body stands between";
}

TEST_F(ServerTest, OldClientsAreAnsweredAndClosed) {
    start();
    Client c = client();
    Got got = c.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(got.body, "GET|a#");
    EXPECT_EQ(got.headers["connection"], "close");
    EXPECT_TRUE(c.ended());

    Got download = ask("GET /download HTTP/1.0\r\n\r\n");
    EXPECT_FALSE(download.headers.contains("transfer-encoding"));
    EXPECT_EQ(download.body.size(), 1'000'000u);
}

TEST_F(ServerTest, ChunkedBodiesArePutTogether) {
    start();
    Got got =
        ask("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: ignored\r\n\r\n");
    EXPECT_EQ(got.body, "POST|a#hello world");
}

TEST_F(ServerTest, TheRequestIdIsKeptIfSaneAndMadeIfNot) {
    start();
    EXPECT_EQ(ask("GET /a HTTP/1.1\r\nHost: x\r\nX-Request-Id: call-0001\r\n\r\n")
                  .headers["x-request-id"],
              "call-0001");
    for (const std::string bad : {"short", "has blank in it", "quote\"\"\"\"", "{\"a\":1}........"})
        EXPECT_NE(ask("GET /a HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + bad + "\r\n\r\n")
                      .headers["x-request-id"],
                  bad);
}

TEST_F(ServerTest, AnswersMayComeFromAnotherThread) {
    start();
    Client c = client();
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(c.ask("GET /later HTTP/1.1\r\nHost: x\r\n\r\n").body, "later");
}

TEST_F(ServerTest, TheFirstAnswerCounts) {
    start();
    Client c = client();
    EXPECT_EQ(c.ask("GET /twice HTTP/1.1\r\nHost: x\r\n\r\n").body, "first");
    EXPECT_EQ(c.ask(get).body, "GET|a#");
}

TEST_F(ServerTest, FaultsOfTheApplicationAre500AndLogged) {
    start();
    for (const std::string where : {"/dropped", "/throws"}) {
        Got got = ask("GET " + where + " HTTP/1.1\r\nHost: x\r\nX-Request-Id: who-knows\r\n\r\n");
        EXPECT_EQ(got.status, 500);
        EXPECT_NE(got.body.find("\"request_id\":\"who-knows\""), std::string::npos) << got.body;
        EXPECT_EQ(got.body.find("oops"), std::string::npos);
    }
    server.reset();
    EXPECT_TRUE(eventually([&] {
        const std::lock_guard lock(lines_mutex);
        return std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
            return line.find("oops") != std::string::npos;
        });
    }));
}

TEST_F(ServerTest, LargeAnswersArriveWhole) {
    start();
    Client c = client();
    for (int i = 0; i < 3; ++i) {
        Got got = c.ask("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_EQ(got.body, std::string(5'000'000, 'b'));
    }
}

TEST_F(ServerTest, HealthAndReadiness) {
    start();
    EXPECT_EQ(ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").body, R"({"status":"alive"})");
    EXPECT_EQ(ask("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
    app.is_ready = false;
    EXPECT_EQ(ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
    Got got = ask("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(got.status, 503);
    EXPECT_NE(got.body.find("store_starting"), std::string::npos);
    EXPECT_EQ(app.handled, 0);
}

TEST_F(ServerTest, AnOccupiedAddressIsSaidInOneSentence) {
    start();
    Settings same = settings;
    same.listen = "127.0.0.1:" + std::to_string(server->port());
    Server second(same, log);
    const auto started = second.start(app);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, "address_in_use");
    EXPECT_NE(started.error().detail.find(same.listen + " is in use"), std::string::npos);
    for (const std::string bad :
         {"", "8420", "nowhere:80", "127.0.0.1:", "127.0.0.1:99999", "1.2.3:4:5x"}) {
        same.listen = bad;
        Server third(same, log);
        const auto no = third.start(app);
        ASSERT_FALSE(no);
        EXPECT_EQ(no.error().code, "listen_malformed") << bad;
    }
}

TEST_F(ServerTest, TheLogSaysWhatHappenedAndNoSecrets) {
    start();
    EXPECT_EQ(ask("POST /a/" + std::string(43, 'T') +
                  "?token=QUERYSECRET HTTP/1.1\r\nHost: x\r\nCookie: s=COOKIESECRET\r\n"
                  "Authorization: Bearer HEADERSECRET\r\nContent-Length: 10\r\n"
                  "X-Request-Id: call-0002\r\n\r\nBODYSECRET")
                  .status,
              200);
    ask("GET /%zzSECRET HTTP/1.1\r\nHost: x\r\n\r\n");
    server.reset();
    ASSERT_TRUE(eventually([&] {
        const std::lock_guard lock(lines_mutex);
        return !lines.empty() && lines.back().find("\"stopped\"") != std::string::npos;
    }));
    bool found = false;
    for (const std::string& line : lines) {
        EXPECT_EQ(line.find("SECRET"), std::string::npos) << line;
        EXPECT_EQ(line.find("TTTT"), std::string::npos) << line;
        EXPECT_TRUE(line.starts_with(R"({"time":"20)")) << line;
        if (line.find("call-0002") == std::string::npos) continue;
        found = true;
        EXPECT_NE(line.find(R"("level":"info","event":"answered","request_id":"call-0002",)"
                            R"("verb":"POST","path":"/a/*","status":200,"micros":)"),
                  std::string::npos)
            << line;
        EXPECT_NE(line.find(R"("member":"m-1")"), std::string::npos) << line;
    }
    EXPECT_TRUE(found);
}

TEST_F(ServerTest, EveryThreadHasAName) {
    start();
    const auto names = [] {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
            std::ifstream comm(entry.path() / "comm");
            std::string name;
            std::getline(comm, name);
            found.insert(name);
        }
        return found;
    };
    for (const std::string name : {"ante-io-0", "ante-io-1", "ante-log"})
        EXPECT_TRUE(eventually([&] { return names().contains(name); })) << name;
}

}  // namespace
}  // namespace ante::server::tests
