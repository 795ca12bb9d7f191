#include "store/idempotency.h"

namespace ante::store {

Result<std::optional<KeptAnswer>> kept_answer(Connection& db, method::WorkspaceId workspace,
                                              method::MemberId member, std::string_view key) {
    std::optional<KeptAnswer> found;
    TRYV(
        db.each("SELECT body_hash, status, etag, answer FROM idempotency "
                "WHERE workspace_id = $1 AND member_id = $2 AND key = $3",
                {workspace, member, key}, [&](const Row& row) -> Result<void> {
                    found = KeptAnswer{std::string(row.text(0)), row.integer(1),
                                       std::string(row.text(2)), std::string(row.text(3))};
                    return success();
                }));
    return found;
}

Result<void> keep_answer(Connection& db, method::WorkspaceId workspace, method::MemberId member,
                         std::string_view key, const KeptAnswer& answer, Instant now) {
    TRYV(
        db.exec("INSERT INTO idempotency (workspace_id, member_id, key, body_hash, status, etag, "
                "answer, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                {workspace, member, key, answer.body_hash, answer.status, answer.etag,
                 answer.answer, now}));
    return success();
}

Result<std::int64_t> sweep_answers(Connection& db, method::WorkspaceId workspace, Instant now) {
    return db.exec("DELETE FROM idempotency WHERE workspace_id = $1 AND at < $2",
                   {workspace, now - answers_live});
}

}  // namespace ante::store
