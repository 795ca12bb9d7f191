#pragma once
// The same write sent twice has one effect and one answer. Looked up and kept in the transaction of
// the write itself, so that an answer exists exactly when its effect does.

#include <optional>
#include <string>

#include "method/values.h"
#include "store/store.h"

namespace ante::store {

struct KeptAnswer {
    std::string body_hash;
    std::int64_t status = 200;
    std::string etag;
    std::string answer;
};
inline constexpr hours answers_live{48};  // at least 24 are promised

Result<std::optional<KeptAnswer>> kept_answer(Connection& db, method::WorkspaceId workspace,
                                              method::MemberId member, std::string_view key);
// `unique_violation` (conflict) if the key was used meanwhile: on PostgreSQL the second of two
// writers with one key waits for the first, then gets this and should look again.
Result<void> keep_answer(Connection& db, method::WorkspaceId workspace, method::MemberId member,
                         std::string_view key, const KeptAnswer& answer, Instant now);
Result<std::int64_t> sweep_answers(Connection& db, method::WorkspaceId workspace, Instant now);

}  // namespace ante::store
