#pragma once
// The tables, step by step: src/store/migrations/NNNN_name.sql, built into the program. A step
// whose text must differ has NNNN_name.sqlite.sql and NNNN_name.postgres.sql instead (or one of
// them beside NNNN_name.sql, which then serves the other engine).
//
// Forward only. Each step is one transaction together with its row in the table `migration`, so
// that the database is before it or after it, never between. Two programs that start at once do it
// once.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "store/connection.h"

namespace ante::store {

struct Migration {
    std::int64_t number;
    std::string_view name;  // "ledger"
    std::string_view text;
    std::string checksum;  // BLAKE2b of the text, hexadecimal
};

// The steps for an engine, in order. The files are checked at once: numbers from 1 without gaps,
// each with a text for the engine.
Result<std::vector<Migration>> migrations_for(Engine engine, std::span<const embedded::File> files);
// Those built into the program.
Result<std::vector<Migration>> migrations_for(Engine engine);

// Could they be continued on this database? Changes nothing. Errors: `schema_newer`,
// `schema_changed`.
Result<void> can_migrate(Connection& db, std::span<const Migration> migrations);

// Does what has not been done. Errors: `schema_newer`, `schema_changed`, those of connection.h.
Result<void> migrate(Connection& db, std::span<const Migration> migrations);

// The statements of a text: cut at each `;` that is not inside quotes, comments, or dollar quotes;
// without the `;`, and without those that are only blanks and comments.
std::vector<std::string_view> statements_of(std::string_view text);

}  // namespace ante::store
