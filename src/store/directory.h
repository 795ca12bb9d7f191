#pragma once
// The directory: who may come in, found before the workspace is known. Secrets are 256 random bits,
// shown once, stored as their BLAKE2b hash; passwords as argon2id.

#include <optional>
#include <string>
#include <vector>

#include "method/people.h"
#include "store/store.h"

namespace ante::store {

// Who a secret stands for.
struct Known {
    method::WorkspaceId workspace{};
    method::MemberId member{};
    bool operator==(const Known&) const = default;
};

struct Login {
    Known who{};
    std::optional<std::string> password_hash{};
    bool active = true;
};

// A new secret: 43 characters of base64url. `prefix` tells people and scanners what it is
// ("ante_session_", "ante_token_", "ante_link_").
std::string new_secret(std::string_view prefix);
std::string hash_of(std::string_view secret);  // BLAKE2b-256, hexadecimal

// Keeps the login of a member what the member says; an address of another member is `email_taken`.
Result<void> put_login(Connection& db, method::WorkspaceId workspace, const method::Member& member);
Result<std::optional<Login>> login_by_email(Connection& db, std::string_view email);
Result<void> set_password_hash(Connection& db, std::string_view email, std::string_view hash);

// Answers the secret; nobody can read it again.
Result<std::string> open_session(Connection& db, const Known& who, Instant now, hours lives);
Result<std::optional<Known>> session_of(Connection& db, std::string_view secret, Instant now);
Result<void> close_session(Connection& db, std::string_view secret);
Result<void> close_sessions_of(Connection& db, const Known& who);  // all of a member's

Result<std::string> make_link(Connection& db, const Known& who, Instant now, minutes lives);
// Uses the link up: it works once.
Result<std::optional<Known>> use_link(Connection& db, std::string_view secret, Instant now);

// The link that sets up a place without a workspace: a new one ends the one before. Empty once
// there is a workspace.
Result<std::optional<std::string>> make_setup_secret(Connection& db, Instant now);
Result<bool> is_set_up(Connection& db);  // Is there a workspace?
Result<bool> fits_setup(Connection& db, std::string_view secret);
// Uses it up: of any number at once, one is answered yes.
Result<bool> use_setup_secret(Connection& db, std::string_view secret);

struct Token {
    Uuid id{};
    std::string name;
    Instant created_at{};
    std::optional<Instant> expires_at{};

    static constexpr auto fields =
        describe(field<&Token::id>("id", "Its id."), field<&Token::name>("name", "What it is for."),
                 field<&Token::created_at>("created_at", "When it was made."),
                 field<&Token::expires_at>("expires_at", "When it ends; absent: never."));
};
struct NewToken {
    Token token{};
    std::string secret;
};
Result<NewToken> make_token(Transaction& in, const Known& who, std::string_view name, Instant now,
                            std::optional<Instant> expires_at);
Result<std::optional<Known>> token_of(Connection& db, std::string_view secret, Instant now);
Result<std::vector<Token>> tokens_of(Connection& db, const Known& who);
Result<void> revoke_token(Connection& db, const Known& who,
                          const Uuid& token);  // `token_not_found`

// Sweeps what has ended. Answers how much went.
Result<std::int64_t> sweep(Connection& db, Instant now);

}  // namespace ante::store
