#pragma once
// Who wants which mail, how he says that he doesn't, and how far the inbox was read. No part of the
// log.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "method/values.h"
#include "store/store.h"

namespace ante::store {

enum class MailWish : std::uint8_t {
    digest,        // A member: Today by mail, in the morning.
    no_reminders,  // A person or a promise: no reminders.
};
constexpr auto words(MailWish) {
    return std::array{"digest"sv, "no_reminders"sv};
}

Result<bool> wishes(Connection& db, method::WorkspaceId workspace, const Uuid& subject,
                    MailWish wish);
Result<void> set_wish(Connection& db, method::WorkspaceId workspace, const Uuid& subject,
                      MailWish wish, bool holds, Instant now);
Result<std::vector<Uuid>> who_wishes(Connection& db, method::WorkspaceId workspace, MailWish wish);

// A word for a mail: whoever has it can unsubscribe this subject from this, and do nothing else.
// The same subject and wish have the same word always; a nil subject has none.
Result<std::string> unsubscribe_word(Transaction& in, method::WorkspaceId workspace,
                                     const Uuid& subject, MailWish wish, Instant now);

struct Unsubscribing {
    method::WorkspaceId workspace{};
    Uuid subject{};
    MailWish wish = MailWish::digest;
};
// Empty: no word of ours.
Result<std::optional<Unsubscribing>> unsubscribing(Connection& db, std::string_view word);

// How far a mailbox was read: its UIDVALIDITY and the last UID (RFC 9051, 2.3.1.1).
struct InboxPlace {
    std::int64_t validity = 0;
    std::int64_t last_uid = 0;
    bool operator==(const InboxPlace&) const = default;
};
Result<std::optional<InboxPlace>> inbox_place(Connection& db, std::string_view inbox);
Result<void> put_inbox_place(Connection& db, std::string_view inbox, const InboxPlace& place);

}  // namespace ante::store
