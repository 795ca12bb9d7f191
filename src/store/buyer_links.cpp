#include "store/buyer_links.h"

#include "store/base64.h"
#include "store/directory.h"

namespace ante::store {
namespace {

using namespace method;

// The link of alias l, in the order in which `link_in` reads it.
constexpr std::string_view columns =
    "l.link_id, l.deal_id, l.person_id, l.made_by, l.made_at, l.days, l.expires_at, "
    "l.email_check, l.seen_at, l.revoked_at";

PlanLink link_in(const Row& row, std::size_t from = 0) {
    return {.id = {row.uuid(from)},
            .deal = {row.uuid(from + 1)},
            .person = {row.uuid(from + 2)},
            .made_by = {row.uuid(from + 3)},
            .made_at = row.instant(from + 4),
            .days = row.integer(from + 5),
            .expires_at = row.instant(from + 6),
            .email_check = row.boolean(from + 7),
            .seen_at = row.get<std::optional<Instant>>(from + 8),
            .revoked_at = row.get<std::optional<Instant>>(from + 9)};
}

Result<std::vector<PlanLink>> links_where(Connection& db, std::string_view where,
                                          std::span<const Value> params) {
    std::vector<PlanLink> found;
    TRYV(db.each("SELECT " + std::string(columns) + " FROM plan_link l WHERE " +
                     std::string(where) + " ORDER BY l.link_id LIMIT 1000",
                 params, [&](const Row& row) -> Result<void> {
                     found.push_back(link_in(row));
                     return success();
                 }));
    return found;
}

// The hash of a code is one of its session, so that equal codes look different.
std::string code_hash(std::string_view session, std::string_view code) {
    return code.empty() ? std::string() : hash_of(std::string(session).append(" ").append(code));
}

// Keeps the newest of a link's rows in a table of secrets.
Result<void> keep_newest(Connection& db, const std::string& table, WorkspaceId id, PlanLinkId link,
                         std::int64_t most) {
    std::vector<std::string> old;
    std::int64_t place = 0;
    TRYV(db.each("SELECT secret_hash FROM " + table +
                     " WHERE workspace_id = $1 AND link_id = $2 ORDER BY made_at DESC, secret_hash",
                 {id, link}, [&](const Row& row) -> Result<void> {
                     if (++place > most) old.emplace_back(row.text(0));
                     return success();
                 }));
    for (const std::string& hash : old) {
        TRYV(db.exec("DELETE FROM " + table + " WHERE secret_hash = $1", {hash}));
    }
    return success();
}

}  // namespace

Result<std::vector<PlanLink>> plan_links(Connection& db, WorkspaceId id, DealId deal) {
    const std::array<Value, 2> params{id, deal};
    return links_where(db, "l.workspace_id = $1 AND l.deal_id = $2", params);
}

Result<PlanLink> plan_link(Connection& db, WorkspaceId id, DealId deal, PlanLinkId link) {
    const std::array<Value, 3> params{id, deal, link};
    TRY(const auto found,
        links_where(db, "l.workspace_id = $1 AND l.deal_id = $2 AND l.link_id = $3", params));
    if (found.empty()) return not_found("link");
    return found.front();
}

Result<std::optional<PlanLink>> plan_link_of(Connection& db, WorkspaceId id, DealId deal,
                                             PersonId person) {
    const std::array<Value, 3> params{id, deal, person};
    TRY(const auto found,
        links_where(db, "l.workspace_id = $1 AND l.deal_id = $2 AND l.person_id = $3", params));
    if (found.empty()) return std::optional<PlanLink>{};
    return std::optional(found.front());
}

Result<void> put_plan_link(Connection& db, WorkspaceId id, const PlanLink& link) {
    TRYV(db.exec(
        "INSERT INTO plan_link (workspace_id, link_id, deal_id, person_id, made_by, made_at, days, "
        "expires_at, email_check, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
        "ON CONFLICT (workspace_id, deal_id, person_id) DO UPDATE SET made_by = excluded.made_by, "
        "made_at = excluded.made_at, days = excluded.days, expires_at = excluded.expires_at, "
        "email_check = excluded.email_check, revoked_at = excluded.revoked_at",
        {id, link.id, link.deal, link.person, link.made_by, link.made_at, link.days,
         link.expires_at, link.email_check, link.revoked_at}));
    return success();
}

Result<void> revoke_plan_link(Connection& db, WorkspaceId id, PlanLinkId link, Instant now) {
    TRYV(
        db.exec("UPDATE plan_link SET revoked_at = $3 WHERE workspace_id = $1 AND link_id = $2 "
                "AND revoked_at IS NULL",
                {id, link, now}));
    TRYV(db.exec("DELETE FROM directory_plan_secret WHERE workspace_id = $1 AND link_id = $2",
                 {id, link}));
    return close_plan_sessions(db, id, link);
}

Result<std::string> new_plan_secret(Connection& db, WorkspaceId id, PlanLinkId link, Instant now) {
    std::string secret = new_secret("ante_plan_");
    const std::string hash = hash_of(secret);
    TRYV(
        db.exec("INSERT INTO directory_plan_secret (secret_hash, workspace_id, link_id, made_at) "
                "VALUES ($1, $2, $3, $4)",
                {hash, id, link, now}));
    TRYV(keep_newest(db, "directory_plan_secret", id, link, most_plan_secrets));
    return secret;
}

Result<std::optional<PlanGuest>> guest_by_secret(Connection& db, std::string_view secret,
                                                 Instant now) {
    const std::string hash = hash_of(secret);
    std::optional<PlanGuest> found;
    TRYV(db.each("SELECT d.workspace_id, " + std::string(columns) +
                     " FROM directory_plan_secret d JOIN plan_link l ON l.workspace_id = "
                     "d.workspace_id AND l.link_id = d.link_id WHERE d.secret_hash = $1",
                 {hash}, [&](const Row& row) -> Result<void> {
                     PlanGuest guest{{row.uuid(0)}, link_in(row, 1)};
                     if (guest.link.open(now)) found = guest;
                     return success();
                 }));
    return found;
}

// ---- sessions

Result<std::string> open_plan_session(Connection& db, const PlanGuest& guest, Instant now,
                                      std::string_view code) {
    std::string secret = new_secret("ante_guest_");
    const std::string hash = hash_of(secret);
    const std::string code_said = code_hash(secret, code);
    TRYV(db.exec(
        "INSERT INTO directory_plan_session (secret_hash, workspace_id, link_id, made_at, "
        "expires_at, code_hash, tries) VALUES ($1, $2, $3, $4, $5, $6, 0)",
        {hash, guest.workspace, guest.link.id, now,
         now + (code.empty() ? milliseconds(plan_session_lives) : milliseconds(plan_code_lives)),
         code_said}));
    TRYV(keep_newest(db, "directory_plan_session", guest.workspace, guest.link.id,
                     most_plan_sessions));
    return secret;
}

Result<std::optional<PlanSession>> plan_session(Connection& db, std::string_view secret,
                                                Instant now) {
    const std::string hash = hash_of(secret);
    std::optional<PlanSession> found;
    TRYV(db.each("SELECT d.workspace_id, d.code_hash, " + std::string(columns) +
                     " FROM directory_plan_session d JOIN plan_link l ON l.workspace_id = "
                     "d.workspace_id AND l.link_id = d.link_id WHERE d.secret_hash = $1 AND "
                     "d.expires_at > $2",
                 {hash, now}, [&](const Row& row) -> Result<void> {
                     PlanSession session{{{row.uuid(0)}, link_in(row, 2)}, !row.text(1).empty()};
                     if (session.guest.link.open(now)) found = session;
                     return success();
                 }));
    return found;
}

Result<CodeSaid> say_plan_code(Connection& db, std::string_view secret, std::string_view code,
                               Instant now) {
    const std::string hash = hash_of(secret);
    const std::string said = code_hash(secret, code);
    std::optional<std::string> expected;
    std::int64_t tries = 0;
    TRYV(
        db.each("SELECT code_hash, tries FROM directory_plan_session WHERE secret_hash = $1 AND "
                "expires_at > $2",
                {hash, now}, [&](const Row& row) -> Result<void> {
                    expected = std::string(row.text(0));
                    tries = row.integer(1);
                    return success();
                }));
    if (!expected) return CodeSaid::over;
    if (expected->empty()) return CodeSaid::right;
    if (!said.empty() && *expected == said) {
        TRYV(
            db.exec("UPDATE directory_plan_session SET code_hash = '', expires_at = $2 WHERE "
                    "secret_hash = $1",
                    {hash, now + plan_session_lives}));
        return CodeSaid::right;
    }
    if (tries + 1 >= plan_code_tries) {
        TRYV(close_plan_session(db, secret));
        return CodeSaid::over;
    }
    TRYV(db.exec("UPDATE directory_plan_session SET tries = tries + 1 WHERE secret_hash = $1",
                 {hash}));
    return CodeSaid::wrong;
}

Result<bool> may_send_plan_code(Connection& db, const PlanGuest& guest, Instant now) {
    const std::string of_link = " WHERE workspace_id = $1 AND link_id = $2 AND ";
    const Instant an_hour_ago = now - hours{1};
    TRY(const auto counted,
        db.exec(
            "UPDATE plan_link SET codes = codes + 1" + of_link + "codes_since > $3 AND codes < $4",
            {guest.workspace, guest.link.id, an_hour_ago, plan_codes_an_hour}));
    if (counted > 0) return true;
    TRY(const auto begun,
        db.exec("UPDATE plan_link SET codes = 1, codes_since = $4" + of_link + "codes_since <= $3",
                {guest.workspace, guest.link.id, an_hour_ago, now}));
    return begun > 0;
}

Result<void> close_plan_session(Connection& db, std::string_view secret) {
    const std::string hash = hash_of(secret);
    TRYV(db.exec("DELETE FROM directory_plan_session WHERE secret_hash = $1", {hash}));
    return success();
}

Result<void> close_plan_sessions(Connection& db, WorkspaceId id, PlanLinkId link) {
    TRYV(db.exec("DELETE FROM directory_plan_session WHERE workspace_id = $1 AND link_id = $2",
                 {id, link}));
    return success();
}

Result<void> note_seen(Connection& db, const PlanGuest& guest, Instant now) {
    TRYV(db.exec("UPDATE plan_link SET seen_at = $3 WHERE workspace_id = $1 AND link_id = $2",
                 {guest.workspace, guest.link.id, now}));
    return success();
}

Result<std::int64_t> sweep_plan_sessions(Connection& db, Instant now) {
    return db.exec("DELETE FROM directory_plan_session WHERE expires_at <= $1", {now});
}

// ---- the logo

Result<std::string> type_of_logo(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.size() > largest_logo)
        return Error{No::too_large, "logo_too_large", "A logo has at most 100 kB.", {}};
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return std::string("image/png");
    if (bytes.starts_with("\xff\xd8\xff"sv)) return std::string("image/jpeg");
    return refuse("logo_not_a_picture", "A logo is a PNG or a JPEG picture.");
}

Result<void> put_logo(Connection& db, WorkspaceId id, const Logo& logo) {
    const std::string text = base64_of(logo.bytes, Base64::plain);
    TRYV(
        db.exec("INSERT INTO workspace_logo (workspace_id, content_type, picture, changed_at) "
                "VALUES ($1, $2, $3, $4) ON CONFLICT (workspace_id) DO UPDATE SET content_type = "
                "excluded.content_type, picture = excluded.picture, changed_at = "
                "excluded.changed_at",
                {id, logo.content_type, text, logo.changed_at}));
    return success();
}

Result<void> remove_logo(Connection& db, WorkspaceId id) {
    TRYV(db.exec("DELETE FROM workspace_logo WHERE workspace_id = $1", {id}));
    return success();
}

Result<std::optional<Logo>> logo_of(Connection& db, WorkspaceId id) {
    std::optional<Logo> found;
    TRYV(db.each(
        "SELECT content_type, picture, changed_at FROM workspace_logo WHERE workspace_id "
        "= $1",
        {id}, [&](const Row& row) -> Result<void> {
            found = Logo{std::string(row.text(0)),
                         from_base64(row.text(1), Base64::plain).value_or(""), row.instant(2)};
            return success();
        }));
    return found;
}

Result<std::optional<Instant>> logo_changed_at(Connection& db, WorkspaceId id) {
    std::optional<Instant> at;
    TRYV(db.each("SELECT changed_at FROM workspace_logo WHERE workspace_id = $1", {id},
                 [&](const Row& row) -> Result<void> {
                     at = row.instant(0);
                     return success();
                 }));
    return at;
}

}  // namespace ante::store
