#include "api/door.h"

#include <sodium.h>

#include <algorithm>

#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

constexpr std::size_t most_seen = 10'000;
constexpr std::size_t most_knocking = 20'000;
constexpr milliseconds trusted_for{1000};
constexpr std::size_t memory = 19 * 1024 * 1024;
constexpr unsigned long long passes = 2;

Error not_signed_in() {
    return {No::unauthenticated, "not_signed_in", "Sign in first, or send a token.", {}};
}

Result<std::optional<store::Known>> known_by(store::Connection& db, const Credential& credential,
                                             Instant now) {
    switch (credential.kind) {
        case Credential::Kind::session: return store::session_of(db, credential.secret, now);
        case Credential::Kind::token: return store::token_of(db, credential.secret, now);
        case Credential::Kind::none: break;
    }
    return std::optional<store::Known>{};
}

// Somebody with an IPv6 network has more addresses than anybody could count: /64 is one customer.
std::string network_of(std::string_view address) {
    if (address.find(':') == std::string_view::npos) return std::string(address);
    std::size_t end = 0;
    for (int groups = 0; groups < 4 && end != std::string_view::npos; ++groups)
        end = address.find(':', end + 1);
    return std::string(address.substr(0, end));
}

}  // namespace

Result<Credential> credential_of(const Request& request) {
    using enum Credential::Kind;
    if (const auto header = request.header("authorization")) {
        constexpr std::string_view scheme = "Bearer ";
        if (!header->starts_with(scheme) || header->size() == scheme.size())
            return Error{No::unauthenticated,
                         "authorization_invalid",
                         "The Authorization header must be: Bearer, a blank, and the token.",
                         {}};
        return Credential{token, std::string(header->substr(scheme.size()))};
    }
    const auto cookie = request.cookie(cookie_name("session"));
    if (cookie && !cookie->empty()) return Credential{session, std::string(*cookie)};
    return Credential{};
}

Result<void> check_origin(const Request& request, std::string_view public_url,
                          Credential::Kind by) {
    if (by == Credential::Kind::token) return success();
    const Error refused{No::forbidden,
                        "cross_site",
                        "This was sent by another site's page. Use Ante's own, or send a token.",
                        {}};
    if (const auto site = request.header("sec-fetch-site")) {
        if (*site == "same-origin") return success();
        return refused;
    }
    if (const auto origin = request.header("origin")) {
        if (*origin == public_url) return success();
        return refused;
    }
    // Neither: not a browser's page. Without a cookie there is nothing it could misuse.
    if (by == Credential::Kind::none) return success();
    return refused;
}

std::string password_hash(std::string_view password) {
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, password.data(), password.size(), passes, memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return {};
    return hash;
}

bool password_fits(std::string_view hash, std::string_view password) {
    return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) ==
           0;
}

bool password_fits_nobody(std::string_view password) {
    static const std::string hash = password_hash(store::new_secret("nobody_"));
    password_fits(hash, password);
    return false;
}

Result<store::Viewer> Door::let_in(store::Connection& db, const Credential& credential,
                                   Instant now) {
    if (credential.kind == Credential::Kind::none || credential.secret.size() > 200)
        return not_signed_in();
    std::uint64_t forgotten = 0;
    {
        const std::scoped_lock lock(mutex_);
        const auto at = seen_.find(credential.secret);
        if (at != seen_.end() && std::chrono::abs(now - at->second.at) < trusted_for)
            return at->second.viewer;
        forgotten = forgotten_;
    }
    TRY(const auto known, known_by(db, credential, now));
    if (!known) return not_signed_in();
    TRY(const auto member, store::load_member(db, known->workspace, known->member));
    const store::Viewer viewer{known->workspace, known->member, member.value.role,
                               member.value.team};
    const std::scoped_lock lock(mutex_);
    if (forgotten != forgotten_) return viewer;  // What we read may be what was just changed.
    if (seen_.size() >= most_seen) seen_.clear();
    seen_[credential.secret] = {viewer, now};
    return viewer;
}

void Door::forget() {
    const std::scoped_lock lock(mutex_);
    seen_.clear();
    ++forgotten_;
}

Result<void> Door::knock_from(std::string_view address, Instant now) {
    return knock("address " + network_of(address), 30, 1.0 / 5, now);
}
Result<void> Door::knock_as(std::string_view login, Instant now) {
    return knock("login " + store::email_key(login), 10, 1.0 / 30, now);
}
Result<void> Door::knock_by(std::string_view link, Instant now) {
    return knock("link " + std::string(link), 30, 1.0 / 5, now);
}
void Door::welcome(std::string_view login) {
    const std::scoped_lock lock(mutex_);
    knocks_.erase("login " + store::email_key(login));
}

Result<void> Door::knock(const std::string& key, double burst, double per_second, Instant now) {
    const std::scoped_lock lock(mutex_);
    if (knocks_.size() >= most_knocking)
        std::erase_if(knocks_, [&](const auto& k) { return now - k.second.at > 10min; });
    if (knocks_.size() >= most_knocking) knocks_.erase(knocks_.begin());
    const auto [at, fresh] = knocks_.try_emplace(key, Knocks{burst, now});
    Knocks& knocks = at->second;
    const auto passed = std::max(milliseconds{0}, now - knocks.at);
    knocks.left =
        std::min(burst, knocks.left + per_second * static_cast<double>(passed.count()) / 1000);
    knocks.at = now;
    if (knocks.left < 1)
        return Error{No::too_many,
                     "too_many_attempts",
                     "That was tried too often. Wait a minute, then try again.",
                     {}};
    knocks.left -= 1;
    return success();
}

}  // namespace ante::api
