#pragma once
// Where a store is kept, and who has it open.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/connection.h"

namespace ante::store {

// Where the data is kept, as --data names it.
struct Place {
    Engine engine = Engine::sqlite;
    std::filesystem::path folder;  // SQLite: holds ante.db and ante.lock
    std::string conninfo;          // PostgreSQL: a libpq connection string or URL

    // "postgres://…", "postgresql://…" or "key=value …" is PostgreSQL; all else is a folder.
    static Result<Place> parse(std::string_view text);

    std::filesystem::path file() const { return folder / "ante.db"; }
    // For people and logs; without password.
    std::string text() const;
};

// Who has a data folder open, as he wrote it into its lock file.
struct Holder {
    std::int64_t pid = 0;
    std::string address;  // "http://127.0.0.1:8420" once he serves, else empty
};
// Nobody: empty. (A PostgreSQL place is open to many; the answer is empty too.)
std::optional<Holder> holder_of(const Place& place);

// A data folder, ours alone until this goes out of scope (or the process ends, however it ends).
class FolderLock {
public:
    // Makes the folder if `make` and it is not there. Errors: `data_in_use`, `data_missing`,
    // `folder_unwritable`, `disk_full`.
    static Result<std::unique_ptr<FolderLock>> take(const Place& place, bool make);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    void announce(std::string_view address);

private:
    explicit FolderLock(int file) : file_(file) {}
    int file_;
};

}  // namespace ante::store
