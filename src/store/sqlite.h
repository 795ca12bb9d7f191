#pragma once
// The SQLite driver.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.h"
#include "store/connection.h"

struct sqlite3;

namespace ante::store {

// "Ante" in ASCII: in the header of every file of ours (PRAGMA application_id).
inline constexpr std::int64_t application_id = 0x416e7465;

// Does somebody wait for the writer?
enum class Demand : std::uint8_t { none, some };

class Sqlite : public Connection {
public:
    Engine engine() const final { return Engine::sqlite; }

    // After a commit: carries what the write-ahead log holds into the file, once it is worth it:
    // later while somebody waits, who would wait for that, too. Only for the writer. Answers an
    // error only if the disk failed.
    virtual Result<void> checkpoint_if_due(Demand demand) = 0;
    // Would it carry anything if nobody waited?
    virtual bool has_to_carry() const = 0;
    // Before it is closed as the last one: carries all of it, so that the log goes with it.
    virtual Result<void> finish() = 0;

    // How many rows this connection has changed in its life.
    virtual std::int64_t rows_changed() const = 0;
    // Is the transaction still there? SQLite gives up the whole of it when the disk is full.
    virtual bool transaction_lost() const = 0;

    virtual sqlite3* handle() = 0;
};

// What a result code of SQLite means (see connection.h). `db` may be null.
Error sqlite_error(int code, sqlite3* db, const std::filesystem::path& file);

// Writing: the one connection that writes and checkpoints; makes the file if it is not there.
// Reading: can do neither. Errors: `database_foreign`, `database_damaged`, `folder_unwritable`,
// `data_missing` (reading, and there is no file).
Result<std::unique_ptr<Sqlite>> open_sqlite(const std::filesystem::path& file, Access access);

}  // namespace ante::store
