#pragma once
// One mail handed to a mail server (RFC 5321), by libcurl.

#include <memory>

#include "base/result.h"
#include "connect/mail_server.h"

namespace ante::connect {

// What became of it.
struct Handed {
    enum class How : std::uint8_t {
        taken,    // The server said yes: it is its mail now.
        not_now,  // 4xx, no answer, no connection, a wrong password: try again later.
        refused,  // 5xx to this recipient or this text: it will not be taken.
    };
    How how = How::not_now;
    std::string answer{};  // The server's last words, or what went wrong before it had any.
    // Did it say anything of this letter? If not (no connection, a wrong password, a server that is
    // closing), it would say the same of the next.
    bool answered = false;
};

// Keeps its connection between mails. One thread at a time. `stop` becoming true breaks off what is
// under way; so do 15 s without a connection, 60 s without an answer and two minutes in all.
class Smtp {
public:
    Smtp(MailServer server, const std::atomic<bool>& stop);
    ~Smtp();
    Smtp(const Smtp&) = delete;
    Smtp& operator=(const Smtp&) = delete;

    // `message` as write_mail makes it; the addresses are is_mail_address.
    Handed send(const std::string& from, const std::string& to, std::string_view message);

private:
    struct Line;
    const MailServer server_;
    const std::atomic<bool>& stop_;
    std::unique_ptr<Line> line_;
};

}  // namespace ante::connect
