#pragma once
// Calendars on a server, by CalDAV (RFC 4791): found, read as far as they changed, and written to.
// Everything goes through egress.h. What the server says is read with libxml2, without entities,
// outside references or the network.
//
// Errors are those of `fetch`, and
//     caldav_refused     name or password are wrong, or it is not ours to see
//     caldav_unreadable  the server does not speak CalDAV, or not so that it can be understood
//
// Threads: everything may be called from any thread; blocks.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "connect/egress.h"

namespace ante::connect {

// Somebody on a server. The address is where to begin looking, or a calendar's own.
struct DavAccount {
    std::string address{};
    std::string user{};
    std::string password{};
};

struct DavCalendar {
    std::string address{};
    std::string name{};
};

// His calendars that hold events: by the address itself, or by /.well-known/caldav, through his
// principal (RFC 6764, RFC 5397) and his calendars' home.
Result<std::vector<DavCalendar>> find_calendars(const DavAccount& account,
                                                const EgressRules& rules);

struct DavObject {
    std::string href{};  // as the server names it
    std::string etag{};
    std::string text{};  // iCalendar
};
struct DavChanges {
    bool whole = false;  // `changed` is all there is in the window.
    std::vector<DavObject> changed{};
    std::vector<std::string> gone{};
    std::string token{};  // For the next time.
};

// What changed since the token was given (RFC 6578), or everything within the window: without a
// token, if the server forgot it, or does not know such tokens. Then the token stands for all
// etags: as long as none differs, nothing changed. Limit: most_dav_objects.
inline constexpr std::size_t most_dav_objects = 5'000;
struct DavWindow {
    Instant from{};
    Instant to{};
};
Result<DavChanges> dav_changes(const DavAccount& account, const std::string& token,
                               const DavWindow& window, const EgressRules& rules);

// Writes an object; empty `etag`: it must not be there yet. Answers its new etag, or nothing if
// somebody else changed it in the meantime.
Result<std::optional<std::string>> put_object(const DavAccount& account, const std::string& href,
                                              const std::string& text, const std::string& etag,
                                              const EgressRules& rules);
// Gone already is fine.
Result<void> remove_object(const DavAccount& account, const std::string& href,
                           const EgressRules& rules);
// The etag that it has now; empty: it is not there.
Result<std::string> etag_of(const DavAccount& account, const std::string& href,
                            const EgressRules& rules);

}  // namespace ante::connect
