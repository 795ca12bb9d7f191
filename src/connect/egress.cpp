#include "connect/egress.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>

namespace ante::connect {
namespace {

constexpr int most_redirects = 5;
constexpr long least_open_port = 1024;

Error no(std::string_view code, std::string says) {
    return Error{No::refused, std::string(code), std::move(says), {}};
}

// ---- addresses

using Bytes4 = std::array<std::uint8_t, 4>;
using Bytes16 = std::array<std::uint8_t, 16>;

struct Block4 {
    Bytes4 begins;
    int bits;
};
struct Block16 {
    Bytes16 begins;
    int bits;
};

// clang-format off
// What is not of the public internet (IANA's special-purpose registries).
constexpr std::array blocks4{
    Block4{{0, 0, 0, 0}, 8},        // this network
    Block4{{10, 0, 0, 0}, 8},       // private
    Block4{{100, 64, 0, 0}, 10},    // shared by carriers
    Block4{{127, 0, 0, 0}, 8},      // this machine
    Block4{{169, 254, 0, 0}, 16},   // link-local, and what clouds tell their machines
    Block4{{172, 16, 0, 0}, 12},    // private
    Block4{{192, 0, 0, 0}, 24},     // protocol assignments
    Block4{{192, 0, 2, 0}, 24},     // documentation
    Block4{{192, 88, 99, 0}, 24},   // 6to4 relays
    Block4{{192, 168, 0, 0}, 16},   // private
    Block4{{198, 18, 0, 0}, 15},    // benchmarks
    Block4{{198, 51, 100, 0}, 24},  // documentation
    Block4{{203, 0, 113, 0}, 24},   // documentation
    Block4{{224, 0, 0, 0}, 4},      // multicast
    Block4{{240, 0, 0, 0}, 4},      // reserved, broadcast
};
// Of IPv6 only 2000::/3 is given out; of that, not these.
constexpr Block16 given_out{{0x20}, 3};
constexpr std::array blocks16{
    Block16{{0x20, 0x01, 0x00, 0x00}, 23},                  // protocol assignments, Teredo
    Block16{{0x20, 0x01, 0x0d, 0xb8}, 32},                  // documentation
    Block16{{0x3f, 0xff}, 20},                              // documentation
};
// IPv4 wrapped into IPv6: where its four bytes stand.
struct Wrapped {
    Block16 block;
    std::size_t at;
};
constexpr std::array wrapped{
    Wrapped{{{0x20, 0x02}, 16}, 2},                         // 6to4
    Wrapped{{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},            // NAT64
    Wrapped{{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12},  // mapped
};
// clang-format on

template <std::size_t N>
bool is_in(const std::array<std::uint8_t, N>& address, const std::array<std::uint8_t, N>& begins,
           int bits) {
    for (std::size_t i = 0; i < N && bits > 0; ++i, bits -= 8) {
        const auto mask = static_cast<std::uint8_t>(bits >= 8 ? 0xff : 0xff << (8 - bits));
        if ((address[i] & mask) != (begins[i] & mask)) return false;
    }
    return true;
}

bool is_public(const Bytes4& address) {
    return std::ranges::none_of(blocks4,
                                [&](const Block4& b) { return is_in(address, b.begins, b.bits); });
}

bool is_public(const Bytes16& address) {
    for (const Wrapped& w : wrapped) {
        if (!is_in(address, w.block.begins, w.block.bits)) continue;
        Bytes4 inner{};
        std::copy_n(address.begin() + static_cast<std::ptrdiff_t>(w.at), 4, inner.begin());
        return is_public(inner);
    }
    if (!is_in(address, given_out.begins, given_out.bits)) return false;
    return std::ranges::none_of(blocks16,
                                [&](const Block16& b) { return is_in(address, b.begins, b.bits); });
}

std::string text_of(const sockaddr* address) {
    std::array<char, NI_MAXHOST> text{};
    const socklen_t size =
        address->sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    if (::getnameinfo(address, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0)
        return {};
    return text.data();
}

std::vector<std::string> resolved(const std::string& host) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return {};
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> freed(found, ::freeaddrinfo);
    std::vector<std::string> addresses;
    for (const addrinfo* a = found; a; a = a->ai_next) {
        std::string address = text_of(a->ai_addr);
        if (!address.empty() && std::ranges::find(addresses, address) == addresses.end())
            addresses.push_back(std::move(address));
    }
    return addresses;
}

// ---- the parts of an address

struct Parts {
    std::string url;  // without what stands after #
    std::string scheme;
    std::string host;  // without the brackets of IPv6
    long port = 0;
};

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
    const std::unique_ptr<char, void (*)(void*)> freed(text, curl_free);
    return text;
}

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) != 0x7f;
    });
}

Result<Parts> parts_of(std::string text) {
    const auto invalid = [](std::string says) { return no("address_invalid", std::move(says)); };
    if (text.size() > 2000 || !is_printable(text))
        return invalid("That is not the address of a page: it should begin with https://.");
    if (text.starts_with("webcal://") || text.starts_with("webcals://"))
        text = "https" + text.substr(text.find(':'));
    const std::unique_ptr<CURLU, void (*)(CURLU*)> url(curl_url(), curl_url_cleanup);
    if (!url ||
        curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return invalid("That is not the address of a page: it should begin with https://.");
    Parts parts;
    parts.scheme = part_of(url.get(), CURLUPART_SCHEME);
    if (parts.scheme != "https" && parts.scheme != "http")
        return invalid("Only addresses that begin with https:// or http:// can be fetched.");
    if (!part_of(url.get(), CURLUPART_USER).empty() ||
        !part_of(url.get(), CURLUPART_PASSWORD).empty())
        return invalid("Leave name and password out of the address; there are fields for them.");
    curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
    parts.url = part_of(url.get(), CURLUPART_URL);
    parts.host = part_of(url.get(), CURLUPART_HOST);
    if (parts.host.starts_with('[') && parts.host.ends_with(']'))
        parts.host = parts.host.substr(1, parts.host.size() - 2);
    if (parts.host.empty() || parts.host.find('%') != std::string::npos)
        return invalid("There is no server in that address.");
    parts.port =
        std::strtol(part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str(), nullptr, 10);
    return parts;
}

Error forbidden(const std::string& host) {
    return no("address_forbidden",
              "The address leads to a private network (" + host +
                  "), where Ante does not go unless whoever runs it allows it.");
}

// ---- one connection

void start_curl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct Taking {
    std::string body{};
    std::string etag{};
    bool too_large = false;
    const EgressRules& rules;
    bool refused = false;
};

bool may_go_to(const std::string& address, const EgressRules& rules) {
    if (rules.private_addresses || is_public_address(address)) return true;
    return std::ranges::find(rules.excepted, address) != rules.excepted.end();
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* into) {
    auto& taking = *static_cast<Taking*>(into);
    if (taking.body.size() + size > largest_fetch) {
        taking.too_large = true;
        return 0;
    }
    taking.body.append(data, size);
    return size;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* into) {
    auto& taking = *static_cast<Taking*>(into);
    std::string_view line(data, size);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name != "etag") return size;
    line.remove_prefix(colon + 1);
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.front())))
        line.remove_prefix(1);
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())))
        line.remove_suffix(1);
    taking.etag = line.substr(0, 300);
    return size;
}

int breaks_off(void* with, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const std::atomic<bool>* ending = static_cast<Taking*>(with)->rules.ending;
    return ending && *ending ? 1 : 0;
}

// The last look before anything leaves: whatever happened above, no socket opens to a private one.
curl_socket_t open_socket(void* with, curlsocktype, curl_sockaddr* to) {
    auto& taking = *static_cast<Taking*>(with);
    if (!may_go_to(text_of(&to->addr), taking.rules)) {
        taking.refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

struct Hop {
    Fetched got;
    std::string redirect;  // empty: this is the answer
};

class Connection {
public:
    Connection() : curl_(curl_easy_init(), curl_easy_cleanup) {}

    Result<Hop> go(const Fetch& what, const Parts& to, const std::vector<std::string>& addresses,
                   milliseconds patience, const EgressRules& rules) {
        if (!curl_) return broken("libcurl can't start");
        CURL* c = curl_.get();
        Taking taking{.rules = rules};
        // What is an address already needs no name, and IPv6 has colons of its own.
        const bool is_name = to.host.find(':') == std::string::npos;
        std::string pinned = to.host + ":" + std::to_string(to.port) + ":";
        for (std::size_t i = 0; i < addresses.size(); ++i)
            pinned += (i == 0 ? "" : ",") + addresses[i];
        const List pins(is_name ? curl_slist_append(nullptr, pinned.c_str()) : nullptr,
                        curl_slist_free_all);
        List headers(nullptr, curl_slist_free_all);
        for (const auto& [name, value] : what.headers)
            headers.reset(curl_slist_append(headers.release(), (name + ": " + value).c_str()));
        curl_easy_setopt(c, CURLOPT_URL, to.url.c_str());
        curl_easy_setopt(c, CURLOPT_RESOLVE, pins.get());
        curl_easy_setopt(c, CURLOPT_PROXY, "");
        curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, 10'000L);
        curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
        curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(c, CURLOPT_USERAGENT, "Ante");
        curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, nullptr);
        curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, what.verb.c_str());
        curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, &take_body);
        curl_easy_setopt(c, CURLOPT_WRITEDATA, &taking);
        curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, &take_header);
        curl_easy_setopt(c, CURLOPT_HEADERDATA, &taking);
        curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, &breaks_off);
        curl_easy_setopt(c, CURLOPT_XFERINFODATA, &taking);
        curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
        curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, &taking);
        if (!what.body.empty()) {
            curl_easy_setopt(c, CURLOPT_POSTFIELDS, what.body.data());
            curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, static_cast<long>(what.body.size()));
        }
        if (!what.user.empty()) {
            curl_easy_setopt(c, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
            curl_easy_setopt(c, CURLOPT_USERNAME, what.user.c_str());
            curl_easy_setopt(c, CURLOPT_PASSWORD, what.password.c_str());
        }
        const CURLcode done = curl_easy_perform(c);
        if (taking.too_large)
            return no("fetch_too_large", "What is there has more than " +
                                             std::to_string(largest_fetch / 1024 / 1024) + " MB.");
        if (taking.refused) return forbidden(to.host);
        if (done != CURLE_OK) return failed(done, to.host);
        long status = 0;
        curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
        char* redirect = nullptr;
        curl_easy_getinfo(c, CURLINFO_REDIRECT_URL, &redirect);
        return Hop{
            {static_cast<int>(status), to.url, std::move(taking.etag), std::move(taking.body)},
            redirect ? redirect : ""};
    }

private:
    using List = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

    static Error failed(CURLcode code, const std::string& host) {
        switch (code) {
            case CURLE_OPERATION_TIMEDOUT:
                return no("fetch_failed", host + " is too slow to answer.");
            case CURLE_COULDNT_CONNECT:
                return no("fetch_failed", "Nobody answers at " + host + ".");
            case CURLE_PEER_FAILED_VERIFICATION:
            case CURLE_SSL_CONNECT_ERROR:
                return no("fetch_failed",
                          "The connection to " + host + " is not secure: its certificate is bad.");
            default:
                return no("fetch_failed",
                          host + " can't be read: " + curl_easy_strerror(code) + ".");
        }
    }

    std::unique_ptr<CURL, void (*)(CURL*)> curl_;
};

bool is_same_place(const Parts& one, const Parts& other) {
    return one.scheme == other.scheme && one.host == other.host && one.port == other.port;
}

Result<std::vector<std::string>> checked_addresses(const Parts& to, const EgressRules& rules) {
    const bool open_port = to.port == 80 || to.port == 443 || to.port >= least_open_port;
    if (!open_port && !rules.private_addresses)
        return no("address_forbidden", "Port " + std::to_string(to.port) +
                                           " is not for pages: use 80, 443 or one from 1024 on.");
    auto addresses = rules.resolver ? rules.resolver(to.host) : resolved(to.host);
    if (addresses.empty()) return no("fetch_failed", "There is no server called " + to.host + ".");
    for (const std::string& address : addresses)
        if (!may_go_to(address, rules)) return forbidden(to.host);
    return addresses;
}

}  // namespace

bool is_public_address(std::string_view address) {
    const std::string text(address);
    Bytes4 four{};
    if (::inet_pton(AF_INET, text.c_str(), four.data()) == 1) return is_public(four);
    Bytes16 sixteen{};
    if (::inet_pton(AF_INET6, text.c_str(), sixteen.data()) == 1) return is_public(sixteen);
    return false;
}

std::string link_from(const std::string& page, const std::string& link) {
    const std::unique_ptr<CURLU, void (*)(CURLU*)> url(curl_url(), curl_url_cleanup);
    if (!url || curl_url_set(url.get(), CURLUPART_URL, page.c_str(), 0) != CURLUE_OK) return {};
    if (curl_url_set(url.get(), CURLUPART_URL, link.c_str(), 0) != CURLUE_OK) return {};
    return part_of(url.get(), CURLUPART_URL);
}

Result<void> check_address(const std::string& url) {
    TRYV(parts_of(url));
    return success();
}

Result<Fetched> fetch(const Fetch& what, const EgressRules& rules) {
    start_curl();
    auto until = std::chrono::steady_clock::now() + what.patience;
    if (rules.until) until = std::min(until, *rules.until);
    TRY(Parts to, parts_of(what.url));
    Fetch now = what;
    for (int hop = 0; hop <= most_redirects; ++hop) {
        if (!now.user.empty() && to.scheme != "https" && !rules.private_addresses)
            return no("address_invalid",
                      "A password is only sent over https://; this address is http://.");
        TRY(const auto addresses, checked_addresses(to, rules));
        const auto left =
            std::chrono::duration_cast<milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return no("fetch_failed", to.host + " is too slow to answer.");
        Connection connection;
        TRY(auto done, connection.go(now, to, addresses, left, rules));
        if (done.redirect.empty()) return std::move(done.got);
        TRY(Parts next, parts_of(done.redirect));
        if (!is_same_place(to, next)) {
            now.user.clear();
            now.password.clear();
        }
        to = std::move(next);
    }
    // Its address may be a secret: only the server is named.
    return no("fetch_failed", to.host + " redirects in circles.");
}

}  // namespace ante::connect
