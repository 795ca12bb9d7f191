#pragma once
// How the operator's mail servers are reached. His own machines: no address that a stranger gave
// comes here.

#include <atomic>
#include <string>

namespace ante::connect {

struct MailServer {
    std::string url{};   // smtp://mail.example.com:587 or smtps://…; imap://… or imaps://…
    std::string user{};  // Empty: without signing in.
    std::string password{};
    std::string ca_file{};  // Certificates to believe instead of the system's; empty: the system's.
    // smtp:// and imap:// turn to TLS before anything is said (STARTTLS); false: not at all, for a
    // server on this machine.
    bool tls = true;

    bool set_up() const { return !url.empty(); }
};

}  // namespace ante::connect
