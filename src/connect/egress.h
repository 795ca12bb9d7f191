#pragma once
// The one way to an address that somebody gave us (a calendar to subscribe to, a CalDAV server):
// with care, for such an address may be meant to reach what stands behind our own walls.
//
// http and https only, on 80, 443 or a port from 1024 on. The name is resolved here; if any of its
// addresses is not one of the public internet – this machine, a private network, link-local,
// multicast, or one of these wrapped into IPv6 – nothing is connected at all. The connection goes
// to the address that was checked, whatever the name means a moment later. Each redirect is looked
// at anew in the same way; a password is not taken along to another place. How an address is
// spelled does not matter, because what is checked is what would be connected to.
//
// Limits: an answer of largest_fetch bytes, five redirects, `patience` in all. Proxies of the
// environment are not used.
//
// Threads: may be called from any thread; blocks.

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace ante::connect {

inline constexpr std::size_t largest_fetch = 16 * 1024 * 1024;

struct Fetch {
    std::string url{};  // webcal:// is https://
    std::string verb = "GET";
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    std::string user{};  // with a password: HTTP Basic; on http only if `private_addresses`
    std::string password{};
    std::chrono::seconds patience{30};
};

struct Fetched {
    int status = 0;
    std::string url{};   // after redirects
    std::string etag{};  // "" if there was none
    std::string body{};
};

// The addresses of a name, as text ("192.0.2.1", "2001:db8::1"); empty: there are none.
using Resolver = std::function<std::vector<std::string>(const std::string& host)>;

struct EgressRules {
    bool private_addresses = false;             // The operator allows them.
    std::vector<std::string> excepted{};        // Single addresses that he allows.
    const std::atomic<bool>* ending = nullptr;  // Once true, what is under way breaks off.
    // Several fetches together have until then, however patient each of them is.
    std::optional<std::chrono::steady_clock::time_point> until{};
    Resolver resolver{};  // For tests; absent: the system's.
};

// Whatever status is answered is a success here. Errors, all sentences for who gave the address:
//     address_invalid    it is no http or https address, or has a password in it
//     address_forbidden  it leads to a private network, or to a port that is not for that
//     fetch_failed       nobody there, too slow, broken TLS, redirected in circles
//     fetch_too_large
Result<Fetched> fetch(const Fetch& what, const EgressRules& rules);

// A link as it stands on a page, from that page's address: "/dav/x" → "https://host/dav/x". Empty
// if it leads nowhere.
std::string link_from(const std::string& page, const std::string& link);

// Is it an address of the public internet? False for what is no address at all.
bool is_public_address(std::string_view address);

// Could it be fetched, from how it is written alone? Resolves nothing.
Result<void> check_address(const std::string& url);

}  // namespace ante::connect
