#pragma once
// The door: who comes in, how often one may knock, and passwords.

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/http.h"
#include "store/directory.h"
#include "store/viewer.h"

namespace ante::api {

inline constexpr hours session_lives{24 * 14};
inline constexpr minutes link_lives{30};

// What somebody showed to come in.
struct Credential {
    enum class Kind : std::uint8_t { none, session, token };
    Kind kind = Kind::none;
    std::string secret;
};
// An Authorization header goes before a cookie. `authorization_invalid` if it is not a bearer
// token.
Result<Credential> credential_of(const Request& request);

// May this page have sent it? A cookie travels with every request, also one that a foreign page
// started; so a write by cookie must say that it comes from our own pages (Sec-Fetch-Site, or else
// Origin). `cross_site` if not.
Result<void> check_origin(const Request& request, std::string_view public_url, Credential::Kind by);

// Argon2id, 19 MiB, two passes: some 30 ms each, so not on an io thread.
std::string password_hash(std::string_view password);
bool password_fits(std::string_view hash, std::string_view password);
// Takes as long as password_fits, and is never true: for logins that do not exist.
bool password_fits_nobody(std::string_view password);

// Thread-safe.
class Door {
public:
    // Who that is: `not_signed_in` (401) if nobody. What is answered may be up to a second old, so
    // that not every request asks the store three times.
    Result<store::Viewer> let_in(store::Connection& db, const Credential& credential, Instant now);
    // Something about members, sessions or tokens was changed here.
    void forget();

    // Counts an attempt to sign in; `too_many_attempts` (429) beyond thirty at once from one
    // address (one more every five seconds), or ten for one login (one more every thirty seconds).
    Result<void> knock_from(std::string_view address, Instant now);
    Result<void> knock_as(std::string_view login, Instant now);
    // The same as from an address, for who comes by a link: whoever has it, from wherever.
    Result<void> knock_by(std::string_view link, Instant now);
    void welcome(std::string_view login);  // He is in: his attempts are forgotten.

private:
    struct Seen {
        store::Viewer viewer;
        Instant at{};
    };
    struct Knocks {
        double left = 0;
        Instant at{};
    };
    Result<void> knock(const std::string& key, double burst, double per_second, Instant now);

    std::mutex mutex_;
    std::unordered_map<std::string, Seen> seen_;
    std::uint64_t forgotten_ = 0;
    std::unordered_map<std::string, Knocks> knocks_;
};

}  // namespace ante::api
