#include "store/directory.h"

#include <sodium.h>

#include <stdexcept>

#include "store/base64.h"
#include "store/buyer_links.h"
#include "store/records.h"

namespace ante::store {
namespace {

using namespace method;

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium found no source of randomness");
}

Result<std::optional<Known>> known_by(Connection& db, std::string_view sql, std::string_view secret,
                                      Instant now) {
    const std::string hash = hash_of(secret);
    std::optional<Known> found;
    TRYV(db.each(sql, {hash, now}, [&](const Row& row) -> Result<void> {
        found = Known{{row.uuid(0)}, {row.uuid(1)}};
        return success();
    }));
    return found;
}

// A secret of a disabled member opens nothing, from the moment he is disabled.
constexpr std::string_view if_active =
    " AND EXISTS (SELECT 1 FROM member m WHERE m.workspace_id = d.workspace_id "
    "AND m.member_id = d.member_id AND m.active = 1)";

}  // namespace

std::string new_secret(std::string_view prefix) {
    start_sodium();
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    return std::string(prefix) +
           base64_of({reinterpret_cast<const char*>(bytes), sizeof bytes}, Base64::url);
}

std::string hash_of(std::string_view secret) {
    start_sodium();
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(secret.data()),
                       secret.size(), nullptr, 0);
    char text[2 * sizeof hash + 1];
    sodium_bin2hex(text, sizeof text, hash, sizeof hash);
    return text;
}

Result<void> put_login(Connection& db, WorkspaceId workspace, const Member& member) {
    const std::string email = email_key(member.email);
    TRY(const auto taken, login_by_email(db, email));
    if (taken && taken->who != Known{workspace, member.id})
        return Error{
            No::conflict, "email_taken", "Somebody signs in with that address already.", {}};
    std::optional<std::string> password;
    if (taken) password = taken->password_hash;
    // His address may have changed: the old login goes, its password comes along.
    TRYV(db.each(
        "SELECT password_hash FROM directory_login WHERE workspace_id = $1 AND member_id = $2",
        {workspace, member.id}, [&](const Row& row) -> Result<void> {
            if (!row.null(0)) password = std::string(row.text(0));
            return success();
        }));
    TRYV(db.exec("DELETE FROM directory_login WHERE workspace_id = $1 AND member_id = $2",
                 {workspace, member.id}));
    TRYV(db.exec(
        "INSERT INTO directory_login (email, workspace_id, member_id, password_hash, active) "
        "VALUES ($1, $2, $3, $4, $5)",
        {email, workspace, member.id, password, member.active}));
    if (!member.active) {
        TRYV(close_sessions_of(db, {workspace, member.id}));
    }
    return success();
}

Result<std::optional<Login>> login_by_email(Connection& db, std::string_view email) {
    const std::string key = email_key(email);
    std::optional<Login> found;
    TRYV(
        db.each("SELECT workspace_id, member_id, password_hash, active FROM directory_login "
                "WHERE email = $1",
                {key}, [&](const Row& row) -> Result<void> {
                    found = Login{{{row.uuid(0)}, {row.uuid(1)}}, {}, row.boolean(3)};
                    if (!row.null(2)) found->password_hash = std::string(row.text(2));
                    return success();
                }));
    return found;
}

Result<void> set_password_hash(Connection& db, std::string_view email, std::string_view hash) {
    const std::string key = email_key(email);
    TRYV(db.exec("UPDATE directory_login SET password_hash = $2 WHERE email = $1", {key, hash}));
    return success();
}

Result<std::string> open_session(Connection& db, const Known& who, Instant now, hours lives) {
    std::string secret = new_secret("ante_session_");
    const std::string hash = hash_of(secret);
    TRYV(
        db.exec("INSERT INTO directory_session (secret_hash, workspace_id, member_id, created_at, "
                "expires_at) VALUES ($1, $2, $3, $4, $5)",
                {hash, who.workspace, who.member, now, now + lives}));
    return secret;
}

Result<std::optional<Known>> session_of(Connection& db, std::string_view secret, Instant now) {
    static const std::string sql =
        "SELECT d.workspace_id, d.member_id FROM directory_session d "
        "WHERE d.secret_hash = $1 AND d.expires_at > $2" +
        std::string(if_active);
    return known_by(db, sql, secret, now);
}

Result<void> close_session(Connection& db, std::string_view secret) {
    const std::string hash = hash_of(secret);
    TRYV(db.exec("DELETE FROM directory_session WHERE secret_hash = $1", {hash}));
    return success();
}

Result<void> close_sessions_of(Connection& db, const Known& who) {
    TRYV(db.exec("DELETE FROM directory_session WHERE workspace_id = $1 AND member_id = $2",
                 {who.workspace, who.member}));
    return success();
}

Result<std::string> make_link(Connection& db, const Known& who, Instant now, minutes lives) {
    std::string secret = new_secret("ante_link_");
    const std::string hash = hash_of(secret);
    TRYV(
        db.exec("INSERT INTO directory_link (secret_hash, workspace_id, member_id, expires_at) "
                "VALUES ($1, $2, $3, $4)",
                {hash, who.workspace, who.member, now + lives}));
    return secret;
}

Result<std::optional<Known>> use_link(Connection& db, std::string_view secret, Instant now) {
    static const std::string sql =
        "SELECT d.workspace_id, d.member_id FROM directory_link d "
        "WHERE d.secret_hash = $1 AND d.expires_at > $2" +
        std::string(if_active);
    TRY(auto found, known_by(db, sql, secret, now));
    const std::string hash = hash_of(secret);
    TRY(const std::int64_t used,
        db.exec("DELETE FROM directory_link WHERE secret_hash = $1", {hash}));
    if (used == 0) return std::optional<Known>{};
    return found;
}

Result<bool> is_set_up(Connection& db) {
    TRY(const auto there, db.value<std::int64_t>("SELECT COUNT(*) FROM workspace"));
    return there.value_or(0) > 0;
}

Result<std::optional<std::string>> make_setup_secret(Connection& db, Instant now) {
    TRYV(db.exec("DELETE FROM directory_setup"));
    TRY(const bool set_up, is_set_up(db));
    if (set_up) return std::optional<std::string>{};
    std::string secret = new_secret("ante_setup_");
    const std::string hash = hash_of(secret);
    TRYV(db.exec("INSERT INTO directory_setup (secret_hash, created_at) VALUES ($1, $2)",
                 {hash, now}));
    return std::optional(std::move(secret));
}

Result<bool> fits_setup(Connection& db, std::string_view secret) {
    const std::string hash = hash_of(secret);
    TRY(const auto there,
        db.value<std::int64_t>("SELECT COUNT(*) FROM directory_setup WHERE secret_hash = $1",
                               {hash}));
    return there.value_or(0) > 0;
}

Result<bool> use_setup_secret(Connection& db, std::string_view secret) {
    const std::string hash = hash_of(secret);
    TRY(const std::int64_t used,
        db.exec("DELETE FROM directory_setup WHERE secret_hash = $1", {hash}));
    return used == 1;
}

Result<NewToken> make_token(Transaction& in, const Known& who, std::string_view name, Instant now,
                            std::optional<Instant> expires_at) {
    NewToken made{{in.ids().next(now), std::string(name), now, expires_at},
                  new_secret("ante_token_")};
    const std::string hash = hash_of(made.secret);
    TRYV(
        in.db().exec("INSERT INTO directory_token (secret_hash, workspace_id, member_id, token_id, "
                     "name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                     {hash, who.workspace, who.member, made.token.id, name, now, expires_at}));
    return made;
}

Result<std::optional<Known>> token_of(Connection& db, std::string_view secret, Instant now) {
    static const std::string sql =
        "SELECT d.workspace_id, d.member_id FROM directory_token d "
        "WHERE d.secret_hash = $1 AND (d.expires_at IS NULL OR d.expires_at > $2)" +
        std::string(if_active);
    return known_by(db, sql, secret, now);
}

Result<std::vector<Token>> tokens_of(Connection& db, const Known& who) {
    return db.all<Token>(
        "SELECT token_id, name, created_at, expires_at FROM directory_token "
        "WHERE workspace_id = $1 AND member_id = $2 ORDER BY token_id",
        {who.workspace, who.member});
}

Result<void> revoke_token(Connection& db, const Known& who, const Uuid& token) {
    TRY(const std::int64_t gone, db.exec("DELETE FROM directory_token WHERE workspace_id = $1 AND "
                                         "member_id = $2 AND token_id = $3",
                                         {who.workspace, who.member, token}));
    if (gone == 0) return not_found("token");
    return success();
}

Result<std::int64_t> sweep(Connection& db, Instant now) {
    TRY(const std::int64_t sessions,
        db.exec("DELETE FROM directory_session WHERE expires_at <= $1", {now}));
    TRY(const std::int64_t links,
        db.exec("DELETE FROM directory_link WHERE expires_at <= $1", {now}));
    TRY(const std::int64_t guests, sweep_plan_sessions(db, now));
    return sessions + links + guests;
}

}  // namespace ante::store
