#include "server/framing.h"

#include <gtest/gtest.h>

namespace ante::server {
namespace {

// Reads one request out of `bytes`, given in pieces of `step`; what is left over is `rest`.
struct Read {
    int status = 0;  // 0: fine
    std::string code;
    std::string body;
    std::string rest;
    bool complete = false;
};
Read read(std::string_view bytes, std::size_t step, std::uint64_t limit = 1000) {
    Read out;
    Framing one{Limits{}};
    bool head = false;
    std::string pending;
    while (!bytes.empty() || !pending.empty()) {
        const auto piece = bytes.substr(0, step);
        bytes.remove_prefix(piece.size());
        pending += piece;
        if (!head) {
            const auto size = one.read_head(pending);
            if (!size) return {size.error().status, size.error().error.code, "", "", false};
            head = size.value() > 0;
            pending.erase(0, size.value());
        }
        if (head && !one.complete()) {
            const auto size = one.read_body(pending, limit, "/tmp");
            if (!size) return {size.error().status, size.error().error.code, "", "", false};
            pending.erase(0, size.value());
        }
        if (head && one.complete()) break;
        if (bytes.empty()) break;
    }
    out.complete = head && one.complete();
    out.rest = pending + std::string(bytes);
    out.body = one.request().body.text();
    return out;
}

TEST(Framing, EndsAtTheSamePlaceHoweverTheBytesCome) {
    const std::string next = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::string requests[] = {
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n6;a=\"b\"\r\n\r\n\r\nab\r\n0\r\nTrailer: 1\r\n\r\n"};
    for (const std::string& request : requests) {
        for (std::size_t step = 1; step < request.size() + next.size(); ++step) {
            const Read got = read(request + next, step);
            EXPECT_EQ(got.status, 0) << step;
            EXPECT_TRUE(got.complete) << step;
            EXPECT_EQ(got.body, "hello\r\n\r\nab") << step;
            EXPECT_EQ(got.rest, next) << step;
        }
    }
}

TEST(Framing, AnEmptyChunkedBodyMayComeInPieces) {
    const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const std::string body : {"0\r\n\r\n", "000\r\n\r\n", "0;a\r\n\r\n", "0\r\nT: 1\r\n\r\n"})
        for (std::size_t step = 1; step < head.size() + body.size(); ++step) {
            EXPECT_TRUE(read(head + body + "G", step).complete) << body << step;
            EXPECT_EQ(read(head + body + "G", step).rest, "G") << body << step;
        }
}

TEST(Framing, SaysNoAsSoonAsItCan) {
    EXPECT_EQ(read("GET / HTTP/1.1\n", 1).code, "bare_line_feed");
    EXPECT_EQ(read(std::string(9000, 'a'), 100).code, "url_too_long");
    EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: x\r\n f", 1).code, "folded_header");
}

TEST(Framing, TheBodyLimitIsExact) {
    const auto request = [](std::size_t size) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) +
               "\r\n\r\n" + std::string(size, 'x');
    };
    EXPECT_TRUE(read(request(1000), 7).complete);
    EXPECT_EQ(read(request(1001), 7).status, 413);
    const std::string chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_TRUE(read(chunked + "3e8\r\n" + std::string(1000, 'x') + "\r\n0\r\n\r\n", 9).complete);
    EXPECT_EQ(
        read(chunked + "3e8\r\n" + std::string(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n", 9).status,
        413);
}

TEST(Framing, KeepsAliveOnlyWhereBothSidesAgree) {
    const auto keeps = [](const std::string& head) {
        Framing one{Limits{}};
        EXPECT_GT(one.read_head(head).value(), 0u);
        return one.keeps_alive();
    };
    EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: Foo, CLOSE\r\n\r\n"));
    EXPECT_FALSE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(RequestId, IsAToken) {
    EXPECT_EQ(sane_request_id("0190b5a4-7c3e_A.b"), "0190b5a4-7c3e_A.b");
    EXPECT_EQ(sane_request_id(std::nullopt), std::nullopt);
    EXPECT_EQ(sane_request_id("1234567"), std::nullopt);
    EXPECT_EQ(sane_request_id(std::string(65, 'a')), std::nullopt);
    EXPECT_EQ(sane_request_id("12345678\""), std::nullopt);
}

}  // namespace
}  // namespace ante::server
