#pragma once
// A small HTTP server on loopback, for tests of what fetches pages: it counts who connects, and
// answers what it is told to.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace ante::tests {

class PageServer {
public:
    // `answer` makes the whole answer, head and body, of the whole head of a request.
    using Answers = std::function<std::string(const std::string& request)>;

    explicit PageServer(Answers answers, const char* address = "127.0.0.1")
        : answers_(std::move(answers)) {
        listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        ::inet_pton(AF_INET, address, &where.sin_addr);
        socklen_t size = sizeof where;
        if (::bind(listening_, reinterpret_cast<sockaddr*>(&where), size) != 0 ||
            ::listen(listening_, 64) != 0 ||
            ::getsockname(listening_, reinterpret_cast<sockaddr*>(&where), &size) != 0)
            std::abort();
        port_ = ntohs(where.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~PageServer() {
        ::shutdown(listening_, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }
    PageServer(const PageServer&) = delete;
    PageServer& operator=(const PageServer&) = delete;

    std::string port() const { return std::to_string(port_); }
    int connections() const { return connections_; }

    static std::string page(std::string body, std::string headers = "") {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body;
    }
    static std::string redirect(const std::string& to) {
        return "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + to +
               "\r\n\r\n";
    }

private:
    void serve() {
        for (;;) {
            const int client = ::accept(listening_, nullptr, nullptr);
            if (client < 0) return;
            ++connections_;
            std::string request;
            char buffer[4096];
            while (request.find("\r\n\r\n") == std::string::npos) {
                const ssize_t got = ::recv(client, buffer, sizeof buffer, 0);
                if (got <= 0) break;
                request.append(buffer, static_cast<std::size_t>(got));
            }
            const std::string answer = answers_(request);
            for (std::size_t sent = 0; sent < answer.size();) {
                const ssize_t did =
                    ::send(client, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
                if (did <= 0) break;
                sent += static_cast<std::size_t>(did);
            }
            ::close(client);
        }
    }

    Answers answers_;
    int listening_ = -1;
    int port_ = 0;
    std::atomic<int> connections_ = 0;
    std::thread thread_;
};

}  // namespace ante::tests
