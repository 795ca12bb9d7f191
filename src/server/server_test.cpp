#include "server/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "api/problem.h"
#include "server/client_for_tests.h"

namespace ante::server {
namespace {
using tests::Client;
using tests::Got;

// Pieces given by the test, from whatever thread.
class Fed final : public api::Source {
public:
    struct Feed {
        std::mutex mutex;
        std::deque<Piece> pieces;
        std::function<void()> wake;
        std::atomic<int> alive{0};

        void give(std::string bytes, State state = State::later) {
            const std::lock_guard lock(mutex);
            pieces.push_back({std::move(bytes), state});
            if (wake) wake();
        }
    };

    explicit Fed(std::shared_ptr<Feed> feed) : feed_(std::move(feed)) { ++feed_->alive; }
    ~Fed() override {
        const std::lock_guard lock(feed_->mutex);
        feed_->wake = nullptr;
        --feed_->alive;
    }
    void open(std::function<void()> wake) override {
        const std::lock_guard lock(feed_->mutex);
        feed_->wake = std::move(wake);
    }
    Piece next() override {
        const std::lock_guard lock(feed_->mutex);
        if (feed_->pieces.empty()) return {};
        Piece piece = std::move(feed_->pieces.front());
        feed_->pieces.pop_front();
        if (!feed_->pieces.empty() && piece.state == State::later) piece.state = State::more;
        return piece;
    }

private:
    std::shared_ptr<Feed> feed_;
};

// `count` pieces of 10,000 bytes, without end if `count` is negative.
class Counted final : public api::Source {
public:
    explicit Counted(int count, std::atomic<int>* alive) : left_(count), alive_(alive) {
        ++*alive_;
    }
    ~Counted() override { --*alive_; }
    void open(std::function<void()>) override {}
    Piece next() override {
        if (left_ == 0) return {"", State::done};
        if (left_ > 0) --left_;
        return {std::string(10'000, 'x'), State::more};
    }

private:
    int left_;
    std::atomic<int>* alive_;
};

// Answers a bit of everything.
class Echo final : public api::Application {
public:
    ~Echo() override {
        for (std::thread& t : threads_) t.join();
    }

    Result<std::uint64_t> body_limit(const api::Request& head) override {
        if (head.target == "/secret") return Error{No::unauthenticated, "sign_in", "Who?", {}};
        if (head.target == "/upload") return std::uint64_t{1} << 30;
        return 100'000;
    }

    void handle(api::Request r, api::Respond respond) override {
        ++handled;
        const std::string& where = r.target;
        if (where == "/later") return later(std::move(respond));
        if (where == "/held") return hold(std::move(respond));
        if (where == "/dropped") return;
        if (where == "/throws") throw std::runtime_error("oops");
        if (where == "/twice") respond({.content = "first"});
        if (where == "/big") return respond({.content = std::string(5'000'000, 'b')});
        if (where == "/fixed")
            return respond({.content_type = "text/css", .content = api::Fixed{"body{}"}});
        if (where == "/none") return respond({.status = 204});
        if (where == "/split")
            return respond(
                {.content = "x", .headers = {{"X-A", "1\r\nX-Evil: 1"}, {"ETag", "\"7\""}}});
        if (where == "/events")
            return respond({.content = api::Events{std::make_unique<Fed>(feed)}});
        if (where == "/flood")
            return respond({.content = api::Events{std::make_unique<Counted>(-1, &floods)}});
        if (where == "/download")
            return respond({.content_type = "text/csv",
                            .content = api::Download{std::make_unique<Counted>(100, &floods)}});
        if (where == "/fed")
            return respond({.content_type = "text/csv",
                            .content = api::Download{std::make_unique<Fed>(feed)}});
        if (where == "/upload") return respond(api::Answer{.content = upload(r.body)});
        respond(api::Answer{.content = story(r), .member = "m-1"});
    }

    Result<void> ready() override {
        if (is_ready) return success();
        return Error{No::unavailable, "store_starting", "The store is not open yet.", {}};
    }

    void release() {
        const std::lock_guard lock(mutex_);
        for (api::Respond& respond : held_) respond({.content = "released"});
        held_.clear();
    }
    std::size_t held() {
        const std::lock_guard lock(mutex_);
        return held_.size();
    }

    std::atomic<int> handled{0};
    std::atomic<int> floods{0};
    std::atomic<bool> is_ready{true};
    std::shared_ptr<Fed::Feed> feed = std::make_shared<Fed::Feed>();

private:
    void later(api::Respond respond) {
        const std::lock_guard lock(mutex_);
        threads_.emplace_back([respond = std::move(respond)] { respond({.content = "later"}); });
    }
    void hold(api::Respond respond) {
        const std::lock_guard lock(mutex_);
        held_.push_back(std::move(respond));
    }
    static std::string upload(const api::Body& body) {
        std::uint64_t at = 0;
        std::uint64_t sum = 0;
        std::vector<char> piece(100'000);
        while (const auto n = body.read(at, piece).value()) {
            for (std::size_t i = 0; i < n; ++i) sum += static_cast<unsigned char>(piece[i]);
            at += n;
        }
        return std::to_string(at) + " " + std::to_string(sum) +
               (body.spooled() ? " spooled" : " in memory");
    }
    static std::string story(const api::Request& r) {
        std::string out{word_of(r.verb)};
        for (const auto& segment : r.path) out += "|" + segment;
        for (const auto& p : r.query) out += "&" + p.name + "=" + p.value;
        out += "#";
        out += r.body.text();
        return out;
    }

    std::mutex mutex_;
    std::vector<api::Respond> held_;
    std::vector<std::thread> threads_;
};

class ServerTest : public testing::Test {
protected:
    ServerTest() {
        settings.listen = "127.0.0.1:0";
        settings.data = "/tmp";
        settings.threads = 2;
        // Most tests have nobody to wait for at the end.
        limits.stop_idle = milliseconds{50};
        limits.handshakes = milliseconds{1};
        limits.linger = milliseconds{200};
        limits.sweep = milliseconds{20};
    }
    ~ServerTest() override {
        app.release();
        server.reset();
    }
    void start() {
        server.emplace(settings, log, limits);
        const auto started = server->start(app);
        ASSERT_TRUE(started) << started.error().detail;
    }
    Client client() { return Client(server->port()); }
    Got ask(std::string_view request) { return client().ask(request); }

    Settings settings;
    Limits limits;
    std::mutex lines_mutex;
    std::vector<std::string> lines;
    Log log = Log::to(
        [this](std::string_view line) {
            const std::lock_guard lock(lines_mutex);
            lines.emplace_back(line);
        },
        Level::debug);
    Echo app;
    std::optional<Server> server;
};

const std::string get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

std::string post(std::string_view path, std::string_view body) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

bool eventually(const std::function<bool()>& what) {
    for (int i = 0; i < 2000; ++i) {
        if (what()) return true;
        std::this_thread::sleep_for(milliseconds{10});
    }
    return false;
}

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
        EXPECT_EQ(got.headers["content-security-policy"],
                  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                  "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
                  "frame-ancestors 'none'")
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

TEST_F(ServerTest, DownloadsComeInPiecesAndKeepTheConnection) {
    start();
    Client c = client();
    Got got = c.ask("GET /download HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(got.whole);
    EXPECT_EQ(got.body.size(), 1'000'000u);
    EXPECT_EQ(c.ask(get).body, "GET|a#");
    EXPECT_EQ(app.floods, 0);
}

TEST_F(ServerTest, ABrokenDownloadIsSeenToBeBroken) {
    start();
    app.feed->give("half of it", api::Source::State::more);
    app.feed->give("", api::Source::State::broken);
    Client c = client();
    Got got = c.ask("GET /fed HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(got.whole);
}

TEST_F(ServerTest, EventsArriveAsTheyAreGiven) {
    limits.heartbeat = milliseconds{50};
    start();
    Client c = client();
    ASSERT_TRUE(c.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n"));
    Got head = c.read_head();
    EXPECT_EQ(head.headers["content-type"], "text/event-stream");
    EXPECT_EQ(c.read_chunk(), ": \n\n") << "a heartbeat while it is quiet";
    for (int i = 0; i < 200; ++i) {
        const std::string event = api::event_text(std::to_string(i), "changed", "{}");
        app.feed->give(event);
        std::optional<std::string> chunk = c.read_chunk();
        while (chunk == ": \n\n") chunk = c.read_chunk();
        EXPECT_EQ(chunk, event);
    }
    app.feed->give("last\n\n", api::Source::State::done);
    EXPECT_NE(c.read_to_end().find("last\n\n\r\n0\r\n\r\n"), std::string::npos);
}

TEST_F(ServerTest, AStreamWhoseReaderLeftIsLetGo) {
    limits.heartbeat = milliseconds{3'600'000};
    start();
    {
        Client c = client();
        ASSERT_TRUE(c.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n"));
        EXPECT_EQ(c.read_head().status, 200);
        EXPECT_EQ(app.feed->alive, 1);
    }
    EXPECT_TRUE(eventually([&] { return app.feed->alive == 0; }));
}

TEST_F(ServerTest, ASlowReaderIsCutAndCostsOnePiece) {
    limits.write_time = milliseconds{300};
    limits.slowest = 1 << 30;
    start();
    Client c(server->port(), 4096);
    ASSERT_TRUE(c.send("GET /flood HTTP/1.1\r\nHost: x\r\n\r\n"));
    EXPECT_TRUE(eventually([&] { return app.floods == 1; }));
    EXPECT_TRUE(eventually([&] { return app.floods == 0; })) << "though it never reads";
}

TEST_F(ServerTest, ManyIdleStreamsDisturbNobody) {
    start();
    std::vector<Client> streams;
    for (int i = 0; i < 500; ++i) {
        streams.push_back(client());
        ASSERT_TRUE(streams.back().send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    for (Client& c : streams) EXPECT_EQ(c.read_head().status, 200);
    EXPECT_EQ(app.feed->alive, 500);
    Client c = client();
    for (int i = 0; i < 200; ++i) EXPECT_EQ(c.ask(get).status, 200);
    server->stop();
    EXPECT_EQ(app.feed->alive, 0);
    for (Client& stream : streams) {
        EXPECT_EQ(stream.read_chunk(), "retry: 2000\n\n");
        EXPECT_EQ(stream.read_chunk(), "") << "ended as it should";
    }
}

TEST_F(ServerTest, SlowClientsAreSentAway) {
    limits.first_byte = milliseconds{200};
    limits.head_time = milliseconds{300};
    limits.body_time = milliseconds{300};
    limits.idle = milliseconds{300};
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

TEST_F(ServerTest, ClientsMayLeaveAtAnyMoment) {
    start();
    const std::string requests[] = {get,
                                    "GET /held HTTP/1.1\r\nHost: x\r\n\r\n",
                                    "GET /big HTTP/1.1\r\nHost: x\r\n\r\n",
                                    "GET /download HTTP/1.1\r\nHost: x\r\n\r\n",
                                    "GET /later HTTP/1.1\r\nHost: x\r\n\r\n",
                                    "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc",
                                    "GET / HT"};
    for (int i = 0; i < 140; ++i) {
        Client c = client();
        ASSERT_TRUE(c.send(requests[i % 7]));
        if (i % 2) c.no_more();
    }
    EXPECT_TRUE(eventually([&] { return app.held() == 20; }));
    app.release();
    EXPECT_EQ(ask(get).status, 200);
    EXPECT_TRUE(eventually([&] { return app.floods == 0; }));
}

TEST_F(ServerTest, HalfClosedClientsAreStillAnswered) {
    start();
    Client c = client();
    ASSERT_TRUE(c.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n"));
    c.no_more();
    EXPECT_EQ(c.read_answer().body, "later");
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

TEST_F(ServerTest, StoppingUnderLoadCutsNobody) {
    limits.stop_idle = Limits{}.stop_idle;
    limits.handshakes = Limits{}.handshakes;
    start();
    const auto port = server->port();
    std::atomic<int> answered{0}, cut{0}, refused{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([&, i] {
            for (;;) {
                Client c(port);
                if (!c.connected()) {
                    EXPECT_TRUE(c.refused());
                    ++refused;
                    return;
                }
                // Half of them keep their connection as long as they are let.
                for (bool again = true; again;) {
                    Got got =
                        c.ask(i % 4 == 0   ? post("/a", "x")
                              : i % 4 == 1 ? std::string("GET /later HTTP/1.1\r\nHost: x\r\n\r\n")
                                           : get);
                    if (!got.whole || got.status != 200) {
                        ++cut;
                        return;
                    }
                    ++answered;
                    again = i % 2 == 0 && !got.headers.contains("connection");
                }
            }
        });
    EXPECT_TRUE(eventually([&] { return answered > 500; }));
    server->stop();
    for (std::thread& t : clients) t.join();
    EXPECT_EQ(cut, 0);
    EXPECT_EQ(refused, 8);
}

TEST_F(ServerTest, StoppingWaitsForWhatIsInFlightAndNotForEver) {
    start();
    Client answered = client();
    ASSERT_TRUE(answered.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n"));
    ASSERT_TRUE(eventually([&] { return app.held() == 1; }));
    std::thread stopping([&] { server->stop(); });
    EXPECT_TRUE(eventually([&] { return Client(server->port()).refused(); }));
    app.release();
    Got got = answered.read_answer();
    EXPECT_EQ(got.body, "released");
    EXPECT_EQ(got.headers["connection"], "close");
    stopping.join();

    server.reset();
    limits.stop = milliseconds{300};
    start();
    Client never = client();
    ASSERT_TRUE(never.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n"));
    ASSERT_TRUE(eventually([&] { return app.held() == 1; }));
    server->stop();
    EXPECT_EQ(never.read_answer().status, 0);
    server.reset();
    app.release();  // Into the void, harmlessly.
}

TEST_F(ServerTest, ARequestOnAnIdleConnectionIsStillAnsweredWhileStopping) {
    limits.stop_idle = milliseconds{8'000};
    start();
    Client c = client();
    ASSERT_EQ(c.ask(get).status, 200);
    Client held = client();
    ASSERT_TRUE(held.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n"));
    ASSERT_TRUE(eventually([&] { return app.held() == 1; }));
    std::thread stopping([&] { server->stop(); });
    EXPECT_TRUE(eventually([&] { return Client(server->port()).refused(); }));
    Got ready = c.ask("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(ready.status, 503);
    EXPECT_EQ(ready.headers["connection"], "close");
    app.release();
    EXPECT_EQ(held.read_answer().body, "released");
    stopping.join();
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
}  // namespace ante::server
