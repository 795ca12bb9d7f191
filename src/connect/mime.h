#pragma once
// Mails as values: written for a server, and read from a mailbox (RFC 5322, MIME, iMIP, delivery
// reports of RFC 3464). GMime does the work, and is seen nowhere else.
//
// Threads: every call stands for itself; any number at once.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace ante::connect {

struct MailAddress {
    std::string name{};
    std::string address{};  // dana@example.com
    bool operator==(const MailAddress&) const = default;
};

// "dana@example.com", "Dana <dana@example.com>" or "\"Dana, CFO\" <…>"; empty: it is none, or more
// than one.
std::optional<MailAddress> parse_address(std::string_view text);

// May a mail be sent there? One "@", something on both sides, ASCII without blanks or anything that
// means something in a header. (Addresses beyond ASCII need SMTPUTF8, which few servers speak;
// write the domain in its xn-- form.)
bool is_mail_address(std::string_view address);

// ---- out
// -----------------------------------------------------------------------------------------

struct Mail {
    MailAddress from{};
    MailAddress to{};
    std::vector<MailAddress> reply_to{};  // None: to `from`.
    std::string subject{};
    std::string text{};
    std::string html{};             // Empty: plain text only.
    std::string calendar{};         // An iCalendar object, shown as an invitation and attached.
    std::string calendar_method{};  // REQUEST, CANCEL or REPLY, as the object says.
    std::string message_id{};       // Without the <>.
    std::vector<std::string> references{};  // Oldest first; the last is also In-Reply-To.
    Instant date{};
    std::string unsubscribe{};  // An https address that takes one click (RFC 8058); empty: none.
    bool automatic = false;     // Nobody sat down and wrote it (RFC 3834).
};

// The whole message, its lines ended by CRLF and at most 998 bytes long, in ASCII. Whatever stands
// in names, subject and ids: no header gets a line that is not its own; control characters become
// blanks. `address_malformed` (invalid): one of the addresses is none.
Result<std::string> write_mail(const Mail& mail);

// ---- in
// ------------------------------------------------------------------------------------------

// Of one recipient, what a server reports (RFC 3464).
struct Report {
    std::string recipient{};
    std::string action{};  // failed, delayed, delivered, relayed, expanded
    std::string status{};  // 5.1.1
    std::string says{};    // The words of the server that refused it.
    bool operator==(const Report&) const = default;

    bool failed() const { return action == "failed"; }
};

struct ReadMail {
    MailAddress from{};
    std::vector<MailAddress> to{};
    std::string subject{};
    std::string message_id{};  // Ids without the <>.
    std::string in_reply_to{};
    std::vector<std::string> references{};
    std::optional<Instant> date{};
    bool automatic = false;  // An auto-responder's, a list's, a report: nobody's own words.
    std::string text{};      // As UTF-8; of a mail with HTML only its bare words.
    std::vector<std::string> calendars{};
    // Of a delivery report, with the Message-ID of the mail it is about if that came back.
    std::vector<Report> reports{};
    std::string reported_id{};
};

// Reads any bytes. What is broken is read as far as it goes; refused are only `mail_too_large`
// (25 MB), `mail_too_deep` (more than 50 parts in one another, or 1,000 in all) and `mail_empty`.
// Of the text 100,000 bytes are kept, of calendars the first 10 up to 1 MB each, of reports 100, of
// recipients 100, of references 50. All texts are well-formed UTF-8 without control characters but
// line ends and tabs.
Result<ReadMail> read_mail(std::string_view bytes);

// The words somebody wrote himself: without what he quotes ("> …", "On … wrote:", "-----Original
// Message-----") and without his signature ("-- ").
std::string own_words(std::string_view text);

}  // namespace ante::connect
