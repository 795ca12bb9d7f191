#pragma once
// A client for tests that sends exactly the bytes it is given, and says exactly what came back.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ante::server::tests {

struct Got {
    int status = 0;
    std::map<std::string, std::string> headers;  // Names in lower case.
    std::string body;
    bool whole = false;  // By its own length, or ended as it should.
};

class Client {
public:
    static constexpr int patience_ms = 20'000;

    explicit Client(std::uint16_t port, int receive_buffer = 0)
        : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        if (receive_buffer)
            ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
        refused_ = !connected_ && errno == ECONNREFUSED;
    }
    Client(Client&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)),
          connected_(other.connected_),
          refused_(other.refused_),
          in_(std::move(other.in_)) {}
    ~Client() { close(); }

    bool connected() const { return connected_; }
    bool refused() const { return refused_; }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }
    void no_more() { ::shutdown(fd_, SHUT_WR); }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    // One more read into what is unread; false at the end, on an error, or out of patience.
    bool read_some() {
        pollfd p{fd_, POLLIN, 0};
        if (::poll(&p, 1, patience_ms) != 1) return false;
        char bytes[65536];
        const auto n = ::recv(fd_, bytes, sizeof bytes, 0);
        reset_ = n < 0;
        if (n <= 0) return false;
        in_.append(bytes, static_cast<std::size_t>(n));
        return true;
    }

    // Reads until `text` has come; what came up to and with it is returned and consumed.
    std::string read_until(std::string_view text) {
        for (;;) {
            if (const auto at = in_.find(text); at != std::string::npos) {
                const std::string out = in_.substr(0, at + text.size());
                in_.erase(0, at + text.size());
                return out;
            }
            if (!read_some()) return {};
        }
    }

    std::string read_to_end() {
        while (read_some()) {
        }
        return std::exchange(in_, {});
    }
    // Did the other side close (rather than keep the connection)?
    bool ended() {
        while (read_some()) {
        }
        pollfd p{fd_, POLLIN, 0};
        return ::poll(&p, 1, 0) == 1;
    }
    bool was_reset() const { return reset_; }

    Got read_head() {
        Got got;
        const std::string head = read_until("\r\n\r\n");
        if (head.size() < 12) return got;
        got.status = std::stoi(head.substr(9, 3));
        for (auto at = head.find("\r\n") + 2; at + 2 < head.size();) {
            const auto end = head.find("\r\n", at);
            const auto colon = head.find(": ", at);
            std::string name = head.substr(at, colon - at);
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            got.headers[name] = head.substr(colon + 2, end - colon - 2);
            at = end + 2;
        }
        return got;
    }

    std::string read_exactly(std::size_t size) {
        while (in_.size() < size && read_some()) {
        }
        const std::string out = in_.substr(0, size);
        in_.erase(0, out.size());
        return out;
    }

    // One chunk; empty at the last, none if it never came.
    std::optional<std::string> read_chunk() {
        const std::string line = read_until("\r\n");
        if (line.empty()) return std::nullopt;
        const auto size = std::stoul(line, nullptr, 16);
        std::string bytes = read_exactly(size);
        if (bytes.size() != size || read_exactly(2) != "\r\n") return std::nullopt;
        return bytes;
    }

    // The next whole answer.
    Got read_answer(bool without_body = false) {
        Got got = read_head();
        if (got.status == 0) return got;
        if (without_body || got.status == 204 || got.status == 304) {
            got.whole = true;
        } else if (got.headers.contains("content-length")) {
            const auto size = std::stoul(got.headers["content-length"]);
            got.body = read_exactly(size);
            got.whole = got.body.size() == size;
        } else if (got.headers.contains("transfer-encoding")) {
            while (const auto chunk = read_chunk()) {
                if (chunk->empty()) got.whole = true;
                if (chunk->empty()) break;
                got.body += *chunk;
            }
        } else {
            got.body = read_to_end();
            got.whole = !reset_;
        }
        return got;
    }

    Got ask(std::string_view request) {
        if (!send(request)) return {};
        return read_answer();
    }

private:
    int fd_;
    bool connected_ = false;
    bool refused_ = false;
    bool reset_ = false;
    std::string in_;
};

}  // namespace ante::server::tests
