#include "store/backup.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "store/migrations.h"
#include "store/place.h"
#include "store/sqlite.h"
#include "store/unavailable.h"

namespace ante::store {
namespace {

constexpr int pages_at_once = 2048;
constexpr std::size_t rows_at_once = 2000;

Error file_exists(const std::filesystem::path& file) {
    return Error{No::conflict,
                 "file_exists",
                 file.string() + " is there already and was left as it is. Name another.",
                 {}};
}

Error file_trouble(const std::filesystem::path& file, int reason) {
    if (reason == EEXIST) return file_exists(file);
    if (reason == ENOSPC || reason == EDQUOT)
        return unavailable("disk_full", "The disk is full. Make room and try again.");
    const bool disk = reason == EIO;
    return unavailable(disk ? "store_failed" : "folder_unwritable",
                       file.string() + " can't be written (" + std::strerror(reason) + ").");
}

// A file beside the one it is to become. Gone again unless it became it.
class PartFile {
public:
    static Result<PartFile> beside(const std::filesystem::path& file) {
        std::filesystem::path part = file;
        part += ".part-" + std::to_string(::getpid());
        const int made = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (made < 0) return file_trouble(part, errno);
        ::close(made);
        return PartFile(file, std::move(part));
    }
    PartFile(PartFile&& other) noexcept
        : file_(std::move(other.file_)), part_(std::exchange(other.part_, {})) {}
    PartFile& operator=(PartFile&&) = delete;
    ~PartFile() {
        if (part_.empty()) return;
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(part_.string() + suffix, ignored);
    }

    const std::filesystem::path& path() const { return part_; }

    // On the disk, whole, under its own name; never over another.
    Result<void> become() {
        TRYV(sync(part_, O_RDWR));
        int moved = ::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, file_.c_str(), RENAME_NOREPLACE);
        if (moved != 0 && (errno == EINVAL || errno == ENOSYS)) {
            // A file system that can't promise it in one go.
            moved = ::link(part_.c_str(), file_.c_str());
            if (moved == 0) ::unlink(part_.c_str());
        }
        if (moved != 0) return file_trouble(file_, errno);
        part_.clear();
        return sync(file_.has_parent_path() ? file_.parent_path() : ".", O_RDONLY | O_DIRECTORY);
    }

private:
    PartFile(std::filesystem::path file, std::filesystem::path part)
        : file_(std::move(file)), part_(std::move(part)) {}

    static Result<void> sync(const std::filesystem::path& what, int how) {
        const int opened = ::open(what.c_str(), how | O_CLOEXEC);
        if (opened < 0) return file_trouble(what, errno);
        const int synced = ::fsync(opened);
        const int reason = errno;
        ::close(opened);
        if (synced != 0)
            return unavailable("store_failed",
                               std::string("The disk failed (") + std::strerror(reason) + ").");
        return success();
    }

    std::filesystem::path file_;
    std::filesystem::path part_;
};

struct CloseRaw {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
using RawFile = std::unique_ptr<sqlite3, CloseRaw>;

Result<RawFile> open_raw(const std::filesystem::path& file, const char* pragmas) {
    sqlite3* raw = nullptr;
    int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    RawFile db(raw);
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(raw, 1);
        code = sqlite3_exec(raw, pragmas, nullptr, nullptr, nullptr);
    }
    if (code != SQLITE_OK) return sqlite_error(code, raw, file);
    return Result<RawFile>(std::move(db));
}

// A single file that needs no log beside it and can be read where nothing can be written.
Result<void> make_portable(const std::filesystem::path& file) {
    TRYV(open_raw(file, "PRAGMA journal_mode = DELETE"));
    return success();
}

// Page by page, as of one moment.
Result<void> copy_pages(Sqlite& from, const std::filesystem::path& to, const Progress& progress) {
    TRYV(from.begin(Begin::snapshot));
    TRYV(from.run("SELECT count(*) FROM sqlite_master"));  // from now on
    // Whether it is on the disk is asked once, at the end.
    TRY(const RawFile target, open_raw(to, "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF"));
    sqlite3_backup* copying = sqlite3_backup_init(target.get(), "main", from.handle(), "main");
    if (!copying) return sqlite_error(sqlite3_errcode(target.get()), target.get(), to);
    int code = SQLITE_OK;
    while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        if (code != SQLITE_OK) std::this_thread::sleep_for(milliseconds(10));
        code = sqlite3_backup_step(copying, pages_at_once);
        const std::int64_t all = sqlite3_backup_pagecount(copying);
        if (progress) progress(all - sqlite3_backup_remaining(copying), all);
    }
    sqlite3_backup_finish(copying);
    if (code != SQLITE_DONE) return sqlite_error(code, target.get(), to);
    return from.commit();
}

// ---- between engines: row by row ---------------------------------------------------------------

struct Table {
    std::string name;
    std::vector<std::string> columns;
    std::set<std::string> points_to;
};

// The tables of a file of ours, those that are pointed to before those that point to them. The
// engines share these; a table that only one of them has (an index of words to search in) follows
// from the others and is made anew by `ante rebuild`.
Result<std::vector<Table>> tables_of(Connection& file) {
    std::map<std::string, Table> found;
    TRYV(
        file.each("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                  "AND name NOT LIKE 'sqlite_%' AND name <> 'migration' ORDER BY name",
                  {}, [&](const Row& row) -> Result<void> {
                      std::string name(row.text(0));
                      found[name].name = name;
                      return success();
                  }));
    for (auto& [key, entry] : found) {
        const std::string& name = key;
        Table& table = entry;
        TRYV(file.each("SELECT name FROM pragma_table_info($1) ORDER BY cid", {name},
                       [&](const Row& row) -> Result<void> {
                           table.columns.emplace_back(row.text(0));
                           return success();
                       }));
        TRYV(file.each("SELECT \"table\" FROM pragma_foreign_key_list($1)", {name},
                       [&](const Row& row) -> Result<void> {
                           if (row.text(0) != name) table.points_to.emplace(row.text(0));
                           return success();
                       }));
    }

    std::vector<Table> ordered;
    std::set<std::string> placed;
    while (ordered.size() < found.size()) {
        const std::size_t before = ordered.size();
        for (const auto& [name, table] : found) {
            if (placed.contains(name) || !std::ranges::includes(placed, table.points_to)) continue;
            ordered.push_back(table);
            placed.insert(name);
        }
        if (ordered.size() == before) return broken("Tables point to each other in a circle.");
    }
    return ordered;
}

std::string list(const std::vector<std::string>& columns) {
    std::string text;
    for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + column;
    return text;
}

std::string insert_into(const Table& table) {
    std::string places;
    for (std::size_t i = 1; i <= table.columns.size(); ++i)
        places += (i == 1 ? "$" : ", $") + std::to_string(i);
    return "INSERT INTO " + table.name + " (" + list(table.columns) + ") VALUES (" + places + ")";
}

// Rows gathered until it is worth sending them.
class Batch {
public:
    Batch(Connection& to, const Table& table)
        : to_(to), sql_(insert_into(table)), width_(table.columns.size()) {}

    Result<void> add(const Row& row) {
        rows_.add(row);
        if (rows_.size() < rows_at_once) return success();
        return send();
    }
    Result<void> send() {
        if (rows_.empty()) return success();
        std::vector<Value> cells;
        cells.reserve(rows_.size() * width_);
        for (std::size_t r = 0; r < rows_.size(); ++r)
            for (std::size_t c = 0; c < width_; ++c) cells.push_back(rows_[r][c]);
        TRYV(to_.run_many(sql_, width_, cells));
        rows_ = Rows();
        return success();
    }

private:
    Connection& to_;
    std::string sql_;
    std::size_t width_;
    Rows rows_;
};

// All of a table, in constant memory: SQLite steps, PostgreSQL is asked for a part at a time.
Result<void> each_row(Connection& from, const Table& table, const Connection::Visit& visit) {
    const std::string sql = "SELECT " + list(table.columns) + " FROM " + table.name;
    if (from.engine() == Engine::sqlite) return from.each(sql, {}, visit);
    const std::string part = "part_of_" + table.name;
    TRYV(from.exec("DECLARE " + part + " NO SCROLL CURSOR FOR " + sql));
    for (bool more = true; more;) {
        more = false;
        TRYV(from.each("FETCH " + std::to_string(rows_at_once) + " FROM " + part, {},
                       [&](const Row& row) -> Result<void> {
                           more = true;
                           return visit(row);
                       }));
    }
    TRYV(from.exec("CLOSE " + part));
    return success();
}

Result<void> copy_rows(Connection& from, Connection& to, const std::vector<Table>& tables,
                       const Progress& progress) {
    std::int64_t all = 0;
    for (const Table& table : tables) {
        TRY(const auto count, from.value<std::int64_t>("SELECT count(*) FROM " + table.name));
        all += count.value_or(0);
    }
    std::int64_t done = 0;
    for (const Table& table : tables) {
        Batch batch(to, table);
        TRYV(each_row(from, table, [&](const Row& row) -> Result<void> {
            if (++done % static_cast<std::int64_t>(rows_at_once) == 0 && progress)
                progress(done, all);
            return batch.add(row);
        }));
        TRYV(batch.send());
    }
    if (progress) progress(all, all);
    return success();
}

Result<void> backup_rows(Store& store, const std::filesystem::path& to, const Progress& progress) {
    TRY(const auto migrations, migrations_for(Engine::sqlite));
    TRY(const std::unique_ptr<Sqlite> file, open_sqlite(to, Access::write));
    TRYV(migrate(*file, migrations));
    TRY(const std::vector<Table> tables, tables_of(*file));
    TRYV(file->begin(Begin::write));
    TRYV(store.read([&](Connection& from) { return copy_rows(from, *file, tables, progress); }));
    TRYV(file->commit());
    return file->finish();
}

// ---- restore -----------------------------------------------------------------------------------

Result<std::unique_ptr<Sqlite>> open_checked(const std::filesystem::path& file) {
    TRY(std::unique_ptr<Sqlite> db, open_sqlite(file, Access::read));
    TRY(const auto migrations, migrations_for(Engine::sqlite));
    TRYV(can_migrate(*db, migrations));
    TRY(const auto sound, db->value<std::string>("PRAGMA integrity_check(1)"));
    TRY(const Rows orphans, db->run("PRAGMA foreign_key_check"));
    if (sound != "ok" || !orphans.empty())
        return unavailable("database_damaged",
                           file.string() + " is damaged (" +
                               (sound == "ok" ? "rows are missing" : sound.value_or("")) +
                               "), so nothing was restored. Try an older backup.");
    return Result<std::unique_ptr<Sqlite>>(std::move(db));
}

Error data_present(const Place& place) {
    return Error{No::conflict,
                 "data_present",
                 "There is data in " + place.text() +
                     " already, and it was left as it is. Restore into an empty place.",
                 {}};
}

Result<void> restore_file(const std::filesystem::path& file, const Place& place,
                          const Progress& progress) {
    TRY(const std::unique_ptr<FolderLock> lock, FolderLock::take(place, true));
    std::error_code ignored;
    // A log from before would be taken for the new file's.
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        if (std::filesystem::exists(place.file().string() + suffix, ignored))
            return data_present(place);
    TRY(const std::unique_ptr<Sqlite> from, open_checked(file));
    TRY(PartFile part, PartFile::beside(place.file()));
    TRYV(copy_pages(*from, part.path(), progress));
    TRYV(make_portable(part.path()));
    return part.become();
}

Result<void> restore_rows(const std::filesystem::path& file, const Place& place,
                          const Progress& progress) {
    // An older backup is first brought up to date, in a copy.
    const std::filesystem::path wanted =
        std::filesystem::temp_directory_path() / ("ante-restore-" + std::to_string(::getpid()));
    TRY(const PartFile copy, PartFile::beside(wanted));
    {
        TRY(const std::unique_ptr<Sqlite> checked, open_checked(file));
        TRYV(copy_pages(*checked, copy.path(), {}));
    }
    TRY(const std::unique_ptr<Sqlite> from, open_sqlite(copy.path(), Access::write));
    TRY(const auto migrations, migrations_for(Engine::sqlite));
    TRYV(migrate(*from, migrations));
    TRY(const std::vector<Table> tables, tables_of(*from));

    TRY(const std::unique_ptr<Store> store, Store::open(place));
    return store->write_now([&](Transaction& in) -> Result<void> {
        for (const Table& table : tables) {
            TRY(const auto some,
                in.db().value<std::int64_t>("SELECT 1 FROM " + table.name + " LIMIT 1"));
            if (some) return data_present(place);
        }
        return copy_rows(*from, in.db(), tables, progress);
    });
}

}  // namespace

Result<void> backup(Store& store, const std::filesystem::path& file, const Progress& progress) {
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(file, ignored)))
        return file_exists(file);
    TRY(PartFile part, PartFile::beside(file));
    if (store.engine() == Engine::postgres) {
        TRYV(backup_rows(store, part.path(), progress));
    } else {
        TRY(const std::unique_ptr<Sqlite> from, open_sqlite(store.place().file(), Access::read));
        TRYV(copy_pages(*from, part.path(), progress));
    }
    TRYV(make_portable(part.path()));
    return part.become();
}

Result<void> restore(const std::filesystem::path& file, const Place& place,
                     const Progress& progress) {
    if (place.engine == Engine::postgres) return restore_rows(file, place, progress);
    return restore_file(file, place, progress);
}

}  // namespace ante::store
