#pragma once
// A server with an application that answers a bit of everything, and the ways to ask it.

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "api/problem.h"
#include "server/client_for_tests.h"
#include "server/server.h"

namespace ante::server::tests {

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

inline const std::string get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

inline std::string post(std::string_view path, std::string_view body) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

inline bool eventually(const std::function<bool()>& what) {
    for (int i = 0; i < 2000; ++i) {
        if (what()) return true;
        std::this_thread::sleep_for(milliseconds{10});
    }
    return false;
}

}  // namespace ante::server::tests
