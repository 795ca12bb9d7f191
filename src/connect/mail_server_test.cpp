// How mail servers that say no, or nothing, are taken; against one on this machine. The post and
// mailboxes are tried against real servers, too (tests/trust/post, tests/trust/mailboxes).

#include "connect/mail_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include "connect/imap.h"
#include "connect/smtp.h"

namespace ante::connect {
namespace {

using namespace std::chrono_literals;

// Answers each line as told; nothing: it says nothing. One connection after another.
class Peer {
public:
    using Says = std::function<std::string(const std::string& line)>;

    Peer(std::string greeting, Says says)
        : greeting_(std::move(greeting)),
          says_(std::move(says)),
          listens_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof here;
        EXPECT_EQ(::bind(listens_, reinterpret_cast<sockaddr*>(&here), size), 0);
        EXPECT_EQ(::listen(listens_, 8), 0);
        EXPECT_EQ(::getsockname(listens_, reinterpret_cast<sockaddr*>(&here), &size), 0);
        port_ = std::to_string(ntohs(here.sin_port));
        thread_ = std::thread([this] { serve(); });
    }
    ~Peer() {
        ends_ = true;
        thread_.join();
        ::close(listens_);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    const std::string& port() const { return port_; }

private:
    bool readable(int socket) const {
        pollfd one{socket, POLLIN, 0};
        while (!ends_)
            if (::poll(&one, 1, 20) > 0) return true;
        return false;
    }

    void serve() {
        while (readable(listens_)) {
            const int socket = ::accept(listens_, nullptr, nullptr);
            talk(socket);
            ::close(socket);
        }
    }

    void talk(int socket) {
        const auto say = [&](std::string text) {
            if (text.empty()) return;
            text += "\r\n";
            EXPECT_GT(::send(socket, text.data(), text.size(), MSG_NOSIGNAL), 0);
        };
        say(greeting_);
        std::string got;
        while (readable(socket)) {
            char bytes[4096];
            const auto size = ::recv(socket, bytes, sizeof bytes, 0);
            if (size <= 0) return;
            got.append(bytes, static_cast<std::size_t>(size));
            for (std::size_t end = 0; (end = got.find("\r\n")) != std::string::npos;) {
                const std::string line = got.substr(0, end);
                got.erase(0, end + 2);
                say(says_(line));
            }
        }
    }

    const std::string greeting_;
    const Says says_;
    const int listens_;
    std::string port_;
    std::atomic<bool> ends_ = false;
    std::thread thread_;
};

Handed sent_to(Peer& peer, const std::string& user = {}) {
    const std::atomic<bool> stop = false;
    Smtp smtp({.url = "smtp://127.0.0.1:" + peer.port(),
               .user = user,
               .password = user.empty() ? "" : "wrong",
               .tls = false},
              stop);
    return smtp.send("sales@northgate.example", "dana@northwind.example",
                     "Subject: x\r\n\r\ny\r\n");
}

Peer::Says refusing(std::string begin, std::string with) {
    return [begin = std::move(begin), with = std::move(with)](const std::string& line) {
        if (line.starts_with(begin)) return with;
        if (line.starts_with("EHLO")) return std::string("250-peer\r\n250 AUTH PLAIN");
        if (line.starts_with("DATA")) return std::string("354 go on");
        return std::string("250 ok");
    };
}

TEST(MailServers, a_wrong_password_says_nothing_of_the_letter) {
    Peer peer("220 peer", refusing("AUTH", "535 5.7.8 Who are you?"));
    const Handed handed = sent_to(peer, "sales");
    EXPECT_EQ(handed.how, Handed::How::not_now);
    EXPECT_FALSE(handed.answered) << "the next letter would be refused with the same password";
    EXPECT_NE(handed.answer.find("535"), std::string::npos) << handed.answer;
}

TEST(MailServers, a_server_that_closes_says_nothing_of_the_letter) {
    Peer greeting("421 4.3.2 closing", refusing("-", ""));
    EXPECT_FALSE(sent_to(greeting).answered);
    Peer later("220 peer", refusing("RCPT", "421 4.3.2 closing"));
    const Handed handed = sent_to(later);
    EXPECT_EQ(handed.how, Handed::How::not_now);
    EXPECT_FALSE(handed.answered);
}

TEST(MailServers, a_refusal_of_the_letter_is_an_answer) {
    Peer nobody("220 peer", refusing("RCPT", "550 5.1.1 no such user"));
    const Handed handed = sent_to(nobody);
    EXPECT_EQ(handed.how, Handed::How::refused);
    EXPECT_TRUE(handed.answered);
    Peer full("220 peer", refusing("RCPT", "452 4.2.2 mailbox full"));
    EXPECT_EQ(sent_to(full).how, Handed::How::not_now);
    EXPECT_TRUE(sent_to(full).answered);
    Peer large("220 peer", refusing("MAIL", "452 4.3.1 too large just now"));
    EXPECT_TRUE(sent_to(large).answered);
}

// A server that takes the connection and says nothing holds up nobody's end.
TEST(MailServers, a_silent_inbox_is_left_when_ante_stops) {
    Peer peer("", [](const std::string&) { return std::string(); });
    std::atomic<bool> stop = false;
    std::thread stopping([&] {
        std::this_thread::sleep_for(200ms);
        stop = true;
    });
    const auto read = read_mailbox(
        {.url = "imap://127.0.0.1:" + peer.port(), .user = "u", .password = "p", .tls = false},
        std::nullopt, 10, stop,
        [](const std::string&, const MailboxPlace&) -> Result<void> { return success(); });
    stopping.join();
    ASSERT_TRUE(read.has_error());
    EXPECT_NE(read.error().detail.find("stopping"), std::string::npos)
        << "not that the server is silent: " << read.error().detail;
}

}  // namespace
}  // namespace ante::connect
