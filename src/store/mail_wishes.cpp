#include "store/mail_wishes.h"

#include <sodium.h>

#include "store/directory.h"

namespace ante::store {
namespace {

using namespace method;

// workspace.subject.wish, and what proves that it is ours.
std::string word_for(std::string_view key, WorkspaceId workspace, const Uuid& subject,
                     MailWish wish) {
    std::string word =
        workspace.text() + "." + subject.text() + "." + std::string(word_of(wish)) + ".";
    return word + hash_of(std::string(key) + " " + word).substr(0, 40);
}

Result<std::optional<std::string>> mail_key(Connection& db) {
    return db.value<std::string>("SELECT key FROM directory_mail_key ORDER BY made_at LIMIT 1");
}

}  // namespace

Result<bool> wishes(Connection& db, WorkspaceId workspace, const Uuid& subject, MailWish wish) {
    TRY(const auto found, db.value<std::int64_t>("SELECT 1 FROM mail_wish WHERE workspace_id = $1 "
                                                 "AND wish = $2 AND subject_id = $3",
                                                 {workspace, wish, subject}));
    return found.has_value();
}

Result<void> set_wish(Connection& db, WorkspaceId workspace, const Uuid& subject, MailWish wish,
                      bool holds, Instant now) {
    if (holds) {
        TRYV(
            db.exec("INSERT INTO mail_wish (workspace_id, wish, subject_id, at) "
                    "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                    {workspace, wish, subject, now}));
    } else {
        TRYV(
            db.exec("DELETE FROM mail_wish WHERE workspace_id = $1 AND wish = $2 AND "
                    "subject_id = $3",
                    {workspace, wish, subject}));
    }
    return success();
}

Result<std::vector<Uuid>> who_wishes(Connection& db, WorkspaceId workspace, MailWish wish) {
    std::vector<Uuid> found;
    TRYV(
        db.each("SELECT subject_id FROM mail_wish WHERE workspace_id = $1 AND wish = $2 "
                "ORDER BY subject_id",
                {workspace, wish}, [&](const Row& row) -> Result<void> {
                    found.push_back(row.uuid(0));
                    return success();
                }));
    return found;
}

Result<std::string> unsubscribe_word(Transaction& in, WorkspaceId workspace, const Uuid& subject,
                                     MailWish wish, Instant now) {
    TRY(auto key, mail_key(in.db()));
    if (!key) {
        key = new_secret("");
        TRYV(
            in.db().exec("INSERT INTO directory_mail_key (made_at, key) VALUES ($1, $2) "
                         "ON CONFLICT DO NOTHING",
                         {now, *key}));
        TRY(key, mail_key(in.db()));  // Another process may have been first.
        if (!key) return broken("The key of unsubscribing was there and is not.");
    }
    return word_for(*key, workspace, subject, wish);
}

Result<std::optional<Unsubscribing>> unsubscribing(Connection& db, std::string_view word) {
    using None = std::optional<Unsubscribing>;
    if (word.size() < 75 || word[36] != '.' || word[73] != '.') return None{};
    const auto workspace = Uuid::parse(word.substr(0, 36));
    const auto subject = Uuid::parse(word.substr(37, 36));
    const auto wish = from_word<MailWish>(word.substr(74, word.find('.', 74) - 74));
    if (!workspace || !subject || !wish) return None{};
    TRY(const auto key, mail_key(db));
    if (!key) return None{};
    const std::string ours = word_for(*key, {*workspace}, *subject, *wish);
    if (ours.size() != word.size() || sodium_memcmp(ours.data(), word.data(), ours.size()) != 0)
        return None{};
    return std::optional(Unsubscribing{{*workspace}, *subject, *wish});
}

Result<std::optional<InboxPlace>> inbox_place(Connection& db, std::string_view inbox) {
    std::optional<InboxPlace> place;
    TRYV(db.each("SELECT validity, last_uid FROM directory_inbox WHERE inbox = $1", {inbox},
                 [&](const Row& row) -> Result<void> {
                     place = InboxPlace{row.integer(0), row.integer(1)};
                     return success();
                 }));
    return place;
}

Result<void> put_inbox_place(Connection& db, std::string_view inbox, const InboxPlace& place) {
    TRYV(
        db.exec("INSERT INTO directory_inbox (inbox, validity, last_uid) VALUES ($1, $2, $3) "
                "ON CONFLICT (inbox) DO UPDATE SET validity = excluded.validity, last_uid = "
                "excluded.last_uid",
                {inbox, place.validity, place.last_uid}));
    return success();
}

}  // namespace ante::store
