#pragma once
// A backup is an Ante database file (SQLite), whichever engine it was taken from, and restores into
// either.

#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/result.h"
#include "store/store.h"

namespace ante::store {

// Told now and then: how much of how much is done (pages or rows).
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

// Writes one moment of the store to `file` while others go on reading and writing. The file is
// there whole or not at all, readable by its owner only; an existing one is never overwritten
// (`file_exists`). Other errors: `folder_unwritable`, `disk_full`, `store_failed`.
Result<void> backup(Store& store, const std::filesystem::path& file, const Progress& progress = {});

// Makes `place` what the backup says. The place must be empty: a folder without database, or a
// PostgreSQL schema without Ante's tables or with nothing in them (`data_present`). The backup is
// checked whole before anything is written. Errors: `data_missing` (no such file),
// `database_foreign`, `database_damaged`, `schema_newer`, and those of Store::open.
Result<void> restore(const std::filesystem::path& file, const Place& place,
                     const Progress& progress = {});

}  // namespace ante::store
