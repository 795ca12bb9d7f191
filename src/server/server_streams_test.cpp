#include <gtest/gtest.h>

#include <thread>

#include "server/server_for_tests.h"

namespace ante::server::tests {
namespace {

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

}  // namespace
}  // namespace ante::server::tests
