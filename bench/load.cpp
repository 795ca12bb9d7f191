#include "load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <deque>
#include <string_view>

namespace ante::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

int connect_to(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        ::close(fd);
        return -1;
    }
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

bool send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// How long the whole answer is that begins here; nothing if its head is not there yet.
std::optional<std::size_t> length_of_answer(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    constexpr std::string_view name = "\r\ncontent-length: ";
    const std::string_view head = bytes.substr(0, end);
    const auto at = std::search(head.begin(), head.end(), name.begin(), name.end(),
                                [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    std::size_t length = 0;
    if (at != head.end()) std::from_chars(&*at + name.size(), head.data() + head.size(), length);
    return end + 4 + length;
}

class Line {
public:
    explicit Line(std::uint16_t port) : fd_(connect_to(port)) {}
    ~Line() {
        if (fd_ >= 0) ::close(fd_);
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    int fd() const { return fd_; }
    bool busy = false;
    Clock::time_point due{};

    bool send(const std::string& request) {
        in_.clear();
        busy = send_all(fd_, request);
        return busy;
    }
    // Reads what is there; is the answer whole now? `lost` if there will be none.
    bool receive(bool& lost) {
        char bytes[65536];
        const auto got = ::recv(fd_, bytes, sizeof bytes, MSG_DONTWAIT);
        lost = got == 0;
        if (got <= 0) return false;
        in_.append(bytes, static_cast<std::size_t>(got));
        const auto length = length_of_answer(in_);
        return length && in_.size() >= *length;
    }
    const std::string& answer() const { return in_; }

private:
    int fd_;
    std::string in_;
};

double ms(Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

}  // namespace

Measured measure(const Load& load) {
    std::deque<Line> lines;
    std::vector<pollfd> polls;
    for (std::size_t i = 0; i < load.connections; ++i) {
        lines.emplace_back(load.port);
        polls.push_back({lines.back().fd(), POLLIN, 0});
    }
    Measured done;
    std::vector<double> times;
    std::size_t next = 0;
    const auto start = Clock::now();
    const auto end = start + std::chrono::duration_cast<Clock::duration>(Seconds(load.seconds));
    const auto due_at = [&](std::size_t n) {
        if (!load.per_second) return start;
        return start + std::chrono::duration_cast<Clock::duration>(
                           Seconds(static_cast<double>(n) / *load.per_second));
    };
    std::size_t busy = 0;
    for (;;) {
        // 1. Whoever is free takes the next request that is due.
        auto now = Clock::now();
        bool more = now < end && (load.repeat == Repeat::in_turn || next < load.requests.size());
        for (Line& line : lines) {
            if (!more || line.busy || line.fd() < 0) continue;
            const auto due = due_at(next);
            if (due > now) break;
            line.due = load.per_second ? due : Clock::now();
            if (!line.send(load.requests[next++ % load.requests.size()])) return done;
            ++busy;
            more = load.repeat == Repeat::in_turn || next < load.requests.size();
        }
        if (!more && busy == 0) break;
        if (now > end + std::chrono::seconds(10)) break;  // somebody does not answer

        // 2. Answers, or the next moment.
        const auto wait = load.per_second && more && busy < lines.size()
                              ? std::clamp<double>(ms(due_at(next) - now), 0, 100)
                              : 1000;
        timespec patience{static_cast<time_t>(wait / 1000),
                          static_cast<long>(wait * 1e6) % 1'000'000'000};
        if (::ppoll(polls.data(), polls.size(), &patience, nullptr) <= 0) continue;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!(polls[i].revents & (POLLIN | POLLHUP))) continue;
            bool lost = false;
            const bool whole = lines[i].receive(lost);
            if (lost) {
                done.answers = static_cast<std::int64_t>(times.size());
                done.first_refusal = "The connection was closed. " + lines[i].answer();
                return done;
            }
            if (!whole || !lines[i].busy) continue;
            times.push_back(ms(Clock::now() - lines[i].due));
            lines[i].busy = false;
            --busy;
            if (lines[i].answer().compare(0, 10, "HTTP/1.1 2") == 0) continue;
            if (done.refused++ == 0) done.first_refusal = lines[i].answer();
        }
    }
    const double seconds = Seconds(Clock::now() - start).count();
    done.answers = static_cast<std::int64_t>(times.size());
    done.per_second = static_cast<double>(times.size()) / seconds;
    if (times.empty()) return done;
    std::ranges::sort(times);
    done.median_ms = times[times.size() / 2];
    done.p99_ms = times[times.size() * 99 / 100];
    return done;
}

std::string ask(std::uint16_t port, const std::string& request) {
    Line line(port);
    if (line.fd() < 0 || !line.send(request)) return {};
    pollfd poll{line.fd(), POLLIN, 0};
    for (int i = 0; i < 1000; ++i) {
        if (::poll(&poll, 1, 10'000) <= 0) return {};
        bool lost = false;
        if (line.receive(lost)) return line.answer();
        if (lost) return {};
    }
    return {};
}

std::string body_of(const std::string& answer) {
    const auto end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
}

}  // namespace ante::bench
