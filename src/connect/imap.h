#pragma once
// New mails of one mailbox, read and left as they are (IMAP4rev1, RFC 3501): nothing is marked,
// moved or deleted. libcurl makes the connection and signs in; the few commands after that are
// said here, because libcurl's own reading of a mail marks it as seen.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "connect/mail_server.h"

namespace ante::connect {

struct MailboxPlace {
    std::int64_t validity = 0;  // UIDVALIDITY: changed, all UIDs are new.
    std::int64_t last_uid = 0;
};

// Reads the mails behind `from`, oldest first, at most `most`, and hands each to `take` with the
// place behind it; mails above 25 MB are passed over. A mailbox that was never read (or whose UIDs
// are new) is read from its present end on: what is there already is nobody's news. Answers the
// place reached, which is good even if `take` stops it by an error, or the connection breaks.
//
// Errors: `inbox_unreachable` (unavailable), with what went wrong; those of `take`.
// Limits: 15 s for the connection, 60 s for each answer.
Result<MailboxPlace> read_mailbox(
    const MailServer& server, const std::optional<MailboxPlace>& from, std::int64_t most,
    const std::atomic<bool>& stop,
    const std::function<Result<void>(const std::string& mail, const MailboxPlace& behind)>& take);

}  // namespace ante::connect
